import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { signatureOf } from '../../server/intake/events/signature.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { makeCustomer, type Customer } from '../support/customers.ts';

const KEY = Buffer.from('a key of the tests, of 24 bytes.');
const SECRETS = [`whsec_${Buffer.from('the one that was there before').toString('base64')}`, `whsec_${KEY.toString('base64')}`];

let desk: Desk;
let admin: Client;

beforeAll(async () => {
  desk = await openDesk({ webhookSecrets: SECRETS });
  admin = await desk.as('admin');
});
afterAll(() => desk.close());

type Event = { specversion: '1.0'; id: string; source: string; type: string; time: string; data: Record<string, unknown> };
type Result = { id: string; disposition: string; because?: string };

const event = (type: string, data: Record<string, unknown>, time = desk.now(), id: string = randomUUID()): Event => ({ specversion: '1.0', id, source: '/portal', type, time, data });

async function send(events: unknown, { batch = Array.isArray(events), key = KEY, at = new Date(desk.now()), body = JSON.stringify(events) } = {}) {
  const seconds = String(Math.floor(at.getTime() / 1000));
  const response = await desk.app.inject({
    method: 'POST', url: '/api/events', payload: body,
    headers: { 'content-type': batch ? 'application/cloudevents-batch+json' : 'application/cloudevents+json', 'webhook-id': 'msg_1', 'webhook-timestamp': seconds, 'webhook-signature': `v1,bm90IHRoaXM= ${signatureOf(key, 'msg_1', seconds, body)}` },
  });
  return { status: response.statusCode, results: (response.json() as { results?: Result[] }).results ?? [], body: response.body };
}

async function customer(): Promise<Customer & { ref: string }> {
  const made = await makeCustomer(desk.store);
  const ref = `ACC-${made.accountId}`;
  await desk.store.write(async ({ db, t }) => {
    await db.update(t.accounts).set({ externalId: ref }).where(eq(t.accounts.id, made.accountId));
    await db.update(t.subscriptions).set({ externalId: `SUB-${made.subscriptionId}` }).where(eq(t.subscriptions.id, made.subscriptionId));
  });
  return { ...made, ref };
}

/** A whole journey, a minute a step: begun, escalated twice, placed, on its way. */
async function journey(): Promise<{ upgradeRef: string; events: Event[] }> {
  const who = await customer();
  const upgradeRef = `U-${randomUUID()}`;
  const start = Date.parse('2026-03-09T09:00:00.000Z');
  const at = (minute: number) => new Date(start + minute * 60_000).toISOString();
  const subscription = `SUB-${who.subscriptionId}`;
  const said: [string, Record<string, unknown>][] = [
    ['upgrade.started', { accountRef: who.ref, kind: 'refresh', pathId: 'refresh', subscriptionRefs: [subscription] }], ['upgrade.step_reached', { step: 'options' }], ['upgrade.step_reached', { step: 'configure' }],
    ['upgrade.escalated', { step: 'configure', reason: 'compatibility', text: 'Will it work with our servers?' }], ['upgrade.step_reached', { step: 'review' }], ['upgrade.escalated', { step: 'review', reason: 'pricing_exception', text: 'The price is not what I was promised.' }],
    ['upgrade.placed', { effectiveOn: '2026-03-09', lines: [{ product: 'T5-3TB', quantity: 1, replaces: [subscription] }] }], ['upgrade.step_reached', { step: 'shipment' }], ['upgrade.completed', {}],
  ];
  return { upgradeRef, events: said.map(([type, data], minute) => event(type, { upgradeRef, ...data }, at(minute))) };
}

/** Everything that the events left behind, without what is made anew each time (ids, references, when it was written). */
async function outcomeOf(upgradeRef: string) {
  const { read, t } = desk.store;
  const [upgrade] = await read.select().from(t.upgrades).where(eq(t.upgrades.externalId, upgradeRef));
  if (!upgrade) return null;
  const steps = await read.select({ step: t.upgradeSteps.step, startedAt: t.upgradeSteps.startedAt }).from(t.upgradeSteps).where(eq(t.upgradeSteps.upgradeId, upgrade.id));
  const calls = await read.select().from(t.escalations).where(eq(t.escalations.upgradeId, upgrade.id));
  const lines = await read.select().from(t.upgradeLines).where(eq(t.upgradeLines.upgradeId, upgrade.id));
  const opened = await read.select().from(t.subscriptions).where(eq(t.subscriptions.upgradeId, upgrade.id));
  const { status, step, startedAt, placedAt, completedAt, cancelledAt, beforeArrMinor, afterArrMinor, timesEscalated, motion, effectiveOn, lastActivityAt } = upgrade;
  return {
    upgrade: { status, step, startedAt, placedAt, completedAt, cancelledAt, beforeArrMinor, afterArrMinor, timesEscalated, motion, effectiveOn, lastActivityAt },
    steps: steps.map((row) => `${row.step} ${row.startedAt}`).sort(),
    escalations: calls.map((row) => ({ status: row.status, step: row.step, reason: row.reason, subject: row.subject, openedAt: row.openedAt, times: row.timesEscalated, score: row.score, due: row.queueDueAt, first: row.firstResponseDueAt, offered: row.offeredAt })),
    lines: lines.map((line) => `${line.side} ${line.product} ${line.arrMinor}`).sort(), opened: opened.map((line) => `${line.product} ${line.countsFrom} ${line.countsUntil} ${line.status}`).sort(),
  };
}

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

  it('of a kind that is not taken yet are kept for the day that they are', async () => {
    expect((await send(event('return.fact', { returnId: 'r', fact: 'delivered' }))).results).toMatchObject([{ disposition: 'not_yet' }]);
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
    const { ref } = await customer();
    const upgradeRef = randomUUID();
    const { results } = await send(event('upgrade.started', { upgradeRef, accountRef: 'mistyped', kind: 'renewal' }));
    expect(results[0]?.disposition).toBe('quarantined');
    const list = await admin.get(`/incoming-events?filter=${encodeURIComponent(JSON.stringify({ upgradeRef }))}`);
    const [kept] = list.body as { id: string; version: number }[];
    const mended = await admin.post(`/incoming-events/${kept?.id}/mend`, { data: { upgradeRef, accountRef: ref, kind: 'renewal' }, version: kept?.version });
    expect(mended.body).toMatchObject({ disposition: 'applied', handledByName: 'Adil Roy' });
    expect((await outcomeOf(upgradeRef))?.upgrade.status).toBe('draft');
    expect((await (await desk.as('ada')).post(`/incoming-events/${kept?.id}/replay`, { version: 2 })).status).toBe(403);
  });
});
