import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useGetOne, useTranslate } from 'react-admin';
import { PersonBadge } from '../fields/Person.tsx';
import { StatusChip } from '../fields/StatusChip.tsx';
import { useWord } from '../fields/words.ts';
import { ColumnsSkeleton } from '../layout/ColumnsSkeleton.tsx';
import { Page } from '../layout/Page.tsx';
import { PrintButton } from '../layout/PrintButton.tsx';
import { KeyButton } from '../keys/KeyButton.tsx';
import { usePaletteActions } from '../palette/actions.ts';
import { usePresence } from '../providers/presence.ts';
import { useSession } from '../providers/session.ts';
import { Chip } from '../theme/Chip.tsx';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { Panel } from '../theme/Panel.tsx';
import { useCatalogue } from '../upgrades/queries.ts';
import { ContractPanel } from './ContractPanel.tsx';
import { CorrectionsPanel } from './CorrectionsPanel.tsx';
import { DecideDialog, type Decision } from './DecideDialog.tsx';
import { EntriesPanel } from './EntriesPanel.tsx';
import { CodingFacts } from './CodingFacts.tsx';
import { JoinDialog } from './JoinDialog.tsx';
import { FlagReasons } from './Legs.tsx';
import { LegsPanel } from './LegsPanel.tsx';
import { LinesOfCoding } from './LinesOfCoding.tsx';
import { OverrideDialog } from './OverrideDialog.tsx';
import { PairPanel } from './PairPanel.tsx';
import { ProposalNotice } from './ProposalNotice.tsx';
import type { CodingRecord } from './records.ts';
import { Trace } from './Trace.tsx';
import { useCodingCommand } from './useCodingCommand.ts';

type Overlay = 'correct' | 'join' | Decision;

/** One coding: what the books say, why, and what can be done about it. */
export function CodingPage({ id }: { id: string }) {
  const translate = useTranslate();
  const { data, error, refetch } = useGetOne<CodingRecord>('codings', { id });
  const trail = [{ label: translate('coding.title'), to: '/coding' }];
  if (data?.corrections) return <Whole coding={data} trail={trail} />;
  return <Page title={translate('coding.one')} trail={trail}>{error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <ColumnsSkeleton />}</Page>;
}

/** What a line is called, by its id: of codings, lines are known by the subscriptions that they are. In full: with its units, and on which side it stands. */
function useLineNames({ before, after }: CodingRecord) {
  const translate = useTranslate();
  const { products } = useCatalogue();
  const productName = (product: string) => products.get(product)?.name ?? product;
  const sides = [...before.map((line) => ({ line, side: 'before' })), ...after.map((line) => ({ line, side: 'after' }))];
  const short = new Map(sides.map(({ line }) => [line.line, productName(line.product)]));
  const full = new Map(sides.map(({ line, side }) => [line.line, translate(`coding.line_${side}`, { name: productName(line.product), quantity: line.quantity })]));
  return { productName, lineName: (line: string) => short.get(line) ?? line, fullName: (line: string) => full.get(line) ?? line };
}

function Whole({ coding, trail }: { coding: CodingRecord; trail: { label: string; to: string }[] }) {
  const translate = useTranslate();
  const word = useWord();
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const { run, pending, conflict } = useCodingCommand();
  const { productName, lineName, fullName } = useLineNames(coding);
  const session = useSession();
  const others = usePresence('codings', coding.id, overlay === 'correct' ? 'editing' : 'viewing').filter(({ id }) => id !== session?.id);
  const close = () => setOverlay(null);
  const may = (move: CodingRecord['allowed'][number]) => (coding.allowed ?? []).includes(move);
  const joins = may('join') && coding.pair !== null && coding.flags.includes('unlinked_pair') && !['proposed', 'reversed'].includes(coding.pair.status);
  const confirm = () => void run({ record: coding, verb: 'confirm', mine: { status: 'confirmed' }, success: 'coding.confirmed' });
  usePaletteActions([
    { id: 'confirm-coding', label: translate('coding.confirm'), when: may('confirm'), run: confirm },
    { id: 'correct-coding', label: translate('coding.correct.action'), when: may('override'), run: () => setOverlay('correct') },
    { id: 'join-coding', label: translate('coding.join.action'), when: joins, run: () => setOverlay('join') },
    { id: 'approve-coding', label: translate('coding.decide.approve'), when: may('approve'), run: () => setOverlay('approve') },
    { id: 'reject-coding', label: translate('coding.decide.reject'), when: may('reject'), run: () => setOverlay('reject') },
  ]);
  const title = [coding.upgradeReference ?? word('origin', coding.origin), coding.accountName].filter(Boolean).join(' · ');
  const acts = may('confirm') || may('override') || joins;
  return (
    <>
      <Page title={title} trail={trail} beside={<>{coding.kind && <Chip tone="blue">{word('upgrade_kind', coding.kind)}</Chip>}<StatusChip of="coding" value={coding.status} /><PrintButton />{others.map(({ id, name, mode }) => <PersonBadge key={id} name={name} editing={mode === 'editing'} />)}</>}>
        <ProposalNotice coding={coding} mayApprove={may('approve')} mayReject={may('reject')} onDecide={setOverlay} />
        <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '300px minmax(0, 1fr)', lg: '300px minmax(0, 1fr) 280px' }, gap: '14px', alignItems: 'start' }}>
          <Box sx={{ display: 'grid', gap: '14px' }}>
            <LinesOfCoding coding={coding} nameOf={productName} />
            <CodingFacts coding={coding} />
          </Box>
          <Box sx={{ display: 'grid', gap: '14px', minWidth: 0 }}>
            <LegsPanel coding={coding} lineName={lineName}>
              {acts && (
                <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: '6px', marginTop: '14px' }}>
                  {may('confirm') && <KeyButton label={translate('coding.confirm')} shortcut="c" variant="contained" color="primary" loading={pending === 'confirm'} onRun={confirm} hint={translate('coding.confirm_hint')} />}
                  {may('override') && <KeyButton label={translate('coding.correct.action')} shortcut="o" onRun={() => setOverlay('correct')} />}
                  {joins && <Button onClick={() => setOverlay('join')}>{translate('coding.join.action')}</Button>}
                </Box>
              )}
            </LegsPanel>
            {coding.flags.length > 0 && <Panel title={translate('coding.flags')}><FlagReasons flags={coding.flags} trace={coding.trace} /></Panel>}
            <Panel title={translate('coding.trace.title')}><Trace trace={coding.trace} /></Panel>
            <EntriesPanel coding={coding} />
          </Box>
          <Box sx={{ display: 'grid', gap: '14px', gridColumn: { md: '1 / -1', lg: 'auto' } }}>
            <ContractPanel coding={coding} />
            <PairPanel coding={coding} />
            <CorrectionsPanel coding={coding} />
          </Box>
        </Box>
      </Page>
      {overlay === 'correct' && <OverrideDialog coding={coding} lineName={fullName} onClose={close} />}
      {overlay === 'join' && coding.pair && <JoinDialog coding={coding} other={coding.pair} onClose={close} />}
      {(overlay === 'approve' || overlay === 'reject') && <DecideDialog coding={coding} decision={overlay} onClose={close} />}
      {conflict}
    </>
  );
}
