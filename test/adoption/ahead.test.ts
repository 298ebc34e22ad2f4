import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertRows } from '../../db/many.ts';
import { countSeries } from '../../server/adoption/read.ts';
import { COUNTERS } from '../../server/domain/adoption/journey.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { eventAt, makeKnownCustomer, SECRETS, sendTo } from '../support/events.ts';
import { done } from '../support/work.ts';

type Rows = { resource: string; filter: Record<string, unknown> };
type Funnel = { begun: number; rows: Rows; steps: { step: string; reached: number; further: number; left: number; waiting: number; escalated: number; handedBack: number; share: number | null; medianMinutes: number | null; rows: Record<string, Rows> }[] };
type Outlook = { date: string | null; refusal: string | null; date50: string | null; date80: string | null; date95: string | null; probabilities: { date: string; probability: number }[]; months: { month: string }[]; goal: number };

let desk: Desk;
let ada: Client;
beforeAll(async () => {
  desk = await openDesk({ webhookSecrets: SECRETS });
  ada = await desk.as('ada');
});
afterAll(() => desk.close());

const openCount = async ({ resource, filter }: Rows): Promise<number> => (await ada.data.getList(resource, { filter, pagination: { page: 1, perPage: 100 }, sort: { field: 'startedAt', order: 'DESC' } })).total ?? 0;

describe('The funnel', () => {
  /** A journey that comes to these steps, ten minutes apart, from nine in the morning. */
  async function journey(ref: string, steps: string[], more: [type: string, data: Record<string, unknown>][] = []): Promise<void> {
    const { ref: accountRef } = await makeKnownCustomer(desk);
    const at = (index: number) => new Date(Date.parse('2026-03-09T09:00:00.000Z') + index * 600_000).toISOString();
    const told: [string, Record<string, unknown>][] = [['upgrade.started', { accountRef, kind: 'add_on', pathId: 'cloud', subscriptionRefs: [] }], ...steps.map((step): [string, Record<string, unknown>] => (step === 'placed' ? ['upgrade.placed', { effectiveOn: '2026-03-09', lines: [{ product: 'CLOUD', quantity: 1 }] }] : step === 'completed' ? ['upgrade.completed', {}] : ['upgrade.step_reached', { step }])), ...more];
    await sendTo(desk, told.map(([type, data], index) => eventAt(type, { upgradeRef: ref, ...data }, at(index))));
  }

  beforeAll(async () => {
    await journey('F-1', ['options', 'configure', 'review', 'payment', 'placed', 'shipment', 'completed']);
    await journey('F-2', ['options', 'configure', 'review', 'payment', 'placed']);
    await journey('F-3', ['options', 'configure'], [['upgrade.cancelled', { reason: 'Too dear.' }]]);
    await journey('F-4', ['options', 'configure', 'review'], [['upgrade.escalated', { step: 'review', reason: 'pricing_exception', text: 'The price is wrong.' }]]);
    await journey('F-5', []);
    await journey('F-6', ['options', 'configure', 'review', 'payment'], [['upgrade.escalated', { step: 'payment', reason: 'payment_method', text: 'No invoice.' }]]);
    const [call] = await done<{ id: string; version: number }[]>(ada.get('/escalations?filter={"reason":"payment_method","status":"waiting"}'));
    const { version } = await done<{ version: number }>(ada.post(`/escalations/${call?.id}/claim`, { version: call?.version }));
    await done(ada.post(`/escalations/${call?.id}/hand-back`, { version, step: 'configure', rootCause: 'payment_method' }));
  });

  const at = (funnel: Funnel, step: string) => funnel.steps.find((one) => one.step === step);

  it('says of each step how many came to it, left there, wait there and called from there, and no journey is lost', async () => {
    const funnel = await done<Funnel>(ada.get('/adoption/funnel?from=2026-03-01&to=2026-03-10'));
    expect(funnel.begun).toBe(6);
    expect(at(funnel, 'entry')).toMatchObject({ reached: 6, further: 5, left: 0, waiting: 1, share: 1 });
    // The one that was handed back to this step had come to payment, and stands here again.
    expect(at(funnel, 'configure')).toMatchObject({ reached: 5, further: 4, left: 1, waiting: 1, handedBack: 1 });
    expect(at(funnel, 'review')).toMatchObject({ reached: 4, further: 3, left: 0, waiting: 1, escalated: 1 });
    expect(at(funnel, 'payment')).toMatchObject({ reached: 3, further: 2, left: 0, waiting: 0, escalated: 1 });
    expect(at(funnel, 'placed')).toMatchObject({ reached: 2, further: 1, waiting: 1 });
    expect(at(funnel, 'completed')).toMatchObject({ reached: 1, further: 0, left: 0, waiting: 0, share: expect.closeTo(1 / 6, 12) });
    expect(funnel.steps.reduce((sum, { left, waiting }) => sum + left + waiting, 0) + (at(funnel, 'completed')?.reached ?? 0)).toBe(funnel.begun);
    for (const [index, { further }] of funnel.steps.entries()) expect(further).toBe(funnel.steps[index + 1]?.reached ?? 0);
    expect(at(funnel, 'options')?.medianMinutes).toBe(10);
  });

  it('opens exactly the journeys behind each figure', async () => {
    const funnel = await done<Funnel>(ada.get('/adoption/funnel?from=2026-03-01&to=2026-03-10&kind=add_on'));
    expect(await openCount(funnel.rows)).toBe(funnel.begun);
    for (const step of funnel.steps) for (const name of ['left', 'waiting', 'escalated', 'handedBack'] as const) expect(await openCount(step.rows[name] as Rows), `${name} at ${step.step}`).toBe(step[name]);
  });

  it('has no shares where nothing began', async () => {
    const funnel = await done<Funnel>(ada.get('/adoption/funnel?from=2019-03-01&to=2019-03-10'));
    expect(funnel.begun).toBe(0);
    expect(funnel.steps.map(({ share, medianMinutes }) => [share, medianMinutes])).toEqual(funnel.steps.map(() => [null, null]));
  });
});

