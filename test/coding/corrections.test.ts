import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBooks } from '../../server/coding/history.ts';
import type { Leg } from '../../server/domain/coding/case.ts';
import { openDesk, START, type Body, type Client, type Desk } from '../support/app.ts';
import { expectBooks } from '../support/books.ts';
import { makeCustomer } from '../support/customers.ts';
import { configure, done, place, startUpgrade } from '../support/work.ts';

type Entry = { id: string; origin: string; movement: string; amountMinor: number; reversalOf: string | null; postingPeriod: string; effectivePeriod: string; correctionId: string | null };
type Coding = { id: string; status: string; version: number; legs: Leg[]; deltaMinor: number; effectiveOn: string; entries: Entry[]; corrections: { proposedByName: string; note: string; decision: string; decidedByName: string | null }[]; proposal: { because: string } | null; allowed: string[] };
type Problem = { detail: string; errors?: Record<string, string>; current?: Coding };

let desk: Desk;
let ada: Client;
let ben: Client;
let ops: Client;
let admin: Client;
let admin2: Client;

beforeAll(async () => {
  desk = await openDesk();
  [ada, ben, ops, admin, admin2] = [await desk.as('ada'), await desk.as('ben'), await desk.as('sales_ops'), await desk.as('admin'), await desk.as('admin2')];
});
beforeEach(() => desk.at(START));
afterAll(() => desk.close());

/** A refresh of one of ada's customers that came to an expansion of $300 a year. */
async function coding(): Promise<Coding> {
  const customer = await makeCustomer(desk.store);
  await openBooks({ store: desk.store, clock: () => new Date(desk.now()) });
  const { id } = await place(ada, await configure(ada, await startUpgrade(ada, customer)));
  const [listed] = await done<Coding[]>(ada.get(`/codings?filter=${encodeURIComponent(JSON.stringify({ upgradeId: id }))}`));
  return fresh(listed?.id ?? '');
}
const fresh = (id: string, client = admin): Promise<Coding> => done(client.get(`/codings/${id}`));

const threshold = async (): Promise<number> => (await done<{ rules: { overrideThresholdMinor: number } }>(admin.get('/policies/current'))).rules.overrideThresholdMinor;

/** The same amount, another driver: neither gain nor loss moves. */
const otherDriver = ({ legs }: Coding): Leg[] => legs.map((leg) => ({ ...leg, driver: 'price' as const }));
/** More gain, and as much loss. */
const moreGain = ({ legs: [leg] }: Coding, extra = 5_000): Leg[] => (leg ? [{ ...leg, amountMinor: leg.amountMinor + extra }, { ...leg, movement: 'contraction', driver: 'price', amountMinor: -extra }] : []);

const override = (client: Client, { id, version }: Pick<Coding, 'id' | 'version'>, legs: readonly Body[], more: Body = {}) => client.post(`/codings/${id}/override`, { legs, reasonCode: 'other', note: 'The list price rose', version, ...more });

