/** How often something happened, with the interval in which the true rate lies in 95 of 100 cases. Null where there is nothing to divide by. */
export type Rate = { numerator: number; denominator: number; rate: number | null; low: number | null; high: number | null };

/** The 97.5% point of the normal distribution. */
export const Z95 = 1.959963984540054;

/**
 * A rate with its 95% score interval, without continuity correction. `numerator` of `denominator`, both whole and not negative.
 * Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), 209–212; computed as in
 * R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), method 3.
 */
export function rateOf(numerator: number, denominator: number): Rate {
  if (denominator === 0) return { numerator, denominator, rate: null, low: null, high: null };
  const z2 = Z95 * Z95;
  const centre = 2 * numerator + z2;
  const spread = Z95 * Math.sqrt(z2 + 4 * numerator * (1 - numerator / denominator));
  const width = 2 * (denominator + z2);
  return {
    numerator, denominator, rate: numerator / denominator,
    low: numerator === 0 ? 0 : (centre - spread) / width, high: numerator === denominator ? 1 : (centre + spread) / width,
  };
}

/** A goal is kept in hundredths of a percent, so that what it needs is reckoned in whole numbers. */
export const BASIS_POINTS = 10_000;

/** How many more of the same denominator have to be in the numerator for the goal to be met; 0 where it is. */
export const neededFor = (goalBasisPoints: number, { numerator, denominator }: Pick<Rate, 'numerator' | 'denominator'>): number =>
  Math.max(0, Math.ceil((goalBasisPoints * denominator - BASIS_POINTS * numerator) / BASIS_POINTS));
