import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { claim, configure, done, fresh, logCall, move, place, startUpgrade } from '../support/work.ts';

let desk: Desk;
let ada: Client;
let ben: Client;

beforeAll(async () => {
  desk = await openDesk();
  [ada, ben] = [await desk.as('ada'), await desk.as('ben')];
});
beforeEach(() => desk.at(START));
afterAll(() => desk.close());

const held = async () => claim(ada, await logCall(ada, await makeCustomer(desk.store)));

describe('Resolving', () => {
  it('needs a root cause from the list, and keeps the note inside', async () => {
    const item = await held();
    expect((await ada.post(`/escalations/${item.id}/resolve`, { version: item.version })).status).toBe(400);
    const resolved = await move(ada, item, 'resolve', { rootCause: 'contract_terms', note: 'They wanted 36 months.' });
    expect(resolved).toMatchObject({ status: 'resolved', outcome: 'answered', rootCause: 'contract_terms', closedAt: START, firstRespondedAt: START, leaseUntil: null, allowed: ['note'] });
    expect(resolved.timeline.at(-1)).toMatchObject({ kind: 'note', text: 'They wanted 36 months.' });
  });

  it('does not take a root cause that is switched off', async () => {
    const ops = await desk.as('ops');
    const made = await done<{ id: string; version: number }>(ops.post('/root-causes', { id: 'fax_machine', name: 'Fax', description: '', active: true, position: 99 }));
    await done(ops.put(`/root-causes/${made.id}`, { version: made.version, active: false }));
    const item = await held();
    expect(await ada.post(`/escalations/${item.id}/resolve`, { rootCause: 'fax_machine', version: item.version })).toMatchObject({ status: 422, body: { errors: { rootCause: expect.any(String) } } });
  });

  it('after ordering for the customer says so', async () => {
    const customer = await makeCustomer(desk.store);
    const draft = await startUpgrade(ada, customer);
    const item = await claim(ada, await logCall(ada, customer, { upgradeId: draft.id }));
    await place(ada, await configure(ada, await fresh(ada, 'upgrades', draft)));
    desk.later(5);
    const resolved = await move(ada, await fresh(ada, 'escalations', item), 'resolve', { rootCause: 'payment_method' });
    expect(resolved.outcome).toBe('ordered_for_customer');
  });

  it('of a call about an order that was placed before is only an answer', async () => {
    const customer = await makeCustomer(desk.store);
    const placed = await place(ada, await configure(ada, await startUpgrade(ada, customer)));
    desk.later(60);
    const item = await claim(ada, await logCall(ada, customer, { upgradeId: placed.id }));
    expect((await move(ada, item, 'resolve', { rootCause: 'return_question' })).outcome).toBe('answered');
  });

  it('counts as handle time what it was claimed and not paused', async () => {
    const item = await held();
    desk.later(20);
    const paused = await move(ada, item, 'pause', { reason: 'waiting_for_customer', until: '2026-03-12T10:00:00.000Z' });
    desk.later(500);
    const resumed = await move(ada, paused, 'resume');
    desk.later(15);
    const given = await move(ada, resumed, 'release', { reason: 'end of my day' });
    desk.later(300);
    const again = await claim(ben, given);
    desk.later(7);
    expect((await move(ben, again, 'resolve', { rootCause: 'other' })).handleSeconds).toBe((20 + 15 + 7) * 60);
  });

  it('lets the customer open another one afterwards', async () => {
    const customer = await makeCustomer(desk.store);
    const draft = await startUpgrade(ada, customer);
    const first = await claim(ada, await logCall(ada, customer, { upgradeId: draft.id }));
    await move(ada, first, 'resolve', { rootCause: 'other' });
    const second = await logCall(ada, customer, { upgradeId: draft.id });
    expect(second).toMatchObject({ status: 'waiting', timesEscalated: 2 });
    expect(second.id).not.toBe(first.id);
  });
});

describe('Cancelling', () => {
  it('closes what is not needed: what waits by anyone who works here, what is held by its holder', async () => {
    const waiting = await logCall(ada, await makeCustomer(desk.store));
    expect(await move(ben, waiting, 'cancel', { reason: 'logged twice' })).toMatchObject({ status: 'cancelled', outcome: 'withdrawn', closedAt: START });
    const item = await held();
    expect((await ben.post(`/escalations/${item.id}/cancel`, { reason: 'x', version: item.version })).status).toBe(409);
    expect((await move(ada, item, 'cancel', { reason: 'logged twice' })).status).toBe('cancelled');
  });

  it('is final', async () => {
    const gone = await move(ada, await held(), 'cancel', { reason: 'logged twice' });
    for (const verb of ['claim', 'resume']) expect(await ada.post(`/escalations/${gone.id}/${verb}`, { version: gone.version })).toMatchObject({ status: 409, body: { allowed: ['note'], detail: expect.stringContaining('cancelled') } });
  });

  it('withdraws the link of what was handed back', async () => {
    const customer = await makeCustomer(desk.store);
    const draft = await startUpgrade(ada, customer);
    const item = await claim(ada, await logCall(ada, customer, { upgradeId: draft.id }));
    const handed = await move(ada, item, 'hand-back', { step: 'options', rootCause: 'other' });
    await move(ada, handed, 'cancel', { reason: 'they bought elsewhere' });
    const links = await desk.store.read.select().from(desk.store.t.handBackLinks);
    expect(links.find((link) => link.escalationId === item.id)?.withdrawnAt).toBe(START);
  });
});

describe('Releasing', () => {
  it('gives it back to the queue for everyone, with the reason on record', async () => {
    const item = await held();
    expect((await ben.post(`/escalations/${item.id}/release`, { reason: 'x', version: item.version })).status).toBe(409);
    const free = await move(ada, item, 'release', { reason: 'I am off sick' });
    expect(free).toMatchObject({ status: 'waiting', assigneeId: null, leaseUntil: null, offeredAt: START });
    expect(free.timeline.at(-1)).toMatchObject({ verb: 'release', text: 'I am off sick' });
    const next = await done<{ id: string }>(ben.post('/escalations/claim-next', {}));
    expect(next.id).toBe(item.id);
  });
});
