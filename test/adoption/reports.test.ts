import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cuts } from '../../server/adoption/ask.ts';
import { countSeries, readCounts, total } from '../../server/adoption/read.ts';
import { openBooks } from '../../server/coding/history.ts';
import { DEFINITIONS, type Definition, type Figure, type Rows, type Window } from '../../server/domain/adoption/definitions.ts';
import { CUTS } from '../../server/domain/adoption/journey.ts';
import type { Limits } from '../../server/domain/adoption/limits.ts';
import type { Rate } from '../../server/domain/adoption/rate.ts';
import { booksRound } from '../../server/jobs/books.ts';
import { expectFigures } from '../support/adoption.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { eventAt, makeKnownCustomer, SECRETS, sendTo } from '../support/events.ts';
import { act, claim, configure, done, move, place, startUpgrade, type Item, type Upgrade } from '../support/work.ts';

type Known = Awaited<ReturnType<typeof makeKnownCustomer>>;
type Summary = {
  goal: number; goalDueOn: string | null; needed: number; window: Window; definitions: Record<Definition, Figure>; assistedThenSelfServed: number; shadowTouches: number; automatic: number;
  rows: Record<'assistedThenSelfServed' | 'shadowTouches' | 'automatic', Rows>; walk: { begun: number; rows: Rows; steps: { id: string; stay: number; leave: number; rows: Record<'stay' | 'leave', Rows> }[] };
};
type Gap = Rate & { goal: number; needed: number; begun: number; jointWorth: number; touched: { journeys: number; rows: Rows }; byStaff: { journeys: number; rows: Rows }; causes: { step: string; rootCause: string | null; rootCauseName: string | null; pathId: string | null; pathName: string | null; escalations: number; worth: number; rows: Rows }[] };
type Trend = { verdict: string; goal: number; periods: (Figure & { id: string; from: string; to: string; phase: number; maturity: number | null; limits: Limits | null })[]; annotations: { day: string; text: string; rebaselines: boolean }[] };
type Cohorts = { cohorts: (Rate & Record<'begun' | 'over' | 'completed' | 'strict', number> & { period: string; maturity: number | null; rows: Record<'begun' | 'over' | 'completed' | 'strict', Rows> })[] };
type Side = { numerator: number; denominator: number; rows: Rows };
type Mix = { before: number; after: number; change: number; mix: number; real: number; beforeWindow: Window; groups: { key: string; name: string | null; before: Side; after: Side; mix: number; real: number }[] };

const WINDOW = { from: '2026-03-01', to: '2026-04-30' };
const [MARCH, APRIL] = [{ from: '2026-03-01', to: '2026-03-31' }, { from: '2026-04-01', to: '2026-04-30' }];
const ONE_CUT: Cuts[] = [{ segment: 'smb' }, { kind: 'renewal' }, { managerId: 'ben' }, { region: 'apac' }, { family: 'T4' }, { pathId: 'cloud' }, { newCustomer: 'true' }, { newCustomer: 'false' }, { segment: 'enterprise' }];
const EVERY_CUT: Cuts[] = [{}, ...ONE_CUT, { segment: 'smb', kind: 'add_on' }, { managerId: 'ada', newCustomer: 'false' }];

let desk: Desk;
let ada: Client;
let ben: Client;
let ops: Client;

const query = (parts: Record<string, string>) => new URLSearchParams(parts).toString();
const ask = <T>(report: string, parts: Record<string, string> = {}): Promise<T> => done(ada.get(`/adoption/${report}?${query({ ...WINDOW, ...parts })}`));

/** What a figure opens in the console. */
const rowsOf = async ({ resource, filter }: Rows) => (await ada.data.getList<Upgrade>(resource, { filter, pagination: { page: 1, perPage: 100 }, sort: { field: 'startedAt', order: 'DESC' } })).data;
const opened = async (rows: Rows) => (await rowsOf(rows)).length;

async function told(upgradeRef: string, type: string, data: Record<string, unknown> = {}): Promise<void> {
  desk.later(1);
  const { results } = await sendTo(desk, [eventAt(`upgrade.${type}`, { upgradeRef, ...data }, desk.now())]);
  expect(results).toMatchObject([{ disposition: 'applied' }]);
}

const KINDS = { cloud: 'add_on', renew: 'renewal', none: 'upgrade' };

async function begun({ ref: accountRef }: Known, path: keyof typeof KINDS = 'cloud'): Promise<string> {
  const upgradeRef = `U-${randomUUID()}`;
  await told(upgradeRef, 'started', { accountRef, kind: KINDS[path], ...(path !== 'none' && { pathId: path }), subscriptionRefs: [] });
  return upgradeRef;
}

