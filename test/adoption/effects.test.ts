import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rows } from '../../server/domain/adoption/definitions.ts';
import type { Rate } from '../../server/domain/adoption/rate.ts';
import { START, type Client, type Desk } from '../support/app.ts';
import { journey, openMeasured, QUARTER, query } from '../support/measured.ts';
import { done } from '../support/work.ts';

type Shares = Rate & { rows: { numerator: Rows; denominator: Rows } };
type Week = { from: string; to: string; week: Shares; quarter: Shares; needed: number; causes: { escalations: number; rows: Rows }[] };
type Baseline = { month: string; share: Rate; frozenAt: string; frozenByName: string };
type Motions = { motion: string; journeys: number; accounts: number; deltaMinor: number; valuePerAccountMinor: number | null; arrPerAccountMinor: number | null; rows: Rows }[];
type Customers = { newCustomer: boolean; strict: Shares; take_up: Shares }[];
type Effects = { customers: Customers; baseline: Baseline | null; hoursFreed: number | null; secondsEach: number | null; months: (Shares & { month: string })[]; motions: Motions };

const LONG_AGO = { from: '2019-03-01', to: '2019-03-31' };
let measured: Awaited<ReturnType<typeof openMeasured>>;
let desk: Desk;
let ops: Client;
let admin: Client;

const ask = <T>(report: string, parts: Record<string, string> = {}) => measured.ask<T>(report, parts);
const opened = (rows: Rows) => measured.opened(rows);
const refusal = (status: number, field: string) => ({ status, body: { errors: { [field]: expect.any(String) as string } } });
const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

beforeAll(async () => {
  measured = await openMeasured();
  ({ desk, ops, admin } = measured);
});
afterAll(() => desk.close());

describe('What came of it', () => {
  it('is told by motion as the orders themselves tell it', async () => {
    const { motions } = await ask<Effects>('effects');
    const orders = await measured.rowsOf({ resource: 'upgrades', filter: { placedOn_gte: QUARTER.from, placedOn_lte: QUARTER.to } });
    const arr = new Map((await desk.store.read.select().from(desk.store.t.accounts)).map(({ id, reportingArrMinor }) => [id, reportingArrMinor]));
    const counted = [...Map.groupBy(orders, ({ motion }) => motion)].map(([motion, own]) => {
      const [who, deltaMinor] = [[...new Set(own.map(({ accountId }) => accountId))], sum(own.map(({ beforeArrMinor, afterArrMinor }) => afterArrMinor - beforeArrMinor))];
      return { motion, journeys: own.length, accounts: who.length, deltaMinor, valuePerAccountMinor: Math.round(deltaMinor / who.length), arrPerAccountMinor: Math.round(sum(who.map((id) => arr.get(id) ?? 0)) / who.length) };
    });
    expect([orders.length, counted.length > 1]).toEqual([18, true]);
    expect(motions.map(({ rows: _rows, ...figures }) => figures).toSorted((a, b) => (a.motion < b.motion ? -1 : 1))).toEqual(counted.toSorted((a, b) => (a.motion < b.motion ? -1 : 1)));
    expect(motions.some(({ journeys, accounts }) => journeys > accounts)).toBe(true);
    for (const { motion, journeys, rows } of motions) expect(await opened(rows), motion).toBe(journeys);
  });

  it('is told by month as the share of renewals that customers placed, and opens them', async () => {
    const { months, baseline, hoursFreed, secondsEach } = await ask<Effects>('effects');
    expect([months.length, months[0]?.month]).toEqual([12, '2025-04']);
    expect(months.filter(({ rate }) => rate !== null).map(({ month, numerator, denominator }) => [month, numerator, denominator])).toEqual([['2026-01', 1, 2], ['2026-02', 3, 4], ['2026-03', 1, 1]]);
    for (const { month, numerator, denominator, rows } of months) expect([await opened(rows.numerator), await opened(rows.denominator)], month).toEqual([numerator, denominator]);
    expect([baseline, hoursFreed, secondsEach]).toEqual([null, null, 1_800]);
  });

  it('is told of new customers beside those who were there before, summing to all', async () => {
    const { customers } = await ask<Effects>('effects');
    const { definitions } = await ask<{ definitions: Record<'strict' | 'take_up', Rate> }>('summary');
    expect(customers.map(({ newCustomer }) => newCustomer)).toEqual([true, false]);
    for (const id of ['strict', 'take_up'] as const) {
      expect([sum(customers.map((one) => one[id].numerator)), sum(customers.map((one) => one[id].denominator))]).toEqual([definitions[id].numerator, definitions[id].denominator]);
    }
    expect((await ask<Effects>('effects', { newCustomer: 'false' })).customers).toEqual([customers[1]]);
  });

  it.each([[{}], [{ segment: 'smb' }], [{ segment: 'mid_market' }], [{ pathId: 'cloud' }], [{ kind: 'renewal' }], [{ newCustomer: 'true' }], [{ from: '2026-01-10', to: '2026-02-10' }]])('opens as many rows as it counts with %j', async (parts: Record<string, string>) => {
    const { months, motions, customers } = await ask<Effects>('effects', parts);
    for (const { month, numerator, denominator, rows } of months) expect([await opened(rows.numerator), await opened(rows.denominator)], month).toEqual([numerator, denominator]);
    for (const { motion, journeys, rows } of motions) expect(await opened(rows), motion).toBe(journeys);
    for (const { strict, take_up: takenUp } of customers) for (const { numerator, denominator, rows } of [strict, takenUp]) expect([await opened(rows.numerator), await opened(rows.denominator)]).toEqual([numerator, denominator]);
  });

  it('is of renewals alone where their months are, and has no hours to compare where cuts are asked for', async () => {
    expect((await ask<Effects>('effects', { kind: 'add_on' })).months).toEqual([]);
    expect((await ask<Effects>('effects', { segment: 'mid_market' })).hoursFreed).toBeNull();
  });

  it('is nothing, and no number that is none, where nothing happened', async () => {
    const { months, motions, hoursFreed } = await ask<Effects>('effects', LONG_AGO);
    expect([motions, hoursFreed]).toEqual([[], null]);
    expect(months).toMatchObject(Array.from({ length: 12 }, () => ({ numerator: 0, denominator: 0, rate: null, low: null, high: null })));
    expect([months[0]?.month, months.at(-1)?.month]).toEqual(['2018-04', '2019-03']);
  });
});