describe('A correction', () => {
  it('is a reversal and new entries, with who, why and when; nothing that was written is changed', async () => {
    const before = await coding();
    const after = await done<Coding>(override(ada, before, otherDriver(before)));
    expect(after).toMatchObject({ status: 'overridden', corrections: [{ proposedByName: 'Ada Berg', note: 'The list price rose', decision: 'applied' }] });
    const [written, reversal, anew] = after.entries;
    expect(written).toEqual(before.entries[0]);
    expect(reversal).toMatchObject({ origin: 'correction', reversalOf: written?.id, amountMinor: -(written?.amountMinor ?? 0) });
    expect(anew).toMatchObject({ origin: 'correction', reversalOf: null, amountMinor: written?.amountMinor });
    await expectBooks(desk.store);
  });

  it('of two at once wins the first; the other sees what it has become', async () => {
    const before = await coding();
    const answers = await Promise.all([override(ada, before, otherDriver(before)), override(admin, before, before.legs.map((leg) => ({ ...leg, driver: 'quantity' })))]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409)?.body as unknown as Problem;
    expect(lost.current).toMatchObject({ id: before.id, status: 'overridden', version: before.version + 1 });
    expect((await fresh(before.id)).corrections).toHaveLength(1);
    await expectBooks(desk.store);
  });

  it('of a closed month is posted to the first open one after it, and says where it belongs', async () => {
    const before = await coding();
    desk.at('2026-04-02T10:00:00.000Z');
    await desk.store.write(({ db, t }) => db.update(t.codings).set({ status: 'confirmed' }).where(eq(t.codings.status, 'needs_review')).then(() => undefined));
    for (const { id, state } of await done<{ id: string; state: string }[]>(admin.get('/periods?sort=["id","ASC"]&range=[0,99]'))) if (state === 'open' && id <= '2026-03') await done(admin.post(`/periods/${id}/close`, {}));
    const reported = (await done<{ reported: Body }>(admin.get('/periods/2026-03'))).reported;
    const corrected = await done<Coding>(override(ada, await fresh(before.id), otherDriver(before)));
    expect(corrected.entries.slice(1)).toMatchObject([{ postingPeriod: '2026-04', effectivePeriod: '2026-03' }, { postingPeriod: '2026-04', effectivePeriod: '2026-03' }]);
    expect((await done<{ reported: Body }>(admin.get('/periods/2026-03'))).reported).toEqual(reported);
    await expectBooks(desk.store);
    // Whoever looks at it now keeps the month open in which it counts.
    await desk.store.write(({ db, t }) => db.update(t.codings).set({ status: 'needs_review' }).where(eq(t.codings.id, before.id)).then(() => undefined));
    desk.at('2026-05-02T10:00:00.000Z');
    expect((await done<{ id: string; waiting: number }[]>(admin.get('/periods?filter={"id":"2026-04"}')))[0]?.waiting).toBe(1);
    expect(await admin.post('/periods/2026-04/close', {})).toMatchObject({ status: 409, body: { detail: expect.stringContaining('1 coding waits') as string } });
    expect(await done<{ id: string }[]>(admin.get('/codings?filter={"postingPeriod":"2026-04","status":"needs_review"}'))).toMatchObject([{ id: before.id }]);
    await done(admin.post('/periods/2026-03/reopen', { reason: 'for the next' }));
  });

  it('to another month does to both bridges, and to the lines beside them, what its preview said', async () => {
    const before = await coding();
    const legs = otherDriver(before).map((leg) => ({ ...leg, effectiveOn: '2026-05-07' }));
    type Seen = Record<'before' | 'after', { periods: Body[] }>;
    const preview = await done<Seen & { reported: Seen; periods: string[] }>(admin.post(`/codings/${before.id}/preview-override`, { legs, reasonCode: 'other', note: 'Agreed for May', version: before.version }));
    await done(override(admin, before, legs));
    const [from, to] = [preview.periods[0], preview.periods.at(-1)];
    for (const [view, seen] of [['corrected', preview], ['reported', preview.reported]] as const) {
      const { periods } = await done<{ periods: Body[] }>(admin.get(`/revenue/bridge?from=${from}&to=${to}&view=${view}`));
      const figures = (all: Body[]) => all.map(({ period, movements, openingMinor, closingMinor, subscriptionsMinor }) => ({ period, movements, openingMinor, closingMinor, subscriptionsMinor }));
      expect(figures(seen.after.periods), view).toEqual(figures(periods));
      expect(figures(seen.after.periods), view).not.toEqual(figures(seen.before.periods));
    }
    await expectBooks(desk.store);
  });
});

