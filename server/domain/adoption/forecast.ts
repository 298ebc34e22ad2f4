import { nextMonth } from '../coding/months.ts';
import type { Month } from '../words.ts';

/** A month that is over, as it was counted. */
export type MonthCount = { month: Month; numerator: number; denominator: number };

export type Refusal = 'few_months' | 'thin' | 'no_trend' | 'away';

/** The rate of a month to come: the middle of what was simulated, and where 80 of 100 runs end. `reached`: how many of 100 are at the goal. */
export type Ahead = { month: Month; middle: number; low: number; high: number; reached: number };

export type Forecast = {
  refusal: Refusal | null;
  /** The trend is at the goal already. */
  met: boolean;
  /** Months ahead, whether a date can be told or not; none where there is nothing to simulate from. */
  ahead: Ahead[];
  /** The first months in which so many of 100 runs are at the goal; null where they do not get there. */
  month50: Month | null;
  month80: Month | null;
  month95: Month | null;
  /** The trend in log-odds a month with its 95% interval; null with too few months. */
  trend: { slope: number; low: number; high: number } | null;
};

/** A number from 0 up to 1, another one each time. */
export type Random = () => number;

export const FEWEST_MONTHS = 9;
/** Fewer journeys a month, on average, say nothing about the months to come. */
export const FEWEST_A_MONTH = 20;
export const HORIZON = 36;
const RUNS = 4_000;

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A value of the normal distribution (G. E. P. Box and M. E. Muller, Ann. Math. Stat. 29 (1958), 610–611). */
const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** A value of Student's distribution (R. W. Bailey, Polar generation of random variates with the t-distribution, Math. Comp. 62 (1994), 779–781). */
const student = (random: Random, freedom: number): number => Math.sqrt(freedom * ((1 - random()) ** (-2 / freedom) - 1)) * Math.cos(2 * Math.PI * random());

const logit = (share: number) => Math.log(share / (1 - share));
const expit = (odds: number) => 1 / (1 + Math.exp(-odds));

/** The 97.5% point of Student's distribution, to three digits from five degrees of freedom on (A&S 26.7.5). */
function student975(freedom: number): number {
  const z = 1.959963984540054;
  const [g1, g2, g3] = [(z ** 3 + z) / 4, (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96, (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384];
  return z + g1 / freedom + g2 / freedom ** 2 + g3 / freedom ** 3;
}

type Fit = { at: number; slope: number; middle: number; variance: { level: number; slope: number }; spread: number; freedom: number; size: number };

/**
 * A straight line through the log-odds of the months, each weighted by what it tells; how much the months scatter beyond their sizes widens
 * everything (quasi-likelihood: P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd ed. (1989), 4.5).
 */
function fitted(series: readonly MonthCount[]): Fit {
  // Half a case on both sides keeps months without a miss on the scale (J. B. S. Haldane, 1956).
  const points = series.flatMap(({ numerator, denominator }, at) => {
    if (denominator === 0) return [];
    const share = (numerator + 0.5) / (denominator + 1);
    return [{ at, odds: logit(share), weight: (denominator + 1) * share * (1 - share) }];
  });
  const weights = points.reduce((sum, { weight }) => sum + weight, 0);
  const middle = points.reduce((sum, { at, weight }) => sum + at * weight, 0) / weights;
  const level = points.reduce((sum, { odds, weight }) => sum + odds * weight, 0) / weights;
  const width = points.reduce((sum, { at, weight }) => sum + weight * (at - middle) ** 2, 0);
  const slope = points.reduce((sum, { at, odds, weight }) => sum + weight * (at - middle) * odds, 0) / width;
  const freedom = points.length - 2;
  const spread = points.reduce((sum, { at, odds, weight }) => sum + weight * (odds - level - slope * (at - middle)) ** 2, 0) / freedom;
  // Months that scatter less than chance would have it do so by chance.
  const scatter = Math.max(1, spread);
  return { at: middle, slope, middle: level, variance: { level: scatter / weights, slope: scatter / width }, spread: scatter, freedom, size: weights / points.length };
}

const quantile = (sorted: Float64Array, share: number) => sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))] ?? 0;

/**
 * Where a rate is going, simulated from months since the process last became another one, oldest first, none left out. What is simulated is a
 * month's rate as it would be counted; whether the goal is reached is asked of the rate under it, without the chance of one month. No date is
 * told where months are few or thin, or where the trend's interval holds zero or leads away.
 */
export function forecastOf(series: readonly MonthCount[], goal: number, random: Random, months = HORIZON): Forecast {
  const none: Forecast = { refusal: 'few_months', met: false, ahead: [], month50: null, month80: null, month95: null, trend: null };
  const told = series.filter(({ denominator }) => denominator > 0);
  const last = series.at(-1);
  if (!last || told.length < FEWEST_MONTHS) return none;
  const cases = told.reduce((sum, { denominator }) => sum + denominator, 0) / told.length;
  if (cases < FEWEST_A_MONTH) return { ...none, refusal: 'thin' };
  const fit = fitted(series);
  const half = student975(fit.freedom) * Math.sqrt(fit.variance.slope);
  const trend = { slope: fit.slope, low: fit.slope - half, high: fit.slope + half };
  const ahead = simulated(fit, series.length - 1, cases, last.month, goal, random, months);
  const current = expit(fit.middle + fit.slope * (series.length - 1 - fit.at));
  const refusal: Refusal | null = current >= goal ? null : trend.high <= 0 ? 'away' : trend.low <= 0 ? 'no_trend' : null;
  const first = (share: number) => (refusal === null ? (ahead.find(({ reached }) => reached >= share)?.month ?? null) : null);
  return { refusal, met: refusal === null && current >= goal, ahead, month50: first(0.5), month80: first(0.8), month95: first(0.95), trend };
}

function simulated(fit: Fit, lastAt: number, cases: number, lastMonth: Month, goal: number, random: Random, months: number): Ahead[] {
  const runs = Array.from({ length: RUNS }, () => {
    const level = fit.middle + student(random, fit.freedom) * Math.sqrt(fit.variance.level);
    return { level, slope: fit.slope + student(random, fit.freedom) * Math.sqrt(fit.variance.slope) };
  });
  const ahead: Ahead[] = [];
  let month = lastMonth;
  for (let step = 1; step <= months; step += 1) {
    month = nextMonth(month);
    const counted = new Float64Array(RUNS);
    let reached = 0;
    for (const [index, { level, slope }] of runs.entries()) {
      const rate = expit(level + slope * (lastAt + step - fit.at));
      if (rate >= goal) reached += 1;
      counted[index] = expit(logit(Math.min(1 - 1e-9, Math.max(1e-9, rate))) + normal(random) * Math.sqrt(fit.spread / Math.max(1, cases * rate * (1 - rate))));
    }
    counted.sort();
    ahead.push({ month, middle: quantile(counted, 0.5), low: quantile(counted, 0.1), high: quantile(counted, 0.9), reached: reached / RUNS });
  }
  return ahead;
}
