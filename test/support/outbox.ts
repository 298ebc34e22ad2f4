import { eq } from 'drizzle-orm';
import { linkAddress } from '../../server/record/link-token.ts';
import { deliverRound, type Post } from '../../server/mail/deliver.ts';
import { SETTINGS, type Client, type Desk } from './app.ts';
import { makeCustomer } from './customers.ts';
import { claim, configure, done, fresh, logCall, move, startUpgrade, type Item } from './work.ts';

export type MailRecord = {
  id: string; cause: string; kind: string; to: string; subject: string; text: string; status: string; attempts: number; nextAttemptAt: string; lastError: string | null; sentAt: string | null; version: number; allowed: string[]; escalationId: string;
};

/** One round of the worker, at the time that it is now; null: no mail server is set. */
export const deliver = (desk: Desk, post: Post | null, ending?: AbortSignal): Promise<number> =>
  deliverRound({ store: desk.store, clock: () => new Date(desk.now()) }, { post, linkFor: ({ purpose, id }) => linkAddress({ publicUrl: SETTINGS.publicUrl, secret: SETTINGS.sessionSecret }, purpose, id) }, ending);

/** A call of a customer with an address, held by this person. */
export async function calledBy(desk: Desk, client: Client): Promise<Item> {
  const customer = await makeCustomer(desk.store);
  const draft = await startUpgrade(client, customer);
  const item = await claim(client, await logCall(client, customer, { upgradeId: draft.id, contactId: customer.contactId }));
  await configure(client, draft);
  return fresh(client, 'escalations', item);
}

export const handBack = (client: Client, item: Item): Promise<Item> => move(client, item, 'hand-back', { step: 'review', rootCause: 'quote_needed', message: 'The price is now the one that you were quoted – 10 % less.' });

/** An escalation with one message to its customer, which waits in the outbox. */
export async function written(desk: Desk, client: Client, text = 'We are looking into it.'): Promise<{ item: Item; mail: MailRecord }> {
  const item = await calledBy(desk, client);
  await done(client.post(`/escalations/${item.id}/message`, { text }));
  return { item, mail: await mailOf(desk, item) };
}

/** The newest mail about an escalation, as an admin reads it. */
export async function mailOf(desk: Desk, { id }: { id: string }): Promise<MailRecord> {
  const admin = await desk.as('admin');
  const rows = await done<MailRecord[]>(admin.get(`/outbox?filter=${encodeURIComponent(JSON.stringify({ escalationId: id }))}`));
  return done(admin.get(`/outbox/${rows[0]?.id ?? 'none'}`));
}

/** What earlier tests left waiting is none of the next one's business. */
export const emptyOutbox = ({ store }: Desk): Promise<void> => store.write(async ({ db, t }) => void (await db.update(t.outbox).set({ status: 'dropped' }).where(eq(t.outbox.status, 'waiting'))));
