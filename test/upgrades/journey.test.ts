import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { act, claim, configure, fresh, logCall, place, round, startUpgrade, type Upgrade } from '../support/work.ts';

let desk: Desk;
let ada: Client;

beforeAll(async () => {
  desk = await openDesk();
  ada = await desk.as('ada');
});
afterAll(() => desk.close());

const advance = (upgrade: Upgrade, to: string) => act(ada, 'upgrades', upgrade, 'advance', { to });
const order = async (more = {}) => place(ada, await configure(ada, await startUpgrade(ada, await makeCustomer(desk.store)), more));

describe('The way of an upgrade', () => {
  it('goes through return and attestation where the path asks for them', async () => {
    let upgrade = await order();
    const statuses: string[] = [];
    for (const step of ['shipment', 'return', 'attestation', 'completed']) {
      expect(upgrade.legalSteps).toEqual([step]);
      upgrade = await advance(upgrade, step);
      statuses.push(upgrade.status);
    }
    expect(statuses).toEqual(['fulfilling', 'awaiting_return', 'awaiting_attestation', 'completed']);
    expect(upgrade).toMatchObject({ completedAt: START, legalSteps: [], allowed: [], shadowTouches: 4 });
    expect(upgrade.steps.map((one) => one.step)).toEqual(['options', 'placed', 'shipment', 'return', 'attestation', 'completed']);
  });

  it('is shorter where it does not', async () => {
    const shipped = await advance(await order({ pathId: 'cloud', lines: [{ product: 'CLOUD', quantity: 1 }] }), 'shipment');
    expect(shipped.legalSteps).toEqual(['completed']);
    expect((await advance(shipped, 'completed')).status).toBe('completed');
  });

  it('that is not open is refused, with the ones that are', async () => {
    const upgrade = await order();
    expect(await ada.post(`/upgrades/${upgrade.id}/advance`, { to: 'completed', version: upgrade.version })).toMatchObject({ status: 409, body: { allowed: ['shipment'], current: { id: upgrade.id, step: 'placed' } } });
    expect((await ada.post(`/upgrades/${upgrade.id}/advance`, { to: 'nowhere', version: upgrade.version })).status).toBe(400);
    const draft = await startUpgrade(ada, await makeCustomer(desk.store));
    expect(await ada.post(`/upgrades/${draft.id}/advance`, { to: 'configure', version: draft.version })).toMatchObject({ status: 409, body: { detail: 'choose a path first', allowed: ['entry'] } });
  });

  it('to the order is the order itself, not a step', async () => {
    const draft = await configure(ada, await startUpgrade(ada, await makeCustomer(desk.store)));
    expect((await ada.post(`/upgrades/${draft.id}/advance`, { to: 'placed', version: draft.version })).status).toBe(422);
  });

  it('in an old version is refused', async () => {
    const draft = await configure(ada, await startUpgrade(ada, await makeCustomer(desk.store), { pathId: 'refresh' }));
    await advance(draft, 'review');
    expect((await ada.post(`/upgrades/${draft.id}/advance`, { to: 'options', version: draft.version })).status).toBe(409);
  });
});

describe('Everything that staff do to an upgrade', () => {
  it('is on record, with its weight on the self-serve rate', async () => {
    const customer = await makeCustomer(desk.store);
    const draft = await startUpgrade(ada, customer);
    await claim(ada, await logCall(ada, customer, { upgradeId: draft.id }));
    await advance(await place(ada, await configure(ada, await fresh(ada, 'upgrades', draft))), 'shipment');
    const { auditEvents } = desk.store.t;
    const rows = await desk.store.read.select().from(auditEvents).where(eq(auditEvents.upgradeId, draft.id)).orderBy(auditEvents.id);
    expect(rows.map((row) => [row.action, row.touch])).toEqual([
      ['upgrades.start', 'touch'], ['escalations.log', 'touch'], ['escalations.claim', 'touch'], ['upgrades.configure', 'touch'], ['codings.code', 'none'], ['upgrades.place-on-behalf', 'touch'], ['upgrades.advance', 'shadow'],
    ]);
    expect(await fresh(ada, 'upgrades', draft)).toMatchObject({ touches: 5, shadowTouches: 1, timesEscalated: 1 });
    expect(JSON.stringify(rows)).not.toContain('"search"');
  });

  it('stands on the timeline of its escalation where the customer can notice it', async () => {
    const customer = await makeCustomer(desk.store);
    const draft = await startUpgrade(ada, customer);
    const call = await claim(ada, await logCall(ada, customer, { upgradeId: draft.id }));
    await place(ada, await configure(ada, await fresh(ada, 'upgrades', draft)));
    expect((await fresh(ada, 'escalations', call)).timeline.map((entry) => entry.verb)).toEqual(['log', 'claim', 'configure', 'place-on-behalf']);
  });
});

describe('A line past its end', () => {
  it('shows as expired, and counts on', async () => {
    const customer = await makeCustomer(desk.store);
    const one = async () => (await ada.get(`/subscriptions/${customer.subscriptionId}`)).body as { status: string; countsUntil: string | null };
    desk.at('2026-03-31T23:59:00.000Z');
    await round(desk);
    expect((await one()).status).toBe('active');
    desk.at('2026-04-01T00:00:00.000Z');
    await round(desk);
    expect(await one()).toMatchObject({ status: 'expired', countsUntil: null });
    expect((await ada.get(`/accounts/${customer.accountId}`)).body).toMatchObject({ reportingArrMinor: 120_000 });
    desk.at(START);
  });
});
