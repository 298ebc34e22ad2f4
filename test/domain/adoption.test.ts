import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figureOf } from '../../server/domain/adoption/definitions.ts';
import { worthOf, type Cause, type Losses } from '../../server/domain/adoption/gap.ts';
import { COUNTERS, countsOf, cutsOf, journeyOf, NEW_CUSTOMER_DAYS, NO_COUNTS, type JourneyFacts } from '../../server/domain/adoption/journey.ts';
import { FEWEST_PERIODS, limitsOf, verdictOn } from '../../server/domain/adoption/limits.ts';
import { mixOf, type Group } from '../../server/domain/adoption/mix.ts';
import { neededFor, rateOf } from '../../server/domain/adoption/rate.ts';
import { WALK, walkOf } from '../../server/domain/adoption/walk.ts';
import { addDays } from '../../server/domain/days.ts';
import { MOTIONS, STEPS } from '../../server/domain/words.ts';

/** So many of so many. */
const part = (most: number, fewest = 0) => fc.integer({ min: fewest, max: most }).chain((denominator) => fc.record({ numerator: fc.nat({ max: denominator }), denominator: fc.constant(denominator) }));
const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, one) => all + one, 0);

describe('A rate', () => {
  it.each([[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718]])('of %i in %i has the score interval that Newcombe (1998), table I, method 3 prints', (numerator, denominator, low, high) => {
    const rate = rateOf(numerator, denominator);
    expect(rate).toMatchObject({ numerator, denominator, rate: numerator / denominator });
    expect(rate.low).toBeCloseTo(low, 4);
    expect(rate.high).toBeCloseTo(high, 4);
  });

  it('of nothing is not known', () => {
    expect(rateOf(0, 0)).toEqual({ numerator: 0, denominator: 0, rate: null, low: null, high: null });
  });

  it('lies within its interval, and both within nought and one', () => {
    fc.assert(fc.property(part(100_000, 1), ({ numerator, denominator }) => {
      const { low, rate, high } = rateOf(numerator, denominator);
      expect([0, low, rate, high, 1].every((one, index, all) => index === 0 || Number(all[index - 1]) <= Number(one)), `${low} ${rate} ${high}`).toBe(true);
    }));
  });

  it('and its complement have intervals that mirror each other', () => {
    fc.assert(fc.property(part(10_000, 1), ({ numerator, denominator }) => {
      const [one, other] = [rateOf(numerator, denominator), rateOf(denominator - numerator, denominator)];
      expect(Number(one.low) + Number(other.high)).toBeCloseTo(1, 12);
    }));
  });

  it('opens the rows that it counts, of the day that its definition goes by, within the cuts', () => {
    const { numerator, denominator, rows } = figureOf('containment', { ...NO_COUNTS, begun: 7, contained: 5 }, { from: '2026-03-01', to: '2026-03-31' }, { segment: 'smb' });
    const of = { startedOn_gte: '2026-03-01', startedOn_lte: '2026-03-31', automatic: false, startedBy: 'customer', segment: 'smb' };
    expect({ numerator, denominator, rows }).toEqual({ numerator: 5, denominator: 7, rows: { numerator: { resource: 'upgrades', filter: { ...of, escalated: false } }, denominator: { resource: 'upgrades', filter: of } } });
  });
});

describe('What a goal needs', () => {
  it.each([[9_000, 612, 728, 44], [9_000, 656, 728, 0], [9_000, 9, 10, 0], [9_001, 9, 10, 1], [10_000, 0, 3, 3], [9_000, 0, 0, 0], [2_900, 29, 100, 0], [5_700, 57, 100, 0]])('at %i basis points with %i of %i is %i more', (goal, numerator, denominator, needed) => {
    expect(neededFor(goal, { numerator, denominator })).toBe(needed);
  });

  it('is as few as meet it: with one fewer it is missed', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10_000 }), part(1_000_000), (goal, counted) => {
      const needed = neededFor(goal, counted);
      const isMetBy = (numerator: number) => BigInt(numerator) * 10_000n >= BigInt(goal) * BigInt(counted.denominator);
      expect(isMetBy(counted.numerator + needed)).toBe(true);
      if (needed > 0) expect(isMetBy(counted.numerator + needed - 1)).toBe(false);
    }));
  });
});

