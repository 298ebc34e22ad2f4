import { and, eq, getTableColumns, getTableName, inArray, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { makeKeeper, type Db, type Keepable, type Kept } from './store.ts';

type Keeper = ReturnType<typeof makeKeeper>;
const keepers = new WeakMap<object, Keeper>();

/** Lets statements of this connection be kept: it is there for as long as the store is. */
export function keepStatementsOf(db: Db): Keeper {
  const keeper = makeKeeper(db);
  keepers.set(db, keeper);
  return keeper;
}

/** A statement that is built and prepared once for its connection, by a key that tells it from every other there: the builder takes longer than most of them run. Values go into its placeholders. */
export const kept = <T>(db: Db, key: string, build: (db: Db) => Keepable<T>): Kept<T> => keepers.get(db)?.(key, build) ?? build(db).prepare();

const place = (name: string): SQL => sql.placeholder(name) as unknown as SQL;

/** Names of what is not null, in the order of the table, and a key of them: null has a statement of its own, because a column of JSON would keep it as a text. */
function formOf(table: SQLiteTable, row: Record<string, unknown>): { names: string[]; key: string; values: (name: string) => SQL | null } {
  const names = Object.keys(getTableColumns(table)).filter((name) => row[name] !== undefined);
  return { names, key: `${getTableName(table)} ${names.join(',')} ${nullsOf(names, row)}`, values: (name) => (row[name] === null ? null : place(name)) };
}

const nullsOf = (names: readonly string[], row: Record<string, unknown>): string => names.map((name) => (row[name] === null ? '0' : '1')).join('');

/** Inserts one row. */
export async function insertRow<T extends SQLiteTable>(db: Db, table: T, row: T['$inferInsert']): Promise<void> {
  const { names, key, values } = formOf(table, row);
  await kept(db, `insert ${key}`, (on) => on.insert(table).values(Object.fromEntries(names.map((name) => [name, values(name)])) as never) as unknown as Keepable<unknown>).execute(row);
}

/** Inserts one row and answers the number that the database gave it. */
export async function insertCounted<T extends SQLiteTable & { id: SQLiteColumn }>(db: Db, table: T, row: T['$inferInsert']): Promise<number> {
  const { names, key, values } = formOf(table, row);
  const [made] = await kept(db, `insert counted ${key}`, (on) => on.insert(table).values(Object.fromEntries(names.map((name) => [name, values(name)])) as never).returning({ id: table.id }) as unknown as Keepable<{ id: number }[]>).execute(row);
  return made?.id ?? 0;
}

/** Inserts one row unless one of its kind is there; answers whether it did. */
export async function insertOnce<T extends SQLiteTable & { id: SQLiteColumn }>(db: Db, table: T, row: T['$inferInsert']): Promise<boolean> {
  const { names, key, values } = formOf(table, row);
  const made = await kept(db, `insert once ${key}`, (on) => on.insert(table).values(Object.fromEntries(names.map((name) => [name, values(name)])) as never).onConflictDoNothing().returning({ id: table.id }) as unknown as Keepable<unknown[]>).execute(row);
  return made.length > 0;
}

type Columns = { names: string[]; places: string[][] };
const columnsOf = new WeakMap<SQLiteTable, Columns>();

/** What the places of so many rows of a table are called, row by row: made once, since it is asked for with every change. */
function placesFor(table: SQLiteTable, rows: number): Columns {
  const known = columnsOf.get(table) ?? { names: Object.keys(getTableColumns(table)), places: [] };
  for (let row = known.places.length; row < rows; row += 1) known.places.push(known.names.map((name) => `${row} ${name}`));
  columnsOf.set(table, known);
  return known;
}

/**
 * Inserts a few whole rows by one statement, or changes those that are there as `set` says. `key` tells that change from every other of the table.
 * Every row has every column.
 */
export async function putFew<T extends SQLiteTable & { id: SQLiteColumn }>(db: Db, table: T, rows: readonly T['$inferSelect'][], key: string, set: () => Record<string, SQL>): Promise<void> {
  const { names, places } = placesFor(table, rows.length);
  const given: Record<string, unknown> = {};
  let form = `put ${getTableName(table)} ${key}`;
  for (const [index, row] of rows.entries()) {
    const values = row as Record<string, unknown>;
    for (const [column, name] of names.entries()) given[places[index]?.[column] ?? ''] = values[name];
    form += ` ${nullsOf(names, values)}`;
  }
  const placed = () => rows.map((row, index) => Object.fromEntries(names.map((name, column) => [name, (row as Record<string, unknown>)[name] === null ? null : place(places[index]?.[column] ?? '')])));
  await kept(db, form, (on) => on.insert(table).values(placed() as never).onConflictDoUpdate({ target: table.id, set: set() as never }) as unknown as Keepable<unknown>).execute(given);
}

/** Changes fields of the row with this id. */
export async function updateRow<T extends SQLiteTable & { id: SQLiteColumn }>(db: Db, table: T, id: string, changes: Partial<T['$inferSelect']>): Promise<void> {
  const { names, key, values } = formOf(table, changes);
  if (names.length === 0) return;
  const build = (on: Db) => on.update(table).set(Object.fromEntries(names.map((name) => [name, values(name)])) as never).where(eq(table.id, sql.placeholder('the id')));
  await kept(db, `update ${key}`, build as unknown as (on: Db) => Keepable<unknown>).execute({ ...changes, 'the id': id });
}

/** Changes fields of the row with this id where its fields still are what they were; answers whether it was so. */
export async function updateIf<T extends SQLiteTable & { id: SQLiteColumn }>(db: Db, table: T, id: string, changes: Partial<T['$inferSelect']>, was: Record<string, unknown>): Promise<boolean> {
  const { names, key, values } = formOf(table, changes);
  const held = Object.keys(was);
  const columns = getTableColumns(table as SQLiteTable) as Record<string, SQLiteColumn>;
  const build = (on: Db) => on.update(table).set(Object.fromEntries(names.map((name) => [name, values(name)])) as never)
    .where(and(eq(table.id, sql.placeholder('the id')), ...held.map((name) => eq(columns[name] as SQLiteColumn, sql.placeholder(`was ${name}`))))).returning({ id: table.id });
  const made = await kept(db, `update ${key} if ${held.join(',')}`, build as unknown as (on: Db) => Keepable<unknown[]>).execute({ ...changes, ...Object.fromEntries(held.map((name) => [`was ${name}`, was[name]])), 'the id': id });
  return made.length > 0;
}

/** The row with this id; undefined where there is none. */
export async function rowById<T extends SQLiteTable & { id: SQLiteColumn }>(db: Db, table: T, id: string): Promise<T['$inferSelect'] | undefined> {
  const [row] = await kept(db, `row of ${getTableName(table)}`, (on) => on.select().from(table as SQLiteTable).where(eq(table.id, sql.placeholder('id'))) as unknown as Keepable<T['$inferSelect'][]>).execute({ id });
  return row;
}

const MOST_IDS = 100;

/** What is asked for some ids, by a statement that is kept for as many as there are. */
export async function forIds<T>(db: Db, key: string, ids: readonly string[], build: (on: Db, among: (column: SQLiteColumn) => SQL) => Keepable<T[]> & PromiseLike<T[]>): Promise<T[]> {
  if (ids.length > MOST_IDS) return build(db, (column) => inArray(column, [...ids]));
  const places = ids.map((_id, index) => sql.placeholder(`id${index}`));
  return kept(db, `${key} of ${ids.length}`, (on) => build(on, (column) => inArray(column, places))).execute(Object.fromEntries(ids.map((id, index) => [`id${index}`, id])));
}

/** The rows with these ids, in no order. */
export const rowsByIds = <T extends SQLiteTable & { id: SQLiteColumn }>(db: Db, table: T, ids: readonly string[]): Promise<T['$inferSelect'][]> =>
  forIds<T['$inferSelect']>(db, `rows of ${getTableName(table)}`, ids, (on, among) => on.select().from(table as SQLiteTable).where(among(table.id)) as unknown as Keepable<T['$inferSelect'][]> & PromiseLike<T['$inferSelect'][]>);
