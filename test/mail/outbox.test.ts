import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DESK } from '../../server/domain/escalation.ts';
import { enqueueMail, type Mail } from '../../server/mail/commands.ts';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { openMailbox, type Mailbox } from '../support/mailbox.ts';
import { calledBy, deliver, emptyOutbox, handBack, mailOf, written, type MailRecord } from '../support/outbox.ts';
import { claim, done, logCall, move } from '../support/work.ts';

let desk: Desk;
let box: Mailbox;
let ada: Client;
let ops: Client;
let admin: Client;

beforeAll(async () => {
  [desk, box] = await Promise.all([openDesk(), openMailbox()]);
  [ada, ops, admin] = [await desk.as('ada'), await desk.as('ops'), await desk.as('admin')];
});
beforeEach(async () => {
  desk.at(START);
  box.behave('take');
  box.received.length = 0;
  await emptyOutbox(desk);
});
afterAll(async () => {
  await desk.close();
  await box.close();
});

describe('Handing back', () => {
  it('writes to the contact, with the link that opens their order', async () => {
    const { link = '', ...item } = await handBack(ada, await calledBy(desk, ada));
    expect(await deliver(desk, box.post)).toBe(1);
    expect(box.received).toHaveLength(1);
    const [mail] = box.received;
    expect(mail).toMatchObject({ to: ['priya@customer.example'], from: 'desk@desk.example', replyTo: 'ada@desk.example', subject: expect.stringMatching(/^Your order is ready for you to go on: UP-2026-\d+$/) });
    expect(mail?.text).toContain(link);
    expect(mail?.text).toContain('Hello Priya Nair,\n\nThe price is now the one that you were quoted – 10 % less.');
    expect(mail?.text).toContain('until 13 March 2026');
    expect((await desk.app.inject({ method: 'GET', url: `/api${new URL(link).pathname}` })).statusCode).toBe(200);
    expect(await mailOf(desk, item)).toMatchObject({ status: 'sent', sentAt: START, attempts: 1, lastError: null });
  });

  it('keeps nothing that opens the link', async () => {
    const { link = '', ...item } = await handBack(ada, await calledBy(desk, ada));
    await deliver(desk, box.post);
    const secret = link.split('.').at(-1) ?? '';
    const kept = [await desk.store.read.select().from(desk.store.t.outbox), await desk.store.read.select().from(desk.store.t.auditEvents), await mailOf(desk, item)];
    expect(secret.length).toBeGreaterThan(30);
    expect(JSON.stringify(kept)).not.toContain(secret);
  });

  it('drops the mail that waits when its link is withdrawn', async () => {
    const item = await handBack(ada, await calledBy(desk, ada));
    await done(ada.post(`/escalations/${item.id}/escalate-again`, { text: 'They called.' }));
    expect(await mailOf(desk, item)).toMatchObject({ status: 'dropped', lastError: 'Its link was withdrawn' });
    expect(await deliver(desk, box.post)).toBe(0);
  });

  it('does not send a link that has expired meanwhile', async () => {
    const item = await handBack(ada, await calledBy(desk, ada));
    desk.later(80 * 60);
    expect(await deliver(desk, box.post)).toBe(0);
    expect(await mailOf(desk, item)).toMatchObject({ status: 'dropped', lastError: 'Its link has expired' });
    expect(box.received).toEqual([]);
  });

  it('that is refused writes nothing', async () => {
    const item = await calledBy(desk, ada);
    expect((await ada.post(`/escalations/${item.id}/hand-back`, { step: 'shipment', rootCause: 'quote_needed', version: item.version })).status).toBe(422);
    expect((await done<MailRecord[]>(admin.get(`/outbox?filter=${encodeURIComponent(JSON.stringify({ escalationId: item.id }))}`)))).toEqual([]);
  });
});

