import { and, eq, sql, sum } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { forIds } from '../../db/kept.ts';
import { addRows } from '../../db/many.ts';
import type { Tx } from '../../db/store.ts';
import type { Month } from '../domain/words.ts';

/** The account's properties by which the bridge is cut. */
export const CUTS = ['segment', 'region', 'managerId'] as const;
export type Cut = (typeof CUTS)[number];
export type CutOf = Record<Cut, string>;

export type View = 'reported' | 'corrected' | 'books';
/** `movement` is empty for the books: what the subscriptions themselves are worth. */
export type MonthChange = { view: View; month: Month; movement: string; amountMinor: number };

export const cutName = (cut: Cut, value: string): string => `${cut}:${value}`;
const cutsOf = (account: CutOf): string[] => CUTS.map((cut) => cutName(cut, account[cut]));

async function add({ db, t }: Tx, changes: readonly { cut: string; change: MonthChange }[]): Promise<void> {
  const sums = new Map<string, typeof t.revenueMonths.$inferInsert>();
  for (const { cut, change } of changes) {
    const { view, month, movement, amountMinor } = change;
    const id = `${view}|${cut}|${month}|${movement}`;
    sums.set(id, { id, view, cut, month, movement, amountMinor: (sums.get(id)?.amountMinor ?? 0) + amountMinor });
  }
  // By id, so that two transactions never wait for one another's rows.
  const rows = [...sums.values()].filter((row) => row.amountMinor !== 0).sort((a, b) => (a.id < b.id ? -1 : 1));
  await addRows(db, t.revenueMonths, rows, ['amountMinor']);
}

/** Counts changes of the books into their months, for the whole and for each cut of the account they are of, in the transaction that makes them. */
export async function addToMonths(tx: Tx, changes: readonly (MonthChange & { accountId: string })[]): Promise<void> {
  if (changes.length === 0) return;
  const { accounts } = tx.t;
  const ids = [...new Set(changes.map(({ accountId }) => accountId))];
  const rows = await forIds(tx.db, 'cuts of accounts', ids, (on, among) => on.select({ id: accounts.id, segment: accounts.segment, region: accounts.region, managerId: accounts.managerId }).from(accounts).where(among(accounts.id)));
  const account = new Map(rows.map((row) => [row.id, row]));
  await add(tx, changes.flatMap((change) => {
    const of = account.get(change.accountId);
    return ['', ...(of ? cutsOf(of) : [])].map((cut) => ({ cut, change }));
  }));
}

/** All that an account has in the books, by month: what moves with it when it changes hands. */
async function monthsOf({ db, t }: Tx, accountId: string): Promise<MonthChange[]> {
  const { revenueEntries: e, subscriptions: s } = t;
  const entries = async (view: 'reported' | 'corrected', month: SQLiteColumn) =>
    (await db.select({ month: sql<string>`${month}`, movement: e.movement, amountMinor: sum(e.amountMinor).mapWith(Number) }).from(e).where(eq(e.accountId, accountId)).groupBy(month, e.movement)).map((row) => ({ view, ...row }));
  const lines = await db.select({ countsFrom: s.countsFrom, countsUntil: s.countsUntil, amountMinor: s.reportingArrMinor }).from(s).where(eq(s.accountId, accountId));
  return [...(await entries('reported', e.postingPeriod)), ...(await entries('corrected', e.effectivePeriod)), ...lines.flatMap(lineMonths)];
}

/** A line comes in the month from which it counts, and goes in the one in which it ceases to. */
export function lineMonths({ countsFrom, countsUntil, amountMinor }: { countsFrom: string; countsUntil: string | null; amountMinor: number }): MonthChange[] {
  const at = (day: string, amount: number): MonthChange => ({ view: 'books', month: day.slice(0, 7), movement: '', amountMinor: amount });
  return [at(countsFrom, amountMinor), ...(countsUntil === null ? [] : [at(countsUntil, -amountMinor)])];
}

/** The months of an account go along with its segment, region and manager. */
export async function moveMonths(tx: Tx, accountId: string, before: CutOf, after: CutOf): Promise<void> {
  const moved = CUTS.filter((cut) => before[cut] !== after[cut]);
  if (moved.length === 0) return;
  const months = await monthsOf(tx, accountId);
  await add(tx, moved.flatMap((cut) => months.flatMap((change) => [
    { cut: cutName(cut, before[cut]), change: { ...change, amountMinor: -change.amountMinor } },
    { cut: cutName(cut, after[cut]), change },
  ])));
}

/** Sums of a view by month and movement, up to a month and with it. */
export async function readMonths({ db, t }: Pick<Tx, 'db' | 't'>, view: View, cut: string, to: Month): Promise<{ month: Month; movement: string; amountMinor: number }[]> {
  const { revenueMonths: m } = t;
  return db.select({ month: m.month, movement: m.movement, amountMinor: m.amountMinor }).from(m).where(and(eq(m.view, view), eq(m.cut, cut), sql`${m.month} <= ${to}`));
}
