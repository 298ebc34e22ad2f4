import { randomUUID } from 'node:crypto';
import { and, asc, eq, ne } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBooks } from '../../server/coding/history.ts';
import { replayKept } from '../../server/intake/events/receive.ts';
import { booksRound } from '../../server/jobs/books.ts';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { expectBooks } from '../support/books.ts';
import { eventAt, makeKnownCustomer, SECRETS, sendTo } from '../support/events.ts';
import { imported } from '../support/imports.ts';
import type { Upgrade } from '../support/work.ts';

type Said = Record<string, unknown>;
type Known = Awaited<ReturnType<typeof makeKnownCustomer>>;

let desk: Desk;
let admin: Client;
let customer: Known;

const kernel = () => ({ store: desk.store, clock: () => new Date(desk.now()) });

beforeAll(async () => {
  desk = await openDesk({ webhookSecrets: SECRETS });
  admin = await desk.as('admin');
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.at(START);
  customer = await makeKnownCustomer(desk);
  await openBooks(kernel());
});

const ofLine = (said: Said, time = desk.now(), { ref, subscriptionRef }: Pick<Known, 'ref' | 'subscriptionRef'> = customer) => eventAt('subscription.changed', { subscriptionRef, accountRef: ref, ...said }, time);
const say = async (said: Said, time?: string) => (await sendTo(desk, ofLine(said, time))).results[0];
/** The lines of an account that ever counted, by the day from which. */
async function linesOf(accountId = customer.accountId): Promise<string[]> {
  const { subscriptions: s } = desk.store.t;
  const rows = await desk.store.read.select().from(s).where(eq(s.accountId, accountId)).orderBy(asc(s.countsFrom), asc(s.product));
  return rows.filter((row) => row.countsFrom !== row.countsUntil).map((row) => `${row.quantity} × ${row.product} ${row.arrMinor} ${row.countsFrom}–${row.countsUntil ?? ''}`).sort();
}
async function codingsOf(accountId = customer.accountId): Promise<string[]> {
  const { codings } = desk.store.t;
  const rows = await desk.store.read.select().from(codings).where(and(eq(codings.accountId, accountId), eq(codings.origin, 'event'), ne(codings.status, 'reversed'))).orderBy(asc(codings.effectiveOn));
  return rows.flatMap(({ legs }) => legs.map(({ movement, driver, amountMinor, effectiveOn }) => `${movement}/${driver} ${amountMinor} ${effectiveOn}`));
}
const lineNow = async () => {
  const { subscriptions: s } = desk.store.t;
  return (await desk.store.read.select().from(s).where(eq(s.accountId, customer.accountId))).find((row) => row.countsUntil === null);
};

