import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { useGetList, useTranslate, type RaRecord } from 'react-admin';
import { DRIVERS, MOVEMENTS, ORIGINS } from '../../../../server/domain/words.ts';
import { formatMonth } from '../../fields/format.ts';
import { useChoices } from '../../fields/words.ts';
import type { FilterDef, ListTab } from '../../table/filters.ts';
import { ListPage } from '../../table/ListPage.tsx';
import { EmptyState } from '../../theme/EmptyState.tsx';
import { tone } from '../../theme/palette.ts';
import { useCutChoices } from '../queries.ts';
import type { EntryRow } from '../records.ts';
import { Checkpoint, Ledger } from './Checkpoint.tsx';
import { codingOf, useEntryColumns } from './columns.tsx';

const LATEST = { field: 'position', order: 'DESC' } as const;
const TABS: readonly ListTab[] = [
  { id: 'all', label: 'table.all', filter: {}, sort: LATEST, counted: false },
  { id: 'late', label: 'revenue.entries.tab.late', filter: { late: true }, sort: LATEST },
  { id: 'corrections', label: 'revenue.entries.tab.corrections', filter: { origin: 'correction' }, sort: LATEST },
  { id: 'reversals', label: 'revenue.entries.tab.reversals', filter: { reversalOf_null: false }, sort: LATEST },
];
const MOST_MONTHS = 120;

function useFilters(): FilterDef[] {
  const choices = useChoices();
  const cuts = useCutChoices();
  const { data: periods } = useGetList<RaRecord<string>>('periods', { sort: { field: 'id', order: 'DESC' }, pagination: { page: 1, perPage: MOST_MONTHS } });
  return useMemo(() => {
    const months = (periods ?? []).map(({ id }) => ({ id, name: formatMonth(id) }));
    return [
      { kind: 'choice', source: 'movement', label: 'revenue.entries.movement', choices: choices('movement', MOVEMENTS) },
      { kind: 'choice', source: 'driver', label: 'revenue.entries.driver', choices: choices('driver', DRIVERS) },
      { kind: 'choice', source: 'origin', label: 'revenue.entries.origin', choices: choices('origin', ORIGINS) },
      { kind: 'choice', source: 'postingPeriod', label: 'revenue.entries.posting_month', choices: months },
      { kind: 'choice', source: 'effectivePeriod', label: 'revenue.entries.effective_month', choices: months },
      { kind: 'reference', source: 'accountId', label: 'revenue.entries.account', reference: 'accounts' },
      { kind: 'days', source: 'postedAt', label: 'revenue.entries.posted', instant: true },
      ...(['segment', 'region', 'managerId', 'kind', 'pathId', 'family'] as const).map((cut): FilterDef => ({ kind: 'choice', source: cut, label: `revenue.cut.${cut}`, choices: cuts[cut] })),
    ];
  }, [choices, cuts, periods]);
}

/** The ledger: every change of recurring revenue, in the order in which it was posted. Nothing here is ever changed; what was wrong is reversed. */
export function EntriesPage() {
  const translate = useTranslate();
  return (
    <ListPage<EntryRow>
      resource="revenue-entries" title={translate('revenue.entries.title')} columns={useEntryColumns()} filters={useFilters()} tabs={TABS} defaultSort={LATEST} rowPath={codingOf} beside={<><Checkpoint /><Ledger /></>}
      empty={<EmptyState title={translate('revenue.entries.empty')}>{translate('revenue.entries.empty_hint')}</EmptyState>}
      footer={<Box sx={{ color: tone.mute, fontSize: 11.5 }}>{translate('revenue.entries.hint')}</Box>}
    />
  );
}
