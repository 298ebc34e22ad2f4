import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/store.ts';
import { can } from '../domain/permissions.ts';
import { KINDS_BY_ACCOUNT } from '../domain/imports/fields.ts';
import { checkMapping, valuesOf, type Mapping } from '../domain/imports/mapping.ts';
import { checkOptions, type ImportOptions } from '../domain/imports/options.ts';
import { ProductFinder } from '../domain/imports/products.ts';
import { FILE_FAULTS, type ReasonCode } from '../domain/imports/reasons.ts';
import { productsByKey, type NewProduct } from '../domain/imports/subscriptions.ts';
import type { Refusal } from '../domain/refusal.ts';
import { record } from '../record/record.ts';
import { Problem, staleProblem } from '../rest/problem.ts';
import { instant, type Act, type Kernel } from '../rest/request.ts';
import { openSession } from './kinds.ts';
import { readBatch, rowsOf, type Batch, type BatchRow, type Reader } from './read.ts';
import { keyOf, type Session, type Unit } from './session.ts';
import { unitsOf } from './units.ts';

const ROWS_A_WRITE = 250;

export type Wish = { mapping?: Mapping; options?: Partial<ImportOptions>; version: number };
export type Tally = { counts: Record<string, number>; reasons: Record<string, number> };

/** What is asked for, or why it cannot be planned so. */
export async function wishedFor(reader: Reader, batch: Batch, { mapping = batch.mapping, options = {} }: Wish): Promise<{ mapping: Mapping; options: ImportOptions } | Refusal> {
  const wanted: ImportOptions = { ...batch.options, ...options };
  const errors: Record<string, string> = { ...checkMapping(batch.kind, batch.columns, mapping), ...checkOptions(wanted), ...(await unknownNames(reader, wanted)) };
  if (Object.keys(errors).length > 0) return { refused: 'invalid', because: Object.entries(errors).map(([field, message]) => `${field} ${message}`).join('; '), errors };
  return { mapping, options: wanted };
}

async function unknownNames({ db, t }: Reader, { managerIds, regions, defaultRegion }: ImportOptions): Promise<Record<string, string>> {
  const errors: Record<string, string> = {};
  if (managerIds.length > 0) {
    const people = await db.select({ id: t.users.id, role: t.users.role }).from(t.users).where(and(inArray(t.users.id, managerIds), eq(t.users.status, 'active')));
    if (people.filter((one) => can(one.role, 'escalations:work')).length < new Set(managerIds).size) errors.managerIds = 'must all be active account managers';
  }
  const known = new Set((await db.select({ id: t.regions.id }).from(t.regions)).map((one) => one.id));
  if (defaultRegion !== null && !known.has(defaultRegion)) errors.defaultRegion = 'is not one of the regions';
  if (Object.values(regions).some((region) => !known.has(region))) errors.regions = 'names a region that is not there';
  return errors;
}

export const PLANNABLE = ['uploaded', 'planned'] as const;

/** Takes the batch for a dry run, if it is still as it was seen. Answers it as it is planned, or null where somebody was faster. */
export async function beginPlan({ store }: Kernel, id: string, version: number, wish: { mapping: Mapping; options: ImportOptions }): Promise<Batch | null> {
  const [batch] = await store.write(({ db, t: { importBatches } }) => db.update(importBatches)
    .set({ ...wish, status: 'uploaded', counts: {}, reasons: {}, newProducts: [], done: 0, version: version + 1 })
    .where(and(eq(importBatches.id, id), eq(importBatches.version, version), inArray(importBatches.status, [...PLANNABLE]))).returning());
  return batch ?? null;
}

export type Plan = Tally & { newProducts: NewProduct[] };

/** Decides every row against the records as they are now and keeps what it found. Nothing else is changed. */
export async function planRows(kernel: Kernel, batch: Batch, actorName: string): Promise<Plan> {
  const { store } = kernel;
  const reader: Reader = { db: store.read, t: store.t };
  const newProducts = batch.kind === 'subscriptions' && batch.options.createProducts ? await missingProducts(reader, batch) : [];
  const seen = new Map<string, number>();
  const tally: Tally = { counts: { create: 0, update: 0, unchanged: 0, skipped: 0 }, reasons: {} };
  const now = instant(kernel);
  const taken = new Map<string, string>();
  for await (const rows of unitsOf(reader, batch, ROWS_A_WRITE)) {
    const units = rows.map((unit) => unit.map((row) => ({ line: row.line, values: valuesOf(batch.mapping, batch.columns, row.cells) })));
    const session = await openSession(batch.kind, reader, { options: batch.options, newProducts, rows: units.flat().map((row) => row.values), now, actorName, taken });
    const planned = rows.flatMap((unit, index) => planUnit(KINDS_BY_ACCOUNT.includes(batch.kind) ? withAccount(unit, units[index] ?? []) : unit, units[index] ?? [], session, seen));
    for (const row of planned) count(tally, row);
    await store.write((tx) => saveRows(tx, planned));
    await new Promise(setImmediate);
  }
  return { ...tally, newProducts };
}