describe('What a sender says of a subscription', () => {
  it('of a month before those that are closed opens none of them again', async () => {
    desk.at('2026-04-02T10:00:00.000Z');
    await desk.store.write(({ db, t }) => db.update(t.codings).set({ status: 'confirmed' }).where(eq(t.codings.status, 'needs_review')).then(() => undefined));
    const [first] = (await admin.get('/periods?sort=["id","ASC"]&range=[0,0]')).body as { id: string }[];
    expect((await admin.post(`/periods/${first?.id}/close`, {})).status).toBe(200);
    await say({ subscriptionRef: 'from-before', product: 'CLOUD', quantity: 1, effectiveOn: '2024-02-01' });
    const earlier = (await admin.get(`/periods?filter=${encodeURIComponent(JSON.stringify({ id_lt: first?.id }))}`)).body as { id: string; state: string }[];
    expect(earlier.map(({ id }) => id)).toContain('2024-02');
    expect(new Set(earlier.map(({ state }) => state))).toEqual(new Set(['closed']));
    await desk.store.write(({ db, t }) => db.update(t.periods).set({ state: 'open', reported: null }).then(() => undefined));
  });

  it('for a day past the next ten years is kept and not taken, and takes nothing else with it', async () => {
    const { results } = await sendTo(desk, [ofLine({ quantity: 2, effectiveOn: '2999-01-01' }), ofLine({ quantity: 2, effectiveOn: '2040-01-01' }), ofLine({ quantity: 2, effectiveOn: '2026-03-10' })]);
    expect(results.map(({ disposition }) => disposition)).toEqual(['quarantined', 'quarantined', 'applied']);
    expect(results[1]?.because).toContain('effectiveOn');
  });

  it('changes the line from that day on, and is coded like any change', async () => {
    expect(await say({ quantity: 3, effectiveOn: '2026-03-10' })).toMatchObject({ disposition: 'applied' });
    expect(await linesOf()).toEqual(['1 × T4-2TB 120000 2025-04-01–2026-03-10', '3 × T4-2TB 360000 2026-03-10–']);
    expect(await codingsOf()).toEqual(['expansion/quantity 240000 2026-03-10']);
    await expectBooks(desk.store);
  });

  it.each([
    ['another price is a price effect', { unitArrMinor: 90_000 }, 'contraction/price -30000 2026-03-10'],
    ['another product is another tier, at the catalogue’s price', { product: 'T5-3TB' }, 'expansion/tier 30000 2026-03-10'],
    ['a longer term alone moves nothing', { termMonths: 36 }, 'excluded/none 0 2026-03-10'],
    ['nothing left is churn', { ended: true }, 'churn/none -120000 2026-03-10'],
  ])('%s', async (_what, said, coded) => {
    expect(await say(said)).toMatchObject({ disposition: 'applied' });
    expect(await codingsOf()).toEqual([coded]);
    await expectBooks(desk.store);
  });

  it('that is so already changes nothing', async () => {
    expect(await say({ quantity: 1, product: 'T4-2TB' })).toMatchObject({ disposition: 'applied' });
    expect(await codingsOf()).toEqual([]);
  });

  it('opens a line that nobody knew, once it says enough for that', async () => {
    const other = { ref: customer.ref, subscriptionRef: `NEW-${randomUUID()}` };
    expect((await sendTo(desk, ofLine({ quantity: 2, effectiveOn: '2026-03-12' }, undefined, other))).results).toMatchObject([{ disposition: 'waiting', because: 'its subscription is not known yet' }]);
    expect((await sendTo(desk, ofLine({ product: 'CLOUD', quantity: 1, effectiveOn: '2026-03-09' }, undefined, other))).results).toMatchObject([{ disposition: 'applied' }]);
    expect(await linesOf()).toEqual(['1 × CLOUD 60000 2026-03-09–2026-03-12', '1 × T4-2TB 120000 2025-04-01–', '2 × CLOUD 120000 2026-03-12–']);
    expect(await codingsOf()).toEqual(['expansion/add_on 60000 2026-03-09', 'expansion/quantity 60000 2026-03-12']);
    await expectBooks(desk.store);
  });

  it('says by itself whether the line renews, and the last word holds', async () => {
    await say({ autoRenew: true }, '2026-03-09T10:00:00.000Z');
    expect((await lineNow())?.autoRenew).toBe(true);
    expect(await say({ autoRenew: false }, '2026-03-08T10:00:00.000Z')).toMatchObject({ disposition: 'late' });
    expect((await lineNow())?.autoRenew).toBe(true);
    expect(await codingsOf()).toEqual([]);
  });

  it('means the line that took its place, when it renewed by itself meanwhile', async () => {
    await say({ autoRenew: true });
    desk.at('2026-04-02T10:00:00.000Z');
    await booksRound(kernel());
    expect(await say({ quantity: 2 })).toMatchObject({ disposition: 'applied' });
    expect(await linesOf()).toEqual(['1 × T4-2TB 120000 2025-04-01–2026-04-01', '1 × T4-2TB 120000 2026-04-01–2026-04-02', '2 × T4-2TB 240000 2026-04-02–']);
    await expectBooks(desk.store);
  });

  it('takes a line that lapsed back inside its gap window, and opens it anew after it', async () => {
    desk.at('2026-05-10T10:00:00.000Z');
    await booksRound(kernel());
    expect(await linesOf()).toEqual(['1 × T4-2TB 120000 2025-04-01–2026-04-01']);
    expect(await say({ quantity: 2, effectiveOn: '2026-05-05' })).toMatchObject({ disposition: 'applied', because: expect.stringContaining('had left the books on 2026-04-01') as string });
    expect(await say({ quantity: 2, endsOn: '2027-03-31', effectiveOn: '2026-04-10' })).toMatchObject({ disposition: 'late' });
    expect(await linesOf()).toEqual(['1 × T4-2TB 120000 2025-04-01–2026-04-10', '2 × T4-2TB 240000 2026-04-10–']);
    await say({ ended: true, effectiveOn: '2026-05-06' });
    await say({ product: 'T4-2TB', quantity: 1, effectiveOn: '2026-05-08' });
    expect(await codingsOf()).toEqual(['expansion/quantity 120000 2026-04-10', 'churn/none -240000 2026-05-06', 'reactivation/none 120000 2026-05-08']);
    expect(await say({ quantity: 3, effectiveOn: '2026-05-09' }), 'its id means the line that came back').toMatchObject({ disposition: 'applied' });
    expect((await codingsOf()).at(-1)).toBe('expansion/quantity 240000 2026-05-09');
    await expectBooks(desk.store);
  });

  it('moves a line to another account as a transfer that nobody gained or lost by', async () => {
    const other = await makeKnownCustomer(desk);
    await openBooks(kernel());
    expect((await sendTo(desk, ofLine({ quantity: 2, effectiveOn: '2026-03-10' }, undefined, { ref: other.ref, subscriptionRef: customer.subscriptionRef }))).results).toMatchObject([{ disposition: 'applied' }]);
    expect([await codingsOf(), await codingsOf(other.accountId)]).toEqual([['transfer/none -120000 2026-03-10'], ['transfer/none 120000 2026-03-10', 'expansion/quantity 120000 2026-03-10']]);
    expect(await linesOf(other.accountId)).toContain('2 × T4-2TB 240000 2026-03-10–');
    await expectBooks(desk.store);
    const half = ((await admin.get(`/codings?filter=${encodeURIComponent(JSON.stringify({ accountId: customer.accountId, origin: 'event' }))}`)).body as { id: string; version: number; legs: { effectiveOn: string }[] }[])[0];
    const elsewhere = await admin.post(`/codings/${half?.id}/preview-override`, { legs: half?.legs.map((leg) => ({ ...leg, effectiveOn: '2026-03-11' })), reasonCode: 'other', note: 'a day later', version: half?.version });
    expect(elsewhere).toMatchObject({ status: 422, body: { errors: { 'legs[0].effectiveOn': expect.stringContaining('other account') as string } } });
    // Earlier news of the old account takes the move back and puts it on top again.
    expect(await say({ unitArrMinor: 100_000 }, '2026-03-09T10:00:00.000Z')).toMatchObject({ disposition: 'late' });
    expect([await codingsOf(), await codingsOf(other.accountId)]).toEqual([['contraction/price -20000 2026-03-09', 'transfer/none -100000 2026-03-10'], ['transfer/none 100000 2026-03-10', 'expansion/quantity 100000 2026-03-10']]);
    await expectBooks(desk.store);
  });

  it('carries along what is being prepared on the line', async () => {
    const draft = (await admin.post('/upgrades', { accountId: customer.accountId, kind: 'refresh', subscriptionIds: [customer.subscriptionId], effectiveOn: '2026-03-20' })).body as Upgrade;
    const configured = (await admin.post(`/upgrades/${draft.id}/configure`, { pathId: 'refresh', lines: [{ product: 'T5-3TB', quantity: 1, replaces: [customer.subscriptionId] }], reason: 'asked for', version: draft.version })).body as Upgrade;
    await say({ quantity: 2 });
    const now = (await admin.get(`/upgrades/${draft.id}`)).body as Upgrade & { beforeArrMinor: number };
    expect(now).toMatchObject({ beforeArrMinor: 240_000, before: [{ quantity: 2 }], version: configured.version + 1 });
    expect((await admin.post(`/upgrades/${draft.id}/place-on-behalf`, { version: now.version })).status).toBe(200);
    expect((await lineNow())?.product).toBe('T5-3TB');
    await expectBooks(desk.store);
  });

  it('comes too late where an order stands on the line as it was', async () => {
    await say({ quantity: 2, effectiveOn: '2026-03-08' });
    const upgradeRef = randomUUID();
    const order = [eventAt('upgrade.started', { upgradeRef, accountRef: customer.ref, kind: 'refresh', pathId: 'refresh', subscriptionRefs: [customer.subscriptionRef] }, '2026-03-09T09:00:00.000Z'), eventAt('upgrade.placed', { upgradeRef, effectiveOn: '2026-03-09', lines: [{ product: 'T5-3TB', quantity: 2, replaces: [customer.subscriptionRef] }] }, '2026-03-09T09:05:00.000Z')];
    expect((await sendTo(desk, order)).results.map((one) => one.disposition)).toEqual(['applied', 'applied']);
    const before = await linesOf();
    expect(await say({ quantity: 5, effectiveOn: '2026-03-05' })).toMatchObject({ disposition: 'late', because: expect.stringContaining('nothing was changed') as string });
    expect(await linesOf()).toEqual(before);
    await expectBooks(desk.store);
  });

  it('is not undone by a file that knows the line as it was', async () => {
    await say({ quantity: 2 });
    const file = `subscription_id,account_id,product,quantity,arr,start_date,end_date\n${customer.subscriptionRef},${customer.ref},T4-2TB,7,8400,2025-04-01,2026-03-31`;
    await imported(desk, await desk.as('ops'), 'subscriptions', file);
    expect(await linesOf()).toContain('2 × T4-2TB 240000 2026-03-10–');
    await expectBooks(desk.store);
  });

  it.each([
    ['a product that is not sold', { product: 'NONE' }, 'product'], ['a currency without a rate', { currency: 'SEK', unitArrMinor: 5 }, 'currency'], ['a currency that the catalogue has no price in', { currency: 'EUR' }, 'unitArrMinor'],
    ['an end before the start', { endsOn: '2025-01-01' }, 'endsOn'], ['an amount past what is exact', { unitArrMinor: Number.MAX_SAFE_INTEGER, quantity: 2 }, 'quantity'], ['half a unit', { quantity: 0.5 }, 'quantity'],
    ['a fraction of a cent', { unitArrMinor: 0.5 }, 'unitArrMinor'], ['an unknown account', { accountRef: 'nobody' }, 'accountRef'], ['a day that is none', { effectiveOn: '2026-02-30' }, 'effectiveOn'], ['a field that does not belong there', { arr: 12 }, 'does not belong'],
  ])('is kept apart where it names %s, with the field, and changes nothing', async (_what, said, field) => {
    expect(await say(said)).toMatchObject({ disposition: 'quarantined', because: expect.stringContaining(field) as string });
    expect(await codingsOf()).toEqual([]);
  });

  it('that an older version kept is tried again at the start', async () => {
    const { incomingEvents: e } = desk.store.t;
    const [row] = await desk.store.read.select().from(e).limit(1);
    const id = randomUUID();
    await desk.store.write(({ db }) => db.insert(e).values({ ...row, id, eventId: id, source: '/old', type: 'subscription.changed', occurredAt: desk.now(), upgradeRef: null, subscriptionRef: null, disposition: 'not_yet', because: 'not taken yet', data: ofLine({ quantity: 4 }).data, receivedAt: desk.now(), handledByName: null, version: 1 }));
    expect(await replayKept(kernel())).toBe(1);
    expect((await desk.store.read.select().from(e).where(eq(e.id, id)))[0]).toMatchObject({ disposition: 'applied', subscriptionRef: customer.subscriptionRef });
    expect((await lineNow())?.quantity).toBe(4);
    expect(await replayKept(kernel())).toBe(0);
  });
});

