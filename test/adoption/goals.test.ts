import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../server/domain/days.ts';
import { openDesk, START, type Body, type Client, type Desk } from '../support/app.ts';
import { eventAt, makeKnownCustomer, SECRETS, sendTo } from '../support/events.ts';
import { done } from '../support/work.ts';

type Goal = { id: string; version: number; segment: string | null; targetBasisPoints: number; startsOn: string; dueOn: string | null; setByName: string; setAt: string };
type Annotation = { id: string; version: number; day: string; text: string; rebaselines: boolean; addedByName: string };
type Limits = { centre: number; low: number; high: number };
type Trend = { goal: number; verdict: string; periods: { id: string; whole: boolean; phase: number; rate: number | null; low: number | null; high: number | null; maturity: number | null; limits: Limits | null }[]; annotations: unknown[] };

const TODAY = START.slice(0, 10);

let desk: Desk;
let ada: Client;
let ops: Client;
let admin: Client;

beforeAll(async () => {
  desk = await openDesk({ webhookSecrets: SECRETS });
  [ada, ops, admin] = [await desk.as('ada'), await desk.as('ops'), await desk.as('admin')];
});
afterAll(() => desk.close());

const ask = async <T>(report: string, parts: Record<string, string> = {}): Promise<T> => done(ada.get(`/adoption/${report}?${new URLSearchParams(parts).toString()}`));
const goalOf = async (parts: Record<string, string>) => {
  const { goal, goalDueOn } = await ask<{ goal: number; goalDueOn: string | null }>('summary', parts);
  return [goal, goalDueOn];
};

const GOAL = { targetBasisPoints: 8_500, startsOn: '2026-01-01', dueOn: '2026-12-31', note: '' };
const ANNOTATION = { day: TODAY, kind: 'release', text: 'The new checkout', rebaselines: true };
const refusal = (status: number, field: string) => ({ status, body: { errors: { [field]: expect.any(String) as string } } });

