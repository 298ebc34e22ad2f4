import TextField from '@mui/material/TextField';
import { useTranslate } from 'react-admin';
import { useRootCauses } from '../fields/rootCauses.ts';

type RootCauseFieldProps = { label: string; value: string; onChange: (code: string) => void; error?: string; autoFocus?: boolean; helperText?: string };

/** One of the causes that are offered today. */
export function RootCauseField({ label, value, onChange, error, autoFocus, helperText }: RootCauseFieldProps) {
  const translate = useTranslate();
  const causes = useRootCauses().filter(({ active }) => active);
  const chosen = causes.find(({ id }) => id === value);
  return (
    <TextField
      select fullWidth required label={label} value={chosen ? value : ''} onChange={(event) => onChange(event.target.value)} error={error !== undefined} helperText={error ?? helperText ?? chosen?.description ?? ' '} autoFocus={autoFocus}
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
    >
      <option value="" disabled>{translate('escalations.choose_cause')}</option>
      {causes.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
    </TextField>
  );
}

/** A cause to begin with: the given one, if it is still offered. */
export function useOffered(code: string | null | undefined): string {
  return useRootCauses().find(({ id, active }) => active && id === code)?.id ?? '';
}
