import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisOf, barsOf, grainFor, ticksOf, totalsOf, type Grain } from '../../client/console/revenue/bridge/waterfall.ts';
import type { BridgePeriod } from '../../client/console/revenue/records.ts';
import { MOVEMENTS, type Movement } from '../../server/domain/words.ts';
import { monthsThrough } from '../../server/domain/coding/months.ts';

const GRAINS: readonly Grain[] = ['movement', 'weight', 'month'];
const MONTHS = monthsThrough('2026-01', '2028-12');
const amount = fc.oneof(fc.constant(0), fc.integer({ min: -1_000_000_00, max: 1_000_000_00 }));

/** A bridge as the API answers it: each month opens where the one before it closed; `opening` null where only movements can be told. */
const bridge = (opening: number | null, moved: readonly number[][]): BridgePeriod[] => {
  let level = opening;
  return moved.map((amounts, index) => {
    const movements = Object.fromEntries(MOVEMENTS.map((movement, place) => [movement, amounts[place] ?? 0])) as Record<Movement, number>;
    const openingMinor = level;
    if (level !== null) level += amounts.reduce((sum, each) => sum + each, 0);
    const period = MONTHS[index] ?? '';
    return { period, state: 'open', openingMinor, movements, closingMinor: level, subscriptionsMinor: level, filter: { effectivePeriod: period } };
  });
};

const moved = fc.array(fc.array(amount, { minLength: MOVEMENTS.length, maxLength: MOVEMENTS.length }), { minLength: 1, maxLength: MONTHS.length });
const bridges = fc.record({ opening: fc.option(fc.integer({ min: 0, max: 9_000_000_00 })), moved }).map((given) => bridge(given.opening, given.moved));

describe('A waterfall', () => {
  it('begins at the opening, joins every bar to the one before it and ends at the closing', () => {
    fc.assert(fc.property(bridges, fc.constantFrom(...GRAINS), (periods, grain) => {
      const bars = barsOf(periods, grain);
      let level = periods[0]?.openingMinor ?? 0;
      for (const { fromMinor, toMinor, amountMinor, range } of bars) {
        expect(fromMinor).toBe(level);
        expect(toMinor - fromMinor).toBe(amountMinor);
        expect(range).toEqual([Math.min(fromMinor, toMinor), Math.max(fromMinor, toMinor)]);
        level = toMinor;
      }
      expect(level).toBe(periods.at(-1)?.closingMinor ?? totalsOf(periods).changeMinor);
    }));
  });

  it('ends each month where its figures do, and draws nothing for what did not move', () => {
    fc.assert(fc.property(bridges, fc.constantFrom(...GRAINS), (periods, grain) => {
      const bars = barsOf(periods, grain);
      expect(bars.every(({ amountMinor }) => amountMinor !== 0)).toBe(true);
      expect(new Set(bars.map(({ key }) => key)).size).toBe(bars.length);
      for (const { period, closingMinor } of periods) {
        const last = bars.findLast((bar) => bar.period === period);
        if (last && closingMinor !== null) expect(last.toMinor).toBe(closingMinor);
      }
    }));
  });

  it('counts every movement in one bar of its month, and opens the entries of just those', () => {
    fc.assert(fc.property(bridges, fc.constantFrom(...GRAINS), (periods, grain) => {
      for (const { period, movements, amountMinor, filter } of barsOf(periods, grain)) {
        const month = periods.find((each) => each.period === period);
        expect(movements.reduce((sum, movement) => sum + (month?.movements[movement] ?? 0), 0)).toBe(amountMinor);
        expect(filter).toMatchObject(month?.filter ?? {});
        expect(filter['movement'] === undefined ? MOVEMENTS : [filter['movement']].flat()).toEqual(movements);
      }
    }));
  });

  it('is told as finely as there is room for', () => {
    fc.assert(fc.property(bridges, fc.integer({ min: 1, max: 80 }), (periods, most) => {
      const grain = grainFor(periods, most);
      if (grain !== 'month') expect(barsOf(periods, grain).length).toBeLessThanOrEqual(most);
      for (const finer of GRAINS.slice(0, GRAINS.indexOf(grain))) expect(barsOf(periods, finer).length).toBeGreaterThan(most);
    }));
  });

  it('is told by gains, losses and the rest where that is too many bars: they sum to what it changed', () => {
    fc.assert(fc.property(bridges, (periods) => {
      const { openingMinor, closingMinor, changeMinor, weights, movements } = totalsOf(periods);
      expect(weights.gain + weights.loss + weights.neutral).toBe(changeMinor);
      expect(Object.values(movements).reduce((sum, each) => sum + each, 0)).toBe(changeMinor);
      if (openingMinor !== null && closingMinor !== null) expect(openingMinor + changeMinor).toBe(closingMinor);
    }));
  });

  it('fits on its axis, whose figures are in order and on it', () => {
    fc.assert(fc.property(bridges, fc.constantFrom(...GRAINS), (periods, grain) => {
      const bars = barsOf(periods, grain);
      const levels = [periods[0]?.openingMinor, periods.at(-1)?.closingMinor].filter((level) => level !== null && level !== undefined);
      const [low, high] = axisOf(bars, levels);
      expect(low).toBeLessThan(high);
      for (const { range } of bars) expect(range[0] >= low && range[1] <= high).toBe(true);
      const ticks = ticksOf([low, high]);
      for (const [index, tick] of ticks.entries()) expect(tick).toBeGreaterThan(ticks[index - 1] ?? Number.NEGATIVE_INFINITY);
      expect(ticks.length).toBeLessThanOrEqual(7);
      for (const tick of ticks) expect(tick >= Math.floor(low) && tick <= Math.ceil(high)).toBe(true);
    }));
  });

  it('says nothing of a bridge in which nothing moved', () => {
    expect(barsOf(bridge(500_00, [MOVEMENTS.map(() => 0)]), 'movement')).toEqual([]);
    expect(axisOf([], [])).toEqual([0, 1]);
  });
});
