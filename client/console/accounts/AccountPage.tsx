import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useGetOne, useTranslate } from 'react-admin';
import { useParams } from 'react-router';
import { KeyButton } from '../keys/KeyButton.tsx';
import { CodingsOfAccount } from '../coding/OfAccount.tsx';
import { Money } from '../fields/Money.tsx';
import { Nothing } from '../fields/Nothing.tsx';
import { Person, PersonBadge } from '../fields/Person.tsx';
import { Day } from '../fields/Times.tsx';
import { useWord } from '../fields/words.ts';
import { FormDialog } from '../forms/FormDialog.tsx';
import { RecordForm } from '../forms/RecordForm.tsx';
import { Page } from '../layout/Page.tsx';
import { PrintButton } from '../layout/PrintButton.tsx';
import { usePaletteActions } from '../palette/actions.ts';
import { usePresence } from '../providers/presence.ts';
import { useMay, useSession } from '../providers/session.ts';
import { ReturnsOfAccount } from '../returns/OfAccount.tsx';
import type { Account } from '../records.ts';
import { Chip } from '../theme/Chip.tsx';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { KeyValues } from '../theme/KeyValues.tsx';
import { Panel } from '../theme/Panel.tsx';
import { ACCOUNT_FIELDS, AccountInputs } from './AccountInputs.tsx';
import { AccountDevices, AccountEscalations, AccountSubscriptions, AccountUpgrades } from './AccountTables.tsx';
import { Contacts } from './Contacts.tsx';
import { LogCall } from './LogCall.tsx';
import { StartUpgrade } from './StartUpgrade.tsx';

function Facts({ account, onEdit }: { account: Account; onEdit?: () => void }) {
  const translate = useTranslate();
  const word = useWord();
  return (
    <Panel title={translate('accounts.facts')} actions={onEdit && <Button variant="text" onClick={onEdit}>{translate('forms.edit')}</Button>}>
      <KeyValues
        items={[
          { label: translate('accounts.arr'), value: <b><Money minor={account.reportingArrMinor} /></b> },
          { label: translate('accounts.segment'), value: word('segment', account.segment) },
          { label: translate('accounts.region'), value: account.regionName },
          { label: translate('accounts.manager_short'), value: <Person name={account.managerName} /> },
          { label: translate('accounts.since_short'), value: <Day on={account.customerSince} /> },
          { label: translate('accounts.industry'), value: account.industry ?? <Nothing /> },
          { label: translate('accounts.country'), value: account.country ?? <Nothing /> },
          { label: translate('accounts.external_short'), value: account.externalId ?? <Nothing /> },
        ]}
      />
    </Panel>
  );
}

/** Everything about one account on one page. */
export function AccountPage() {
  const translate = useTranslate();
  const may = useMay();
  const session = useSession();
  const { id = '' } = useParams();
  const { data: account, error, refetch } = useGetOne<Account>('accounts', { id });
  const [open, setOpen] = useState<'edit' | 'call' | 'start' | null>(null);
  const others = usePresence('accounts', id, open === 'edit' ? 'editing' : 'viewing').filter((person) => person.id !== session?.id);
  const close = () => setOpen(null);
  const canCall = may('escalations:work');
  const canStart = may('upgrades:work');
  usePaletteActions([
    { id: 'log-call', label: translate('call.action'), run: () => setOpen('call'), when: canCall && account !== undefined },
    { id: 'start-upgrade', label: translate('start.action'), run: () => setOpen('start'), when: canStart && account !== undefined },
    { id: 'edit-account', label: translate('accounts.edit'), run: () => setOpen('edit'), when: may('accounts:edit') && account !== undefined },
  ]);
  const trail = [{ label: translate('accounts.title'), to: '/accounts' }];
  if (error) return <Page title={translate('accounts.title')} trail={trail}><ErrorNotice error={error} onRetry={() => void refetch()} /></Page>;
  if (!account) return <Page title="…" trail={trail} />;
  return (
    <Page
      title={account.name} trail={trail}
      beside={(
        <>
          {account.openEscalations > 0 && <Chip tone="warn" mark="▲">{translate('accounts.open_count', { smart_count: account.openEscalations })}</Chip>}
          {canCall && <KeyButton label={translate('call.action')} shortcut="l" onRun={() => setOpen('call')} />}
          {canStart && <KeyButton label={translate('start.action')} shortcut="u" onRun={() => setOpen('start')} />}
          <PrintButton />
          {others.map((person) => <PersonBadge key={person.id} name={person.name} editing={person.mode === 'editing'} />)}
        </>
      )}
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '272px minmax(0, 1fr)' }, gap: '14px', alignItems: 'start' }}>
        <Box sx={{ display: 'grid', gap: '14px' }}>
          <Facts account={account} onEdit={may('accounts:edit') ? () => setOpen('edit') : undefined} />
          <Contacts accountId={account.id} />
        </Box>
        <Box sx={{ display: 'grid', gap: '14px', minWidth: 0 }}>
          <AccountEscalations accountId={account.id} />
          <AccountUpgrades accountId={account.id} />
          <AccountSubscriptions accountId={account.id} />
          <ReturnsOfAccount accountId={account.id} />
          <CodingsOfAccount accountId={account.id} />
          <AccountDevices accountId={account.id} />
        </Box>
      </Box>
      <FormDialog title={translate('accounts.edit')} open={open === 'edit'} onClose={close}>
        <RecordForm<Account> resource="accounts" record={account} fields={ACCOUNT_FIELDS} onSaved={close} onCancel={close}><AccountInputs /></RecordForm>
      </FormDialog>
      <LogCall account={account} open={open === 'call'} onClose={close} />
      <StartUpgrade account={account} open={open === 'start'} onClose={close} />
    </Page>
  );
}
