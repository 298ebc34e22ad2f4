import { and, asc, eq, inArray, isNull, lt, notExists, or, sql } from 'drizzle-orm';
import { readPolicy } from '../admin/commands.ts';
import { lapseLine } from '../coding/commands.ts';
import { reckonRanges } from '../coding/ranges.ts';
import type { SubscriptionRow } from '../coding/read.ts';
import { addDays, dayIn } from '../domain/days.ts';
import { DESK } from '../domain/escalation.ts';
import type { Day } from '../domain/words.ts';
import { instant, type Act, type Kernel } from '../rest/request.ts';
import { renewLine } from '../upgrades/renew.ts';
import { startRounds, type Rounds } from './rounds.ts';

const A_ROUND = 50;

/**
 * What happens to the books because a day has come: lines that renew by themselves go on, lines whose gap window is over lapse, and once a day
 * it is reckoned anew what is usual on each path. Answers how many lines were moved.
 */
export async function booksRound(kernel: Kernel): Promise<number> {
  const { store } = kernel;
  const now = instant(kernel);
  const { booksZone, gapDays } = await readPolicy({ db: store.read, t: store.t });
  const today = dayIn(booksZone, now);
  const gapEnded = addDays(today, -gapDays);
  const renewed = await each(kernel, now, await toRenew(kernel, today, gapEnded), renewLine);
  const lapsed = await each(kernel, now, await toLapse(kernel, gapEnded), async (act, row) => lapseLine(act, row, await lapsingWith(act, row)));
  await reckonDaily(kernel, now, today);
  return renewed + lapsed;
}

/** Lines past their end that renew by themselves. An open draft on one may still say otherwise: it holds the renewal back until the gap window ends. */
async function toRenew({ store: { read, t } }: Kernel, today: Day, gapEnded: Day): Promise<SubscriptionRow[]> {
  const { subscriptions: s, upgrades, upgradeLines } = t;
  const draft = read.select({ one: sql`1` }).from(upgradeLines).innerJoin(upgrades, eq(upgrades.id, upgradeLines.upgradeId)).where(and(eq(upgradeLines.subscriptionId, s.id), eq(upgradeLines.side, 'before'), eq(upgrades.status, 'draft')));
  return read.select().from(s).where(and(inBooksUntil(t, today), eq(s.autoRenew, true), or(lt(s.endsOn, gapEnded), notExists(draft)))).orderBy(asc(s.endsOn), asc(s.id)).limit(A_ROUND);
}

async function toLapse({ store: { read, t } }: Kernel, gapEnded: Day): Promise<SubscriptionRow[]> {
  const { subscriptions: s } = t;
  return read.select().from(s).where(and(inBooksUntil(t, gapEnded), eq(s.autoRenew, false))).orderBy(asc(s.endsOn), asc(s.id)).limit(A_ROUND);
}

/** Lines in the books that ended before a day. */
const inBooksUntil = ({ subscriptions: s }: Kernel['store']['t'], day: Day) => and(inArray(s.status, ['active', 'expired']), lt(s.endsOn, day), isNull(s.countsUntil));

/** Each line in a transaction of its own, where it is still as it was seen: one that cannot be moved does not keep the others waiting. */
async function each({ store }: Kernel, now: string, rows: readonly SubscriptionRow[], work: (act: Act, row: SubscriptionRow) => Promise<void>): Promise<number> {
  const failures: unknown[] = [];
  let moved = 0;
  for (const { id, version } of rows) {
    try {
      moved += await store.write(async (tx) => {
        const [row] = await tx.db.select().from(tx.t.subscriptions).where(and(eq(tx.t.subscriptions.id, id), eq(tx.t.subscriptions.version, version), isNull(tx.t.subscriptions.countsUntil)));
        if (!row) return 0;
        await work({ tx, actor: DESK, now, requestId: 'books' }, row);
        return 1;
      }, { books: true });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} lines could not be moved`);
  return moved;
}

/** Lines of the account that end on the same day: none of them is left when the others go. */
async function lapsingWith({ tx }: Act, line: SubscriptionRow): Promise<string[]> {
  const { subscriptions: s } = tx.t;
  const rows = await tx.db.select({ id: s.id }).from(s).where(and(eq(s.accountId, line.accountId), eq(s.endsOn, line.endsOn ?? ''), eq(s.autoRenew, false), isNull(s.countsUntil)));
  return rows.map(({ id }) => id).filter((id) => id !== line.id);
}

const RECKONED = 'ranges:reckoned';

async function reckonDaily({ store }: Kernel, now: string, today: Day): Promise<void> {
  const { counters } = store.t;
  const value = Number(today.replaceAll('-', ''));
  const [last] = await store.read.select({ value: counters.value }).from(counters).where(eq(counters.id, RECKONED));
  if (last && last.value >= value) return;
  await store.write(async (tx) => {
    await reckonRanges({ tx, actor: DESK, now, requestId: 'books' }, today);
    await tx.db.insert(counters).values({ id: RECKONED, value }).onConflictDoUpdate({ target: counters.id, set: { value } });
  });
}

export const startBooks = (kernel: Kernel, everyMs: number, failed: (error: unknown) => void): Rounds => startRounds(() => booksRound(kernel), everyMs, failed);