describe('The baseline', () => {
  const freeze = (month: string, client = ops) => client.post('/adoption/freeze-baseline', { month });

  it.each([['2026-03', 422], ['2026-04', 422], ['2026-13', 422], ['2026-1', 422], ['', 422], ['last January', 400], ['2025-11', 422]])('cannot be frozen at “%s” (%i)', async (month, status) => {
    expect(await freeze(month)).toMatchObject(refusal(status, 'month'));
    expect((await ask<Effects>('effects')).baseline).toBeNull();
  });

  it('stays as it was frozen, whatever is corrected in its month later, and is another when it is frozen again', async () => {
    expect((await freeze('2026-01')).status).toBe(204);
    const before = await ask<Effects>('effects');
    expect(before.baseline).toMatchObject({ month: '2026-01', share: { numerator: 1, denominator: 2, rate: 0.5 }, frozenAt: START, frozenByName: ops.staff.name });
    // One in three of January was escalated; since, 8 of 15. Half an hour each: (15 ÷ 3 − 8) ÷ 2.
    expect(before.hoursFreed).toBeCloseTo((15 / 3 - 8) / 2, 9);
    await journey(desk, 'renew', { at: '2026-01-25T10:00:00.000Z' });
    const after = await ask<Effects>('effects');
    expect(after.months.find(({ month }) => month === '2026-01')).toMatchObject({ numerator: 2, denominator: 3 });
    expect(after.baseline).toEqual(before.baseline);
    desk.later(60);
    expect((await freeze('2026-01', admin)).status).toBe(204);
    expect((await ask<Effects>('effects')).baseline).toMatchObject({ month: '2026-01', share: { numerator: 2, denominator: 3 }, frozenAt: desk.now(), frozenByName: admin.staff.name });
    await freeze('2026-02');
    expect((await ask<Effects>('effects')).baseline).toMatchObject({ month: '2026-02', share: { numerator: 3, denominator: 4 } });
    const events = await done<{ action: string }[]>(admin.get(`/audit-events?${query({ filter: JSON.stringify({ resource: 'adoption-baselines' }) })}`));
    expect(events.map(({ action }) => action)).toEqual(Array.from({ length: 3 }, () => 'adoption.freeze-baseline'));
  });

  it('frees hours where fewer call than then', async () => {
    // In February 5 of 9 called; in January, as it is now, 1 of 4. 4 × 5 ÷ 9 − 1 calls of half an hour.
    expect((await ask<Effects>('effects', { to: '2026-01-31' })).hoursFreed).toBeCloseTo(((4 * 5) / 9 - 1) / 2, 9);
    expect((await ask<Effects>('effects', LONG_AGO)).hoursFreed).toBe(0);
  });
});

describe('The week', () => {
  it('is the last one that was over, with the 90 days up to it, and opens its rows', async () => {
    const week = await ask<Week>('week', { to: '2026-02-19' });
    expect([week.from, week.to]).toEqual(['2026-02-09', '2026-02-15']);
    const summary = (from: string) => ask<{ needed: number; definitions: { strict: Shares } }>('summary', { from, to: week.to });
    const [own, quarter] = [await summary(week.from), await summary('2025-11-18')];
    expect([week.week, week.quarter, week.needed]).toEqual([own.definitions.strict, quarter.definitions.strict, quarter.needed]);
    expect(week.causes.length).toBeGreaterThan(0);
    for (const { escalations, rows } of week.causes) expect(await opened(rows)).toBe(escalations);
    expect((await ask<Week>('week', { to: '2026-02-22' })).to, 'a Sunday ends its week').toBe('2026-02-22');
  });
});
