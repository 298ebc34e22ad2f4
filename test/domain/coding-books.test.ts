import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bridge, noMovements, type MonthSum } from '../../server/domain/coding/bridge.ts';
import { canonicalJson } from '../../server/domain/coding/canonical.ts';
import type { Leg } from '../../server/domain/coding/case.ts';
import { cellsOf, legsSum, sameLegs, WEIGHT } from '../../server/domain/coding/legs.ts';
import { isMonth, lastDayOf, monthOf, monthsThrough, nextMonth } from '../../server/domain/coding/months.ts';
import { improves, weightMinor } from '../../server/domain/coding/override.ts';
import { closingChecks, isClosed, postingMonth, refuseClose, refuseReopen, type MonthFacts } from '../../server/domain/coding/periods.ts';
import { MOVEMENTS } from '../../server/domain/words.ts';
import { legs } from '../support/coding-arbitrary.ts';

const months = fc.constantFrom(...monthsThrough('2025-10', '2027-02'));
const closeds = fc.record({ through: fc.option(months) });
const shuffledMembers = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffledMembers);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).reverse().map(([name, member]) => [name, shuffledMembers(member)])) : value;
};
// Minus zero is no value of JSON: what is written of it reads back as zero.
const json = fc.jsonValue({ stringUnit: 'binary' }).map((value): unknown => JSON.parse(JSON.stringify(value)));

