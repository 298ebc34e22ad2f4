import type { Decision } from '../domain/imports/decision.ts';
import type { ImportOptions } from '../domain/imports/options.ts';
import type { NewProduct } from '../domain/imports/subscriptions.ts';
import type { Instant } from '../domain/words.ts';
import type { Act } from '../rest/request.ts';

export type RowValues = ReadonlyMap<string, string>;

/** What a few rows need to know, read at once. */
export type Work = { options: ImportOptions; newProducts: readonly NewProduct[]; rows: readonly RowValues[]; now: Instant; actorName: string };

/** Decides the rows it was opened for, and writes what was decided. */
export type Session = {
  decide(row: RowValues): Decision<object>;
  /** Answers the ids of the records, in the order of the decisions. */
  write(act: Act, decisions: readonly Decision<object>[]): Promise<string[]>;
};

export type Opened<V extends object> = { decide(row: RowValues): Decision<V>; write(act: Act, decisions: readonly Decision<V>[]): Promise<string[]> };

/** The key by which a row's record is found again, as the rules read it. */
export const keyOf = (row: RowValues): string => (row.get('externalId') ?? '').replace(/\s+/g, ' ');
export const keysOf = (rows: readonly RowValues[], field = 'externalId'): string[] => [...new Set(rows.map((row) => (row.get(field) ?? '').replace(/\s+/g, ' ')).filter((key) => key !== ''))];

/** The ids of what was written, a new record's from the list of the new ones. */
export function idsInOrder(decisions: readonly { outcome: string; id?: string }[], made: readonly { id: string }[]): string[] {
  let next = 0;
  return decisions.map((one) => {
    if (one.outcome !== 'create') return one.id ?? '';
    next += 1;
    return made[next - 1]?.id ?? '';
  });
}