const rates = (...counted: [numerator: number, denominator: number][]) => counted.map(([numerator, denominator]) => rateOf(numerator, denominator));
const times = (many: number, numerator: number, denominator: number) => rates(...Array.from({ length: many }, (): [number, number] => [numerator, denominator]));

describe('The limits of a series', () => {
  it('say nothing where fewer than eight periods had cases', () => {
    const few = [...times(FEWEST_PERIODS - 1, 4, 5), ...times(20, 0, 0)];
    expect(limitsOf(few)).toEqual(few.map(() => null));
    expect(limitsOf([...few, ...times(1, 4, 5)]).filter(Boolean)).toHaveLength(FEWEST_PERIODS);
    expect(limitsOf([])).toEqual([]);
  });

  it('lie on the centre where every period has the same rate', () => {
    fc.assert(fc.property(part(20, 1), fc.array(fc.integer({ min: 1, max: 500 }), { minLength: FEWEST_PERIODS, maxLength: 30 }), ({ numerator, denominator }, sizes) => {
      const centre = numerator / denominator;
      for (const limits of limitsOf(sizes.map((size) => rateOf(numerator * size, denominator * size)))) expect(limits).toEqual({ centre, low: expect.closeTo(centre, 9) as number, high: expect.closeTo(centre, 9) as number });
    }));
  });

  it('are Laney’s, reckoned by hand, wider for a period with fewer cases, and none for one without', () => {
    const limits = limitsOf(rates([50, 100], [60, 100], [40, 100], [0, 0], [50, 100], [60, 100], [40, 100], [50, 100], [200, 400]));
    const ranges = [2, 4, 2, 2, 4, 2, 0];
    const spread = sum(ranges) / 7 / 1.128;
    const [hundred, fourHundred] = [3 * spread * 0.05, 3 * spread * 0.025];
    expect(limits[3]).toBeNull();
    expect([limits[0]?.centre, limits[0]?.low, limits[0]?.high]).toEqual([0.5, expect.closeTo(0.5 - hundred, 12), expect.closeTo(0.5 + hundred, 12)]);
    expect([limits[8]?.centre, limits[8]?.low, limits[8]?.high]).toEqual([0.5, expect.closeTo(0.5 - fourHundred, 12), expect.closeTo(0.5 + fourHundred, 12)]);
    expect(limits[0]?.low, 'three sigmas, in figures').toBeCloseTo(0.196, 3);
  });

  it('hold the centre and stay within nought and one', () => {
    fc.assert(fc.property(fc.array(part(50), { maxLength: 30 }), (counted) => {
      for (const limits of limitsOf(counted.map(({ numerator, denominator }) => rateOf(numerator, denominator)))) if (limits) expect(0 <= limits.low && limits.low <= limits.centre && limits.centre <= limits.high && limits.high <= 1).toBe(true);
    }));
  });

  it('tell a goal that is met reliably from one that is hit or missed, and from one that is not met unless something changes', () => {
    const limits = [{ centre: 0.5, low: 0.1, high: 0.99 }, { centre: 0.8, low: 0.75, high: 0.85 }, null];
    expect([0.75, 0.76, 0.85, 0.86].map((goal) => verdictOn(goal, limits))).toEqual(['above', 'hit_or_miss', 'hit_or_miss', 'below']);
    expect([verdictOn(0.9, [null, null]), verdictOn(0.9, [])]).toEqual(['unknown', 'unknown']);
  });
});

const groups: fc.Arbitrary<Group[]> = fc.array(fc.record({ before: fc.oneof(part(2_000), part(3)), after: fc.oneof(part(2_000), part(3)) }), { minLength: 1, maxLength: 12 }).map((some) => some.map((one, index) => ({ key: String(index), ...one })));
const rateOfAll = (all: readonly Group[], side: 'before' | 'after') => sum(all.map((group) => group[side].numerator)) / sum(all.map((group) => group[side].denominator));

