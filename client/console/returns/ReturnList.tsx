import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useMemo } from 'react';
import { useGetList, useListContext, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { MISMATCHES } from '../../../server/domain/returns.ts';
import { DISPOSITIONS, RETURN_STATUSES } from '../../../server/domain/words.ts';
import { useChoices } from '../fields/words.ts';
import { useMay, useSession } from '../providers/session.ts';
import type { FilterDef, FilterValues, ListTab } from '../table/filters.ts';
import { ListPage } from '../table/ListPage.tsx';
import { totalText } from '../table/Pager.tsx';
import { EmptyState } from '../theme/EmptyState.tsx';
import { Kbd } from '../theme/Kbd.tsx';
import { tone } from '../theme/palette.ts';
import { Ageing } from './Ageing.tsx';
import { useReturnColumns } from './columns.tsx';
import { LadderKey } from './EvidenceLadder.tsx';
import { returnPath, type ReturnRow } from './records.ts';
import { RemindMany } from './RemindMany.tsx';
import { attestationsWith, returnTabs, TO_VERIFY, upToNow } from './tabs.ts';
import { useReturnClock } from './today.ts';

const BY_DUE = { field: 'dueOn', order: 'ASC' } as const;
const ONE = { pagination: { page: 1, perPage: 1 }, sort: { field: 'id', order: 'ASC' } } as const;

function useFilters(): FilterDef[] {
  const translate = useTranslate();
  const choices = useChoices();
  return useMemo(() => [
    { kind: 'search', source: 'serial_like', label: translate('returns.search') },
    { kind: 'choice', source: 'status', label: 'returns.column.status', choices: choices('return', RETURN_STATUSES) },
    { kind: 'choice', source: 'disposition', label: 'returns.column.disposition', choices: choices('disposition', DISPOSITIONS) },
    { kind: 'choice', source: 'mismatch_like', label: 'returns.column.contradiction', choices: choices('mismatch', MISMATCHES), single: true },
    { kind: 'reference', source: 'managerId', label: 'returns.column.manager', reference: 'users' },
  ], [choices, translate]);
}

/** "Due before today" is today's, not that of when the tab was opened. */
function KeepNow({ tabs }: { tabs: readonly ListTab[] }) {
  const { filterValues, setFilters } = useListContext();
  useEffect(() => {
    const next = upToNow(filterValues as FilterValues, tabs);
    if (next !== filterValues) setFilters(next, undefined, false);
  }, [filterValues, setFilters, tabs]);
  return null;
}

/** What else of the returns waits for somebody, with how many there are. */
function Elsewhere() {
  const translate = useTranslate();
  const { total: signed } = useGetList('attestations', { ...ONE, filter: TO_VERIFY });
  return <Button component={Link} to={attestationsWith(TO_VERIFY)}>{translate('returns.to_verify', { count: signed === undefined ? '…' : totalText(signed) })}</Button>;
}

function Footer() {
  const translate = useTranslate();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: '4px 18px' }}>
      <Box sx={{ color: tone.mute, fontSize: 11.5, display: { xs: 'none', sm: 'block' } }}><Kbd>j</Kbd> <Kbd>k</Kbd> {translate('coding.keys.move')} · <Kbd>Enter</Kbd> {translate('coding.keys.open')} · <Kbd>x</Kbd> {translate('coding.keys.select')} · <Kbd>?</Kbd> {translate('coding.keys.all')}</Box>
      <LadderKey />
    </Box>
  );
}

/** Everything that should come back, the longest overdue first. */
export function ReturnList() {
  const translate = useTranslate();
  const session = useSession();
  const may = useMay();
  const clock = useReturnClock();
  const manager = session?.role === 'account_manager' ? session.id : null;
  const tabs = useMemo(() => returnTabs(manager, clock), [clock, manager]);
  return (
    <ListPage<ReturnRow>
      resource="returns" title={translate('returns.title')} columns={useReturnColumns()} filters={useFilters()} tabs={tabs} defaultSort={BY_DUE} rowPath={returnPath} bulkActions={may('returns:work') ? <RemindMany /> : undefined} footer={<Footer />} beside={<Elsewhere />}
      empty={<EmptyState title={translate('returns.empty.title')}>{translate('returns.empty.hint')}</EmptyState>}
    >
      <KeepNow tabs={tabs} />
      <Ageing />
    </ListPage>
  );
}
