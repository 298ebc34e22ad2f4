import { and, eq, lte, sql, sum, type SQL } from 'drizzle-orm';
import { readPolicy } from '../admin/commands.ts';
import { bridge, type BridgePeriod, type MonthSum, type SubscriptionSum } from '../domain/coding/bridge.ts';
import { isClosed } from '../domain/coding/periods.ts';
import type { Month, Movement } from '../domain/words.ts';
import { cutName, CUTS, lineMonths, readMonths, type Cut } from '../record/months.ts';
import { readClosed, type Reader } from './read.ts';

export type BridgeView = 'reported' | 'corrected';
/** Properties of the account, as it is today, and of the change itself; with the latter only movements can be told. */
export type BridgeCuts = Partial<Record<Cut | 'kind' | 'pathId' | 'family', string>>;
export type BridgeQuery = { from: Month; to: Month; view: BridgeView; cuts: BridgeCuts };
export type Bridge = { currency: string; view: BridgeView; periods: (BridgePeriod & { filter: Record<string, string> })[] };

const OF_CHANGE = ['kind', 'pathId', 'family'] as const;

/** The bridge of recurring revenue, month by month. Whole or by one property of the account it is read from sums that are kept; deeper cuts are counted from the entries. */
export async function readBridge(reader: Reader, { from, to, view, cuts }: BridgeQuery): Promise<Bridge> {
  const given = Object.entries(cuts).filter(([, value]) => value !== undefined);
  const [only] = given;
  const kept = given.length === 0 ? '' : given.length === 1 && only && (CUTS as readonly string[]).includes(only[0]) ? cutName(only[0] as Cut, only[1]) : null;
  const { sums, subscriptions } = kept === null ? await counted(reader, view, cuts, to) : { sums: await readMonths(reader, view, kept, to), subscriptions: await readMonths(reader, 'books', kept, to) };
  const closed = await readClosed(reader);
  const { reportingCurrency } = await readPolicy(reader);
  const periods = bridge({
    from, to, sums: sums as MonthSum[], subscriptions, stateOf: (month) => (isClosed(month, closed) ? 'closed' : 'open'), movementsOnly: OF_CHANGE.some((cut) => cuts[cut] !== undefined),
  });
  return { currency: reportingCurrency, view, periods: periods.map((period) => ({ ...period, filter: { ...cuts, [view === 'reported' ? 'postingPeriod' : 'effectivePeriod']: period.period } })) };
}

async function counted({ db, t }: Reader, view: BridgeView, cuts: BridgeCuts, to: Month): Promise<{ sums: MonthSum[]; subscriptions: SubscriptionSum[] }> {
  const { revenueEntries: e, subscriptions: s, accounts: a, codings: c } = t;
  const month = view === 'reported' ? e.postingPeriod : e.effectivePeriod;
  const ofAccount: (SQL | undefined)[] = CUTS.map((cut) => (cuts[cut] === undefined ? undefined : eq(a[cut], cuts[cut])));
  const ofChange = [cuts.kind === undefined ? undefined : sql`${c.kind} = ${cuts.kind}`, cuts.pathId === undefined ? undefined : eq(c.pathId, cuts.pathId), cuts.family === undefined ? undefined : eq(e.family, cuts.family)];
  const sums = await db.select({ month: sql<string>`${month}`, movement: e.movement, amountMinor: sum(e.amountMinor).mapWith(Number) }).from(e).innerJoin(a, eq(a.id, e.accountId)).innerJoin(c, eq(c.id, e.codingId))
    .where(and(lte(month, to), ...ofAccount, ...ofChange)).groupBy(month, e.movement);
  if (ofChange.some(Boolean)) return { sums, subscriptions: [] };
  const lines = await db.select({ countsFrom: s.countsFrom, countsUntil: s.countsUntil, amountMinor: sum(s.reportingArrMinor).mapWith(Number) }).from(s).innerJoin(a, eq(a.id, s.accountId)).where(and(...ofAccount)).groupBy(s.countsFrom, s.countsUntil);
  return { sums: sums as MonthSum[], subscriptions: lines.flatMap(lineMonths).filter((change) => change.month <= to) };
}

type Change = { month: Month; movement: Movement; amountMinor: number };

/** How the bridge would stand if a correction were in it: what its legs take away, and what they bring. `lines`: the same by effective month, in which a coding's lines begin and end to count. */
export function correctedBridge(before: Bridge, changes: readonly Change[], lines: readonly Change[]): Bridge {
  const until = (all: readonly Change[], last: Month) => all.reduce((total, { month, amountMinor }) => (month <= last ? total + amountMinor : total), 0);
  const moved = (minor: number | null, byMinor: number) => (minor === null ? null : minor + byMinor);
  return {
    ...before,
    periods: before.periods.map((period) => {
      const movements = { ...period.movements };
      const own = changes.filter(({ month }) => month === period.period);
      for (const { movement, amountMinor } of own) movements[movement] += amountMinor;
      const carried = until(changes, period.period);
      return { ...period, movements, openingMinor: moved(period.openingMinor, carried - until(own, period.period)), closingMinor: moved(period.closingMinor, carried), subscriptionsMinor: moved(period.subscriptionsMinor, until(lines, period.period)) };
    }),
  };
}
