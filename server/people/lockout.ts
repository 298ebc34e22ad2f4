import { createHmac } from 'node:crypto';
import { eq, lte } from 'drizzle-orm';
import type { Tx } from '../../db/store.ts';
import { foldText } from '../domain/fold.ts';
import { Problem } from '../rest/problem.ts';
import type { Kernel } from '../rest/request.ts';

const FAILURES_BEFORE_LOCK = 10;
const LOCK_MINUTES = 15;
/** From one address, whoever they claim to be: guards against trying one password on many people. */
const FAILURES_BEFORE_ADDRESS_LOCK = 200;

/** Somebody who tries to sign in: who they say they are, from where, when, and under which secret of the server that is kept. */
export type Attempt = { email: string; address: string; now: Date; secret: string };

/** An address that nobody has is counted like one that somebody has: the answers do not tell them apart. What was typed is not kept: it may be a password in the wrong field. */
const subjectOf = ({ email, secret }: Attempt): string => `email:${createHmac('sha256', secret).update(`sign-in:${foldText(email)}`).digest('base64url')}`;
const addressOf = ({ address }: Attempt): string => `address:${address}`;

export async function refuseLocked({ db, t }: Pick<Tx, 'db' | 't'>, attempt: Attempt): Promise<void> {
  for (const subject of [subjectOf(attempt), addressOf(attempt)]) {
    const [row] = await db.select().from(t.signInFailures).where(eq(t.signInFailures.subject, subject));
    if (row?.lockedUntil && row.lockedUntil > attempt.now.toISOString()) {
      const seconds = Math.ceil((Date.parse(row.lockedUntil) - attempt.now.getTime()) / 1000);
      throw new Problem(429, `Too many failed sign-ins: try again in ${Math.ceil(seconds / 60)} minutes`, { headers: { 'retry-after': String(seconds) } });
    }
  }
}

/** Counts a failure; true when it was the one that locks the address of the person. */
export async function countFailure(tx: Tx, attempt: Attempt): Promise<boolean> {
  const locked = await fail(tx, subjectOf(attempt), FAILURES_BEFORE_LOCK, attempt.now);
  await fail(tx, addressOf(attempt), FAILURES_BEFORE_ADDRESS_LOCK, attempt.now);
  return locked;
}

async function fail({ db, t }: Tx, subject: string, most: number, now: Date): Promise<boolean> {
  const [row] = await db.select().from(t.signInFailures).where(eq(t.signInFailures.subject, subject));
  // Guesses that were under way when the lock fell do not lift it.
  if (row?.lockedUntil && row.lockedUntil > now.toISOString()) return false;
  const failures = row && row.lastAt > lastOver(now) ? row.failures + 1 : 1;
  const locks = failures >= most;
  const set = { failures: locks ? 0 : failures, lastAt: now.toISOString(), lockedUntil: locks ? new Date(now.getTime() + LOCK_MINUTES * 60_000).toISOString() : null };
  await db.insert(t.signInFailures).values({ subject, ...set }).onConflictDoUpdate({ target: t.signInFailures.subject, set });
  return locks;
}

/** Failures that were last at this time or before count no more, and a lock that began then is over. */
const lastOver = (now: Date): string => new Date(now.getTime() - LOCK_MINUTES * 60_000).toISOString();

export async function forgetFailures({ db, t }: Tx, attempt: Attempt): Promise<void> {
  await db.delete(t.signInFailures).where(eq(t.signInFailures.subject, subjectOf(attempt)));
}

/** Forgets whatever no longer counts, so that guessing does not fill the database; answers how much that was. */
export async function forgetPastFailures({ store }: Pick<Kernel, 'store'>, now: Date): Promise<number> {
  const { signInFailures } = store.t;
  const past = lte(signInFailures.lastAt, lastOver(now));
  const [one] = await store.read.select({ subject: signInFailures.subject }).from(signInFailures).where(past).limit(1);
  if (!one) return 0;
  return store.write(async ({ db }) => (await db.delete(signInFailures).where(past).returning({ subject: signInFailures.subject })).length);
}
