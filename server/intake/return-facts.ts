import { and, eq, inArray } from 'drizzle-orm';
import { planFact, type FactValues } from '../domain/imports/return-facts.ts';
import { keyOfSerial } from '../domain/returns.ts';
import { addFacts, digestOfFact } from '../returns/commands.ts';
import { readReturn } from '../returns/read.ts';
import type { Opened, RowValues, Work } from './session.ts';
import type { Reader } from './read.ts';

const cells = (rows: readonly RowValues[], field: string): string[] => [...new Set(rows.map((row) => (row.get(field) ?? '').trim()).filter((cell) => cell !== ''))];

/** Scans and dock receipts from a file: each fact goes to the return that its row names, once. */
export async function openReturnFacts({ db, t }: Reader, { rows, now }: Work): Promise<Opened<FactValues>> {
  const { returns, returnDevices, returnFacts } = t;
  const ids = await db.select({ id: returns.id }).from(returns).where(inArray(returns.id, cells(rows, 'returnId')));
  const labels = await db.selectDistinct({ key: returnFacts.trackingKey, id: returnFacts.returnId }).from(returnFacts).where(and(inArray(returnFacts.trackingKey, cells(rows, 'trackingNumber').map(keyOfSerial)), eq(returnFacts.fact, 'label_issued')));
  const devices = await db.select({ key: returnDevices.serialKey, id: returns.id, complete: returns.complete, openedAt: returns.openedAt }).from(returnDevices).innerJoin(returns, eq(returns.id, returnDevices.returnId)).where(inArray(returnDevices.serialKey, cells(rows, 'serial').map(keyOfSerial)));
  // Of several returns that one serial was on: the one that is open, the latest of those.
  const inOrder = devices.sort((a, b) => Number(b.complete) - Number(a.complete) || (a.openedAt < b.openedAt ? -1 : 1));
  const refs = { now, ids: new Set(ids.map(({ id }) => id)), byTracking: new Map([...Map.groupBy(labels, ({ key }) => key ?? '')].map(([key, found]) => [key, found.map(({ id }) => id)])), bySerial: new Map(inOrder.map(({ key, id }) => [key, id])) };
  const about = [...new Set([...refs.ids, ...labels.map(({ id }) => id), ...refs.bySerial.values()])];
  const known = new Set((await db.select({ digest: returnFacts.digest, id: returnFacts.returnId }).from(returnFacts).where(inArray(returnFacts.returnId, about))).map(({ digest, id }) => `${id} ${digest}`));

  return {
    decide: (row) => {
      const decision = planFact(row, refs);
      if (decision.outcome !== 'create') return decision;
      const { returnId, fact, occurredAt, source, serial = null, ...detail } = decision.values;
      const digest = digestOfFact({ fact, occurredAt, source, serial, detail, attestationId: null });
      return known.has(`${returnId} ${digest}`) ? { outcome: 'unchanged', id: returnId } : decision;
    },
    write: async (act, decisions) => {
      const facts = decisions.flatMap((one) => (one.outcome === 'create' ? [one.values] : []));
      for (const [returnId, some] of Map.groupBy(facts, (one) => one.returnId)) await addFacts(act, await readReturn(act.tx, returnId), some.map(({ returnId: _id, ...told }) => told), 'returns.event');
      // What was told is never taken back.
      return decisions.map((one) => ({ id: one.outcome === 'create' ? one.values.returnId : one.outcome === 'skipped' ? '' : one.id, undo: null }));
    },
  };
}