const placed = (ref: string, product = 'CLOUD') => told(ref, 'placed', { effectiveOn: desk.now().slice(0, 10), lines: [{ product, quantity: 1 }] });

async function selfServed(customer: Known, path: 'cloud' | 'renew' = 'cloud'): Promise<void> {
  const ref = await begun(customer, path);
  await placed(ref, path === 'cloud' ? 'CLOUD' : 'T4-2TB');
  await told(ref, 'completed');
}

const whole = async <T>(client: Client, resource: string, filter: Record<string, unknown>): Promise<T> => {
  const [first] = await done<{ id: string }[]>(client.get(`/${resource}?${query({ filter: JSON.stringify(filter) })}`));
  return done(client.get(`/${resource}/${first?.id}`));
};
const upgradeOf = (client: Client, externalId: string) => whole<Upgrade>(client, 'upgrades', { externalId });
const escalate = (ref: string, step: string, reason: string) => told(ref, 'escalated', { step, reason, text: 'The total is not what our reseller quoted.' });
const callOf = async (client: Client, ref: string) => whole<Item>(client, 'escalations', { upgradeId: (await upgradeOf(client, ref)).id });

async function shippedByStaff(client: Client, ref: string | Upgrade, ...steps: string[]): Promise<void> {
  let upgrade = typeof ref === 'string' ? await upgradeOf(client, ref) : ref;
  for (const to of steps) upgrade = await act(client, 'upgrades', upgrade, 'advance', { to });
}

const CLOUD = { pathId: 'cloud', lines: [{ line: 'new', product: 'CLOUD', quantity: 1 }] };

async function inMarch(north: Known, south: Known): Promise<void> {
  await selfServed(north);
  await selfServed(north, 'renew');
  await selfServed(south);

  const handedBack = await begun(north);
  await told(handedBack, 'step_reached', { step: 'review' });
  await escalate(handedBack, 'review', 'pricing_exception');
  const claimed = await claim(ada, await callOf(ada, handedBack));
  await move(ada, claimed, 'hand-back', { step: claimed.handBackSteps[0], rootCause: 'quote_needed' });
  await placed(handedBack);
  await told(handedBack, 'completed');

  desk.later(1);
  await shippedByStaff(ben, await place(ben, await configure(ben, await startUpgrade(ben, south, { kind: 'add_on', subscriptionIds: [] }), CLOUD)), 'shipment', 'completed');

  const configured = await begun(south);
  await configure(ben, await upgradeOf(ben, configured), CLOUD);
  await placed(configured);
  await told(configured, 'completed');

  const mended = await begun(north);
  await placed(mended);
  await shippedByStaff(ada, mended, 'shipment');
  await told(mended, 'completed');

  await begun(north);

  const pathless = await begun(south, 'none');
  await escalate(pathless, 'options', 'other');
  await placed(pathless);
  await told(pathless, 'completed');

  const ordered = await begun(south, 'renew');
  await told(ordered, 'step_reached', { step: 'configure' });
  await escalate(ordered, 'configure', 'compatibility');
  await claim(ben, await callOf(ben, ordered));
  await shippedByStaff(ben, await place(ben, await configure(ben, await upgradeOf(ben, ordered), { pathId: 'renew', lines: [{ line: 'new', product: 'T4-2TB', quantity: 1 }] })), 'shipment', 'completed');
}

async function inApril(north: Known, south: Known): Promise<void> {
  desk.at('2026-03-31T15:00:00.000Z');
  const over = await begun(north);
  await placed(over);
  desk.at('2026-04-08T10:00:00.000Z');
  await booksRound({ store: desk.store, clock: () => new Date(desk.now()) });
  await told(over, 'completed');
  await selfServed(south, 'renew');

  const called = await begun(south);
  await placed(called);
  await told(called, 'cancelled', { reason: 'They changed their mind.' });

  const late = await begun(north);
  await placed(late);
  await told(late, 'step_reached', { step: 'shipment' });
  await escalate(late, 'shipment', 'other');
  await told(late, 'completed');
}

async function customer(wish: { segment: 'smb' | 'mid_market' | 'enterprise'; region: string; customerSince: string }): Promise<Known> {
  const known = await makeKnownCustomer(desk);
  const { accounts } = desk.store.t;
  await desk.store.write(async ({ db }) => void (await db.update(accounts).set(wish).where(eq(accounts.id, known.accountId))));
  return known;
}

