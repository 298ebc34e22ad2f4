import { and, asc, eq, gt, isNull, lte, or, sql, sum } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Store } from '../../db/store.ts';
import { readBridge } from '../../server/coding/bridge.ts';
import { checkLedger } from '../../server/coding/verify.ts';
import { lastDayOf, monthsThrough } from '../../server/domain/coding/months.ts';
import { cutName, CUTS, lineMonths } from '../../server/record/months.ts';

type Reader = Pick<Store, 'read' | 't'>;

/** The laws of the books, counted the slow way from entries and lines, for every month that has any. */
export async function expectBooks({ read, t }: Reader): Promise<void> {
  await expectBridge({ read, t });
  await expectMonths({ read, t });
  await expectCodings({ read, t });
  await expectChain({ read, t });
}

async function expectBridge({ read, t }: Reader): Promise<void> {
  const { revenueEntries: e, subscriptions: s } = t;
  const [span] = await read.select({ first: sql<string | null>`min(${e.effectivePeriod})`, last: sql<string | null>`max(${e.postingPeriod})` }).from(e);
  if (!span?.first || !span.last) return;
  const reader = { db: read, t };
  const corrected = await readBridge(reader, { from: span.first, to: span.last, view: 'corrected', cuts: {} });
  const reported = await readBridge(reader, { from: span.first, to: span.last, view: 'reported', cuts: {} });
  const entries = await read.select().from(e);
  for (const [index, month] of monthsThrough(span.first, span.last).entries()) {
    const [right, told] = [corrected.periods[index], reported.periods[index]];
    for (const period of [right, told]) expect(Number(period?.openingMinor) + Object.values(period?.movements ?? {}).reduce((total, one) => total + one, 0), month).toBe(period?.closingMinor);
    const day = lastDayOf(month);
    const [lines] = await read.select({ total: sum(s.reportingArrMinor) }).from(s).where(and(lte(s.countsFrom, day), or(isNull(s.countsUntil), gt(s.countsUntil, day))));
    expect(right?.closingMinor, `corrected closing of ${month}`).toBe(Number(lines?.total ?? 0));
    expect(right?.subscriptionsMinor, month).toBe(right?.closingMinor);
    // What is reported differs by the entries that were posted to a later month than their own.
    const pending = entries.filter((entry) => entry.effectivePeriod <= month && entry.postingPeriod > month).reduce((total, { amountMinor }) => total + amountMinor, 0);
    expect(Number(told?.closingMinor) + pending, `reported closing of ${month}`).toBe(right?.closingMinor);
  }
  for (const entry of entries) {
    expect(entry.late, entry.id).toBe(entry.postingPeriod !== entry.effectivePeriod);
    expect(entry.postingPeriod >= entry.effectivePeriod, entry.id).toBe(true);
  }
}

/** The sums that are kept are those that the rows come to, for the whole and for every cut. */
async function expectMonths({ read, t }: Reader): Promise<void> {
  const wanted = new Map<string, number>();
  const accounts = new Map((await read.select().from(t.accounts)).map((account) => [account.id, account]));
  const count = (view: string, accountId: string, month: string, movement: string, amountMinor: number) => {
    const account = accounts.get(accountId);
    for (const cut of ['', ...(account ? CUTS.map((one) => cutName(one, account[one])) : [])]) wanted.set(`${view}|${cut}|${month}|${movement}`, (wanted.get(`${view}|${cut}|${month}|${movement}`) ?? 0) + amountMinor);
  };
  for (const entry of await read.select().from(t.revenueEntries)) {
    count('reported', entry.accountId, entry.postingPeriod, entry.movement, entry.amountMinor);
    count('corrected', entry.accountId, entry.effectivePeriod, entry.movement, entry.amountMinor);
  }
  for (const line of await read.select().from(t.subscriptions)) for (const { month, amountMinor } of lineMonths({ ...line, amountMinor: line.reportingArrMinor })) count('books', line.accountId, month, '', amountMinor);
  const kept = new Map((await read.select().from(t.revenueMonths)).map(({ id, amountMinor }) => [id, amountMinor]));
  const nonZero = (sums: ReadonlyMap<string, number>) => Object.fromEntries([...sums].filter(([, amount]) => amount !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
  expect(nonZero(kept)).toEqual(nonZero(wanted));
}

/** What stands as coded is what is in the books, and sums to what the lines moved. */
async function expectCodings({ read, t }: Reader): Promise<void> {
  const entries = await read.select().from(t.revenueEntries).orderBy(asc(t.revenueEntries.position));
  const reversed = new Set(entries.flatMap(({ reversalOf }) => (reversalOf === null ? [] : [reversalOf])));
  for (const coding of await read.select().from(t.codings)) {
    const inForce = entries.filter((entry) => entry.codingId === coding.id && entry.reversalOf === null && !reversed.has(entry.id));
    const plain = ({ movement, driver, amountMinor, currency, effectiveOn, lines }: (typeof inForce)[number] | (typeof coding.legs)[number]) => ({ movement, driver, amountMinor, currency, effectiveOn, lines });
    expect(inForce.map(plain), coding.id).toEqual(coding.status === 'reversed' ? [] : coding.legs.map(plain));
    if (coding.status !== 'reversed') expect(coding.legs.reduce((total, leg) => total + leg.amountMinor, 0), coding.id).toBe(coding.deltaMinor);
  }
  for (const account of await read.select().from(t.accounts)) {
    const [lines] = await read.select({ total: sum(t.subscriptions.reportingArrMinor) }).from(t.subscriptions).where(and(eq(t.subscriptions.accountId, account.id), isNull(t.subscriptions.countsUntil)));
    expect(account.reportingArrMinor, account.name).toBe(Number(lines?.total ?? 0));
  }
}

async function expectChain({ read, t }: Reader): Promise<void> {
  expect((await checkLedger({ db: read, t })).faults).toEqual([]);
}
