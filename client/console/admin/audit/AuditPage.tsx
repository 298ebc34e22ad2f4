import Box from '@mui/material/Box';
import { useMemo, useState } from 'react';
import { useTranslate } from 'react-admin';
import { When } from '../../fields/Times.tsx';
import { useWord } from '../../fields/words.ts';
import { RecordLink } from '../../fields/RecordLink.tsx';
import { Person } from '../../fields/Person.tsx';
import { FormDialog } from '../../forms/FormDialog.tsx';
import { pageOf } from '../../palette/search.ts';
import { useMay } from '../../providers/session.ts';
import type { AuditEvent } from '../../records.ts';
import type { DataColumn } from '../../table/columns.ts';
import type { FilterDef } from '../../table/filters.ts';
import { ListPage } from '../../table/ListPage.tsx';
import { Chip } from '../../theme/Chip.tsx';
import { EmptyState } from '../../theme/EmptyState.tsx';
import { tone } from '../../theme/palette.ts';
import { AuditDiff } from './AuditDiff.tsx';

const RESOURCES = ['accounts', 'contacts', 'subscriptions', 'upgrades', 'escalations', 'products', 'upgrade-paths', 'users', 'policies', 'calendars', 'regions', 'root-causes', 'saved-replies', 'saved-views', 'imports', 'incoming-events', 'codings'] as const;

/** What was done, by whom, and what changed. */
export default function AuditPage() {
  const translate = useTranslate();
  const word = useWord();
  const may = useMay();
  const all = may('audit:all');
  const [open, setOpen] = useState<AuditEvent | null>(null);
  const columns = useMemo<DataColumn<AuditEvent>[]>(() => [
    { id: 'at', label: 'admin.audit.at', width: 130, grow: 0, render: ({ at }) => <When at={at} as="moment" /> },
    { id: 'action', label: 'admin.audit.action', main: true, width: 200, grow: 2, sortable: false, render: ({ action }) => action },
    { id: 'actorId', label: 'admin.audit.actor', width: 160, sortable: false, render: ({ actorName }) => <Person name={actorName} /> },
    { id: 'resource', label: 'admin.audit.resource', width: 130, sortable: false, render: ({ resource }) => word('resource', resource) },
    { id: 'recordId', label: 'admin.audit.record', width: 160, sortable: false, render: ({ resource, recordId }) => <RecordLink to={pageOf({ resource, id: recordId, title: '' })}>{recordId}</RecordLink> },
    { id: 'touch', label: 'admin.audit.touch', width: 110, sortable: false, render: ({ touch }) => <Chip tone={touch === 'touch' ? 'accent' : touch === 'shadow' ? 'warn' : 'plain'}>{word('touch', touch)}</Chip> },
    { id: 'requestId', label: 'admin.audit.request', hidden: true, sortable: false, render: ({ requestId }) => requestId },
  ], [word]);
  const filters: FilterDef[] = [
    { kind: 'search', source: 'action', label: translate('admin.audit.exact') },
    ...(all ? [{ kind: 'reference', source: 'actorId', label: 'admin.audit.actor', reference: 'users' } satisfies FilterDef] : []),
    { kind: 'choice', source: 'resource', label: translate('admin.audit.resource'), choices: RESOURCES.map((id) => ({ id, name: word('resource', id) })) },
    { kind: 'days', source: 'at', label: 'admin.audit.at', instant: true },
  ];
  return (
    <ListPage<AuditEvent>
      resource="audit-events" title={translate('admin.audit.title')} columns={columns} filters={filters} defaultSort={{ field: 'id', order: 'DESC' }} onOpen={setOpen} empty={<EmptyState title={translate('admin.audit.empty')} />}
      footer={<Box sx={{ color: tone.mute, fontSize: 11.5 }}>{translate('admin.audit.choose')} {!all && translate('admin.audit.own_only')}</Box>}
    >
      <FormDialog title={open?.action ?? ''} open={open !== null} onClose={() => setOpen(null)} wide>{open && <AuditDiff event={open} />}</FormDialog>
    </ListPage>
  );
}
