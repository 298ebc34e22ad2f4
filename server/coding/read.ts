import { and, asc, eq, gt, inArray, isNull, lte, max, ne, notInArray, or, sql, sum } from 'drizzle-orm';
import { kept } from '../../db/kept.ts';
import type { Tx } from '../../db/store.ts';
import type { CaseLine, CodingCase } from '../domain/coding/case.ts';
import type { Closed } from '../domain/coding/periods.ts';
import { addDays } from '../domain/days.ts';
import { rateOn, type Rate } from '../domain/money.ts';
import type { Day } from '../domain/words.ts';
import { notThere } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';

export type Reader = Pick<Tx, 'db' | 't'>;
/** Somebody asks, and nothing is changed. */
export type Asking = Pick<Act, 'actor' | 'now'> & { tx: Reader };
export type CodingRow = Tx['t']['codings']['$inferSelect'];
export type EntryRow = Tx['t']['revenueEntries']['$inferSelect'];
export type CorrectionRow = Tx['t']['corrections']['$inferSelect'];
export type PeriodRow = Tx['t']['periods']['$inferSelect'];
export type SubscriptionRow = Tx['t']['subscriptions']['$inferSelect'];

export async function readCoding({ db, t }: Reader, id: string): Promise<CodingRow> {
  const [row] = await db.select().from(t.codings).where(eq(t.codings.id, id));
  if (!row) throw notThere('This coding');
  return row;
}

/** The coding that stands for something, if any: what was reversed stands no more. */
export async function standingCoding({ db, t }: Reader, subject: string): Promise<CodingRow | null> {
  const [row] = await db.select().from(t.codings).where(and(eq(t.codings.subject, subject), ne(t.codings.status, 'reversed'))).orderBy(sql`${t.codings.codedAt} desc`).limit(1);
  return row ?? null;
}

/** The entries of a coding that are in force: neither reversals nor reversed. */
export async function entriesInForce({ db, t }: Reader, codingIds: readonly string[]): Promise<EntryRow[]> {
  if (codingIds.length === 0) return [];
  const { revenueEntries } = t;
  const rows = await db.select().from(revenueEntries).where(inArray(revenueEntries.codingId, [...codingIds])).orderBy(asc(revenueEntries.position));
  const reversed = new Set(rows.flatMap(({ reversalOf }) => (reversalOf === null ? [] : [reversalOf])));
  return rows.filter(({ id, reversalOf }) => reversalOf === null && !reversed.has(id));
}

export async function readClosed({ db, t }: Reader): Promise<Closed> {
  const [row] = await kept(db, 'closed through', (on) => on.select({ through: max(t.periods.id) }).from(t.periods).where(eq(t.periods.state, 'closed'))).execute({});
  return { through: row?.through ?? null };
}

/** The rates into the reporting currency that are in force on a day, for the currencies that are asked for. */
export function ratesOn(rates: readonly Rate[], currencies: Iterable<string>, reportingCurrency: string, on: Day): Record<string, string> {
  const found: Record<string, string> = {};
  for (const currency of new Set(currencies)) {
    const rate = currency === reportingCurrency ? null : rateOn(rates, currency, reportingCurrency, on);
    if (rate !== null) found[`${currency}/${reportingCurrency}`] = rate;
  }
  return found;
}

/** What the account has in the books on a day beside the named lines, and the last day on which it had any. */
export async function accountOn({ db, t }: Reader, accountId: string, on: Day, apart: readonly string[]): Promise<CodingCase['account']> {
  const { subscriptions: s } = t;
  const others = and(eq(s.accountId, accountId), apart.length > 0 ? notInArray(s.id, [...apart]) : undefined);
  const [active] = await db.select({ total: sum(s.reportingArrMinor) }).from(s).where(and(others, lte(s.countsFrom, on), or(isNull(s.countsUntil), gt(s.countsUntil, on))));
  const [ended] = await db.select({ last: max(s.countsUntil) }).from(s).where(and(others, lte(s.countsUntil, on), gt(s.reportingArrMinor, 0), sql`${s.countsFrom} < ${s.countsUntil}`));
  return { otherActiveArrMinor: Number(active?.total ?? 0), lastEndedOn: ended?.last ? addDays(ended.last, -1) : null };
}

/** A subscription as the coder sees it; its name there is its id. */
export const asCaseLine = (row: SubscriptionRow, replaces: readonly string[] = []): CaseLine => ({
  line: row.id, product: row.product, quantity: row.quantity, unitArrMinor: row.unitArrMinor, arrMinor: row.arrMinor, currency: row.currency, termMonths: row.termMonths, startsOn: row.startsOn, endsOn: row.endsOn,
  reportingArrMinor: row.reportingArrMinor, ...(replaces.length > 0 && { replaces: [...replaces] }),
});
