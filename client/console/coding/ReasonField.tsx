import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'react-admin';
import { useReasonCodes } from './queries.ts';

/** One of the reasons that are in use, with what it means. */
export function ReasonField({ value, onChange, error }: { value: string; onChange: (id: string) => void; error?: string }) {
  const translate = useTranslate();
  const reasons = useReasonCodes().filter(({ active }) => active);
  const chosen = reasons.find(({ id }) => id === value);
  return (
    <TextField select label={translate('coding.reason')} value={chosen ? value : ''} onChange={(event) => onChange(event.target.value)} required fullWidth margin="none" error={error !== undefined} helperText={error ?? chosen?.description} slotProps={{ inputLabel: { shrink: true } }}>
      {reasons.map(({ id, name }) => <MenuItem key={id} value={id}>{name}</MenuItem>)}
    </TextField>
  );
}
