import { asc, eq } from 'drizzle-orm';
import { Type } from 'typebox';
import { rungsOf } from '../domain/returns.ts';
import { DISPOSITIONS, RETURN_STATUSES } from '../domain/words.ts';
import { orNull, words } from '../rest/schemas.ts';
import { readDevices, readFacts, type Reader } from '../returns/read.ts';

const maybe = orNull(Type.String());

/** A return as the customer sees it: how far it is, and how to send it. */
export const ReturnOnPage = Type.Object({
  status: words(RETURN_STATUSES), complete: Type.Boolean(), disposition: words(DISPOSITIONS), dueOn: Type.String(), devices: Type.Array(Type.Object({ serial: Type.String(), status: words(RETURN_STATUSES) })), carrier: maybe, trackingNumber: maybe, labelUrl: maybe,
});

export async function returnsOnPage(reader: Reader, upgradeId: string) {
  const { db, t } = reader;
  const rows = await db.select().from(t.returns).where(eq(t.returns.upgradeId, upgradeId)).orderBy(asc(t.returns.openedAt));
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const devices = await readDevices(reader, ids);
  const facts = await readFacts(reader, ids);
  return rows.map((row) => {
    const own = devices.filter(({ returnId }) => returnId === row.id);
    const rungs = rungsOf(own, facts.filter(({ returnId }) => returnId === row.id));
    return { ...row, devices: own.map(({ serial }) => ({ serial, status: rungs.get(serial) ?? 'authorised' as const })) };
  });
}
