import { and, eq, isNotNull, lt, lte, notExists, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../db/store.ts';
import { readPolicy } from '../admin/commands.ts';
import { dayIn } from '../domain/days.ts';
import { DESK } from '../domain/escalation.ts';
import { deskMove } from '../escalations/commands.ts';
import { finishedHandBacks } from '../escalations/hand-back-ends.ts';
import { forgetPastFailures } from '../people/lockout.ts';
import { record } from '../record/record.ts';
import { instant, type Act, type Kernel } from '../rest/request.ts';
import { startRounds, type Rounds } from './rounds.ts';

/** At most so many in one round, so that a backlog after a night does not hold up everyone. */
const A_ROUND = 200;

/** Everything that happens because a time has come. Each item in its own transaction, decided again inside it: running twice, or on two servers, does no harm. */
export async function deskRound(kernel: Kernel): Promise<number> {
  const { store } = kernel;
  const now = instant(kernel);
  const { escalations } = store.t;
  const reader = { db: store.read, t: store.t };
  const { abandonAfterDays } = await readPolicy(reader);
  const givenUpBefore = new Date(Date.parse(now) - abandonAfterDays * 86_400_000).toISOString();
  // The states stand in the statement itself: SQLite does not see that a parameter fits the index of that state alone.
  const due = {
    'lease-ended': and(sql`${escalations.status} = 'claimed'`, lte(escalations.leaseUntil, now)),
    'pause-ended': and(sql`${escalations.status} = 'paused'`, lte(escalations.pausedUntil, now)),
    'given-up': and(sql`${escalations.status} = 'handed_back'`, lt(escalations.handedBackAt, givenUpBefore)),
  } as const;
  let moved = 0;
  const failures: unknown[] = [];
  // One thing that cannot be done does not keep the others waiting.
  const attempt = async (work: () => Promise<number>) => {
    try {
      moved += await work();
    } catch (error) {
      failures.push(error);
    }
  };
  for (const name of ['lease-ended', 'pause-ended', 'given-up'] as const) {
    const rows = await store.read.select({ id: escalations.id }).from(escalations).where(due[name]).limit(A_ROUND);
    for (const { id } of rows) await attempt(async () => Number(await store.write((tx) => deskMove(actOf(tx, now), id, name))));
  }
  for (const id of await finishedHandBacks(reader, A_ROUND)) await attempt(async () => Number(await store.write((tx) => deskMove(actOf(tx, now), id, 'self-completed'))));
  for (const id of await staleDrafts(kernel, givenUpBefore)) await attempt(() => giveUpDraft(kernel, id, now, givenUpBefore));
  for (const work of [expireSubscriptions, forgetAnswers]) await attempt(() => work(kernel, now));
  await attempt(() => forgetPastFailures(kernel, new Date(now)));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} items could not be moved`);
  return moved;
}

const actOf = (tx: Act['tx'], now: string): Act => ({ tx, actor: DESK, now, requestId: 'desk' });

/** A draft that nobody touched for so long, and that nobody is working on. */
function isStale({ db, t: { upgrades, escalations } }: Pick<Tx, 'db' | 't'>, before: string): SQL | undefined {
  const open = db.select({ one: sql`1` }).from(escalations).where(and(eq(escalations.upgradeId, upgrades.id), sql`${escalations.status} in ('waiting', 'claimed', 'paused', 'handed_back')`));
  return and(eq(upgrades.status, 'draft'), lt(upgrades.lastActivityAt, before), notExists(open));
}

async function staleDrafts({ store: { read, t } }: Kernel, before: string): Promise<string[]> {
  const rows = await read.select({ id: t.upgrades.id }).from(t.upgrades).where(isStale({ db: read, t }, before)).limit(A_ROUND);
  return rows.map(({ id }) => id);
}

/** Abandons it, unless somebody has touched it or escalated it meanwhile. */
async function giveUpDraft({ store }: Kernel, id: string, now: string, before: string): Promise<number> {
  const { upgrades } = store.t;
  return store.write(async (tx) => {
    const [row] = await tx.db.select().from(upgrades).where(and(eq(upgrades.id, id), isStale(tx, before)));
    if (!row) return 0;
    await tx.db.update(upgrades).set({ status: 'abandoned', version: row.version + 1 }).where(eq(upgrades.id, id));
    await record(actOf(tx, now), { command: 'upgrades.given-up', resource: 'upgrades', id, before: row, after: { ...row, status: 'abandoned' }, accountId: row.accountId, upgradeId: id });
    return 1;
  });
}

/** A line past its end shows as expired; it counts in the books until the gap window has passed. */
async function expireSubscriptions({ store }: Kernel, now: string): Promise<number> {
  const { subscriptions } = store.t;
  const { booksZone } = await readPolicy({ db: store.read, t: store.t });
  const today = dayIn(booksZone, now);
  const past = and(eq(subscriptions.status, 'active'), isNotNull(subscriptions.endsOn), lt(subscriptions.endsOn, today));
  const [one] = await store.read.select({ id: subscriptions.id }).from(subscriptions).where(past).limit(1);
  if (!one) return 0;
  return store.write(async (tx) => {
    const gone = await tx.db.update(subscriptions).set({ status: 'expired' }).where(past).returning({ id: subscriptions.id });
    await record(actOf(tx, now), { command: 'subscriptions.expired', resource: 'subscriptions', id: today, before: null, after: { expired: gone.length } });
    return gone.length;
  });
}

const ANSWERS_KEPT_DAYS = 7;

/** Answers to keyed requests are kept for a week: nobody repeats a request after that. */
async function forgetAnswers({ store }: Kernel, now: string): Promise<number> {
  const { idempotencyKeys } = store.t;
  const old = lt(idempotencyKeys.createdAt, new Date(Date.parse(now) - ANSWERS_KEPT_DAYS * 86_400_000).toISOString());
  const [one] = await store.read.select({ id: idempotencyKeys.id }).from(idempotencyKeys).where(old).limit(1);
  if (!one) return 0;
  return store.write(async ({ db }) => (await db.delete(idempotencyKeys).where(old).returning({ id: idempotencyKeys.id })).length);
}

export const startDesk = (kernel: Kernel, everyMs: number, failed: (error: unknown) => void): Rounds => startRounds(() => deskRound(kernel), everyMs, failed);
