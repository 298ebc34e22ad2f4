import type { Rate } from './rate.ts';

/** What a process that does not change can be expected to stay within, from one period to the next. */
export type Limits = { centre: number; low: number; high: number };

/** Mean of the absolute differences of neighbours, over the standard deviation, of normal values: d₂ for two. */
const D2 = 1.128;
const SIGMAS = 3;
/** With fewer periods limits say nothing. */
export const FEWEST_PERIODS = 8;

/**
 * Limits of each period of a series by the p′-chart: those of a binomial rate, widened by how much more the periods differ than their sizes
 * explain. Null for a period without cases, and for all where there are too few. Source: D. B. Laney, Improved control charts for attributes,
 * Quality Engineering 14 (2002), 531–537.
 */
export function limitsOf(series: readonly Rate[]): (Limits | null)[] {
  const told = series.filter(({ denominator }) => denominator > 0);
  if (told.length < FEWEST_PERIODS) return series.map(() => null);
  const total = told.reduce((sum, { denominator }) => sum + denominator, 0);
  const centre = told.reduce((sum, { numerator }) => sum + numerator, 0) / total;
  const deviation = (cases: number) => Math.sqrt((centre * (1 - centre)) / cases);
  const scores = told.map(({ numerator, denominator }) => (deviation(denominator) === 0 ? 0 : (numerator / denominator - centre) / deviation(denominator)));
  const ranges = scores.slice(1).map((score, index) => Math.abs(score - (scores[index] ?? 0)));
  const spread = ranges.reduce((sum, range) => sum + range, 0) / ranges.length / D2;
  return series.map(({ denominator }) => {
    if (denominator === 0) return null;
    const width = SIGMAS * spread * deviation(denominator);
    return { centre, low: Math.max(0, centre - width), high: Math.min(1, centre + width) };
  });
}

/** What can be said of a series and a goal: `unknown` where there are too few periods. */
export type Verdict = 'above' | 'hit_or_miss' | 'below' | 'unknown';

/** Whether the process as it is meets the goal reliably, now and then, or not unless it changes; by the limits of its last period. */
export function verdictOn(goal: number, limits: readonly (Limits | null)[]): Verdict {
  const last = limits.findLast((one) => one !== null);
  if (!last) return 'unknown';
  return last.low >= goal ? 'above' : last.high < goal ? 'below' : 'hit_or_miss';
}
