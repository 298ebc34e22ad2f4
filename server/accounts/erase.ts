import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { uuidv7 } from 'uuidv7';
import { inSlices } from '../../db/many.ts';
import { ERASED, ERASED_NAME, isKnown, tracesOf, withoutPerson, withoutTraces } from '../domain/erasure.ts';
import { notNow } from '../domain/refusal.ts';
import { record } from '../record/record.ts';
import { refusalProblem } from '../rest/problem.ts';
import { change, viewerOf, type Act, type Kernel } from '../rest/request.ts';
import { loadOne, type Resource } from '../rest/resource.ts';
import { searchText } from '../rest/search.ts';
import { Body, problems, Text } from '../rest/schemas.ts';
import { placesOf, type Place } from './erase-places.ts';
import { readPerson, type Person } from './person.ts';

/**
 * Blanks a contact's personal data wherever they stand, of one that was deleted too, whose record comes back empty. Nothing that a chain covers is
 * touched: what was signed holds a salted digest of its signer, a correction's entries one of its note, and the salt goes with the words. The facts
 * of returns, which are never changed, are left alone. It cannot be undone.
 */
export async function eraseContact(act: Act, id: string, reason: string): Promise<void> {
  const { tx, now, actor } = act;
  const { t } = tx;
  const person = await readPerson(tx, id);
  const { contact } = person;
  const [done] = await tx.db.select({ at: t.erasures.at }).from(t.erasures).where(eq(t.erasures.contactId, id));
  if (done) throw refusalProblem(notNow(`Their data were erased on ${done.at.slice(0, 10)} already`, []), contact);
  const counts: Record<string, number> = {};
  // The one thing that lets a name be blanked in the audit log: seen by this transaction alone, and gone before it ends.
  await tx.db.insert(t.erasing).values({ id });
  const traces = tracesOf(person.known);
  // Whatever their own record says of them, however short it is; then their traces elsewhere.
  for (const { id: seq, before, after } of person.told) await tx.db.update(t.auditEvents).set({ before: withoutPerson(before), after: withoutPerson(after) }).where(eq(t.auditEvents.id, seq));
  if (traces) for (const place of placesOf(tx, person)) counts[place.what] = await blank(act, place, traces);
  counts['auditEvents'] = (counts['auditEvents'] ?? 0) + person.told.length;
  await tx.db.update(t.auditEvents).set({ actorName: ERASED_NAME }).where(and(eq(t.auditEvents.accountId, contact.accountId), isNull(t.auditEvents.actorId), eq(t.auditEvents.actorName, ERASED)));
  await tx.db.delete(t.erasing).where(eq(t.erasing.id, id));
  await tx.db.update(t.outbox).set({ status: 'dropped', lastError: 'The personal data of whom it was for were erased' }).where(and(eq(t.outbox.accountId, contact.accountId), eq(t.outbox.to, ERASED), inArray(t.outbox.status, ['waiting', 'dead'])));
  await emptyRecord(act, person);
  counts['attestations'] = await eraseSigner(act, person);
  const said = traces ? withoutTraces(reason, traces) : reason;
  await tx.db.insert(t.erasures).values({ id: uuidv7(), contactId: id, accountId: contact.accountId, reason: said, at: now, byId: actor.id, byName: actor.name, counts });
  await record(act, { command: 'contacts.erase', resource: 'contacts', id, before: null, after: { reason: said, counts }, accountId: contact.accountId });
}

/** What is left of a contact: what refers to it goes on doing so, and says that it was erased. */
async function emptyRecord({ tx: { db, t } }: Act, { contact, isDeleted }: Person): Promise<void> {
  const empty = { ...contact, name: ERASED_NAME, email: '', title: null, phone: null, search: searchText(ERASED_NAME), version: contact.version + 1 };
  if (isDeleted) await db.insert(t.contacts).values(empty);
  else await db.update(t.contacts).set(empty).where(eq(t.contacts.id, contact.id));
}

/** Blanks who signed where it was this person, by whatever way it came in, and names whose erasure it was: verification asks for it. Answers how many. */
async function eraseSigner({ tx: { db, t } }: Act, { contact: { id, accountId }, known }: Person): Promise<number> {
  const { attestations: a } = t;
  const signed = await db.select({ id: a.id, contactId: a.contactId, name: a.signerName, email: a.signerEmail }).from(a).where(eq(a.accountId, accountId));
  const theirs = signed.filter((one) => one.name !== null && (one.contactId === id || isKnown(one, known))).map((one) => one.id);
  await inSlices(theirs, (some) => db.update(a).set({ signerName: null, signerTitle: null, signerEmail: null, salt: null, contactId: id }).where(inArray(a.id, some)).returning({ id: a.id }));
  return theirs.length;
}

/** Rows of a place whose texts change, written back one by one; answers how many. */
async function blank({ tx }: Act, { table, columns, sealed, where }: Place, traces: RegExp): Promise<number> {
  let blanked = 0;
  for (const row of (await tx.db.select().from(table).where(where)) as Record<string, unknown>[]) {
    const patch = Object.fromEntries(columns.flatMap((column) => {
      // Of the same name as a customer, staff stay who they are.
      if ((column === 'actorName' && row.actorId !== null) || (column === 'authorName' && row.authorId !== null)) return [];
      const [name = '', inner] = column.split('.');
      const clean = inner === undefined ? withoutTraces(row[name], traces) : withoutInner(row[name], inner, traces);
      return clean === row[name] ? [] : [[name, clean] as const];
    }));
    if (sealed && withoutTraces(row[sealed.text], traces) !== row[sealed.text]) Object.assign(patch, { [sealed.text]: null, [sealed.salt]: null });
    if (Object.keys(patch).length === 0) continue;
    blanked += 1;
    await tx.db.update(table).set(patch as never).where(eq(table.id, row.id));
  }
  return blanked;
}

function withoutInner(value: unknown, inner: string, traces: RegExp): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const said = (value as Record<string, unknown>)[inner];
  const clean = withoutTraces(said, traces);
  return clean === said ? value : { ...value, [inner]: clean };
}

/** Erasing a contact: an admin's act, with its reason. */
export function serveErasure(app: FastifyInstance, kernel: Kernel, contacts: Resource): void {
  app.post('/contacts/:id/erase', {
    config: { permission: 'contacts:erase' },
    schema: { tags: ['contacts'], summary: 'Erase a contact’s personal data, for good; of one that was deleted too', params: Type.Object({ id: Text.id }), body: Body({ reason: Text.said(2_000) }), response: { 200: contacts.one?.shape ?? contacts.shape, ...problems(400, 404, 409) } },
  }, (request, reply) => change(kernel, request, reply, async (act) => {
    const { id } = request.params as { id: string };
    await eraseContact(act, id, (request.body as { reason: string }).reason);
    return { status: 200, body: await loadOne(kernel, contacts, id, viewerOf(request), act.tx.db) };
  }));
}
