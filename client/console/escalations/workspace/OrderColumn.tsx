import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { StartUpgradeForm } from '../../accounts/StartUpgrade.tsx';
import { usePaletteActions } from '../../palette/actions.ts';
import { Bones } from '../../theme/Bones.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { JourneyPanel } from '../../upgrades/JourneyPanel.tsx';
import { LinesPanel } from '../../upgrades/LinesPanel.tsx';
import { OptionsPanel } from '../../upgrades/OptionsPanel.tsx';
import type { UpgradeRecord } from '../../upgrades/records.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useWork } from './work.ts';

function NoUpgrade() {
  const translate = useTranslate();
  const queryClient = useQueryClient();
  const { escalation, standing } = useWork();
  return (
    <Panel title={translate('workspace.no_upgrade')}>
      <Box sx={{ color: tone.mute, marginBottom: 1 }}>{translate(standing === 'mine' ? 'workspace.start_hint' : 'workspace.start_claim_first')}</Box>
      {standing === 'mine' && <StartUpgradeForm narrow account={{ id: escalation.accountId }} escalation={{ id: escalation.id, contactId: escalation.contactId }} onDone={() => void queryClient.invalidateQueries({ queryKey: ['escalations'] })} />}
    </Panel>
  );
}

function Order({ upgrade }: { upgrade: UpgradeRecord }) {
  const translate = useTranslate();
  const { escalation, show, standing } = useWork();
  const open = standing !== 'closed';
  const configures = (upgrade.allowed ?? []).includes('configure');
  const cancels = (upgrade.allowed ?? []).includes('cancel');
  usePaletteActions([{ id: 'configure', label: translate('cart.change'), when: configures, run: () => show('configure') }]);
  return (
    <>
      <JourneyPanel upgrade={upgrade} stopped={open ? { step: escalation.step, at: escalation.roundStartedAt } : null} />
      <LinesPanel upgrade={upgrade}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: '6px', marginTop: '12px' }}>
          {configures && <Button onClick={() => show('configure')}>{translate('cart.change')}</Button>}
          <Button component={Link} to={`/upgrades/${upgrade.id}`} variant="text">{translate('workspace.whole_story')}</Button>
          {cancels && <Button variant="text" onClick={() => show('cancel-upgrade')} sx={{ marginLeft: 'auto', color: tone.bad }}>{translate('upgrades.cancel.button')}</Button>}
        </Box>
      </LinesPanel>
      {upgrade.status === 'draft' && <OptionsPanel upgrade={upgrade} onCompare={configures ? () => show('configure') : undefined} />}
    </>
  );
}

/** What they want: the journey so far, the lines before and after, and the ways on. */
export function OrderColumn() {
  const { upgrade } = useWork();
  if (upgrade === null) return <NoUpgrade />;
  if (!upgrade) return <><Panel><Bones lines={7} /></Panel><Panel><Bones lines={5} /></Panel></>;
  return <Order upgrade={upgrade} />;
}
