import { uuidv7 } from 'uuidv7';
import type { Tx } from '../../../db/store.ts';
import { DESK } from '../../domain/escalation.ts';
import type { EventDisposition } from '../../domain/words.ts';
import { instant, type Act, type Kernel } from '../../rest/request.ts';
import { applyEvents, UNKNOWN_YET, type Outcome } from './apply.ts';
import { cleaned } from './cleaning.ts';
import type { Incoming } from './journeys.ts';
import { DATA, Envelope, faultOf, isTaken } from './shapes.ts';

export type Result = { id: string | null; disposition: EventDisposition; because?: string };

type Given = { id: string; source: string; type: string; time?: string; data?: Record<string, unknown> };

const actOf = (tx: Tx, now: string, requestId: string): Act => ({ tx, actor: DESK, now, requestId });

/** So many events share a commit: a durable commit and its statements cost more than taking an event, and others wait for no more than these. */
const A_COMMIT = 250;

/** Takes the events of one request, each for itself: a bad one keeps no other back. */
export async function receiveEvents(kernel: Kernel, events: readonly unknown[], requestId: string): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < events.length; from += A_COMMIT) {
    const some = events.slice(from, from + A_COMMIT);
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

async function receiveSome(act: Act, events: readonly unknown[]): Promise<Result[]> {
  const kept = events.map((event) => keep(event, act.now));
  const stored = await storeOnce(act.tx, kept.map(({ row }) => row));
  const outcomes = await applyEvents(act, kept.filter(({ row, refusal }) => refusal === null && stored.has(row.id)).map(({ row }) => row));
  return kept.map(({ told, row, refusal }) => {
    const { disposition, because }: Outcome = stored.has(row.id) ? (refusal ?? outcomes.get(row) ?? UNKNOWN_YET) : { disposition: 'duplicate', because: null };
    return { id: told, disposition, ...(because === null ? {} : { because }) };
  });
}

function keep(event: unknown, now: string): Kept {
  const fault = faultOf(Envelope, event);
  if (fault !== null) return keepBroken(event, fault, now);
  const given = event as Given;
  const clean = cleaned(given.data ?? {});
  const data = clean.value as Record<string, unknown>;
  const row: Incoming = {
    id: uuidv7(), source: given.source, eventId: given.id, type: given.type, occurredAt: given.time ? new Date(given.time).toISOString() : now, receivedAt: now, upgradeRef: refOf(data),
    upgradeId: null, data, ...UNKNOWN_YET, handledByName: null, version: 1,
  };
  const refusal = refusalOf(row, clean.because, now);
  return { told: given.id, row: { ...row, ...refusal }, refusal };
}

/** The sender's own id of the upgrade. */
export const refOf = (data: Record<string, unknown>): string | null => (typeof data.upgradeRef === 'string' ? data.upgradeRef.slice(0, 200) : null);

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

/** An event without an envelope cannot be told apart from others: it is kept under an id of ours. */
function keepBroken(event: unknown, because: string, now: string): Kept {
  const id = uuidv7();
  const data = cleaned(typeof event === 'object' && event !== null && !Array.isArray(event) ? event : { event }).value as Record<string, unknown>;
  const text = (name: string) => (typeof data[name] === 'string' && data[name] !== '' ? data[name].slice(0, 200) : null);
  const refusal: Outcome = { disposition: 'quarantined', because };
  return { told: text('id'), refusal, row: { id, source: text('source') ?? 'unknown', eventId: `broken:${id}`, type: text('type') ?? 'unknown', occurredAt: now, receivedAt: now, upgradeRef: null, upgradeId: null, data, ...refusal, handledByName: null, version: 1 } };
}
