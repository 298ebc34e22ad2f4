import Button from '@mui/material/Button';
import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { Link, useNavigate } from 'react-router';
import { SEGMENTS } from '../../../server/domain/words.ts';
import { formatNumber } from '../fields/format.ts';
import { Money } from '../fields/Money.tsx';
import { Nothing } from '../fields/Nothing.tsx';
import { Person } from '../fields/Person.tsx';
import { Day } from '../fields/Times.tsx';
import { useChoices, useWord } from '../fields/words.ts';
import { usePaletteActions } from '../palette/actions.ts';
import { useMay, useSession } from '../providers/session.ts';
import type { Account } from '../records.ts';
import type { DataColumn } from '../table/columns.ts';
import type { FilterDef } from '../table/filters.ts';
import { ListPage } from '../table/ListPage.tsx';
import { Chip } from '../theme/Chip.tsx';
import { EmptyState } from '../theme/EmptyState.tsx';

function useColumns(): DataColumn<Account>[] {
  const word = useWord();
  return useMemo(() => [
    { id: 'name', label: 'accounts.name', main: true, width: 220, render: (account) => account.name },
    { id: 'segment', label: 'accounts.segment', sortable: false, width: 110, render: (account) => word('segment', account.segment) },
    { id: 'region', label: 'accounts.region', sortable: false, width: 110, render: (account) => account.regionName },
    { id: 'managerId', label: 'accounts.manager', sortable: false, width: 150, render: (account) => <Person name={account.managerName} /> },
    { id: 'reportingArrMinor', label: 'accounts.arr', align: 'right', width: 110, render: (account) => <Money minor={account.reportingArrMinor} /> },
    { id: 'openEscalations', label: 'accounts.open', align: 'right', sortable: false, width: 120, render: (account) => (account.openEscalations > 0 ? <Chip tone="warn" mark="▲">{formatNumber(account.openEscalations)}</Chip> : <Nothing />) },
    { id: 'customerSince', label: 'accounts.since', width: 115, render: (account) => <Day on={account.customerSince} /> },
    { id: 'industry', label: 'accounts.industry', sortable: false, hidden: true, render: (account) => account.industry ?? <Nothing /> },
    { id: 'country', label: 'accounts.country', sortable: false, hidden: true, render: (account) => account.country ?? <Nothing /> },
    { id: 'externalId', label: 'accounts.external', sortable: false, hidden: true, render: (account) => account.externalId ?? <Nothing /> },
  ], [word]);
}

const rowPath = (account: Account) => `/accounts/${account.id}`;

export function AccountList() {
  const translate = useTranslate();
  const choices = useChoices();
  const navigate = useNavigate();
  const may = useMay();
  const session = useSession();
  const filters: FilterDef[] = [
    { kind: 'search', source: 'q', label: translate('accounts.search') },
    { kind: 'choice', source: 'segment', label: translate('accounts.segment'), choices: choices('segment', SEGMENTS) },
    { kind: 'reference', source: 'region', label: 'accounts.region', reference: 'regions', sort: 'id' },
    { kind: 'reference', source: 'managerId', label: 'accounts.manager', reference: 'users' },
    { kind: 'days', source: 'customerSince', label: 'accounts.since' },
    ...(session?.role === 'account_manager' ? [{ kind: 'toggle', source: 'managerId', label: 'accounts.mine', value: session.id } satisfies FilterDef] : []),
  ];
  usePaletteActions([{ id: 'new-account', label: translate('accounts.new'), run: () => void navigate('/accounts/new'), when: may('accounts:edit') }]);
  return (
    <ListPage<Account>
      resource="accounts" title={translate('accounts.title')} columns={useColumns()} filters={filters} defaultSort={{ field: 'name', order: 'ASC' }} rowPath={rowPath}
      beside={may('accounts:edit') && <Button component={Link} to="/accounts/new">{translate('accounts.new')}</Button>}
      empty={<EmptyState title={translate('accounts.empty')} action={may('imports:run') && <Button component={Link} to="/admin/imports" variant="contained" color="primary">{translate('accounts.import')}</Button>}>{translate('accounts.empty_hint')}</EmptyState>}
    />
  );
}
