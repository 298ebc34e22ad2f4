import type { Fault } from './reasons.ts';

export const IMPORT_OUTCOMES = ['create', 'update', 'unchanged', 'skipped'] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

/** A record as it stands here, as far as an import compares it. */
export type Existing<V> = V & { id: string; version: number };

/** What a row would do. `update` holds only what differs. */
export type Decision<V> =
  | { outcome: 'create'; values: V }
  | { outcome: 'update'; id: string; version: number; changes: Partial<V> }
  | { outcome: 'unchanged'; id: string }
  | { outcome: 'skipped'; fault: Fault };

export const skipped = (reason: Fault['reason'], detail: string): { outcome: 'skipped'; fault: Fault } => ({ outcome: 'skipped', fault: { reason, detail } });

/** The fields whose values are not the record's. What the file does not say (undefined) is left as it is. */
export function changesFrom<V extends Record<string, unknown>>(existing: V, wanted: Partial<V>): Partial<V> {
  return Object.fromEntries(Object.entries(wanted).filter(([field, value]) => value !== undefined && value !== existing[field])) as Partial<V>;
}

export function updateOrNot<V extends Record<string, unknown>>(existing: Existing<V>, wanted: Partial<V>): Decision<V> {
  const changes = changesFrom<V>(existing, wanted);
  const { id, version } = existing;
  return Object.keys(changes).length === 0 ? { outcome: 'unchanged', id } : { outcome: 'update', id, version, changes };
}
