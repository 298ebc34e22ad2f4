import { and, asc, bindIfParam, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, ne, not, or, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Engine } from '../../db/store.ts';
import { NOBODY, partFor, valueFor, type Filterable, type Filters } from './filterable.ts';
import { parseJson } from './json.ts';
import { fieldProblem, Problem } from './problem.ts';

export const LONGEST_RANGE = 1000;
const MOST_VALUES = 1000;
/** A sort that an index serves; `nullable` columns come with the order of nulls that the index has. */
export type Sorts = Record<string, { column: SQLiteColumn; nullable?: true }>;

export type ListRequest = { filter?: string; range?: string; sort?: string };
export type Range = { from: number; limit: number };
export type Sort = { field: string; order: 'ASC' | 'DESC' };

/** `[from, to]`, both included, at most 1,000 rows; without one, the first 1,000. */
export function parseRange(given: string | undefined): Range {
  if (given === undefined) return { from: 0, limit: LONGEST_RANGE };
  const range = parseJson(given, 'range');
  if (!Array.isArray(range) || range.length !== 2) throw fieldProblem(400, 'range', 'must be two whole numbers, [from, to]');
  const [from, to] = range as unknown[];
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || (from as number) < 0 || (to as number) < (from as number)) {
    throw fieldProblem(400, 'range', 'must be two whole numbers with 0 ≤ from ≤ to');
  }
  const limit = (to as number) - (from as number) + 1;
  if (limit > LONGEST_RANGE) throw fieldProblem(400, 'range', `must not be longer than ${LONGEST_RANGE} rows`);
  return { from: from as number, limit };
}

export function parseSort(given: string | undefined, sorts: Sorts, standard: Sort): Sort {
  if (given === undefined) return standard;
  const sort = parseJson(given, 'sort');
  if (!Array.isArray(sort) || sort.length !== 2) throw fieldProblem(400, 'sort', 'must be ["field", "ASC" or "DESC"]');
  const [field, order] = sort as unknown[];
  if (typeof field !== 'string' || !Object.hasOwn(sorts, field)) throw fieldProblem(400, 'sort', `cannot be by this field; it can be by ${Object.keys(sorts).join(', ')}`);
  if (order !== 'ASC' && order !== 'DESC') throw fieldProblem(400, 'sort', 'must be "ASC" or "DESC"');
  return { field, order };
}

export function orderOf(sort: Sort, sorts: Sorts, id: SQLiteColumn): SQL[] {
  const { column, nullable } = sorts[sort.field] ?? { column: id };
  const direction = sort.order === 'ASC' ? asc : desc;
  // The order of nulls is PostgreSQL's own for its indexes; SQLite follows it when told.
  const first = nullable ? (sort.order === 'ASC' ? sql`${column} asc nulls last` : sql`${column} desc nulls first`) : direction(column);
  return column === id ? [direction(id)] : [first, direction(id)];
}

/** What may stand behind a field's name in a filter, after a line: `dueOn_lt`. */
export const OPERATORS = ['gte', 'lte', 'gt', 'lt', 'ne', 'like', 'null'] as const;
type Operator = 'eq' | (typeof OPERATORS)[number];

function named(key: string, filters: Filters): { filterable: Filterable; operator: Operator } {
  const plain = Object.hasOwn(filters, key) ? filters[key] : undefined;
  if (plain) return { filterable: plain, operator: 'eq' };
  const operator = OPERATORS.find((suffix) => key.endsWith(`_${suffix}`));
  const field = operator ? key.slice(0, -operator.length - 1) : key;
  const filterable = Object.hasOwn(filters, field) ? filters[field] : undefined;
  if (!operator || !filterable) throw new Problem(400, 'filter: there is no such field to filter by', { errors: { [shown(key)]: `cannot be filtered by; ${Object.keys(filters).join(', ')} can` } });
  return { filterable, operator };
}

/** A name from outside, short enough to repeat in an answer. */
const shown = (key: string) => (/^[\w.-]{1,64}$/.test(key) ? key : 'filter');

const escapeLike = (value: string) => value.replace(/[\\%_]/g, (letter) => `\\${letter}`);

/** Letters whose case both databases know by themselves. */
const likeOf = (part: string) => (/^[\x20-\x7e]*$/.test(part) ? 'like' : 'likeAnyLetter');

/** One condition of a filter, checked: what it says of a column, apart from the values that it says it of. */
export type Condition = { key: string; column: SQLiteColumn; through?: Filterable['through']; says: Operator | 'in' | 'empty' | 'filled' | 'holds' | 'lacks' | 'likeAnyLetter'; values: (string | number | boolean)[] };

