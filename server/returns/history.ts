import { asc, eq, gt } from 'drizzle-orm';
import { DESK } from '../domain/escalation.ts';
import { instant, type Kernel } from '../rest/request.ts';
import { saveStanding } from './commands.ts';
import { readReturn } from './read.ts';

/** Another name where the rules of a standing have changed, so that it is reckoned once more. */
const DONE = 'returns-stand-2';
const A_COMMIT = 100;

/** Reckons what returns of an older version did not keep beside their facts, or kept by older rules, once for a database: what a server starts with before it is ready. */
export async function standReturnsOnce(kernel: Kernel): Promise<number> {
  const { store } = kernel;
  const { returns, counters } = store.t;
  const [done] = await store.read.select({ id: counters.id }).from(counters).where(eq(counters.id, DONE));
  if (done) return 0;
  let stood = 0;
  for (let after = ''; ;) {
    const rows = await store.read.select({ id: returns.id }).from(returns).where(gt(returns.id, after)).orderBy(asc(returns.id)).limit(A_COMMIT);
    await store.write(async (tx) => {
      for (const { id } of rows) await saveStanding({ tx, actor: DESK, now: instant(kernel), requestId: 'start' }, await readReturn(tx, id));
    });
    stood += rows.length;
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
  }
  await store.write(({ db }) => db.insert(counters).values({ id: DONE, value: stood }).onConflictDoNothing().then(() => undefined));
  return stood;
}