describe('Who may correct', () => {
  it('an account manager the accounts that they manage, an admin any, sales operations none', async () => {
    const before = await coding();
    for (const client of [ben, ops]) expect((await override(client, before, otherDriver(before))).status).toBe(403);
    expect((await fresh(before.id, ben)).allowed).toEqual([]);
    expect((await override(admin, before, otherDriver(before))).status).toBe(200);
  });

  it('an account manager who would raise gain waits for a second person, who is never the same', async () => {
    const before = await coding();
    const proposed = await done<Coding>(override(ada, before, moreGain(before)));
    expect(proposed).toMatchObject({ status: 'proposed', legs: before.legs, proposal: { because: expect.stringContaining('account manager') as string } });
    expect((await ada.post(`/codings/${before.id}/approve`, { note: 'fine', version: proposed.version })).status).toBe(403);
    // Whatever role they have by then.
    await desk.store.write(({ db, t }) => db.update(t.users).set({ role: 'admin' }).where(eq(t.users.id, 'ada')).then(() => undefined));
    const refused = await ada.post(`/codings/${before.id}/approve`, { note: 'fine', version: proposed.version });
    await desk.store.write(({ db, t }) => db.update(t.users).set({ role: 'account_manager' }).where(eq(t.users.id, 'ada')).then(() => undefined));
    expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining('Somebody else') as string } });
    const approved = await done<Coding>(admin.post(`/codings/${before.id}/approve`, { note: 'seen', version: proposed.version }));
    expect(approved).toMatchObject({ status: 'overridden', legs: [{ amountMinor: before.deltaMinor + 5_000 }, { amountMinor: -5_000 }], corrections: [{ decision: 'approved', decidedByName: admin.staff.name }] });
    await expectBooks(desk.store);
  });

  it('an admin’s month ends where the books have their midnight', async () => {
    const half = Math.ceil((await threshold()) * 0.6);
    const { version, rules } = await done<{ version: number; rules: Body }>(admin.get('/policies/current'));
    await done(admin.put('/policies/current', { version, rules: { ...rules, booksZone: 'America/New_York' } }));
    // In April by UTC, and both times still March in New York.
    desk.at('2026-04-01T02:00:00.000Z');
    const before = await coding();
    const first = await done<Coding>(override(admin, before, moreGain(before, half)));
    desk.at('2026-03-31T22:00:00.000Z');
    const second = await done<Coding>(override(admin, first, moreGain(before, half * 2)));
    await done(admin.put('/policies/current', { version: version + 1, rules }));
    expect(second.status).toBe('proposed');
  });

  it('an admin whose corrections of an account add up past the threshold within the month waits too', async () => {
    const half = Math.ceil((await threshold()) * 0.6);
    const before = await coding();
    const first = await done<Coding>(override(admin, before, moreGain(before, half)));
    expect(first.status, 'alone it stays under it').toBe('overridden');
    const second = await done<Coding>(override(admin, first, moreGain(before, half * 2)));
    expect(second).toMatchObject({ status: 'proposed', proposal: { because: expect.stringContaining('this month') as string } });
    expect((await admin.post(`/codings/${before.id}/approve`, { note: 'fine', version: second.version })).status).toBe(403);
    const rejected = await done<Coding>(admin2.post(`/codings/${before.id}/reject`, { note: 'No proof', version: second.version }));
    expect(rejected).toMatchObject({ status: 'overridden', legs: first.legs });
    await expectBooks(desk.store);
  });
});

describe('What cannot be a correction is refused with the field, and nothing changes', () => {
  let before: Coding;
  beforeAll(async () => {
    before = await coding();
  });

  const leg = () => before.legs[0] as Leg;
  it.each<[string, () => Body[], Body, number, string]>([
    ['legs that do not sum', () => [{ ...leg(), amountMinor: leg().amountMinor + 1 }], {}, 422, 'legs'], ['no leg at all', () => [], {}, 400, 'legs'],
    ['a gain below zero', () => [{ ...leg(), amountMinor: -5 }, { ...leg(), amountMinor: leg().amountMinor + 5 }], {}, 422, 'legs[0].amountMinor'], ['a renewal that moves something', () => [{ ...leg(), movement: 'renewal', driver: 'none' }], {}, 422, 'legs[0].amountMinor'],
    ['another currency', () => [{ ...leg(), currency: 'EUR' }], {}, 422, 'legs[0].currency'], ['a line that is not there', () => [{ ...leg(), lines: ['nowhere'] }], {}, 422, 'legs[0].lines'],
    ['legs of two days', () => [{ ...leg(), amountMinor: 1 }, { ...leg(), amountMinor: leg().amountMinor - 1, effectiveOn: '2026-03-11' }], {}, 422, 'legs[1].effectiveOn'], ['a day before its line began to count', () => [{ ...leg(), effectiveOn: '2020-01-01' }], {}, 422, 'legs[0].effectiveOn'],
    ['a day past the next ten years', () => [{ ...leg(), effectiveOn: '2037-01-01' }], {}, 422, 'legs[0].effectiveOn'], ['a day in another age', () => [{ ...leg(), effectiveOn: '2999-01-01' }], {}, 400, 'legs[0].effectiveOn'],
    ['a movement that nobody knows', () => [{ ...leg(), movement: 'shrinkage' }], {}, 400, 'legs[0].movement'], ['a fraction of a cent', () => [{ ...leg(), amountMinor: 0.5 }], {}, 400, 'legs[0].amountMinor'],
    ['an amount past what is exact', () => [{ ...leg(), amountMinor: 2 ** 53 }], {}, 400, 'legs[0].amountMinor'], ['half of a move between accounts', () => [{ ...leg(), movement: 'transfer', driver: 'none' }], {}, 422, 'legs'],
    ['no reason', () => [{ ...leg(), driver: 'price' }], { reasonCode: undefined }, 400, 'reasonCode'], ['a reason that is not managed', () => [{ ...leg(), driver: 'price' }], { reasonCode: 'because' }, 422, 'reasonCode'],
    ['no note', () => [{ ...leg(), driver: 'price' }], { note: '' }, 400, 'note'], ['what is in the books already', () => [leg()], {}, 422, 'legs'],
  ])('%s', async (_what, legs, more, status, field) => {
    const answer = await override(admin, before, legs(), more);
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    expect(Object.keys((answer.body as Problem).errors ?? {})).toContain(field);
    expect(await fresh(before.id)).toEqual(before);
  });
});

