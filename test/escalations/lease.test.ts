import { afterAll, beforeEach, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { claim, configure, fresh, logCall, move, round, startUpgrade, type Item } from '../support/work.ts';

let desk: Desk;
let ada: Client;
let ben: Client;

beforeAll(async () => {
  desk = await openDesk();
  [ada, ben] = [await desk.as('ada'), await desk.as('ben')];
});
beforeEach(() => desk.at(START));
afterAll(() => desk.close());

/** A claim at this time; the customer has heard from us before, so that the lease alone decides. */
async function heldSince(instant: string): Promise<Item> {
  desk.at(instant);
  const call = await claim(ada, await logCall(ada, await makeCustomer(desk.store)));
  return move(ada, call, 'message', { text: 'I am looking into it.' });
}
const now = (item: Item) => fresh(ada, 'escalations', item);

describe('A claim', () => {
  it.each([
    ['over lunch', '2026-03-10T10:00:00.000Z', '2026-03-10T15:00:00.000Z'],
    ['over the night', '2026-03-10T14:30:00.000Z', '2026-03-11T09:30:00.000Z'],
    ['over the weekend', '2026-03-13T15:30:00.000Z', '2026-03-16T10:30:00.000Z'],
    ['over Good Friday and Easter Monday', '2026-04-02T14:30:00.000Z', '2026-04-07T09:30:00.000Z'],
  ])('lasts four working hours, %s', async (_when, from, until) => {
    expect((await heldSince(from)).leaseUntil).toBe(until);
  });

  it('goes back to the queue when it is over, and not a moment before', async () => {
    const held = await heldSince('2026-03-13T15:30:00.000Z');
    desk.at('2026-03-16T10:29:59.000Z');
    await round(desk);
    expect(await now(held)).toMatchObject({ status: 'claimed', assigneeId: 'ada' });
    desk.at('2026-03-16T10:30:00.000Z');
    await round(desk);
    const back = await now(held);
    expect(back).toMatchObject({ status: 'waiting', assigneeId: null, leaseUntil: null, offeredAt: '2026-03-16T10:30:00.000Z', version: held.version + 1 });
    expect(back.timeline.at(-1)).toMatchObject({ kind: 'event', verb: 'lease-ended', authorName: 'Upgrade Desk' });
    expect((await claim(ben, back)).assigneeId).toBe('ben');
  });

  it('goes back once, however often the desk looks', async () => {
    const held = await heldSince(START);
    desk.at('2026-03-10T15:00:00.000Z');
    await Promise.all([round(desk), round(desk), round(desk)]);
    const back = await now(held);
    expect(back.timeline.filter((entry) => entry.verb === 'lease-ended')).toHaveLength(1);
    expect(await round(desk)).toBe(0);
  });

  it('is renewed by each thing that the customer can notice', async () => {
    const held = await heldSince(START);
    desk.at('2026-03-10T14:00:00.000Z');
    expect((await move(ada, held, 'message', { text: 'Still on it.' })).leaseUntil).toBe('2026-03-11T09:00:00.000Z');
  });

  it('is renewed by work on the upgrade', async () => {
    const customer = await makeCustomer(desk.store);
    const draft = await startUpgrade(ada, customer);
    const held = await claim(ada, await logCall(ada, customer, { upgradeId: draft.id }));
    desk.at('2026-03-10T14:00:00.000Z');
    await configure(ada, await fresh(ada, 'upgrades', draft));
    expect(await now(held)).toMatchObject({ leaseUntil: '2026-03-11T09:00:00.000Z', firstRespondedAt: '2026-03-10T14:00:00.000Z', version: held.version });
  });

  it('is not renewed by an internal note', async () => {
    const held = await heldSince(START);
    desk.at('2026-03-10T14:00:00.000Z');
    expect((await move(ada, held, 'note', { text: 'Called, nobody there.' })).leaseUntil).toBe('2026-03-10T15:00:00.000Z');
  });

  it('that nobody has answered ends when the first response is due', async () => {
    desk.at('2026-03-10T07:30:00.000Z');
    const call = await logCall(ada, await makeCustomer(desk.store));
    desk.at('2026-03-10T10:00:00.000Z');
    expect((await claim(ada, call)).leaseUntil).toBe(call.firstResponseDueAt);
  });

  it('that is transferred runs anew, on the calendar of whoever has it now', async () => {
    const held = await heldSince(START);
    desk.later(60);
    expect(await move(ada, held, 'transfer', { toUserId: 'ben' })).toMatchObject({ assigneeId: 'ben', leaseUntil: '2026-03-10T16:00:00.000Z' });
  });
});

describe('A pause', () => {
  it('stands still: the claim is not lost over it, and what was left of it is there afterwards', async () => {
    const held = await heldSince(START);
    const paused = await move(ada, held, 'pause', { reason: 'waiting_for_customer', until: '2026-03-12T09:00:00.000Z' });
    expect(paused).toMatchObject({ status: 'paused', leaseUntil: null, pauseReason: 'waiting_for_customer' });
    desk.at('2026-03-12T08:59:59.000Z');
    await round(desk);
    expect((await now(held)).status).toBe('paused');
    desk.at('2026-03-12T09:00:00.000Z');
    await round(desk);
    const again = await now(held);
    expect(again).toMatchObject({ status: 'claimed', assigneeId: 'ada', leaseUntil: '2026-03-12T14:00:00.000Z', version: paused.version });
    expect(again.timeline.at(-1)?.verb).toBe('pause-ended');
  });

  it('for the customer moves the targets by the working time that it took', async () => {
    const held = await heldSince(START);
    await move(ada, held, 'pause', { reason: 'callback_agreed', until: '2026-03-10T14:00:00.000Z' });
    desk.at('2026-03-10T14:00:00.000Z');
    await round(desk);
    const after = await now(held);
    // From eleven to three in Berlin, lunch left out: three hours.
    expect(after.clockStops).toEqual([{ from: START, to: '2026-03-10T14:00:00.000Z', because: 'paused: callback agreed' }]);
    expect([held.resolutionDueAt, after.resolutionDueAt]).toEqual(['2026-03-13T10:00:00.000Z', '2026-03-13T14:00:00.000Z']);
  });

  it('for a colleague, or named by a root cause, leaves the targets where they are', async () => {
    for (const reason of ['waiting_for_colleague', 'quote_needed']) {
      const held = await heldSince(START);
      const paused = await move(ada, held, 'pause', { reason, until: '2026-03-10T14:00:00.000Z' });
      expect(paused.clockStops).toEqual([]);
      desk.at('2026-03-10T13:00:00.000Z');
      expect(await move(ada, paused, 'resume')).toMatchObject({ status: 'claimed', resolutionDueAt: held.resolutionDueAt, pauseReason: null });
    }
  });

  it('ends at another zone’s hour as well as at ours', async () => {
    const held = await heldSince(START);
    const paused = await move(ada, held, 'pause', { reason: 'waiting_for_supplier', until: '2026-03-10T16:00:00+05:30' });
    expect(paused).toMatchObject({ pausedUntil: '2026-03-10T10:30:00.000Z' });
  });
});
