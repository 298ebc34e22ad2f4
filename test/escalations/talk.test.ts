import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { claim, done, fresh, logCall, move, type Item } from '../support/work.ts';

let desk: Desk;
let [ada, ben, ops, admin]: Client[] = [];

beforeAll(async () => {
  desk = await openDesk();
  [ada, ben, ops, admin] = await Promise.all(['ada', 'ben', 'ops', 'admin'].map(desk.as));
});
afterAll(() => desk.close());

const waiting = async () => logCall(ada as Client, await makeCustomer(desk.store));
const held = async () => claim(ada as Client, await waiting());
const post = (client: Client | undefined, item: Item, verb: string, body: Record<string, unknown>) => (client as Client).post(`/escalations/${item.id}/${verb}`, body);

describe('What is said', () => {
  it('begins with the customer’s own words', async () => {
    const item = await waiting();
    expect(item.timeline).toEqual([expect.objectContaining({ kind: 'customer', text: 'The total is not what our reseller quoted.', authorName: 'Northwind Dental' })]);
  });

  it('as a note may be by anyone, sales operations too, whoever holds it', async () => {
    const item = await held();
    for (const client of [ben, ops, admin]) expect((await post(client, item, 'note', { text: `seen by ${client?.staff.name}` })).status).toBe(200);
    const now = await fresh(ada as Client, 'escalations', item);
    expect(now.timeline.filter((entry) => entry.kind === 'note').map((entry) => entry.text)).toEqual(['seen by Ben Cole', 'seen by Olga Park', 'seen by Adil Roy']);
    expect(now.version, 'a colleague’s note does not make the holder’s next save stale').toBe(item.version);
    expect(now.firstRespondedAt).toBeNull();
  });

  it('to the customer is only by who holds it, and answers the first response once', async () => {
    const item = await held();
    expect(await post(ben, item, 'message', { text: 'Hello' })).toMatchObject({ status: 409, body: { detail: 'Ada Berg is working on it', allowed: ['note', 'set-priority'] } });
    expect((await post(ops, item, 'message', { text: 'Hello' })).status).toBe(403);
    const answered = await move(ada as Client, item, 'message', { text: 'Hello' });
    expect(answered.firstRespondedAt).toBe(START);
    desk.later(10);
    expect((await move(ada as Client, answered, 'message', { text: 'Again' })).firstRespondedAt).toBe(START);
    desk.at(START);
  });

  it('on what is closed is a note, and no message', async () => {
    const closed = await move(ada as Client, await held(), 'resolve', { rootCause: 'quote_needed', note: 'They had the old price list.' });
    expect((await post(ada, closed, 'message', { text: 'One more thing' })).status).toBe(409);
    expect((await post(ada, closed, 'note', { text: 'One more thing' })).status).toBe(200);
  });
});

describe('A stale version', () => {
  it('is refused with the record as it is now', async () => {
    const item = await held();
    const changed = await move(ben as Client, item, 'set-priority', { band: 'low', reason: 'they can wait' });
    const late = await post(ada, item, 'resolve', { rootCause: 'quote_needed', version: item.version });
    expect(late).toMatchObject({ status: 409, body: { current: { id: item.id, version: changed.version, priority: 'low', accountName: 'Northwind Dental' } } });
    expect(JSON.stringify(late.body)).not.toContain('"search"');
    expect((await fresh(ada as Client, 'escalations', item)).status).toBe('claimed');
  });

  it('of something that only appends is compared where it is sent', async () => {
    const item = await held();
    await move(ben as Client, item, 'set-priority', { band: 'low', reason: 'they can wait' });
    expect((await post(ada, item, 'note', { text: 'x', version: item.version })).status).toBe(409);
    expect((await post(ada, item, 'note', { text: 'x' })).status).toBe(200);
  });
});

