import { and, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { uuidv7 } from 'uuidv7';
import { ERASED, ERASED_NAME, tracesOf, withoutTraces } from '../domain/erasure.ts';
import { notNow } from '../domain/refusal.ts';
import { record } from '../record/record.ts';
import { notThere, refusalProblem } from '../rest/problem.ts';
import { change, viewerOf, type Act, type Kernel } from '../rest/request.ts';
import { loadOne, type Resource } from '../rest/resource.ts';
import { searchText } from '../rest/search.ts';
import { Body, problems, Text } from '../rest/schemas.ts';

type Contact = Act['tx']['t']['contacts']['$inferSelect'];
type Identified = SQLiteTable & { id: SQLiteColumn };

/** Tables in which a person's name or address may stand in a text, with the columns and the rows that are looked through. */
function placesOf({ t }: Act['tx'], { id, accountId, email }: Contact): { what: string; table: Identified; columns: string[]; where: SQL | undefined }[] {
  const escalationsOf = sql`(select ${t.escalations.id} from ${t.escalations} where ${t.escalations.accountId} = ${accountId})`;
  const returnsOf = sql`(select ${t.returns.id} from ${t.returns} where ${t.returns.accountId} = ${accountId})`;
  const says = (column: SQLiteColumn) => sql`lower(${column}) like ${`%${email.toLowerCase().replaceAll(/[\\%_]/g, (letter) => `\\${letter}`)}%`} escape '\\'`;
  return [
    { what: 'auditEvents', table: t.auditEvents, columns: ['actorName', 'before', 'after'], where: or(eq(t.auditEvents.accountId, accountId), and(eq(t.auditEvents.resource, 'contacts'), eq(t.auditEvents.recordId, id))) },
    { what: 'outbox', table: t.outbox, columns: ['to', 'subject', 'text'], where: eq(t.outbox.accountId, accountId) },
    { what: 'timeline', table: t.timeline, columns: ['authorName', 'text', 'detail'], where: sql`${t.timeline.escalationId} in ${escalationsOf}` },
    { what: 'escalations', table: t.escalations, columns: ['subject', 'search'], where: eq(t.escalations.accountId, accountId) },
    { what: 'handBackLinks', table: t.handBackLinks, columns: ['message'], where: sql`${t.handBackLinks.escalationId} in ${escalationsOf}` },
    { what: 'signingLinks', table: t.signingLinks, columns: ['message'], where: sql`${t.signingLinks.returnId} in ${returnsOf}` },
    { what: 'returnActs', table: t.returnActs, columns: ['detail'], where: sql`${t.returnActs.returnId} in ${returnsOf}` },
    { what: 'incomingEvents', table: t.incomingEvents, columns: ['data', 'because'], where: says(t.incomingEvents.data) },
    { what: 'importRows', table: t.importRows, columns: ['cells', 'detail', 'undo'], where: or(says(t.importRows.cells), says(t.importRows.undo)) },
    { what: 'idempotencyKeys', table: t.idempotencyKeys, columns: ['body'], where: says(t.idempotencyKeys.body) },
  ];
}

/**
 * Blanks a contact's personal data wherever they stand. Nothing that a chain covers is touched: what was signed holds a salted digest of its signer,
 * and the salt goes with the name. The facts of returns, which are never changed, are left alone. It cannot be undone.
 */
export async function eraseContact(act: Act, id: string, reason: string): Promise<void> {
  const { tx, now, actor } = act;
  const { t } = tx;
  const [contact] = await tx.db.select().from(t.contacts).where(eq(t.contacts.id, id));
  if (!contact) throw notThere('This contact');
  const [done] = await tx.db.select({ at: t.erasures.at }).from(t.erasures).where(eq(t.erasures.contactId, id));
  if (done) throw refusalProblem(notNow(`Their data were erased on ${done.at.slice(0, 10)} already`, []), contact);
  const counts: Record<string, number> = {};
  // The one thing that lets a name be blanked in the audit log: seen by this transaction alone, and gone before it ends.
  await tx.db.insert(t.erasing).values({ id });
  const traces = tracesOf(contact);
  if (traces) for (const place of placesOf(tx, contact)) counts[place.what] = await blank(act, place, traces);
  await tx.db.update(t.auditEvents).set({ actorName: ERASED_NAME }).where(and(eq(t.auditEvents.accountId, contact.accountId), isNull(t.auditEvents.actorId), eq(t.auditEvents.actorName, ERASED)));
  await tx.db.delete(t.erasing).where(eq(t.erasing.id, id));
  const signed = await tx.db.update(t.attestations).set({ signerName: null, signerTitle: null, signerEmail: null, salt: null, contactId: id })
    .where(and(eq(t.attestations.accountId, contact.accountId), or(eq(t.attestations.contactId, id), contact.email === '' ? undefined : eq(t.attestations.signerEmail, contact.email)))).returning({ id: t.attestations.id });
  counts['attestations'] = signed.length;
  await tx.db.update(t.outbox).set({ status: 'dropped', lastError: 'The personal data of whom it was for were erased' }).where(and(eq(t.outbox.accountId, contact.accountId), eq(t.outbox.to, ERASED), inArray(t.outbox.status, ['waiting', 'dead'])));
  await tx.db.update(t.contacts).set({ name: ERASED_NAME, email: '', title: null, phone: null, search: searchText(ERASED_NAME), version: contact.version + 1 }).where(eq(t.contacts.id, id));
  await tx.db.insert(t.erasures).values({ id: uuidv7(), contactId: id, accountId: contact.accountId, reason, at: now, byId: actor.id, byName: actor.name, counts });
  await record(act, { command: 'contacts.erase', resource: 'contacts', id, before: null, after: { reason, counts }, accountId: contact.accountId });
}

/** Rows of a place whose texts change, written back one by one; answers how many. */
async function blank({ tx }: Act, { table, columns, where }: ReturnType<typeof placesOf>[number], traces: RegExp): Promise<number> {
  let blanked = 0;
  for (const row of (await tx.db.select().from(table).where(where)) as Record<string, unknown>[]) {
    const patch = Object.fromEntries(columns.flatMap((column) => {
      // Of the same name as a customer, staff stay who they are.
      if ((column === 'actorName' && row.actorId !== null) || (column === 'authorName' && row.authorId !== null)) return [];
      const clean = withoutTraces(row[column], traces);
      return clean === row[column] ? [] : [[column, clean] as const];
    }));
    if (Object.keys(patch).length === 0) continue;
    blanked += 1;
    await tx.db.update(table).set(patch as never).where(eq(table.id, row.id));
  }
  return blanked;
}

/** Erasing a contact: an admin's act, with its reason. */
export function serveErasure(app: FastifyInstance, kernel: Kernel, contacts: Resource): void {
  app.post('/contacts/:id/erase', {
    config: { permission: 'contacts:erase' },
    schema: { tags: ['contacts'], summary: 'Erase a contact’s personal data, for good', params: Type.Object({ id: Text.id }), body: Body({ reason: Text.line(2_000) }), response: { 200: contacts.one?.shape ?? contacts.shape, ...problems(400, 404, 409) } },
  }, (request, reply) => change(kernel, request, reply, async (act) => {
    const { id } = request.params as { id: string };
    await eraseContact(act, id, (request.body as { reason: string }).reason);
    return { status: 200, body: await loadOne(kernel, contacts, id, viewerOf(request), act.tx.db) };
  }));
}
