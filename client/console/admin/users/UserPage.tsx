import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { useState } from 'react';
import { useGetList, useGetOne, useTranslate } from 'react-admin';
import { Link as RouterLink, useNavigate, useParams } from 'react-router';
import { formatDay, formatNumber } from '../../fields/format.ts';
import { CommandForm } from '../../forms/CommandForm.tsx';
import { Confirm } from '../../forms/Confirm.tsx';
import { FormDialog } from '../../forms/FormDialog.tsx';
import { RecordForm } from '../../forms/RecordForm.tsx';
import { TextInput } from '../../forms/inputs.tsx';
import { Page } from '../../layout/Page.tsx';
import { useSession } from '../../providers/session.ts';
import { useSignInPage } from '../../providers/signInPage.ts';
import { useCommand } from '../../providers/useCommand.ts';
import type { Account, User } from '../../records.ts';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { AccessLink } from './AccessLink.tsx';
import { AWAY, AwayInputs, WHO, WhoInputs } from './UserInputs.tsx';
import { UserStanding } from './UserStanding.tsx';

/** The accounts that stay theirs while they cannot look after them, with the way to give them to somebody else. */
export function Manages({ user }: { user: Pick<User, 'id'> }) {
  const translate = useTranslate();
  const filter = { managerId: user.id };
  const { total = 0 } = useGetList<Account>('accounts', { filter, pagination: { page: 1, perPage: 1 }, sort: { field: 'name', order: 'ASC' } });
  if (total === 0) return null;
  return (
    <Box role="note" sx={{ marginTop: 1 }}>
      {translate('admin.users.manages', { smart_count: total, count: formatNumber(total) })} <Link component={RouterLink} to={`/accounts?filter=${encodeURIComponent(JSON.stringify(filter))}`}>{translate('admin.users.manages_open')}</Link>
    </Box>
  );
}

function Access({ user }: { user: User }) {
  const translate = useTranslate();
  const session = useSession();
  const { run } = useCommand<User>('users');
  const [link, setLink] = useState<string | null>(null);
  const [suspending, setSuspending] = useState(false);
  const own = session?.id === user.id;
  const { data: ways } = useSignInPage();
  const name = ways?.signOn?.name;
  const makeLink = async () => {
    const result = await run({ id: user.id, verb: 'access-link', body: {} });
    if (result.ok) setLink(result.record.link ?? null);
  };
  return (
    <Panel title={translate('admin.users.access')}>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center', marginBottom: 1.25 }}>
        <UserStanding user={user} />
        {name && <Box component="span" sx={{ color: tone.mute }}>{user.signOnAt ? translate('admin.users.sign_on_since', { name, day: formatDay(user.signOnAt.slice(0, 10)) }) : translate('admin.users.sign_on_not_yet', { name })}</Box>}
      </Box>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {name && user.signOnAt && (
          <Confirm label={translate('admin.users.forget')} title={translate('admin.users.forget_title', { name })} onConfirm={() => run({ id: user.id, verb: 'forget-sign-on', body: {} }, { success: 'admin.users.forgotten' })}>
            {translate('admin.users.forget_hint', { name })}
          </Confirm>
        )}
        {ways?.passwords !== false && <Confirm label={translate('admin.users.make_link')} title={translate('admin.users.make_link')} onConfirm={makeLink}>{translate('admin.users.make_link_hint')}</Confirm>}
        {user.status === 'suspended'
          ? (
            <Confirm
              label={translate('admin.users.reinstate')} title={translate('admin.users.reinstate_title', { name: user.name })}
              onConfirm={() => run({ id: user.id, verb: 'reinstate', body: { version: user.version } }, { success: 'admin.users.reinstated' })}
            >
              {translate('admin.users.reinstate_hint')}
            </Confirm>
          )
          : <Button color="error" disabled={own} title={own ? translate('admin.users.own') : undefined} onClick={() => setSuspending(true)}>{translate('admin.users.suspend')}</Button>}
      </Box>
      <AccessLink name={user.name} link={link} onClose={() => setLink(null)} />
      <FormDialog title={translate('admin.users.suspend_title', { name: user.name })} open={suspending} onClose={() => setSuspending(false)}>
        <Box sx={{ color: tone.mute }}>{translate('admin.users.suspend_hint')}</Box>
        <Manages user={user} />
        <CommandForm<User>
          resource="users" id={user.id} verb="suspend" extra={{ version: user.version }} submitLabel={translate('admin.users.suspend')} success="admin.users.suspended" danger
          onDone={() => setSuspending(false)} onCancel={() => setSuspending(false)}
        >
          <TextInput source="reason" label={translate('admin.users.reason')} multiline />
        </CommandForm>
      </FormDialog>
    </Panel>
  );
}

export function UserPage() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const session = useSession();
  const { id = '' } = useParams();
  const { data: user, error, refetch } = useGetOne<User>('users', { id });
  const trail = [{ label: translate('admin.users.title'), to: '/admin/users' }];
  if (error) return <Page title={translate('admin.users.title')} trail={trail}><ErrorNotice error={error} onRetry={() => void refetch()} /></Page>;
  if (!user) return <Page title="…" trail={trail} />;
  return (
    <Page title={user.name} trail={trail}>
      <Box sx={{ maxWidth: 760, display: 'grid', gap: '14px' }}>
        <Panel>
          <RecordForm<User> key={user.id} resource="users" record={user} fields={{ ...WHO, ...AWAY }} warn onSaved={() => void navigate('/admin/users')} onCancel={() => void navigate('/admin/users')}>
            <WhoInputs ownRole={session?.id === user.id} />
            <Box component="h3" sx={{ fontSize: 12, fontWeight: 600, color: tone.mute, margin: '12px 0 0' }}>{translate('admin.users.away')}</Box>
            <AwayInputs />
          </RecordForm>
        </Panel>
        <Access user={user} />
      </Box>
    </Page>
  );
}
