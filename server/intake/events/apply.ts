import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { isLate, stateOf, type JourneyEvent } from '../../domain/events.ts';
import { invalid, notNow } from '../../domain/refusal.ts';
import type { EventDisposition, Step } from '../../domain/words.ts';
import { deskMove } from '../../escalations/commands.ts';
import { openEscalationOf } from '../../escalations/read.ts';
import { escalatedByCustomer, settleWaiting } from '../../escalations/by-customer.ts';
import { record } from '../../record/record.ts';
import { refusalProblem } from '../../rest/problem.ts';
import type { Act } from '../../rest/request.ts';
import { placeByEvent, startByEvent } from '../../upgrades/by-event.ts';
import { readUpgrade } from '../../upgrades/read.ts';
import { undoOrder } from '../../upgrades/place.ts';
import type { DataOf, TakenType } from './shapes.ts';

export type Incoming = Act['tx']['t']['incomingEvents']['$inferSelect'];
export type Outcome = { disposition: EventDisposition; because: string | null; upgradeId: string | null };

const dataOf = <T extends TakenType>(event: Incoming, _type: T) => event.data as unknown as DataOf<T>;

/** What an event says of its journey. */
export function meaning(event: Incoming): JourneyEvent {
  const at = event.occurredAt;
  switch (event.type as TakenType) {
    case 'upgrade.started': return { type: 'started', at };
    case 'upgrade.step_reached': return { type: 'step_reached', at, step: dataOf(event, 'upgrade.step_reached').step };
    case 'upgrade.escalated': return { type: 'escalated', at, step: dataOf(event, 'upgrade.escalated').step };
    case 'upgrade.placed': return { type: 'placed', at };
    case 'upgrade.completed': return { type: 'completed', at };
    case 'upgrade.cancelled': return { type: 'cancelled', at };
  }
}

const COUNTING: EventDisposition[] = ['applied', 'late'];

/** The journey's events that count so far, this one left out. */
async function known({ tx }: Act, event: Incoming): Promise<Incoming[]> {
  const { incomingEvents } = tx.t;
  return tx.db.select().from(incomingEvents).where(and(eq(incomingEvents.upgradeRef, event.upgradeRef ?? ''), inArray(incomingEvents.disposition, COUNTING), ne(incomingEvents.id, event.id)))
    .orderBy(asc(incomingEvents.occurredAt), asc(incomingEvents.eventId));
}

/**
 * Takes one event that is stored and valid. Throws where a rule refuses it; it then goes to the quarantine. One whose upgrade is not known yet
 * waits; one that newer ones have overtaken is late: its step is recorded, and nothing newer is overwritten.
 */
export async function applyEvent(act: Act, event: Incoming): Promise<Outcome> {
  const { tx } = act;
  const ref = event.upgradeRef ?? '';
  const [found] = await tx.db.select({ id: tx.t.upgrades.id }).from(tx.t.upgrades).where(eq(tx.t.upgrades.externalId, ref));
  if (event.type === 'upgrade.started') {
    if (found) throw refusalProblem(notNow('This upgrade has been started already', []));
    const id = await startByEvent(act, ref, dataOf(event, 'upgrade.started'), event.occurredAt);
    return { disposition: 'applied', because: null, upgradeId: id };
  }
  if (!found) return { disposition: 'waiting', because: 'its upgrade is not known yet', upgradeId: null };
  const others = (await known(act, event)).map(meaning);
  const said = meaning(event);
  if (said.type === 'completed' && !others.some((one) => one.type === 'placed')) return { disposition: 'waiting', because: 'its upgrade is not placed yet', upgradeId: found.id };
  await tell(act, found.id, event);
  await settle(act, found.id, [...others, said], said.type === 'placed');
  return { disposition: isLate(said, others) ? 'late' : 'applied', because: null, upgradeId: found.id };
}

/** What an event does beside moving the journey on. */
async function tell(act: Act, upgradeId: string, event: Incoming): Promise<void> {
  if (event.type === 'upgrade.placed') {
    const upgrade = await readUpgrade(act.tx, upgradeId);
    if (upgrade.placedAt !== null) throw refusalProblem(notNow('This upgrade has been placed already', []));
    await placeByEvent(act, upgrade, dataOf(event, 'upgrade.placed'), event.occurredAt);
  }
  if (event.type === 'upgrade.escalated') {
    const { reason, text, contactEmail, step } = dataOf(event, 'upgrade.escalated');
    await escalatedByCustomer(act, upgradeId, { reason, text, contactEmail: contactEmail ?? null, step, at: event.occurredAt });
  }
}

/** Puts the upgrade where its events say that it stands. Steps that staff took count like any other. `placed`: this very event has placed the order. */
async function settle(act: Act, upgradeId: string, events: readonly JourneyEvent[], placed: boolean): Promise<void> {
  const { tx } = act;
  const { upgrades, upgradeSteps } = tx.t;
  const before = await readUpgrade(tx, upgradeId);
  const byStaff = await tx.db.select().from(upgradeSteps).where(and(eq(upgradeSteps.upgradeId, upgradeId), ne(upgradeSteps.by, 'customer')));
  const state = stateOf([{ type: 'started', at: before.startedAt }, ...events, ...byStaff.flatMap((row): JourneyEvent[] => (row.step === 'placed' ? [{ type: 'placed', at: row.startedAt }] : [{ type: 'step_reached', at: row.startedAt, step: row.step as Step }]))]);
  if (!state) throw refusalProblem(invalid('upgradeRef', 'has not been started'));
  const { steps, ...fields } = state;
  // An order that comes in after its own cancelling, which was later, is taken back at once.
  const inForce = placed || (before.placedAt !== null && before.cancelledAt === null);
  const undone = state.cancelledAt !== null && inForce ? await undoOrder(act, before) : {};
  // A journey that staff ended stays ended: only they or the customer's next order take it up again.
  const ended = before.status === 'abandoned' && state.status === 'draft' ? { status: before.status } : {};
  const patch = { ...undone, ...fields, ...ended };
  const known_ = await tx.db.select().from(upgradeSteps).where(eq(upgradeSteps.upgradeId, upgradeId));
  for (const { step, startedAt } of steps) {
    const row = known_.find((one) => one.step === step);
    if (!row) await tx.db.insert(upgradeSteps).values({ id: uuidv7(), upgradeId, step, startedAt, by: 'customer', actorId: null });
    else if (row.by === 'customer' && row.startedAt > startedAt) await tx.db.update(upgradeSteps).set({ startedAt }).where(eq(upgradeSteps.id, row.id));
  }
  await tx.db.update(upgrades).set({ ...patch, version: before.version + 1 }).where(eq(upgrades.id, upgradeId));
  await record(act, { command: 'upgrades.event', resource: 'upgrades', id: upgradeId, before, after: { ...before, ...patch }, accountId: before.accountId, upgradeId });
  await follow(act, upgradeId, { placed, cancelled: before.cancelledAt === null && state.cancelledAt !== null });
}

/** The escalation follows its journey: one that was handed back resolves itself when the customer orders or gives it up; one that waits is scored anew. */
async function follow(act: Act, upgradeId: string, now: { placed: boolean; cancelled: boolean }): Promise<void> {
  const open = await openEscalationOf(act.tx, upgradeId);
  if (open?.status === 'handed_back' && (now.placed || now.cancelled)) await deskMove(act, open.id, now.cancelled ? 'left' : 'self-completed');
  if (open?.status === 'waiting') await settleWaiting(act, open.id);
}
