import { eq } from 'drizzle-orm';
import type { AttestationInput } from '../../domain/attestation.ts';
import { meantBy } from '../../domain/carrier-terms.ts';
import { invalid } from '../../domain/refusal.ts';
import { keyOfSerial } from '../../domain/returns.ts';
import { RETURN_FACTS, type ReturnFactName } from '../../domain/words.ts';
import { refusalProblem } from '../../rest/problem.ts';
import type { Act } from '../../rest/request.ts';
import { signAttestation } from '../../returns/attest.ts';
import { addFacts, refuseFact, type ToldFact } from '../../returns/commands.ts';
import { readReturn, returnOfSerial, returnsOfTracking } from '../../returns/read.ts';
import { dataOf, keepOutcomes, refused, type Incoming, type Outcome } from './journeys.ts';

const APPLIED: Outcome = { disposition: 'applied', because: null };
const unmatched = (because: string): Outcome => ({ disposition: 'quarantined', because });

/** What an event about a return is matched by, as it is compared; a returnId before a tracking number before a serial. */
export function returnRefOf(data: Record<string, unknown>): string | null {
  for (const [name, mark] of [['returnId', 'id'], ['trackingNumber', 'tracking'], ['serial', 'serial']] as const) {
    const given = data[name];
    if (typeof given === 'string' && given.trim() !== '') return `${mark}:${mark === 'id' ? given : keyOfSerial(given)}`.slice(0, 200);
  }
  return null;
}

/** Takes events that tell of returns, each for itself: their order means nothing. What matches no return is kept, and tried again when something could. */
export async function applyReturnEvents(act: Act, events: readonly Incoming[]): Promise<Map<Incoming, Outcome>> {
  const outcomes = new Map<Incoming, Outcome>();
  for (const event of events) outcomes.set(event, await act.tx.attempt(() => take(act, event)).catch(refused));
  await keepOutcomes(act, outcomes);
  return outcomes;
}

async function take(act: Act, event: Incoming): Promise<Outcome> {
  const found = await matchReturn(act, event.data);
  if (typeof found !== 'string') return found;
  return event.type === 'return.fact' ? takeFact(act, found, event) : takeAttestation(act, found, event);
}

/** The return that an event is about, or why there is none. */
async function matchReturn({ tx }: Act, data: Record<string, unknown>): Promise<string | Outcome> {
  const ref = returnRefOf(data);
  if (ref === null) return unmatched('it names no return: a returnId, a trackingNumber or a serial is needed');
  const key = ref.slice(ref.indexOf(':') + 1);
  if (ref.startsWith('id:')) {
    const [found] = await tx.db.select({ id: tx.t.returns.id }).from(tx.t.returns).where(eq(tx.t.returns.id, key));
    return found?.id ?? unmatched('there is no return of this returnId');
  }
  if (ref.startsWith('tracking:')) {
    const ids = await returnsOfTracking(tx, key);
    if (ids.length === 1 && ids[0] !== undefined) return ids[0];
    return unmatched(ids.length === 0 ? 'no label has this trackingNumber' : 'labels of several returns have this trackingNumber: name the returnId');
  }
  return (await returnOfSerial(tx, key)) ?? unmatched('no return awaits this serial');
}

async function takeFact(act: Act, returnId: string, event: Incoming): Promise<Outcome> {
  const { returnId: _id, vocabulary, fact: term, occurredAt = event.occurredAt, source, ...rest } = dataOf(event, 'return.fact');
  const meant = vocabulary === undefined ? ownTerm(term) : meantBy(vocabulary, term);
  if (meant === undefined) throw refusalProblem(invalid('fact', vocabulary === undefined ? `must be one of ${RETURN_FACTS.join(', ')}, or come with the vocabulary that it is from` : `is no status of ${vocabulary}`));
  if (meant === null) return { disposition: 'applied', because: 'it tells nothing that a return records' };
  const told: ToldFact = { ...rest, ...meant, ...(rest.cause === undefined ? {} : { cause: rest.cause }), occurredAt, source: source ?? (vocabulary === undefined ? 'event' : 'carrier') };
  refuseFact(told, act.now);
  const isNew = await addFacts(act, await readReturn(act.tx, returnId), [told], 'returns.event');
  return isNew ? APPLIED : { disposition: 'applied', because: 'it was known already' };
}

const ownTerm = (term: string): { fact: ReturnFactName } | undefined => ((RETURN_FACTS as readonly string[]).includes(term) ? { fact: term as ReturnFactName } : undefined);

async function takeAttestation(act: Act, returnId: string, event: Incoming): Promise<Outcome> {
  const { returnId: _id, serial: _serial, capture = 'event', evidence = [], signedAt = event.occurredAt, ...said } = dataOf(event, 'attestation.signed');
  const input: AttestationInput = { ...said, capture, evidence, signedAt };
  await signAttestation(act, returnId, input, { through: 'event', shownSince: null, contactId: null });
  return APPLIED;
}
