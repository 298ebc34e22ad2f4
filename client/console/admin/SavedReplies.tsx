import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { required, useTranslate } from 'react-admin';
import { Nothing } from '../fields/Nothing.tsx';
import { useCauseName } from '../fields/rootCauses.ts';
import { FieldGrid } from '../forms/FieldGrid.tsx';
import { RootCausePicker } from '../forms/Pickers.tsx';
import { BooleanInput, TextInput } from '../forms/inputs.tsx';
import { useMay } from '../providers/session.ts';
import type { SavedReply } from '../records.ts';
import type { DataColumn } from '../table/columns.ts';
import { ListPage } from '../table/ListPage.tsx';
import { EmptyState } from '../theme/EmptyState.tsx';
import { tone } from '../theme/palette.ts';
import { ActiveChip } from './ActiveChip.tsx';
import { NewButton } from './NewButton.tsx';
import { RecordPage } from './RecordPage.tsx';

const FIELDS = { name: 'admin.saved_replies.name', text: 'admin.saved_replies.text', rootCause: 'admin.saved_replies.cause', active: 'admin.in_use' } as const;

export function SavedReplyList() {
  const translate = useTranslate();
  const cause = useCauseName();
  const may = useMay();
  const columns = useMemo<DataColumn<SavedReply>[]>(() => [
    { id: 'name', label: FIELDS.name, main: true, grow: 1, render: ({ name }) => name },
    { id: 'text', label: FIELDS.text, width: 320, grow: 3, sortable: false, render: ({ text }) => <Box component="span" sx={{ color: tone.mute }}>{text}</Box> },
    { id: 'rootCause', label: FIELDS.rootCause, width: 150, sortable: false, render: ({ rootCause }) => (rootCause ? cause(rootCause) : <Nothing text={translate('admin.saved_replies.any_cause')} />) },
    { id: 'active', label: 'admin.in_use', width: 100, grow: 0, sortable: false, render: ({ active }) => <ActiveChip active={active} /> },
  ], [cause, translate]);
  return (
    <ListPage<SavedReply>
      resource="saved-replies" title={translate('admin.saved_replies.title')} columns={columns} defaultSort={{ field: 'name', order: 'ASC' }} rowPath={({ id }) => `/admin/saved-replies/${id}`} views={false}
      beside={may('saved-replies:edit') && <NewButton to="/admin/saved-replies/new" label={translate('admin.saved_replies.new')} />}
      empty={<EmptyState title={translate('admin.saved_replies.empty')}>{translate('admin.saved_replies.empty_hint')}</EmptyState>}
    />
  );
}

export function SavedReplyPage() {
  const translate = useTranslate();
  const may = useMay();
  return (
    <RecordPage
      resource="saved-replies" list={{ label: translate('admin.saved_replies.title'), to: '/admin/saved-replies' }} newTitle={translate('admin.saved_replies.new')} fields={FIELDS} defaults={{ active: true }}
      readOnly={!may('saved-replies:edit')} deleteHint={translate('forms.delete_hint')}
    >
      {() => (
        <>
          <FieldGrid>
            <TextInput source="name" label={translate(FIELDS.name)} validate={required()} />
            <RootCausePicker source="rootCause" label={translate(FIELDS.rootCause)} optional />
          </FieldGrid>
          <TextInput source="text" label={translate(FIELDS.text)} validate={required()} multiline minRows={6} />
          <BooleanInput source="active" label={translate(FIELDS.active)} />
        </>
      )}
    </RecordPage>
  );
}