describe('Handing to a colleague', () => {
  it('is by the holder, with a note for them', async () => {
    const moved = await move(ada as Client, await held(), 'transfer', { toUserId: 'ben', note: 'They speak French.' });
    expect(moved).toMatchObject({ status: 'claimed', assigneeId: 'ben', assigneeName: 'Ben Cole' });
    expect(moved.timeline.slice(-2)).toEqual([expect.objectContaining({ verb: 'transfer', authorName: 'Ada Berg' }), expect.objectContaining({ kind: 'note', text: 'They speak French.' })]);
  });

  it('is by sales operations and admins even of what they do not hold, and of what waits', async () => {
    expect((await move(ops as Client, await held(), 'transfer', { toUserId: 'ben' })).assigneeId).toBe('ben');
    expect((await move(ops as Client, await waiting(), 'transfer', { toUserId: 'eve' })).assigneeId).toBe('eve');
    expect((await move(admin as Client, await held(), 'transfer', { toUserId: 'admin' })).assigneeId).toBe('admin');
  });

  it('is not by another account manager, nor to somebody who does not work escalations', async () => {
    const item = await held();
    expect((await post(ben, item, 'transfer', { toUserId: 'ben', version: item.version })).status).toBe(409);
    expect(await post(ada, item, 'transfer', { toUserId: 'ops', version: item.version })).toMatchObject({ status: 422, body: { errors: { toUserId: expect.any(String) } } });
  });

  it('ends a pause', async () => {
    const paused = await move(ada as Client, await held(), 'pause', { reason: 'waiting_for_customer', until: '2026-03-12T10:00:00.000Z' });
    const moved = await move(ada as Client, paused, 'transfer', { toUserId: 'ben' });
    expect(moved).toMatchObject({ status: 'claimed', assigneeId: 'ben', pauseReason: null });
    expect(moved.clockStops.every((stop) => stop.to !== null)).toBe(true);
  });

  it('of several at once does those that can go and names the others', async () => {
    const [one, two, bens] = [await held(), await waiting(), await claim(ben as Client, await waiting())];
    const closed = await move(ada as Client, await held(), 'cancel', { reason: 'a mistake' });
    const body = await done<{ done: string[]; refused: { id: string; because: string }[] }>((ops as Client).post('/escalations/bulk-transfer', { ids: [one.id, two.id, bens.id, closed.id, 'nobody', one.id], toUserId: 'ben' }));
    expect(body.done).toEqual([one.id, two.id]);
    expect(body.refused.map((each) => each.id)).toEqual([bens.id, closed.id, 'nobody']);
    expect((await fresh(ada as Client, 'escalations', two)).assigneeId).toBe('ben');
    expect((await (ops as Client).post('/escalations/bulk-transfer', { ids: [one.id], toUserId: 'ops' })).status).toBe(422);
  });
});

describe('Another band', () => {
  it('is set by a person with a reason, and the targets follow it', async () => {
    const item = await held();
    const urgent = await move(ben as Client, item, 'set-priority', { band: 'urgent', reason: 'their board meets tonight' });
    expect(urgent).toMatchObject({ priority: 'urgent', priorityOverride: { band: 'urgent', reason: 'their board meets tonight', byName: 'Ben Cole', at: START }, assigneeId: 'ada' });
    expect(urgent.firstResponseDueAt).toBe('2026-03-10T10:30:00.000Z');
    expect(urgent.queueDueAt < item.queueDueAt).toBe(true);
  });

  it('keeps the time that the clock stood still', async () => {
    const item = await move(ada as Client, await held(), 'message', { text: 'Hello' });
    const paused = await move(ada as Client, item, 'pause', { reason: 'waiting_for_customer', until: '2026-03-10T11:00:00.000Z' });
    desk.later(30);
    const resumed = await move(ada as Client, paused, 'resume');
    const low = await move(ada as Client, resumed, 'set-priority', { band: 'low', reason: 'x' });
    expect(low.clockStops).toHaveLength(1);
    const back = await move(ada as Client, low, 'set-priority', { band: 'normal', reason: 'x' });
    expect(back.resolutionDueAt).toBe(resumed.resolutionDueAt);
    desk.at(START);
  });
});
