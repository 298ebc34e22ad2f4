import MenuItem from '@mui/material/MenuItem';
import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { useTranslate } from 'react-admin';
import { findCard } from '../../../../server/domain/payment-cards.ts';

type WordsProps = { label: string; value: string; onChange: (text: string) => void; error?: string; hint?: string; autoFocus?: boolean; required?: boolean; maxLength?: number; lines?: number };

/** Whether it can be sent: it holds no card number, and says something where that is needed. */
export const isSaid = (text: string, required = true) => (!required || text.trim() !== '') && findCard(text) === null;

/** A person's own words. */
export function WordsField({ label, value, onChange, error, hint, autoFocus, required, maxLength = 2000, lines = 2 }: WordsProps) {
  const translate = useTranslate();
  const card = findCard(value);
  return (
    <TextField
      label={label} value={value} onChange={(event) => onChange(event.target.value)} multiline={lines > 1} minRows={lines > 1 ? lines : undefined} maxRows={lines > 1 ? 8 : undefined} fullWidth margin="none" autoFocus={autoFocus} required={required}
      error={card !== null || error !== undefined} helperText={card ? translate(`composer.${card}`) : (error ?? hint)} slotProps={{ htmlInput: { maxLength }, inputLabel: { shrink: true } }}
    />
  );
}

type ChoiceProps<T extends string> = { label: string; value: T; onChange: (value: T) => void; choices: readonly { id: T; name: string }[]; error?: string; hint?: string; autoFocus?: boolean; required?: boolean };

/** One of a few. */
export function ChoiceField<T extends string>({ label, value, onChange, choices, error, hint, autoFocus, required }: ChoiceProps<T>) {
  return (
    <TextField select label={label} value={choices.some(({ id }) => id === value) ? value : ''} onChange={(event) => onChange(event.target.value as T)} fullWidth margin="none" autoFocus={autoFocus} required={required} error={error !== undefined} helperText={error ?? hint} slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}>
      {choices.map(({ id, name }) => <MenuItem key={id} value={id}>{name}</MenuItem>)}
    </TextField>
  );
}

type TimeProps = Pick<TextFieldProps, 'autoFocus'> & { label: string; value: string; onChange: (value: string) => void; error?: string; hint?: string; max?: string };

/** A time on the clock of whoever writes it. */
export function TimeField({ label, value, onChange, error, hint, max, autoFocus }: TimeProps) {
  return <TextField type="datetime-local" label={label} value={value} onChange={(event) => onChange(event.target.value)} fullWidth margin="none" autoFocus={autoFocus} error={error !== undefined} helperText={error ?? hint} slotProps={{ inputLabel: { shrink: true }, htmlInput: { max } }} />;
}
