import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { PAUSE_REASONS, type PauseReason } from '../../../../server/domain/words.ts';
import { formatExact } from '../../fields/format.ts';
import { useNow } from '../../fields/now.ts';
import { useWord } from '../../fields/words.ts';
import { ActDialog } from '../../forms/ActDialog.tsx';
import { tone } from '../../theme/palette.ts';
import { asLocalField, instantOfField, pausePresets } from './pauseUntil.ts';
import { useWork } from './work.ts';

/** Sets it aside until a time; says whether the clock stands still meanwhile. */
export function PauseDialog({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const word = useWord();
  const { run, policy } = useWork();
  const [presets] = useState(() => pausePresets(new Date()));
  const [reason, setReason] = useState<PauseReason>('waiting_for_customer');
  const [field, setField] = useState(() => asLocalField(presets.find(({ id }) => id === 'tomorrow')?.at ?? new Date()));
  const now = useNow();
  const until = instantOfField(field);
  const stops = policy?.stopsClock[reason] ?? false;
  const ahead = until !== null && Date.parse(until) > now;
  const effects = [
    translate(stops ? 'pause.effect.stops' : 'pause.effect.runs'),
    translate('pause.effect.lease'),
    ...(until && ahead ? [translate('pause.effect.comes_back', { until: formatExact(until) })] : []),
  ];
  return (
    <ActDialog title={translate('pause.title')} submitLabel={translate('moves.pause.button')} act={() => run('pause', { reason, until }, { quiet: true, mine: { status: 'paused', pausedUntil: until } })} onClose={onClose} effects={effects} fields={['reason', 'until']} disabled={!ahead}>
      {(errors) => (
        <>
          <TextField select fullWidth autoFocus label={translate('pause.reason')} value={reason} onChange={(event) => setReason(event.target.value as PauseReason)} error={errors['reason'] !== undefined} helperText={errors['reason']} slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}>
            {PAUSE_REASONS.map((each) => <option key={each} value={each}>{word('pause', each)}{policy && ` – ${translate(policy.stopsClock[each] ? 'pause.stops' : 'pause.runs')}`}</option>)}
          </TextField>
          <TextField type="datetime-local" fullWidth label={translate('pause.until')} value={field} onChange={(event) => setField(event.target.value)} error={!ahead || errors['until'] !== undefined} helperText={errors['until'] ?? (ahead ? ' ' : translate('pause.ahead'))} slotProps={{ inputLabel: { shrink: true } }} />
          <Box role="group" aria-label={translate('pause.presets')} sx={{ display: 'flex', flexWrap: 'wrap', gap: '6px' }}>
            {presets.map(({ id, at }) => {
              const on = asLocalField(at) === field;
              return <Button key={id} aria-pressed={on} onClick={() => setField(asLocalField(at))} sx={on ? { bgcolor: tone.accentSoft, borderColor: tone.accent, color: tone.accent } : { fontWeight: 400 }}>{translate(`pause.preset.${id}`)}</Button>;
            })}
          </Box>
        </>
      )}
    </ActDialog>
  );
}
