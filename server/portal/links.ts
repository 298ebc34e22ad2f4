import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/store.ts';
import { linkIdOf } from '../record/link-token.ts';
import { Problem } from '../rest/problem.ts';

type Reader = Pick<Tx, 'db' | 't'>;
export type LinkRow = Tx['t']['handBackLinks']['$inferSelect'];

/** Enough for a person who comes back to it, too little for somebody who guesses. */
export const PUBLIC_LINK = { max: 60, timeWindow: '1 minute' };

/** A link that opens nothing any more, with what to do. */
export const gone = (detail: string) => new Problem(410, detail);

/** The link that a token opens, if it still does; 410 with what to do where it was used, has expired or was withdrawn. */
export async function openLink({ db, t }: Reader, token: string, secret: string, now: string): Promise<LinkRow> {
  const id = linkIdOf(secret, 'hand-back', token);
  if (id === null) throw gone('This link is not right: open it from the message again, or ask your account manager for a new one');
  const [link] = await db.select().from(t.handBackLinks).where(eq(t.handBackLinks.id, id));
  if (!link) throw gone('This link is not right: open it from the message again, or ask your account manager for a new one');
  if (link.usedAt !== null) throw gone('This link has been used: what you decided has reached us. If something is not right, answer the message that it came in');
  if (link.withdrawnAt !== null) throw gone('This link is no longer good: your account manager is working on your order again and will write to you');
  if (link.expiresAt <= now) throw gone('This link has expired: ask your account manager for a new one');
  return link;
}

/** Uses the link up, once: of two acts at once, the second is told that it was used. */
export async function useLink({ db, t }: Reader, link: LinkRow, now: string): Promise<void> {
  const { handBackLinks } = t;
  const [row] = await db.select({ usedAt: handBackLinks.usedAt }).from(handBackLinks).where(eq(handBackLinks.id, link.id));
  if (row?.usedAt !== null) throw gone('This link has been used: what you decided has reached us. If something is not right, answer the message that it came in');
  await db.update(handBackLinks).set({ usedAt: now }).where(eq(handBackLinks.id, link.id));
}
