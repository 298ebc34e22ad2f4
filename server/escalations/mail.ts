import { eq } from 'drizzle-orm';
import { handBackMail, linkCause, messageMail } from '../domain/mail.ts';
import { enqueueMail } from '../mail/commands.ts';
import type { Act } from '../rest/request.ts';

/** Who is written to about an escalation and by whom; null where it has no contact with an address. */
async function correspondence({ tx, actor }: Act, escalationId: string) {
  const { db, t } = tx;
  const [row] = await db.select({ accountId: t.escalations.accountId, upgradeId: t.escalations.upgradeId, accountName: t.accounts.name, reference: t.upgrades.reference, contactName: t.contacts.name, to: t.contacts.email })
    .from(t.escalations).innerJoin(t.accounts, eq(t.accounts.id, t.escalations.accountId)).innerJoin(t.contacts, eq(t.contacts.id, t.escalations.contactId)).leftJoin(t.upgrades, eq(t.upgrades.id, t.escalations.upgradeId))
    .where(eq(t.escalations.id, escalationId));
  if (!row || row.to.trim() === '') return null;
  const [staff] = actor.id === null ? [] : await db.select({ email: t.users.email }).from(t.users).where(eq(t.users.id, actor.id));
  const { accountId, upgradeId, to, ...about } = row;
  return { address: { to: to.trim(), replyTo: staff?.email ?? null, escalationId, upgradeId, accountId }, about: { ...about, staffName: actor.name } };
}

/** The link goes to the customer by mail; without a contact it is the holder's to pass on. */
export async function mailHandBack(act: Act, escalationId: string, { linkId, message, expiresAt, zone }: { linkId: string; message: string; expiresAt: string; zone: string }): Promise<void> {
  const found = await correspondence(act, escalationId);
  if (!found) return;
  const expiresOn = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: zone }).format(new Date(expiresAt));
  await enqueueMail(act, { cause: linkCause('hand-back', linkId), kind: 'hand_back', ...found.address, ...handBackMail(found.about, message, expiresOn) });
}

export async function mailMessage(act: Act, escalationId: string, messageId: string, text: string): Promise<void> {
  const found = await correspondence(act, escalationId);
  if (found) await enqueueMail(act, { cause: `message:${messageId}`, kind: 'message', ...found.address, ...messageMail(found.about, text) });
}
