import { afterEach, expect, it } from 'vitest';
import { openStore } from '../../db/store.ts';
import { deliverRound } from '../../server/mail/deliver.ts';
import { startServer, type Server } from '../support/child.ts';
import { freshDatabase } from '../support/database.ts';
import { openMailbox } from '../support/mailbox.ts';
import { PASSWORD } from '../support/people.ts';

const FIRST_ADMIN = /\/access\/([\w-]+)/;
const running: Server[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.kill('SIGKILL');
});

it('A server that is killed between sending a mail and marking it has sent it once', async () => {
  const box = await openMailbox();
  const url = await freshDatabase();
  const server = await startServer(url, FIRST_ADMIN, { SMTP_URL: box.settings.smtpUrl, MAIL_FROM: box.settings.from });
  running.push(server);
  const made = await fetch(`${server.url}/api/access/${server.said[1]}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ password: PASSWORD, email: 'boss@desk.example', name: 'The Boss' }) });
  const cookie = made.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const managerId = ((await made.json()) as { id: string }).id;
  const post = async (path: string, body: object) => (await (await fetch(`${server.url}/api${path}`, { method: 'POST', headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify(body) })).json()) as { id: string; version: number };
  const account = await post('/accounts', { name: 'Northwind Dental', segment: 'smb', region: 'emea', customerSince: '2024-01-01', managerId });
  const contact = await post('/contacts', { accountId: account.id, name: 'Priya Nair', email: 'priya@customer.example', isPrimary: true });
  const call = await post('/escalations', { accountId: account.id, contactId: contact.id, channel: 'phone', reason: 'other', text: 'Hello?' });
  await post(`/escalations/${call.id}/claim`, { version: call.version });
  box.behave('hold');
  const arrived = box.next();
  await post(`/escalations/${call.id}/message`, { text: 'We are looking into it.' });
  await arrived;
  await server.kill('SIGKILL');

  box.behave('take');
  const store = await openStore(url);
  const { outbox } = store.t;
  expect(await store.read.select().from(outbox)).toMatchObject([{ status: 'sending', attempts: 1 }]);
  for (const minutes of [11, 60, 24 * 60]) await deliverRound({ store, clock: () => new Date(Date.now() + minutes * 60_000) }, { post: box.post, linkFor: ({ id }) => id });
  expect(await store.read.select().from(outbox)).toMatchObject([{ status: 'dead', attempts: 1, lastError: expect.stringContaining('It may have arrived') }]);
  expect(box.received).toHaveLength(1);
  await store.close();
  await box.close();
});

it('A server that is told to stop lets the mail that is being sent arrive, and marks it', async () => {
  const box = await openMailbox();
  const url = await freshDatabase();
  const store = await openStore(url);
  const now = new Date().toISOString();
  await store.write(async ({ db, t }) => void (await db.insert(t.outbox).values({ id: 'mail', cause: 'message:1', kind: 'message', to: 'priya@customer.example', replyTo: null, subject: 'Hello', text: 'Hello', status: 'waiting', attempts: 0, nextAttemptAt: now, createdAt: now })));
  await store.close();
  const arrived = box.next();
  const server = await startServer(url, FIRST_ADMIN, { SMTP_URL: box.settings.smtpUrl, MAIL_FROM: box.settings.from });
  running.push(server);
  await arrived;
  expect(await server.kill('SIGTERM')).toBe(0);
  const after = await openStore(url);
  expect(await after.read.select().from(after.t.outbox)).toMatchObject([{ status: 'sent', attempts: 1 }]);
  await after.close();
  await box.close();
});
