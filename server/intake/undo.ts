import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { tellBooks } from '../coding/history.ts';
import { saveLines, type LineChange } from '../coding/lines.ts';
import type { SubscriptionRow } from '../coding/read.ts';
import { AUDITED_AS, WRITTEN_TABLES, type StoredRow, type UndoImage, type WrittenTable } from '../domain/imports/undo.ts';
import { moveAccount } from '../record/account.ts';
import { record, recordMany, type Recorded } from '../record/record.ts';
import { Problem, staleProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { readBatch, type Batch, type Reader } from './read.ts';
import { blockersOf, type Blocker, type Done } from './undo-blockers.ts';

/** `blocked`: how many there are in all; of many, `blockedBy` names the first. */
export type UndoPreview = { possible: boolean; blockedBy: Blocker[]; blocked: number; records: number };

const ROWS_A_READ = 1000;
const IDS_A_STATEMENT = 500;
const BLOCKERS_SHOWN = 100;
const UNDOABLE: readonly Batch['status'][] = ['done', 'failed', 'cancelled'];

/** Everything that an import wrote, row by row as its file has it. */
async function doneBy({ db, t: { importRows } }: Reader, batchId: string): Promise<Done[]> {
  const done: Done[] = [];
  for (let after = 0; ;) {
    const rows = await db.select({ line: importRows.line, undo: importRows.undo }).from(importRows)
      .where(and(eq(importRows.batchId, batchId), eq(importRows.committed, 1), inArray(importRows.outcome, ['create', 'update']), gt(importRows.line, after))).orderBy(asc(importRows.line)).limit(ROWS_A_READ);
    // Rows of one record after its first say nothing of their own.
    done.push(...rows.flatMap(({ line, undo }) => (undo === null ? [] : [{ line, undo }])));
    if (rows.length < ROWS_A_READ) return done;
    after = rows.at(-1)?.line ?? after;
  }
}

/** What taking an import back would do, and what stands in its way. */
export async function previewUndo(reader: Reader, id: string): Promise<UndoPreview> {
  const batch = await readBatch(reader, id);
  const done = UNDOABLE.includes(batch.status) ? await doneBy(reader, id) : [];
  const blockers = await blockersOf(reader, batch, done);
  const records = done.reduce((sum, { undo }) => sum + recordsOf(undo), 0) + (done.length > 0 ? batch.newProducts.length : 0);
  return { possible: done.length > 0 && blockers.length === 0, blockedBy: blockers.slice(0, BLOCKERS_SHOWN), blocked: blockers.length, records };
}

const recordsOf = ({ created, changed }: UndoImage): number => [...created, ...changed].filter(([table]) => AUDITED_AS[table] !== undefined).length;

/** Takes back what an import did: all of it or, where anything has touched it since, nothing. */
export async function undoBatch(act: Act, id: string, version: number): Promise<void> {
  const { tx } = act;
  const batch = await readBatch(tx, id);
  if (batch.version !== version) throw staleProblem(batch);
  if (!UNDOABLE.includes(batch.status)) throw new Problem(409, `The import is ${batch.status}: only one that has ended can be undone`, { current: batch, allowed: [] });
  if (batch.kind === 'return_facts') throw new Problem(409, 'Facts are never taken back: record what is right beside them', { current: batch, allowed: [] });
  const done = await doneBy(tx, id);
  if (done.length === 0) throw new Problem(409, 'The import changed nothing: there is nothing to take back', { current: batch, allowed: [] });
  const blockers = await blockersOf(tx, batch, done);
  const [first] = blockers;
  if (first) {
    const others = blockers.length > 1 ? ` and ${blockers.length - 1} more` : '';
    throw new Problem(409, `Its records have gone on since. ${first.line === null ? '' : `Line ${first.line}, `}${first.resource} ${first.id}: ${first.because}${others}`, { blockedBy: blockers.slice(0, BLOCKERS_SHOWN), allowed: [] });
  }
  // The undo belongs to the import in the log: an earlier one that it had changed can be taken back after it.
  const own: Act = { ...act, requestId: `imports/${id}` };
  const touched = await takeBack(own, batch, done);
  await tellBooks(own, touched);
  const patch = { status: 'undone' as const, undoneAt: act.now, undoneByName: act.actor.name, version: version + 1 };
  await tx.db.update(tx.t.importBatches).set(patch).where(eq(tx.t.importBatches.id, id));
  await record(own, { command: 'imports.undo', resource: 'imports', id, before: { status: batch.status }, after: { status: 'undone', records: done.reduce((sum, { undo }) => sum + recordsOf(undo), 0) } });
}

type Audited = Recorded & { command: 'records.update' | 'records.delete' };

/** Answers the accounts whose books have to be told anew. */
async function takeBack(act: Act, batch: Batch, done: readonly Done[]): Promise<string[]> {
  const { tx } = act;
  const audited: Audited[] = [];
  const accounts = new Set<string>();
  const created = (table: WrittenTable) => done.flatMap(({ undo }) => undo.created.flatMap(([one, id]) => (one === table ? [id] : [])));
  for (const table of WRITTEN_TABLES) {
    for (const ids of slices(created(table))) {
      for (const row of await deleteRows(act, table, ids)) audit(audited, accounts, table, row, null);
    }
  }
  const products = batch.newProducts.map((product) => product.id);
  for (const ids of slices(products)) {
    const taken = await tx.db.delete(tx.t.products).where(inArray(tx.t.products.id, ids)).returning();
    audited.push(...taken.map((row) => ({ command: 'records.delete' as const, resource: 'products', id: row.id, before: row, after: null })));
  }
  // Backwards: where a record was changed twice, what it was first is what it is last.
  const gone = new Set(done.flatMap(({ undo }) => undo.created.map(([table, id]) => `${table} ${id}`)));
  for (const { undo } of done.toReversed()) {
    for (const [table, before] of undo.changed.toReversed()) {
      if (gone.has(`${table} ${before.id}`)) continue;
      const [was, now] = await restore(act, table, before);
      audit(audited, accounts, table, was, now);
    }
    for (const [table, row] of undo.removed) await tx.db.insert(tx.t[table]).values(row as never);
  }
  await recordMany(act, audited);
  return [...accounts];
}

function audit(audited: Audited[], accounts: Set<string>, table: WrittenTable, before: StoredRow, after: StoredRow | null): void {
  const resource = AUDITED_AS[table];
  if (resource === undefined) return;
  const accountId = table === 'accounts' ? before.id : String(before.accountId);
  if (table === 'subscriptions' || table === 'upgrades') accounts.add(accountId);
  audited.push({ command: after === null ? 'records.delete' : 'records.update', resource, id: before.id, before, after, accountId, upgradeId: table === 'upgrades' ? before.id : null });
}

function* slices(ids: readonly string[]): Generator<string[]> {
  for (let from = 0; from < ids.length; from += IDS_A_STATEMENT) yield ids.slice(from, from + IDS_A_STATEMENT);
}

async function deleteRows(act: Act, name: WrittenTable, ids: readonly string[]): Promise<StoredRow[]> {
  const { tx } = act;
  if (name === 'subscriptions') {
    const lines = await tx.db.select().from(tx.t.subscriptions).where(inArray(tx.t.subscriptions.id, [...ids]));
    await saveLines(act, lines.map((before): LineChange => ({ before, after: null })));
    return lines;
  }
  // Of the tables it is asked for, only their ids matter here.
  const table = tx.t[name] as typeof tx.t.accounts;
  return tx.db.delete(table).where(inArray(table.id, [...ids])).returning();
}

/** The version moves on: whoever has seen the record as the import left it must not overwrite what comes after. */
async function restore(act: Act, name: WrittenTable, { id, version: _version, ...fields }: StoredRow): Promise<[StoredRow, StoredRow]> {
  const { tx } = act;
  const table = tx.t[name] as typeof tx.t.accounts;
  const [was] = await tx.db.select().from(table).where(eq(table.id, id));
  if (!was) throw new Error('What stood in the way was looked for before');
  const now = { ...fields, version: was.version + 1 };
  const after = { ...was, ...now };
  if (name === 'subscriptions') await saveLines(act, [{ before: was as unknown as SubscriptionRow, after: after as unknown as SubscriptionRow }]);
  else await tx.db.update(table).set(now).where(eq(table.id, id));
  if (name === 'accounts') await moveAccount(tx, id, was, after);
  return [was, after];
}
