import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { required, useTranslate } from 'react-admin';
import type { Permission } from '../../../server/domain/permissions.ts';
import { FieldGrid } from '../forms/FieldGrid.tsx';
import { BooleanInput, NumberInput, TextInput } from '../forms/inputs.tsx';
import { useMay } from '../providers/session.ts';
import type { RootCause } from '../records.ts';
import type { DataColumn } from '../table/columns.ts';
import { ListPage } from '../table/ListPage.tsx';
import { EmptyState } from '../theme/EmptyState.tsx';
import { tone } from '../theme/palette.ts';
import { ActiveChip } from './ActiveChip.tsx';
import { NewButton } from './NewButton.tsx';
import { RecordPage } from './RecordPage.tsx';

/** A managed list of codes with their names, in an order of the admins' own. Codes are switched off, never deleted: what was done names them. */
type Codes = { resource: string; texts: string; edit: Permission };
export const ROOT_CAUSES: Codes = { resource: 'root-causes', texts: 'admin.root_causes', edit: 'root-causes:edit' };
export const REASON_CODES: Codes = { resource: 'reason-codes', texts: 'admin.reason_codes', edit: 'reason-codes:edit' };

const FIELDS = { name: 'admin.codes.name', description: 'admin.description', active: 'admin.in_use', position: 'admin.codes.position' } as const;

const pathOf = ({ resource }: Codes) => `/admin/${resource}`;

export function CodeList({ of }: { of: Codes }) {
  const translate = useTranslate();
  const may = useMay();
  const columns = useMemo<DataColumn<RootCause>[]>(() => [
    { id: 'position', label: FIELDS.position, align: 'right', width: 90, grow: 0, render: ({ position }) => position },
    { id: 'name', label: FIELDS.name, main: true, grow: 1, sortable: false, render: ({ name }) => name },
    { id: 'id', label: 'admin.codes.id', width: 170, grow: 0, render: ({ id }) => id },
    { id: 'description', label: FIELDS.description, width: 260, grow: 3, sortable: false, render: ({ description }) => <Box component="span" sx={{ color: tone.mute }}>{description}</Box> },
    { id: 'active', label: 'admin.in_use', width: 100, grow: 0, sortable: false, render: ({ active }) => <ActiveChip active={active} /> },
  ], []);
  return (
    <ListPage<RootCause>
      resource={of.resource} title={translate(`${of.texts}.title`)} columns={columns} defaultSort={{ field: 'position', order: 'ASC' }} rowPath={({ id }) => `${pathOf(of)}/${id}`} views={false}
      beside={may(of.edit) && <NewButton to={`${pathOf(of)}/new`} label={translate(`${of.texts}.new`)} />} empty={<EmptyState title={translate(`${of.texts}.empty`)} />}
      footer={<Box sx={{ color: tone.mute, fontSize: 11.5 }}>{translate(`${of.texts}.hint`)}</Box>}
    />
  );
}

export function CodePage({ of }: { of: Codes }) {
  const translate = useTranslate();
  const may = useMay();
  return (
    <RecordPage
      resource={of.resource} list={{ label: translate(`${of.texts}.title`), to: pathOf(of) }} newTitle={translate(`${of.texts}.new`)} fields={FIELDS} createFields={{ id: 'admin.codes.id' }}
      defaults={{ active: true, description: '', position: 100 }} prepare={({ description, ...values }) => ({ ...values, description: description ?? '' })} readOnly={!may(of.edit)}
    >
      {(isNew) => (
        <>
          <FieldGrid>
            <TextInput source="id" label={translate('admin.codes.id')} validate={required()} readOnly={!isNew} hint={translate(`${of.texts}.id_hint`)} />
            <TextInput source="name" label={translate(FIELDS.name)} validate={required()} />
            <NumberInput source="position" label={translate(FIELDS.position)} validate={required()} min={0} step={1} />
            <BooleanInput source="active" label={translate(FIELDS.active)} />
          </FieldGrid>
          <TextInput source="description" label={translate(FIELDS.description)} multiline minRows={2} />
        </>
      )}
    </RecordPage>
  );
}
