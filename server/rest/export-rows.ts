import { and, asc, desc, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import { csvLine, cellsOf } from './cells.ts';
import { orderOf, type Sort } from './query.ts';
import type { ReadingKernel, Viewer } from './request.ts';
import type { Resource, Row } from './resource.ts';
import { selected } from './selection.ts';

const ROWS_A_PIECE = 1_000;

/** One list to be written out: as it was asked for, by whom, and what time it is for them. */
export type ExportJob = { resource: string; query: { filter?: string; sort?: string }; columns: readonly string[]; viewer: Viewer; now: string };

export type Piece = { text: string; rows: number };

/** The list as CSV, its header first, piece by piece. */
export async function* exportPieces(kernel: ReadingKernel, resource: Resource, { query, columns, viewer }: ExportJob): AsyncGenerator<Piece> {
  const { where, sort } = selected(kernel.store, resource, viewer, query);
  const cells = cellsOf(resource.shape, columns);
  yield { text: csvLine(columns), rows: 0 };
  for await (const rows of inOrder(kernel, resource, where, sort)) {
    const seen = resource.view ? rows.map((row) => resource.view?.(row, viewer) ?? row) : rows;
    const whole = resource.widen ? await resource.widen(seen) : seen;
    yield { text: whole.map((row) => csvLine(cells(row))).join(''), rows: whole.length };
  }
}

/** Every piece goes on behind the last row of the one before, by the index that serves the sort: the last costs no more than the first. */
async function* inOrder({ store: { read } }: ReadingKernel, resource: Resource, where: SQL | undefined, sort: Sort): AsyncGenerator<Row[]> {
  const { id } = resource.table;
  const { column = id, nullable = false } = resource.sorts[sort.field] ?? {};
  const up = sort.order === 'ASC';
  const behind = up ? sql`>` : sql`<`;
  const byId = up ? asc(id) : desc(id);
  const order = orderOf(sort, resource.sorts, id);
  // Nothing is greater or less than null: rows without a value are a list of their own, where `orderOf` puts them.
  const [filled, empty] = [{ part: isNotNull(column), alike: false }, { part: isNull(column), alike: true }];
  const parts = nullable ? (up ? [filled, empty] : [empty, filled]) : [{ part: undefined, alike: column === id }];
  for (const { part, alike } of parts) {
    let rest: SQL | undefined;
    for (;;) {
      const rows = await resource.select(read).where(and(where, part, rest)).orderBy(...(alike ? [byId] : order)).limit(ROWS_A_PIECE);
      if (rows.length > 0) yield rows;
      const last = rows.at(-1);
      if (!last || rows.length < ROWS_A_PIECE) break;
      if (last[sort.field] === undefined) throw new Error(`${resource.name} is sorted by ${sort.field}, which its rows do not hold`);
      rest = alike ? sql`${id} ${behind} ${last.id}` : sql`(${column}, ${id}) ${behind} (${last[sort.field]}, ${last.id})`;
    }
  }
}
