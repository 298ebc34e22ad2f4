import type { Decision } from '../domain/imports/decision.ts';
import { beforeImage, type StoredRow, type UndoImage, type WrittenTable } from '../domain/imports/undo.ts';
import type { ImportOptions } from '../domain/imports/options.ts';
import type { NewProduct } from '../domain/imports/subscriptions.ts';
import type { Instant } from '../domain/words.ts';
import type { Act } from '../rest/request.ts';

export type RowValues = ReadonlyMap<string, string>;

/** What a few rows need to know, read at once. */
export type Work = { options: ImportOptions; newProducts: readonly NewProduct[]; rows: readonly RowValues[]; now: Instant; actorName: string; taken?: Map<string, string> };

/** The rows that make up one record, each with its line of the file: one row, but for kinds in lines. */
export type Unit = readonly { line: number; values: RowValues }[];

/** What a decision has become: the record, and how to take it back. */
export type Written = { id: string; undo: UndoImage | null };

/** Decides the units it was opened for, and writes what was decided. */
export type Session = {
  decide(unit: Unit): Decision<object>;
  /** Answers in the order of the decisions. */
  write(act: Act, decisions: readonly Decision<object>[]): Promise<Written[]>;
};

export type Opened<V extends object> = { decide(row: RowValues): Decision<V>; write(act: Act, decisions: readonly Decision<V>[]): Promise<Written[]> };

/** The key by which a row's record is found again, as the rules read it. */
export const keyOf = (row: RowValues): string => (row.get('externalId') ?? '').replace(/\s+/g, ' ');
export const keysOf = (rows: readonly RowValues[], field = 'externalId'): string[] => [...new Set(rows.map((row) => (row.get(field) ?? '').replace(/\s+/g, ' ')).filter((key) => key !== ''))];

/** What was written to one table, a new record's id from the list of the new ones. `before`: a changed record as it was. */
export function writtenInOrder(table: WrittenTable, decisions: readonly Decision<object>[], made: readonly { id: string }[], before: ReadonlyMap<string, StoredRow>): Written[] {
  let next = 0;
  return decisions.map((one) => {
    if (one.outcome === 'create') {
      next += 1;
      const id = made[next - 1]?.id ?? '';
      return { id, undo: { created: [[table, id]], changed: [], removed: [] } };
    }
    if (one.outcome === 'skipped') return { id: '', undo: null };
    const row = before.get(one.id);
    return { id: one.id, undo: one.outcome === 'update' && row ? { created: [], changed: [[table, beforeImage(row, Object.keys(one.changes))]], removed: [] } : null };
  });
}
