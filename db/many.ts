import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteInsertValue, SQLiteTable, SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core';
import { columnName } from './bulk.ts';
import { putFew } from './kept.ts';
import type { Db } from './store.ts';

/** SQLite takes 32,766 parameters a statement, PostgreSQL twice as many. */
const PARAMETERS = 30_000;
/** A list longer than this is asked for in parts. */
const A_LIST = 1_000;

function* slices<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size);
}

/** What is asked for a list of keys, each once, however long it is: nothing is asked for none. */
export async function inSlices<K, R>(keys: Iterable<K>, ask: (some: K[]) => Promise<R[]>): Promise<R[]> {
  const found: R[] = [];
  for (const some of slices([...new Set(keys)], A_LIST)) found.push(...(await ask(some)));
  return found;
}

type WithId = SQLiteTable & { id: SQLiteColumn };

const rowsAStatement = (table: SQLiteTable) => Math.floor(PARAMETERS / Object.keys(getTableColumns(table)).length);

export async function insertRows<T extends SQLiteTable>(db: Db, table: T, rows: readonly T['$inferInsert'][]): Promise<void> {
  for (const some of slices(rows, rowsAStatement(table))) await db.insert(table).values(some as SQLiteInsertValue<T>[]);
}

type Setting = () => Record<string, SQL>;
const columnsSet = (names: readonly string[], to: (name: string, excluded: SQL) => SQL): Setting => () => Object.fromEntries(names.map((name) => [name, to(name, sql`excluded.${sql.identifier(columnName(name))}`)]));

/** `mostKept`: so many rows at most have a statement that is kept, by `key`; each set of nulls has one of its own. */
async function upsert<T extends WithId>(db: Db, table: T, rows: readonly T['$inferSelect'][], mostKept: number, key: string, set: Setting): Promise<void> {
  if (rows.length === 0) return;
  if (rows.length <= mostKept) return putFew(db, table, rows, key, set);
  for (const some of slices(rows, rowsAStatement(table))) await db.insert(table).values(some as SQLiteInsertValue<T>[]).onConflictDoUpdate({ target: table.id, set: set() as SQLiteUpdateSetSource<T> });
}

/** Whole rows, new ones and changed ones alike, in as few statements as can be. `fixed`: what a row that is there keeps as it is. */
export async function putRows<T extends WithId>(db: Db, table: T, rows: readonly T['$inferSelect'][], fixed: readonly (keyof T['$inferSelect'])[] = []): Promise<void> {
  const names = Object.keys(getTableColumns(table)).filter((name) => name !== 'id' && !fixed.includes(name));
  // Several rows are seldom null in the same places again.
  await upsert(db, table, rows, 1, `but ${fixed.join(',')}`, columnsSet(names, (_name, excluded) => excluded));
}

/** As many sums as a change seldom moves more of. */
const FEW_SUMS = 40;

/** Sums: rows whose `sums` are added to those that are there, and that begin where none are. */
export async function addRows<T extends WithId>(db: Db, table: T, rows: readonly T['$inferSelect'][], sums: readonly (keyof T['$inferSelect'] & string)[]): Promise<void> {
  const columns = getTableColumns(table as SQLiteTable);
  await upsert(db, table, rows, FEW_SUMS, 'added', columnsSet(sums, (name, excluded) => sql`${columns[name]} + ${excluded}`));
}
