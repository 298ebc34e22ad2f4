import { getTableColumns, inArray, is, sql, Column, type SQL } from 'drizzle-orm';
import type { SelectedFields } from 'drizzle-orm/sqlite-core';
import type { Db, Keepable, Store } from '../../db/store.ts';
import { formOf, orderOf, type Range } from './query.ts';
import type { Resource, Row, RowQuery } from './resource.ts';
import { counting, EXACT_UP_TO, type Selection } from './selection.ts';
import { onceACommit } from './once-a-commit.ts';

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
function inJson(read: Db, { shape, table, listJson }: Resource): Db {
  const select = (fields: SelectedFields = getTableColumns(table)) => {
    const own = listJson?.fields ?? {};
    // Its id comes last: a text, whose end is not taken for the object's.
    const pairs = [...Object.keys(shape.properties).filter((name) => name !== 'id' && name in fields && !(name in own)), 'id'].map((name) => sql`${sql.raw(`'${name}'`)}, ${jsonOf(fields[name])}`);
    const object = sql`json_object(${sql.join(pairs, sql`, `)})`;
    if (!listJson) return read.select({ json: sql<string>`${object}` });
    // Put behind the rest as text: what is JSON already need not be read once more.
    const more = Object.entries(own).map(([name, json]) => sql`${sql.raw(`',"${name}":'`)} || ${json}`);
    return read.select({ json: sql<string>`rtrim(${object}, '}') || ${sql.join(more, sql` || `)} || '}'`, marked: listJson.marked });
  };
  return { select } as unknown as Db;
}

type JsonRow = { json: string; marked?: number };

const jsonOfRow = ({ json, marked }: JsonRow, { listJson }: Resource): string => (marked && listJson ? JSON.stringify(listJson.mend(JSON.parse(json) as Row)) : json);

const limit = sql.placeholder('limit') as unknown as number;
const from = sql.placeholder('from') as unknown as number;

/**
 * The same page by statements that are kept; its JSON made by the database, which is quicker at it than we are, unless more is read beside the rows. Until
 * something is committed, who asks for the same page is given the same JSON.
 */
async function keptPage(store: Store, resource: Resource, { conditions, sort }: Selection & { conditions: NonNullable<Selection['conditions']> }, range: Range): Promise<Page> {
  const deep = range.from >= DEEP;
  const { form, values, where } = formOf(conditions, store.engine);
  const key = `${resource.name} where ${form}`;
  const statement = `${key} by ${sort.field} ${sort.order}${deep ? ' deep' : ''}`;
  const inOurs = resource.widen !== undefined && !resource.listJson;
  const given = { ...values, ...range, ...(await resource.listJson?.values(store.read)) };
  const read = () => store.kept(statement, (on) => paged(resource, inOurs ? on : inJson(on, resource), on, where(), orderOf(sort, resource.sorts, resource.table.id), { from, limit }, deep) as unknown as Keepable<Row[]>).execute(given);
  const inJsonOf = async () => {
    const rows = await read();
    return { rows: `[${rows.map((row) => jsonOfRow(row as JsonRow, resource)).join(',')}]`, got: rows.length };
  };
  const inRows = async () => {
    const rows = await read();
    return { rows, got: rows.length };
  };
  const page = inOurs ? await inRows() : await onceACommit(store, `${statement} ${JSON.stringify(given)}`, inJsonOf, ({ rows }) => rows.length);
  const count = async () => Number((await store.kept(`count ${key}`, (on) => counting(on, resource, where()) as unknown as Keepable<{ n: number }[]>).execute(values))[0]?.n ?? 0);
  const total = isWhole(range, page.got) ? range.from + page.got : await onceACommit(store, `count ${key} ${JSON.stringify(values)}`, count);
  return { ...page, total };
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
