import { and, eq } from 'drizzle-orm';
import type { Store } from '../../db/store.ts';
import type { Decision } from '../domain/imports/decision.ts';
import { KINDS_IN_LINES } from '../domain/imports/fields.ts';
import { valuesOf } from '../domain/imports/mapping.ts';
import { record } from '../record/record.ts';
import { Problem, staleProblem } from '../rest/problem.ts';
import { instant, type Act, type Kernel } from '../rest/request.ts';
import { openSession } from './kinds.ts';
import { count, faulty, saveRows } from './plan.ts';
import { committerOf, readBatch, rowsLeft, wholeUnits, type Batch, type BatchRow } from './read.ts';
import type { Written } from './session.ts';
import { addProducts } from './subscriptions.ts';
import { byUnit } from './units.ts';

/** Small enough that a claim made meanwhile waits a few hundredths of a second. */
const ROWS_A_CHUNK = 100;
const FAILED = 'Something went wrong on our side. What is in stays in; commit again to go on with the rest';

/** The plan is carried out from now on. */
export async function startCommit(act: Act, id: string, version: number): Promise<void> {
  const batch = await readBatch(act.tx, id);
  if (batch.version !== version) throw staleProblem(batch);
  const again = batch.status === 'failed' && batch.counts.create !== undefined;
  if (batch.status !== 'planned' && !again) throw new Problem(409, whyNot(batch), { current: batch, allowed: batch.status === 'uploaded' ? ['plan', 'cancel'] : [] });
  const settled = (batch.counts.unchanged ?? 0) + (batch.counts.skipped ?? 0);
  // The second time they are there already, and still this import's to take back.
  const newProducts = again ? batch.newProducts : await addProducts(act, batch.newProducts);
  const patch = { status: 'running' as const, error: null, newProducts, done: again ? batch.done : settled, committedById: act.actor.id, committedByName: act.actor.name, version: version + 1 };
  await act.tx.db.update(act.tx.t.importBatches).set(patch).where(eq(act.tx.t.importBatches.id, id));
  await record(act, { command: 'imports.commit', resource: 'imports', id, before: { status: batch.status }, after: { status: 'running', counts: batch.counts } });
}

const whyNot = ({ status }: Batch): string => (status === 'uploaded' ? 'There is no dry run yet: it is the plan that is carried out' : `The import is ${status}`);

/** Ends it before or while it runs; what is in stays. */
export async function cancelBatch(act: Act, id: string, version: number): Promise<void> {
  const batch = await readBatch(act.tx, id);
  if (batch.version !== version) throw staleProblem(batch);
  if (!['uploaded', 'planned', 'running'].includes(batch.status)) throw new Problem(409, `The import is ${batch.status}`, { current: batch, allowed: [] });
  const patch = { status: 'cancelled' as const, finishedAt: act.now, version: version + 1 };
  await act.tx.db.update(act.tx.t.importBatches).set(patch).where(eq(act.tx.t.importBatches.id, id));
  await record(act, { command: 'imports.cancel', resource: 'imports', id, before: { status: batch.status, done: batch.done }, after: { status: 'cancelled', done: batch.done } });
}

/** The next rows of a running import in one transaction. False when there are no more, or it was stopped. */
async function commitChunk(kernel: Kernel, id: string): Promise<boolean> {
  return kernel.store.write(async (tx) => {
    const batch = await readBatch(tx, id);
    if (batch.status !== 'running') return false;
    const act: Act = { tx, actor: await committerOf(tx, batch), now: instant(kernel), requestId: `imports/${id}` };
    const created = await rowsLeft(tx, batch, 'create', ROWS_A_CHUNK);
    const next = created.length > 0 ? created : await rowsLeft(tx, batch, 'update', ROWS_A_CHUNK);
    const inLines = KINDS_IN_LINES.includes(batch.kind);
    const rows = inLines ? await wholeUnits(tx, id, next) : next;
    if (rows.length === 0) {
      await finish(act, batch);
      return false;
    }
    const units = inLines ? byUnit(rows) : rows.map((row) => [row]);
    const values = units.map((unit) => unit.map((row) => ({ line: row.line, values: valuesOf(batch.mapping, batch.columns, row.cells) })));
    const session = await openSession(batch.kind, tx, { options: batch.options, newProducts: [], rows: values.flat().map((row) => row.values), now: act.now, actorName: act.actor.name });
    const decisions = units.map((unit, index) => again(unit[0], session.decide(values[index] ?? [])));
    const written = await session.write(act, decisions);
    const settled = units.flatMap((unit, index) => unit.map((row) => settledRow(row, row === unit[0], decisions[index], written[index])));
    await saveRows(tx, settled);
    const tally = { counts: { ...batch.counts }, reasons: { ...batch.reasons } };
    for (const [index, row] of settled.entries()) {
      count(tally, { outcome: units.flat()[index]?.outcome ?? 'pending', reason: null }, -1);
      count(tally, row);
    }
    await tx.db.update(tx.t.importBatches).set({ ...tally, done: batch.done + rows.length }).where(eq(tx.t.importBatches.id, id));
    tx.announce({ seq: 0, resource: 'imports', id, action: 'imports.progress', actorId: act.actor.id });
    return true;
  }, { books: true });
}

