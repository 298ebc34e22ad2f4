import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { required, useTranslate } from 'react-admin';
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

const FIELDS = { name: 'admin.root_causes.name', description: 'admin.description', active: 'admin.in_use', position: 'admin.root_causes.position' } as const;

export function RootCauseList() {
  const translate = useTranslate();
  const may = useMay();
  const columns = useMemo<DataColumn<RootCause>[]>(() => [
    { id: 'position', label: FIELDS.position, align: 'right', width: 90, grow: 0, render: ({ position }) => position },
    { id: 'name', label: FIELDS.name, main: true, grow: 1, sortable: false, render: ({ name }) => name },
    { id: 'id', label: 'admin.root_causes.id', width: 170, grow: 0, render: ({ id }) => id },
    { id: 'description', label: FIELDS.description, width: 260, grow: 3, sortable: false, render: ({ description }) => <Box component="span" sx={{ color: tone.mute }}>{description}</Box> },
    { id: 'active', label: 'admin.in_use', width: 100, grow: 0, sortable: false, render: ({ active }) => <ActiveChip active={active} /> },
  ], []);
  return (
    <ListPage<RootCause>
      resource="root-causes" title={translate('admin.root_causes.title')} columns={columns} defaultSort={{ field: 'position', order: 'ASC' }} rowPath={({ id }) => `/admin/root-causes/${id}`} views={false}
      beside={may('root-causes:edit') && <NewButton to="/admin/root-causes/new" label={translate('admin.root_causes.new')} />} empty={<EmptyState title={translate('admin.root_causes.empty')} />}
      footer={<Box sx={{ color: tone.mute, fontSize: 11.5 }}>{translate('admin.root_causes.hint')}</Box>}
    />
  );
}

export function RootCausePage() {
  const translate = useTranslate();
  const may = useMay();
  return (
    <RecordPage
      resource="root-causes" list={{ label: translate('admin.root_causes.title'), to: '/admin/root-causes' }} newTitle={translate('admin.root_causes.new')} fields={FIELDS} createFields={{ id: 'admin.root_causes.id' }}
      defaults={{ active: true, description: '', position: 100 }} prepare={({ description, ...values }) => ({ ...values, description: description ?? '' })} readOnly={!may('root-causes:edit')}
    >
      {(isNew) => (
        <>
          <FieldGrid>
            <TextInput source="id" label={translate('admin.root_causes.id')} validate={required()} readOnly={!isNew} hint={translate('admin.root_causes.id_hint')} />
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
