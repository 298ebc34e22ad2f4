import { asc, inArray } from 'drizzle-orm';
import { KINDS_IN_LINES } from '../domain/imports/fields.ts';
import { valuesOf } from '../domain/imports/mapping.ts';
import { rowsOf, type Batch, type BatchRow, type Reader } from './read.ts';
import { keyOf } from './session.ts';

/**
 * The rows of a file by the records that they make up, about so many rows at a time, in the order in which the records first appear. The rows
 * of one record may stand apart in the file: what is kept in memory for that is keys and ids, never cells.
 */
export async function* unitsOf(reader: Reader, batch: Batch, many: number): AsyncGenerator<BatchRow[][]> {
  if (!KINDS_IN_LINES.includes(batch.kind)) {
    for (let from = 0; from < batch.total; from += many) yield (await rowsOf(reader, batch.id, from, many)).map((row) => [row]);
    return;
  }
  const idsByKey = await keysIn(reader, batch, many);
  let ids: string[] = [];
  for (const unit of idsByKey.values()) {
    ids.push(...unit);
    if (ids.length < many) continue;
    yield await keyed(reader, batch, ids);
    ids = [];
  }
  if (ids.length > 0) yield await keyed(reader, batch, ids);
}

const keyIn = (batch: Batch, row: BatchRow): string => keyOf(valuesOf(batch.mapping, batch.columns, row.cells));

async function keysIn(reader: Reader, batch: Batch, many: number): Promise<Map<string, string[]>> {
  const ids = new Map<string, string[]>();
  for (let from = 0; from < batch.total; from += many) {
    for (const row of await rowsOf(reader, batch.id, from, many)) {
      // A row without a key is a record by itself, and will be told so.
      const name = keyIn(batch, row) || `\n${row.id}`;
      const known = ids.get(name);
      if (known) known.push(row.id);
      else ids.set(name, [row.id]);
    }
    await new Promise(setImmediate);
  }
  return ids;
}

const IDS_A_READ = 500;

async function keyed({ db, t: { importRows } }: Reader, batch: Batch, ids: readonly string[]): Promise<BatchRow[][]> {
  const rows: BatchRow[] = [];
  for (let from = 0; from < ids.length; from += IDS_A_READ) rows.push(...(await db.select().from(importRows).where(inArray(importRows.id, ids.slice(from, from + IDS_A_READ))).orderBy(asc(importRows.line))));
  return byUnit(rows.map((row) => ({ ...row, unitKey: keyIn(batch, row) || null })).sort((one, other) => one.line - other.line));
}

/** Rows of one key together; those without a key each by itself. */
export function byUnit(rows: readonly BatchRow[]): BatchRow[][] {
  const units = new Map<string, BatchRow[]>();
  for (const row of rows) units.set(row.unitKey ?? `\n${row.id}`, [...(units.get(row.unitKey ?? `\n${row.id}`) ?? []), row]);
  return [...units.values()];
}
