import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { makeCustomer, type Customer } from '../support/customers.ts';
import { act, claim, configure, done, fresh, logCall, move, place, round, startUpgrade, type Item, type Upgrade } from '../support/work.ts';

let desk: Desk;
let ada: Client;
let ben: Client;
let admin: Client;

beforeAll(async () => {
  desk = await openDesk();
  [ada, ben, admin] = [await desk.as('ada'), await desk.as('ben'), await desk.as('admin')];
});
beforeEach(() => desk.at(START));
afterAll(() => desk.close());

/** A configured draft whose customer has called, held by Ada. */
async function escalated(): Promise<{ customer: Customer; draft: Upgrade; item: Item }> {
  const customer = await makeCustomer(desk.store);
  const draft = await startUpgrade(ada, customer);
  const item = await claim(ada, await logCall(ada, customer, { upgradeId: draft.id }));
  return { customer, draft: await configure(ada, draft), item };
}
const fix = { step: 'review', rootCause: 'quote_needed', message: 'The price is now the one that you were quoted.' };
const handBack = (item: Item, body: Record<string, unknown> = fix) => move(ada, item, 'hand-back', body);

describe('Handing back', () => {
  it('returns the journey at the step, with a message, a root cause and a link that is told once', async () => {
    const { item, draft } = await escalated();
    expect(item.handBackSteps).toEqual(['entry', 'options']);
    const handed = await handBack(item);
    expect(handed).toMatchObject({ status: 'handed_back', handedBackStep: 'review', rootCause: 'quote_needed', leaseUntil: null, firstRespondedAt: START });
    expect(handed.link).toMatch(/^http:\/\/127\.0\.0\.1:4000\/portal\/[\w-]+\.[\w-]+$/);
    expect((await fresh(ada, 'escalations', item)).link).toBeUndefined();
    expect(handed.timeline.map((entry) => entry.verb ?? entry.kind)).toEqual(['log', 'claim', 'configure', 'message', 'hand-back']);
    expect(await fresh(ada, 'upgrades', draft)).toMatchObject({ step: 'review', status: 'draft' });
  });

  it('keeps of the link only what opens nothing', async () => {
    const { item } = await escalated();
    const { link = '' } = await handBack(item);
    const secret = link.split('.').at(-1) ?? '';
    const kept = await desk.store.read.select().from(desk.store.t.handBackLinks);
    const audit = await desk.store.read.select().from(desk.store.t.auditEvents);
    expect(JSON.stringify([kept, audit])).not.toContain(secret);
  });

  it('is to a step that the customer can take from there', async () => {
    const { item } = await escalated();
    const steps = (await fresh(ada, 'escalations', item)).handBackSteps;
    expect(steps).toEqual(['entry', 'options', 'configure', 'review', 'payment']);
    const refused = await ada.post(`/escalations/${item.id}/hand-back`, { ...fix, step: 'shipment', version: item.version });
    expect(refused).toMatchObject({ status: 422, body: { errors: { step: expect.stringContaining('review') } } });
    const customer = await makeCustomer(desk.store);
    const bare = await claim(ada, await logCall(ada, customer, { upgradeId: (await startUpgrade(ada, customer)).id }));
    expect((await ada.post(`/escalations/${bare.id}/hand-back`, { ...fix, version: bare.version })).status).toBe(422);
  });

  it('needs an upgrade, and one can be started from the call', async () => {
    const customer = await makeCustomer(desk.store);
    const call = await claim(ada, await logCall(ada, customer));
    expect(call.allowed).not.toContain('hand-back');
    expect(await ada.post(`/escalations/${call.id}/hand-back`, { ...fix, version: call.version })).toMatchObject({ status: 409, body: { detail: expect.stringContaining('start one') } });
    const draft = await startUpgrade(ada, customer, { escalationId: call.id });
    expect(draft).toMatchObject({ timesEscalated: 1, openEscalation: { id: call.id, assigneeId: 'ada' } });
    expect((await handBack(await fresh(ada, 'escalations', call), { ...fix, step: 'options' })).status).toBe('handed_back');
  });

  it('is only by the holder, in a version that is still true, for a root cause that is', async () => {
    const { item } = await escalated();
    expect((await ben.post(`/escalations/${item.id}/hand-back`, { ...fix, version: item.version })).status).toBe(409);
    expect((await ada.post(`/escalations/${item.id}/hand-back`, { ...fix, version: item.version + 1 })).status).toBe(409);
    expect((await ada.post(`/escalations/${item.id}/hand-back`, { ...fix, rootCause: 'nope', version: item.version })).status).toBe(422);
    expect((await fresh(ada, 'escalations', item)).status).toBe('claimed');
  });

  it.each([['waits for an admin', null], ['was refused', 'refuse-exception']] as const)('is refused while its price exception %s', async (because, verb) => {
    const { item, draft } = await escalated();
    const asked = await configure(ada, draft, { priceException: { discountPercent: 30, reason: 'a competitor' } });
    if (verb) await act(admin, 'upgrades', asked, verb);
    const refused = await ada.post(`/escalations/${item.id}/hand-back`, { ...fix, version: item.version });
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining(because), allowed: expect.any(Array) } });
  });

  it('is no promise of a price that is refused afterwards', async () => {
    const { item, draft } = await escalated();
    const { link = '' } = await handBack(item);
    const asked = await configure(ada, await fresh(ada, 'upgrades', draft), { priceException: { discountPercent: 30, reason: 'a competitor' } });
    const token = link.split('/portal/')[1] ?? '';
    const place = async () => (await desk.app.inject({ method: 'POST', url: `/api/portal/${token}/place`, payload: {} })).statusCode;
    expect(await place(), 'while it waits').toBe(409);
    const refused = await act(admin, 'upgrades', asked, 'refuse-exception');
    expect(await place(), 'when it was refused').toBe(409);
    await configure(ada, refused);
    expect(await place(), 'at the catalogue’s price').toBe(200);
  });

  it('stops the clock until the customer asks again', async () => {
    const { item } = await escalated();
    const handed = await handBack(item);
    desk.at('2026-03-11T10:00:00.000Z');
    const again = await move(ben, handed, 'escalate-again', { text: 'It still shows the old price.' });
    // A day of eight working hours, which do not count.
    expect(again.clockStops).toEqual([{ from: START, to: '2026-03-11T10:00:00.000Z', because: 'handed back to the customer' }]);
    expect([item.resolutionDueAt, again.resolutionDueAt]).toEqual(['2026-03-13T10:00:00.000Z', '2026-03-16T10:00:00.000Z']);
  });
});

