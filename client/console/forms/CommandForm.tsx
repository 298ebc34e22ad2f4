import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useRef, useState, type ReactNode } from 'react';
import { Form, type Identifier, type RaRecord } from 'react-admin';
import { useCommand } from '../providers/useCommand.ts';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { FormButtons } from './FormButtons.tsx';
import { focusFault } from './focusFault.ts';

type Values = Record<string, unknown>;

type CommandFormProps<T extends RaRecord> = {
  resource: string;
  id: Identifier;
  verb: string;
  /** Sent besides the fields: the version. */
  extra?: Values;
  defaults?: Values;
  submitLabel: string;
  /** Text key of what to say when it worked. */
  success?: string;
  danger?: boolean;
  onDone: (record: T) => void;
  onCancel?: () => void;
  children: ReactNode;
};

/** The details that a command asks for. A refusal stays in the form, beside its field. */
export function CommandForm<T extends RaRecord = RaRecord>({ resource, id, verb, extra, defaults, submitLabel, success, danger = false, onDone, onCancel, children }: CommandFormProps<T>) {
  const { run, pending } = useCommand<T>(resource);
  const [error, setError] = useState<unknown>(null);
  const fields = useRef<HTMLDivElement>(null);
  const submit = async (values: Values) => {
    setError(null);
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''));
    const result = await run({ id, verb, body: { ...given, ...extra } }, { success, quiet: true });
    if (result.ok) {
      onDone(result.record);
      return undefined;
    }
    if (!result.errors || Object.keys(result.errors).some((field) => !(field in values))) setError(result.error);
    if (result.errors) focusFault(fields.current);
    return result.errors;
  };
  return (
    <Form defaultValues={defaults} record={{}} onSubmit={(values: object) => submit(values as Values)} noValidate disableInvalidFormNotification>
      <div ref={fields}>{children}</div>
      {error !== null && <Box sx={{ marginTop: 1 }}><ErrorNotice error={error} compact /></Box>}
      <FormButtons onCancel={onCancel}>
        <Button type="submit" variant="contained" color={danger ? 'error' : 'primary'} loading={pending === verb}>{submitLabel}</Button>
      </FormButtons>
    </Form>
  );
}