describe('A message to the customer', () => {
  it('goes to them by mail, once, as it was written', async () => {
    const { item } = await written(desk, ada, 'We are looking into it.\n\n.\nMore tomorrow.');
    await deliver(desk, box.post);
    await deliver(desk, box.post);
    expect(box.received.map((mail) => mail.text.trim())).toEqual(['Hello Priya Nair,\n\nWe are looking into it.\n\n.\nMore tomorrow.\n\nAda Berg']);
    expect(await mailOf(desk, item)).toMatchObject({ kind: 'message', status: 'sent' });
  });

  it('is one mail however often the same request comes', async () => {
    const item = await calledBy(desk, ada);
    for (let times = 0; times < 3; times += 1) await done(ada.post(`/escalations/${item.id}/message`, { text: 'Once.' }, { 'idempotency-key': `once-${item.id}` }));
    expect(await deliver(desk, box.post)).toBe(1);
  });

  it('stays on the timeline alone where nobody’s address is known', async () => {
    const item = await claim(ada, await logCall(ada, await makeCustomer(desk.store)));
    await move(ada, item, 'message', { text: 'Hello?' });
    expect(await deliver(desk, box.post)).toBe(0);
  });

  it('with a card number in it is neither kept nor sent', async () => {
    const item = await calledBy(desk, ada);
    expect((await ada.post(`/escalations/${item.id}/message`, { text: 'Charge 4111 1111 1111 1111, please.' })).status).toBe(422);
    expect(await deliver(desk, box.post)).toBe(0);
    expect(JSON.stringify(await desk.store.read.select().from(desk.store.t.outbox))).not.toContain('4111');
  });
});

describe('One cause', () => {
  it('has one mail, whoever asks for it again', async () => {
    const { mail } = await written(desk, ada);
    const again: Mail = { cause: mail.cause, kind: 'message', to: 'somebody@else.example', replyTo: null, subject: 'Again', text: 'Again', escalationId: null, upgradeId: null, accountId: null };
    await desk.store.write((tx) => enqueueMail({ tx, actor: DESK, now: START, requestId: 'test' }, again));
    const rows = await desk.store.read.select().from(desk.store.t.outbox).where(eq(desk.store.t.outbox.cause, mail.cause));
    expect(rows).toMatchObject([{ to: 'priya@customer.example' }]);
  });
});

describe('The outbox', () => {
  it('lists what waits, for sales operations and admins, without the texts', async () => {
    const { mail } = await written(desk, ada);
    for (const client of [ops, admin]) {
      const [row] = await done<MailRecord[]>(client.get('/outbox?filter={"status":"waiting"}'));
      expect(row).toMatchObject({ id: mail.id, to: 'priya@customer.example', accountName: 'Northwind Dental', attempts: 0 });
      expect(row).not.toHaveProperty('text');
    }
    expect(mail.text).toContain('We are looking into it.');
    expect((await ada.get('/outbox')).status).toBe(403);
  });

  it('lets an admin drop what waits, in a version that is still true, and remembers who', async () => {
    const { mail } = await written(desk, ada);
    expect((await admin.post(`/outbox/${mail.id}/drop`, { version: mail.version + 1 })).status).toBe(409);
    expect(await done(admin.post(`/outbox/${mail.id}/drop`, { version: mail.version }))).toMatchObject({ status: 'dropped', allowed: [] });
    expect(await deliver(desk, box.post)).toBe(0);
    const [event] = await done<{ actorName: string; action: string; touch: string }[]>(admin.get(`/audit-events?filter=${encodeURIComponent(JSON.stringify({ resource: 'outbox', recordId: mail.id }))}&sort=["id","DESC"]`));
    expect(event).toMatchObject({ actorName: 'Adil Roy', action: 'outbox.drop', touch: 'none', before: { status: 'waiting' }, after: { status: 'dropped' } });
  });

  it('refuses to try again what was sent, and says what may be done', async () => {
    const { item } = await written(desk, ada);
    await deliver(desk, box.post);
    const mail = await mailOf(desk, item);
    expect(await admin.post(`/outbox/${mail.id}/retry`, { version: mail.version })).toMatchObject({ status: 409, body: { detail: 'It is sent already', allowed: [], current: { id: mail.id, status: 'sent' } } });
  });

  it('says whether mail is sent at all', async () => {
    expect(await done(ops.get('/outbox/summary'))).toMatchObject({ waiting: 0, sends: false });
  });
});
