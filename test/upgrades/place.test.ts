import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { makeCustomer, type Customer } from '../support/customers.ts';
import { act, claim, configure, done, fresh, logCall, place, startUpgrade, type Upgrade } from '../support/work.ts';

let desk: Desk;
let ada: Client;
let ben: Client;

beforeAll(async () => {
  desk = await openDesk();
  [ada, ben] = [await desk.as('ada'), await desk.as('ben')];
});
beforeEach(() => desk.at(START));
afterAll(() => desk.close());

type Subscription = { id: string; product: string; status: string; countsFrom: string; countsUntil: string | null; reportingArrMinor: number; upgradeId: string | null; deviceId: string | null; version: number; autoRenew: boolean };

const subscriptions = async (accountId: string): Promise<Subscription[]> => {
  const { t, read } = desk.store;
  return read.select().from(t.subscriptions).where(eq(t.subscriptions.accountId, accountId)).orderBy(t.subscriptions.startsOn, t.subscriptions.id);
};
const arrOf = async (accountId: string) => (await done<{ reportingArrMinor: number }>(ada.get(`/accounts/${accountId}`))).reportingArrMinor;
const counted = async (accountId: string) => (await subscriptions(accountId)).filter((one) => one.countsUntil === null).reduce((sum, one) => sum + one.reportingArrMinor, 0);
const deviceStatus = async (customer: Customer) => (await done<{ status: string }>(ada.get(`/devices/${customer.deviceId}`))).status;

async function ordered(more = {}): Promise<{ customer: Customer; order: Upgrade }> {
  const customer = await makeCustomer(desk.store);
  return { customer, order: await place(ada, await configure(ada, await startUpgrade(ada, customer, more))) };
}

