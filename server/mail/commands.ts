import { and, eq, inArray } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Tx } from '../../db/store.ts';
import { decideMail, type MailKind, type MailMove, type MailText } from '../domain/mail.ts';
import { isRefusal } from '../domain/refusal.ts';
import { record } from '../record/record.ts';
import { notThere, refusalProblem, staleProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';

export type MailRow = Tx['t']['outbox']['$inferSelect'];
type Reader = Pick<Tx, 'db' | 't'>;

export type Mail = MailText & { cause: string; kind: MailKind; to: string; replyTo: string | null; escalationId: string | null; upgradeId: string | null; accountId: string | null };

/** Puts a mail into the outbox in the transaction of what it tells of: it goes out if that happened, and only then. A cause that has its mail gets no second. */
export async function enqueueMail(act: Act, mail: Mail): Promise<void> {
  const { tx, now } = act;
  const { outbox } = tx.t;
  const { cause, kind, to, subject, accountId, upgradeId } = mail;
  const row: MailRow = { ...mail, id: uuidv7(), status: 'waiting', attempts: 0, nextAttemptAt: now, leaseUntil: null, lastError: null, createdAt: now, sentAt: null, version: 1 };
  const made = await tx.db.insert(outbox).values(row).onConflictDoNothing({ target: outbox.cause }).returning({ id: outbox.id });
  // The text stays out of the audit log: what was said stands on the escalation.
  if (made.length > 0) await record(act, { command: 'outbox.enqueue', resource: 'outbox', id: row.id, before: null, after: { cause, kind, to, subject, status: row.status }, accountId, upgradeId });
}

/** What these mails were for is no longer so: those that have not gone out do not. */
export async function dropMails(act: Act, causes: readonly string[], because: string): Promise<void> {
  if (causes.length === 0) return;
  const { outbox } = act.tx.t;
  const rows = await act.tx.db.select().from(outbox).where(and(inArray(outbox.cause, [...causes]), inArray(outbox.status, ['waiting', 'dead'])));
  for (const row of rows) await saveMail(act, row, { status: 'dropped', lastError: because }, 'outbox.drop');
}

/** Saves a decided change if the mail is still the one that was decided on; false when a worker was faster. */
export async function saveMail(act: Act, row: MailRow, patch: Partial<MailRow>, command: 'outbox.retry' | 'outbox.drop' | 'outbox.sent' | 'outbox.failed'): Promise<boolean> {
  const { outbox } = act.tx.t;
  const saved = await act.tx.db.update(outbox).set({ ...patch, version: row.version + 1 }).where(and(eq(outbox.id, row.id), eq(outbox.version, row.version))).returning({ id: outbox.id });
  if (saved.length === 0) return false;
  await record(act, { command, resource: 'outbox', id: row.id, before: row, after: { ...row, ...patch }, accountId: row.accountId, upgradeId: row.upgradeId });
  return true;
}

export async function readMail({ db, t }: Reader, id: string): Promise<MailRow> {
  const [row] = await db.select().from(t.outbox).where(eq(t.outbox.id, id));
  if (!row) throw notThere('This mail');
  return row;
}

/** An admin's decision on a mail that waits or was given up. */
export async function moveMail(act: Act, id: string, move: MailMove, version: number): Promise<void> {
  const row = await readMail(act.tx, id);
  if (row.version !== version) throw staleProblem(row);
  const patch = decideMail(row, move, act.now);
  if (isRefusal(patch)) throw refusalProblem(patch, row);
  if (!(await saveMail(act, row, patch, `outbox.${move}`))) throw staleProblem(await readMail(act.tx, id));
}
