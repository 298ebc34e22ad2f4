import { meantBy, VOCABULARIES } from '../carrier-terms.ts';
import { keyOfSerial, OWN_COMMAND } from '../returns.ts';
import { RETURN_FACTS, type Instant, type ReturnFactName } from '../words.ts';
import { skipped, type Decision } from './decision.ts';
import { RowReader } from './row.ts';
import { quoted } from './values.ts';

/** A fact as a row tells it, and the return that it is about. */
export type FactValues = { returnId: string; fact: ReturnFactName; occurredAt: Instant; source: string; serial?: string; cause?: string; grade?: string; carrier?: string; trackingNumber?: string; labelUrl?: string; note?: string };

/** What the rows of a file may be about: returns by id, by tracking number and by serial, as these are compared. */
export type FactReferences = { now: Instant; ids: ReadonlySet<string>; byTracking: ReadonlyMap<string, readonly string[]>; bySerial: ReadonlyMap<string, string> };

const AHEAD_MS = 5 * 60_000;

/** What a row would record: a fact in our words, or in a carrier's whose vocabulary is named. */
export function planFact(row: ReadonlyMap<string, string>, refs: FactReferences): Decision<FactValues> {
  const read = new RowReader(row);
  const told = { serial: read.text('serial', 100), trackingNumber: read.text('trackingNumber', 100), cause: read.text('cause', 200), grade: read.text('grade', 40), carrier: read.text('carrier', 80), labelUrl: read.text('labelUrl', 1_000), note: read.text('note', 2_000) };
  const term = read.need('fact', read.text('fact', 80));
  const occurredAt = read.need('occurredAt', read.instant('occurredAt'));
  const vocabulary = read.word('vocabulary', VOCABULARIES);
  const source = read.text('source', 80);
  const namedId = read.text('returnId', 200);
  if (read.faults) return { outcome: 'skipped', fault: read.faults };
  if (term === null || occurredAt === null) return skipped('missing_value', 'A needed value is empty');
  if (Date.parse(occurredAt) > Date.parse(refs.now) + AHEAD_MS) return skipped('in_future', `occurredAt: ${occurredAt} has not come yet`);
  const own = RETURN_FACTS.find((fact) => fact === term.toLowerCase().replaceAll(/[\s-]+/g, '_'));
  const meant = vocabulary === null ? own && { fact: own } : meantBy(vocabulary, term);
  if (meant === undefined) return skipped('bad_word', `fact: ${quoted(term)} is ${vocabulary === null ? `not one of ${RETURN_FACTS.join(', ')}` : `no status of ${vocabulary}`}`);
  if (meant === null) return skipped('tells_nothing', `fact: ${quoted(term)} tells nothing that a return records`);
  const elsewhere = OWN_COMMAND[meant.fact];
  if (elsewhere !== undefined || meant.fact === 'fee_charged' || meant.fact === 'fee_refunded') return skipped('bad_word', `fact: ${meant.fact} does not come by file: ${elsewhere ?? 'record it on the return'}`);
  if (told.labelUrl !== null && !told.labelUrl.startsWith('https://')) return skipped('bad_text', 'labelUrl: must be an https address');
  const returnId = returnOf({ namedId, tracking: told.trackingNumber, serial: told.serial }, refs);
  if (typeof returnId !== 'string') return returnId;
  const said = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)) as Partial<FactValues>;
  return { outcome: 'create', values: { ...said, ...meant, ...(told.cause === null ? {} : { cause: told.cause }), returnId, occurredAt, source: source ?? (vocabulary === null ? 'file' : 'carrier') } };
}

function returnOf({ namedId, tracking, serial }: { namedId: string | null; tracking: string | null; serial: string | null }, { ids, byTracking, bySerial }: FactReferences): string | Extract<Decision<FactValues>, { outcome: 'skipped' }> {
  if (namedId !== null) return ids.has(namedId) ? namedId : skipped('unknown_return', `returnId: there is no return ${quoted(namedId)}`);
  if (tracking !== null) {
    const found = byTracking.get(keyOfSerial(tracking)) ?? [];
    if (found.length === 1 && found[0] !== undefined) return found[0];
    return found.length === 0 ? skipped('unknown_return', `trackingNumber: no label has ${quoted(tracking)}`) : skipped('unknown_return', `trackingNumber: labels of several returns have ${quoted(tracking)}: name the returnId`);
  }
  if (serial === null) return skipped('missing_value', 'returnId, trackingNumber and serial are all empty: one of them says which return it is');
  return bySerial.get(keyOfSerial(serial)) ?? skipped('unknown_return', `serial: no return awaits ${quoted(serial)}`);
}