describe('Many corrections together', () => {
  const items = (codings: readonly Coding[]) => codings.map((one) => ({ id: one.id, version: one.version, legs: otherDriver(one) }));

  it('are made all or none: one that somebody was quicker with is named, and nothing changes', async () => {
    const [one, other] = [await coding(), await coding()];
    await done(admin.post(`/codings/${other.id}/override`, { legs: otherDriver(other), reasonCode: 'other', note: 'quicker', version: other.version }));
    const body = { items: items([one, other]), reasonCode: 'other', note: 'all of them' };
    for (const path of ['/codings/override-many', '/codings/preview-override-many']) {
      const answer = await admin.post(path, body);
      expect(answer.status, path).toBe(409);
      expect(JSON.stringify(answer.body)).toContain(other.id);
    }
    expect(await fresh(one.id)).toMatchObject({ version: one.version, status: one.status, corrections: [] });
    const again = await done<{ applied: number }>(admin.post('/codings/override-many', { ...body, items: [...items([one]), { id: other.id, version: (await fresh(other.id)).version, legs: other.legs }] }));
    expect(again.applied).toBe(2);
    await expectBooks(desk.store);
  });

  it('say to whoever makes them how far they are, while nothing of them can be seen yet', async () => {
    const some = [await coding(), await coding(), await coding()];
    const heard: unknown[] = [];
    const stop = desk.store.hear('progress', (news) => void heard.push(news));
    await done(admin.post('/codings/override-many', { items: items(some), reasonCode: 'other', note: 'three' }));
    await expect.poll(() => heard).toEqual([0, 1, 2, 3].map((step) => ({ userId: 'admin', resource: 'codings', action: `codings.override-many ${step}/3` })));
    stop();
  });

  it('of an account that one does not manage are refused, and so is one coding twice', async () => {
    const one = await coding();
    expect(await ben.post('/codings/override-many', { items: items([one]), reasonCode: 'other', note: 'not mine' })).toMatchObject({ status: 403, body: { errors: { 'items[0]': expect.any(String) } } });
    const twice = await admin.post('/codings/override-many', { items: items([one, one]), reasonCode: 'other', note: 'twice' });
    expect([409, 422]).toContain(twice.status);
    expect((await fresh(one.id)).corrections).toEqual([]);
  });

  it('add up: what one would have to ask a second person for together is not had in pieces', async () => {
    const one = await coding();
    const extra = Math.ceil((await threshold()) * 1.2);
    const answer = await done<{ applied: number; proposed: number }>(admin.post('/codings/override-many', { items: [{ id: one.id, version: one.version, legs: moreGain(one, extra) }], reasonCode: 'other', note: 'in one' }));
    expect(answer).toMatchObject({ applied: 0, proposed: 1 });
    expect((await admin.post(`/codings/${one.id}/approve`, { note: 'mine', version: one.version + 1 })).status).toBe(403);
  });
});
