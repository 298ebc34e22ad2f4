import { randomUUID } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { inSlices, insertRows } from '../../db/many.ts';
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

type Known = { ref: string; subscriptionRef: string };

/** A customer whom senders know by the ids that they gave. */
export async function makeKnownCustomer(desk: Desk): Promise<Customer & Known> {
  const made = await makeCustomer(desk.store);
  const known = { ...made, ref: `ACC-${made.accountId}`, subscriptionRef: `SUB-${made.subscriptionId}` };
  await desk.store.write(async ({ db, t }) => {
    await db.update(t.accounts).set({ externalId: known.ref }).where(eq(t.accounts.id, made.accountId));
    await db.update(t.subscriptions).set({ externalId: known.subscriptionRef }).where(eq(t.subscriptions.id, made.subscriptionId));
  });
  return known;
}

/** So many such customers, each like one that is there already, in as few statements as can be. */
export async function manyKnownCustomers(desk: Desk, many: number): Promise<Known[]> {
  const { accountId, contactId, deviceId, subscriptionId } = await makeKnownCustomer(desk);
  const of = (id: string, index: number) => `${id}-${index}`;
  await desk.store.write(async ({ db, t }) => {
    const copies = async <T extends SQLiteTable & { id: SQLiteColumn }>(table: T, id: string, change: (index: number) => Partial<T['$inferInsert']>) => {
      const [row] = (await db.select().from(table as SQLiteTable).where(eq(table.id, id))) as T['$inferInsert'][];
      await insertRows(db, table, Array.from({ length: many }, (_, index) => ({ ...row, ...change(index), id: of(id, index) }) as T['$inferInsert']));
    };
    await copies(t.accounts, accountId, (index) => ({ externalId: of('ACC', index) }));
    await copies(t.contacts, contactId, (index) => ({ accountId: of(accountId, index) }));
    await copies(t.devices, deviceId, (index) => ({ accountId: of(accountId, index), serial: of('SERIAL', index) }));
    await copies(t.subscriptions, subscriptionId, (index) => ({ accountId: of(accountId, index), externalId: of('SUB', index), deviceId: of(deviceId, index) }));
  });
  return Array.from({ length: many }, (_, index) => ({ ref: of('ACC', index), subscriptionRef: of('SUB', index) }));
}

/** A whole journey, a minute a step: begun, escalated twice, placed, on its way. */
export function journeyOf({ ref, subscriptionRef }: Known, begun = '2026-03-09T09:00:00.000Z'): { upgradeRef: string; events: Event[] } {
  const upgradeRef = `U-${randomUUID()}`;
  const at = (minute: number) => new Date(Date.parse(begun) + minute * 60_000).toISOString();
  const said: [string, Record<string, unknown>][] = [
    ['upgrade.started', { accountRef: ref, kind: 'refresh', pathId: 'refresh', subscriptionRefs: [subscriptionRef] }], ['upgrade.step_reached', { step: 'options' }], ['upgrade.step_reached', { step: 'configure' }],
    ['upgrade.escalated', { step: 'configure', reason: 'compatibility', text: 'Will it work with our servers?' }], ['upgrade.step_reached', { step: 'review' }], ['upgrade.escalated', { step: 'review', reason: 'pricing_exception', text: 'The price is not what I was promised.' }],
    ['upgrade.placed', { effectiveOn: '2026-03-09', lines: [{ product: 'T5-3TB', quantity: 1, replaces: [subscriptionRef] }] }], ['upgrade.step_reached', { step: 'shipment' }], ['upgrade.completed', {}],
  ];
  return { upgradeRef, events: said.map(([type, data], minute) => eventAt(type, { upgradeRef, ...data }, at(minute))) };
}

export async function makeJourney(desk: Desk): Promise<{ upgradeRef: string; accountRef: string; events: Event[] }> {
  const who = await makeKnownCustomer(desk);
  return { accountRef: who.ref, ...journeyOf(who) };
}

/** Everything that the events left behind by the sender's id of the upgrade, without what is made anew each time (ids, references, when it was written). */
export async function outcomesOf(desk: Desk, upgradeRefs: readonly string[]) {
  const { read, t } = desk.store;
  const upgrades = await inSlices(upgradeRefs, (refs) => read.select().from(t.upgrades).where(inArray(t.upgrades.externalId, refs)));
  const ids = upgrades.map((upgrade) => upgrade.id);
  const steps = Map.groupBy(await inSlices(ids, (some) => read.select().from(t.upgradeSteps).where(inArray(t.upgradeSteps.upgradeId, some))), (row) => row.upgradeId);
  const calls = Map.groupBy(await inSlices(ids, (some) => read.select().from(t.escalations).where(inArray(t.escalations.upgradeId, some))), (row) => row.upgradeId);
  const lines = Map.groupBy(await inSlices(ids, (some) => read.select().from(t.upgradeLines).where(inArray(t.upgradeLines.upgradeId, some))), (row) => row.upgradeId);
  const opened = Map.groupBy(await inSlices(ids, (some) => read.select().from(t.subscriptions).where(inArray(t.subscriptions.upgradeId, some))), (row) => row.upgradeId);
  const returns = Map.groupBy(await inSlices(ids, (some) => read.select().from(t.returns).where(inArray(t.returns.upgradeId, some))), (row) => row.upgradeId);
  return new Map(upgrades.map(({ id, externalId, status, step, startedAt, placedAt, completedAt, cancelledAt, beforeArrMinor, afterArrMinor, timesEscalated, motion, effectiveOn, lastActivityAt }) => [externalId, {
    upgrade: { status, step, startedAt, placedAt, completedAt, cancelledAt, beforeArrMinor, afterArrMinor, timesEscalated, motion, effectiveOn, lastActivityAt },
    steps: (steps.get(id) ?? []).map((row) => `${row.step} ${row.startedAt}`).sort(),
    escalations: (calls.get(id) ?? []).map((row) => ({ status: row.status, step: row.step, reason: row.reason, subject: row.subject, openedAt: row.openedAt, times: row.timesEscalated, score: row.score, due: row.queueDueAt, first: row.firstResponseDueAt, offered: row.offeredAt })),
    lines: (lines.get(id) ?? []).map((line) => `${line.side} ${line.product} ${line.arrMinor}`).sort(), opened: (opened.get(id) ?? []).map((line) => `${line.product} ${line.countsFrom} ${line.countsUntil} ${line.status}`).sort(),
    returns: (returns.get(id) ?? []).map((row) => `${row.status} ${row.dueOn} ${row.atStakeMinor}`),
  }]));
}

export const outcomeOf = async (desk: Desk, upgradeRef: string) => (await outcomesOf(desk, [upgradeRef])).get(upgradeRef) ?? null;
