import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { readPolicy } from '../admin/commands.ts';
import type { AnyActor } from '../domain/escalation.ts';
import { fieldOf } from '../domain/imports/fields.ts';
import { guessMapping, type Mapping } from '../domain/imports/mapping.ts';
import { DEFAULT_OPTIONS } from '../domain/imports/options.ts';
import { findCard } from '../domain/payment-cards.ts';
import type { ImportKind } from '../domain/words.ts';
import { record } from '../record/record.ts';
import { instant, type Act, type Kernel } from '../rest/request.ts';
import { BadFile, readCsv, type FileRow } from '../rest/csv-file.ts';

const ROWS_A_WRITE = 250;
const LONGEST_CELL = 20_000;
const TAKEN_OUT = '[card data taken out]';

export type Upload = { kind: ImportKind; fileName: string; text: string };

/**
 * Reads a file and keeps its rows, a few hundred a transaction so that nobody waits for a large one. The batch stands as failed until
 * `openBatch`: what a killed server leaves behind says so. Throws `BadFile`; answers the batch's id.
 */
export async function stageFile(kernel: Kernel, { kind, fileName, text }: Upload, actor: AnyActor): Promise<string> {
  const { store } = kernel;
  const { columns, rows, filled } = await readCsv(text);
  // A file without a header has data where the names should be.
  if (findCard(fileName) !== null) throw new BadFile('Its name looks like it holds card data');
  const carded = columns.findIndex((name) => findCard(name) !== null);
  if (carded >= 0) throw new BadFile(`The name of column ${carded + 1} looks like it holds card data: is the first line the header?`);
  const mapping = guessMapping(kind, columns);
  const { reportingCurrency } = await readPolicy({ db: store.read, t: store.t });
  const id = uuidv7();
  const exempt = columnsExempt(kind, mapping);
  await store.write(({ db, t }) => db.insert(t.importBatches).values({
    id, kind, fileName, status: 'failed', columns, filled, mapping, options: { ...DEFAULT_OPTIONS, currency: reportingCurrency }, counts: {}, reasons: {}, newProducts: [], total: rows.length, done: 0,
    error: 'The upload was interrupted before the whole file was kept: upload it again', createdById: actor.id, createdByName: actor.name, createdAt: instant(kernel), version: 1,
  }).then(() => undefined));
  for (let from = 0; from < rows.length; from += ROWS_A_WRITE) {
    const slice = rows.slice(from, from + ROWS_A_WRITE).map((row) => keptRow(id, row, columns, exempt));
    await store.write(({ db, t }) => db.insert(t.importRows).values(slice).then(() => undefined));
    await new Promise(setImmediate);
  }
  return id;
}

const columnsExempt = (kind: ImportKind, mapping: Mapping): Set<string> => new Set(Object.entries(mapping).flatMap(([field, column]) => (fieldOf(kind, field)?.cardExempt ? [column] : [])));

/** A card number is not kept, not even in a row that is refused for it. */
function keptRow(batchId: string, { line, cells, fault }: FileRow, columns: readonly string[], exempt: ReadonlySet<string>) {
  const cards = new Set(cells.flatMap((cell, index) => (/\d/u.test(cell) && !exempt.has(columns[index] ?? '') && findCard(cell) !== null ? [index] : [])));
  const found = cards.size > 0 ? { reason: 'card_number', detail: `${[...cards].map((index) => columns[index] ?? 'a cell').join(', ')}: holds card data; it was not kept` } : fault;
  return {
    id: uuidv7(), batchId, line, cells: cells.map((cell, index) => (cards.has(index) ? TAKEN_OUT : cell.slice(0, LONGEST_CELL + 1))),
    outcome: found ? 'skipped' as const : 'pending' as const, reason: found?.reason ?? null, detail: found?.detail ?? null, recordId: null, recordVersion: null, committed: 0, unitKey: null, undo: null,
  };
}

/** The whole file is kept: the batch can be mapped and planned. */
export async function openBatch(act: Act, id: string): Promise<void> {
  const { importBatches } = act.tx.t;
  const [batch] = await act.tx.db.update(importBatches).set({ status: 'uploaded', error: null }).where(eq(importBatches.id, id)).returning();
  if (batch) await record(act, { command: 'imports.upload', resource: 'imports', id, before: null, after: { kind: batch.kind, fileName: batch.fileName, total: batch.total } });
}

/** Takes back what was staged for nothing. */
export async function discardBatch({ store }: Kernel, id: string): Promise<void> {
  await store.write(async ({ db, t }) => {
    await db.delete(t.importRows).where(eq(t.importRows.batchId, id));
    await db.delete(t.importBatches).where(eq(t.importBatches.id, id));
  });
}
