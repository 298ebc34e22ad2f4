import Box from '@mui/material/Box';
import { required, useGetList, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import { useChoices } from '../fields/words.ts';
import { FieldGrid } from '../forms/FieldGrid.tsx';
import { FormDialog } from '../forms/FormDialog.tsx';
import { RootCausePicker } from '../forms/Pickers.tsx';
import { RecordForm } from '../forms/RecordForm.tsx';
import { SelectInput, TextInput } from '../forms/inputs.tsx';
import type { Account, Contact, Escalation, Upgrade } from '../records.ts';
import { tone } from '../theme/palette.ts';
import { isErased } from './erased.ts';

const FIELDS = { accountId: '', upgradeId: 'call.upgrade', contactId: 'call.contact', channel: 'call.channel', reason: 'call.reason', text: 'call.text' } as const;
const BY_HAND = ['phone', 'email'] as const;

type LogCallFormProps = { account: Pick<Account, 'id'>; onDone: (escalation: Escalation) => void; onCancel: () => void };

/** What came in by telephone or e-mail becomes an escalation like any other. */
export function LogCallForm({ account, onDone, onCancel }: LogCallFormProps) {
  const translate = useTranslate();
  const choices = useChoices();
  const { data: upgrades = [] } = useGetList<Upgrade>('upgrades', { filter: { accountId: account.id }, sort: { field: 'startedAt', order: 'DESC' }, pagination: { page: 1, perPage: 25 } });
  const { data: contacts = [] } = useGetList<Contact>('contacts', { filter: { accountId: account.id }, sort: { field: 'name', order: 'ASC' }, pagination: { page: 1, perPage: 200 } });
  return (
    <RecordForm<Escalation>
      resource="escalations" fields={FIELDS} defaults={{ accountId: account.id, channel: 'phone' }} submitLabel={translate('call.submit')} onCancel={onCancel} onSaved={onDone}
      prepare={(values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''))}
    >
      <FieldGrid>
        <SelectInput source="channel" label={translate(FIELDS.channel)} choices={choices('channel', BY_HAND)} validate={required()} />
        <RootCausePicker source="reason" label={translate(FIELDS.reason)} />
        <SelectInput source="upgradeId" label={translate(FIELDS.upgradeId)} emptyText={translate('call.no_upgrade')} choices={upgrades.map(({ id, reference, pathName }) => ({ id, name: [reference, pathName].filter(Boolean).join(' · ') }))} />
        <SelectInput source="contactId" label={translate(FIELDS.contactId)} emptyText={translate('call.no_contact')} choices={contacts.filter((contact) => !isErased(contact))} />
      </FieldGrid>
      <TextInput source="text" label={translate(FIELDS.text)} validate={required()} multiline minRows={4} hint={translate('call.text_hint')} />
    </RecordForm>
  );
}

export function LogCall({ account, open, onClose }: { account: Account; open: boolean; onClose: () => void }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  return (
    <FormDialog title={translate('call.title', { name: account.name })} open={open} onClose={onClose}>
      <Box sx={{ color: tone.mute, marginBottom: 1 }}>{translate('call.hint')}</Box>
      <LogCallForm
        account={account} onCancel={onClose}
        onDone={({ id }) => {
          onClose();
          void navigate(`/escalations/${id}`);
        }}
      />
    </FormDialog>
  );
}