beforeAll(async () => {
  desk = await openDesk({ webhookSecrets: SECRETS });
  [ada, ben, ops] = [await desk.as('ada'), await desk.as('ben'), await desk.as('ops')];
  const north = await customer({ segment: 'mid_market', region: 'emea', customerSince: '2024-01-01' });
  const south = await customer({ segment: 'enterprise', region: 'apac', customerSince: '2025-06-01' });
  const renewing = await customer({ segment: 'enterprise', region: 'uk_ireland', customerSince: '2024-01-01' });
  const { subscriptions } = desk.store.t;
  await desk.store.write(async ({ db }) => void (await db.update(subscriptions).set({ autoRenew: true }).where(eq(subscriptions.id, renewing.subscriptionId))));
  await openBooks({ store: desk.store, clock: () => new Date(desk.now()) });
  await inMarch(north, south);
  await inApril(north, south);
  const admin = await desk.as('admin');
  const { version } = await done<{ version: number }>(admin.get(`/accounts/${south.accountId}`));
  await done(admin.put(`/accounts/${south.accountId}`, { version, segment: 'smb', managerId: 'ben' }));
});
afterAll(() => desk.close());

const named = (cuts: Cuts) => query(cuts) || 'no cut';
const counted = ({ definitions }: Summary) => Object.fromEntries(DEFINITIONS.map((definition) => [definition, [definitions[definition].numerator, definitions[definition].denominator]]));

describe('The summary', () => {
  it('counts by its five definitions what a reader would count by hand', async () => {
    const summary = await ask<Summary>('summary');
    expect(counted(summary)).toEqual({ strict: [6, 12], order: [9, 13], take_up: [11, 13], containment: [9, 13], completion: [12, 13] });
    expect(summary).toMatchObject({ goal: 0.9, goalDueOn: null, needed: 5, window: WINDOW, assistedThenSelfServed: 1, shadowTouches: 3, automatic: 1 });
    expect(summary.definitions.strict.rate).toBe(6 / 12);
  });

  it('counts each month by its own days, and one day by itself', async () => {
    expect(counted(await ask<Summary>('summary', MARCH))).toEqual({ strict: [4, 9], order: [6, 10], take_up: [8, 10], containment: [7, 10], completion: [9, 10] });
    expect(counted(await ask<Summary>('summary', APRIL))).toEqual({ strict: [2, 3], order: [3, 3], take_up: [3, 3], containment: [2, 3], completion: [3, 3] });
    expect(counted(await ask<Summary>('summary', { from: '2026-03-31', to: '2026-03-31' }))).toEqual({ strict: [0, 0], order: [1, 1], take_up: [1, 1], containment: [1, 1], completion: [1, 1] });
  });

  it('cuts an account as it is today, whatever it was when the journeys were counted', async () => {
    expect(counted(await ask<Summary>('summary', { segment: 'smb' }))).toEqual({ strict: [2, 6], order: [4, 7], take_up: [5, 7], containment: [4, 6], completion: [6, 6] });
    expect(counted(await ask<Summary>('summary', { managerId: 'ben' }))).toEqual(counted(await ask<Summary>('summary', { segment: 'smb' })));
    expect(await ask<Summary>('summary', { segment: 'enterprise' })).toMatchObject({ automatic: 1, needed: 0, definitions: { strict: { denominator: 0, rate: null } } });
  });

  it('walks from those who began to the strict ones, losing nobody twice', async () => {
    const { walk } = await ask<Summary>('summary');
    expect(walk.begun).toBe(13);
    expect(walk.steps.map(({ id, stay, leave }) => [id, stay, leave])).toEqual([['placed', 12, 1], ['through_portal', 11, 1], ['untouched_order', 9, 2], ['completed', 8, 1], ['strict', 6, 2]]);
  });

  it.each(EVERY_CUT.map((cuts) => [named(cuts), cuts] as const))('with %s opens as many rows as every figure says', async (_name, cuts) => {
    const summary = await ask<Summary>('summary', cuts);
    const figures = DEFINITIONS.flatMap((id) => (['numerator', 'denominator'] as const).map((side): [string, number, Rows] => [`${id}, ${side}`, summary.definitions[id][side], summary.definitions[id].rows[side]]));
    const steps = summary.walk.steps.flatMap(({ id, stay, leave, rows }): [string, number, Rows][] => [[`${id}, stay`, stay, rows.stay], [`${id}, leave`, leave, rows.leave]]);
    const beside: [string, number, Rows][] = [['helped', summary.assistedThenSelfServed, summary.rows.assistedThenSelfServed], ['automatic', summary.automatic, summary.rows.automatic], ['begun', summary.walk.begun, summary.walk.rows]];
    for (const [figure, says, rows] of [...figures, ...steps, ...beside]) expect(await opened(rows), figure).toBe(says);
    const data = await rowsOf(summary.rows.shadowTouches);
    expect(data.length).toBe(summary.shadowTouches);
    expect(data.every(({ shadowTouches }) => shadowTouches > 0)).toBe(true);
  });

  it.each(EVERY_CUT.map((cuts) => [named(cuts), cuts] as const))('with %s reads from the kept sums what the journeys say, by month and by day', async (_name, cuts) => {
    const reader = { db: desk.store.read, t: desk.store.t };
    const kept = await readCounts(reader, WINDOW, cuts);
    for (const by of ['day', 'month'] as const) expect(total((await countSeries(reader, WINDOW, cuts, by)).values()), by).toEqual(kept);
    const summary = await ask<Summary>('summary', cuts);
    expect(counted(summary)).toEqual({ strict: [kept.strict, kept.completed], order: [kept.untouchedOrders, kept.placed], take_up: [kept.takenUp, kept.placed], containment: [kept.contained, kept.begun], completion: [kept.begunPlaced, kept.begun] });
    expect([summary.assistedThenSelfServed, summary.shadowTouches, summary.automatic]).toEqual([kept.helped, kept.shadowTouches, kept.automatic]);
  });

  it('rests on figures that are those of upgrades, escalations and the audit log', async () => {
    await expectFigures(desk);
  });
});

