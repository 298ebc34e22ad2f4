import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { ROLES } from '../../../../server/domain/words.ts';
import { formatDay } from '../../fields/format.ts';
import { Nothing } from '../../fields/Nothing.tsx';
import { Person } from '../../fields/Person.tsx';
import { When } from '../../fields/Times.tsx';
import { useChoices, useWord } from '../../fields/words.ts';
import type { User } from '../../records.ts';
import type { DataColumn } from '../../table/columns.ts';
import type { FilterDef } from '../../table/filters.ts';
import { ListPage } from '../../table/ListPage.tsx';
import { Chip } from '../../theme/Chip.tsx';
import { EmptyState } from '../../theme/EmptyState.tsx';
import { NewButton } from '../NewButton.tsx';
import { UserStanding } from './UserStanding.tsx';

const today = () => new Date().toLocaleDateString('sv-SE');
const isAway = ({ awayFrom, awayUntil }: User) => Boolean(awayFrom && awayFrom <= today() && (!awayUntil || awayUntil >= today()));

export function UserList() {
  const translate = useTranslate();
  const word = useWord();
  const choices = useChoices();
  const columns = useMemo<DataColumn<User>[]>(() => [
    { id: 'name', label: 'admin.users.name', main: true, render: ({ name }) => <Person name={name} /> },
    { id: 'email', label: 'admin.users.email', width: 220, sortable: false, render: ({ email }) => email ?? <Nothing /> },
    { id: 'role', label: 'admin.users.role', width: 140, sortable: false, render: ({ role }) => word('role', role) },
    { id: 'status', label: 'admin.users.status', width: 110, sortable: false, render: (user) => <UserStanding user={user} /> },
    { id: 'away', fields: ['awayFrom', 'awayUntil', 'coverUserId'], label: 'admin.users.away', width: 180, sortable: false, render: (user) => (isAway(user) ? <Chip tone="warn" mark="↗">{translate('admin.users.away_now', { day: user.awayUntil ? formatDay(user.awayUntil) : '…' })}</Chip> : <Nothing />) },
    { id: 'createdAt', label: 'admin.users.created', align: 'right', width: 120, sortable: false, render: ({ createdAt }) => <When at={createdAt} /> },
  ], [translate, word]);
  const filters: FilterDef[] = [
    { kind: 'search', source: 'name_like', label: translate('admin.users.search') },
    { kind: 'choice', source: 'role', label: translate('admin.users.role'), choices: choices('role', ROLES) },
  ];
  return (
    <ListPage<User>
      resource="users" title={translate('admin.users.title')} columns={columns} filters={filters} defaultSort={{ field: 'name', order: 'ASC' }} rowPath={({ id }) => `/admin/users/${id}`} views={false}
      beside={<NewButton to="/admin/users/new" label={translate('admin.users.new')} />} empty={<EmptyState title={translate('admin.users.empty')} />}
    />
  );
}