describe('Whatever the order in which they come, and however often', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-02-${String(number).padStart(2, '0')}`);
  const said = fc.oneof(
    fc.record({ quantity: fc.integer({ min: 1, max: 9 }), effectiveOn: day }), fc.record({ unitArrMinor: fc.integer({ min: 0, max: 200_000 }), effectiveOn: day }), fc.record({ ended: fc.constant(true), effectiveOn: day }),
    fc.record({ product: fc.constantFrom('T4-2TB', 'T5-3TB', 'CLOUD'), quantity: fc.integer({ min: 1, max: 4 }), effectiveOn: day }),
  );

  it('the same events about a line make the same past of it, and the books balance', async () => {
    await fc.assert(fc.asyncProperty(fc.array(said, { minLength: 2, maxLength: 6 }), fc.infiniteStream(fc.nat()).map((stream) => [...stream.take(12)]), fc.boolean(), async (all, keys, isKnown) => {
      const tell = async (who: Known, order: (events: readonly Said[]) => readonly Said[]) => {
        const subject = isKnown ? who : { ref: who.ref, subscriptionRef: `NEW-${who.subscriptionRef}` };
        const events = all.map((one, index) => ({ ...ofLine(one, `2026-03-01T10:00:0${index}.000Z`, subject), id: `${who.accountId}-${index}` }));
        for (const event of order(events)) await sendTo(desk, event);
        return [await linesOf(who.accountId), await codingsOf(who.accountId)];
      };
      const [one, other] = [await makeKnownCustomer(desk), await makeKnownCustomer(desk)];
      await openBooks(kernel());
      const inOrder = await tell(one, (events) => events);
      const shuffled = await tell(other, (events) => [...events, ...events.slice(0, 2)].map((event, index) => ({ event, key: keys[index] ?? 0 })).sort((a, b) => a.key - b.key).map(({ event }) => event));
      expect(shuffled).toEqual(inOrder);
    }), { numRuns: process.env['ENGINE'] === 'postgres' ? 8 : 25 });
    await expectBooks(desk.store);
  });
});
