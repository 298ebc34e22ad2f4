import { and, asc, eq, inArray } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Tx } from '../../../db/store.ts';
import { DESK } from '../../domain/escalation.ts';
import type { EventDisposition } from '../../domain/words.ts';
import { Problem } from '../../rest/problem.ts';
import { instant, type Act, type Kernel } from '../../rest/request.ts';
import { applyEvent, type Incoming, type Outcome } from './apply.ts';
import { cleaned } from './cleaning.ts';
import { DATA, Envelope, faultOf, isTaken } from './shapes.ts';

export type Result = { id: string | null; disposition: EventDisposition; because?: string };

type Given = { id: string; source: string; type: string; time?: string; data?: Record<string, unknown> };

const actOf = (tx: Tx, now: string, requestId: string): Act => ({ tx, actor: DESK, now, requestId });

/** So many events share a commit: a durable commit costs more than taking an event, and others wait for no more than these. */
const A_COMMIT = 50;

/** Takes the events of one request, each for itself: a bad one keeps no other back. */
export async function receiveEvents(kernel: Kernel, events: readonly unknown[], requestId: string): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < events.length; from += A_COMMIT) {
    const some = events.slice(from, from + A_COMMIT);
    results.push(...(await kernel.store.write(async (tx) => {
      const told: Result[] = [];
      for (const event of some) told.push(await receiveEvent(actOf(tx, instant(kernel), requestId), event));
      // One notice for all of them: who looks at the list fetches it anew.
      tx.announce({ seq: 0, resource: 'incoming-events', id: requestId, action: 'incoming-events.received', actorId: null });
      return told;
      // Any of them may place an order.
    }, { books: true })));
  }
  return results;
}

async function receiveEvent(act: Act, event: unknown): Promise<Result> {
  const { now } = act;
  const fault = faultOf(Envelope, event);
  if (fault !== null) return keepBroken(act, event, fault);
  const given = event as Given;
  const kept = cleaned(given.data ?? {});
  const data = kept.value as Record<string, unknown>;
  const row: Incoming = {
    id: uuidv7(), source: given.source, eventId: given.id, type: given.type, occurredAt: given.time ? new Date(given.time).toISOString() : now, receivedAt: now, upgradeRef: typeof data.upgradeRef === 'string' ? data.upgradeRef.slice(0, 200) : null,
    upgradeId: null, data, disposition: 'quarantined', because: null, handledByName: null, version: 1,
  };
  const { disposition, because } = await takeIn(act, row, refusalOf(row, kept.because, now));
  return { id: given.id, disposition, ...(because === null ? {} : { because }) };
}

/** Why an event cannot be taken as it is, before any record is looked at. */
export function refusalOf(row: Incoming, taken: string | null, now: string): Outcome | null {
  const refused = (because: string): Outcome => ({ disposition: 'quarantined', because, upgradeId: null });
  if (taken !== null) return refused(taken);
  if (Date.parse(row.occurredAt) > Date.parse(now) + 5 * 60_000) return refused('time lies in the future');
  if (!isTaken(row.type)) return { disposition: 'not_yet', because: `${row.type} is not taken yet`, upgradeId: null };
  const fault = faultOf(DATA[row.type], row.data);
  return fault === null ? null : refused(fault);
}

/** Stores the event, once, and applies it with those that waited for it; what a rule refuses stays as quarantined. */
async function takeIn(act: Act, row: Incoming, refusal: Outcome | null): Promise<Outcome> {
  if (!(await storeOnce(act.tx, { ...row, ...refusal }))) return { disposition: 'duplicate', because: null, upgradeId: null };
  return refusal ?? applyStored(act, row);
}

async function storeOnce({ db, t }: Tx, row: Incoming): Promise<boolean> {
  const stored = await db.insert(t.incomingEvents).values(row).onConflictDoNothing().returning({ id: t.incomingEvents.id });
  return stored.length > 0;
}

/** Applies a stored event and, when it let others go on, those too. */
export async function applyStored(act: Act, row: Incoming): Promise<Outcome> {
  const outcome = await applyOrKeep(act, row);
  if (outcome.disposition === 'waiting' || outcome.disposition === 'quarantined') return outcome;
  for (const next of await waitingFor(act, row.upgradeRef ?? '')) await applyOrKeep(act, next);
  return outcome;
}

/** Applies one event for itself: where a rule refuses it, nothing of it stays but the event, quarantined with the reason. */
async function applyOrKeep(act: Act, row: Incoming): Promise<Outcome> {
  const { incomingEvents } = act.tx.t;
  let outcome: Outcome;
  try {
    outcome = await act.tx.attempt(() => applyEvent(act, row));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    outcome = { disposition: 'quarantined', because: error.message, upgradeId: row.upgradeId };
  }
  await act.tx.db.update(incomingEvents).set(outcome).where(eq(incomingEvents.id, row.id));
  return outcome;
}

async function waitingFor({ tx }: Act, upgradeRef: string): Promise<Incoming[]> {
  const { incomingEvents } = tx.t;
  return tx.db.select().from(incomingEvents).where(and(eq(incomingEvents.upgradeRef, upgradeRef), inArray(incomingEvents.disposition, ['waiting']))).orderBy(asc(incomingEvents.occurredAt), asc(incomingEvents.eventId));
}

/** An event without an envelope cannot be told apart from others: it is kept under an id of ours. */
async function keepBroken({ tx, now }: Act, event: unknown, because: string): Promise<Result> {
  const id = uuidv7();
  const data = cleaned(typeof event === 'object' && event !== null && !Array.isArray(event) ? event : { event }).value as Record<string, unknown>;
  const text = (name: string) => (typeof data[name] === 'string' && data[name] !== '' ? data[name].slice(0, 200) : null);
  await tx.db.insert(tx.t.incomingEvents).values({
    id, source: text('source') ?? 'unknown', eventId: `broken:${id}`, type: text('type') ?? 'unknown', occurredAt: now, receivedAt: now, upgradeRef: null, upgradeId: null, data, disposition: 'quarantined', because, handledByName: null,
  });
  return { id: text('id'), disposition: 'quarantined', because };
}
