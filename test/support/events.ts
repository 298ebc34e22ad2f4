import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { signatureOf } from '../../server/intake/events/signature.ts';
import type { Desk } from './app.ts';
import { makeCustomer, type Customer } from './customers.ts';

export const KEY = Buffer.from('a key of the tests, of 24 bytes.');
export const FORMER_KEY = Buffer.from('the one that was there before');
/** As while one secret replaces another. */
export const SECRETS = [FORMER_KEY, KEY].map((key) => `whsec_${key.toString('base64')}`);

export type Event = { specversion: '1.0'; id: string; source: string; type: string; time: string; data: Record<string, unknown> };
export type Result = { id: string; disposition: string; because?: string };

type How = { batch?: boolean; key?: Buffer; at?: Date; body?: string; contentType?: string; signatures?: string };

/** Sends events to the desk, signed unless `how` says otherwise. */
export async function sendTo(desk: Desk, events: unknown, { batch = Array.isArray(events), key = KEY, at = new Date(desk.now()), body = JSON.stringify(events), contentType, signatures }: How = {}) {
  const seconds = String(Math.floor(at.getTime() / 1000));
  const response = await desk.app.inject({
    method: 'POST', url: '/api/events', payload: body,
    headers: {
      'content-type': contentType ?? (batch ? 'application/cloudevents-batch+json' : 'application/cloudevents+json'), 'webhook-id': 'msg_1', 'webhook-timestamp': seconds,
      'webhook-signature': signatures ?? `v1,bm90IHRoaXM= ${signatureOf(key, 'msg_1', seconds, body)}`,
    },
  });
  const answer = response.json() as { results?: Result[]; detail?: string };
  return { status: response.statusCode, results: answer.results ?? [], detail: answer.detail ?? '' };
}

export const eventAt = (type: string, data: Record<string, unknown>, time: string, id: string = randomUUID()): Event => ({ specversion: '1.0', id, source: '/portal', type, time, data });

/** A customer whom senders know by the ids that they gave. */
export async function makeKnownCustomer(desk: Desk): Promise<Customer & { ref: string; subscriptionRef: string }> {
  const made = await makeCustomer(desk.store);
  const known = { ...made, ref: `ACC-${made.accountId}`, subscriptionRef: `SUB-${made.subscriptionId}` };
  await desk.store.write(async ({ db, t }) => {
    await db.update(t.accounts).set({ externalId: known.ref }).where(eq(t.accounts.id, made.accountId));
    await db.update(t.subscriptions).set({ externalId: known.subscriptionRef }).where(eq(t.subscriptions.id, made.subscriptionId));
  });
  return known;
}

/** A whole journey, a minute a step: begun, escalated twice, placed, on its way. */
export async function makeJourney(desk: Desk, begun = '2026-03-09T09:00:00.000Z'): Promise<{ upgradeRef: string; accountRef: string; events: Event[] }> {
  const who = await makeKnownCustomer(desk);
  const upgradeRef = `U-${randomUUID()}`;
  const at = (minute: number) => new Date(Date.parse(begun) + minute * 60_000).toISOString();
  const said: [string, Record<string, unknown>][] = [
    ['upgrade.started', { accountRef: who.ref, kind: 'refresh', pathId: 'refresh', subscriptionRefs: [who.subscriptionRef] }], ['upgrade.step_reached', { step: 'options' }], ['upgrade.step_reached', { step: 'configure' }],
    ['upgrade.escalated', { step: 'configure', reason: 'compatibility', text: 'Will it work with our servers?' }], ['upgrade.step_reached', { step: 'review' }], ['upgrade.escalated', { step: 'review', reason: 'pricing_exception', text: 'The price is not what I was promised.' }],
    ['upgrade.placed', { effectiveOn: '2026-03-09', lines: [{ product: 'T5-3TB', quantity: 1, replaces: [who.subscriptionRef] }] }], ['upgrade.step_reached', { step: 'shipment' }], ['upgrade.completed', {}],
  ];
  return { upgradeRef, accountRef: who.ref, events: said.map(([type, data], minute) => eventAt(type, { upgradeRef, ...data }, at(minute))) };
}

/** Everything that the events left behind, without what is made anew each time (ids, references, when it was written). */
export async function outcomeOf(desk: Desk, upgradeRef: string) {
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
