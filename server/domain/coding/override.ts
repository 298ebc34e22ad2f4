import { writtenAmount } from '../money.ts';
import type { Role } from '../words.ts';
import type { Leg } from './case.ts';
import { cellsOf, WEIGHT } from './legs.ts';

/**
 * Half of what moves between (movement, effective month): what leaves one place arrives in another, and is counted once. Two codings of one
 * sum always move an even amount; were it odd, the half would be rounded up, so that only codings with the same figures weigh nothing.
 */
export function weightMinor(before: readonly Leg[], after: readonly Leg[]): number {
  const [was, is] = [cellsOf(before), cellsOf(after)];
  let moved = 0n;
  for (const cell of new Set([...was.keys(), ...is.keys()])) {
    const difference = BigInt(is.get(cell)?.amountMinor ?? 0) - BigInt(was.get(cell)?.amountMinor ?? 0);
    moved += difference < 0n ? -difference : difference;
  }
  return Number((moved + 1n) / 2n);
}

/** Gain and loss by effective month: what somebody's figures are made of. */
function figures(legs: readonly Leg[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { movement, month, amountMinor } of cellsOf(legs).values()) {
    if (WEIGHT[movement] === 'neutral') continue;
    const key = `${WEIGHT[movement]} ${month}`;
    sums.set(key, (sums.get(key) ?? 0) + amountMinor);
  }
  return sums;
}

/** Whether gain rises or loss falls in any month. Both are the same step up: losses are below zero. */
export function improves(before: readonly Leg[], after: readonly Leg[]): boolean {
  const [was, is] = [figures(before), figures(after)];
  return [...new Set([...was.keys(), ...is.keys()])].some((key) => (is.get(key) ?? 0) > (was.get(key) ?? 0));
}

export type Proposal = {
  role: Role;
  before: readonly Leg[];
  after: readonly Leg[];
  /** What the same person has proposed for the same account this calendar month, this one left out. */
  earlierMinor: number;
  thresholdMinor: number;
  currency: string;
};

/** Null where the proposer alone may decide, else why a second person has to. */
export function secondPersonBecause({ role, before, after, earlierMinor, thresholdMinor, currency }: Proposal): string | null {
  const weight = BigInt(weightMinor(before, after)) + BigInt(earlierMinor);
  if (weight > thresholdMinor) return `Together with what was proposed for this account this month it moves ${writtenAmount(weight, currency)}, more than ${writtenAmount(thresholdMinor, currency)}`;
  if (role === 'account_manager' && improves(before, after)) return 'It raises gain or lowers loss: an account manager does not decide that alone';
  return null;
}
