import { required, useGetList, useTranslate } from 'react-admin';
import { STEPS } from '../../../../server/domain/words.ts';
import { RecordPage } from '../../admin/RecordPage.tsx';
import { useRootCauses } from '../../fields/rootCauses.ts';
import { useChoices } from '../../fields/words.ts';
import { FieldGrid } from '../../forms/FieldGrid.tsx';
import { DateInput, NumberInput, SelectInput, TextInput } from '../../forms/inputs.tsx';
import { useMay } from '../../providers/session.ts';
import type { UpgradePath } from '../../records.ts';

const NAMES = ['name', 'step', 'rootCause', 'pathId', 'confidencePercent', 'effortDays', 'shippedOn', 'note'] as const;
const FIELDS = Object.fromEntries(NAMES.map((name) => [name, `adoption.worth.fields.${name}`])) as Record<(typeof NAMES)[number], string>;
const ALL = { page: 1, perPage: 500 };

/** A fix: what it would close, and what people say of it. */
export function FixPage() {
  const translate = useTranslate();
  const may = useMay();
  const choices = useChoices();
  const causes = useRootCauses();
  const { data: paths } = useGetList<UpgradePath>('upgrade-paths', { sort: { field: 'name', order: 'ASC' }, pagination: ALL });
  return (
    <RecordPage
      resource="adoption-fixes" list={{ label: translate('adoption.worth.title'), to: '/adoption/worth' }} newTitle={translate('adoption.worth.new')} fields={FIELDS} defaults={{ confidencePercent: 80, effortDays: 5, note: '' }}
      prepare={({ pathId, shippedOn, note, ...values }) => ({ ...values, pathId: pathId === '' || pathId === undefined ? null : pathId, shippedOn: shippedOn === '' || shippedOn === undefined ? null : shippedOn, note: note ?? '' })}
      readOnly={!may('adoption:edit')} readOnlyHint={translate('adoption.read_only')} deleteHint={translate('adoption.worth.delete_hint')}
    >
      {() => (
        <>
          <TextInput source="name" label={translate(FIELDS.name)} validate={required()} maxLength={120} />
          <FieldGrid>
            <SelectInput source="step" label={translate(FIELDS.step)} choices={choices('step', STEPS)} validate={required()} />
            <SelectInput source="rootCause" label={translate(FIELDS.rootCause)} choices={causes.map(({ id, name }) => ({ id, name }))} validate={required()} />
            <SelectInput source="pathId" label={translate(FIELDS.pathId)} choices={(paths ?? []).map(({ id, name }) => ({ id, name }))} emptyText={translate('adoption.worth.any_path')} />
            <DateInput source="shippedOn" label={translate(FIELDS.shippedOn)} />
            <NumberInput source="confidencePercent" label={translate(FIELDS.confidencePercent)} validate={required()} min={1} max={100} step={1} />
            <NumberInput source="effortDays" label={translate(FIELDS.effortDays)} validate={required()} min={1} step={1} />
          </FieldGrid>
          <TextInput source="note" label={translate(FIELDS.note)} multiline minRows={2} />
        </>
      )}
    </RecordPage>
  );
}
