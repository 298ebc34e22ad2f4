import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { eventAt, makeJourney, SECRETS, sendTo, type Event } from '../support/events.ts';

let desk: Desk;
let ada: Client;

beforeAll(async () => {
  desk = await openDesk({ webhookSecrets: SECRETS });
  ada = await desk.as('ada');
});
afterAll(() => desk.close());

type Said = { kind: string; verb: string | null; text: string; authorName: string; detail: Record<string, unknown> };
type Item = { id: string; version: number; status: string; outcome: string | null; link: string; timesEscalated: number; upgradeId: string; openedAt: string; statusSince: string; subject: string; timeline: Said[] };

const now = async ({ id }: Pick<Item, 'id'>) => (await ada.get(`/escalations/${id}`)).body as Item;
const waitingFor = async (accountName: string) => ((await ada.get(`/escalations?filter=${encodeURIComponent(JSON.stringify({ status: 'waiting', q: accountName }))}`)).body as Item[]);
const opened = async (link: string) => (await desk.app.inject({ method: 'GET', url: `/api/portal/${link.split('/portal/')[1]}` })).statusCode;

/** A journey whose customer escalated at configure, and which Ada put right and handed back there. */
async function handedBack(): Promise<{ item: Item; events: Event[]; upgradeRef: string }> {
  const { upgradeRef, events } = await makeJourney(desk);
  await sendTo(desk, events.slice(0, 4));
  const [upgrade] = (await ada.get(`/upgrades?filter=${encodeURIComponent(JSON.stringify({ externalId: upgradeRef }))}`)).body as { id: string }[];
  const [waiting] = (await ada.get(`/escalations?filter=${encodeURIComponent(JSON.stringify({ upgradeId: upgrade?.id }))}`)).body as Item[];
  const claimed = (await ada.post(`/escalations/${waiting?.id}/claim`, { version: waiting?.version })).body as Item;
  const handed = await ada.post(`/escalations/${waiting?.id}/hand-back`, { step: 'configure', rootCause: 'compatibility', message: 'It works with your servers.', version: claimed.version });
  expect(handed.status, JSON.stringify(handed.body)).toBe(200);
  return { item: handed.body as Item, events, upgradeRef };
}

const later = (type: string, data: Record<string, unknown>) => {
  desk.later(10);
  return eventAt(type, data, desk.now());
};

describe('Events of a journey that staff had in hand', () => {
  it('resolve a hand-back as finished by the customer when the order is placed elsewhere', async () => {
    const { item, events, upgradeRef } = await handedBack();
    const { results } = await sendTo(desk, later('upgrade.placed', { ...events[6]?.data, upgradeRef }));
    expect(results).toMatchObject([{ disposition: 'applied' }]);
    expect(await now(item)).toMatchObject({ status: 'resolved', outcome: 'self_completed' });
    expect(await opened(item.link), 'the link says that the order is placed').toBe(200);
  });

  it('bring a hand-back into the queue again when the customer escalates again: counted, with their words, and the link is withdrawn', async () => {
    const { item, upgradeRef } = await handedBack();
    expect(await opened(item.link)).toBe(200);
    await sendTo(desk, later('upgrade.escalated', { upgradeRef, step: 'review', reason: 'pricing_exception', text: 'Now the price is wrong.', contactEmail: 'priya@customer.example' }));
    const again = await now(item);
    expect(again).toMatchObject({ status: 'waiting', timesEscalated: item.timesEscalated + 1, step: 'review', openedAt: item.openedAt, subject: item.subject });
    expect(again.statusSince, 'the second round begins now').toBe(desk.now());
    expect(again.timeline).toContainEqual(expect.objectContaining({ kind: 'customer', text: 'Now the price is wrong.', authorName: 'Priya Nair', detail: { reason: 'pricing_exception', step: 'review', channel: 'portal' } }));
    expect(again.timeline.filter((one) => one.text === 'Now the price is wrong.')).toHaveLength(1);
    expect(await opened(item.link)).toBe(410);
  });

  it('count a call without words as well', async () => {
    const { item, upgradeRef } = await handedBack();
    await sendTo(desk, later('upgrade.escalated', { upgradeRef, step: 'review', reason: 'other', text: '' }));
    expect(await now(item)).toMatchObject({ status: 'waiting', timesEscalated: item.timesEscalated + 1 });
  });

  it('leave a hand-back alone where what they tell was before it', async () => {
    const { item, events } = await handedBack();
    await sendTo(desk, events[5]);
    expect(await now(item)).toMatchObject({ status: 'handed_back', timesEscalated: item.timesEscalated + 1 });
    expect(await opened(item.link)).toBe(200);
  });

  it('end a hand-back when the customer cancels elsewhere', async () => {
    const { item, upgradeRef } = await handedBack();
    await sendTo(desk, later('upgrade.cancelled', { upgradeRef, reason: 'changed their mind' }));
    expect(await now(item)).toMatchObject({ status: 'resolved', outcome: 'abandoned' });
  });

  it('open another escalation after the first was resolved, with its own words and time', async () => {
    const { item, events, upgradeRef } = await handedBack();
    await sendTo(desk, later('upgrade.placed', { ...events[6]?.data, upgradeRef }));
    const second = later('upgrade.escalated', { upgradeRef, step: 'return', reason: 'return_question', text: 'Where do I send the old one?' });
    await sendTo(desk, second);
    const all = (await ada.get(`/escalations?filter=${encodeURIComponent(JSON.stringify({ upgradeId: item.upgradeId, status: 'waiting' }))}`)).body as Item[];
    expect(all).toMatchObject([{ subject: 'Where do I send the old one?', openedAt: second.time, timesEscalated: 2 }]);
  });

  it('leave an escalation that can be found by its account’s name', async () => {
    const { events } = await makeJourney(desk);
    await sendTo(desk, events.slice(0, 5));
    expect(await waitingFor('northwind')).toContainEqual(expect.objectContaining({ subject: 'Will it work with our servers?' }));
  });

  it('do not begin a released escalation’s wait anew', async () => {
    const { upgradeRef, events } = await makeJourney(desk);
    await sendTo(desk, events.slice(0, 4));
    const [upgrade] = (await ada.get(`/upgrades?filter=${encodeURIComponent(JSON.stringify({ externalId: upgradeRef }))}`)).body as { id: string }[];
    const [waiting] = (await ada.get(`/escalations?filter=${encodeURIComponent(JSON.stringify({ upgradeId: upgrade?.id }))}`)).body as Item[];
    const claimed = (await ada.post(`/escalations/${waiting?.id}/claim`, { version: waiting?.version })).body as Item;
    const released = (await ada.post(`/escalations/${waiting?.id}/release`, { reason: 'not mine', version: claimed.version })).body as Item;
    await sendTo(desk, later('upgrade.step_reached', { upgradeRef, step: 'review' }));
    expect((await now(released)).statusSince).toBe(released.statusSince);
  });
});

