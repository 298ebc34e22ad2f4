import { and, asc, eq, inArray } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Tx } from '../../../db/store.ts';
import { DESK } from '../../domain/escalation.ts';
import type { EventDisposition } from '../../domain/words.ts';
import { instant, type Act, type Kernel } from '../../rest/request.ts';
import { applyEvents, UNKNOWN_YET } from './apply.ts';
import { cleaned } from './cleaning.ts';
import type { Incoming, Outcome } from './journeys.ts';
import { applyLineEvents } from './lines.ts';
import { applyReturnEvents, returnRefOf } from './returns.ts';
import { DATA, Envelope, faultOf, isTaken } from './shapes.ts';

export type Result = { id: string | null; disposition: EventDisposition; because?: string };

type Given = { id: string; source: string; type: string; time?: string; data?: Record<string, unknown> };

const actOf = (tx: Tx, now: string, requestId: string): Act => ({ tx, actor: DESK, now, requestId });

/** So many events share a commit: a durable commit and its statements cost more than taking an event, and others wait for no more than these. */
const A_COMMIT = 250;

/** What is wrong with an event as it was written, which its value no longer shows. `inEnvelope`: it cannot be told apart from others by what it says of itself. */
export type TextFault = { because: string; inEnvelope: boolean };

/** Takes the events of one request, each for itself: a bad one keeps no other back. `faults`: what is wrong with the text of some, by their places. */
export async function receiveEvents(kernel: Kernel, events: readonly unknown[], requestId: string, faults: ReadonlyMap<number, TextFault> = new Map()): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < events.length; from += A_COMMIT) {
    const some = events.slice(from, from + A_COMMIT).map((event, index) => ({ event, fault: faults.get(from + index) ?? null }));
    results.push(...(await kernel.store.write(async (tx) => {
      const told = await receiveSome(actOf(tx, instant(kernel), requestId), some);
      // One notice for all of them: who looks at the list fetches it anew.
      tx.announce({ seq: 0, resource: 'incoming-events', id: requestId, action: 'incoming-events.received', actorId: null });
      return told;
      // Any of them may place an order.
    }, { books: true })));
  }
  return results;
}

/** An event as it is kept; `refusal`: why it cannot be taken as it is. */
type Kept = { told: string | null; row: Incoming; refusal: Outcome | null };

async function receiveSome(act: Act, events: readonly { event: unknown; fault: TextFault | null }[]): Promise<Result[]> {
  const kept = events.map(({ event, fault }) => keep(event, fault, act.now));
  const stored = await storeOnce(act.tx, kept.map(({ row }) => row));
  const outcomes = await takeEvents(act, kept.filter(({ row, refusal }) => refusal === null && stored.has(row.id)).map(({ row }) => row));
  return kept.map(({ told, row, refusal }) => {
    const { disposition, because }: Outcome = stored.has(row.id) ? (refusal ?? outcomes.get(row) ?? UNKNOWN_YET) : { disposition: 'duplicate', because: null };
    return { id: told, disposition, ...(because === null ? {} : { because }) };
  });
}

/** Tries again what was kept because its type was not taken yet, in the order in which it happened. For the start: an older version may have kept some. */
export async function replayKept(kernel: Kernel): Promise<number> {
  const { store } = kernel;
  const { incomingEvents: e } = store.t;
  const taken = inArray(e.type, Object.keys(DATA));
  const kept = await store.read.select({ id: e.id }).from(e).where(and(eq(e.disposition, 'not_yet'), taken)).orderBy(asc(e.occurredAt), asc(e.eventId));
  for (let from = 0; from < kept.length; from += A_COMMIT) {
    const ids = kept.slice(from, from + A_COMMIT).map(({ id }) => id);
    await store.write(async (tx) => {
      const act = actOf(tx, instant(kernel), 'replay');
      const rows = (await tx.db.select().from(e).where(inArray(e.id, ids)).orderBy(asc(e.occurredAt), asc(e.eventId))).map((row): Incoming => ({ ...row, ...refsOf(row.type, row.data) }));
      for (const { id, upgradeRef, subscriptionRef, returnRef } of rows) await tx.db.update(e).set({ upgradeRef, subscriptionRef, returnRef }).where(eq(e.id, id));
      const refusals = new Map(rows.flatMap((row) => [[row, refusalOf(row, null, act.now)] as const]));
      for (const [{ id }, refusal] of refusals) if (refusal) await tx.db.update(e).set(refusal).where(eq(e.id, id));
      await takeEvents(act, rows.filter((row) => refusals.get(row) === null));
    }, { books: true });
  }
  return kept.length;
}

