import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATA } from '../../server/intake/events/shapes.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { eventAt, FORMER_KEY, KEY, makeJourney, makeKnownCustomer, outcomeOf as outcomeAt, SECRETS, sendTo } from '../support/events.ts';
import { makeReturn } from '../support/returns.ts';

let desk: Desk;
let admin: Client;

beforeAll(async () => {
  desk = await openDesk({ webhookSecrets: SECRETS });
  admin = await desk.as('admin');
});
afterAll(() => desk.close());

type Kept = { id: string; version: number; disposition: string; because: string | null; data: Record<string, unknown> };

const event = (type: string, data: Record<string, unknown>) => eventAt(type, data, desk.now());
const send = (events: unknown, how?: Parameters<typeof sendTo>[2]) => sendTo(desk, events, how);
const journey = () => makeJourney(desk);
const outcomeOf = (upgradeRef: string) => outcomeAt(desk, upgradeRef);
const kept = async (filter: Record<string, unknown>) => (await admin.get(`/incoming-events?filter=${encodeURIComponent(JSON.stringify(filter))}`)).body as Kept[];

describe('Events in', () => {
  it('take a journey from its start to its end, and an escalation on the way stands in the queue', async () => {
    const { upgradeRef, events } = await journey();
    const { status, results } = await send(events);
    expect(status).toBe(202);
    expect(results.map((one) => `${one.disposition} ${one.because ?? ''}`.trim())).toEqual(events.map(() => 'applied'));
    const outcome = await outcomeOf(upgradeRef);
    expect(outcome?.upgrade).toMatchObject({ status: 'completed', step: 'completed', timesEscalated: 2, motion: 'self_serve', placedAt: '2026-03-09T09:06:00.000Z' });
    expect(outcome?.escalations).toMatchObject([{ status: 'waiting', reason: 'compatibility', step: 'review', times: 2, openedAt: '2026-03-09T09:03:00.000Z' }]);
  });

  it('end in the same state whatever the order in which they come, and however often', async () => {
    const { upgradeRef, events } = await journey();
    await send(events);
    const inOrder = await outcomeOf(upgradeRef);
    await fc.assert(fc.asyncProperty(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })).map((stream) => [...stream.take(20)]), fc.integer({ min: 1, max: 6 }), async (keys, size) => {
      const other = await journey();
      const shuffled = [...other.events, ...other.events.slice(0, 3)].map((one, index) => ({ one, key: keys[index] ?? 0 })).sort((a, b) => a.key - b.key).map(({ one }) => one);
      for (let from = 0; from < shuffled.length; from += size) await send(shuffled.slice(from, from + size));
      expect(await outcomeOf(other.upgradeRef)).toEqual(inOrder);
    }), { numRuns: 8 });
  });

  it.each([['the order first', [0, 1, 2]], ['the cancelling first', [0, 2, 1]], ['the start last', [2, 1, 0]]])('take back an order that was cancelled later, %s', async (_what, order) => {
    const { upgradeRef, events } = await journey();
    const placed = { ...events[6], data: { ...events[6]?.data, effectiveOn: '2026-03-20' } };
    const told = [events[0], placed, eventAt('upgrade.cancelled', { upgradeRef }, '2026-03-09T09:30:00.000Z')];
    for (const index of order) await send(told[index]);
    expect(await outcomeOf(upgradeRef)).toMatchObject({ upgrade: { status: 'cancelled', placedAt: placed.time }, opened: ['T5-3TB 2026-03-20 2026-03-20 ended'] });
  });

  it('are taken once for each source and id', async () => {
    const { events } = await journey();
    await send(events[0]);
    expect((await send(events[0])).results).toMatchObject([{ disposition: 'duplicate' }]);
  });

  it('wait for an upgrade that is not known yet', async () => {
    const { upgradeRef, events } = await journey();
    expect((await send(events[2])).results).toMatchObject([{ disposition: 'waiting' }]);
    await send(events[0]);
    expect((await outcomeOf(upgradeRef))?.upgrade.step).toBe('configure');
  });

  it('that come late do not overwrite what is newer', async () => {
    const { upgradeRef, events } = await journey();
    await send([events[0], events[4]]);
    expect((await send(events[1])).results).toMatchObject([{ disposition: 'late' }]);
    expect((await outcomeOf(upgradeRef))?.upgrade.step).toBe('review');
  });

  it('keep the others when one of a batch is bad', async () => {
    const { events } = await journey();
    const { results } = await send([events[0], { nonsense: true }, event('upgrade.step_reached', { upgradeRef: 'x', step: 'nowhere' }), event('upgrade.started', { upgradeRef: randomUUID(), accountRef: 'nobody', kind: 'renewal' }), events[1]]);
    expect(results.map((one) => one.disposition)).toEqual(['applied', 'quarantined', 'quarantined', 'quarantined', 'applied']);
    expect(results[3]?.because).toContain('accountRef');
  });

  it('keep the others when the text of one has a key twice, or one that is not allowed', async () => {
    const { events } = await journey();
    const upgradeRef = randomUUID();
    const [twice, prototype, twoIds] = [event('upgrade.completed', { upgradeRef: 'a' }), event('upgrade.completed', { upgradeRef: 'b' }), event('upgrade.completed', { upgradeRef: 'c' })];
    const body = JSON.stringify([events[0], twice, prototype, twoIds, 12, events[1]])
      .replace('"upgradeRef":"a"', `"upgradeRef":"x", "upgradeRef"${' '.repeat(100)}:"${upgradeRef}"`).replace('"upgradeRef":"b"', `"upgradeRef":"${upgradeRef}","more":{"__proto__":{"a":1}}`).replace(`"id":"${twoIds.id}"`, `"id":"one","id":"${twoIds.id}"`);
    const { status, results } = await send([], { body });
    expect(status).toBe(202);
    expect(results.map(({ disposition, because }) => [disposition, because])).toEqual([
      ['applied', undefined], ['quarantined', 'data.upgradeRef is there twice'], ['quarantined', 'a field had a name that is not allowed: it was taken out and not kept'], ['quarantined', 'id is there twice'], ['quarantined', expect.any(String)], ['applied', undefined],
    ]);
    const rows = await kept({ upgradeRef });
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain('__proto__');
  });

  it('are known by their content type in whatever case it is written', async () => {
    const { events } = await journey();
    expect((await send([events[0], events[1]], { contentType: 'Application/CloudEvents-Batch+JSON; charset=UTF-8' })).results).toMatchObject([{ disposition: 'applied' }, { disposition: 'applied' }]);
  });

  it('that the document shows are all taken, and it shows each type', async () => {
    const { ref, subscriptionRef } = await makeKnownCustomer(desk);
    const { back, serial } = await makeReturn(desk, await desk.as('ada'));
    const filled = readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8').replaceAll("'$J'", randomUUID()).replaceAll("'$K'", randomUUID()).replaceAll("'$ACC'", ref).replaceAll("'$SUB'", subscriptionRef).replaceAll("'$RET'", back.id).replaceAll("'$SER'", serial).replaceAll("'$(date -u +%F)'", '2026-03-10').replaceAll('S5-3TB', 'T5-3TB');
    const shown = [...filled.matchAll(/^send (\S+) +'(.*)'$/gm)].map(([, type = '', data = '']) => event(type, JSON.parse(data) as Record<string, unknown>));
    expect([...new Set(shown.map((one) => one.type))]).toEqual(Object.keys(DATA));
    for (const one of shown) expect((await send(one)).results, one.type).toMatchObject([{ disposition: 'applied' }]);
  });

  it('of a kind that is not taken yet are kept for the day that they are', async () => {
    expect((await send(event('device.sold', { serial: 'r' }))).results).toMatchObject([{ disposition: 'not_yet' }]);
  });

  it.each(['id', 'source', 'type'])('lose a card number that stands in their %s, and wait in the quarantine', async (name) => {
    const told = { ...eventAt('upgrade.completed', { upgradeRef: 'U-1' }, desk.now()), [name]: `for 4111 1111 1111 1111 ${name}` };
    expect((await send(told)).results).toMatchObject([{ disposition: 'quarantined', because: expect.stringContaining('payment card') }]);
    expect(JSON.stringify(await desk.store.read.select().from(desk.store.t.incomingEvents))).not.toContain('1111 1111');
  });

  it('lose a card number before anything is kept', async () => {
    const { events } = await journey();
    await send(events[0]);
    const bad = { ...events[3], data: { ...events[3]?.data, text: 'charge 4111 1111 1111 1111 please' } };
    expect((await send(bad)).results).toMatchObject([{ disposition: 'quarantined' }]);
    const rows = await desk.store.read.select().from(desk.store.t.incomingEvents);
    expect(JSON.stringify(rows)).not.toContain('4111 1111');
  });

  it.each([
    ['forged', { key: Buffer.from('the key of somebody else, really') }],
    ['older than five minutes', { at: new Date('2026-03-10T09:54:00.000Z') }],
    ['from the future', { at: new Date('2026-03-10T10:06:00.000Z') }],
  ])('that are %s are not let in', async (_what, how) => {
    const { events } = await journey();
    expect((await send(events[0], how)).status).toBe(401);
  });

  it('are refused as a whole where the body is not JSON or the batch is too long', async () => {
    expect((await send([], { body: '{' })).status).toBe(400);
    expect((await send(Array.from({ length: 1001 }, () => ({})))).status).toBe(413);
  });

  it('can be mended by an admin and tried again', async () => {
    const { ref } = await makeKnownCustomer(desk);
    const upgradeRef = randomUUID();
    const { results } = await send(event('upgrade.started', { upgradeRef, accountRef: 'mistyped', kind: 'renewal' }));
    expect(results[0]?.disposition).toBe('quarantined');
    const [broken] = await kept({ upgradeRef });
    const mended = await admin.post(`/incoming-events/${broken?.id}/mend`, { data: { upgradeRef, accountRef: ref, kind: 'renewal' }, version: broken?.version });
    expect(mended.body).toMatchObject({ disposition: 'applied', handledByName: 'Adil Roy' });
    expect((await outcomeOf(upgradeRef))?.upgrade.status).toBe('draft');
    expect((await (await desk.as('ada')).post(`/incoming-events/${broken?.id}/replay`, { version: 2 })).status).toBe(403);
  });

  it('of a kind that is not taken yet stay what they are when they are tried again', async () => {
    const told = event('device.sold', { upgradeRef: randomUUID() });
    await send(told);
    const [row] = await kept({ eventId: told.id });
    const again = await admin.post(`/incoming-events/${row?.id}/replay`, { version: row?.version });
    expect(again).toMatchObject({ status: 200, body: { disposition: 'not_yet', because: 'device.sold is not taken yet', handledByName: 'Adil Roy', version: 2 } });
    expect((await admin.post(`/incoming-events/${row?.id}/replay`, { version: row?.version })).status, 'an older version').toBe(409);
  });

  it('let go on what waited for them when they are mended', async () => {
    const { upgradeRef, events } = await journey();
    const wrong = { ...events[0], data: { ...events[0]?.data, accountRef: 'mistyped' } };
    expect((await send([wrong, ...events.slice(1, 4)])).results.map((one) => one.disposition)).toEqual(['quarantined', 'waiting', 'waiting', 'waiting']);
    const [row] = await kept({ upgradeRef, disposition: 'quarantined' });
    await admin.post(`/incoming-events/${row?.id}/mend`, { data: events[0]?.data, version: row?.version });
    expect((await kept({ upgradeRef })).map((one) => one.disposition)).toEqual(['applied', 'applied', 'applied', 'applied']);
    expect((await outcomeOf(upgradeRef))?.escalations).toMatchObject([{ status: 'waiting', reason: 'compatibility' }]);
  });

  it('may be signed with either of two secrets while one replaces the other', async () => {
    const { events } = await journey();
    expect((await send(events[0], { key: FORMER_KEY })).results).toMatchObject([{ disposition: 'applied' }]);
    expect((await send(events[1], { key: KEY })).results).toMatchObject([{ disposition: 'applied' }]);
  });

  it.each([['letters beyond ASCII', `v1,${'\u00e9'.repeat(44)}`], ['nothing', '']])('with %s for a signature are not let in', async (_what, signatures) => {
    expect((await send(event('upgrade.completed', { upgradeRef: 'x' }), { signatures })).status).toBe(401);
  });

  it('are taken up to 4 MB a request', async () => {
    const of = (bytes: number) => JSON.stringify([event('upgrade.step_reached', { upgradeRef: randomUUID(), step: 'nowhere', filler: 'x'.repeat(bytes) })]);
    const fits = await send([], { body: of(4 * 1_048_576 - 1_000) });
    expect([fits.status, fits.results[0]?.disposition]).toEqual([202, 'quarantined']);
    expect(await send([], { body: of(4 * 1_048_576) })).toMatchObject({ status: 413, detail: expect.stringContaining('4 MB') });
  });

  it.each(['application/json', 'text/plain'])('are not taken as %s', async (contentType) => {
    const { events } = await journey();
    expect(await send(events[0], { contentType })).toMatchObject({ status: 415, detail: expect.stringContaining('application/cloudevents+json') });
  });

  it('are not taken where one comes as a batch, or a batch as one', async () => {
    const { events } = await journey();
    expect((await send(events[0], { batch: true })).status).toBe(400);
    expect((await send(events, { batch: false })).status).toBe(400);
  });

  it.each([
    ['a text deep inside', { lines: [{ product: 'T5-3TB', notes: { said: ['charge', 'please take 4111 1111 1111 1111'] } }] }],
    ['a figure', { lines: [{ product: 'T5-3TB', card: 4111111111111111 }] }],
    ['a name', { '4111 1111 1111 1111': 'mine' }],
  ])('lose a card number that is %s', async (_what, data) => {
    const told = event('upgrade.placed', { upgradeRef: randomUUID(), ...data });
    expect((await send(told)).results).toMatchObject([{ disposition: 'quarantined', because: expect.stringContaining('payment card') }]);
    expect(JSON.stringify(await kept({ eventId: told.id }))).not.toMatch(/4111 ?1111/);
  });

  it('keep the others when a text holds what no database keeps', async () => {
    const { upgradeRef, events } = await journey();
    const odd = event('upgrade.escalated', { upgradeRef, step: 'entry', reason: 'other', text: 'a\0b \ud800' });
    const deep = event('upgrade.completed', { upgradeRef, deep: JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`) as unknown });
    const nameless = { ...event('upgrade.completed', { upgradeRef }), id: 'a\0b' };
    const { status, results } = await send([events[0], odd, deep, nameless, events[1]]);
    expect([status, ...results.map((one) => one.disposition)]).toEqual([202, 'applied', 'quarantined', 'quarantined', 'quarantined', 'applied']);
    expect(await kept({ eventId: odd.id })).toMatchObject([{ data: { text: 'ab \ufffd' } }]);
  });
});
