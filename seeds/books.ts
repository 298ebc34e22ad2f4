import { and, asc, eq, gte, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import type { Store, Tx } from '../db/store.ts';
import { readBridge } from '../server/coding/bridge.ts';
import { decideProposal, override } from '../server/coding/corrections.ts';
import { openBooks } from '../server/coding/history.ts';
import { reckonRanges } from '../server/coding/ranges.ts';
import type { Leg } from '../server/domain/coding/case.ts';
import { lastDayOf, monthOf, nextMonth } from '../server/domain/coding/months.ts';
import { addDays } from '../server/domain/days.ts';
import type { Instant } from '../server/domain/words.ts';
import type { Act } from '../server/rest/request.ts';
import { personOf, type Setting } from './setting.ts';

type Coding = Tx['t']['codings']['$inferSelect'];

/** What was flagged longer ago has been looked at by the time that the demo begins. */
const LOOKED_AT_AFTER_DAYS = 24;
/** Months close about three weeks after their end; the last one that ended is still open, for somebody to close. */
const CLOSED_AFTER_DAYS = 20;

/**
 * The books of the demo: every change coded by the coder, what is older looked at, past months closed, and some corrections: made after a month
 * had closed, decided on by a second person, refused, and still waiting for one.
 */
export async function seedBooks(store: Store, setting: Setting): Promise<void> {
  const { today } = setting;
  const now = new Date(setting.nowMs).toISOString();
  await openBooks({ store, clock: () => new Date(now) });
  await store.write((tx) => asIfCodedThen(tx, now));
  await store.write((tx) => lookAt(tx, setting, now));
  await store.write((tx) => closeMonths(tx, setting, now));
  await store.write((tx) => correct(tx, setting, now), { books: true });
  await store.write((tx) => reckonRanges({ tx, actor: { id: null, name: 'Upgrade Desk', role: null }, now, requestId: 'demo' }, today));
}

/** An order is coded as it is placed, a line as it comes. */
async function asIfCodedThen({ db, t: { codings, upgrades } }: Tx, now: Instant): Promise<void> {
  const placedAt = sql`(select ${upgrades.placedAt} from ${upgrades} where ${upgrades.id} = ${codings.upgradeId})`;
  await db.update(codings).set({ codedAt: sql`coalesce(${placedAt}, ${codings.codedAt})` }).where(isNotNull(codings.upgradeId));
  await db.update(codings).set({ codedAt: sql`${codings.effectiveOn} || 'T06:00:00.000Z'` }).where(and(sql`${codings.upgradeId} is null`, lt(codings.effectiveOn, now.slice(0, 10))));
}

async function lookAt({ db, t: { codings } }: Tx, setting: Setting, now: Instant): Promise<void> {
  const admin = personOf(setting, 'admin');
  await db.update(codings).set({ status: 'confirmed', reviewedById: admin.id, reviewedAt: now, version: 2 }).where(and(eq(codings.status, 'needs_review'), lt(codings.effectiveOn, addDays(setting.today, -LOOKED_AT_AFTER_DAYS))));
}

async function closeMonths(tx: Tx, setting: Setting, now: Instant): Promise<void> {
  const { db, t: { periods } } = tx;
  const months = (await db.select({ id: periods.id }).from(periods).orderBy(asc(periods.id))).map(({ id }) => id).filter((month) => lastDayOf(nextMonth(month)) < setting.today);
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return;
  const admin = personOf(setting, 'admin');
  const { periods: figures } = await readBridge(tx, { from: first, to: last, view: 'reported', cuts: {} });
  for (const { filter: _filter, ...reported } of figures) {
    const closedAt = `${addDays(lastDayOf(reported.period), CLOSED_AFTER_DAYS)}T15:00:00.000Z`;
    await db.update(periods).set({ state: 'closed', closedAt: closedAt < now ? closedAt : now, closedById: admin.id, closedByName: admin.name, reported: { ...reported, state: 'closed' }, version: 2 }).where(eq(periods.id, reported.period));
  }
}

type Correction = { who: string; reasonCode: string; note: string; legs: (coding: Coding) => Leg[]; decided?: 'approved' | 'rejected' };

/** One leg as a larger gain and a loss: what a tier change looks like when it was two decisions. */
const split = (share: number) => ({ legs: [leg] }: Coding): Leg[] => {
  if (!leg) return [];
  const extra = Math.max(100, Math.round((leg.amountMinor * share) / 100) * 100);
  return [{ ...leg, driver: 'tier', amountMinor: leg.amountMinor + extra }, { ...leg, movement: 'contraction', driver: 'quantity', amountMinor: -extra }];
};

const MADE: readonly Correction[] = [
  { who: 'admin', reasonCode: 'wrong_price', note: 'The list price went up that day: the capacity stayed as it was.', legs: ({ legs }) => legs.map((leg) => ({ ...leg, driver: 'price' })) },
  { who: 'admin', reasonCode: 'wrong_path', note: 'They gave up two licences in the same order.', legs: split(0.1) },
  { who: 'am', reasonCode: 'wrong_path', note: 'The old tier was cut first, then the new one bought.', legs: split(0.2), decided: 'approved' },
  { who: 'am2', reasonCode: 'other', note: 'The customer says it was two orders.', legs: split(0.6), decided: 'rejected' },
  { who: 'am', reasonCode: 'wrong_price', note: 'The discount belongs to the licences that they gave up.', legs: split(0.3) },
  { who: 'am2', reasonCode: 'data_error', note: 'The quantity on the quote was another one.', legs: split(0.15) },
];

/** Each on another order of an account of whoever makes it; older ones first, so that some are corrected after their month has closed. */
async function correct(tx: Tx, setting: Setting, now: Instant): Promise<void> {
  const { codings, accounts } = tx.t;
  const from = `${monthOf(addDays(setting.today, -200))}-01`;
  for (const [index, one] of MADE.entries()) {
    const person = personOf(setting, one.who);
    const since = addDays(from, index * 25);
    const own = one.who === 'admin' ? undefined : eq(accounts.managerId, person.id);
    const [found] = await tx.db.select({ coding: codings }).from(codings).innerJoin(accounts, eq(accounts.id, codings.accountId))
      .where(and(inArray(codings.status, ['auto', 'confirmed']), eq(codings.rule, 'linked.other_product'), gte(codings.effectiveOn, since), eq(codings.kind, 'upgrade'), gte(codings.deltaMinor, 10_000), own, sql`${codings.flags} = '[]'`))
      .orderBy(asc(codings.effectiveOn), asc(codings.id)).limit(1);
    if (!found) continue;
    const { coding } = found;
    const act = (who: string): Act => ({ tx, actor: { id: personOf(setting, who).id, name: personOf(setting, who).name, role: who.startsWith('admin') ? 'admin' : 'account_manager' }, now, requestId: 'demo' });
    await override(act(one.who), coding.id, { legs: one.legs(coding), reasonCode: one.reasonCode, note: one.note, version: coding.version });
    if (one.decided) await decideProposal(act('admin2'), coding.id, { note: one.decided === 'approved' ? 'The order says the same.' : 'There is one order only.', version: coding.version + 1 }, one.decided === 'approved');
  }
}
