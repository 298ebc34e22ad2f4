import { QUEUE } from '../../../server/domain/first-lists.ts';
import type { FilterValues, ListTab } from '../table/filters.ts';
import type { Counts } from './records.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** The end of the hour from now, to the minute: one that moves with every look would never be the filter that was set. */
export const hourFrom = (now: number): string => new Date(Math.ceil(now / MINUTE_MS) * MINUTE_MS + HOUR_MS).toISOString();

const BY_DUE = QUEUE.sort;
const LATEST = { field: 'openedAt', order: 'DESC' } as const;

/** What people ask the queue for all day, with how many there are. */
export function queueTabs(me: string, now: number, counts: Counts | undefined): ListTab[] {
  return [
    { id: 'waiting', label: 'escalations.tab.waiting', filter: QUEUE.filter, sort: BY_DUE, counted: false, count: counts?.waiting },
    { id: 'mine', label: 'escalations.tab.mine', filter: { assigneeId: me, status: ['claimed', 'paused'] }, sort: BY_DUE, counted: false, count: counts?.mine },
    { id: 'due', label: 'escalations.tab.due', filter: { status: ['waiting', 'claimed'], firstRespondedAt_null: true, firstResponseDueAt_lte: hourFrom(now) }, sort: BY_DUE, counted: false, count: counts?.dueWithinHour },
    { id: 'paused', label: 'escalations.tab.paused', filter: { status: 'paused' }, sort: BY_DUE, counted: false, count: counts?.paused },
    { id: 'handed_back', label: 'escalations.tab.handed_back', filter: { status: 'handed_back' }, sort: BY_DUE, counted: false, count: counts?.handedBack },
    { id: 'all', label: 'escalations.tab.all', filter: {}, sort: LATEST, counted: false },
  ];
}

/** The filter with its hour brought up to now; the same object where it needs no change. */
export function withCurrentHour(filter: FilterValues, now: number): FilterValues {
  const until = filter['firstResponseDueAt_lte'];
  if (typeof until !== 'string') return filter;
  const wanted = hourFrom(now);
  return until === wanted ? filter : { ...filter, firstResponseDueAt_lte: wanted };
}
