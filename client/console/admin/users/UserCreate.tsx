import Box from '@mui/material/Box';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import { RecordForm } from '../../forms/RecordForm.tsx';
import { Page } from '../../layout/Page.tsx';
import { useSignInPage } from '../../providers/signInPage.ts';
import { useCommand } from '../../providers/useCommand.ts';
import type { User } from '../../records.ts';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { AccessLink } from './AccessLink.tsx';
import { WHO, WhoInputs } from './UserInputs.tsx';

export function UserCreate() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const { run } = useCommand<User>('users');
  const { data: ways } = useSignInPage();
  const byLink = ways?.passwords !== false;
  const [made, setMade] = useState<User | null>(null);

  /** The person is there; now the link by which they come in. */
  const onSaved = async (user: User) => {
    if (user.link) {
      setMade(user);
      return;
    }
    if (!byLink) return void navigate(`/admin/users/${user.id}`);
    const result = await run({ id: user.id, verb: 'access-link', body: {} });
    if (result.ok) setMade(result.record);
    else void navigate(`/admin/users/${user.id}`);
  };
  return (
    <Page title={translate('admin.users.new')} trail={[{ label: translate('admin.users.title'), to: '/admin/users' }]}>
      <Box sx={{ maxWidth: 760 }}>
        <Panel>
          <Box sx={{ color: tone.mute, marginBottom: 1 }}>{byLink ? translate('admin.users.create_hint') : translate('admin.users.create_by_sign_on', { name: ways?.signOn?.name ?? '' })}</Box>
          <RecordForm<User> resource="users" fields={WHO} warn submitLabel={translate(byLink ? 'admin.users.create' : 'admin.users.create_plain')} onSaved={(user) => void onSaved(user)} onCancel={() => void navigate('/admin/users')}>
            <WhoInputs />
          </RecordForm>
        </Panel>
      </Box>
      <AccessLink name={made?.name ?? ''} link={made?.link ?? null} onClose={() => void navigate(`/admin/users/${made?.id ?? ''}`)} />
    </Page>
  );
}
