import { getTableColumns, inArray, is, sql, Column, type SQL } from 'drizzle-orm';
import type { SelectedFields } from 'drizzle-orm/sqlite-core';
import type { Db, Keepable, Store } from '../../db/store.ts';
import { formOf, orderOf, type Range } from './query.ts';
import type { Resource, Row, RowQuery } from './resource.ts';
import { counting, EXACT_UP_TO, type Selection } from './selection.ts';
import { totalOnce } from './totals.ts';

/** Past this offset a page is found through the index first and its rows are joined after. */
const DEEP = 1_000;
/** Lists of values have a statement for each length: longer ones than these are not asked for twice. */
const MOST_VALUES_KEPT = 30;

/** A page of a list: its rows, or their JSON as the database made it. */
export type Page = { rows: Row[] | string; got: number; total: number };

function paged(resource: Resource, db: Db, read: Db, where: SQL | undefined, order: SQL[], { from, limit }: { from: number; limit: number }, deep: boolean): RowQuery {
  const { table } = resource;
  if (!deep) return resource.select(db).where(where).orderBy(...order).limit(limit).offset(from);
  const ids = read.select({ id: table.id }).from(table).where(where).orderBy(...order).limit(limit).offset(from);
  return resource.select(db).where(inArray(table.id, sql`(select id from (${ids}) page)`)).orderBy(...order);
}

/** In SQLite's JSON, a text is a text: what is JSON already, and what is true or false, is told it. */
function jsonOf(field: unknown): SQL {
  if (is(field, Column) && field.dataType === 'json') return sql`json(${field})`;
  if (is(field, Column) && field.dataType === 'boolean') return sql`json(case ${field} when 1 then 'true' when 0 then 'false' end)`;
  return sql`${field}`;
}

/** The database as `select` of a resource sees it, except that every row comes as one text: its JSON, with the fields of its shape and no others. */
function inJson(read: Db, { shape, table }: Resource): Db {
  const select = (fields: SelectedFields = getTableColumns(table)) => {
    const pairs = Object.keys(shape.properties).filter((name) => name in fields).map((name) => sql`${sql.raw(`'${name}'`)}, ${jsonOf(fields[name])}`);
    return read.select({ json: sql<string>`json_object(${sql.join(pairs, sql`, `)})` });
  };
  return { select } as unknown as Db;
}

const limit = sql.placeholder('limit') as unknown as number;
const from = sql.placeholder('from') as unknown as number;

/** The same page by statements that are kept; its JSON made by the database, which is quicker at it than we are, unless more is read beside the rows. */
async function keptPage(store: Store, resource: Resource, { conditions, sort }: Selection & { conditions: NonNullable<Selection['conditions']> }, range: Range): Promise<Page> {
  const deep = range.from >= DEEP;
  const { form, values, where } = formOf(conditions, store.engine);
  const key = `${resource.name} where ${form}`;
  const inOurs = resource.widen !== undefined;
  const rows = await store.kept(`${key} by ${sort.field} ${sort.order}${deep ? ' deep' : ''}`, (read) =>
    paged(resource, inOurs ? read : inJson(read, resource), read, where(), orderOf(sort, resource.sorts, resource.table.id), { from, limit }, deep) as unknown as Keepable<Row[]>).execute({ ...values, ...range });
  const count = async () => Number((await store.kept(`count ${key}`, (read) => counting(read, resource, where()) as unknown as Keepable<{ n: number }[]>).execute(values))[0]?.n ?? 0);
  const total = isWhole(range, rows.length) ? range.from + rows.length : await totalOnce(store, `${key} ${JSON.stringify(values)}`, count);
  return { rows: inOurs ? rows : `[${rows.map((row) => String(row.json)).join(',')}]`, got: rows.length, total };
}

/** The end of the list is on this page: nothing needs to be counted. */
const isWhole = (range: Range, got: number): boolean => got > 0 && got < range.limit && range.from + got <= EXACT_UP_TO;

export async function pageOf(store: Store, resource: Resource, selection: Selection, range: Range): Promise<Page> {
  const { conditions, where, sort } = selection;
  const many = conditions?.reduce((sum, one) => sum + one.values.length, 0) ?? 0;
  // What is seen by some only is looked at row by row.
  if (store.engine === 'sqlite' && conditions && many <= MOST_VALUES_KEPT && !resource.view) return keptPage(store, resource, { ...selection, conditions }, range);
  const rows = await paged(resource, store.read, store.read, where, orderOf(sort, resource.sorts, resource.table.id), range, range.from >= DEEP);
  const total = isWhole(range, rows.length) ? range.from + rows.length : Number((await counting(store.read, resource, where))[0]?.n ?? 0);
  return { rows, got: rows.length, total };
}
