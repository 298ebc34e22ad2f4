import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useGetOne, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import type { Step } from '../../../server/domain/words.ts';
import { CodingOfUpgrade } from '../coding/OfUpgrade.tsx';
import { StatusChip } from '../fields/StatusChip.tsx';
import { useWord } from '../fields/words.ts';
import { Page } from '../layout/Page.tsx';
import { PrintButton } from '../layout/PrintButton.tsx';
import { usePaletteActions } from '../palette/actions.ts';
import { usePresence } from '../providers/presence.ts';
import { Chip } from '../theme/Chip.tsx';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { tone } from '../theme/palette.ts';
import { ColumnsSkeleton } from '../layout/ColumnsSkeleton.tsx';
import { AdvanceDialog } from './AdvanceDialog.tsx';
import { CancelUpgradeDialog } from './CancelUpgradeDialog.tsx';
import { CartEditor } from './CartEditor.tsx';
import { ExceptionPanel } from './ExceptionPanel.tsx';
import { JourneyPanel } from './JourneyPanel.tsx';
import { LinesPanel } from './LinesPanel.tsx';
import { OptionsPanel } from './OptionsPanel.tsx';
import { PlaceDialog } from './PlaceDialog.tsx';
import type { UpgradeRecord } from './records.ts';
import { EscalationsPanel, FactsPanel, ReturnsPanel } from './StoryPanels.tsx';

type Overlay = 'configure' | 'place' | 'cancel' | { to: Step };

/** Any upgrade's whole story on one page. */
export function UpgradePage({ id }: { id: string }) {
  const translate = useTranslate();
  const { data, error, refetch } = useGetOne<UpgradeRecord>('upgrades', { id });
  const trail = [{ label: translate('upgrades.title'), to: '/upgrades' }];
  if (data) return <Story upgrade={data} trail={trail} />;
  return <Page title={translate('upgrades.one')} trail={trail}>{error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <ColumnsSkeleton />}</Page>;
}

function HeldNotice({ upgrade }: { upgrade: UpgradeRecord }) {
  const translate = useTranslate();
  const word = useWord();
  const open = upgrade.openEscalation;
  if (!open) return null;
  return (
    <Box role="status" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '6px 10px', border: `1px solid ${tone.blue}`, bgcolor: tone.blueSoft, borderRadius: '10px', padding: '7px 8px 7px 14px', marginBottom: '14px' }}>
      <Box sx={{ flex: '1 1 260px' }}>
        <b>{translate('upgrades.escalated', { state: word('escalation', open.status).toLowerCase() })}</b>{' '}
        <Box component="span" sx={{ color: tone.mute }}>{open.assigneeName ? translate('upgrades.escalated_held', { name: open.assigneeName }) : translate('upgrades.escalated_free')}</Box>
      </Box>
      <Button component={Link} to={`/escalations/${open.id}`} variant="contained" color="primary">{translate('upgrades.open_escalation')}</Button>
    </Box>
  );
}

function Story({ upgrade, trail }: { upgrade: UpgradeRecord; trail: { label: string; to: string }[] }) {
  const translate = useTranslate();
  const word = useWord();
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const close = () => setOverlay(null);
  usePresence('upgrades', upgrade.id, overlay === 'configure' ? 'editing' : 'viewing');
  const may = (command: UpgradeRecord['allowed'][number]) => (upgrade.allowed ?? []).includes(command);
  const ahead = may('advance') ? (upgrade.legalSteps ?? []).filter((step) => step !== 'placed') : [];
  usePaletteActions([
    { id: 'configure', label: translate('cart.change'), when: may('configure'), run: () => setOverlay('configure') },
    { id: 'place', label: translate('place.button'), when: may('place-on-behalf'), run: () => setOverlay('place') },
    { id: 'cancel-upgrade', label: translate('upgrades.cancel.button'), when: may('cancel'), run: () => setOverlay('cancel') },
  ]);
  const open = upgrade.escalations?.find(({ id }) => id === upgrade.openEscalation?.id);
  return (
    <>
      <Page title={`${upgrade.reference} · ${upgrade.accountName}`} trail={trail} beside={<><Chip tone="blue">{word('upgrade_kind', upgrade.kind)}</Chip><StatusChip of="upgrade" value={upgrade.status} /><PrintButton /></>}>
        <HeldNotice upgrade={upgrade} />
        <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '300px minmax(0, 1fr)', lg: '300px minmax(0, 1fr) 280px' }, gap: '14px', alignItems: 'start' }}>
          <Box sx={{ display: 'grid', gap: '14px' }}>
            <JourneyPanel upgrade={upgrade} stopped={open ? { step: upgrade.step, at: open.openedAt } : null} />
            {ahead.length > 0 && (
              <Box className="not-printed" sx={{ display: 'flex', flexWrap: 'wrap', gap: '6px', alignItems: 'center' }}>
                <Box component="span" sx={{ color: tone.mute, fontSize: 11.5 }}>{translate('upgrades.advance.label')}</Box>
                {ahead.map((to) => <Button key={to} onClick={() => setOverlay({ to })}>{word('step', to)}</Button>)}
              </Box>
            )}
            <FactsPanel upgrade={upgrade} />
          </Box>
          <Box sx={{ display: 'grid', gap: '14px' }}>
            <LinesPanel upgrade={upgrade}>
              {(may('place-on-behalf') || may('configure') || may('cancel')) && <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: '6px', marginTop: '12px' }}>
                {may('place-on-behalf') && <Button variant="contained" color="primary" onClick={() => setOverlay('place')}>{translate('place.button')}</Button>}
                {may('configure') && <Button onClick={() => setOverlay('configure')}>{translate('cart.change')}</Button>}
                {may('cancel') && <Button variant="text" onClick={() => setOverlay('cancel')} sx={{ marginLeft: 'auto', color: tone.bad }}>{translate('upgrades.cancel.button')}</Button>}
              </Box>}
            </LinesPanel>
            <ExceptionPanel upgrade={upgrade} />
            {upgrade.status === 'draft' && <OptionsPanel upgrade={upgrade} onCompare={may('configure') ? () => setOverlay('configure') : undefined} />}
          </Box>
          <Box sx={{ display: 'grid', gap: '14px', gridColumn: { md: '1 / -1', lg: 'auto' } }}>
            <CodingOfUpgrade upgrade={upgrade} />
            <EscalationsPanel upgrade={upgrade} />
            <ReturnsPanel upgrade={upgrade} />
          </Box>
        </Box>
      </Page>
      {overlay === 'configure' && <CartEditor upgrade={upgrade} onClose={close} />}
      {overlay === 'place' && <PlaceDialog upgrade={upgrade} onClose={close} />}
      {overlay === 'cancel' && <CancelUpgradeDialog upgrade={upgrade} onClose={close} />}
      {typeof overlay === 'object' && overlay && <AdvanceDialog upgrade={upgrade} to={overlay.to} onClose={close} />}
    </>
  );
}
