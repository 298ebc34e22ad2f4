import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';

let desk: Desk;
let ada: Client;
let ben: Client;

beforeAll(async () => {
  desk = await openDesk();
  ada = await desk.as('ada');
  ben = await desk.as('ben');
});
afterAll(() => desk.close());

type Item = { id: string; status: string; version: number; assigneeId: string | null; assigneeName: string | null; leaseUntil: string | null };

async function waiting(managerId = 'ada'): Promise<Item> {
  const customer = await makeCustomer(desk.store, { managerId });
  const logged = await ada.post('/escalations', { accountId: customer.accountId, channel: 'phone', reason: 'quote_needed', text: 'The total is not what our reseller quoted.' });
  expect(logged.status, JSON.stringify(logged.body)).toBe(200);
  return logged.body as Item;
}

describe('Claiming an escalation', () => {
  it('makes the person its holder, with a lease', async () => {
    const item = await waiting();
    const claimed = await ada.post(`/escalations/${item.id}/claim`, { version: item.version });
    expect(claimed.status).toBe(200);
    expect(claimed.body).toMatchObject({ status: 'claimed', assigneeId: 'ada', assigneeName: 'Ada Berg', version: item.version + 1 });
    expect((claimed.body as Item).leaseUntil).not.toBeNull();
  });

  it('tells the second one who was faster, and what they may do instead', async () => {
    const item = await waiting();
    await ada.post(`/escalations/${item.id}/claim`, { version: item.version });
    const lost = await ben.post(`/escalations/${item.id}/claim`, { version: item.version });
    expect(lost.status).toBe(409);
    expect(lost.body).toMatchObject({ detail: 'Ada Berg is working on it', allowed: ['note', 'set-priority'], current: { assigneeId: 'ada' } });
  });

  it('has one winner when sixty-four people’s clicks arrive at once', async () => {
    const item = await waiting();
    const answers = await Promise.all(Array.from({ length: 64 }, (_, index) => (index % 2 === 0 ? ada : ben).post(`/escalations/${item.id}/claim`, { version: item.version })));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(63);
    const audit = await desk.store.read.select().from(desk.store.t.auditEvents);
    expect(audit.filter((event) => event.recordId === item.id && event.action === 'escalations.claim')).toHaveLength(1);
  });

  it('gives sixty-four calls for the next item sixty-four different items', async () => {
    await Promise.all(Array.from({ length: 8 }, () => waiting('ben')));
    const taken = await Promise.all(Array.from({ length: 8 }, () => ben.post('/escalations/claim-next', {})));
    const ids = taken.map((answer) => (answer.body as Item).id);
    expect(new Set(ids).size).toBe(8);
  });
});
