import { and, count, eq, exists, gt, inArray, isNull, lte, min, or, sql, sum, type SQL } from 'drizzle-orm';
import { readPolicy } from '../admin/commands.ts';
import { isMonth, lastDayOf } from '../domain/coding/months.ts';
import { closingChecks, refuseClose, refuseReopen, type Check, type MonthFacts } from '../domain/coding/periods.ts';
import { dayIn } from '../domain/days.ts';
import type { Instant, Month } from '../domain/words.ts';
import { record } from '../record/record.ts';
import { notThere, refusalProblem, staleProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { readBridge } from './bridge.ts';
import { readClosed, type PeriodRow, type Reader } from './read.ts';

export async function readPeriod({ db, t }: Reader, id: Month): Promise<PeriodRow> {
  const [row] = isMonth(id) ? await db.select().from(t.periods).where(eq(t.periods.id, id)) : [];
  if (!row) throw notThere('This period');
  return row;
}

/** Codings that wait for somebody: while a month has one, it does not close. */
export const WAITING = ['needs_review', 'proposed'] as const;

/** Codings of this month: whose change is of it, or whose entries were posted to it because their own month was closed. */
const isOfMonth = ({ codings: c, revenueEntries: e }: Reader['t'], month: Month): SQL | undefined =>
  or(eq(c.month, month), exists(sql`(select 1 from ${e} where ${e.codingId} = ${c.id} and ${e.postingPeriod} = ${month})`));

/** What decides whether a month can close. The bridge's end is counted from the entries, the subscriptions' worth from the lines themselves: neither from a sum that is kept. */
async function factsOf({ db, t }: Reader, month: Month, now: Instant): Promise<MonthFacts> {
  const { codings: c, revenueEntries: e, subscriptions: s, periods: p } = t;
  const day = lastDayOf(month);
  const [counted] = await db.select({
    waiting: sql<number>`(${db.select({ n: count() }).from(c).where(and(inArray(c.status, [...WAITING]), isOfMonth(t, month)))})`.mapWith(Number),
    entriesMinor: sql<number>`(${db.select({ total: sum(e.amountMinor) }).from(e).where(lte(e.effectivePeriod, month))})`.mapWith(Number),
    linesMinor: sql<number>`(${db.select({ total: sum(s.reportingArrMinor) }).from(s).where(and(lte(s.countsFrom, day), or(isNull(s.countsUntil), gt(s.countsUntil, day))))})`.mapWith(Number),
    first: min(p.id),
  }).from(p);
  const { booksZone } = await readPolicy({ db, t });
  return { month, closed: await readClosed({ db, t }), first: counted?.first ?? null, today: dayIn(booksZone, now), waiting: counted?.waiting ?? 0, differenceMinor: (counted?.entriesMinor ?? 0) - (counted?.linesMinor ?? 0) };
}

export type CloseList = { checks: Check[]; waiting: number; differenceMinor: number; allowed: ('close' | 'reopen')[] };

/** What has to hold before a month closes, as it stands now, and what can be done with it by whoever may. */
export async function closeList(reader: Reader, month: Month, now: Instant): Promise<CloseList> {
  const facts = await factsOf(reader, month, now);
  const { waiting, differenceMinor } = facts;
  const allowed = [...(refuseClose(facts) ? [] : ['close' as const]), ...(refuseReopen(month, facts.closed) ? [] : ['reopen' as const])];
  return { checks: closingChecks(facts), waiting, differenceMinor, allowed };
}

type Versioned = { version?: number };

async function load(act: Act, id: Month, { version }: Versioned): Promise<PeriodRow> {
  const row = await readPeriod(act.tx, id);
  if (version !== undefined && row.version !== version) throw staleProblem(row);
  return row;
}

/** Closes a month: nothing posts to it any more, and its reported figures are kept as they are. */
export async function closePeriod(act: Act, id: Month, input: Versioned): Promise<void> {
  const row = await load(act, id, input);
  const refusal = refuseClose(await factsOf(act.tx, id, act.now));
  if (refusal) throw refusalProblem(refusal, row);
  const { periods } = await readBridge(act.tx, { from: id, to: id, view: 'reported', cuts: {} });
  const reported = periods.map(({ filter: _filter, ...figures }) => ({ ...figures, state: 'closed' as const }))[0] ?? null;
  await save(act, row, { state: 'closed', closedAt: act.now, closedById: act.actor.id, closedByName: act.actor.name, reported }, 'periods.close');
}

export async function reopenPeriod(act: Act, id: Month, { reason, ...input }: Versioned & { reason: string }): Promise<void> {
  const row = await load(act, id, input);
  const refusal = refuseReopen(id, await readClosed(act.tx));
  if (refusal) throw refusalProblem(refusal, row);
  await save(act, row, { state: 'open', reopenedAt: act.now, reopenedByName: act.actor.name, reopenReason: reason, reported: null }, 'periods.reopen');
}

async function save(act: Act, before: PeriodRow, patch: Partial<PeriodRow>, command: 'periods.close' | 'periods.reopen'): Promise<void> {
  const after = { ...before, ...patch, version: before.version + 1 };
  await act.tx.db.update(act.tx.t.periods).set({ ...patch, version: after.version }).where(eq(act.tx.t.periods.id, before.id));
  await record(act, { command, resource: 'periods', id: before.id, before, after });
}