describe('Events of a journey that staff cancelled', () => {
  type Upgrade = { id: string; version: number; status: string; cancelledAt: string | null; cancelReason: string | null; placedAt: string | null; step: string };
  const upgradeOf = async (upgradeRef: string) => ((await ada.get(`/upgrades?filter=${encodeURIComponent(JSON.stringify({ externalId: upgradeRef }))}`)).body as Upgrade[])[0] as Upgrade;
  const cancel = async (upgradeRef: string) => {
    const { id, version } = await upgradeOf(upgradeRef);
    desk.later(1);
    const answer = await ada.post(`/upgrades/${id}/cancel`, { reason: 'ordered twice', version });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return desk.now();
  };
  const nextMonth = (event: Event | undefined) => ({ ...event?.data, effectiveOn: '2026-04-20' });

  it('are kept and do not bring a draft back', async () => {
    const { upgradeRef, events } = await makeJourney(desk);
    await sendTo(desk, events.slice(0, 3));
    const cancelledAt = await cancel(upgradeRef);
    expect((await sendTo(desk, later('upgrade.step_reached', { upgradeRef, step: 'review' }))).results[0]?.disposition).toBe('applied');
    expect(await upgradeOf(upgradeRef)).toMatchObject({ status: 'cancelled', cancelledAt, cancelReason: 'ordered twice' });
  });

  it('do not complete an order that the books have taken back', async () => {
    const { upgradeRef, events } = await makeJourney(desk);
    await sendTo(desk, events.slice(0, 3));
    await sendTo(desk, later('upgrade.placed', nextMonth(events[6])));
    await cancel(upgradeRef);
    await sendTo(desk, [later('upgrade.step_reached', { upgradeRef, step: 'shipment' }), later('upgrade.completed', { upgradeRef })]);
    const upgrade = await upgradeOf(upgradeRef);
    expect(upgrade).toMatchObject({ status: 'cancelled', cancelReason: 'ordered twice' });
    const codings = (await ada.get(`/codings?filter=${encodeURIComponent(JSON.stringify({ upgradeId: upgrade.id }))}`)).body as { status: string }[];
    expect(codings.map(({ status }) => status)).toEqual(['reversed']);
  });

  it('take it up again where the customer orders after it, and not by an order from before it', async () => {
    const [after, before] = [await makeJourney(desk), await makeJourney(desk)];
    for (const { events } of [after, before]) await sendTo(desk, events.slice(0, 3));
    const told = later('upgrade.placed', nextMonth(before.events[6]));
    for (const { upgradeRef } of [after, before]) await cancel(upgradeRef);
    await sendTo(desk, [later('upgrade.placed', nextMonth(after.events[6])), told]);
    expect(await upgradeOf(after.upgradeRef)).toMatchObject({ status: 'placed', cancelledAt: null, cancelReason: null });
    expect(await upgradeOf(before.upgradeRef)).toMatchObject({ status: 'cancelled', cancelReason: 'ordered twice' });
  });

  it('say why the customer cancelled, and cannot cancel what is completed', async () => {
    const [draft, whole] = [await makeJourney(desk), await makeJourney(desk)];
    await sendTo(desk, draft.events.slice(0, 3));
    await sendTo(desk, later('upgrade.cancelled', { upgradeRef: draft.upgradeRef, reason: 'changed their mind' }));
    expect(await upgradeOf(draft.upgradeRef)).toMatchObject({ status: 'cancelled', cancelReason: 'changed their mind' });
    await sendTo(desk, whole.events);
    const { results } = await sendTo(desk, later('upgrade.cancelled', { upgradeRef: whole.upgradeRef }));
    expect(results).toMatchObject([{ disposition: 'quarantined', because: expect.stringContaining('completed') }]);
    expect(await upgradeOf(whole.upgradeRef)).toMatchObject({ status: 'completed', cancelledAt: null });
  });
});
