import type { ActOnReturn, Fact, ReturnRecord } from '../records.ts';

const KNOWN_LATER_MS = 60 * 60_000;

export type Entry = { id: string; at: string; /** When it became known, where that was later. */ knownAt: string | null } & ({ kind: 'fact'; fact: Fact } | { kind: 'act'; act: ActOnReturn });

/** Facts and acts in the order in which they happened: what became known late stands where it belongs. */
export function timelineOf({ facts, acts }: Pick<ReturnRecord, 'facts' | 'acts'>): Entry[] {
  const entries: Entry[] = [
    ...facts.map((fact): Entry => ({ kind: 'fact', id: fact.id, at: fact.occurredAt, knownAt: Date.parse(fact.recordedAt) - Date.parse(fact.occurredAt) >= KNOWN_LATER_MS ? fact.recordedAt : null, fact })),
    ...acts.map((act): Entry => ({ kind: 'act', id: act.id, at: act.at, knownAt: null, act })),
  ];
  return entries.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : one.id < other.id ? -1 : 1));
}
