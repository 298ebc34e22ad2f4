import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { useListContext, useTranslate } from 'react-admin';
import { EVENT_TYPES, type EventDisposition } from '../../../../server/domain/words.ts';
import { Nothing } from '../../fields/Nothing.tsx';
import { Person } from '../../fields/Person.tsx';
import { RecordLink } from '../../fields/RecordLink.tsx';
import { When } from '../../fields/Times.tsx';
import { useMay } from '../../providers/session.ts';
import type { DataColumn } from '../../table/columns.ts';
import { isFilled, type FilterDef, type FilterValues, type ListTab } from '../../table/filters.ts';
import { ListPage } from '../../table/ListPage.tsx';
import { EmptyState } from '../../theme/EmptyState.tsx';
import { DispositionChip } from './DispositionChip.tsx';
import { asSentence } from './reasons.ts';
import { eventPath, type IncomingEvent } from './records.ts';
import { ReplayMany } from './ReplayMany.tsx';

const TABBED: readonly EventDisposition[] = ['quarantined', 'waiting', 'not_yet', 'late'];
const TABS: readonly ListTab[] = [{ id: 'all', label: 'table.all', filter: {}, counted: false }, ...TABBED.map((id): ListTab => ({ id, label: `events.disposition.${id}`, filter: { disposition: id } }))];
const SORT = { field: 'receivedAt', order: 'DESC' } as const;

function useColumns(): DataColumn<IncomingEvent>[] {
  const translate = useTranslate();
  return useMemo(() => [
    { id: 'receivedAt', label: 'events.received', width: 110, grow: 0, render: ({ receivedAt }) => <When at={receivedAt} as="moment" /> },
    { id: 'disposition', label: 'events.became', width: 120, grow: 0, sortable: false, render: ({ disposition }) => <DispositionChip value={disposition} /> },
    { id: 'type', label: 'events.type', main: true, width: 170, grow: 1, sortable: false, render: ({ type }) => translate(`events.types.${type.replace('.', '_')}`, { _: type }) },
    { id: 'because', label: 'events.reason', width: 260, grow: 3, sortable: false, render: ({ because }) => (because === null ? <Nothing /> : asSentence(because)) },
    { id: 'upgradeRef', label: 'events.upgrade', width: 150, sortable: false, render: ({ upgradeRef, upgradeId }) => <RecordLink to={upgradeId === null ? null : `/upgrades/${upgradeId}`}>{upgradeRef}</RecordLink> },
    { id: 'source', label: 'events.source', width: 110, sortable: false, render: ({ source }) => source },
    { id: 'occurredAt', label: 'events.occurred', width: 110, grow: 0, hidden: true, sortable: false, render: ({ occurredAt }) => <When at={occurredAt} as="moment" /> },
    { id: 'eventId', label: 'events.id', hidden: true, sortable: false, render: ({ eventId }) => eventId },
    { id: 'handledByName', label: 'events.handled_by', hidden: true, sortable: false, render: ({ handledByName }) => <Person name={handledByName} /> },
  ], [translate]);
}

function EventsEmpty() {
  const translate = useTranslate();
  const may = useMay();
  const { filterValues } = useListContext();
  const { disposition, ...narrowed } = filterValues as FilterValues;
  if (Object.values(narrowed).some(isFilled)) return <EmptyState title={translate('events.empty.none')}>{translate('events.empty.none_hint')}</EmptyState>;
  const which = TABBED.find((one) => one === disposition) ?? 'all';
  return (
    <EmptyState title={translate(`events.empty.${which}`)}>
      {translate(`events.empty.${which}_hint`)}
      {which === 'all' && may('events:mend') && <Box sx={{ fontSize: 11.5, marginTop: 1 }}>{translate('events.empty.all_admin')}</Box>}
    </EmptyState>
  );
}

/** What customers' journeys told us, and what became of each; what could not be taken waits here for somebody to look at it. */
export default function EventsPage() {
  const translate = useTranslate();
  const may = useMay();
  const columns = useColumns();
  const filters: FilterDef[] = [
    { kind: 'search', source: 'upgradeRef', label: translate('events.exact_upgrade') },
    { kind: 'choice', source: 'type', label: translate('events.type'), choices: EVENT_TYPES.map((id) => ({ id, name: translate(`events.types.${id.replace('.', '_')}`) })) },
    { kind: 'search', source: 'source', label: translate('events.exact_source') },
    { kind: 'days', source: 'receivedAt', label: 'events.received', instant: true },
  ];
  return (
    <ListPage<IncomingEvent>
      resource="incoming-events" title={translate('events.title')} columns={columns} filters={filters} tabs={TABS} defaultSort={SORT} rowPath={eventPath} empty={<EventsEmpty />} views={false}
      bulkActions={may('events:mend') ? <ReplayMany /> : undefined}
    />
  );
}