describe('Ordering for a customer', () => {
  it('takes the old line out of the books and the new one in, on the day it takes effect', async () => {
    const { customer, order } = await ordered();
    expect(order).toMatchObject({ status: 'placed', step: 'placed', placedAt: START, effectiveOn: '2026-03-10', beforeArrMinor: 120_000, afterArrMinor: 150_000 });
    const [old, opened] = await subscriptions(customer.accountId);
    expect(old).toMatchObject({ id: customer.subscriptionId, status: 'replaced', countsUntil: '2026-03-10', version: 2 });
    expect(opened).toMatchObject({ product: 'T5-3TB', status: 'active', countsFrom: '2026-03-10', countsUntil: null, upgradeId: order.id, reportingArrMinor: 150_000, deviceId: null });
    expect(order.after[0]?.subscriptionId).toBe(opened?.id);
    expect(await arrOf(customer.accountId)).toBe(150_000);
  });

  it('ends a line that nothing replaces', async () => {
    const customer = await makeCustomer(desk.store);
    await place(ada, await configure(ada, await startUpgrade(ada, customer), { lines: [{ product: 'T5-3TB', quantity: 1 }] }));
    expect((await subscriptions(customer.accountId)).map((one) => one.status)).toEqual(['ended', 'active']);
    expect(await arrOf(customer.accountId)).toBe(150_000);
  });

  it('leaves alone what an add-on only carries along: the line stays, and the new one is all that was bought', async () => {
    const customer = await makeCustomer(desk.store);
    const draft = await startUpgrade(ada, customer, { kind: 'add_on', effectiveOn: '2026-03-20' });
    const order = await place(ada, await configure(ada, draft, { pathId: 'cloud', lines: [{ line: 'old', product: 'T4-2TB', quantity: 1, replaces: [customer.subscriptionId] }, { line: 'new', product: 'CLOUD', quantity: 1 }] }));
    const [old, opened] = await subscriptions(customer.accountId);
    expect(old).toMatchObject({ id: customer.subscriptionId, status: 'active', countsUntil: null, version: 1 });
    expect(opened).toMatchObject({ product: 'CLOUD', upgradeId: order.id, reportingArrMinor: 60_000 });
    const [coding] = await done<{ legs: object[]; flags: string[] }[]>(ada.get(`/codings?filter={"upgradeId":"${order.id}"}`));
    expect(coding).toMatchObject({ legs: [{ movement: 'expansion', driver: 'add_on', amountMinor: 60_000, lines: [opened?.id] }], flags: [] });
    // Taken back, it is as it was.
    await act(ada, 'upgrades', order, 'cancel', { reason: 'They changed their minds.' });
    expect(await arrOf(customer.accountId)).toBe(120_000);
  });

  it('opens a return with the old device where the path asks for it', async () => {
    const { customer, order } = await ordered();
    expect(order.returns).toEqual([expect.objectContaining({ status: 'authorised', dueOn: '2026-03-31', atStakeMinor: 60_000 })]);
    const back = await done<{ devices: { serial: string }[]; facts: { fact: string; by: string }[]; complete: boolean }>(ada.get(`/returns/${order.returns[0]?.id}`));
    expect(back).toMatchObject({ devices: [{ serial: customer.serial }], facts: [{ fact: 'authorised', by: 'ada' }], complete: false });
    expect(await deviceStatus(customer)).toBe('due_back');
  });

  it('asks for nothing back where the path does not, and keeps the device', async () => {
    const customer = await makeCustomer(desk.store);
    const draft = await startUpgrade(ada, customer, { kind: 'renewal' });
    const order = await place(ada, await configure(ada, draft, { pathId: 'renew', lines: [{ product: 'T4-2TB', quantity: 1, replaces: [customer.subscriptionId] }] }));
    expect(order).toMatchObject({ returns: [], effectiveOn: '2026-04-01' });
    expect((await subscriptions(customer.accountId)).at(-1)).toMatchObject({ deviceId: customer.deviceId, countsFrom: '2026-04-01' });
    expect(await deviceStatus(customer)).toBe('in_field');
  });

  it('counts as a touch, and the motion stays a sale', async () => {
    const { order } = await ordered();
    expect(order).toMatchObject({ touches: 3, shadowTouches: 0, motion: 'sales_led' });
  });

  it('makes an assisted journey of one that the customer began', async () => {
    const customer = await makeCustomer(desk.store);
    const draft = await startUpgrade(ada, customer);
    await desk.store.write(({ db, t }) => db.update(t.upgrades).set({ motion: 'self_serve', startedBy: 'customer', touches: 0 }).where(eq(t.upgrades.id, draft.id)).then(() => undefined));
    expect((await act(ada, 'upgrades', draft, 'advance', { to: 'entry' })).motion, 'a shadow touch is nothing that they notice').toBe('self_serve');
    const configured = await configure(ada, await fresh(ada, 'upgrades', draft));
    expect(configured).toMatchObject({ motion: 'assisted', touches: 1, shadowTouches: 1 });
  });

  it('of what has nothing in it, or was ordered already, is refused with what is possible', async () => {
    const draft = await startUpgrade(ada, await makeCustomer(desk.store));
    expect(await ada.post(`/upgrades/${draft.id}/place-on-behalf`, { version: draft.version })).toMatchObject({ status: 409, body: { allowed: ['configure', 'advance', 'cancel'], detail: expect.stringContaining('nothing to order') } });
    const { order } = await ordered();
    expect(await ada.post(`/upgrades/${order.id}/place-on-behalf`, { version: order.version })).toMatchObject({ status: 409, body: { allowed: ['advance', 'cancel'] } });
  });

  it('by two people at once is one order', async () => {
    const customer = await makeCustomer(desk.store);
    const draft = await configure(ada, await startUpgrade(ada, customer));
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? ada : ben).post(`/upgrades/${draft.id}/place-on-behalf`, { version: draft.version })));
    expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
    expect(await subscriptions(customer.accountId)).toHaveLength(2);
    expect((await fresh(ada, 'upgrades', draft)).returns).toHaveLength(1);
  });

  it('of a line that another order has replaced meanwhile is refused', async () => {
    const customer = await makeCustomer(desk.store);
    const [first, second] = [await configure(ada, await startUpgrade(ada, customer)), await configure(ben, await startUpgrade(ben, customer))];
    await place(ada, first);
    expect(await ben.post(`/upgrades/${second.id}/place-on-behalf`, { version: second.version })).toMatchObject({ status: 409, body: { detail: expect.stringContaining('has left the books') } });
    expect(await arrOf(customer.accountId)).toBe(150_000);
  });

  it('keeps of the old line what the books held when it was ordered', async () => {
    const customer = await makeCustomer(desk.store);
    const draft = await configure(ada, await startUpgrade(ada, customer));
    await desk.store.write(({ db, t }) => db.update(t.subscriptions).set({ quantity: 2, arrMinor: 240_000, reportingArrMinor: 240_000 }).where(eq(t.subscriptions.id, customer.subscriptionId)).then(() => undefined));
    const order = await place(ada, draft);
    expect(order).toMatchObject({ beforeArrMinor: 240_000, before: [{ quantity: 2 }] });
  });

  it('comes to what its preview said, which leaves nothing behind', async () => {
    const customer = await makeCustomer(desk.store);
    const draft = await configure(ada, await startUpgrade(ada, customer));
    desk.at('2026-03-21T10:00:00.000Z');
    type Preview = { effectiveOn: string; beforeArrMinor: number; afterArrMinor: number; legs: object[]; deltaMinor: number; trace: object[] };
    const preview = await done<Preview>(ada.get(`/upgrades/${draft.id}/order-preview`));
    expect(await fresh(ada, 'upgrades', draft)).toEqual(draft);
    expect((await subscriptions(customer.accountId)).map(({ status }) => status)).toEqual(['active']);
    const order = await place(ada, draft);
    expect(order).toMatchObject({ effectiveOn: preview.effectiveOn, beforeArrMinor: preview.beforeArrMinor, afterArrMinor: preview.afterArrMinor });
    const [coding] = await done<{ legs: object[]; deltaMinor: number; trace: object[] }[]>(ada.get(`/codings?filter={"upgradeId":"${order.id}"}`));
    expect(preview.deltaMinor).toBe(coding?.deltaMinor);
    expect(preview.trace).toEqual(coding?.trace);
    const moves = (legs: object[] = []) => (legs as { movement: string; amountMinor: number; effectiveOn: string }[]).map(({ movement, amountMinor, effectiveOn }) => ({ movement, amountMinor, effectiveOn }));
    expect(moves(preview.legs)).toEqual(moves(coding?.legs));
    expect((await ada.get(`/upgrades/${order.id}/order-preview`)).status, 'once it is placed').toBe(409);
    desk.at(START);
  });

  it('some days after it was configured takes effect that day', async () => {
    const customer = await makeCustomer(desk.store);
    const draft = await configure(ada, await startUpgrade(ada, customer));
    desk.at('2026-03-20T10:00:00.000Z');
    expect((await place(ada, draft)).effectiveOn).toBe('2026-03-20');
  });

  it('keeps why the order was changed: in the log, and on the escalation that it was changed for', async () => {
    const customer = await makeCustomer(desk.store);
    const draft = await startUpgrade(ada, customer);
    const item = await claim(ada, await logCall(ada, customer, { upgradeId: draft.id }));
    await configure(ada, draft, { reason: 'They need the larger one for their new site.' });
    expect((await fresh(ada, 'escalations', item)).timeline.at(-1)).toMatchObject({ verb: 'configure', text: 'They need the larger one for their new site.' });
    const [logged] = await done<{ after: { reason?: string } }[]>((await desk.as('admin')).get(`/audit-events?filter={"recordId":"${draft.id}","action":"upgrades.configure"}`));
    expect(logged?.after.reason).toBe('They need the larger one for their new site.');
  });
});

