import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type ReactNode } from 'react';
import { Form, ResourceContextProvider, useDataProvider, useNotify, useTranslate, type RaRecord } from 'react-admin';
import { changedFields, type ConsoleDataProvider } from '../providers/dataProvider.ts';
import { invalidate } from '../providers/invalidate.ts';
import { currentOf, fieldErrors } from '../providers/problem.ts';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { ConflictNotice } from './ConflictNotice.tsx';
import { FormButtons } from './FormButtons.tsx';
import { focusFault } from './focusFault.ts';

type Values = Record<string, unknown>;

export type RecordFormProps<R extends RaRecord> = {
  resource: string;
  /** Left out: a new record. */
  record?: R;
  /** What a new record begins with. */
  defaults?: Values;
  /** The fields that this form may set: nothing else is sent. The labels are shown where two people changed the same record. */
  fields: Readonly<Record<string, string>>;
  /** Last change to what is sent. */
  prepare?: (values: Values) => Values;
  onSaved: (record: R) => void;
  onCancel?: () => void;
  submitLabel?: string;
  /** Asks before the page is left with changes. Not needed in a dialog. */
  warn?: boolean;
  /** Left of the buttons: "Delete". */
  aside?: ReactNode;
  readOnly?: boolean;
  children: ReactNode;
};

const pick = (values: Values, fields: Readonly<Record<string, string>>): Values => Object.fromEntries(Object.keys(fields).filter((key) => values[key] !== undefined).map((key) => [key, values[key]]));

/**
 * Creates or edits one record; pessimistic: what the server refuses stays in the form, beside its field. What was loaded stays put while
 * somebody types, whatever the stream says; whoever saves second is shown both versions.
 */
export function RecordForm<R extends RaRecord>({ resource, record, defaults, fields, prepare = (values) => values, onSaved, onCancel, submitLabel, warn = false, aside, readOnly = false, children }: RecordFormProps<R>) {
  const translate = useTranslate();
  const notify = useNotify();
  const dataProvider = useDataProvider<ConsoleDataProvider>();
  const queryClient = useQueryClient();
  const [base, setBase] = useState(record);
  const [conflict, setConflict] = useState<{ theirs: R; mine: Values } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const fieldset = useRef<HTMLFieldSetElement>(null);

  const done = (saved: R) => {
    setConflict(null);
    if (record) setBase(saved);
    notify('forms.saved', { type: 'success' });
    // After the form knows that it was saved, or it would ask whether to leave.
    setTimeout(() => onSaved(saved));
  };

  const save = async (mine: Values, version: unknown): Promise<Record<string, string> | undefined> => {
    setBusy(true);
    setError(null);
    try {
      const saved = await dataProvider.save<R>(resource, base?.id ?? null, base ? { ...changedFields(mine, pick(base, fields)), version } : mine);
      await invalidate(queryClient, resource);
      done(saved);
      return undefined;
    } catch (refusal) {
      const theirs = currentOf(refusal);
      const faults = fieldErrors(refusal);
      if (theirs) setConflict({ theirs: theirs as R, mine });
      else if (!faults || Object.keys(faults).some((field) => !(field.split('.')[0] as string in fields))) setError(refusal);
      if (faults) focusFault(fieldset.current);
      return faults;
    } finally {
      setBusy(false);
    }
  };

  const submit = (values: Values) => save(prepare(pick(values, fields)), base?.['version']);

  return (
    <ResourceContextProvider value={resource}>
      {conflict && (
        <ConflictNotice
          fields={fields} theirs={conflict.theirs} mine={conflict.mine} base={base ?? {}} busy={busy}
          onTakeTheirs={() => {
            setBase(conflict.theirs);
            setConflict(null);
          }}
          onApplyMine={() => void save(conflict.mine, conflict.theirs['version']).then((faults) => faults && setConflict(null))}
        />
      )}
      <Form key={base ? `${String(base.id)}-${String(base['version'])}` : 'new'} record={base ?? {}} defaultValues={defaults} onSubmit={(values: object) => submit(values as Values)} warnWhenUnsavedChanges={warn} noValidate disableInvalidFormNotification>
        <Box component="fieldset" ref={fieldset} disabled={readOnly} sx={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>{children}</Box>
        {error !== null && <Box sx={{ marginTop: 1 }}><ErrorNotice error={error} compact /></Box>}
        {!readOnly && (
          <FormButtons aside={aside} onCancel={onCancel}>
            <Button type="submit" variant="contained" color="primary" loading={busy}>{submitLabel ?? translate('ra.action.save')}</Button>
          </FormButtons>
        )}
      </Form>
    </ResourceContextProvider>
  );
}
