import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslate } from 'react-admin';
import { KeyButton } from '../../keys/KeyButton.tsx';
import { usePaletteActions } from '../../palette/actions.ts';
import { tone } from '../../theme/palette.ts';
import { useWork } from './work.ts';

/** Why the journey cannot be handed back just now, as the key of a text; null where it can. */
function useHandBackHindrance(): string | null {
  const { escalation, upgrade } = useWork();
  if (escalation.upgradeId === null) return 'workspace.hindrance.no_upgrade';
  if (upgrade?.exceptionStatus === 'waiting') return 'workspace.hindrance.exception';
  if ((escalation.handBackSteps ?? []).length === 0) return 'workspace.hindrance.no_step';
  return null;
}

/** What ends the call, under the composer: give the journey back, order for them, or close it. */
export function MainActions() {
  const translate = useTranslate();
  const { escalation, upgrade, can, show, policy } = useWork();
  const hindrance = useHandBackHindrance();
  const mayResolve = can('resolve');
  const handsBack = mayResolve && hindrance === null;
  const places = mayResolve && (upgrade?.allowed ?? []).includes('place-on-behalf');
  usePaletteActions([
    { id: 'hand-back', label: translate('moves.hand-back.button'), shortcut: 'h', when: handsBack, run: () => show('hand-back') },
    { id: 'resolve', label: translate('moves.resolve.button'), shortcut: 'r', when: mayResolve, run: () => show('resolve') },
    { id: 'place', label: translate('place.button'), when: places, run: () => show('place') },
  ]);
  if (!mayResolve) return null;
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, marginTop: '14px', paddingTop: '12px', borderTop: `1px solid ${tone.line}` }}>
        <KeyButton variant="contained" color="primary" label={translate('moves.hand-back.button')} shortcut="h" disabled={hindrance !== null} onRun={() => show('hand-back')} />
        {upgrade?.status === 'draft' && <Button disabled={!places} onClick={() => show('place')}>{translate('place.button')}</Button>}
        <Box sx={{ marginLeft: 'auto' }}><KeyButton label={translate('moves.resolve.button')} shortcut="r" onRun={() => show('resolve')} /></Box>
      </Box>
      <Box sx={{ color: tone.mute, fontSize: 11.5, marginTop: '8px' }}>
        {hindrance ? translate(hindrance) : translate('workspace.hand_back_means', { name: escalation.contactName ?? escalation.accountName, hours: policy?.handBackLinkHours ?? 72 })}
      </Box>
    </>
  );
}