/** A row that the record's state now decides otherwise is not written: what was shown before is what is done. */
function again(row: BatchRow | undefined, decision: Decision<object>): Decision<object> {
  if (decision.outcome === 'skipped' || decision.outcome === 'unchanged') return decision;
  const moved = decision.outcome !== row?.outcome || (decision.outcome === 'update' && decision.version !== row.recordVersion);
  return moved ? { outcome: 'skipped', fault: { reason: 'changed_meanwhile', detail: 'The record changed after the dry run: plan the file again' } } : decision;
}

/** How to take it back stands on the first row of a record. */
function settledRow(row: BatchRow, isFirst: boolean, decision: Decision<object> | undefined, written: Written | undefined): BatchRow {
  if (decision?.outcome === 'skipped') return { ...faulty(row, decision.fault.line ?? row.line, decision.fault), committed: 1 };
  return { ...row, outcome: decision?.outcome ?? row.outcome, recordId: written?.id ?? null, undo: isFirst ? (written?.undo ?? null) : null, committed: 1 };
}

async function finish(act: Act, batch: Batch): Promise<void> {
  const patch = { status: 'done' as const, done: batch.total, finishedAt: act.now, version: batch.version + 1 };
  await act.tx.db.update(act.tx.t.importBatches).set(patch).where(eq(act.tx.t.importBatches.id, batch.id));
  await record(act, { command: 'imports.commit', resource: 'imports', id: batch.id, before: { status: 'running' }, after: { status: 'done', counts: batch.counts, reasons: batch.reasons } });
}

/** Carries a running import out to its end, chunk by chunk, letting other work in between. */
export async function runChunks(kernel: Kernel, id: string, goOn: () => boolean = () => true, progress?: (batch: Batch) => void): Promise<void> {
  try {
    while (goOn() && (await commitChunk(kernel, id))) {
      if (progress) progress(await readBatch({ db: kernel.store.read, t: kernel.store.t }, id));
      await new Promise(setImmediate);
    }
  } catch (error) {
    await kernel.store.write(async (tx) => {
      const { importBatches } = tx.t;
      await tx.db.update(importBatches).set({ status: 'failed', error: FAILED }).where(and(eq(importBatches.id, id), eq(importBatches.status, 'running')));
      tx.announce({ seq: 0, resource: 'imports', id, action: 'imports.failed', actorId: null });
    });
    throw error;
  }
}

type Running = { stopping: boolean; jobs: Map<string, Promise<void>> };
const running = new WeakMap<Store, Running>();

function runningOn(store: Store): Running {
  const known = running.get(store) ?? { stopping: false, jobs: new Map() };
  running.set(store, known);
  return known;
}

/** Runs an import in the background, once at a time in this process. A fault ends it as failed and is told to `report`. */
export function runInBackground(kernel: Kernel, id: string, report: (error: unknown) => void): void {
  const state = runningOn(kernel.store);
  if (state.jobs.has(id) || state.stopping) return;
  const job = new Promise(setImmediate).then(() => runChunks(kernel, id, () => !state.stopping)).catch(report).finally(() => state.jobs.delete(id));
  state.jobs.set(id, job);
}

/** Ends background imports between two chunks; the next start goes on with them. */
export async function stopImports(store: Store): Promise<void> {
  const state = runningOn(store);
  state.stopping = true;
  await Promise.all(state.jobs.values());
}
