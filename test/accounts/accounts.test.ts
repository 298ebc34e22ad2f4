import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { listPath } from '../support/paths.ts';
import { act, claim, configure, done, fresh, logCall, move, place, startUpgrade } from '../support/work.ts';

let desk: Desk;
let [ada, ben, admin]: Client[] = [];
beforeAll(async () => {
  desk = await openDesk();
  [ada, ben, admin] = await Promise.all(['ada', 'ben', 'admin'].map(desk.as));
});
afterAll(() => desk.close());

type Account = { id: string; version: number; managerId: string; openEscalations: number; facts: Record<string, unknown> };
const account = (client: Client | undefined, id: string) => done<Account>((client as Client).get(`/accounts/${id}`));

describe('An account', () => {
  it('shows at a glance what somebody who works for it wants to know', async () => {
    const customer = await makeCustomer(desk.store);
    expect((await account(ada, customer.accountId)).facts).toEqual({ subscriptions: 1, nextTermEndsOn: '2026-03-31', openReturns: 0, overdueReturns: 0, journeys: 0, selfServed: 0, escalations: 0 });
    let order = await place(ada as Client, await configure(ada as Client, await startUpgrade(ada as Client, customer)));
    const call = await claim(ada as Client, await logCall(ada as Client, customer));
    await move(ada as Client, await logCall(ada as Client, customer), 'cancel', { reason: 'logged twice' });
    desk.at('2026-04-01T10:00:00.000Z');
    expect(await account(ada, customer.accountId)).toMatchObject({ openEscalations: 1, facts: { subscriptions: 1, nextTermEndsOn: '2027-03-09', openReturns: 1, overdueReturns: 1, journeys: 0, escalations: 1 } });
    for (const to of ['shipment', 'return', 'attestation', 'completed']) order = await act(ada as Client, 'upgrades', order, 'advance', { to });
    await desk.store.write(({ db, t }) => db.update(t.upgrades).set({ startedBy: 'customer', motion: 'self_serve' }).where(eq(t.upgrades.id, order.id)).then(() => undefined));
    expect((await account(ada, customer.accountId)).facts).toMatchObject({ journeys: 1, selfServed: 1 });
    expect((await fresh(ada as Client, 'escalations', call)).status).toBe('claimed');
  });

  it('is given away by its manager or an admin, and its open calls go with it', async () => {
    const customer = await makeCustomer(desk.store, { managerId: 'ada' });
    const open = await logCall(ada as Client, customer);
    const closed = await move(ada as Client, await logCall(ada as Client, customer), 'cancel', { reason: 'x' });
    const { version } = await account(ada, customer.accountId);
    expect((await (ben as Client).put(`/accounts/${customer.accountId}`, { version, managerId: 'ben' })).status).toBe(403);
    expect((await (ada as Client).put(`/accounts/${customer.accountId}`, { version, managerId: 'ops' })).status).toBe(422);
    const given = await done<Account>((ada as Client).put(`/accounts/${customer.accountId}`, { version, managerId: 'ben' }));
    expect(given).toMatchObject({ managerId: 'ben', managerName: 'Ben Cole' });
    const owners = await Promise.all([open, closed].map((item) => fresh(ada as Client, 'escalations', item)));
    expect(owners.map((item) => (item as typeof item & { ownerId: string }).ownerId)).toEqual(['ben', 'ada']);
    expect((await done<Account>((admin as Client).put(`/accounts/${customer.accountId}`, { version: given.version, managerId: 'eve' }))).managerId).toBe('eve');
  });

  it('has a key of its own for each external key', async () => {
    const fields = { name: 'Twin', segment: 'smb', region: 'emea', customerSince: '2024-01-01', managerId: 'ada', externalId: 'CRM-1' };
    expect((await (ada as Client).post('/accounts', fields)).status).toBe(201);
    expect(await (ada as Client).post('/accounts', fields)).toMatchObject({ status: 409, body: { detail: 'There is one of these accounts already', errors: { externalId: 'is taken already' } } });
  });

  it('is found by its new name, and not by its old one', async () => {
    const customer = await makeCustomer(desk.store, { name: 'Zephyr Tools' });
    const { version } = await account(ada, customer.accountId);
    await done((ada as Client).put(`/accounts/${customer.accountId}`, { version, name: 'Quartz Tools' }));
    const found = async (q: string) => (await done<Account[]>((ada as Client).get(listPath('accounts', { q })))).map((row) => row.id);
    expect(await found('quartz')).toEqual([customer.accountId]);
    expect(await found('zephyr')).toEqual([]);
  });
});

describe('Of an account’s contacts', () => {
  it('one is the first to be asked: naming another takes it from the one before', async () => {
    const customer = await makeCustomer(desk.store);
    const made = await done<{ id: string }>((ada as Client).post('/contacts', { accountId: customer.accountId, name: 'Sam Okoro', email: 'sam@customer.example', isPrimary: true }));
    const rows = await done<{ id: string; isPrimary: boolean }[]>((ada as Client).get(listPath('contacts', { accountId: customer.accountId })));
    expect(rows.filter((row) => row.isPrimary).map((row) => row.id)).toEqual([made.id]);
    expect(rows).toHaveLength(2);
  });

  it('one who has called stays', async () => {
    const customer = await makeCustomer(desk.store);
    await logCall(ada as Client, customer, { contactId: customer.contactId });
    expect((await (ada as Client).delete(`/contacts/${customer.contactId}`)).status).toBe(409);
    const spare = await done<{ id: string }>((ada as Client).post('/contacts', { accountId: customer.accountId, name: 'Sam', email: 'sam@customer.example', isPrimary: false }));
    expect((await (ada as Client).delete(`/contacts/${spare.id}`)).status).toBe(200);
  });
});

describe('A subscription', () => {
  it('changes by hand only in whether it renews by itself', async () => {
    const customer = await makeCustomer(desk.store);
    const path = `/subscriptions/${customer.subscriptionId}`;
    expect(await done((ada as Client).put(path, { version: 1, autoRenew: true }))).toMatchObject({ autoRenew: true, version: 2 });
    for (const wrong of [{ quantity: 2 }, { product: 'CLOUD' }, { endsOn: '2030-01-01' }, { reportingArrMinor: 1 }, { status: 'ended' }]) expect((await (ada as Client).put(path, { version: 2, ...wrong })).status, JSON.stringify(wrong)).toBe(422);
    expect((await (ada as Client).put(path, { version: 1, autoRenew: false })).status).toBe(409);
  });

  it('that has been replaced does not renew', async () => {
    const customer = await makeCustomer(desk.store);
    await place(ada as Client, await configure(ada as Client, await startUpgrade(ada as Client, customer)));
    expect((await (ada as Client).put(`/subscriptions/${customer.subscriptionId}`, { version: 2, autoRenew: true })).status).toBe(422);
  });
});
