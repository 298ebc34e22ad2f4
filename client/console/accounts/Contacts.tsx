import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { email, FormDataConsumer, required, useDataProvider, useGetList, useNotify, useTranslate } from 'react-admin';
import { Confirm } from '../forms/Confirm.tsx';
import { FieldGrid } from '../forms/FieldGrid.tsx';
import { FormDialog } from '../forms/FormDialog.tsx';
import { RecordForm } from '../forms/RecordForm.tsx';
import { BooleanInput, TextInput } from '../forms/inputs.tsx';
import { explain } from '../providers/problem.ts';
import { useMay } from '../providers/session.ts';
import type { Contact } from '../records.ts';
import { Chip } from '../theme/Chip.tsx';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import { EraseContact } from './EraseContact.tsx';
import { isErased } from './erased.ts';

const REQUIRED_EMAIL = [required(), email()];
const FIELDS = { name: 'accounts.contact_name', email: 'accounts.email', title: 'accounts.job', phone: 'accounts.phone', isPrimary: 'accounts.primary' } as const;

function useRemove(onDone: () => void) {
  const dataProvider = useDataProvider();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const translate = useTranslate();
  return async (contact: Contact) => {
    try {
      await dataProvider.delete('contacts', { id: contact.id, previousData: contact });
      await queryClient.invalidateQueries({ queryKey: ['contacts'] });
      notify('forms.deleted', { type: 'success' });
      onDone();
    } catch (error) {
      const { title, detail } = explain(error, translate);
      notify(detail ?? title, { type: 'error' });
    }
  };
}

function ContactForm({ accountId, contact, others, onDone }: { accountId: string; contact?: Contact; others: readonly Contact[]; onDone: () => void }) {
  const translate = useTranslate();
  const remove = useRemove(onDone);
  return (
    <RecordForm<Contact>
      resource="contacts" record={contact} fields={contact ? FIELDS : { ...FIELDS, accountId: '' }} defaults={contact ? undefined : { accountId, isPrimary: false }} onSaved={onDone} onCancel={onDone}
      aside={contact && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          <EraseContact contact={contact} onDone={onDone} />
          <Confirm label={translate('forms.delete')} title={translate('forms.delete_title', { name: contact.name })} danger onConfirm={() => remove(contact)}>{translate('forms.delete_hint')}</Confirm>
        </Box>
      )}
    >
      <FieldGrid>
        <TextInput source="name" label={translate(FIELDS.name)} validate={required()} />
        <FormDataConsumer<Partial<Contact>>>
          {({ formData }) => {
            const same = others.find((other) => !isErased(other) && other.email.toLowerCase() === formData.email?.trim().toLowerCase());
            return <TextInput source="email" type="email" label={translate(FIELDS.email)} validate={REQUIRED_EMAIL} hint={same && translate('accounts.same_email', { name: same.name })} />;
          }}
        </FormDataConsumer>
        <TextInput source="title" label={translate(FIELDS.title)} />
        <TextInput source="phone" type="tel" label={translate(FIELDS.phone)} />
        <BooleanInput source="isPrimary" label={translate(FIELDS.isPrimary)} />
      </FieldGrid>
    </RecordForm>
  );
}

/** May be broken before its sign, where there is little room; whoever was erased has none. */
function EmailAddress({ email }: { email: string | null }) {
  const [name, host] = (email ?? '').split('@');
  return host === undefined ? null : <Box sx={{ display: 'block' }}>{name}<wbr />@{host}</Box>;
}

const rank = (contact: Contact) => (isErased(contact) ? 2 : contact.isPrimary ? 0 : 1);

/** The people at an account: the main contact first, whoever was erased last. */
export function Contacts({ accountId }: { accountId: string }) {
  const translate = useTranslate();
  const may = useMay();
  const canEdit = may('contacts:edit');
  const { data, error, refetch } = useGetList<Contact>('contacts', { filter: { accountId }, sort: { field: 'name', order: 'ASC' }, pagination: { page: 1, perPage: 200 } });
  const [editing, setEditing] = useState<Contact | 'new' | null>(null);
  const close = () => setEditing(null);
  return (
    <Panel title={translate('accounts.contacts')} actions={canEdit && <Button variant="text" onClick={() => setEditing('new')}>{translate('accounts.add_contact')}</Button>}>
      {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} compact />}
      {data?.length === 0 && <Box sx={{ color: tone.mute }}>{translate('accounts.no_contacts')}</Box>}
      {data?.toSorted((one, other) => rank(one) - rank(other)).map((contact) => (
        <Box key={contact.id} sx={{ padding: '5px 0', '& + &': { borderTop: `1px solid ${tone.line}` }, overflowWrap: 'anywhere' }}>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
            <b>{isErased(contact) ? <Box component="span" sx={{ color: tone.mute }}>{contact.name}</Box> : contact.name}</b>
            {canEdit && !isErased(contact) && <Button variant="text" sx={{ marginLeft: 'auto', padding: '1px 6px' }} onClick={() => setEditing(contact)} aria-label={`${translate('accounts.edit_contact')}: ${contact.name}`}>{translate('forms.edit')}</Button>}
          </Box>
          <Box sx={{ color: tone.mute, fontSize: 11.5 }}>
            {isErased(contact) && translate('accounts.erased_hint')}
            {contact.isPrimary && !isErased(contact) && <><Chip tone="accent">{translate('accounts.primary')}</Chip> </>}
            {[contact.title, contact.phone].filter(Boolean).join(' · ')}
            <EmailAddress email={contact.email} />
          </Box>
        </Box>
      ))}
      <FormDialog title={translate(editing === 'new' ? 'accounts.add_contact' : 'accounts.edit_contact')} open={editing !== null} onClose={close}>
        {editing && <ContactForm accountId={accountId} contact={editing === 'new' ? undefined : editing} others={(data ?? []).filter((other) => other !== editing)} onDone={close} />}
      </FormDialog>
    </Panel>
  );
}
