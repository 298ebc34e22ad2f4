import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trafficIn, TRAFFIC_COLUMNS, type TrafficRow } from '../../server/domain/adoption/traffic.ts';
import { hoursFreed, scoreFix, trafficWorth } from '../../server/domain/adoption/worth.ts';

const JANUARY = { visits: 1_000, orders: 80, contacts: 150, contactOrders: 6 };
const FEBRUARY = { visits: 1_000, orders: 120, contacts: 250, contactOrders: 10 };

describe('Contacts that would come online', () => {
  it('are worth the difference of the conversions, for every one of them, at the value of an upgrade', () => {
    const worth = trafficWorth([JANUARY, FEBRUARY], 6_000);
    expect(worth).toMatchObject({ online: { numerator: 200, denominator: 2_000, rate: 0.1 }, offline: { numerator: 16, denominator: 400, rate: 0.04 } });
    expect(worth.upgrades).toBeCloseTo(24, 9);
    expect(worth.valueMinor).toBe(144_000);
  });

  it('are better left where they are when offline converts better', () => {
    const worth = trafficWorth([{ visits: 100, orders: 5, contacts: 40, contactOrders: 10 }], 1_000);
    expect(worth.upgrades).toBeCloseTo(-8, 9);
    expect(worth.valueMinor).toBe(-8_000);
  });

  it.each([['visits', { visits: 0, orders: 0 }], ['contacts', { contacts: 0, contactOrders: 0 }]])('are worth nobody knows what without %s', (_name, none) => {
    expect(trafficWorth([{ ...JANUARY, ...none }], 6_000)).toMatchObject({ upgrades: null, valueMinor: null });
    expect(trafficWorth([{ ...JANUARY, ...none }, FEBRUARY], 6_000).valueMinor, 'a month beside it knows').not.toBeNull();
  });

  it('are worth nobody knows what without months', () => {
    expect(trafficWorth([], 6_000)).toMatchObject({ online: { rate: null }, offline: { rate: null }, upgrades: null, valueMinor: null });
  });

  it('are worth nobody knows what where a month has more orders than visits, whatever the others have', () => {
    expect(trafficWorth([{ visits: 10, orders: 12, contacts: 10, contactOrders: 5 }, FEBRUARY], 100)).toMatchObject({ online: { numerator: 132, denominator: 1_010, rate: null, low: null }, upgrades: null, valueMinor: null });
  });

  it('are worth nothing where both convert alike, and more the more often online does', () => {
    const size = fc.integer({ min: 1, max: 100_000 });
    fc.assert(fc.property(fc.integer({ min: 1, max: 1_000 }).chain((of) => fc.tuple(fc.nat({ max: of }), fc.constant(of))), size, size, fc.integer({ min: 1, max: 1_000_000 }), ([some, of], a, b, value) => {
      const month = { visits: of * a, orders: some * a, contacts: of * b, contactOrders: some * b };
      expect(trafficWorth([month], value)).toMatchObject({ upgrades: 0, valueMinor: 0 });
      if (month.orders < month.visits) expect(trafficWorth([{ ...month, orders: month.orders + 1 }], value).upgrades).toBeGreaterThan(0);
      if (month.contactOrders < month.contacts) expect(trafficWorth([{ ...month, contactOrders: month.contactOrders + 1 }], value).upgrades).toBeLessThan(0);
    }));
  });
});

describe('The score of a fix', () => {
  const met = { escalations: 30, worth: 24, months: 3 };

  it('is reach × impact × confidence ÷ effort', () => {
    // Ten a month, of which eight would go through; four in five sure, in five days: 10 × 0.8 × 0.8 ÷ 5.
    const { reach, impact, score } = scoreFix(met, { confidence: 0.8, effortDays: 5 });
    expect([reach, impact, score]).toEqual([10, 0.8, expect.closeTo(1.28, 12)]);
  });

  it('is nought where nobody met the cause, and where there was no time to', () => {
    expect(scoreFix({ escalations: 0, worth: 0, months: 3 }, { confidence: 1, effortDays: 1 })).toEqual({ reach: 0, impact: 0, score: 0 });
    expect(scoreFix({ ...met, months: 0 }, { confidence: 1, effortDays: 1 })).toEqual({ reach: 0, impact: 0.8, score: 0 });
    expect(scoreFix({ escalations: 0, worth: 0, months: 0 }, { confidence: 1, effortDays: 1 })).toEqual({ reach: 0, impact: 0, score: 0 });
  });

  it('grows with the confidence as it shrinks with the effort', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0.01, max: 1, noNaN: true }), fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 200 }), fc.integer({ min: 2, max: 9 }), (escalations, share, percent, effortDays, times) => {
      const of = (confidence: number, days: number) => scoreFix({ escalations, worth: escalations * share, months: 3 }, { confidence, effortDays: days }).score;
      const score = of(percent / 100, effortDays);
      expect(score).toBeGreaterThan(0);
      expect(of((percent / 100) * 2, effortDays) / score).toBeCloseTo(2, 9);
      expect(score / of(percent / 100, effortDays * times)).toBeCloseTo(times, 9);
    }));
  });
});

