import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo, useState } from 'react';
import { useTranslate } from 'react-admin';
import { TOUCH } from '../../../../server/domain/touch.ts';
import { Nothing } from '../../fields/Nothing.tsx';
import { When } from '../../fields/Times.tsx';
import { useWord } from '../../fields/words.ts';
import { RecordLink } from '../../fields/RecordLink.tsx';
import { Person } from '../../fields/Person.tsx';
import { FormButtons } from '../../forms/FormButtons.tsx';
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

const ACTIONS = Object.keys(TOUCH);

const NAMES = ['name', 'reference', 'subject', 'fileName', 'serial', 'title', 'email'] as const;

/** What the record is called, where the row has kept it; else the end of its id, which tells it from its neighbours. */
export function nameOf({ before, after, recordId, actorId, actorName }: AuditEvent): string {
  if (recordId === actorId) return actorName;
  const held = { ...before, ...after };
  const name = NAMES.map((field) => held[field]).find((value) => typeof value === 'string' && value !== '');
  return typeof name === 'string' ? name : recordId.length > 20 ? `…${recordId.slice(-8)}` : recordId;
}

/** What was done, by whom, and what changed. */
export default function AuditPage() {
  const translate = useTranslate();
  const word = useWord();
  const may = useMay();
  const all = may('audit:all');
  const [open, setOpen] = useState<AuditEvent | null>(null);
  const columns = useMemo<DataColumn<AuditEvent>[]>(() => [
    { id: 'at', label: 'admin.audit.at', width: 130, grow: 0, render: ({ at }) => <When at={at} as="moment" /> },
    { id: 'action', label: 'admin.audit.action', main: true, width: 200, grow: 2, sortable: false, render: ({ action }) => word('action', action) },
    { id: 'actorId', label: 'admin.audit.actor', width: 160, sortable: false, render: ({ actorName }) => <Person name={actorName} /> },
    { id: 'resource', label: 'admin.audit.resource', width: 130, sortable: false, render: ({ resource }) => word('resource', resource) },
    { id: 'recordId', label: 'admin.audit.record', width: 200, grow: 2, sortable: false, render: (event) => <RecordLink to={pageOf({ resource: event.resource, id: event.recordId, title: '' })}><span title={event.recordId}>{nameOf(event)}</span></RecordLink> },
    { id: 'touch', label: 'admin.audit.touch', width: 110, sortable: false, render: ({ touch }) => (touch === 'none' ? <Nothing /> : <Chip tone={touch === 'touch' ? 'accent' : 'warn'}>{word('touch', touch)}</Chip>) },
    { id: 'requestId', label: 'admin.audit.request', hidden: true, sortable: false, render: ({ requestId }) => requestId },
  ], [word]);
  const filters: FilterDef[] = [
    { kind: 'choice', source: 'action', label: translate('admin.audit.action'), choices: ACTIONS.map((id) => ({ id, name: `${word('resource', id.split('.')[0] ?? '')}: ${word('action', id)}` })) },
    ...(all ? [{ kind: 'reference', source: 'actorId', label: 'admin.audit.actor', reference: 'users' } satisfies FilterDef] : []),
    { kind: 'choice', source: 'resource', label: translate('admin.audit.resource'), choices: RESOURCES.map((id) => ({ id, name: word('resource', id) })) },
    { kind: 'days', source: 'at', label: 'admin.audit.at', instant: true },
  ];
  return (
    <ListPage<AuditEvent>
      resource="audit-events" title={translate('admin.audit.title')} columns={columns} filters={filters} defaultSort={{ field: 'id', order: 'DESC' }} onOpen={setOpen} empty={<EmptyState title={translate('admin.audit.empty')} />}
      footer={<Box sx={{ color: tone.mute, fontSize: 11.5 }}>{translate('admin.audit.choose')} {!all && translate('admin.audit.own_only')}</Box>}
    >
      <FormDialog title={open ? `${word('action', open.action)} · ${nameOf(open)}` : ''} open={open !== null} onClose={() => setOpen(null)} wide>
        {open && <AuditDiff event={open} />}
        <FormButtons><Button onClick={() => setOpen(null)}>{translate('ra.action.close')}</Button></FormButtons>
      </FormDialog>
    </ListPage>
  );
}
