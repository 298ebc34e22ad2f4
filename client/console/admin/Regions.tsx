import { useMemo } from 'react';
import { required, useTranslate } from 'react-admin';
import { Nothing } from '../fields/Nothing.tsx';
import { FieldGrid } from '../forms/FieldGrid.tsx';
import { CalendarPicker } from '../forms/Pickers.tsx';
import { TextInput } from '../forms/inputs.tsx';
import { useMay } from '../providers/session.ts';
import type { Region } from '../records.ts';
import type { DataColumn } from '../table/columns.ts';
import { ListPage } from '../table/ListPage.tsx';
import { EmptyState } from '../theme/EmptyState.tsx';
import { NewButton } from './NewButton.tsx';
import { RecordPage } from './RecordPage.tsx';

const FIELDS = { name: 'admin.regions.name', calendarId: 'admin.regions.calendar' } as const;

export function RegionList() {
  const translate = useTranslate();
  const may = useMay();
  const columns = useMemo<DataColumn<Region>[]>(() => [
    { id: 'name', label: FIELDS.name, main: true, sortable: false, render: ({ name }) => name },
    { id: 'id', label: 'admin.regions.id', render: ({ id }) => id },
    { id: 'calendarId', label: FIELDS.calendarId, sortable: false, render: ({ calendarName, calendarId }) => calendarName ?? calendarId },
    { id: 'zone', label: 'admin.calendars.zone', sortable: false, render: ({ zone }) => zone ?? <Nothing /> },
  ], []);
  return (
    <ListPage<Region>
      resource="regions" title={translate('admin.regions.title')} columns={columns} defaultSort={{ field: 'id', order: 'ASC' }} rowPath={({ id }) => `/admin/regions/${id}`} views={false}
      beside={may('policies:edit') && <NewButton to="/admin/regions/new" label={translate('admin.regions.new')} />} empty={<EmptyState title={translate('admin.regions.empty')} />}
    />
  );
}

export function RegionPage() {
  const translate = useTranslate();
  const may = useMay();
  return (
    <RecordPage
      resource="regions" list={{ label: translate('admin.regions.title'), to: '/admin/regions' }} newTitle={translate('admin.regions.new')} fields={FIELDS} createFields={{ id: 'admin.regions.id' }}
      readOnly={!may('policies:edit')} deleteHint={translate('forms.delete_hint')}
    >
      {(isNew) => (
        <FieldGrid>
          <TextInput source="id" label={translate('admin.regions.id')} validate={required()} readOnly={!isNew} hint={translate('admin.regions.id_hint')} />
          <TextInput source="name" label={translate(FIELDS.name)} validate={required()} />
          <CalendarPicker source="calendarId" label={translate(FIELDS.calendarId)} />
        </FieldGrid>
      )}
    </RecordPage>
  );
}