describe('The hours freed', () => {
  it('are those that escalations at the rate of the baseline would have taken, less those that there were', () => {
    expect(hoursFreed(0.3, { begun: 200, escalated: 40 }, 1_800)).toBeCloseTo(10, 9);
    expect(hoursFreed(0.3, { begun: 200, escalated: 70 }, 1_800)).toBeCloseTo(-5, 9);
    expect(hoursFreed(0.3, { begun: 0, escalated: 0 }, 1_800)).toBe(0);
  });

  it('are none at the rate of the baseline, and fewer with every escalation', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10_000 }).chain((begun) => fc.tuple(fc.constant(begun), fc.nat({ max: begun - 1 }))), fc.integer({ min: 1, max: 36_000 }), ([begun, escalated], seconds) => {
      expect(hoursFreed(escalated / begun, { begun, escalated }, seconds)).toBeCloseTo(0, 6);
      expect(hoursFreed(escalated / begun, { begun, escalated: escalated + 1 }, seconds)).toBeLessThan(0);
    }));
  });
});

describe('A file of traffic', () => {
  const HEADER = ['month', 'visits', 'contacts', 'contactOrders'];
  const inFile = ([header = [], ...lines]: string[][]) => trafficIn(header, lines.map((cells, index) => ({ line: index + 2, cells })));
  const read = (...lines: string[][]) => inFile([HEADER, ...lines]);
  const faultsOf = (lines: string[][]) => {
    const found = inFile(lines);
    return 'faults' in found ? found.faults : {};
  };

  it.each([
    [['month', 'visits', 'contacts', 'contactOrders'], ['2026-01', '1000', '150', '6']], [['Contact orders', 'CONTACTS', 'Visits', 'Month'], ['6', '150', '1000', '2026-01']], [['contact_orders', ' month ', 'contacts', 'visits'], ['6', '2026-01', '150', '1000']],
    [['contact-orders', 'Month:', 'contacts', 'note', 'visits'], ['6', ' 2026-01 ', '150', 'a strike', ' 1000 ']],
  ])('names its columns in any order and spelling, and may have others: %j', (header, line) => {
    expect(inFile([header, line])).toEqual({ rows: [{ month: '2026-01', visits: 1_000, contacts: 150, contactOrders: 6 }] });
  });

  it.each(TRAFFIC_COLUMNS)('without %s says so, whatever its lines hold', (name) => {
    expect(inFile([HEADER.filter((one) => one !== name), ['rubbish']])).toEqual({ faults: { [`column ${name}`]: 'is missing' } });
  });

  it('of nothing lacks every column', () => {
    expect(Object.keys(faultsOf([]))).toEqual(TRAFFIC_COLUMNS.map((name) => `column ${name}`));
  });

  it.each([
    ['a thirteenth month', ['2026-13', '1', '1', '1'], 'month', /YYYY-MM/], ['a day', ['2026-01-05', '1', '1', '1'], 'month', /YYYY-MM/], ['a month in words', ['January 2026', '1', '1', '1'], 'month', /YYYY-MM/], ['no month', ['', '1', '1', '1'], 'month', /YYYY-MM/],
    ['a month twice', ['2025-12', '1', '1', '1'], 'month', /twice/],
    ['negative visits', ['2026-01', '-1', '1', '1'], 'visits', /whole number/], ['a fraction of a contact', ['2026-01', '1', '1.5', '1'], 'contacts', /whole number/], ['text', ['2026-01', 'many', '1', '1'], 'visits', /whole number/], ['a number with a power', ['2026-01', '1e3', '1', '1'], 'visits', /whole number/],
    ['an empty cell', ['2026-01', '1', '1', ''], 'contactOrders', /whole number/], ['a line that ends early', ['2026-01', '1', '1'], 'contactOrders', /whole number/], ['more than anybody has', ['2026-01', '1000000001', '1', '1'], 'visits', /whole number/],
    ['more orders than contacts', ['2026-01', '1', '4', '5'], 'contactOrders', /more than the contacts/],
  ])('with %s is told its line and column: %j', (_name, line, column, fault) => {
    expect(read(['2025-12', '10', '5', '1'], line)).toEqual({ faults: { [`line 3, ${column}`]: expect.stringMatching(fault) as string } });
  });

  it('is told all of its faults at once, and not more than a person will read', () => {
    expect(Object.keys(faultsOf([HEADER, ['2026-13', '-1', 'x', '1'], ['2026-01', '5', '5', '5'], ['2026-01', '5', '5', '6']]))).toEqual(['line 2, month', 'line 2, visits', 'line 2, contacts', 'line 4, month', 'line 4, contactOrders']);
    expect(Object.keys(faultsOf([HEADER, ...Array.from({ length: 30 }, () => ['2026-13', '1', '1', '1'])]))).toEqual(Array.from({ length: 20 }, (_, index) => `line ${index + 2}, month`));
  });

  it('that is well formed comes back as it was', () => {
    const figure = fc.nat({ max: 1_000_000_000 });
    const month = fc.tuple(fc.integer({ min: 1_000, max: 2_999 }), fc.integer({ min: 1, max: 12 })).map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`);
    const row = fc.record({ month, visits: figure, contacts: figure, part: fc.nat({ max: 100 }) }).map(({ part, ...one }): TrafficRow => ({ ...one, contactOrders: Math.floor((one.contacts * part) / 100) }));
    fc.assert(fc.property(fc.uniqueArray(row, { minLength: 1, maxLength: 30, selector: (one) => one.month }), fc.shuffledSubarray([...TRAFFIC_COLUMNS], { minLength: 4 }), (rows, columns) => {
      expect(inFile([columns, ...rows.map((one) => columns.map((name) => String(one[name])))])).toEqual({ rows });
    }));
  });
});
