import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import { DESK } from '../../domain/escalation.ts';
import { instant, type Kernel } from '../../rest/request.ts';
import { takeEvents } from './receive.ts';

const A_ROUND = 100;

/**
 * Takes events about returns anew that matched none when they came, once a label or a return is there that they could be about: a parcel may be
 * scanned before we are told of its label. Answers how many were tried.
 */
export async function retakeUnmatched(kernel: Kernel): Promise<number> {
  const { store } = kernel;
  const { incomingEvents: e, returnFacts, returnDevices } = store.t;
  const byLabel = sql`exists (select 1 from ${returnFacts} where ${returnFacts.trackingKey} = substr(${e.returnRef}, 10) and ${returnFacts.fact} = 'label_issued')`;
  const byDevice = sql`exists (select 1 from ${returnDevices} where ${returnDevices.serialKey} = substr(${e.returnRef}, 8))`;
  const matches = or(and(sql`${e.returnRef} like 'tracking:%'`, sql`${e.because} = 'no label has this trackingNumber'`, byLabel), and(sql`${e.returnRef} like 'serial:%'`, sql`${e.because} = 'no return awaits this serial'`, byDevice));
  const found = await store.read.select({ id: e.id }).from(e).where(and(eq(e.disposition, 'quarantined'), matches)).orderBy(asc(e.receivedAt), asc(e.id)).limit(A_ROUND);
  if (found.length === 0) return 0;
  await store.write(async (tx) => {
    const rows = await tx.db.select().from(e).where(and(inArray(e.id, found.map(({ id }) => id)), eq(e.disposition, 'quarantined')));
    await takeEvents({ tx, actor: DESK, now: instant(kernel), requestId: 'retake' }, rows);
    if (rows.length > 0) tx.announce({ seq: 0, resource: 'incoming-events', id: 'retake', action: 'incoming-events.replay', actorId: null });
  }, { books: true });
  return found.length;
}
