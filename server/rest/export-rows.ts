import { and, asc, Column, desc, getTableColumns, is, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { SelectedFields } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/store.ts';
import { csvLine, cellsOf } from './cells.ts';
import { orderOf, type Sort } from './query.ts';
import type { ReadingKernel, Viewer } from './request.ts';
import type { Resource, Row, RowQuery } from './resource.ts';
import { selected } from './selection.ts';

const ROWS_A_PIECE = 1_000;

/** One list to be written out: as it was asked for, by whom, and what time it is for them. */
export type ExportJob = { resource: string; query: { filter?: string; sort?: string }; columns: readonly string[]; viewer: Viewer; now: string };

export type Piece = { text: string; rows: number };

/** What the next piece goes on behind. */
type Place = { key: unknown; id: unknown };
/** The cells of the next rows of a part of the list, the first where nothing is behind them yet, and where they end. */
type Ask = (behind: Place | null) => Promise<{ rows: unknown[][]; last: Place }>;
type Part = { where: SQL | undefined; order: SQL[]; behind: (key: unknown, id: unknown) => SQL };

/** The list as CSV, its header first, piece by piece. */
export async function* exportPieces(kernel: ReadingKernel, resource: Resource, job: ExportJob): AsyncGenerator<Piece> {
  const { query, columns, viewer } = job;
  const { where, sort } = selected(kernel.store, resource, viewer, query);
  const cells = cellsOf(resource.shape, columns);
  // What is seen by some only, or read beside the rows, is looked at row by row; other rows need not be made into records.
  const plain = kernel.store.engine === 'sqlite' && !resource.view && !resource.widen;
  yield { text: csvLine(columns), rows: 0 };
  for (const part of partsOf(resource, where, sort)) {
    const ask = plain ? inCells(kernel.store.read, resource, sort, part, columns) : inRecords(kernel.store.read, resource, sort, part, job);
    for (let behind: Place | null = null, more = true; more;) {
      const { rows, last } = await ask(behind);
      if (rows.length > 0) yield { text: rows.map((row) => csvLine(cells(row))).join(''), rows: rows.length };
      [behind, more] = [last, rows.length === ROWS_A_PIECE];
    }
  }
}

/** Every piece goes on behind the last row of the one before, by the index that serves the sort: the last costs no more than the first. */
function partsOf(resource: Resource, where: SQL | undefined, sort: Sort): Part[] {
  const { id } = resource.table;
  const { column = id, nullable = false } = resource.sorts[sort.field] ?? {};
  const up = sort.order === 'ASC';
  const than = up ? sql`>` : sql`<`;
  const [byKey, byId]: Part[] = [
    { where, order: orderOf(sort, resource.sorts, id), behind: (key, last) => sql`(${column}, ${id}) ${than} (${key}, ${last})` },
    { where, order: [up ? asc(id) : desc(id)], behind: (_key, last) => sql`${id} ${than} ${last}` },
  ] as [Part, Part];
  if (column === id) return [byId];
  if (!nullable) return [byKey];
  // Nothing is greater or less than null: rows without a value are a list of their own, where `orderOf` puts them.
  const [filled, empty]: [Part, Part] = [{ ...byKey, where: and(where, isNotNull(column)) }, { ...byId, where: and(where, isNull(column)) }];
  return up ? [filled, empty] : [empty, filled];
}

const keyColumn = (resource: Resource, sort: Sort) => resource.sorts[sort.field]?.column ?? resource.table.id;

function inRecords(read: Db, resource: Resource, sort: Sort, part: Part, { columns, viewer }: ExportJob): Ask {
  return async (behind) => {
    const rows = await resource.select(read).where(and(part.where, behind ? part.behind(behind.key, behind.id) : undefined)).orderBy(...part.order).limit(ROWS_A_PIECE);
    if (rows[0] && rows[0][sort.field] === undefined) throw new Error(`${resource.name} is sorted by ${sort.field}, which its rows do not hold`);
    const seen = resource.view ? rows.map((row) => resource.view?.(row, viewer) ?? row) : rows;
    const whole: Row[] = resource.widen ? await resource.widen(seen, read) : seen;
    return { rows: whole.map((row) => columns.map((name) => row[name])), last: { key: rows.at(-1)?.[sort.field], id: rows.at(-1)?.id } };
  };
}

type Values = { prepare(): { values(values: Record<string, unknown>): unknown[][] | Promise<unknown[][]> } };

/** Only the columns that are asked for, as the database has them, by statements that are prepared once. */
function inCells(read: Db, resource: Resource, sort: Sort, part: Part, columns: readonly string[]): Ask {
  let kinds: (string | null)[] = [];
  const db = { select: (fields: SelectedFields = getTableColumns(resource.table)) => {
    const chosen = columns.map((name) => fields[name] ?? sql`null`);
    kinds = chosen.map((field) => (is(field, Column) && (field.dataType === 'json' || field.dataType === 'boolean') ? field.dataType : null));
    return read.select(Object.fromEntries([...chosen, keyColumn(resource, sort), resource.table.id].map((field, place) => [String(place), field])) as SelectedFields);
  } } as unknown as Db;
  const prepared = (where: SQL | undefined) => (resource.select(db).where(where).orderBy(...part.order).limit(ROWS_A_PIECE) as RowQuery as unknown as Values).prepare();
  const [first, next] = [prepared(part.where), prepared(and(part.where, part.behind(sql.placeholder('key'), sql.placeholder('id'))))];
  const odd = [...kinds.entries()].filter(([, kind]) => kind !== null);
  return async (behind) => {
    const rows = await (behind ? next.values(behind) : first.values({}));
    const [key, id] = rows.at(-1)?.slice(-2) ?? [];
    for (const row of rows) {
      // The place in the list has no cell.
      row.length = columns.length;
      for (const [place, kind] of odd) if (row[place] !== null) row[place] = kind === 'json' ? (JSON.parse(String(row[place])) as unknown) : row[place] === 1;
    }
    return { rows, last: { key, id } };
  };
}
