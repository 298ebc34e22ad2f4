import Box from '@mui/material/Box';
import { useEffect, useMemo } from 'react';
import { useListContext, useTranslate } from 'react-admin';
import { QUEUE } from '../../../server/domain/first-lists.ts';
import { BANDS, CHANNELS, SEGMENTS, STEPS, UPGRADE_KINDS } from '../../../server/domain/words.ts';
import { useNow } from '../fields/now.ts';
import { useChoices } from '../fields/words.ts';
import { useKeys } from '../keys/registry.ts';
import { useMay, useSession } from '../providers/session.ts';
import { ListPage } from '../table/ListPage.tsx';
import type { FilterDef, FilterValues } from '../table/filters.ts';
import { EmptyState } from '../theme/EmptyState.tsx';
import { Kbd } from '../theme/Kbd.tsx';
import { tone } from '../theme/palette.ts';
import { AssignMany } from './AssignMany.tsx';
import { FlashChanges } from './FlashChanges.tsx';
import { LogByHand } from './LogByHand.tsx';
import { useClaim } from './OnIt.tsx';
import { useCounts } from './queries.ts';
import { useRootCauses } from '../fields/rootCauses.ts';
import { useQueueColumns } from './queueColumns.tsx';
import { queueTabs, withCurrentHour } from './queueTabs.ts';
import type { EscalationRow } from './records.ts';
import { TakeNext } from './TakeNext.tsx';

const pathOf = ({ id }: EscalationRow) => `/escalations/${id}`;

/** "Late or due within the hour" is an hour from now, not from when the tab was opened. */
function KeepHour() {
  const now = useNow();
  const { filterValues, setFilters } = useListContext();
  useEffect(() => {
    const next = withCurrentHour(filterValues as FilterValues, now);
    if (next !== filterValues) setFilters(next, undefined, false);
  }, [filterValues, now, setFilters]);
  return null;
}

/** `c` claims the row that has the focus. */
function ClaimKey() {
  const translate = useTranslate();
  const may = useMay();
  const { data } = useListContext<EscalationRow>();
  const { claim } = useClaim();
  useKeys([{
    key: 'c', label: translate('escalations.claim_row'), when: may('escalations:work') && (data ?? []).some(({ status }) => status === 'waiting'),
    run: ({ target }) => {
      const id = target instanceof Element ? target.closest<HTMLElement>('[data-row]')?.dataset['row'] : undefined;
      const row = data?.find((each) => each.id === id);
      if (row?.status === 'waiting') void claim(row);
    },
  }]);
  return null;
}

function QueueEmpty() {
  const translate = useTranslate();
  return <EmptyState title={translate('escalations.empty.title')} action={<LogByHand />}>{translate('escalations.empty.hint')}</EmptyState>;
}

function KeysLine() {
  const translate = useTranslate();
  return (
    <Box sx={{ color: tone.mute, fontSize: 11.5, display: { xs: 'none', sm: 'block' } }}>
      <Kbd>j</Kbd> <Kbd>k</Kbd> {translate('escalations.keys.move')} · <Kbd>Enter</Kbd> {translate('escalations.keys.open')} · <Kbd>c</Kbd> {translate('escalations.keys.claim')} · <Kbd>?</Kbd> {translate('escalations.keys.all')}
    </Box>
  );
}

function useQueueFilters(): FilterDef[] {
  const choices = useChoices();
  const causes = useRootCauses();
  return useMemo(() => [
    { kind: 'search', source: 'q', label: 'escalations.search' },
    { kind: 'choice', source: 'priority', label: 'escalations.column.priority', choices: choices('band', BANDS) },
    { kind: 'choice', source: 'kind', label: 'escalations.column.kind', choices: choices('upgrade_kind', UPGRADE_KINDS) },
    { kind: 'choice', source: 'step', label: 'escalations.column.step', choices: choices('step', STEPS) },
    { kind: 'choice', source: 'reason', label: 'escalations.column.reason', choices: causes.map(({ id, name }) => ({ id, name })) },
    { kind: 'choice', source: 'segment', label: 'escalations.column.segment', choices: choices('segment', SEGMENTS) },
    { kind: 'reference', source: 'region', label: 'escalations.column.region', reference: 'regions', sort: 'id' },
    { kind: 'reference', source: 'ownerId', label: 'escalations.column.owner', reference: 'users' },
    { kind: 'choice', source: 'channel', label: 'escalations.column.channel', choices: choices('channel', CHANNELS) },
  ], [causes, choices]);
}

/** The queue: what waits, in the order in which it should be taken. */
export function Queue() {
  const translate = useTranslate();
  const session = useSession();
  const may = useMay();
  const counts = useCounts();
  const now = useNow();
  const columns = useQueueColumns();
  const filters = useQueueFilters();
  const tabs = useMemo(() => queueTabs(session?.id ?? '', now, counts), [counts, now, session?.id]);
  return (
    <ListPage<EscalationRow>
      resource="escalations" title={translate('escalations.title')} columns={columns} filters={filters} tabs={tabs} defaultSort={QUEUE.sort} perPage={QUEUE.perPage} rowPath={pathOf} empty={<QueueEmpty />}
      beside={<><TakeNext /><LogByHand /></>} bulkActions={may('escalations:transfer') ? <AssignMany /> : undefined} footer={<KeysLine />}
    >
      <KeepHour />
      <ClaimKey />
      <FlashChanges />
    </ListPage>
  );
}
