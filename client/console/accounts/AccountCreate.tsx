import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import { RecordForm } from '../forms/RecordForm.tsx';
import { Page } from '../layout/Page.tsx';
import { useSession } from '../providers/session.ts';
import type { Account } from '../records.ts';
import { Panel } from '../theme/Panel.tsx';
import { ACCOUNT_FIELDS, AccountInputs } from './AccountInputs.tsx';

export function AccountCreate() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const session = useSession();
  const defaults = { managerId: session?.role === 'sales_ops' ? undefined : session?.id };
  return (
    <Page title={translate('accounts.new')} trail={[{ label: translate('accounts.title'), to: '/accounts' }]}>
      <Box sx={{ maxWidth: 720 }}>
        <Panel>
          <RecordForm<Account> resource="accounts" defaults={defaults} fields={ACCOUNT_FIELDS} warn onSaved={({ id }) => void navigate(`/accounts/${id}`)} onCancel={() => void navigate('/accounts')}>
            <AccountInputs />
          </RecordForm>
        </Panel>
      </Box>
    </Page>
  );
}
