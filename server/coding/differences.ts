import { and, eq, gt, isNull, lte, or, sql, sum } from 'drizzle-orm';
import type { Day } from '../domain/words.ts';
import type { Reader } from './read.ts';

export type Difference = { accountId: string; accountName: string; entriesMinor: number; subscriptionsMinor: number; keptMinor: number; causes: string[] };

/**
 * Accounts whose entries and lines do not come to the same on a day, or whose kept ARR is another figure, each with what a person would look
 * for. Counted anew from entries and lines; an empty list is the proof that the books balance.
 */
export async function readDifferences({ db, t }: Reader, on: Day): Promise<Difference[]> {
  const { revenueEntries: e, subscriptions: s, accounts: a } = t;
  const entries = db.select({ accountId: e.accountId, total: sum(e.amountMinor).as('entries_total') }).from(e).where(lte(e.effectiveOn, on)).groupBy(e.accountId).as('posted');
  const lines = db.select({ accountId: s.accountId, total: sum(s.reportingArrMinor).as('lines_total') }).from(s).where(and(lte(s.countsFrom, on), or(isNull(s.countsUntil), gt(s.countsUntil, on)))).groupBy(s.accountId).as('counting');
  const placed = db.select({ accountId: s.accountId, total: sum(s.reportingArrMinor).as('kept_total') }).from(s).where(isNull(s.countsUntil)).groupBy(s.accountId).as('kept');
  const zero = (total: unknown) => sql<number>`coalesce(${total}, 0)`.mapWith(Number);
  const rows = await db.select({ accountId: a.id, accountName: a.name, entriesMinor: zero(entries.total), subscriptionsMinor: zero(lines.total), placedMinor: zero(placed.total), keptMinor: a.reportingArrMinor })
    .from(a).leftJoin(entries, eq(entries.accountId, a.id)).leftJoin(lines, eq(lines.accountId, a.id)).leftJoin(placed, eq(placed.accountId, a.id))
    .where(sql`coalesce(${entries.total}, 0) <> coalesce(${lines.total}, 0) or coalesce(${placed.total}, 0) <> ${a.reportingArrMinor}`).limit(1000);
  return rows.map(({ placedMinor, ...row }) => ({
    ...row,
    causes: [
      ...(row.entriesMinor === row.subscriptionsMinor ? [] : ['The entries and the lines do not come to the same: a line was changed without an entry, or an entry is missing']),
      ...(placedMinor === row.keptMinor ? [] : ['The account’s own ARR is not the sum of its lines']),
    ],
  }));
}
