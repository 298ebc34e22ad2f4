import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/store.ts';
import type { Known } from '../domain/erasure.ts';
import { notThere } from '../rest/problem.ts';

export type Contact = Tx['t']['contacts']['$inferSelect'];
type AuditRow = Tx['t']['auditEvents']['$inferSelect'];

/** Somebody whose data may be erased. `known`: every name, address and number that they were kept under; `told`: what the audit log says of their record. */
export type Person = { contact: Contact; isDeleted: boolean; known: Known[]; told: AuditRow[] };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A contact as it is, or, where it was deleted, as the audit log has kept it; 404 where neither knows of it. */
export async function readPerson({ db, t }: Pick<Tx, 'db' | 't'>, id: string): Promise<Person> {
  const [row] = await db.select().from(t.contacts).where(eq(t.contacts.id, id));
  const told = await db.select().from(t.auditEvents).where(and(eq(t.auditEvents.resource, 'contacts'), eq(t.auditEvents.recordId, id))).orderBy(asc(t.auditEvents.id));
  const deleted = told.findLast(({ action }) => action === 'contacts.delete')?.before;
  const contact = row ?? (deleted ? contactOf(id, deleted) : undefined);
  if (!contact) throw notThere('This contact');
  const states = told.flatMap(({ before, after }) => [before, after]).filter((fields) => fields !== null);
  return { contact, isDeleted: row === undefined, known: [contact, ...states.map(({ name, email, phone }) => ({ name: text(name), email: text(email), phone: text(phone) }))], told };
}

const contactOf = (id: string, fields: Record<string, unknown>): Contact =>
  ({ id, accountId: text(fields['accountId']), name: text(fields['name']), email: text(fields['email']), title: text(fields['title']) || null, phone: text(fields['phone']) || null, isPrimary: false, search: '', version: 0 });
