import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { logCall, move, type Item } from '../support/work.ts';

let desk: Desk;
let [ada, ben, eve, admin]: Client[] = [];

beforeAll(async () => {
  desk = await openDesk();
  [ada, ben, eve, admin] = await Promise.all(['ada', 'ben', 'eve', 'admin'].map(desk.as));
});
/** An empty queue and everybody at work: what waits from another test would be taken first. */
beforeEach(async () => {
  desk.at(START);
  await desk.store.write(async ({ db, t }) => {
    await db.update(t.escalations).set({ status: 'cancelled', assigneeId: null });
    await db.delete(t.declines);
    await db.update(t.users).set({ status: 'active', awayFrom: null, awayUntil: null, coverUserId: null });
  });
});
afterAll(() => desk.close());

const callFor = async (managerId: string, more: { endsOn?: string } = {}): Promise<Item> => {
  const customer = await makeCustomer(desk.store, { managerId });
  if (more.endsOn) await desk.store.write(({ db, t }) => db.update(t.subscriptions).set({ endsOn: more.endsOn }).where(eq(t.subscriptions.id, customer.subscriptionId)).then(() => undefined));
  return logCall(ada as Client, customer);
};
const next = async (client: Client | undefined): Promise<string | null> => {
  const { status, body } = (await client?.post('/escalations/claim-next', {})) ?? { status: 0, body: null };
  expect([200, 204]).toContain(status);
  return status === 204 ? null : (body as unknown as Item).id;
};
const person = (id: string, patch: { awayFrom?: string; awayUntil?: string; coverUserId?: string; status?: 'suspended' }) =>
  desk.store.write(({ db, t }) => db.update(t.users).set(patch).where(eq(t.users.id, id)).then(() => undefined));

describe('The next item', () => {
  it('is one’s own before a colleague’s that is due earlier', async () => {
    const bens = await callFor('ben');
    desk.later(90);
    const adas = await callFor('ada');
    expect(adas.queueDueAt > bens.queueDueAt).toBe(true);
    expect(await next(ada)).toBe(adas.id);
    expect(await next(ada)).toBe(bens.id);
    expect(await next(ada)).toBeNull();
  });

  it('is of one’s own the one that is due first', async () => {
    const second = await callFor('ada');
    const first = await callFor('ada', { endsOn: '2026-03-12' });
    expect([await next(ada), await next(ada)]).toEqual([first.id, second.id]);
  });

  it('is offered to others when its owner has had a working hour', async () => {
    const item = await callFor('ben');
    expect(await next(ada)).toBeNull();
    desk.at('2026-03-10T10:59:59.000Z');
    expect(await next(ada)).toBeNull();
    desk.at('2026-03-10T11:00:00.000Z');
    expect(await next(ada)).toBe(item.id);
  });

  it('has an owner’s hour that only runs in working time', async () => {
    desk.at('2026-03-10T16:00:00.000Z');
    const item = await callFor('ben');
    expect(item.offeredAt).toBe('2026-03-11T08:00:00.000Z');
  });

  it('is offered to everyone at once when a person made it urgent', async () => {
    const item = await callFor('ben');
    await move(eve as Client, item, 'set-priority', { band: 'urgent', reason: 'their board meets tonight' });
    expect(await next(ada)).toBe(item.id);
  });

  it('of an owner who is away is offered to everyone at once, first to who covers for them', async () => {
    await person('ben', { awayFrom: '2026-03-09', awayUntil: '2026-03-13', coverUserId: 'eve' });
    const item = await callFor('ben');
    expect(item.offeredAt).toBe(START);
    desk.later(10);
    const own = await callFor('ada');
    expect(await next(eve)).toBe(item.id);
    expect(await next(ada)).toBe(own.id);
  });

  it('of an owner who was away last week is theirs again', async () => {
    await person('ben', { awayFrom: '2026-03-02', awayUntil: '2026-03-06', coverUserId: 'eve' });
    await callFor('ben');
    expect(await next(eve)).toBeNull();
  });

  it('of an owner who is gone is offered to everyone at once', async () => {
    await person('ben', { status: 'suspended' });
    expect((await callFor('ben')).offeredAt).toBe(START);
  });
});

describe('A declined item', () => {
  it('is not offered to the same person for a day, and to others at once', async () => {
    const item = await callFor('ada');
    await move(ada as Client, item, 'decline', { reason: 'a friend of mine works there' });
    expect(await next(ada)).toBeNull();
    desk.at('2026-03-11T09:59:59.000Z');
    expect(await next(ada)).toBeNull();
    desk.at('2026-03-11T10:00:01.000Z');
    expect(await next(ada)).toBe(item.id);
  });

  it('goes back to the queue when its holder declines it', async () => {
    const item = await callFor('ada');
    expect(await next(ada)).toBe(item.id);
    const held = (await ada?.get(`/escalations/${item.id}`))?.body as unknown as Item;
    const declined = await move(ada as Client, held, 'decline', { reason: 'no time' });
    expect(declined).toMatchObject({ status: 'waiting', assigneeId: null, offeredAt: START });
    expect(await next(ada)).toBeNull();
    expect(await next(ben)).toBe(item.id);
  });

  it('comes back before the day is over when everybody eligible has declined it', async () => {
    let item = await callFor('ada');
    for (const client of [ada, ben, eve, admin] as Client[]) item = await move(client, item, 'decline', { reason: 'not for me' });
    expect(await next(ada)).toBeNull();
    await move(await desk.as('admin2'), item, 'decline', { reason: 'nor for me' });
    expect(await next(ada)).toBe(item.id);
  });

  it('does not wait for those who are suspended, nor count what they declined', async () => {
    let item = await callFor('ada');
    for (const client of [ada, ben, admin, await desk.as('admin2')] as Client[]) item = await move(client, item, 'decline', { reason: 'not for me' });
    await person('ben', { status: 'suspended' });
    expect(await next(ada)).toBeNull();
    await person('eve', { status: 'suspended' });
    expect(await next(ada)).toBe(item.id);
  });

  it('can still be claimed by hand', async () => {
    const item = await callFor('ada');
    const declined = await move(ada as Client, item, 'decline', { reason: 'no time' });
    expect((await move(ada as Client, declined, 'claim')).assigneeId).toBe('ada');
  });
});
