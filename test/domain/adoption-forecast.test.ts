import { describe, expect, it } from 'vitest';
import { monthsThrough } from '../../server/domain/coding/months.ts';
import { FEWEST_MONTHS, forecastOf, seeded, type MonthCount, type Random } from '../../server/domain/adoption/forecast.ts';

const MONTHS = monthsThrough('2023-01', '2026-12');
const expit = (odds: number) => 1 / (1 + Math.exp(-odds));
const logit = (share: number) => Math.log(share / (1 - share));
const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

function binomial(random: Random, cases: number, share: number): number {
  let hits = 0;
  for (let one = 0; one < cases; one += 1) if (random() < share) hits += 1;
  return hits;
}

type Process = { start: number; slope: number; months: number; cases: number; noise: number };

/** Months of a process whose log-odds grow in a straight line, each month off it by some noise of its own. */
const monthsOf = (random: Random, { start, slope, months, cases, noise }: Process): MonthCount[] => Array.from({ length: months }, (_month, at) => {
  const denominator = Math.round(cases * (0.7 + 0.6 * random()));
  return { month: MONTHS[at] ?? '', denominator, numerator: binomial(random, denominator, expit(logit(start) + slope * at + noise * normal(random))) };
});

const steady = (share: number, months: number, cases = 200): MonthCount[] => Array.from({ length: months }, (_month, at) => ({ month: MONTHS[at] ?? '', denominator: cases, numerator: Math.round(cases * share) }));
const growing = (from: number, slope: number, months: number, cases = 400): MonthCount[] => Array.from({ length: months }, (_month, at) => ({ month: MONTHS[at] ?? '', denominator: cases, numerator: Math.round(cases * expit(logit(from) + slope * at)) }));

describe('The date to goal', () => {
  it('counts a month without journeys as one that went by', () => {
    const whole = growing(0.75, 0.06, 14);
    const [told, gap] = [forecastOf(whole, 0.9, seeded(1)), forecastOf(whole.map((month, at) => (at > 2 && at < 6 ? { ...month, numerator: 0, denominator: 0 } : month)), 0.9, seeded(1))];
    expect(Math.abs((gap.trend?.slope ?? 0) / (told.trend?.slope ?? 1) - 1)).toBeLessThan(0.03);
    expect(gap.ahead[0]?.month).toBe(told.ahead[0]?.month);
  });

  it('is told with its chances where the rate grows: half of them first, then most, then nearly all', () => {
    const { refusal, month50, month80, month95, ahead, trend } = forecastOf(growing(0.75, 0.06, 14), 0.9, seeded(1));
    expect(refusal).toBeNull();
    expect(trend?.low).toBeGreaterThan(0);
    expect(month50).not.toBeNull();
    expect(String(month50) <= String(month80) && String(month80) <= String(month95)).toBe(true);
    expect(ahead).toHaveLength(36);
    for (const { low, middle, high } of ahead) expect(low <= middle && middle <= high && low >= 0 && high <= 1).toBe(true);
    const chances = ahead.map(({ reached }) => reached);
    expect(chances.at(-1)).toBeGreaterThan(0.95);
  });

  it('is the same for the same months and the same seed', () => {
    expect(forecastOf(growing(0.7, 0.05, 12), 0.9, seeded(7))).toEqual(forecastOf(growing(0.7, 0.05, 12), 0.9, seeded(7)));
  });

  it.each([
    ['few_months', steady(0.8, FEWEST_MONTHS - 1)], ['few_months', []], ['few_months', Array.from({ length: 12 }, (_month, at) => ({ month: MONTHS[at] ?? '', numerator: 0, denominator: 0 }))],
    ['thin', steady(0.8, 12, 15)], ['no_trend', steady(0.8, 14)], ['away', growing(0.85, -0.08, 14)],
  ] as const)('is refused with its reason: %s', (reason, series) => {
    expect(forecastOf(series, 0.9, seeded(1))).toMatchObject({ refusal: reason, month50: null, month80: null, month95: null });
  });

  it('shows where the rate is going even where no date can be told', () => {
    expect(forecastOf(steady(0.8, 14), 0.9, seeded(1)).ahead[2]).toMatchObject({ month: '2024-05' });
  });

  it('is now where the goal is met already', () => {
    expect(forecastOf(steady(0.96, 14), 0.9, seeded(1))).toMatchObject({ refusal: null, month50: '2024-03' });
  });

  it('holds what it says: of series that are not refused, the rate three months ahead lies in the 80% interval in 75 to 85 of 100', () => {
    const random = seeded(20_260_101);
    let told = 0;
    let held = 0;
    for (let one = 0; one < 900; one += 1) {
      const months = 12 + Math.floor(random() * 20);
      const whole = monthsOf(random, { start: 0.6 + 0.22 * random(), slope: 0.01 + 0.07 * random(), months: months + 3, cases: 60 + Math.floor(random() * 340), noise: random() < 0.5 ? 0 : 0.15 * random() });
      const { refusal, ahead } = forecastOf(whole.slice(0, months), 0.97, seeded(one), 3);
      if (refusal !== null) continue;
      const [then, third] = [whole[months + 2], ahead[2]];
      if (!then || !third) throw new Error('There are three months more');
      told += 1;
      const rate = then.numerator / then.denominator;
      if (third.low <= rate && rate <= third.high) held += 1;
    }
    expect(told).toBeGreaterThanOrEqual(400);
    expect(held / told).toBeGreaterThanOrEqual(0.75);
    expect(held / told).toBeLessThanOrEqual(0.85);
  });
});
