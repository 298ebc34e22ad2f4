/** What changes along a path usually move: from far below the lower quartile to far above the upper one, in minor units. */
export type Range = { lowMinor: number; highMinor: number };

/** Fewer than these say nothing about what is usual. */
export const FEWEST_SAMPLES = 30;

/**
 * Tukey's outer fences: three times the distance between the quartiles below the lower and above the upper one. Quartiles are the values at the
 * ranks ⌊(n−1)/4⌋ and ⌈3(n−1)/4⌉ of the sorted amounts. Null where too little is known.
 * (J. W. Tukey, Exploratory Data Analysis, 1977, chapter 2.)
 */
export function usualRange(amountsMinor: readonly number[]): Range | null {
  if (amountsMinor.length < FEWEST_SAMPLES) return null;
  const sorted = amountsMinor.toSorted((a, b) => a - b);
  const last = sorted.length - 1;
  const lower = sorted[Math.floor(last / 4)] ?? 0;
  const upper = sorted[Math.ceil((3 * last) / 4)] ?? 0;
  const reach = 3 * (upper - lower);
  return { lowMinor: lower - reach, highMinor: upper + reach };
}
