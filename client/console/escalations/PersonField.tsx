import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useGetList, type RaRecord } from 'react-admin';
import { can } from '../../../server/domain/permissions.ts';
import type { Role } from '../../../server/domain/words.ts';
import { useWord } from '../fields/words.ts';

export type Colleague = RaRecord<string> & { name: string; role: Role; status?: string };

type PersonFieldProps = { label: string; value: Colleague | null; onChange: (person: Colleague | null) => void; without?: readonly (string | null)[]; error?: string; autoFocus?: boolean };

const NOBODY: readonly string[] = [];

/** Somebody who works escalations. */
export function PersonField({ label, value, onChange, without = NOBODY, error, autoFocus }: PersonFieldProps) {
  const word = useWord();
  const { data = [], isPending } = useGetList<Colleague>('users', { sort: { field: 'name', order: 'ASC' }, pagination: { page: 1, perPage: 1000 } }, { staleTime: 60_000 });
  const people = data.filter((person) => can(person.role, 'escalations:work') && person.status !== 'suspended' && !without.includes(person.id));
  return (
    <Autocomplete
      options={people} value={value} loading={isPending} openOnFocus autoHighlight onChange={(_event, next) => onChange(next)} getOptionLabel={({ name }) => name} getOptionKey={({ id }) => id} isOptionEqualToValue={(one, other) => one.id === other.id}
      groupBy={({ role }) => word('role', role)} renderInput={(params) => <TextField {...params} label={label} autoFocus={autoFocus} error={error !== undefined} helperText={error} required />}
    />
  );
}
