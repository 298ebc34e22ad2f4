import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { lastDayOf } from '../../../../server/domain/coding/months.ts';
import { formatMonth, formatNumber } from '../../fields/format.ts';
import { Money } from '../../fields/Money.tsx';
import { useNow } from '../../fields/now.ts';
import { Nothing } from '../../fields/Nothing.tsx';
import { Person } from '../../fields/Person.tsx';
import { RecordLink } from '../../fields/RecordLink.tsx';
import { StatusChip } from '../../fields/StatusChip.tsx';
import { Day, When } from '../../fields/Times.tsx';
import type { DataColumn } from '../../table/columns.ts';
import type { ListTab } from '../../table/filters.ts';
import { ListPage } from '../../table/ListPage.tsx';
import { EmptyState } from '../../theme/EmptyState.tsx';
import { periodPath } from '../links.ts';
import type { PeriodRow } from '../records.ts';
import { waitingIn } from './waiting.ts';

const OLDEST = { field: 'id', order: 'ASC' } as const;
const LATEST = { field: 'id', order: 'DESC' } as const;

function useColumns(): DataColumn<PeriodRow>[] {
  return useMemo(() => [
    { id: 'id', label: 'revenue.month', main: true, width: 140, render: ({ id }) => formatMonth(id) },
    { id: 'ends', label: 'revenue.periods.ends', fields: [], width: 110, sortable: false, render: ({ id }) => <Day on={lastDayOf(id)} /> },
    { id: 'state', label: 'revenue.periods.state', width: 100, grow: 0, sortable: false, render: ({ state }) => <StatusChip of="period" value={state} /> },
    { id: 'waiting', label: 'revenue.periods.waiting', align: 'right', width: 110, sortable: false, render: ({ id, waiting }) => (waiting === 0 ? <Nothing /> : <RecordLink to={waitingIn(id)}>{formatNumber(waiting)}</RecordLink>) },
    { id: 'reported', label: 'revenue.periods.reported_closing', align: 'right', width: 150, sortable: false, render: ({ reported }) => <Money minor={reported?.closingMinor} /> },
    { id: 'closedAt', label: 'revenue.periods.closed', width: 120, sortable: false, render: ({ closedAt, state }) => (state === 'closed' ? <When at={closedAt} as="moment" /> : <Nothing />) },
    { id: 'closedByName', label: 'revenue.periods.closed_by', width: 150, sortable: false, render: ({ closedByName, state }) => <Person name={state === 'closed' ? closedByName : null} /> },
    { id: 'reopenedAt', label: 'revenue.periods.reopened', width: 120, sortable: false, hidden: true, render: ({ reopenedAt }) => <When at={reopenedAt} as="moment" /> },
  ], []);
}

/** The months of the books, and which of them is the next to close. */
export function PeriodList() {
  const translate = useTranslate();
  const today = new Date(useNow()).toISOString().slice(0, 7);
  const tabs = useMemo<ListTab[]>(() => [
    { id: 'to_close', label: 'revenue.periods.tab.to_close', filter: { state: 'open', id_lt: today }, sort: OLDEST },
    { id: 'closed', label: 'revenue.periods.tab.closed', filter: { state: 'closed' }, sort: LATEST },
    { id: 'ahead', label: 'revenue.periods.tab.ahead', filter: { id_gte: today }, sort: OLDEST, counted: false },
    { id: 'all', label: 'table.all', filter: {}, sort: LATEST, counted: false },
  ], [today]);
  return (
    <ListPage<PeriodRow>
      resource="periods" title={translate('revenue.periods.title')} columns={useColumns()} tabs={tabs} defaultSort={OLDEST} rowPath={periodPath} views={false}
      empty={<EmptyState title={translate('revenue.periods.empty')}>{translate('revenue.periods.empty_hint')}</EmptyState>}
    />
  );
}