describe('The change of a rate', () => {
  it('is its mix and its real change, to the last of twelve digits, groups that came and went included', () => {
    fc.assert(fc.property(groups, (some) => {
      const mix = mixOf(some);
      const [before, after] = [rateOfAll(some, 'before'), rateOfAll(some, 'after')];
      expect(mix === null).toBe(Number.isNaN(before) || Number.isNaN(after));
      if (!mix) return;
      expect(Math.abs(mix.mix + mix.real - (after - before))).toBeLessThan(1e-12);
      expect(Math.abs(sum(mix.groups.map((group) => group.mix + group.real)) - (after - before))).toBeLessThan(1e-12);
      for (const group of mix.groups) if (group.before.denominator === 0 || group.after.denominator === 0) expect(group.real).toBe(0);
    }));
  });

  it('is not known where a window is empty', () => {
    const [some, none] = [{ numerator: 1, denominator: 2 }, { numerator: 0, denominator: 0 }];
    expect([mixOf([]), mixOf([{ key: 'a', before: some, after: none }]), mixOf([{ key: 'a', before: none, after: some }])]).toEqual([null, null, null]);
  });

  it('is all mix where no group changed, and all real where the mix did not', () => {
    const [good, bad] = [{ numerator: 9, denominator: 10 }, { numerator: 2, denominator: 10 }];
    const moved = mixOf([{ key: 'good', before: good, after: { numerator: 27, denominator: 30 } }, { key: 'bad', before: bad, after: bad }]);
    expect([moved?.real, moved?.mix]).toEqual([0, expect.closeTo(29 / 40 - 11 / 20, 12)]);
    const better = mixOf([{ key: 'good', before: good, after: good }, { key: 'bad', before: bad, after: { numerator: 6, denominator: 10 } }]);
    expect([better?.mix, better?.real]).toEqual([0, expect.closeTo(0.2, 12)]);
  });

  it('is not moved by a group as good as all that grows', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (before, after) => {
      const half = (size: number) => ({ numerator: size, denominator: 2 * size });
      const [most, few] = [{ numerator: 80, denominator: 100 }, { numerator: 20, denominator: 100 }];
      const mix = mixOf([{ key: 'average', before: half(before), after: half(after) }, { key: 'most', before: most, after: most }, { key: 'few', before: few, after: few }]);
      expect(mix?.groups[0]).toMatchObject({ mix: expect.closeTo(0, 12) as number, real: 0 });
    }));
  });
});

const CAUSES = ['pricing_exception', 'quote_needed', null];
const losses: fc.Arbitrary<Losses> = fc.record({ strict: fc.nat({ max: 60 }), touched: fc.nat({ max: 30 }), lost: fc.uniqueArray(fc.record({ step: fc.constantFrom(...STEPS), rootCause: fc.constantFrom(...CAUSES), pathId: fc.constantFrom('cloud', null), escalations: fc.integer({ min: 1, max: 20 }) }), { maxLength: 15, selector: ({ step, rootCause, pathId }) => `${step} ${rootCause} ${pathId}` }) })
  .map(({ strict, touched, lost }) => ({ begun: strict + touched + sum(lost.map(({ escalations }) => escalations)), touched, causes: lost }));
const lossesAndSome = losses.chain((all) => fc.tuple(fc.constant(all), fc.subarray([...all.causes])));
const lostOf = (causes: readonly Cause[]) => sum(causes.map(({ escalations }) => escalations));
/** Those of them who pass where so many of so many are lost. */
const passing = (lost: number, atRisk: number) => (atRisk === 0 ? 1 : 1 - lost / atRisk);