describe('A goal', () => {
  it.each<[field: string, status: number, wrong: Body]>([
    ['targetBasisPoints', 400, { targetBasisPoints: 0 }], ['targetBasisPoints', 400, { targetBasisPoints: 10_001 }], ['targetBasisPoints', 400, { targetBasisPoints: 90.5 }], ['targetBasisPoints', 400, { targetBasisPoints: null }],
    ['dueOn', 422, { dueOn: '2025-12-31' }], ['dueOn', 400, { dueOn: '2026-02-30' }], ['startsOn', 400, { startsOn: 'soon' }], ['segment', 400, { segment: 'galactic' }], ['setByName', 400, { setByName: 'Somebody' }],
  ])('with a wrong %s is refused by name (%i): %j', async (field, status, wrong) => {
    expect(await ops.post('/adoption-goals', { ...GOAL, ...wrong })).toMatchObject(refusal(status, field));
    expect((await ops.get('/adoption-goals')).body).toEqual([]);
  });

  it('of all holds from its day on, and of a segment for that segment alone', async () => {
    expect(await goalOf({ to: TODAY }), 'where nobody has set one').toEqual([0.9, null]);
    const general = await done<Goal>(ops.post('/adoption-goals', GOAL));
    const own = await done<Goal>(ops.post('/adoption-goals', { ...GOAL, segment: 'smb', targetBasisPoints: 9_550, dueOn: null }));
    const next = await done<Goal>(ops.post('/adoption-goals', { ...GOAL, targetBasisPoints: 9_200, startsOn: '2026-03-01', dueOn: '2026-06-30' }));
    expect(general).toMatchObject({ segment: null, setByName: ops.staff.name, setAt: START });
    expect(await goalOf({ to: '2025-12-31' })).toEqual([0.9, null]);
    expect(await goalOf({ to: '2026-02-28' })).toEqual([0.85, '2026-12-31']);
    expect(await goalOf({ to: '2026-03-01' })).toEqual([0.92, '2026-06-30']);
    expect(await goalOf({ segment: 'smb' })).toEqual([0.955, null]);
    expect(await goalOf({ segment: 'enterprise' })).toEqual([0.92, '2026-06-30']);
    expect([await ask('gap', { segment: 'smb' }), await ask('trend', { segment: 'smb' })]).toMatchObject([{ goal: 0.955 }, { goal: 0.955 }]);
    for (const { id, version } of [general, own, next]) await done(ops.put(`/adoption-goals/${id}`, { version, note: 'set with the board' }));
  });

  it('that two people edit at once is the first one’s: the second is shown it', async () => {
    const goal = await done<Goal>(ops.post('/adoption-goals', { ...GOAL, segment: 'mid_market' }));
    const first = await done<Goal>(admin.put(`/adoption-goals/${goal.id}`, { version: goal.version, targetBasisPoints: 8_800 }));
    expect(first).toMatchObject({ targetBasisPoints: 8_800, setByName: admin.staff.name });
    expect(await ops.put(`/adoption-goals/${goal.id}`, { version: goal.version, targetBasisPoints: 8_000 })).toMatchObject({ status: 409, body: { current: { id: goal.id, targetBasisPoints: 8_800, version: first.version } } });
    expect(await goalOf({ segment: 'mid_market' })).toEqual([0.88, '2026-12-31']);
  });

  it('is not deleted by who has not seen what it has become', async () => {
    const goal = await done<Goal>(ops.post('/adoption-goals', { ...GOAL, segment: 'smb', startsOn: '2026-05-01' }));
    const changed = await done<Goal>(admin.put(`/adoption-goals/${goal.id}`, { version: goal.version, note: 'agreed with the board' }));
    expect(await ops.delete(`/adoption-goals/${goal.id}?version=${goal.version}`)).toMatchObject({ status: 409, body: { current: { id: goal.id, version: changed.version } } });
    expect(await ops.delete(`/adoption-goals/${goal.id}?version=x`)).toMatchObject({ status: 400 });
    expect((await ops.delete(`/adoption-goals/${goal.id}?version=${changed.version}`)).status).toBe(200);
  });

  it('is the only one of its kind from a day on', async () => {
    const goal = await done<Goal>(ops.post('/adoption-goals', { ...GOAL, segment: 'smb', startsOn: '2026-06-01' }));
    expect(await ops.post('/adoption-goals', { ...GOAL, segment: 'smb', startsOn: '2026-06-01' })).toMatchObject(refusal(422, 'startsOn'));
    const other = await done<Goal>(ops.post('/adoption-goals', { ...GOAL, segment: 'smb', startsOn: '2026-06-02' }));
    expect(await ops.put(`/adoption-goals/${other.id}`, { version: other.version, startsOn: '2026-06-01' })).toMatchObject(refusal(422, 'startsOn'));
    expect((await ops.put(`/adoption-goals/${goal.id}`, { version: goal.version, note: 'the same day' })).status).toBe(200);
  });

  it('cannot be moved past its own due day', async () => {
    const goal = await done<Goal>(ops.post('/adoption-goals', { ...GOAL, segment: 'enterprise' }));
    expect(await ops.put(`/adoption-goals/${goal.id}`, { version: goal.version, startsOn: '2027-01-01' })).toMatchObject(refusal(422, 'dueOn'));
    await done(ops.put(`/adoption-goals/${goal.id}`, { version: goal.version, startsOn: '2026-12-31' }));
  });

  it('is read by account managers, and written by sales operations and admins', async () => {
    const [goal] = (await ada.get('/adoption-goals')).body as Goal[];
    expect(goal?.id).toBeDefined();
    const tried = [await ada.post('/adoption-goals', GOAL), await ada.put(`/adoption-goals/${goal?.id}`, { version: goal?.version, note: '' }), await ada.delete(`/adoption-goals/${goal?.id}?version=${goal?.version}`), await ada.post('/adoption-annotations', ANNOTATION)];
    expect(tried.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });
});

describe('An annotation', () => {
  it('says what has happened, not what may', async () => {
    expect(await ops.post('/adoption-annotations', { ...ANNOTATION, day: addDays(TODAY, 1) })).toMatchObject(refusal(422, 'day'));
    expect(await ops.post('/adoption-annotations', { ...ANNOTATION, day: '2026-02-30' })).toMatchObject(refusal(400, 'day'));
    expect(await ops.post('/adoption-annotations', { ...ANNOTATION, kind: 'rumour' })).toMatchObject(refusal(400, 'kind'));
    const made = await done<Annotation>(ops.post('/adoption-annotations', { ...ANNOTATION, rebaselines: false }));
    expect(made).toMatchObject({ day: TODAY, addedByName: ops.staff.name });
    expect(await ops.put(`/adoption-annotations/${made.id}`, { version: made.version, day: addDays(TODAY, 1) })).toMatchObject(refusal(422, 'day'));
    expect((await ada.get('/adoption-annotations')).body).toMatchObject([{ id: made.id, day: TODAY }]);
  });
});

describe('A series of days', () => {
  const [first, last] = ['2026-02-20', '2026-03-01'];
  const days = Array.from({ length: 10 }, (_, index) => addDays(first, index));
  const series = (more: Record<string, string> = {}) => ask<Trend>('trend', { from: first, to: last, by: 'day', ...more });

  beforeAll(async () => {
    const { ref: accountRef } = await makeKnownCustomer(desk);
    const journeys = days.flatMap((day) => ['08', '11', '14'].map((hour) => ({ upgradeRef: `U-${randomUUID()}`, at: (minute: number) => `${day}T${hour}:0${minute}:00.000Z` })));
    const events = journeys.flatMap(({ upgradeRef, at }) => [
      eventAt('upgrade.started', { upgradeRef, accountRef, kind: 'add_on', pathId: 'cloud', subscriptionRefs: [] }, at(0)), eventAt('upgrade.placed', { upgradeRef, effectiveOn: at(1).slice(0, 10), lines: [{ product: 'CLOUD', quantity: 1 }] }, at(1)), eventAt('upgrade.completed', { upgradeRef }, at(2)),
    ]);
    const { results } = await sendTo(desk, events);
    expect(results.filter(({ disposition }) => disposition !== 'applied')).toEqual([]);
  });

  it('with enough of them has limits, and meets its goal reliably', async () => {
    const { periods, verdict } = await series();
    expect(periods.map(({ id, rate, limits }) => [id, rate, limits])).toEqual(days.map((day) => [day, 1, { centre: 1, low: 1, high: 1 }]));
    expect(verdict).toBe('above');
    expect((await series({ definition: 'containment' })).verdict, 'a goal is of the strict rate alone').toBe('unknown');
  });

  it('is judged by the days that are over, whatever the one that is not looks like', async () => {
    const { periods, verdict } = await series({ to: TODAY });
    expect(periods.at(-1)).toMatchObject({ id: TODAY, whole: false });
    expect(periods.filter(({ whole }) => whole).length).toBe(periods.length - 1);
    expect(verdict).toBe('above');
    expect((await ask<Trend>('trend', { from: '2026-02-20', to: '2026-03-01' })).periods.map(({ whole }) => whole), 'the months of a window that cuts both').toEqual([false, false]);
  });

  it('is reckoned anew from a day on which the process became another, and what it was before says nothing of it', async () => {
    const { id, version } = await done<Annotation>(ops.post('/adoption-annotations', { ...ANNOTATION, day: '2026-02-28' }));
    const { periods, verdict } = await series();
    expect(periods.map(({ phase, limits }) => [phase, limits !== null])).toEqual([...Array.from({ length: 8 }, () => [0, true]), [1, false], [1, false]]);
    expect(verdict, 'two days of the new process are too few').toBe('unknown');
    await done(ops.put(`/adoption-annotations/${id}`, { version, rebaselines: false }));
    expect((await series()).verdict).toBe('above');
  });
});

const CUT: Record<string, string> = { segment: 'galactic', kind: 'gift', region: 'moon', pathId: 'nowhere', managerId: 'nobody', family: 'T9', newCustomer: 'perhaps' };

describe('A report', () => {
  it('that sets account managers side by side is not for account managers: it would rank them', async () => {
    expect([(await ada.get('/adoption/mix?by=managerId')).status, (await ops.get('/adoption/mix?by=managerId')).status]).toEqual([403, 200]);
  });

  it.each(['summary', 'trend', 'gap', 'cohorts', 'mix'].flatMap((report) => [
    ['to', { from: '2026-03-02', to: '2026-03-01' }], ['from', { from: '2026-02-30' }], ['to', { to: 'yesterday' }], ['to', { from: '2000-01-01', to: '2026-01-01' }], ...Object.entries(CUT).map(([cut, value]) => [cut, { [cut]: value }]), ['colour', { colour: 'red' }], ['to', { from: '9000-12-01', to: '9999-12-31' }], ['from', { from: '0001-01-01', to: '1900-01-31' }],
  ].map(([field, parts]) => [report, parts, field] as [string, Record<string, string>, string])))('%s refuses %j, naming %s', async (report, parts, field) => {
    expect(await ada.get(`/adoption/${report}?${new URLSearchParams(parts).toString()}`)).toMatchObject(refusal(400, field));
  });

  it.each([
    ['trend', 'by=year', 'by'], ['trend', 'definition=nonsense', 'definition'], ['trend', 'dated=never', 'dated'], ['trend', 'dated=cohort&definition=order', 'definition'], ['trend', 'by=day&from=2020-01-01&to=2026-01-01', 'to'], ['mix', 'by=colour', 'by'], ['mix', 'beforeFrom=2026-02-30', 'beforeFrom'],
    ['mix', 'beforeFrom=2026-02-02&beforeTo=2026-02-01', 'beforeFrom'], ['mix', 'beforeTo=2026-02-30', 'beforeTo'], ['summary', 'by=month', 'by'], ['summary', 'segment=smb&segment=enterprise', 'segment'],
  ])('%s refuses %s, naming %s', async (report, asked, field) => {
    expect(await ada.get(`/adoption/${report}?${asked}`)).toMatchObject(refusal(400, field));
  });

  it('is read by whoever is signed in, and by nobody else', async () => {
    for (const report of ['summary', 'trend', 'gap', 'cohorts', 'mix']) {
      expect((await desk.app.inject({ method: 'GET', url: `/api/adoption/${report}` })).statusCode, report).toBe(401);
      for (const client of [ada, ops, admin]) expect((await client.get(`/adoption/${report}`)).status, report).toBe(200);
    }
  });
});

describe('A window in which nothing happened', () => {
  const EMPTY = { from: '2019-01-01', to: '2019-03-31' };
  const NOTHING = { numerator: 0, denominator: 0, rate: null, low: null, high: null };

  it('has no rate by any definition, and needs nothing', async () => {
    const summary = await ask<{ definitions: Record<string, unknown> }>('summary', EMPTY);
    expect(summary).toMatchObject({ needed: 0, assistedThenSelfServed: 0, shadowTouches: 0, automatic: 0, walk: { begun: 0, steps: Array.from({ length: 5 }, () => ({ stay: 0, leave: 0 })) } });
    expect(Object.values(summary.definitions)).toMatchObject(Array.from({ length: 5 }, () => NOTHING));
    expect(await ask('summary', { ...EMPTY, segment: 'smb', kind: 'renewal' })).toMatchObject({ needed: 0, definitions: { strict: NOTHING, completion: NOTHING } });
  });

  it('has no causes, no limits, no maturity and no change', async () => {
    expect(await ask('gap', EMPTY)).toMatchObject({ needed: 0, jointWorth: 0, ...NOTHING, begun: 0, touched: { journeys: 0 }, byStaff: { journeys: 0 }, causes: [] });
    const month = { ...NOTHING, maturity: null };
    expect(await ask('trend', EMPTY)).toMatchObject({ verdict: 'unknown', periods: Array.from({ length: 3 }, () => ({ ...month, limits: null })) });
    expect(await ask('cohorts', EMPTY)).toMatchObject({ cohorts: Array.from({ length: 3 }, () => ({ ...month, begun: 0, over: 0, completed: 0, strict: 0 })) });
    expect(await ask('mix', EMPTY)).toMatchObject({ before: null, after: null, change: null, mix: null, real: null, groups: [] });
  });

  it('before one in which something did leaves its change unknown, and shows the groups', async () => {
    expect(await ask('mix', { from: '2026-02-01', to: '2026-03-10', by: 'kind' })).toMatchObject({ before: null, change: null, mix: null, groups: [{ key: 'add_on', before: { denominator: 0 }, after: { numerator: 30, denominator: 30 }, mix: null, real: null }] });
  });
});
