import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { findCard } from '../../../../server/domain/payment-cards.ts';
import { BANDS, type Band } from '../../../../server/domain/words.ts';
import { BandChip } from '../../fields/BandChip.tsx';
import { formatMinutes } from '../../fields/format.ts';
import { useWord } from '../../fields/words.ts';
import { ActDialog } from '../../forms/ActDialog.tsx';
import { useWork } from './work.ts';

/** Another band than the one reckoned, with its reason; the targets move with it. */
export function SetPriorityDialog({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const word = useWord();
  const { escalation, run, policy } = useWork();
  const [band, setBand] = useState<Band>(escalation.priority);
  const [reason, setReason] = useState('');
  const target = policy?.targets[band];
  const effects = target ? [translate('priority.effect', { band: word('band', band), first: formatMinutes(target.firstResponseMinutes), resolution: formatMinutes(target.resolutionMinutes) }), translate('priority.effect_score')] : [];
  return (
    <ActDialog title={translate('priority.title')} submitLabel={translate('priority.change')} act={() => run('set-priority', { band, reason: reason.trim() }, { quiet: true, mine: { priority: band } })} onClose={onClose} effects={effects} fields={['band', 'reason']} disabled={band === escalation.priority || reason.trim() === '' || findCard(reason) !== null}>
      {(errors) => (
        <>
          <RadioGroup row value={band} onChange={(event) => setBand(event.target.value as Band)} aria-label={translate('priority.band')}>
            {BANDS.map((each) => <FormControlLabel key={each} value={each} control={<Radio autoFocus={each === band} />} label={<BandChip band={each} />} />)}
          </RadioGroup>
          <TextField label={translate('moves.reason')} value={reason} onChange={(event) => setReason(event.target.value)} fullWidth required error={errors['reason'] !== undefined} helperText={errors['reason'] ?? translate('moves.reason_hint')} slotProps={{ htmlInput: { maxLength: 500 }, inputLabel: { shrink: true } }} />
        </>
      )}
    </ActDialog>
  );
}
