import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { handleSecondsAt } from '../../../../server/domain/escalation.ts';
import { findCard } from '../../../../server/domain/payment-cards.ts';
import { formatAge } from '../../fields/format.ts';
import { useNow } from '../../fields/now.ts';
import { useWord } from '../../fields/words.ts';
import { ActDialog } from '../../forms/ActDialog.tsx';
import { tone } from '../../theme/palette.ts';
import { RootCauseField, useOffered } from '../RootCauseField.tsx';
import { useWork, type Work } from './work.ts';

/** What resolving would be counted as: the order that stands since the call began, or an answer alone. */
function outcomeOf({ escalation, upgrade }: Pick<Work, 'escalation' | 'upgrade'>): 'ordered_for_customer' | 'answered' {
  return upgrade?.placedAt != null && upgrade.placedAt >= escalation.openedAt ? 'ordered_for_customer' : 'answered';
}

export function ResolveDialog({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const word = useWord();
  const work = useWork();
  const { escalation, upgrade, run, show } = work;
  const [chosenCause, setCause] = useState<string | null>(null);
  const offered = useOffered(escalation.rootCause ?? escalation.reason);
  const rootCause = chosenCause ?? offered;
  const [note, setNote] = useState('');
  const card = findCard(note);
  const now = useNow();
  const outcome = outcomeOf(work);
  const unordered = upgrade?.status === 'draft';
  const effects = [
    translate('resolve.effect.outcome', { outcome: word('outcome', outcome) }),
    translate('resolve.effect.handled', { time: formatAge(handleSecondsAt(escalation, new Date(now).toISOString())) }),
    escalation.firstRespondedAt === null && translate('resolve.effect.first_response'),
    translate('resolve.effect.closed'),
  ].filter((effect): effect is string => typeof effect === 'string');
  const act = () => {
    const text = note.trim();
    return run('resolve', { rootCause, ...(text && { note: text }) }, { quiet: true, mine: { status: 'resolved', rootCause } });
  };
  return (
    <ActDialog title={translate('resolve.title')} submitLabel={translate('moves.resolve.button')} act={act} onClose={onClose} effects={effects} fields={['rootCause', 'note']} disabled={!rootCause || card !== null}>
      {(errors) => (
        <>
          {unordered && (
            <Box role="note" sx={{ bgcolor: tone.warnSoft, borderRadius: '10px', padding: '9px 14px', marginBottom: 1 }}>
              <Box component="span" aria-hidden="true" sx={{ color: tone.warn }}>▲ </Box>
              {translate('resolve.unordered', { reference: upgrade.reference })}{' '}
              {escalation.handBackSteps.length > 0 && <Button variant="text" onClick={() => show('hand-back')} sx={{ padding: '0 4px', color: tone.warn, textDecoration: 'underline' }}>{translate('resolve.hand_back_instead')}</Button>}
            </Box>
          )}
          <RootCauseField autoFocus label={translate('resolve.root_cause')} value={rootCause} onChange={setCause} error={errors['rootCause']} />
          <TextField
            label={translate('resolve.note')} value={note} onChange={(event) => setNote(event.target.value)} multiline minRows={2} maxRows={8} fullWidth error={card !== null || errors['note'] !== undefined}
            helperText={card ? translate(`composer.${card}`) : (errors['note'] ?? translate('resolve.note_hint'))} slotProps={{ htmlInput: { maxLength: 10_000 }, inputLabel: { shrink: true } }}
          />
        </>
      )}
    </ActDialog>
  );
}
