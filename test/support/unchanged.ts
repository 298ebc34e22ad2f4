import { count } from 'drizzle-orm';
import type { Store } from '../../db/store.ts';

/** Rows in every table, by name: what was refused must have left them as they were. */
export async function rowCounts({ read, t }: Store): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [name, table] of Object.entries(t)) {
    const [row] = await read.select({ n: count() }).from(table);
    counts[name] = Number(row?.n ?? 0);
  }
  return counts;
}
