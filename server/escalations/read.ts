import { and, asc, eq, gt, inArray, isNull, min, sql } from 'drizzle-orm';
import type { Tx } from '../../db/store.ts';
import { calendarOfRegion, calendarOfUser, readPolicy } from '../admin/commands.ts';
import { daysBetween } from '../domain/days.ts';
import { decide, type AnyActor, type DeskFacts, type Escalation, type Move } from '../domain/escalation.ts';
import { priority, type Priority } from '../domain/priority.ts';
import type { Day, Step } from '../domain/words.ts';
import { notThere } from '../rest/problem.ts';

type Reader = Pick<Tx, 'db' | 't'>;
export type EscalationRow = Tx['t']['escalations']['$inferSelect'];

export async function readEscalation({ db, t }: Reader, id: string): Promise<EscalationRow> {
  const [row] = await db.select().from(t.escalations).where(eq(t.escalations.id, id));
  if (!row) throw notThere('This escalation');
  return row;
}

export async function openEscalationOf({ db, t }: Reader, upgradeId: string): Promise<EscalationRow | null> {
  const [row] = await db.select().from(t.escalations).where(and(eq(t.escalations.upgradeId, upgradeId), inArray(t.escalations.status, ['waiting', 'claimed', 'paused', 'handed_back'])));
  return row ?? null;
}

export async function nameOf({ db, t }: Reader, userId: string | null): Promise<string | null> {
  if (userId === null) return null;
  const [row] = await db.select({ name: t.users.name }).from(t.users).where(eq(t.users.id, userId));
  return row?.name ?? null;
}

/** Whatever the rules need to know of the world for a move; `holderId` is who holds the item after it. */
export async function deskFacts(tx: Reader, row: Pick<EscalationRow, 'region' | 'assigneeId'>, now: string, holderId: string | null): Promise<DeskFacts> {
  const calendar = await calendarOfRegion(tx, row.region);
  return { now, policy: await readPolicy(tx), calendar, holderCalendar: holderId === null ? calendar : await calendarOfUser(tx, holderId), holderName: await nameOf(tx, row.assigneeId) };
}

export const decideOn = (row: EscalationRow, move: Move, actor: AnyActor, facts: DeskFacts) => decide(row as Escalation, move, actor, facts);

/** The score of an escalation that opens now, with what it is made of. */
export async function scoreOf({ db, t }: Reader, { accountId, upgradeId, step, timesEscalated, arrAtStakeMinor, today }: { accountId: string; upgradeId: string | null; step: Step | null; timesEscalated: number; arrAtStakeMinor: number; today: Day }): Promise<Priority> {
  const { subscriptions, returns, upgradeLines } = t;
  const counting = and(eq(subscriptions.accountId, accountId), isNull(subscriptions.countsUntil), gt(subscriptions.endsOn, ''));
  const lines = upgradeId === null ? undefined : inArray(subscriptions.id, db.select({ id: sql<string>`coalesce(${upgradeLines.subscriptionId}, '')` }).from(upgradeLines).where(and(eq(upgradeLines.upgradeId, upgradeId), eq(upgradeLines.side, 'before'))));
  const [term] = await db.select({ endsOn: min(subscriptions.endsOn) }).from(subscriptions).where(and(counting, lines));
  const open = await db.select({ dueOn: returns.dueOn }).from(returns).where(and(eq(returns.accountId, accountId), eq(returns.complete, false)));
  return priority({
    arrAtStakeMinor: Math.abs(arrAtStakeMinor), daysToTermEnd: term?.endsOn ? daysBetween(today, term.endsOn) : null, step, timesEscalated,
    returnOutstanding: open.length > 0, returnOverdue: open.some((one) => one.dueOn < today),
  });
}

/** Whose accounts this person looks after today: their own, and those of colleagues who are away and named them as cover. */
export async function ownersServedBy({ db, t }: Reader, userId: string, today: Day): Promise<string[]> {
  const { users } = t;
  const rows = await db.select({ id: users.id, awayFrom: users.awayFrom, awayUntil: users.awayUntil }).from(users).where(eq(users.coverUserId, userId));
  return [userId, ...rows.filter((row) => isAway(row, today)).map((row) => row.id)];
}

export const isAway = (user: { awayFrom: Day | null; awayUntil: Day | null }, today: Day): boolean =>
  user.awayFrom !== null && user.awayFrom <= today && (user.awayUntil === null || today <= user.awayUntil);

export async function timelineOf({ db, t }: Reader, escalationId: string) {
  return db.select().from(t.timeline).where(eq(t.timeline.escalationId, escalationId)).orderBy(asc(t.timeline.at), asc(t.timeline.id));
}

