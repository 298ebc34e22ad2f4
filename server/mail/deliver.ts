import { and, asc, eq, lte } from 'drizzle-orm';
import type { Tx } from '../../db/store.ts';
import { DESK } from '../domain/escalation.ts';
import { afterFailure, afterUncertainty, linkOf, withLink, type MailLink } from '../domain/mail.ts';
import { instant, type Act, type Kernel } from '../rest/request.ts';
import { readMail, saveMail, type MailRow } from './commands.ts';

export type Letter = Pick<MailRow, 'id' | 'to' | 'replyTo' | 'subject' | 'text'>;

/** `refused`: the other side did not take it. `unknown`: it had all of it, and did not answer. */
export type Outcome = { is: 'sent' } | { is: 'refused' | 'unknown'; because: string };

/** Hands one mail to the other side. */
export type Post = (letter: Letter) => Promise<Outcome>;

export type Carrier = {
  /** Null where no mail server is set: mail then waits. */
  post: Post | null;
  linkFor: (link: MailLink) => string;
};

/** At most so many in one round, so that stopping and other servers get their turn. */
const A_ROUND = 50;
/** Longer than the other side is given to answer: past it, whoever was sending is gone. */
const LEASE_MS = 10 * 60_000;

const actOf = (tx: Tx, now: string): Act => ({ tx, actor: DESK, now, requestId: 'mail' });

/**
 * Sends what is due, and answers how many went out. Any number of servers may do so at once: a mail is marked as being sent, with a lease,
 * by one conditional update, committed before the first byte leaves.
 *
 * One cause, one mail, never twice by itself: where it is not known whether the other side took it (its answer did not come, or this
 * process ended between sending and marking), it is not tried again but shown to an admin as dead, who may retry or drop it. Every
 * attempt carries the same Message-ID, so that even then most mailboxes show one.
 */
export async function deliverRound(kernel: Kernel, carrier: Carrier, ending?: AbortSignal): Promise<number> {
  const failures: unknown[] = [];
  const guarded = async (work: () => Promise<boolean>): Promise<boolean> => {
    try {
      return await work();
    } catch (error) {
      // One mail that cannot be settled does not keep the others waiting.
      failures.push(error);
      return false;
    }
  };
  const { outbox } = kernel.store.t;
  const now = instant(kernel);
  const lost = await kernel.store.read.select({ id: outbox.id }).from(outbox).where(and(eq(outbox.status, 'sending'), lte(outbox.leaseUntil, now))).limit(A_ROUND);
  for (const { id } of lost) await guarded(() => giveUp(kernel, id));
  let sent = 0;
  const { post } = carrier;
  if (post) {
    const due = await kernel.store.read.select({ id: outbox.id }).from(outbox).where(and(eq(outbox.status, 'waiting'), lte(outbox.nextAttemptAt, now))).orderBy(asc(outbox.nextAttemptAt), asc(outbox.id)).limit(A_ROUND);
    for (const { id } of due) {
      if (ending?.aborted) break;
      if (await guarded(() => deliver(kernel, post, carrier.linkFor, id))) sent += 1;
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} mails could not be settled`);
  return sent;
}

async function deliver(kernel: Kernel, post: Post, linkFor: Carrier['linkFor'], id: string): Promise<boolean> {
  const row = await take(kernel, id);
  if (!row) return false;
  const link = linkOf(row.cause);
  const letter: Letter = { id: row.id, to: row.to, replyTo: row.replyTo, subject: row.subject, text: link === null ? row.text : withLink(row.text, linkFor(link)) };
  const outcome = await post(letter).catch((error: unknown): Outcome => ({ is: 'unknown', because: String(error) }));
  await settle(kernel, row, outcome);
  return outcome.is === 'sent';
}

/** Takes a due mail under a lease; null when another was faster, or what it was for is no longer so. */
async function take({ store, clock }: Kernel, id: string): Promise<MailRow | null> {
  return store.write(async (tx) => {
    const { outbox } = tx.t;
    const now = clock().toISOString();
    const row = await readMail(tx, id);
    if (row.status !== 'waiting' || row.nextAttemptAt > now) return null;
    const outlived = await whyNotNow(tx, row, now);
    if (outlived !== null) {
      await saveMail(actOf(tx, now), row, { status: 'dropped', lastError: outlived }, 'outbox.drop');
      return null;
    }
    const taken = { status: 'sending' as const, attempts: row.attempts + 1, leaseUntil: new Date(Date.parse(now) + LEASE_MS).toISOString(), version: row.version + 1 };
    const [saved] = await tx.db.update(outbox).set(taken).where(and(eq(outbox.id, id), eq(outbox.status, 'waiting'), eq(outbox.version, row.version))).returning();
    if (saved) tx.announce({ seq: 0, resource: 'outbox', id, action: 'outbox.sending', actorId: null });
    return saved ?? null;
  });
}

/** A link that opens nothing any more is not sent: mail may have waited for days. */
async function whyNotNow({ db, t }: Tx, { cause }: MailRow, now: string): Promise<string | null> {
  const named = linkOf(cause);
  if (named === null) return null;
  const links = named.purpose === 'signing' ? t.signingLinks : t.handBackLinks;
  const [link] = await db.select({ withdrawnAt: links.withdrawnAt, usedAt: links.usedAt, expiresAt: links.expiresAt }).from(links).where(eq(links.id, named.id));
  if (!link || link.withdrawnAt !== null) return 'Its link was withdrawn';
  if (link.usedAt !== null) return 'Its link was used already';
  return link.expiresAt <= now ? 'Its link has expired' : null;
}

async function settle({ store, clock }: Kernel, taken: MailRow, outcome: Outcome): Promise<void> {
  await store.write(async (tx) => {
    const now = clock().toISOString();
    const row = await readMail(tx, taken.id);
    // Whoever took this one for lost was wrong about a slow server: that it was sent is the truth. A retry by hand begins anew.
    if (row.attempts !== taken.attempts || !(row.status === 'sending' || (row.status === 'dead' && outcome.is === 'sent'))) return;
    const act = actOf(tx, now);
    if (outcome.is === 'sent') await saveMail(act, row, { status: 'sent', sentAt: now, leaseUntil: null, lastError: null }, 'outbox.sent');
    else await saveMail(act, row, outcome.is === 'refused' ? afterFailure(row.attempts, outcome.because, now) : afterUncertainty(outcome.because), 'outbox.failed');
  });
}

/** Its lease has ended with no word of what became of it. */
async function giveUp({ store, clock }: Kernel, id: string): Promise<boolean> {
  return store.write(async (tx) => {
    const now = clock().toISOString();
    const row = await readMail(tx, id);
    if (row.status !== 'sending' || (row.leaseUntil ?? '') > now) return false;
    return saveMail(actOf(tx, now), row, afterUncertainty('Its sending was interrupted'), 'outbox.failed');
  });
}