describe('The gap to the goal', () => {
  it('names what the journeys were first escalated for, and what closing each is worth', async () => {
    const gap = await ask<Gap>('gap');
    expect(gap).toMatchObject({ goal: 0.9, needed: 5, numerator: 6, denominator: 12, begun: 11, touched: { journeys: 1 }, byStaff: { journeys: 1 } });
    expect(gap.causes.map(({ step, rootCause, pathId, pathName, escalations }) => [step, rootCause, pathId, pathName, escalations])).toEqual([['shipment', 'other', 'cloud', 'cloud', 1], ['review', 'quote_needed', 'cloud', 'cloud', 1], ['configure', 'compatibility', 'renew', 'renew', 1], ['options', 'other', null, null, 1]]);
    expect(gap.causes.map(({ worth }) => worth)).toEqual([expect.closeTo(6 / 7, 9), expect.closeTo((7 / 8) * (6 / 7), 9), expect.closeTo((8 / 9) * (7 / 8) * (6 / 7), 9), expect.closeTo((9 / 10) * (8 / 9) * (7 / 8) * (6 / 7), 9)]);
    expect(gap.jointWorth).toBeCloseTo(11 * (6 / 7) - 6, 9);
    expect(gap.causes.map(({ rootCauseName }) => rootCauseName)).not.toContain(null);
  });

  it.each(EVERY_CUT.map((cuts) => [named(cuts), cuts] as const))('with %s parts all that is not strict, and opens each part', async (_name, cuts) => {
    const { causes, touched, byStaff, begun: theirs, numerator, denominator } = await ask<Gap>('gap', cuts);
    expect(numerator + touched.journeys + causes.reduce((sum, { escalations }) => sum + escalations, 0)).toBe(theirs);
    expect(theirs + byStaff.journeys).toBe(denominator);
    for (const { step, escalations, rows } of causes) expect(await opened(rows), step).toBe(escalations);
    expect([await opened(touched.rows), await opened(byStaff.rows)]).toEqual([touched.journeys, byStaff.journeys]);
  });
});

