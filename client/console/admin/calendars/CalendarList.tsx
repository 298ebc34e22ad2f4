import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { formatNumber } from '../../fields/format.ts';
import { useMay } from '../../providers/session.ts';
import type { Calendar } from '../../records.ts';
import type { DataColumn } from '../../table/columns.ts';
import { ListPage } from '../../table/ListPage.tsx';
import { EmptyState } from '../../theme/EmptyState.tsx';
import { NewButton } from '../NewButton.tsx';
import { minutesAWeek } from './week.ts';

export default function CalendarList() {
  const translate = useTranslate();
  const may = useMay();
  const columns = useMemo<DataColumn<Calendar>[]>(() => [
    { id: 'name', label: 'admin.calendars.name', main: true, sortable: false, render: ({ name }) => name },
    { id: 'zone', label: 'admin.calendars.zone', width: 160, sortable: false, render: ({ zone }) => zone },
    { id: 'week', label: 'admin.calendars.hours', align: 'right', sortable: false, render: ({ week }) => `${formatNumber(Math.round(minutesAWeek(week) / 6) / 10)} h` },
    { id: 'holidays', label: 'admin.calendars.holidays', align: 'right', sortable: false, render: ({ holidays }) => formatNumber(holidays.length) },
  ], []);
  return (
    <ListPage<Calendar>
      resource="calendars" title={translate('admin.calendars.title')} columns={columns} defaultSort={{ field: 'id', order: 'ASC' }} rowPath={({ id }) => `/admin/calendars/${id}`} views={false}
      beside={may('policies:edit') && <NewButton to="/admin/calendars/new" label={translate('admin.calendars.new')} />} empty={<EmptyState title={translate('admin.calendars.empty')} />}
    />
  );
}
