import TextField from '@mui/material/TextField';
import { useTranslate } from 'react-admin';
import { findCard } from '../../../server/domain/payment-cards.ts';

type NoteFieldProps = { label: string; hint: string; value: string; onChange: (note: string) => void; error?: string; autoFocus?: boolean };

/** Whether a note can be sent: it says something, and holds no card number. */
export const isNote = (note: string) => note.trim() !== '' && findCard(note) === null;

/** Why, in a person's own words: it stands beside the books for good. */
export function NoteField({ label, hint, value, onChange, error, autoFocus }: NoteFieldProps) {
  const translate = useTranslate();
  const card = findCard(value);
  return (
    <TextField
      label={label} value={value} onChange={(event) => onChange(event.target.value)} fullWidth required multiline minRows={2} margin="none" autoFocus={autoFocus} error={card !== null || error !== undefined} helperText={card ? translate(`composer.${card}`) : (error ?? hint)}
      slotProps={{ htmlInput: { maxLength: 2000 }, inputLabel: { shrink: true } }}
    />
  );
}