describe('The trend', () => {
  it.each(['month', 'week', 'day'].flatMap((by) => DEFINITIONS.map((definition) => [by, definition] as const)))('by %s of %s sums to the summary, and opens its rows', async (by, definition) => {
    const [{ periods }, { definitions }] = [await ask<Trend>('trend', { by, definition }), await ask<Summary>('summary')];
    expect([[periods[0]?.from, periods.at(-1)?.to], periods.length]).toEqual([[WINDOW.from, WINDOW.to], { month: 2, week: 10, day: 61 }[by]]);
    for (const side of ['numerator', 'denominator'] as const) expect(periods.reduce((sum, period) => sum + period[side], 0)).toBe(definitions[definition][side]);
    for (const { id, numerator, denominator, rows } of periods.filter((period) => period.denominator > 0)) expect([await opened(rows.numerator), await opened(rows.denominator)], id).toEqual([numerator, denominator]);
  });

  it('of a few periods has no limits, and nothing can be said of it', async () => {
    const { verdict, periods } = await ask<Trend>('trend', { by: 'week' });
    expect([verdict, periods.filter(({ limits }) => limits !== null)]).toEqual(['unknown', []]);
  });

  it('by start shows how much of each cohort is over', async () => {
    const { periods } = await ask<Trend>('trend', { dated: 'cohort' });
    expect(periods.map(({ id, numerator, denominator, maturity }) => [id, numerator, denominator, maturity])).toEqual([['2026-03', 5, 11, 10 / 11], ['2026-04', 1, 3, 1]]);
    expect((await ask<Trend>('trend')).periods.map(({ numerator, denominator, maturity }) => [numerator, denominator, maturity])).toEqual([[4, 9, null], [2, 3, null]]);
  });

  it('enters a new phase with the period of an annotation that says so, and with no other', async () => {
    for (const [day, rebaselines] of [['2026-03-20', false], ['2026-04-02', true]] as const) await done(ops.post('/adoption-annotations', { day, kind: 'release', text: `Release of ${day}`, rebaselines }));
    const { periods, annotations } = await ask<Trend>('trend');
    expect(annotations).toMatchObject([{ day: '2026-03-20', rebaselines: false }, { day: '2026-04-02', text: 'Release of 2026-04-02', rebaselines: true }]);
    expect(periods.map(({ phase }) => phase)).toEqual([0, 1]);
    expect((await ask<Trend>('trend', { by: 'day' })).periods.find(({ phase }) => phase === 1)?.id).toBe('2026-04-02');
    expect((await ask<Trend>('trend', { by: 'week' })).periods.find(({ phase }) => phase === 1)?.id).toBe('2026-03-30');
  });
});

describe('The cohorts', () => {
  it('say how far the journeys of each month have come', async () => {
    const { cohorts } = await ask<Cohorts>('cohorts');
    expect(cohorts.map(({ period, begun: all, over, completed, strict, maturity, rate }) => [period, all, over, completed, strict, maturity, rate])).toEqual([['2026-03', 11, 10, 10, 5, 10 / 11, 5 / 11], ['2026-04', 3, 3, 2, 1, 1, expect.closeTo(1 / 3, 12)]]);
  });

  it.each(EVERY_CUT.map((cuts) => [named(cuts), cuts] as const))('with %s open as many rows as they say', async (_name, cuts) => {
    for (const { rows, ...cohort } of (await ask<Cohorts>('cohorts', cuts)).cohorts) {
      for (const figure of ['begun', 'over', 'completed', 'strict'] as const) expect(await opened(rows[figure]), `${cohort.period} ${figure}`).toBe(cohort[figure]);
    }
  });
});

describe('The mix', () => {
  it('tells a better rate from better customers', async () => {
    const mix = await ask<Mix>('mix', { ...APRIL, by: 'segment' });
    expect(mix.beforeWindow).toEqual({ from: '2026-03-02', to: '2026-03-31' });
    expect(mix.groups.map(({ key, before, after }) => [key, before.numerator, before.denominator, after.numerator, after.denominator])).toEqual([['smb', 1, 5, 1, 1], ['mid_market', 3, 4, 1, 2]]);
    expect([mix.before, mix.after, mix.change]).toEqual([4 / 9, 2 / 3, expect.closeTo(2 / 9, 12)]);
    expect(mix.real).toBeCloseTo(((5 / 9 + 1 / 3) / 2) * (1 - 1 / 5) + ((4 / 9 + 2 / 3) / 2) * (1 / 2 - 3 / 4), 12);
  });

  it.each(CUTS.flatMap((by) => ([{}, { segment: 'mid_market' }, { newCustomer: 'false', region: 'emea' }] as Cuts[]).map((cuts) => [by, named(cuts), cuts] as const)))('by %s, with %s, sums to the change, and opens its rows', async (by, _name, cuts) => {
    const mix = await done<Mix>(ops.get(`/adoption/mix?${query({ ...APRIL, by, beforeFrom: MARCH.from, beforeTo: MARCH.to, ...cuts })}`));
    expect(mix.mix + mix.real).toBeCloseTo(mix.change, 12);
    expect(mix.groups.reduce((sum, group) => sum + group.mix + group.real, 0)).toBeCloseTo(mix.after - mix.before, 12);
    for (const { key, name, before, after } of mix.groups) {
      expect([await opened(before.rows), await opened(after.rows)], key).toEqual([before.denominator, after.denominator]);
      if (by === 'managerId') expect(name).toBe(desk.staff[key]?.name);
    }
  });
});
