import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/store.ts';
import { foldText } from '../domain/fold.ts';
import { Problem } from '../rest/problem.ts';

const FAILURES_BEFORE_LOCK = 10;
const LOCK_MINUTES = 15;
/** From one address, whoever they claim to be: guards against trying one password on many people. */
const FAILURES_BEFORE_ADDRESS_LOCK = 200;

/** An address that nobody has is counted like one that somebody has: the answers do not tell them apart. */
const subjectOf = (email: string): string => `email:${foldText(email).slice(0, 254)}`;
const addressOf = (address: string): string => `address:${address}`;

export async function refuseLocked({ db, t }: Pick<Tx, 'db' | 't'>, email: string, address: string, now: Date): Promise<void> {
  for (const subject of [subjectOf(email), addressOf(address)]) {
    const [row] = await db.select().from(t.signInFailures).where(eq(t.signInFailures.subject, subject));
    if (row?.lockedUntil && row.lockedUntil > now.toISOString()) {
      const seconds = Math.ceil((Date.parse(row.lockedUntil) - now.getTime()) / 1000);
      throw new Problem(429, `Too many failed sign-ins: try again in ${Math.ceil(seconds / 60)} minutes`, { headers: { 'retry-after': String(seconds) } });
    }
  }
}

/** Counts a failure; true when it was the one that locks the address of the person. */
export async function countFailure(tx: Tx, email: string, address: string, now: Date): Promise<boolean> {
  const locked = await fail(tx, subjectOf(email), FAILURES_BEFORE_LOCK, now);
  await fail(tx, addressOf(address), FAILURES_BEFORE_ADDRESS_LOCK, now);
  return locked;
}

async function fail({ db, t }: Tx, subject: string, most: number, now: Date): Promise<boolean> {
  const [row] = await db.select().from(t.signInFailures).where(eq(t.signInFailures.subject, subject));
  // Guesses that were under way when the lock fell do not lift it.
  if (row?.lockedUntil && row.lockedUntil > now.toISOString()) return false;
  const recent = row && now.getTime() - Date.parse(row.lastAt) < LOCK_MINUTES * 60_000;
  const failures = recent ? row.failures + 1 : 1;
  const locks = failures >= most;
  const set = { failures: locks ? 0 : failures, lastAt: now.toISOString(), lockedUntil: locks ? new Date(now.getTime() + LOCK_MINUTES * 60_000).toISOString() : null };
  await db.insert(t.signInFailures).values({ subject, ...set }).onConflictDoUpdate({ target: t.signInFailures.subject, set });
  return locks;
}

export async function forgetFailures({ db, t }: Tx, email: string): Promise<void> {
  await db.delete(t.signInFailures).where(eq(t.signInFailures.subject, subjectOf(email)));
}
