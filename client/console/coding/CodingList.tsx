import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo } from 'react';
import { useGetList, useTranslate, type RaRecord } from 'react-admin';
import { Link } from 'react-router';
import { CODING_FLAGS, ORIGINS, UPGRADE_KINDS } from '../../../server/domain/words.ts';
import { formatMonth } from '../fields/format.ts';
import { useChoices } from '../fields/words.ts';
import { useMay, useSession } from '../providers/session.ts';
import type { FilterDef } from '../table/filters.ts';
import { ListPage } from '../table/ListPage.tsx';
import { EmptyState } from '../theme/EmptyState.tsx';
import { Kbd } from '../theme/Kbd.tsx';
import { tone } from '../theme/palette.ts';
import { codingPath, useCodingColumns } from './columns.tsx';
import { CorrectMany } from './CorrectMany.tsx';
import type { CodingRow } from './records.ts';
import { codingTabs } from './tabs.ts';

const LATEST = { field: 'codedAt', order: 'DESC' } as const;
const MOST_MONTHS = 48;

function useFilters(): FilterDef[] {
  const choices = useChoices();
  const { data: months } = useGetList<RaRecord<string>>('periods', { sort: { field: 'id', order: 'DESC' }, pagination: { page: 1, perPage: MOST_MONTHS } });
  return useMemo(() => [
    { kind: 'choice', source: 'kind', label: 'coding.column.kind', choices: choices('upgrade_kind', UPGRADE_KINDS) },
    { kind: 'reference', source: 'pathId', label: 'coding.column.path', reference: 'upgrade-paths' },
    { kind: 'choice', source: 'flags_like', label: 'coding.column.flag', choices: choices('coding_flag', CODING_FLAGS), single: true },
    { kind: 'choice', source: 'month', label: 'coding.column.month', choices: (months ?? []).map(({ id }) => ({ id, name: formatMonth(id) })) },
    { kind: 'choice', source: 'postingPeriod', label: 'coding.column.posted', choices: (months ?? []).map(({ id }) => ({ id, name: formatMonth(id) })) },
    { kind: 'choice', source: 'origin', label: 'coding.column.origin', choices: choices('origin', ORIGINS) },
    { kind: 'reference', source: 'managerId', label: 'coding.column.manager', reference: 'users' },
  ], [choices, months]);
}

function KeysLine() {
  const translate = useTranslate();
  return <Box sx={{ color: tone.mute, fontSize: 11.5, display: { xs: 'none', sm: 'block' } }}><Kbd>j</Kbd> <Kbd>k</Kbd> {translate('coding.keys.move')} · <Kbd>Enter</Kbd> {translate('coding.keys.open')} · <Kbd>x</Kbd> {translate('coding.keys.select')} · <Kbd>?</Kbd> {translate('coding.keys.all')}</Box>;
}

/** What waits for somebody to look at it, and every coding there is. */
export function CodingList() {
  const translate = useTranslate();
  const session = useSession();
  const may = useMay();
  const manager = session?.role === 'account_manager' ? session.id : null;
  const tabs = useMemo(() => codingTabs(manager), [manager]);
  return (
    <ListPage<CodingRow>
      resource="codings" title={translate('coding.title')} columns={useCodingColumns()} filters={useFilters()} tabs={tabs} defaultSort={LATEST} rowPath={codingPath} bulkActions={may('codings:propose') ? <CorrectMany /> : undefined} footer={<KeysLine />}
      beside={<Button component={Link} to="/coding/try">{translate('coding.try.action')}</Button>} empty={<EmptyState title={translate('coding.empty.title')}>{translate('coding.empty.hint')}</EmptyState>}
    />
  );
}
