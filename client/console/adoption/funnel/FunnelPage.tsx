import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { useTranslate, type RaRecord } from 'react-admin';
import { formatNumber, formatShare } from '../../fields/format.ts';
import { Nothing } from '../../fields/Nothing.tsx';
import { useWord } from '../../fields/words.ts';
import { Page } from '../../layout/Page.tsx';
import { PrintButton } from '../../layout/PrintButton.tsx';
import type { DataColumn } from '../../table/columns.ts';
import { LocalTable } from '../../table/LocalTable.tsx';
import { Bones } from '../../theme/Bones.tsx';
import { EmptyState } from '../../theme/EmptyState.tsx';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { useAsked } from '../asked.ts';
import { Controls } from '../Controls.tsx';
import { Counted } from '../Counted.tsx';
import { useFunnel } from '../queries.ts';
import type { FunnelStepRow } from '../records.ts';

type Row = RaRecord<string> & FunnelStepRow & { at: number };

const MINUTES_A_DAY = 1_440;

/** How long, in the largest unit that it fills. */
function useSpan(): (minutes: number) => string {
  const translate = useTranslate();
  return (minutes) => (minutes < 60 ? translate('adoption.funnel.minutes', { count: minutes < 10 ? minutes.toFixed(1) : String(Math.round(minutes)) }) : minutes < MINUTES_A_DAY ? translate('adoption.funnel.hours', { count: (minutes / 60).toFixed(1) }) : translate('adoption.funnel.days', { count: (minutes / MINUTES_A_DAY).toFixed(1) }));
}

/** A bar as long as the share that came to the step. */
function Share({ share }: { share: number | null }) {
  if (share === null) return <Nothing />;
  return (
    <Box component="span" sx={{ display: 'grid', gridTemplateColumns: '52px minmax(40px, 1fr)', gap: '10px', alignItems: 'center', width: '100%' }}>
      <Box component="b" sx={{ textAlign: 'right' }}>{formatShare(share)}</Box>
      <Box component="span" aria-hidden="true" sx={{ display: 'block', height: 9, borderRadius: '4px', bgcolor: share === 0 ? 'transparent' : tone.accent, width: `max(2px, ${share * 100}%)`, printColorAdjust: 'exact' }} />
    </Box>
  );
}

function StepsTable({ steps }: { steps: readonly FunnelStepRow[] }) {
  const translate = useTranslate();
  const word = useWord();
  const span = useSpan();
  const rows = steps.map((step, at): Row => ({ ...step, id: step.step, at }));
  const columns: DataColumn<Row>[] = useMemo(() => [
    { id: 'at', label: 'adoption.funnel.step', main: true, width: 110, grow: 0, render: ({ step }) => word('step', step) },
    { id: 'reached', label: 'adoption.funnel.reached', align: 'right', width: 80, grow: 0, render: ({ reached }) => formatNumber(reached) },
    { id: 'share', label: 'adoption.funnel.share', width: 200, grow: 2, render: ({ share }) => <Share share={share} /> },
    { id: 'left', label: 'adoption.funnel.left', align: 'right', width: 80, grow: 0, render: ({ left, rows: { left: behind } }) => <Counted count={left} rows={behind} /> },
    { id: 'waiting', label: 'adoption.funnel.waiting', align: 'right', width: 90, grow: 0, render: ({ waiting, rows: { waiting: behind } }) => <Counted count={waiting} rows={behind} /> },
    { id: 'escalated', label: 'adoption.funnel.escalated', align: 'right', width: 100, grow: 0, render: ({ escalated, rows: { escalated: behind } }) => <Counted count={escalated} rows={behind} /> },
    { id: 'handedBack', label: 'adoption.funnel.handed_back', align: 'right', width: 100, grow: 0, render: ({ handedBack, rows: { handedBack: behind } }) => <Counted count={handedBack} rows={behind} /> },
    { id: 'medianMinutes', label: 'adoption.funnel.time', align: 'right', width: 110, grow: 0, render: ({ medianMinutes }) => (medianMinutes === null ? <Nothing /> : span(medianMinutes)) },
  ], [span, word]);
  return <LocalTable<Row> title={translate('adoption.funnel.table')} rows={rows} sort={{ field: 'at', order: 'ASC' }} columns={columns} settingsKey="adoption-funnel" counted={false} empty={null} />;
}

/** Step by step: who comes how far, who leaves, who calls, and how long a step takes. */
export function FunnelPage() {
  const translate = useTranslate();
  const word = useWord();
  const { asked, ask } = useAsked();
  const { data, error, refetch, isPlaceholderData } = useFunnel(asked);
  const worst = data?.steps.reduce((most, step) => (step.left > most.left ? step : most));
  return (
    <Page title={translate('adoption.funnel.title')} beside={<PrintButton />}>
      <Controls asked={asked} ask={ask} from={asked.from ?? data?.window.from ?? ''} to={asked.to ?? data?.window.to ?? ''} />
      <Box aria-busy={isPlaceholderData} sx={{ display: 'grid', gap: '14px', opacity: isPlaceholderData ? 0.6 : 1 }}>
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Panel><Bones lines={10} /></Panel>}
        {data && !error && (data.begun === 0
          ? <Panel><EmptyState title={translate('adoption.none')}>{translate('adoption.none_hint')}</EmptyState></Panel>
          : (
            <>
              <Box sx={{ maxWidth: 900 }}><b>{translate('adoption.funnel.sentence', { begun: formatNumber(data.begun), placed: formatShare(data.steps.find(({ step }) => step === 'placed')?.share ?? 0), completed: formatShare(data.steps.find(({ step }) => step === 'completed')?.share ?? 0) })}</b> {worst && worst.left > 0 && translate('adoption.funnel.worst', { step: word('step', worst.step).toLowerCase(), left: formatNumber(worst.left) })}</Box>
              <StepsTable steps={data.steps} />
              <Box sx={{ color: tone.mute, fontSize: 11.5 }}>{translate('adoption.funnel.hint', { most: formatNumber(data.timed) })}</Box>
            </>
          ))}
      </Box>
    </Page>
  );
}