describe('Taking an order back', () => {
  it('before it takes effect restores what there was', async () => {
    const { customer, order } = await ordered({ effectiveOn: '2026-04-01' });
    const cancelled = await act(ada, 'upgrades', order, 'cancel', { reason: 'their board said no' });
    expect(cancelled).toMatchObject({ status: 'cancelled', cancelReason: 'their board said no', allowed: [], returns: [{ status: 'cancelled' }] });
    const [old, opened] = await subscriptions(customer.accountId);
    expect(old).toMatchObject({ status: 'active', countsUntil: null, version: 3 });
    expect(opened).toMatchObject({ status: 'ended', countsFrom: '2026-04-01', countsUntil: '2026-04-01' });
    expect(await arrOf(customer.accountId)).toBe(120_000);
    expect(await deviceStatus(customer)).toBe('in_field');
    expect((await place(ada, await configure(ada, await startUpgrade(ada, customer)))).status, 'and it can be ordered anew').toBe('placed');
  });

  it('afterwards is a new upgrade', async () => {
    const { customer, order } = await ordered({ effectiveOn: '2026-04-01' });
    desk.at('2026-04-02T08:00:00.000Z');
    expect(await ada.post(`/upgrades/${order.id}/cancel`, { reason: 'x', version: order.version })).toMatchObject({ status: 409, body: { detail: expect.stringContaining('has taken effect'), allowed: ['advance'] } });
    expect(await arrOf(customer.accountId)).toBe(150_000);
  });

  it('whose new line has been replaced meanwhile is refused', async () => {
    const { customer, order } = await ordered({ effectiveOn: '2026-04-01' });
    const next = await startUpgrade(ada, customer, { subscriptionIds: [order.after[0]?.subscriptionId] });
    await place(ada, await configure(ada, next, { pathId: 'cloud', lines: [{ product: 'CLOUD', quantity: 1, replaces: [order.after[0]?.subscriptionId] }] }));
    expect((await ada.post(`/upgrades/${order.id}/cancel`, { reason: 'x', version: order.version })).status).toBe(409);
  });

  it('is for a draft simply its end', async () => {
    const draft = await startUpgrade(ada, await makeCustomer(desk.store));
    expect(await act(ada, 'upgrades', draft, 'cancel', { reason: 'x' })).toMatchObject({ status: 'cancelled', cancelledAt: START, legalSteps: [] });
  });
});