const withAccount = (unit: readonly BatchRow[], values: Unit): BatchRow[] => unit.map((row, index) => ({ ...row, unitKey: values[index]?.values.get('account') ?? null }));

/** What is wrong with a row of the file is wrong with all the rows that make up its record. */
function planUnit(unit: readonly BatchRow[], values: Unit, session: Session, seen: Map<string, number>): BatchRow[] {
  const kept = unit.map((row) => ({ ...row, recordId: null, recordVersion: null, committed: 0, undo: null }));
  const broken = kept.find((row) => row.reason !== null && FILE_FAULTS.includes(row.reason as ReasonCode));
  if (broken) return kept.map((row) => (row === broken ? { ...row, outcome: 'skipped' } : faulty(row, broken.line, broken)));
  const key = keyOf(values[0]?.values ?? new Map());
  const first = seen.get(key);
  if (key !== '' && first !== undefined) return kept.map((row) => ({ ...row, outcome: 'skipped', reason: 'duplicate_key', detail: `Line ${first} has the same key` }));
  seen.set(key, unit[0]?.line ?? 0);
  const decision = session.decide(values);
  const { outcome } = decision;
  if (outcome === 'skipped') return kept.map((row) => faulty(row, decision.fault.line ?? row.line, decision.fault));
  const known = outcome === 'create' ? {} : { recordId: decision.id };
  return kept.map((row) => ({ ...row, outcome, reason: null, detail: outcome === 'update' ? Object.keys(decision.changes).join(', ') : null, ...known, ...(outcome === 'update' && { recordVersion: decision.version }) }));
}

/** A row that is left out: for its own fault, or for that of another line of its record. */
export function faulty(row: BatchRow, line: number, { reason, detail }: { reason: string | null; detail: string | null }): BatchRow {
  if (row.line === line) return { ...row, outcome: 'skipped', reason, detail };
  return { ...row, outcome: 'skipped', reason: 'other_line', detail: `Line ${line} of the same upgrade: ${reason}` };
}

async function missingProducts(reader: Reader, batch: Batch): Promise<NewProduct[]> {
  const { products } = reader.t;
  const finder = new ProductFinder(productsByKey(await reader.db.select({ id: products.id, name: products.name }).from(products)), batch.options);
  for (let from = 0; from < batch.total; from += ROWS_A_WRITE) {
    for (const row of await rowsOf(reader, batch.id, from, ROWS_A_WRITE)) if (row.reason === null || !FILE_FAULTS.includes(row.reason as ReasonCode)) finder.see(valuesOf(batch.mapping, batch.columns, row.cells));
    await new Promise(setImmediate);
  }
  return finder.found;
}

export function count({ counts, reasons }: Tally, { outcome, reason }: Pick<BatchRow, 'outcome' | 'reason'>, by = 1): void {
  counts[outcome] = (counts[outcome] ?? 0) + by;
  if (outcome === 'skipped' && reason !== null) reasons[reason] = (reasons[reason] ?? 0) + by;
}

/** Many rows in one statement: they are all there, so that only what the conflict sets is written. */
export async function saveRows({ db, t: { importRows } }: Tx, rows: readonly BatchRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.insert(importRows).values(rows.map((row) => ({ ...row, cells: [] }))).onConflictDoUpdate({
    target: importRows.id,
    set: {
      outcome: sql`excluded.outcome`, reason: sql`excluded.reason`, detail: sql`excluded.detail`, recordId: sql`excluded.record_id`, recordVersion: sql`excluded.record_version`, committed: sql`excluded.committed`,
      unitKey: sql`excluded.unit_key`, undo: sql`excluded.undo`,
    },
  });
}

/** The dry run is whole, and still of the batch as it was taken: it is the plan. */
export async function finishPlan(act: Act, batch: Batch, plan: Plan): Promise<void> {
  const { importBatches } = act.tx.t;
  const saved = await act.tx.db.update(importBatches).set({ status: 'planned', ...plan, done: 0 }).where(and(eq(importBatches.id, batch.id), eq(importBatches.version, batch.version), eq(importBatches.status, 'uploaded'))).returning({ id: importBatches.id });
  const now = await readBatch(act.tx, batch.id);
  if (saved.length === 0) throw staleProblem(now);
  await record(act, { command: 'imports.plan', resource: 'imports', id: batch.id, before: null, after: { mapping: batch.mapping, counts: plan.counts, reasons: plan.reasons } });
}

/** Why a dry run cannot begin on a batch as it is now. */
export function refusePlan(batch: Batch, version: number): void {
  if (batch.version !== version) throw staleProblem(batch);
  if (!PLANNABLE.includes(batch.status as 'uploaded')) throw new Problem(409, `The import is ${batch.status}: upload the file again to plan it anew`, { current: batch, allowed: [] });
}
