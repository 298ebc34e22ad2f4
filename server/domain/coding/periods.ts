import { notNow, type Refusal } from '../refusal.ts';
import type { Day, Month } from '../words.ts';
import { lastDayOf, monthOf, nextMonth } from './months.ts';

/** Months close in order: one month tells all that are closed. */
export type Closed = { through: Month | null };

export const isClosed = (month: Month, { through }: Closed): boolean => through !== null && month <= through;

/** The month that an entry posts to: its own while that is open, else the earliest open one after it. */
export function postingMonth(effectiveOn: Day, closed: Closed): Month {
  const month = monthOf(effectiveOn);
  return isClosed(month, closed) && closed.through !== null ? nextMonth(closed.through) : month;
}

/** One thing that has to hold before a month closes. */
export type Check = { code: 'order' | 'ended' | 'review' | 'bridge'; holds: boolean; because: string };

export type MonthFacts = {
  month: Month;
  closed: Closed;
  /** The first month with an entry; null: the books are empty. */
  first: Month | null;
  today: Day;
  /** Codings with entries in this month that wait for somebody. */
  waiting: number;
  /** Corrected closing figure less the subscriptions' ARR on the closing day, in minor units. */
  differenceMinor: number;
};

/** What has to hold before a month closes, each with its reason; all of them hold where it can be closed. */
export function closingChecks({ month, closed, first, today, waiting, differenceMinor }: MonthFacts): Check[] {
  const next = closed.through === null ? first : nextMonth(closed.through);
  const inOrder = next === null || month === next || (closed.through === null && first !== null && month < first);
  return [
    { code: 'order', holds: inOrder, because: inOrder ? 'Every month before it is closed' : `Months close in order: ${next} is next` },
    { code: 'ended', holds: lastDayOf(month) < today, because: lastDayOf(month) < today ? `It ended on ${lastDayOf(month)}` : `It ends on ${lastDayOf(month)}` },
    { code: 'review', holds: waiting === 0, because: waiting === 0 ? 'Nothing in it waits for review' : `${waiting} ${waiting === 1 ? 'coding waits' : 'codings wait'} for review or a second person` },
    { code: 'bridge', holds: differenceMinor === 0, because: differenceMinor === 0 ? 'The bridge ends at the subscriptions’ recurring revenue' : 'The bridge does not end at the subscriptions’ recurring revenue' },
  ];
}

export function refuseClose(facts: MonthFacts): Refusal | null {
  if (isClosed(facts.month, facts.closed)) return notNow(`${facts.month} is closed already`, facts.month === facts.closed.through ? ['reopen'] : []);
  const open = closingChecks(facts).filter(({ holds }) => !holds);
  return open.length === 0 ? null : notNow(`${facts.month} cannot close yet. ${open.map(({ because }) => because).join('. ')}`, []);
}

/** Only the last closed month can be reopened: what is closed stays one stretch. */
export function refuseReopen(month: Month, closed: Closed): Refusal | null {
  if (!isClosed(month, closed)) return notNow(`${month} is open`, ['close']);
  return month === closed.through ? null : notNow(`Only the last closed month can be reopened: ${closed.through}`, []);
}