describe('The canonical text of what is hashed', () => {
  it('does not depend on the order of members', () => {
    fc.assert(fc.property(json, (value) => {
      expect(canonicalJson(shuffledMembers(value))).toBe(canonicalJson(value));
    }));
  });

  it('reads back as what it was, and is then written the same', () => {
    fc.assert(fc.property(json, (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }));
  });

  it('tells an empty record from one whose only member has an empty name', () => {
    expect([{}, { '': 1 }, {}].map(canonicalJson)).toEqual(['{}', '{"":1}', '{}']);
  });

  it('is the same for what is equal, and other for what is not', () => {
    fc.assert(fc.property(json, json, (one, other) => {
      expect(canonicalJson(structuredClone(one))).toBe(canonicalJson(one));
      expect(canonicalJson(one) === canonicalJson(other)).toBe(isDeepStrictEqual(one, other));
      expect(canonicalJson([one])).not.toBe(canonicalJson([one, one]));
      expect(canonicalJson({ one })).not.toBe(canonicalJson({ other: one }));
    }));
  });

  it('sorts and writes as RFC 8785 shows it', () => {
    const names = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One', '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis' };
    expect([...canonicalJson(names).matchAll(/:"([^"]+)"/g)].map(([, name]) => name)).toEqual([
      'Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh',
    ]);
    expect(canonicalJson([Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0, null, true])).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27,0,null,true]');
    expect(canonicalJson('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  });

  it('refuses what JSON cannot hold, however deep', () => {
    for (const value of [undefined, Number.NaN, Infinity, 1n, () => 1, Symbol('s'), '\ud800', { '\udc00': 1 }, new Date(0), new Map(), Array.from({ length: 3 }).concat(1)]) {
      expect(() => canonicalJson(value)).toThrow(TypeError);
      expect(() => canonicalJson({ deep: [value] })).toThrow(TypeError);
    }
    const holed: number[] = [];
    holed[2] = 1;
    expect(() => canonicalJson(holed)).toThrow(TypeError);
  });
});

describe('The weight of an override', () => {
  const sameCells = (a: readonly Leg[], b: readonly Leg[]) => {
    const written = (some: readonly Leg[]) => [...cellsOf(some).values()].filter(({ amountMinor }) => amountMinor !== 0).map(({ movement, month, amountMinor }) => `${movement} ${month} ${amountMinor}`).sort();
    return JSON.stringify(written(a)) === JSON.stringify(written(b));
  };
  /** Brings the second coding to the sum of the first, as every override has to. */
  const levelled = (a: readonly Leg[], b: readonly Leg[]): Leg[] => [...b, { movement: 'fx', driver: 'currency', amountMinor: legsSum(a) - legsSum(b), currency: 'USD', effectiveOn: '2026-01-31', lines: ['a'] }];

  it('is the same in both directions, and nothing exactly where movements and months have the same sums', () => {
    fc.assert(fc.property(legs, legs, (a, other) => {
      const b = levelled(a, other);
      expect(weightMinor(a, b)).toBe(weightMinor(b, a));
      expect(weightMinor(a, b) === 0).toBe(sameCells(a, b));
      expect(Number.isSafeInteger(weightMinor(a, b))).toBe(true);
    }), { numRuns: 1000 });
    fc.assert(fc.property(legs, legs, (a, b) => {
      expect(weightMinor(a, b) === 0).toBe(sameCells(a, b));
    }));
  });

  it('is what is called otherwise, each amount once, and no detour is shorter', () => {
    fc.assert(fc.property(legs, legs, legs, (a, b, c) => {
      const [second, third] = [levelled(a, b), levelled(a, c)];
      expect(weightMinor(a, third)).toBeLessThanOrEqual(weightMinor(a, second) + weightMinor(second, third));
    }));
    const leg: Leg = { movement: 'churn', driver: 'none', amountMinor: -700, currency: 'USD', effectiveOn: '2026-03-01', lines: ['a'] };
    expect(weightMinor([leg], [{ ...leg, movement: 'contraction' }])).toBe(700);
    expect(weightMinor([leg], [{ ...leg, effectiveOn: '2026-04-01' }])).toBe(700);
    expect(weightMinor([leg], [{ ...leg, effectiveOn: '2026-03-31', driver: 'price' }])).toBe(0);
  });

  it('is nothing where legs are listed otherwise or split within movement and month', () => {
    fc.assert(fc.property(legs, (some) => {
      const halves = some.flatMap((leg) => [{ ...leg, amountMinor: Math.trunc(leg.amountMinor / 2) }, { ...leg, amountMinor: leg.amountMinor - Math.trunc(leg.amountMinor / 2) }]);
      expect(weightMinor(some, halves)).toBe(0);
      expect(improves(some, halves)).toBe(false);
      expect(sameLegs(some, some.toReversed())).toBe(true);
    }));
  });

  it('better figures are more gain or less loss in some month', () => {
    fc.assert(fc.property(legs, legs, (a, b) => {
      const figure = (some: readonly Leg[], weight: 'gain' | 'loss', month: string) => some.filter(({ movement, effectiveOn }) => WEIGHT[movement] === weight && monthOf(effectiveOn) === month).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      const isBetter = ['2026-01', '2026-02', '2026-03', '2026-12'].some((month) => figure(b, 'gain', month) > figure(a, 'gain', month) || figure(b, 'loss', month) > figure(a, 'loss', month));
      expect(improves(a, b)).toBe(isBetter);
    }), { numRuns: 500 });
  });
});

describe('Months', () => {
  it('follow one another without a gap, each with its last day', () => {
    fc.assert(fc.property(months, (month) => {
      expect(isMonth(nextMonth(month)) && nextMonth(month) > month).toBe(true);
      const after = new Date(`${lastDayOf(month)}T00:00:00Z`);
      after.setUTCDate(after.getUTCDate() + 1);
      expect(after.toISOString().slice(0, 10)).toBe(`${nextMonth(month)}-01`);
      expect(monthOf(lastDayOf(month))).toBe(month);
    }));
    expect(['2024-02', '2026-02', '2026-12'].map(lastDayOf)).toEqual(['2024-02-29', '2026-02-28', '2026-12-31']);
    expect(['2026-13', '2026-00', '2026-1', '0999-01', ' 2026-01'].some(isMonth)).toBe(false);
    expect(monthsThrough('2026-02', '2026-01')).toEqual([]);
  });

  it('an entry posts to its own month while that is open, else to the first open one after it', () => {
    fc.assert(fc.property(months, closeds, (month, closed) => {
      const posted = postingMonth(`${month}-15`, closed);
      expect(isClosed(posted, closed)).toBe(false);
      expect(posted >= month).toBe(true);
      for (const between of monthsThrough(month, posted).slice(0, -1)) expect(isClosed(between, closed)).toBe(true);
    }));
  });

  const facts: fc.Arbitrary<MonthFacts> = fc.record({
    month: months, closed: closeds, first: fc.option(months), today: months.map((month) => `${month}-10`), waiting: fc.nat({ max: 2 }), differenceMinor: fc.integer({ min: -1, max: 1 }),
  });

  it('close exactly where every check holds, and then they can be reopened', () => {
    fc.assert(fc.property(facts, (some) => {
      const refusal = refuseClose(some);
      expect(refusal === null).toBe(!isClosed(some.month, some.closed) && closingChecks(some).every(({ holds }) => holds));
      if (refusal === null) {
        expect(refuseReopen(some.month, { through: some.month })).toBeNull();
        expect(refuseClose({ ...some, closed: { through: some.month } })?.allowed).toEqual(['reopen']);
      }
    }), { numRuns: 1000 });
  });

  it('are checked for their order, their end, what waits and the bridge, each by itself', () => {
    fc.assert(fc.property(facts, (some) => {
      const holds = Object.fromEntries(closingChecks(some).map((check) => [check.code, check.holds]));
      expect(Object.keys(holds)).toEqual(['order', 'ended', 'review', 'bridge']);
      expect([holds['ended'], holds['review'], holds['bridge']]).toEqual([some.today.slice(0, 7) > some.month, some.waiting === 0, some.differenceMinor === 0]);
      if (some.closed.through !== null) expect(holds['order']).toBe(some.month === nextMonth(some.closed.through));
      else if (some.first !== null) expect(holds['order']).toBe(some.month <= some.first);
    }), { numRuns: 1000 });
  });

  it('are one closed stretch: only its last month opens again', () => {
    fc.assert(fc.property(months, closeds, (month, closed) => {
      expect(refuseReopen(month, closed) === null).toBe(month === closed.through);
    }));
  });
});

describe('The bridge', () => {
  const sums: fc.Arbitrary<MonthSum[]> = fc.array(fc.record({ month: months, movement: fc.constantFrom(...MOVEMENTS), amountMinor: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }) }), { maxLength: 40 });
  const total = (some: readonly { amountMinor: number }[]) => some.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const frame = fc.record({ from: months, to: months, sums });
  const stateOf = () => 'open' as const;

  it('opens where the month before closed, and opening and movements make closing', () => {
    fc.assert(fc.property(frame, ({ from, to, sums: given }) => {
      const periods = bridge({ from, to, sums: given, subscriptions: given, stateOf });
      expect(periods.map(({ period }) => period)).toEqual(monthsThrough(from, to));
      for (const [index, { period, openingMinor, movements, closingMinor, subscriptionsMinor }] of periods.entries()) {
        expect(openingMinor).toBe(index === 0 ? total(given.filter(({ month }) => month < from)) : periods[index - 1]?.closingMinor);
        expect((openingMinor ?? 0) + Object.values(movements).reduce((sum, amount) => sum + amount, 0)).toBe(closingMinor);
        expect(closingMinor).toBe(total(given.filter(({ month }) => month <= period)));
        expect(subscriptionsMinor).toBe(closingMinor);
        for (const movement of MOVEMENTS) expect(movements[movement]).toBe(total(given.filter((sum) => sum.month === period && sum.movement === movement)));
      }
    }));
  });

  it('is the same however its sums come, together or apart', () => {
    fc.assert(fc.property(frame, ({ from, to, sums: given }) => {
      const apart = given.flatMap((sum) => [{ ...sum, amountMinor: sum.amountMinor - 7 }, { ...sum, amountMinor: 7 }]).reverse();
      expect(bridge({ from, to, sums: apart, subscriptions: [], stateOf })).toEqual(bridge({ from, to, sums: given, subscriptions: [], stateOf }));
    }));
  });

  it('reads zeros before the first entry, and says which months are closed', () => {
    const [first, second] = bridge({ from: '2026-01', to: '2026-02', sums: [{ month: '2026-02', movement: 'new', amountMinor: 100 }], subscriptions: [{ month: '2026-02', amountMinor: 90 }], stateOf: (month) => (month < '2026-02' ? 'closed' : 'open') });
    expect(first).toEqual({ period: '2026-01', state: 'closed', openingMinor: 0, movements: noMovements(), closingMinor: 0, subscriptionsMinor: 0 });
    expect(second).toEqual({ period: '2026-02', state: 'open', openingMinor: 0, movements: { ...noMovements(), new: 100 }, closingMinor: 100, subscriptionsMinor: 90 });
  });

  it('of some entries alone bridges nothing: only its movements are figures', () => {
    const [only] = bridge({ from: '2026-01', to: '2026-01', sums: [{ month: '2026-01', movement: 'churn', amountMinor: -5 }], subscriptions: [], stateOf, movementsOnly: true });
    expect(only).toMatchObject({ openingMinor: null, closingMinor: null, subscriptionsMinor: null, movements: { churn: -5, new: 0 } });
  });
});
