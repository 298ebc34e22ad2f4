import { and, asc, eq, gt } from 'drizzle-orm';
import type { Kernel } from '../rest/request.ts';
import { csvOf } from '../rest/csv-file.ts';
import { readBatch } from './read.ts';

const ROWS_A_READ = 500;

/** The skipped rows as they came, to be mended and sent again, with the line, the reason and the detail behind them. */
export async function* failedCsv({ store }: Kernel, id: string): AsyncGenerator<string> {
  const { importRows } = store.t;
  const { columns } = await readBatch({ db: store.read, t: store.t }, id);
  yield csvOf([[...columns, 'import_line', 'import_reason', 'import_detail']]);
  for (let line = 0; ;) {
    const rows = await store.read.select().from(importRows).where(and(eq(importRows.batchId, id), eq(importRows.outcome, 'skipped'), gt(importRows.line, line))).orderBy(asc(importRows.line)).limit(ROWS_A_READ);
    if (rows.length === 0) return;
    // Cells past the header's columns come last, so that the reason stands under its name.
    yield csvOf(rows.map((row) => [...columns.map((_column, index) => row.cells[index] ?? ''), row.line, row.reason, row.detail, ...row.cells.slice(columns.length)]));
    line = rows.at(-1)?.line ?? line;
  }
}
