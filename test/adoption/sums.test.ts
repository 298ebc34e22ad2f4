import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Cuts } from '../../server/adoption/ask.ts';
import { countSeries, readCounts, readSeries, total, type Series } from '../../server/adoption/read.ts';
import { COUNTERS } from '../../server/domain/adoption/journey.ts';
import { addDays } from '../../server/domain/days.ts';
import { openMeasured } from '../support/measured.ts';

let measured: Awaited<ReturnType<typeof openMeasured>>;
beforeAll(async () => {
  measured = await openMeasured();
});
afterAll(() => measured.desk.close());

/** Periods in which anything is counted. */
const something = (series: Series) => Object.fromEntries([...series].filter(([, counts]) => COUNTERS.some((counter) => counts[counter] !== 0)).sort(([a], [b]) => (a < b ? -1 : 1)));

it('Whatever the window and the cuts, figures from what is kept are those that a count of the journeys gives', async () => {
  const reader = { db: measured.desk.store.read, t: measured.desk.store.t };
  const maybe = (values: string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
  const cuts = fc.record({
    kind: maybe(['add_on', 'renewal', 'refresh']), segment: maybe(['smb', 'mid_market']), region: maybe(['emea', 'apac']), pathId: maybe(['cloud', 'renew']), newCustomer: maybe(['true', 'false']), managerId: maybe(['ada', 'ben']),
  }).map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Cuts);
  const window = fc.tuple(fc.integer({ min: -20, max: 90 }), fc.integer({ min: 0, max: 120 })).map(([start, days]) => ({ from: addDays('2026-01-01', start), to: addDays('2026-01-01', start + days) }));
  await fc.assert(fc.asyncProperty(window, cuts, async (asked, by) => {
    const counted = await countSeries(reader, asked, by, 'month');
    expect(something(await readSeries(reader, asked, by, 'month'))).toEqual(something(counted));
    expect(something(await readSeries(reader, asked, by, 'day'))).toEqual(something(await countSeries(reader, asked, by, 'day')));
    expect(await readCounts(reader, asked, by)).toEqual(total(counted.values()));
  }), { numRuns: 60 });
});