describe('The date to goal', () => {
  /** Months of smb customers in which so many of a hundred were strict. */
  async function months(shares: readonly number[]): Promise<void> {
    const rows = shares.map((strict, index) => {
      const day = `${new Date(Date.UTC(2025, 1 + index, 15)).toISOString().slice(0, 10)}`;
      return { id: `segment:smb|${day}`, cut: 'segment:smb', month: day.slice(0, 7), day, ...Object.fromEntries(COUNTERS.map((counter) => [counter, 0])), completed: 100, strict } as never;
    });
    await desk.store.write(async ({ db, t }) => {
      await db.delete(t.adoptionDays);
      await insertRows(db, t.adoptionDays, rows);
    });
  }
  const outlook = (more = '') => done<Outlook>(ada.get(`/adoption/forecast?segment=smb${more}`));

  it('comes with its chances where the rate grows, later for the surer ones', async () => {
    await months([70, 71, 73, 74, 76, 77, 78, 80, 81, 82, 83, 85, 86]);
    const { date, refusal, date50, date80, date95, probabilities, goal } = await outlook();
    expect({ refusal, goal }).toEqual({ refusal: null, goal: 0.9 });
    expect(date).toBe(date50);
    expect(date50).toMatch(/^2026-\d\d-01$/);
    expect(String(date50) <= String(date80) && String(date80) <= String(date95)).toBe(true);
    expect(probabilities[0]?.date).toBe('2026-03-01');
  });

  it('is refused with its reason where the rate stands still, where it falls, and where months are few', async () => {
    await months([80, 82, 79, 81, 80, 78, 82, 80, 81, 79, 80, 81, 80]);
    expect(await outlook()).toMatchObject({ date: null, date80: null, refusal: expect.stringContaining('standing still') as string });
    await months([90, 89, 88, 86, 85, 84, 82, 81, 80, 78, 77, 76, 75]);
    expect(await outlook()).toMatchObject({ date: null, refusal: expect.stringContaining('falling') as string });
    await months([70, 75, 80]);
    expect(await outlook()).toMatchObject({ date: null, refusal: expect.stringContaining('fewer than 9') as string, probabilities: [] });
  });

  it('goes by the months since the last new baseline alone', async () => {
    await months([70, 71, 73, 74, 76, 77, 78, 80, 81, 82, 83, 85, 86]);
    const ops = await desk.as('ops');
    const { id, version } = await done<{ id: string; version: number }>(ops.post('/adoption-annotations', { day: '2025-09-10', kind: 'release', text: 'A new cart', rebaselines: true }));
    expect(await outlook()).toMatchObject({ refusal: expect.stringContaining('fewer than 9') as string, months: ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02'].map((month) => ({ month })) });
    expect((await outlook('&to=2025-08-31')).months, 'as of a day before it nobody knew of it').toHaveLength(6);
    expect((await ops.put(`/adoption-annotations/${id}`, { rebaselines: false, version })).status).toBe(200);
    expect((await outlook()).months).toHaveLength(13);
  });

  it('is met where the trend is at the goal, and says so', async () => {
    await months([93, 94, 94, 95, 95, 96, 96, 97, 97, 97, 98, 98, 98]);
    expect(await outlook()).toMatchObject({ met: true, refusal: null });
    await months([70, 71, 73, 74, 76, 77, 78, 80, 81, 82, 83, 85, 86]);
    expect(await outlook()).toMatchObject({ met: false });
  });

  it('leaves the month that is not over out, and one that is asked for as of a day knows nothing of later months', async () => {
    expect((await outlook('&to=2025-12-20')).months.at(-1)?.month).toBe('2025-11');
  });

  it('is of the same counts as a full count where several cuts are asked for', async () => {
    const window = { from: '2026-03-01', to: '2026-03-31' };
    expect((await countSeries({ db: desk.store.read, t: desk.store.t }, window, { kind: 'add_on', newCustomer: 'false' }, 'month')).get('2026-03')).toMatchObject({ completed: 1, strict: 1 });
    expect(await done<Outlook>(ada.get('/adoption/forecast?kind=add_on&newCustomer=false'))).toMatchObject({ refusal: expect.stringContaining('fewer than 9') as string });
  });
});