describe('What closing a cause is worth', () => {
  it('is its escalations, as far as they would have passed every later step and the end', () => {
    fc.assert(fc.property(losses, (all) => {
      const atRiskAt = (index: number) => all.begun - lostOf(all.causes.filter(({ step }) => STEPS.indexOf(step) < index));
      for (const cause of all.causes) {
        const later = STEPS.keys().filter((index) => index > STEPS.indexOf(cause.step)).map((index) => passing(lostOf(all.causes.filter(({ step }) => step === STEPS[index])), atRiskAt(index)));
        expect(worthOf(all, [cause])).toBeCloseTo(cause.escalations * later.reduce((share, one) => share * one, 1) * passing(all.touched, atRiskAt(STEPS.length)), 9);
      }
    }));
  });

  it('is, in a small case, what a reader reckons', () => {
    const [early, late] = [{ step: 'configure', rootCause: 'compatibility', pathId: 'cloud', escalations: 20 }, { step: 'review', rootCause: 'pricing_exception', pathId: 'cloud', escalations: 20 }] as const;
    const all = { begun: 100, touched: 15, causes: [early, late] };
    expect(worthOf(all, [early])).toBeCloseTo(20 * (60 / 80) * (45 / 60), 9);
    expect(worthOf(all, [late])).toBeCloseTo(20 * (45 / 60), 9);
    expect(worthOf(all, [early, late])).toBeCloseTo(100 * (45 / 60) - 45, 9);
    expect(worthOf(all, [])).toBe(0);
  });

  it('is all but the touched, where all are closed', () => {
    fc.assert(fc.property(losses, (all) => {
      const escalated = lostOf(all.causes);
      expect(worthOf(all, all.causes)).toBeCloseTo(all.begun * passing(all.touched, all.begun - escalated) - (all.begun - escalated - all.touched), 9);
    }));
  });

  it('adds up within a step, is more together across steps, and never more than all that began', () => {
    fc.assert(fc.property(lossesAndSome, ([all, closed]) => {
      const [together, oneByOne] = [worthOf(all, closed), sum(closed.map((cause) => worthOf(all, [cause])))];
      expect(together).toBeGreaterThanOrEqual(oneByOne - 1e-9);
      expect(together).toBeLessThanOrEqual(all.begun + 1e-9);
      if (new Set(closed.map(({ step }) => step)).size < 2) expect(together).toBeCloseTo(oneByOne, 9);
    }));
  });
});

describe('The walk', () => {
  it('loses nobody twice: at every step those who stay and those who leave are those of the step before', () => {
    fc.assert(fc.property(fc.array(fc.nat({ max: 1_000 }), { minLength: WALK.length + 1, maxLength: WALK.length + 1 }).map((counts) => counts.toSorted((a, b) => b - a)), (counts) => {
      const steps = walkOf(counts, {});
      expect(steps.map(({ stay, leave }) => stay + leave)).toEqual(counts.slice(0, -1));
      expect(sum(steps.map(({ leave }) => leave)) + Number(steps.at(-1)?.stay)).toBe(counts[0]);
    }));
  });

  it('opens at every step those who passed all steps before', () => {
    const steps = walkOf([6, 5, 4, 3, 2, 1], { region: 'emea' });
    expect(steps.map(({ rows }) => rows.stay)).toEqual(steps.map((_step, index) => Object.assign({ region: 'emea' }, ...WALK.slice(0, index + 1).map(({ passes }) => passes))));
    expect(steps[3]?.rows.leave).toEqual({ region: 'emea', placedOn_null: false, placedBy: 'customer', untouchedOrder: true, completedOn_null: true });
  });
});

const facts: JourneyFacts = {
  id: 'u', kind: 'add_on', pathId: 'cloud', family: 'Cloud', segment: 'smb', region: 'emea', managerId: 'ada', customerSince: '2024-01-01', startedBy: 'customer', startedAt: '2026-03-10T22:30:00.000Z', placedAt: '2026-03-11T10:00:00.000Z', placedBy: 'customer',
  completedAt: '2026-03-12T10:00:00.000Z', isOver: true, motion: 'self_serve', firstTouchedAt: null, shadowTouches: 2, timesEscalated: 0, firstStep: null, firstCause: null, wentOnAlone: false,
};
const journeyWith = (more: Partial<JourneyFacts>, zone = 'UTC') => journeyOf({ ...facts, ...more }, zone);
const who = fc.constantFrom('customer' as const, 'staff' as const);
const maybeAt = fc.option(fc.integer({ min: 1, max: 28 }).map((on) => `2026-03-${String(on).padStart(2, '0')}T10:00:00.000Z`));
const anyFacts: fc.Arbitrary<Partial<JourneyFacts>> = fc.record({ startedBy: who, placedBy: who, placedAt: maybeAt, completedAt: maybeAt, firstTouchedAt: maybeAt, isOver: fc.boolean(), motion: fc.constantFrom(...MOTIONS), shadowTouches: fc.nat({ max: 3 }), timesEscalated: fc.nat({ max: 2 }), wentOnAlone: fc.boolean(), pathId: fc.constantFrom('cloud', null) });
const totals = (more: Partial<JourneyFacts>) => countsOf(journeyWith(more)).values().reduce((all, counts) => Object.fromEntries(COUNTERS.map((counter) => [counter, all[counter] + counts[counter]])) as typeof all, NO_COUNTS);

