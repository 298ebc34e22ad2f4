import Box from '@mui/material/Box';
import { FormDataConsumer, required, useGetList, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import { UPGRADE_KINDS } from '../../../server/domain/words.ts';
import { formatDay, formatMoney } from '../fields/format.ts';
import { useChoices } from '../fields/words.ts';
import { FieldGrid } from '../forms/FieldGrid.tsx';
import { FormDialog } from '../forms/FormDialog.tsx';
import { RecordForm } from '../forms/RecordForm.tsx';
import { CheckboxGroupInput, SelectInput } from '../forms/inputs.tsx';
import type { Account, Contact, Subscription, Upgrade, UpgradePath } from '../records.ts';
import { tone } from '../theme/palette.ts';
import { isErased } from './erased.ts';

const FIELDS = { accountId: '', kind: 'start.kind', pathId: 'start.path', subscriptionIds: 'start.subscriptions', contactId: 'start.contact', escalationId: '' } as const;
const FIRST = { page: 1, perPage: 200 };

const filled = (values: Record<string, unknown>) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)));

type StartUpgradeFormProps = {
  account: Pick<Account, 'id'>;
  /** The call that it is started for: the upgrade becomes that escalation's. */
  escalation?: { id: string; contactId: string | null };
  /** One field a line, for a narrow column. */
  narrow?: boolean;
  onDone: (upgrade: Upgrade) => void;
  onCancel?: () => void;
};

/** Staff begin an upgrade for a customer. */
export function StartUpgradeForm({ account, escalation, narrow = false, onDone, onCancel }: StartUpgradeFormProps) {
  const translate = useTranslate();
  const choices = useChoices();
  const { data: paths = [] } = useGetList<UpgradePath>('upgrade-paths', { filter: { active: true }, sort: { field: 'name', order: 'ASC' }, pagination: FIRST });
  const { data: subscriptions } = useGetList<Subscription>('subscriptions', { filter: { accountId: account.id, status: 'active' }, sort: { field: 'startsOn', order: 'DESC' }, pagination: FIRST });
  const { data: contacts } = useGetList<Contact>('contacts', { filter: { accountId: account.id }, sort: { field: 'name', order: 'ASC' }, pagination: FIRST });
  const nameOf = (subscription: Subscription) => [
    `${subscription.productName} × ${subscription.quantity}`, subscription.serial, formatMoney(subscription.arrMinor, subscription.currency),
    subscription.endsOn ? `${translate('accounts.ends')} ${formatDay(subscription.endsOn)}` : translate('accounts.open_ended'),
  ].filter(Boolean).join(' · ');
  // The form takes its defaults once: not before it is known who the contact is.
  if (!contacts) return null;
  const reachable = contacts.filter((contact) => !isErased(contact));
  return (
    <RecordForm<Upgrade>
      resource="upgrades" fields={FIELDS} submitLabel={translate('start.submit')} onCancel={onCancel} onSaved={onDone}
      defaults={{ accountId: account.id, contactId: escalation?.contactId ?? reachable.find(({ isPrimary }) => isPrimary)?.id, escalationId: escalation?.id }} prepare={filled}
    >
      <FieldGrid columns={narrow ? 1 : 2}>
        <SelectInput source="kind" label={translate(FIELDS.kind)} choices={choices('upgrade_kind', UPGRADE_KINDS)} validate={required()} />
        <FormDataConsumer<{ kind?: string }>>
          {({ formData }) => <SelectInput source="pathId" label={translate(FIELDS.pathId)} emptyText={translate('start.any_path')} choices={paths.filter(({ kind }) => !formData.kind || kind === formData.kind)} />}
        </FormDataConsumer>
      </FieldGrid>
      {subscriptions?.length === 0
        ? <Box sx={{ color: tone.mute, padding: '8px 0' }}>{translate('start.no_subscriptions')} {translate('start.none_needed')}</Box>
        : <CheckboxGroupInput source="subscriptionIds" label={translate(FIELDS.subscriptionIds)} choices={subscriptions ?? []} nameOf={nameOf} column />}
      <SelectInput source="contactId" label={translate(FIELDS.contactId)} choices={reachable} />
    </RecordForm>
  );
}

export function StartUpgrade({ account, open, onClose }: { account: Account; open: boolean; onClose: () => void }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  return (
    <FormDialog title={translate('start.title', { name: account.name })} open={open} onClose={onClose}>
      <Box sx={{ color: tone.mute, marginBottom: 1 }}>{translate('start.hint')}</Box>
      <StartUpgradeForm
        account={account} onCancel={onClose}
        onDone={({ id }) => {
          onClose();
          void navigate(`/upgrades/${id}`);
        }}
      />
    </FormDialog>
  );
}
