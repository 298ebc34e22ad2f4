import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { required, useGetList, useGetOne, useInput, ValidationError, type RaRecord } from 'react-admin';
import { useDebounced } from '../palette/search.ts';
import type { Calendar, Region, RootCause, User } from '../records.ts';
import { SelectInput, type Choice } from './inputs.tsx';

type PickerProps = { source: string; label: string; optional?: boolean; hint?: string };

const ALL = { page: 1, perPage: 200 };
const byName = { field: 'name', order: 'ASC' } as const;
const byId = { field: 'id', order: 'ASC' } as const;
const must = required();

/** One of a list too long to unfold: found by typing. `onType` asks for others than those given. */
export function SearchSelect({ source, label, optional = false, hint, choices, picked, onType }: PickerProps & { choices: readonly Choice[]; picked?: Choice; onType?: (text: string) => void }) {
  const { id, field, fieldState, isRequired } = useInput<string | null>({ source, validate: optional ? undefined : must });
  const value = choices.find((choice) => choice.id === field.value) ?? (picked?.id === field.value ? picked : null) ?? null;
  const fault = fieldState.error?.message;
  return (
    <Autocomplete
      id={id} options={choices} value={value} getOptionLabel={({ name }) => name} isOptionEqualToValue={(one, other) => one.id === other.id} fullWidth autoHighlight
      filterOptions={onType ? (all) => all : undefined} onInputChange={(_event, text, why) => onType?.(why === 'input' ? text : '')}
      onChange={(_event, next) => field.onChange(next?.id ?? null)} onBlur={field.onBlur}
      renderInput={(params) => <TextField {...params} inputRef={field.ref} label={label} required={isRequired} error={fieldState.invalid} helperText={fault ? <ValidationError error={fault} /> : hint} />}
    />
  );
}

/** A colleague, found by name. `roles` narrows to whom the server would take. */
export function PersonPicker({ roles, ...props }: PickerProps & { roles?: readonly string[] }) {
  const [text, setText] = useState('');
  const wanted = useDebounced(text.trim(), 150);
  const { field } = useInput<string | null>({ source: props.source });
  const chosen = typeof field.value === 'string' ? field.value : '';
  const { data: found = [] } = useGetList<User>('users', { filter: { ...(roles && { role: roles }), ...(wanted && { name_like: wanted }) }, sort: byName, pagination: { page: 1, perPage: 50 } });
  const { data: picked } = useGetOne<User>('users', { id: chosen }, { enabled: chosen !== '' && !found.some(({ id }) => id === chosen) });
  return <SearchSelect {...props} choices={found} picked={picked} onType={setText} />;
}

type ListPickerProps<R extends RaRecord<string>> = PickerProps & { reference: string; sort: { field: string; order: 'ASC' | 'DESC' }; filter?: Record<string, unknown>; nameOf: (record: R) => string };

function ListPicker<R extends RaRecord<string>>({ reference, sort, filter = {}, nameOf, optional = false, ...props }: ListPickerProps<R>) {
  const { data = [] } = useGetList<R>(reference, { sort, filter, pagination: ALL });
  return <SelectInput {...props} choices={data.map((record) => ({ id: record.id, name: nameOf(record) }))} validate={optional ? undefined : must} />;
}

export function RegionPicker(props: PickerProps) {
  return <ListPicker<Region> {...props} reference="regions" sort={byId} nameOf={({ name }) => name} />;
}

export function CalendarPicker(props: PickerProps) {
  return <ListPicker<Calendar> {...props} reference="calendars" sort={byId} nameOf={({ name, zone }) => `${name} (${zone})`} />;
}

const IN_USE = { active: true };

export function RootCausePicker(props: PickerProps) {
  return <ListPicker<RootCause> {...props} reference="root-causes" sort={{ field: 'position', order: 'ASC' }} filter={IN_USE} nameOf={({ name }) => name} />;
}
