import { useTranslate } from 'react-admin';
import { StatusChip } from '../../fields/StatusChip.tsx';
import type { User } from '../../records.ts';
import { Chip } from '../../theme/Chip.tsx';

/** Whether somebody can sign in; of who never has: that they were invited. */
export function UserStanding({ user: { status, invited } }: { user: Pick<User, 'status' | 'invited'> }) {
  const translate = useTranslate();
  if (invited && status === 'active') return <Chip tone="blue" mark="○" title={translate('admin.users.invited_hint')}>{translate('admin.users.invited')}</Chip>;
  return <StatusChip of="user" value={status} />;
}
