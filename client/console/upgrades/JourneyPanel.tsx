import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import type { Step } from '../../../server/domain/words.ts';
import { formatAge } from '../fields/format.ts';
import { When } from '../fields/Times.tsx';
import { useWord } from '../fields/words.ts';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import { journeyRows } from './journey.ts';
import type { UpgradeRecord } from './records.ts';

type JourneyPanelProps = {
  upgrade: UpgradeRecord;
  /** Where the customer asked for help, and when; the journey is marked there. */
  stopped?: { step: Step | null; at: string } | null;
};

const AFTER_ORDER: readonly Step[] = ['placed', 'shipment', 'return', 'attestation', 'completed'];

const DOTS = { done: { bgcolor: tone.accent, borderColor: tone.accent }, here: { bgcolor: tone.panel, borderColor: tone.accent, borderWidth: 3 }, ahead: { borderColor: tone.line } } as const;

/** The steps that were taken, how long each took, where it stopped, and what is still to come. */
export function JourneyPanel({ upgrade, stopped }: JourneyPanelProps) {
  const translate = useTranslate();
  const word = useWord();
  const rows = journeyRows(upgrade);
  // What comes after the order is one line until it is placed.
  const later = upgrade.status === 'draft' ? rows.filter(({ step, state }) => state === 'ahead' && AFTER_ORDER.includes(step)) : [];
  const shown = rows.filter((row) => !later.includes(row));
  return (
    <Panel title={stopped ? <>{translate('journey.stopped')} <When at={stopped.at} /></> : translate('journey.title')}>
      <Box component="ol" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {shown.map(({ step, state, at, seconds, visits, byStaff }, index) => {
          const halted = stopped?.step === step;
          return (
            <Box component="li" key={step} aria-current={state === 'here' ? 'step' : undefined} sx={{ display: 'grid', gridTemplateColumns: '16px minmax(0, 1fr) auto', gap: 1, padding: '4px 0', alignItems: 'center' }}>
              <Box component="span" aria-hidden="true" sx={{ width: 10, height: 10, borderRadius: '50%', border: '2px solid', ...DOTS[state], ...(halted && { bgcolor: tone.bad, borderColor: tone.bad }) }} />
              <Box component="span" sx={{ color: state === 'ahead' ? tone.mute : tone.ink, fontWeight: state === 'here' || halted ? 600 : 400 }}>
                {word('step', step)}
                {visits > 1 && <Box component="span" sx={{ color: tone.mute, fontSize: 11.5, fontWeight: 400 }}> {translate('journey.visits', { count: visits })}</Box>}
                {byStaff && <Box component="span" sx={{ color: tone.mute, fontSize: 11.5, fontWeight: 400 }}> {translate('journey.by_staff')}</Box>}
              </Box>
              <Box component="span" sx={{ fontSize: 11.5, color: halted ? tone.bad : tone.mute, fontWeight: halted ? 600 : 400 }}>
                {halted ? translate('journey.escalated') : state === 'ahead' ? '' : index === 0 || seconds === null ? <When at={at} as="moment" /> : formatAge(seconds)}
              </Box>
            </Box>
          );
        })}
        {later.length > 0 && (
          <Box component="li" sx={{ display: 'grid', gridTemplateColumns: '16px minmax(0, 1fr)', gap: 1, padding: '4px 0', alignItems: 'center', color: tone.mute }}>
            <Box component="span" aria-hidden="true" sx={{ width: 10, height: 10, borderRadius: '50%', border: '2px solid', ...DOTS.ahead }} />
            {later.map(({ step }) => word('step', step)).join(' → ')}
          </Box>
        )}
      </Box>
      {(upgrade.status === 'cancelled' || upgrade.status === 'abandoned') && <Box sx={{ marginTop: '6px', color: tone.bad, fontWeight: 600 }}>{word('upgrade', upgrade.status)}{upgrade.cancelReason && <Box component="span" sx={{ fontWeight: 400, color: tone.mute }}>: {upgrade.cancelReason}</Box>}</Box>}
    </Panel>
  );
}
