import { and, asc, eq, gt, inArray, isNull, min, sql } from 'drizzle-orm';
import { kept, rowById } from '../../db/kept.ts';
import { inSlices } from '../../db/many.ts';
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
  const row = await rowById(db, t.escalations, id);
  if (!row) throw notThere('This escalation');
  return row;
}

export async function openEscalationOf({ db, t }: Reader, upgradeId: string): Promise<EscalationRow | null> {
  const [row] = await kept(db, 'open escalation of an upgrade', (on) => on.select().from(t.escalations).where(and(eq(t.escalations.upgradeId, sql.placeholder('id')), inArray(t.escalations.status, ['waiting', 'claimed', 'paused', 'handed_back'])))).execute({ id: upgradeId });
  return row ?? null;
}

export async function nameOf({ db, t }: Reader, userId: string | null): Promise<string | null> {
  if (userId === null) return null;
  return (await rowById(db, t.users, userId))?.name ?? null;
}

/** Whatever the rules need to know of the world for a move; `holderId` is who holds the item after it. */
export async function deskFacts(tx: Reader, row: Pick<EscalationRow, 'region' | 'assigneeId'>, now: string, holderId: string | null): Promise<DeskFacts> {
  const calendar = await calendarOfRegion(tx, row.region);
  return { now, policy: await readPolicy(tx), calendar, holderCalendar: holderId === null ? calendar : await calendarOfUser(tx, holderId), holderName: await nameOf(tx, row.assigneeId) };
}

export const decideOn = (row: EscalationRow, move: Move, actor: AnyActor, facts: DeskFacts) => decide(row as Escalation, move, actor, facts);

type Scored = { accountId: string; upgradeId: string; step: Step | null; timesEscalated: number; arrAtStakeMinor: number };

/** The scores of escalations as they stand today, with what they are made of: in two statements, however many. */
export async function scoresOf({ db, t }: Reader, many: readonly Scored[], today: Day): Promise<Priority[]> {
  const { subscriptions, upgradeLines } = t;
  const terms = await inSlices(many.map((one) => one.upgradeId), (ids) => db.select({ upgradeId: upgradeLines.upgradeId, accountId: subscriptions.accountId, endsOn: min(subscriptions.endsOn) }).from(upgradeLines).innerJoin(subscriptions, eq(subscriptions.id, upgradeLines.subscriptionId))
    .where(and(inArray(upgradeLines.upgradeId, ids), eq(upgradeLines.side, 'before'), isNull(subscriptions.countsUntil), gt(subscriptions.endsOn, ''))).groupBy(upgradeLines.upgradeId, subscriptions.accountId));
  const due = await openReturns({ db, t }, many.map((one) => one.accountId));
  return many.map((one) => scored(one, terms.find((term) => term.upgradeId === one.upgradeId && term.accountId === one.accountId)?.endsOn ?? null, due, today));
}

const openReturns = ({ db, t: { returns } }: Reader, accountIds: readonly string[]) =>
  inSlices(accountIds, (ids) => db.select({ accountId: returns.accountId, dueOn: returns.dueOn, owed: returns.owed }).from(returns).where(and(inArray(returns.accountId, ids), eq(returns.complete, false))));

function scored({ accountId, step, timesEscalated, arrAtStakeMinor }: Omit<Scored, 'upgradeId'>, endsOn: Day | null, due: readonly { accountId: string; dueOn: Day; owed: boolean }[], today: Day): Priority {
  const open = due.filter((one) => one.accountId === accountId);
  return priority({
    arrAtStakeMinor: Math.abs(arrAtStakeMinor), daysToTermEnd: endsOn ? daysBetween(today, endsOn) : null, step, timesEscalated, returnOutstanding: open.length > 0, returnOverdue: open.some((one) => one.owed && one.dueOn < today),
  });
}

/** The score of an escalation that opens now; one without an upgrade is about everything that the account has. */
export async function scoreOf({ db, t }: Reader, { today, ...one }: Omit<Scored, 'upgradeId'> & { upgradeId: string | null; today: Day }): Promise<Priority> {
  const { subscriptions } = t;
  if (one.upgradeId !== null) {
    const [found] = await scoresOf({ db, t }, [{ ...one, upgradeId: one.upgradeId }], today);
    if (found) return found;
  }
  const [term] = await db.select({ endsOn: min(subscriptions.endsOn) }).from(subscriptions).where(and(eq(subscriptions.accountId, one.accountId), isNull(subscriptions.countsUntil), gt(subscriptions.endsOn, '')));
  return scored(one, term?.endsOn ?? null, await openReturns({ db, t }, [one.accountId]), today);
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
  return kept(db, 'timeline of an escalation', (on) => on.select().from(t.timeline).where(eq(t.timeline.escalationId, sql.placeholder('id'))).orderBy(asc(t.timeline.at), asc(t.timeline.id))).execute({ id: escalationId });
}

