import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/store.ts';

/** The next `many` numbers of a sequence without gaps, as their first; counting starts at 1. */
export async function takeNumbers({ db, t }: Tx, name: string, many = 1): Promise<number> {
  const [row] = await db.insert(t.counters).values({ id: name, value: many })
    .onConflictDoUpdate({ target: t.counters.id, set: { value: sql`${t.counters.value} + ${many}` } }).returning({ value: t.counters.value });
  return (row?.value ?? many) - many + 1;
}
