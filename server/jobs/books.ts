import { and, asc, eq, gt, inArray, isNull, lt, notExists, or, sql } from 'drizzle-orm';
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

/** The last line that a round looked at; null: the next begins with the first. */
type Place = { endsOn: Day; id: string } | null;
/** Where the next round goes on: lines that cannot be moved are passed by until all others had their turn. */
export type Places = { renew: Place; lapse: Place };
export const fromTheFirst = (): Places => ({ renew: null, lapse: null });

/**
 * What happens to the books because a day has come: lines that renew by themselves go on, lines whose gap window is over lapse, and once a day
 * it is reckoned anew what is usual on each path. Answers how many lines were moved.
 */
export async function booksRound(kernel: Kernel, places: Places = fromTheFirst()): Promise<number> {
  const { store } = kernel;
  const now = instant(kernel);
  const { booksZone, gapDays } = await readPolicy({ db: store.read, t: store.t });
  const today = dayIn(booksZone, now);
  const gapEnded = addDays(today, -gapDays);
  const failures: unknown[] = [];
  const renewing = await toRenew(kernel, today, gapEnded, places.renew);
  const renewed = await each(kernel, now, renewing, renewLine, failures);
  const lapsing = await toLapse(kernel, gapEnded, places.lapse);
  const lapsed = await each(kernel, now, lapsing, async (act, row) => lapseLine(act, row, await lapsingWith(act, row)), failures);
  Object.assign(places, { renew: placeAfter(renewing), lapse: placeAfter(lapsing) } satisfies Places);
  await reckonDaily(kernel, now, today);
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} lines could not be moved`);
  return renewed + lapsed;
}

function placeAfter(rows: readonly SubscriptionRow[]): Place {
  const last = rows.length < A_ROUND ? undefined : rows.at(-1);
  return last?.endsOn ? { endsOn: last.endsOn, id: last.id } : null;
}

/** Lines past their end that renew by themselves. An open draft on one may still say otherwise: it holds the renewal back until the gap window ends. */
async function toRenew({ store: { read, t } }: Kernel, today: Day, gapEnded: Day, place: Place): Promise<SubscriptionRow[]> {
  const { subscriptions: s, upgrades, upgradeLines } = t;
  const draft = read.select({ one: sql`1` }).from(upgradeLines).innerJoin(upgrades, eq(upgrades.id, upgradeLines.upgradeId)).where(and(eq(upgradeLines.subscriptionId, s.id), eq(upgradeLines.side, 'before'), eq(upgrades.status, 'draft')));
  return read.select().from(s).where(and(inBooksUntil(t, today), after(t, place), eq(s.autoRenew, true), or(lt(s.endsOn, gapEnded), notExists(draft)))).orderBy(asc(s.endsOn), asc(s.id)).limit(A_ROUND);
}

async function toLapse({ store: { read, t } }: Kernel, gapEnded: Day, place: Place): Promise<SubscriptionRow[]> {
  const { subscriptions: s } = t;
  return read.select().from(s).where(and(inBooksUntil(t, gapEnded), after(t, place), eq(s.autoRenew, false))).orderBy(asc(s.endsOn), asc(s.id)).limit(A_ROUND);
}

/** Lines in the books that ended before a day. */
const inBooksUntil = ({ subscriptions: s }: Kernel['store']['t'], day: Day) => and(inArray(s.status, ['active', 'expired']), lt(s.endsOn, day), isNull(s.countsUntil));

const after = ({ subscriptions: s }: Kernel['store']['t'], place: Place) => (place === null ? undefined : or(gt(s.endsOn, place.endsOn), and(eq(s.endsOn, place.endsOn), gt(s.id, place.id))));

/** Each line in a transaction of its own, where it is still as it was seen: one that cannot be moved does not keep the others waiting. */
async function each({ store }: Kernel, now: string, rows: readonly SubscriptionRow[], work: (act: Act, row: SubscriptionRow) => Promise<void>, failures: unknown[]): Promise<number> {
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

export function startBooks(kernel: Kernel, everyMs: number, failed: (error: unknown) => void): Rounds {
  const places = fromTheFirst();
  return startRounds(() => booksRound(kernel, places), everyMs, failed);
}