describe('A journey', () => {
  it('is counted on its days of the books, and under each of its cuts', () => {
    const journey = journeyWith({}, 'Europe/Berlin');
    expect(journey).toMatchObject({ startedOn: '2026-03-10', placedOn: '2026-03-11', completedOn: '2026-03-12', strict: true, untouchedOrder: true, helped: false });
    expect(journeyWith({}, 'Asia/Tokyo').startedOn).toBe('2026-03-11');
    expect([...countsOf(journey).keys()].toSorted()).toEqual(['2026-03-10', '2026-03-11', '2026-03-12']);
    expect(cutsOf(journeyWith({ pathId: null, family: null }))).toEqual(['', 'kind:add_on', 'segment:smb', 'region:emea', 'managerId:ada', 'newCustomer:false']);
  });

  it('that nobody began is counted as automatic, and as nothing else', () => {
    fc.assert(fc.property(anyFacts, (more) => {
      const automatic = { ...more, motion: 'automatic' as const };
      expect(totals(automatic)).toEqual({ ...NO_COUNTS, automatic: Number(journeyWith(automatic).completedOn !== null) });
      expect(journeyWith(automatic)).toMatchObject({ strict: false, untouchedOrder: false, helped: false });
    }));
  });

  it('is in no numerator without being in the denominator', () => {
    fc.assert(fc.property(anyFacts, (more) => {
      const { strict, helped, completed, untouchedOrders, takenUp, placed, contained, begunPlaced, begun, cohort, cohortOver, cohortCompleted, cohortStrict } = totals(more);
      expect([strict + helped <= completed, untouchedOrders <= placed, takenUp <= placed, contained <= begun, begunPlaced <= begun, begun <= cohort, cohortOver <= cohort, cohortStrict <= cohortCompleted, cohortCompleted <= cohort]).not.toContain(false);
    }));
  });

  it.each([
    ['after its end stays strict', '2026-03-12T10:00:00.001Z', true, true], ['at its end does not', '2026-03-12T10:00:00.000Z', false, true],
    ['after its order does not, while the order stays untouched', '2026-03-11T10:00:00.001Z', false, true], ['before its order is neither', '2026-03-11T09:59:59.999Z', false, false],
  ])('touched first %s', (_when, firstTouchedAt, strict, untouchedOrder) => {
    expect(journeyWith({ firstTouchedAt })).toMatchObject({ strict, untouchedOrder });
  });

  it('is strict with the touches that no customer notices, and not with an escalation or a beginning by staff', () => {
    expect([{ shadowTouches: 9 }, { timesEscalated: 1 }, { startedBy: 'staff' as const }, { completedAt: null }].map((more) => journeyWith(more).strict)).toEqual([true, false, false, false]);
  });

  it('that went on alone after it was handed back was helped, and only once it is completed', () => {
    const handedBack = { firstTouchedAt: '2026-03-11T09:00:00.000Z', timesEscalated: 1, wentOnAlone: true };
    expect([handedBack, { ...handedBack, completedAt: null }, { ...handedBack, wentOnAlone: false }].map((more) => journeyWith(more).helped)).toEqual([true, false, false]);
  });

  it.each([[NEW_CUSTOMER_DAYS, true], [NEW_CUSTOMER_DAYS + 1, false], [0, true]])('begun %i days after the account came is a new customer’s: %s', (days, newCustomer) => {
    expect(journeyWith({ customerSince: addDays('2026-03-10', -days) })).toMatchObject({ newCustomer });
  });
});