function checked(key: string, value: unknown, filterable: Filterable, operator: Operator): Condition {
  const { column, kind, through, between = '' } = filterable;
  const condition = (says: Condition['says'], ...values: Condition['values']): Condition => ({ key, column, through, says, values });
  if (operator === 'null') {
    if (typeof value !== 'boolean') throw fieldProblem(400, key, 'must be true or false');
    return condition(value ? 'empty' : 'filled');
  }
  if (value === null && operator === 'eq') return condition('empty');
  if (value === null && operator === 'ne') return condition('filled');
  if (operator === 'like') {
    const part = partFor(key, value, filterable);
    return condition(likeOf(part), `%${escapeLike(part)}%`);
  }
  const several = operator === 'eq' && Array.isArray(value);
  if (several && value.length > MOST_VALUES) throw fieldProblem(400, key, `must not have more than ${MOST_VALUES} values`);
  const values = several ? value.map((one) => valueFor(key, one, filterable)) : [valueFor(key, value, filterable)];
  if (kind === 'held') {
    if (operator !== 'eq' && operator !== 'ne') throw fieldProblem(400, key, 'can only be asked for what it holds');
    return condition(operator === 'ne' ? 'lacks' : 'holds', ...values.map((one) => `%${escapeLike(`${between}${one}${between}`)}%`));
  }
  if (several) return condition('in', ...values);
  if (kind === 'counted' && values[0] === NOBODY && operator !== 'eq' && operator !== 'ne') throw fieldProblem(400, key, 'must be a whole number');
  return condition(operator, ...values);
}

type Asked = { condition: Condition; values: readonly unknown[] };

/** All conditions together; those on one other table are asked of it at once, so that it can start from any of them. */
function together(asked: readonly Asked[], engine: Engine): SQL | undefined {
  const tables = Map.groupBy(asked, ({ condition }) => condition.through);
  return and(...[...tables].map(([through, some]) => {
    const own = and(...some.map(({ condition, values }) => columnSql(condition, values, engine)));
    return own && through ? through(own) : own;
  }));
}

function columnSql({ column, says }: Pick<Condition, 'column' | 'says'>, values: readonly unknown[], engine: Engine): SQL | undefined {
  const [one] = values;
  // Of an id that is a number, its digits.
  const text = column.dataType === 'number' ? sql`cast(${column} as text)` : sql`${column}`;
  switch (says) {
    case 'in': return values.length === 0 ? sql`1 = 0` : inArray(column, [...values]);
    case 'holds': return values.length === 0 ? sql`1 = 0` : or(...values.map((held) => sql`${column} like ${held} escape '\\'`));
    case 'lacks': return not(sql`${column} like ${one} escape '\\'`);
    case 'empty': return isNull(column);
    case 'filled': case 'null': return isNotNull(column);
    case 'eq': return eq(column, one);
    // What has no value has another one.
    case 'ne': return column.notNull ? ne(column, one) : sql`${column} is distinct from ${bindIfParam(one, column)}`;
    case 'gte': return gte(column, one);
    case 'lte': return lte(column, one);
    case 'gt': return gt(column, one);
    case 'lt': return lt(column, one);
    case 'like': return engine === 'sqlite' ? sql`${text} like ${one} escape '\\'` : sql`${text} ilike ${one} escape '\\'`;
    case 'likeAnyLetter': return engine === 'sqlite' ? sql`lower_case(${text}) like lower_case(${one}) escape '\\'` : sql`${text} collate "und-x-icu" ilike ${one} escape '\\'`;
  }
}

/** Whether a text holds a part, whatever the case of their letters. */
export const holdsPart = (column: SQLiteColumn, part: string, engine: Engine): SQL | undefined => columnSql({ column, says: likeOf(part) }, [`%${escapeLike(part)}%`], engine);

export const whereOf = (conditions: readonly Condition[], engine: Engine): SQL | undefined => together(conditions.map((one) => ({ condition: one, values: one.values })), engine);

/** Where a value goes in. Only its column knows how this database writes true and false. */
function placeFor({ column }: Condition, value: Condition['values'][number], name: string): unknown {
  const place = sql.placeholder(name);
  return typeof value === 'boolean' ? sql.param(place, column) : place;
}

/**
 * The same filter apart from its values: `form` tells those apart that are not the same statement, and `where` has placeholders that the
 * `values` go into.
 */
export function formOf(conditions: readonly Condition[], engine: Engine): { form: string; values: Record<string, unknown>; where: () => SQL | undefined } {
  const values: Record<string, unknown> = {};
  for (const [index, one] of conditions.entries()) for (const [place, value] of one.values.entries()) values[`v${index}_${place}`] = value;
  return {
    form: conditions.map(({ key, says, values: some }) => `${key} ${says} ${some.length}`).join(', '), values,
    where: () => together(conditions.map((one, index) => ({ condition: one, values: one.values.map((value, place) => placeFor(one, value, `v${index}_${place}`)) })), engine),
  };
}

export type ParsedFilter = { conditions: Condition[]; q: string | null };

/** The filter, checked. `q` is left to the caller. */
export function parseFilter(given: string | undefined, filters: Filters, searchable: boolean): ParsedFilter {
  if (given === undefined) return { conditions: [], q: null };
  const filter = parseJson(given, 'filter');
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) throw fieldProblem(400, 'filter', 'must be an object');
  const conditions: Condition[] = [];
  let q: string | null = null;
  for (const [key, value] of Object.entries(filter)) {
    if (key === 'q' && searchable) {
      if (typeof value !== 'string' || value.length > 200) throw fieldProblem(400, 'q', 'must be a text of at most 200 characters');
      q = value;
      continue;
    }
    const { filterable, operator } = named(key, filters);
    conditions.push(checked(key, value, filterable, operator));
  }
  return { conditions, q };
}