const APPLY = { journey: applyEvents, line: applyLineEvents, return: applyReturnEvents };
const aboutOf = ({ type }: Incoming): keyof typeof APPLY => (type === 'subscription.changed' ? 'line' : type === 'return.fact' || type === 'attestation.signed' ? 'return' : 'journey');

/** Takes events that are stored and valid, in their order: what was ordered before a line changed was ordered of the line as it was. */
export async function takeEvents(act: Act, rows: readonly Incoming[]): Promise<Map<Incoming, Outcome>> {
  const outcomes = new Map<Incoming, Outcome>();
  for (let from = 0; from < rows.length;) {
    const first = rows[from];
    if (!first) break;
    const about = aboutOf(first);
    const end = rows.findIndex((row, index) => index > from && aboutOf(row) !== about);
    const run = rows.slice(from, end < 0 ? rows.length : end);
    for (const [event, outcome] of await APPLY[about](act, run)) outcomes.set(event, outcome);
    from += run.length;
  }
  return outcomes;
}

function keep(event: unknown, ofText: TextFault | null, now: string): Kept {
  const fault = faultOf(Envelope, event);
  if (fault !== null || ofText?.inEnvelope) return keepBroken(event, ofText?.because ?? fault ?? '', now);
  const given = event as Given;
  const named = cleaned({ id: given.id, source: given.source, type: given.type });
  if (named.because !== null) return keepBroken(event, `in its id, source or type ${named.because}`, now);
  const clean = cleaned(given.data ?? {});
  const data = clean.value as Record<string, unknown>;
  const row: Incoming = {
    id: uuidv7(), source: given.source, eventId: given.id, type: given.type, occurredAt: given.time ? new Date(given.time).toISOString() : now, receivedAt: now, ...refsOf(given.type, data),
    upgradeId: null, data, ...UNKNOWN_YET, handledByName: null, version: 1,
  };
  const refusal = refusalOf(row, clean.because ?? ofText?.because ?? null, now);
  return { told: given.id, row: { ...row, ...refusal }, refusal };
}

/** The sender's own ids of what it is about. */
export function refsOf(type: string, data: Record<string, unknown>): Pick<Incoming, 'upgradeRef' | 'subscriptionRef' | 'returnRef'> {
  const text = (name: string) => (typeof data[name] === 'string' ? data[name].slice(0, 200) : null);
  return { upgradeRef: text('upgradeRef'), subscriptionRef: type === 'subscription.changed' ? text('subscriptionRef') : null, returnRef: type === 'return.fact' || type === 'attestation.signed' ? returnRefOf(data) : null };
}

/** Why an event cannot be taken as it is, before any record is looked at. */
export function refusalOf(row: Incoming, taken: string | null, now: string): Outcome | null {
  const refused = (because: string): Outcome => ({ disposition: 'quarantined', because });
  if (taken !== null) return refused(taken);
  if (Date.parse(row.occurredAt) > Date.parse(now) + 5 * 60_000) return refused('time lies in the future');
  if (!isTaken(row.type)) return { disposition: 'not_yet', because: `${row.type} is not taken yet` };
  const fault = faultOf(DATA[row.type], row.data);
  return fault === null ? null : refused(fault);
}

/** Stores events, each once; answers the ids of those that are new. */
async function storeOnce({ db, t }: Tx, rows: readonly Incoming[]): Promise<Set<string>> {
  const stored = await db.insert(t.incomingEvents).values([...rows]).onConflictDoNothing().returning({ id: t.incomingEvents.id });
  return new Set(stored.map((row) => row.id));
}

/** An event without an envelope, or with one that cannot be kept as it is, cannot be told apart from others: it is kept under an id of ours. */
function keepBroken(event: unknown, because: string, now: string): Kept {
  const id = uuidv7();
  const data = cleaned(typeof event === 'object' && event !== null && !Array.isArray(event) ? event : { event }).value as Record<string, unknown>;
  const text = (name: string) => (typeof data[name] === 'string' && data[name] !== '' ? data[name].slice(0, 200) : null);
  const refusal: Outcome = { disposition: 'quarantined', because };
  return { told: text('id'), refusal, row: { id, source: text('source') ?? 'unknown', eventId: `broken:${id}`, type: text('type') ?? 'unknown', occurredAt: now, receivedAt: now, upgradeRef: null, upgradeId: null, subscriptionRef: null, returnRef: null, data, ...refusal, handledByName: null, version: 1 } };
}