describe('Asking again', () => {
  it('puts it back in the queue, counted, and the link is no longer good', async () => {
    const { item, draft } = await escalated();
    const handed = await handBack(item);
    const again = await move(ada, handed, 'escalate-again', { text: 'It still shows the old price.' });
    expect(again).toMatchObject({ id: item.id, status: 'waiting', assigneeId: null, timesEscalated: 2, firstRespondedAt: null, handedBackStep: null });
    expect(again.timeline.at(-1)).toMatchObject({ kind: 'customer', text: 'It still shows the old price.' });
    expect((await fresh(ada, 'upgrades', draft)).timesEscalated).toBe(2);
    const links = await desk.store.read.select().from(desk.store.t.handBackLinks);
    expect(links.find((link) => link.escalationId === item.id)?.withdrawnAt).toBe(START);
  });

  it('by another call for the same upgrade reopens the one that was handed back', async () => {
    const { item, draft, customer } = await escalated();
    await handBack(item);
    const again = await logCall(ben, customer, { upgradeId: draft.id, text: 'I am stuck again.' });
    expect(again).toMatchObject({ id: item.id, status: 'waiting', timesEscalated: 2 });
  });

  it('finds one open escalation for an upgrade, never two', async () => {
    const { item, draft, customer } = await escalated();
    const second = await ben.post('/escalations', { accountId: customer.accountId, upgradeId: draft.id, channel: 'email', reason: 'other', text: 'Hello?' });
    expect(second).toMatchObject({ status: 409, body: { current: { id: item.id }, allowed: expect.arrayContaining(['note']) } });
    const fresher = await makeCustomer(desk.store);
    const upgrade = await startUpgrade(ada, fresher);
    const answers = await Promise.all(Array.from({ length: 8 }, () => ada.post('/escalations', { accountId: fresher.accountId, upgradeId: upgrade.id, channel: 'phone', reason: 'other', text: 'Hello?' })));
    expect(answers.filter((answer) => answer.status < 300)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(7);
  });
});

describe('What was handed back and left alone', () => {
  it('is given up after fourteen days of nothing, and no earlier', async () => {
    const { item } = await escalated();
    await handBack(item);
    desk.at('2026-03-24T10:00:00.000Z');
    await round(desk);
    expect((await fresh(ada, 'escalations', item)).status).toBe('handed_back');
    desk.at('2026-03-24T10:00:01.000Z');
    await round(desk);
    const given = await fresh(ada, 'escalations', item);
    expect(given).toMatchObject({ status: 'resolved', outcome: 'abandoned', rootCause: 'quote_needed' });
    const links = await desk.store.read.select().from(desk.store.t.handBackLinks);
    expect(links.find((link) => link.escalationId === item.id)?.withdrawnAt).toBe('2026-03-24T10:00:01.000Z');
  });

  it('leaves its draft to be abandoned later, when nobody touched that for fourteen days either', async () => {
    const customer = await makeCustomer(desk.store);
    const draft = await startUpgrade(ada, customer);
    const called = await startUpgrade(ada, await makeCustomer(desk.store));
    await logCall(ada, { accountId: (await done<{ accountId: string }>(ada.get(`/upgrades/${called.id}`))).accountId }, { upgradeId: called.id });
    desk.at('2026-03-24T10:00:01.000Z');
    await round(desk);
    expect((await fresh(ada, 'upgrades', draft)).status).toBe('abandoned');
    expect((await fresh(ada, 'upgrades', called)).status, 'somebody waits for an answer about it').toBe('draft');
    expect((await ada.post(`/upgrades/${draft.id}/configure`, { pathId: 'refresh', lines: [{ product: 'T5-3TB', quantity: 1 }], reason: 'x', version: draft.version + 1 })).status).toBe(409);
  });
});

describe('A hand-back whose end does not come by the customer’s order', () => {
  const opens = async (link = '') => (await desk.app.inject({ method: 'GET', url: `/api/portal/${link.split('/portal/')[1]}` })).statusCode;

  it('ends when its holder orders for the customer after all: counted as that, and the link opens nothing', async () => {
    const { item, draft } = await escalated();
    const { link } = await handBack(item);
    await place(ada, await fresh(ada, 'upgrades', draft));
    expect(await fresh(ada, 'escalations', item)).toMatchObject({ status: 'resolved', outcome: 'ordered_for_customer', rootCause: 'quote_needed' });
    expect(await opens(link)).toBe(410);
  });

  it('ends when its holder cancels the upgrade', async () => {
    const { item, draft } = await escalated();
    const { link } = await handBack(item);
    await act(ada, 'upgrades', await fresh(ada, 'upgrades', draft), 'cancel', { reason: 'They bought elsewhere.' });
    expect(await fresh(ada, 'escalations', item)).toMatchObject({ status: 'resolved', outcome: 'abandoned' });
    expect(await opens(link)).toBe(410);
  });

  /** An order whose customer has called about sending the old device back, handed back there. */
  async function handedBackAtReturn(): Promise<{ item: Item; upgrade: Upgrade }> {
    const customer = await makeCustomer(desk.store);
    let upgrade = await place(ada, await configure(ada, await startUpgrade(ada, customer)));
    for (const to of ['shipment', 'return']) upgrade = await act(ada, 'upgrades', upgrade, 'advance', { to });
    const item = await claim(ada, await logCall(ada, customer, { upgradeId: upgrade.id, reason: 'return_question' }));
    return { item: await handBack(item, { step: 'return', rootCause: 'return_question' }), upgrade: await fresh(ada, 'upgrades', upgrade) };
  }

  it('past the order ends as finished by the customer when the journey goes on from that step', async () => {
    const { item, upgrade } = await handedBackAtReturn();
    await round(desk);
    expect((await fresh(ada, 'escalations', item)).status, 'nothing has come yet').toBe('handed_back');
    await act(ada, 'upgrades', upgrade, 'advance', { to: upgrade.legalSteps[0] });
    expect(await fresh(ada, 'escalations', item)).toMatchObject({ status: 'resolved', outcome: 'self_completed' });
  });

  it('past the order ends as finished by the customer when their device is here', async () => {
    const { item, upgrade } = await handedBackAtReturn();
    const told = await ada.post(`/returns/${upgrade.returns[0]?.id}/record-fact`, { fact: 'received', occurredAt: desk.now(), source: 'warehouse' });
    expect(told.status, JSON.stringify(told.body)).toBe(200);
    await round(desk);
    expect(await fresh(ada, 'escalations', item)).toMatchObject({ status: 'resolved', outcome: 'self_completed' });
  });
});
