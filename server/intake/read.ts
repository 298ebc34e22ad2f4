import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/store.ts';
import { DESK, type AnyActor } from '../domain/escalation.ts';
import { KINDS_BY_ACCOUNT } from '../domain/imports/fields.ts';
import { notThere } from '../rest/problem.ts';

export type Reader = Pick<Tx, 'db' | 't'>;
export type Batch = Tx['t']['importBatches']['$inferSelect'];
export type BatchRow = Tx['t']['importRows']['$inferSelect'];

export async function readBatch({ db, t }: Reader, id: string): Promise<Batch> {
  const [batch] = await db.select().from(t.importBatches).where(eq(t.importBatches.id, id));
  if (!batch) throw notThere('This import');
  return batch;
}

/** In whose name the batch changes records; Upgrade Desk itself where it was started from the command line. */
export async function committerOf({ db, t }: Reader, { committedById }: Batch): Promise<AnyActor> {
  if (committedById === null) return DESK;
  const [user] = await db.select({ id: t.users.id, name: t.users.name, role: t.users.role }).from(t.users).where(eq(t.users.id, committedById));
  return user ?? DESK;
}

export async function rowsOf({ db, t }: Reader, batchId: string, from: number, limit: number): Promise<BatchRow[]> {
  return db.select().from(t.importRows).where(eq(t.importRows.batchId, batchId)).orderBy(asc(t.importRows.line)).limit(limit).offset(from);
}

/** The next rows that the plan would write and that are not in yet: as the file has them, or account by account. */
export async function rowsLeft({ db, t }: Reader, { id, kind }: Batch, outcome: 'create' | 'update', limit: number): Promise<BatchRow[]> {
  const { importRows } = t;
  const order = KINDS_BY_ACCOUNT.includes(kind) ? [asc(importRows.unitKey), asc(importRows.line)] : [asc(importRows.line)];
  return db.select().from(importRows).where(and(eq(importRows.batchId, id), eq(importRows.committed, 0), eq(importRows.outcome, outcome))).orderBy(...order).limit(limit);
}

/** All the rows of the records that these are rows of. */
export async function wholeUnits({ db, t }: Reader, batchId: string, rows: readonly BatchRow[]): Promise<BatchRow[]> {
  const keys = [...new Set(rows.flatMap((row) => (row.unitKey === null ? [] : [row.unitKey])))];
  if (keys.length === 0) return [...rows];
  return db.select().from(t.importRows).where(and(eq(t.importRows.batchId, batchId), inArray(t.importRows.unitKey, keys))).orderBy(asc(t.importRows.line));
}
