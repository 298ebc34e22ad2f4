import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import type { HTMLInputTypeAttribute, ReactNode } from 'react';
import { useInput, ValidationError, type InputProps, type RaRecord } from 'react-admin';
import { tone } from '../theme/palette.ts';

/** What an input of any kind takes; it belongs to the `Form` around it. */
export type FieldProps = Pick<InputProps, 'source' | 'validate' | 'format' | 'parse'> & { label: string; hint?: ReactNode; readOnly?: boolean };

/** The field's fault, or else its hint. The form focuses the first at fault by `inputRef`. */
function useField({ source, validate, format, parse, hint }: FieldProps) {
  const { id, field: { ref: inputRef, ...field }, fieldState, isRequired } = useInput({ source, validate, format, parse });
  const fault = fieldState.error?.message;
  return { id, field, inputRef, isRequired, failed: fieldState.invalid, help: fault ? <ValidationError error={fault} /> : hint };
}

type TextProps = FieldProps & { type?: HTMLInputTypeAttribute; multiline?: boolean; minRows?: number; maxLength?: number; autoFocus?: boolean; end?: ReactNode; min?: number; max?: number; step?: number };

export function TextInput(props: TextProps) {
  const { label, readOnly = false, type = 'text', multiline = false, minRows, maxLength, autoFocus, end, min, max, step } = props;
  const { id, field, inputRef, isRequired, failed, help } = useField(props);
  const shrunk = type === 'date' || type === 'time';
  return (
    <TextField
      {...field} inputRef={inputRef} id={id} label={label} type={type} required={isRequired} error={failed} helperText={help} multiline={multiline} minRows={minRows} autoFocus={autoFocus} fullWidth
      slotProps={{ input: { readOnly, endAdornment: end }, htmlInput: { maxLength, min, max, step }, ...(shrunk && { inputLabel: { shrink: true } }) }}
    />
  );
}

/** Kept as a number; empty is null. */
export function NumberInput({ parse = (typed: string) => (typed === '' ? null : Number(typed)), ...props }: Omit<TextProps, 'type' | 'multiline' | 'minRows'>) {
  return <TextInput {...props} parse={parse} type="number" />;
}

/** Kept as `YYYY-MM-DD`, in no zone. */
export function DateInput(props: FieldProps) {
  return <TextInput {...props} type="date" />;
}

export type Choice = { id: string; name: string };

/** One of a closed list; with `emptyText`, or where nothing is required, none of it. */
export function SelectInput({ choices, emptyText, ...props }: FieldProps & { choices: readonly Choice[]; emptyText?: string }) {
  const { id, field, inputRef, isRequired, failed, help } = useField(props);
  const value = choices.some((choice) => choice.id === field.value) ? (field.value as string) : '';
  return (
    <TextField {...field} inputRef={inputRef} value={value} id={id} label={props.label} select required={isRequired} error={failed} helperText={help} fullWidth slotProps={{ input: { readOnly: props.readOnly } }}>
      {!isRequired && <MenuItem value="">{emptyText ?? <span>&nbsp;</span>}</MenuItem>}
      {choices.map((choice) => <MenuItem key={choice.id} value={choice.id}>{choice.name}</MenuItem>)}
    </TextField>
  );
}

export function BooleanInput(props: FieldProps) {
  const { id, field, failed, help } = useField({ ...props, format: (value: unknown) => value === true, parse: (value: unknown) => value });
  return (
    <FormControl error={failed} margin="none" sx={{ minHeight: 38, justifyContent: 'center' }}>
      <FormControlLabel label={props.label} control={<Switch id={id} name={field.name} checked={field.value === true} disabled={props.readOnly} onChange={(event) => field.onChange(event.target.checked)} onBlur={field.onBlur} />} />
      {help && <FormHelperText>{help}</FormHelperText>}
    </FormControl>
  );
}

type CheckboxGroupProps<R extends RaRecord> = FieldProps & { choices: readonly R[]; nameOf: (choice: R) => string; column?: boolean };

/** Any of a list; kept as their ids unless `format` and `parse` say otherwise. */
export function CheckboxGroupInput<R extends RaRecord>({ choices, nameOf, column = false, ...props }: CheckboxGroupProps<R>) {
  const { field, failed, help } = useField({ format: (value: unknown) => value ?? [], parse: (value: unknown) => value, ...props });
  const chosen = (field.value as R['id'][] | '') || [];
  const toggle = (id: R['id'], on: boolean) => field.onChange(on ? [...chosen, id] : chosen.filter((each) => each !== id));
  return (
    <FormControl component="fieldset" error={failed} fullWidth>
      <FormLabel component="legend" sx={{ fontSize: 12, color: tone.mute, padding: 0 }}>{props.label}</FormLabel>
      <FormGroup row={!column}>
        {choices.map((choice) => <FormControlLabel key={choice.id} label={nameOf(choice)} control={<Checkbox checked={chosen.includes(choice.id)} disabled={props.readOnly} onChange={(event) => toggle(choice.id, event.target.checked)} />} />)}
      </FormGroup>
      {help && <FormHelperText>{help}</FormHelperText>}
    </FormControl>
  );
}
