import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { MAIL_KINDS } from '../../../../server/domain/mail.ts';
import { formatNumber } from '../../fields/format.ts';
import { Nothing } from '../../fields/Nothing.tsx';
import { StatusChip } from '../../fields/StatusChip.tsx';
import { When } from '../../fields/Times.tsx';
import { Wrapped } from '../../fields/Wrapped.tsx';
import type { DataColumn } from '../../table/columns.ts';
import type { FilterDef, ListTab } from '../../table/filters.ts';
import { ListPage } from '../../table/ListPage.tsx';
import { EmptyState } from '../../theme/EmptyState.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { useOutboxSummary, type Mail, type OutboxSummary } from './records.ts';

const NEWEST = { field: 'createdAt', order: 'DESC' } as const;

const tabs = (summary: OutboxSummary | undefined): ListTab[] => [
  { id: 'waiting', label: 'outbox.tab.waiting', filter: { status: ['waiting', 'sending'] }, sort: NEWEST, counted: false, count: summary?.waiting },
  { id: 'dead', label: 'outbox.tab.dead', filter: { status: 'dead' }, sort: NEWEST, counted: false, count: summary?.dead },
  { id: 'sent', label: 'outbox.tab.sent', filter: { status: 'sent' }, sort: NEWEST, counted: false },
  { id: 'all', label: 'outbox.tab.all', filter: {}, sort: NEWEST, counted: false },
];

function useColumns(): DataColumn<Mail>[] {
  const translate = useTranslate();
  return useMemo(() => [
    { id: 'subject', label: 'outbox.subject', main: true, sortable: false, render: (mail) => <Wrapped>{mail.subject}</Wrapped> },
    { id: 'to', label: 'outbox.to', width: 190, sortable: false, render: (mail) => <Wrapped>{mail.to}</Wrapped> },
    { id: 'accountName', label: 'outbox.account', width: 150, sortable: false, render: (mail) => (mail.accountName ? <Wrapped>{mail.accountName}</Wrapped> : <Nothing />) },
    { id: 'kind', label: 'outbox.kind', width: 125, grow: 0, sortable: false, render: (mail) => translate(`outbox.kinds.${mail.kind}`) },
    { id: 'status', label: 'outbox.status', width: 110, grow: 0, sortable: false, render: (mail) => <StatusChip of="mail" value={mail.status} /> },
    { id: 'attempts', label: 'outbox.attempts', width: 92, align: 'right', grow: 0, sortable: false, render: (mail) => formatNumber(mail.attempts) },
    { id: 'lastError', label: 'outbox.error', width: 200, sortable: false, hidden: true, render: (mail) => mail.lastError ?? <Nothing /> },
    { id: 'createdAt', label: 'outbox.created', width: 110, render: (mail) => <When at={mail.createdAt} /> },
    { id: 'sentAt', label: 'outbox.sent_at', width: 110, roomy: true, sortable: false, render: (mail) => <When at={mail.sentAt} /> },
  ], [translate]);
}

/** Mail to customers: what waits, what was given up, what went out. */
export function Outbox() {
  const translate = useTranslate();
  const summary = useOutboxSummary();
  const columns = useColumns();
  const filters = useMemo<FilterDef[]>(() => [
    { kind: 'choice', source: 'kind', label: 'outbox.kind', choices: MAIL_KINDS.map((id) => ({ id, name: translate(`outbox.kinds.${id}`) })) },
    { kind: 'days', source: 'createdAt', label: 'outbox.created', instant: true },
  ], [translate]);
  return (
    <ListPage<Mail>
      resource="outbox" title={translate('outbox.title')} columns={columns} filters={filters} tabs={tabs(summary)} defaultSort={NEWEST} rowPath={({ id }) => `/admin/outbox/${id}`} views={false}
      empty={<EmptyState title={translate('outbox.empty')}>{translate('outbox.empty_hint')}</EmptyState>}
    >
      {summary?.sends === false && <Panel sx={{ marginBottom: '12px' }}><Box role="note" sx={{ color: tone.mute }}>{translate('outbox.no_server')}</Box></Panel>}
    </ListPage>
  );
}
