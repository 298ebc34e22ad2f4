import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useGetOne, useTranslate } from 'react-admin';
import { useNavigate, useParams } from 'react-router';
import { StatusChip } from '../../fields/StatusChip.tsx';
import { CommandForm } from '../../forms/CommandForm.tsx';
import { Confirm } from '../../forms/Confirm.tsx';
import { FormDialog } from '../../forms/FormDialog.tsx';
import { RecordForm } from '../../forms/RecordForm.tsx';
import { TextInput } from '../../forms/inputs.tsx';
import { Page } from '../../layout/Page.tsx';
import { useSession } from '../../providers/session.ts';
import { useCommand } from '../../providers/useCommand.ts';
import type { User } from '../../records.ts';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { AccessLink } from './AccessLink.tsx';
import { AWAY, AwayInputs, WHO, WhoInputs } from './UserInputs.tsx';

function Access({ user }: { user: User }) {
  const translate = useTranslate();
  const session = useSession();
  const { run } = useCommand<User>('users');
  const [link, setLink] = useState<string | null>(null);
  const [suspending, setSuspending] = useState(false);
  const own = session?.id === user.id;
  const makeLink = async () => {
    const result = await run({ id: user.id, verb: 'access-link', body: {} });
    if (result.ok) setLink(result.record.link ?? null);
  };
  return (
    <Panel title={translate('admin.users.access')}>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
        <StatusChip of="user" value={user.status} />
        <Box sx={{ flex: 1 }} />
        <Confirm label={translate('admin.users.make_link')} title={translate('admin.users.make_link')} onConfirm={makeLink}>{translate('admin.users.make_link_hint')}</Confirm>
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