describe('What the books hold', () => {
  it('is the sum of the lines that count, whatever is ordered and taken back', async () => {
    type Act = { kind: 'place' | 'cancel' | 'end'; product: string; quantity: number; discount: number };
    const acts = fc.array(fc.record<Act>({ kind: fc.constantFrom('place', 'place', 'cancel', 'end'), product: fc.constantFrom('T4-2TB', 'T5-3TB', 'CLOUD'), quantity: fc.integer({ min: 1, max: 9 }), discount: fc.integer({ min: 0, max: 15 }) }), { minLength: 1, maxLength: 6 });
    await fc.assert(fc.asyncProperty(acts, async (list) => {
      const customer = await makeCustomer(desk.store);
      let last: Upgrade | null = null;
      for (const { kind, product, quantity, discount } of list) {
        if (kind === 'cancel') {
          if (last) await ada.post(`/upgrades/${last.id}/cancel`, { reason: 'x', version: last.version });
          last = null;
        } else {
          const counting = (await subscriptions(customer.accountId)).filter((one) => one.countsUntil === null).map((one) => one.id);
          const draft = await startUpgrade(ada, customer, { subscriptionIds: counting, effectiveOn: '2026-04-01' });
          last = await place(ada, await configure(ada, draft, { lines: [{ product, quantity, replaces: kind === 'end' ? [] : counting }], priceException: { discountPercent: discount, reason: 'x' } }));
          expect(last.afterArrMinor).toBe(last.after.reduce((sum, line) => sum + line.reportingArrMinor, 0));
        }
        expect(await arrOf(customer.accountId)).toBe(await counted(customer.accountId));
      }
    }), { numRuns: 8, seed: 5 });
  });
});
