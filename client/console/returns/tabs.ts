import type { FilterValues, ListTab } from '../table/filters.ts';
import { daysFrom, type ReturnClock } from './today.ts';

const BY_DUE = { field: 'dueOn', order: 'ASC' } as const;
const LATEST = { field: 'id', order: 'DESC' } as const;
const DAY_MS = 86_400_000;
const SOON_DAYS = 7;

/** Owed, and the due day is over. `manager`: of their accounts alone. */
export const overdueFilter = (today: string, manager?: string | null): FilterValues => ({ owed: true, dueOn_lt: today, ...(manager ? { managerId: manager } : {}) });

const before = (minute: number, days: number) => new Date(minute - days * DAY_MS).toISOString();

/** What people ask of the returns all day. Whoever manages accounts begins with their own. */
export function returnTabs(manager: string | null, { today, minute, neverScannedDays, quietDays }: ReturnClock): ListTab[] {
  const own: ListTab[] = manager === null ? [] : [{ id: 'mine', label: 'returns.tab.mine', filter: overdueFilter(today, manager), sort: BY_DUE }];
  return [
    ...own,
    { id: 'chase', label: 'returns.tab.chase', filter: overdueFilter(today), sort: BY_DUE },
    { id: 'soon', label: 'returns.tab.soon', filter: { owed: true, dueOn_gte: today, dueOn_lt: daysFrom(today, SOON_DAYS + 1) }, sort: BY_DUE },
    { id: 'contradictions', label: 'returns.tab.contradictions', filter: { isMismatched: true }, sort: BY_DUE },
    { id: 'never_scanned', label: 'returns.tab.never_scanned', filter: { unscannedSince_lte: before(minute, neverScannedDays) }, sort: BY_DUE },
    { id: 'quiet', label: 'returns.tab.quiet', filter: { quietSince_lte: before(minute, quietDays) }, sort: BY_DUE },
    { id: 'open', label: 'returns.tab.open', filter: { complete: false }, sort: BY_DUE },
    { id: 'all', label: 'returns.tab.all', filter: {}, sort: LATEST, counted: false },
  ];
}

const sameKeys = (one: FilterValues, keys: readonly string[]) => keys.length === Object.keys(one).length && keys.every((key) => key in one);

/** A filter whose time has moved on since its tab was opened, as that tab now has it; the same object where it needs no change. */
export function upToNow(filter: FilterValues, tabs: readonly ListTab[]): FilterValues {
  const keys = [...new Set(tabs.flatMap((tab) => Object.keys(tab.filter)))];
  const tab = tabs.find((each) => sameKeys(each.filter, Object.keys(filter).filter((key) => keys.includes(key))));
  const moved = Object.entries(tab?.filter ?? {}).filter(([key, value]) => /_(lt|lte|gte)$/.test(key) && filter[key] !== value);
  return moved.length === 0 ? filter : { ...filter, ...Object.fromEntries(moved) };
}

/** The list as a tab of it, for a link from elsewhere. */
export const returnsWith = (filter: FilterValues) => `/returns?${new URLSearchParams({ filter: JSON.stringify(filter), sort: BY_DUE.field, order: BY_DUE.order, page: '1', perPage: '50' }).toString()}`;

export const TO_VERIFY: FilterValues = { status: 'signed' };
export const attestationsWith = (filter: FilterValues) => `/attestations?${new URLSearchParams({ filter: JSON.stringify(filter), sort: 'recordedAt', order: 'DESC', page: '1', perPage: '50' }).toString()}`;
