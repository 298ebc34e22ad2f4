import { sumMinor, writtenAmount } from '../money.ts';
import type { Refusal } from '../refusal.ts';
import type { Movement } from '../words.ts';
import type { Leg } from './case.ts';
import { monthOf } from './months.ts';

/** How a movement weighs: gains are never below zero, losses never above; of the neutral ones some are always zero. */
export const WEIGHT: Readonly<Record<Movement, 'gain' | 'loss' | 'neutral'>> = {
  new: 'gain', expansion: 'gain', reactivation: 'gain', contraction: 'loss', churn: 'loss', renewal: 'neutral', transfer: 'neutral', fx: 'neutral', excluded: 'neutral',
};

const ALWAYS_ZERO: readonly Movement[] = ['renewal', 'excluded'];

/** What is wrong with the sign of an amount under a movement; null where they agree. */
export function signFault(movement: Movement, amountMinor: number): string | null {
  if (ALWAYS_ZERO.includes(movement)) return amountMinor === 0 ? null : `must be 0: ${movement} moves no recurring revenue`;
  if (WEIGHT[movement] === 'gain' && amountMinor < 0) return `must not be below 0: ${movement} is a gain`;
  if (WEIGHT[movement] === 'loss' && amountMinor > 0) return `must not be above 0: ${movement} is a loss`;
  return null;
}

export const legsSum = (legs: readonly Pick<Leg, 'amountMinor'>[]): number => sumMinor(legs.map(({ amountMinor }) => amountMinor));

export type LegsFrame = {
  /** What they have to sum to. */
  totalMinor: number;
  currency: string;
  /** The lines that the coding is about. */
  lines: readonly string[];
  /** What its transfers have to sum to: 0, but for one half of a move between accounts. */
  transferMinor?: number;
};

function sumFault(legs: readonly Leg[], { totalMinor, currency, transferMinor = 0 }: LegsFrame): string | null {
  try {
    // Gains and losses may cancel out, but the books add up each by itself.
    sumMinor(legs.map(({ amountMinor }) => Math.abs(amountMinor)));
  } catch {
    return 'make an amount that is too large to be exact';
  }
  const sum = legsSum(legs);
  if (sum !== totalMinor) return `must sum to ${writtenAmount(totalMinor, currency)}, what the books moved; they sum to ${writtenAmount(sum, currency)}`;
  const transfers = legsSum(legs.filter(({ movement }) => movement === 'transfer'));
  if (transfers === transferMinor) return null;
  return `transfers must sum to ${transferMinor === 0 ? '0 between them' : `${writtenAmount(transferMinor, currency)}, what moved between the accounts`}; they sum to ${writtenAmount(transfers, currency)}`;
}

/** Null where these legs can stand for a coding, else every fault by field. */
export function refuseLegs(legs: readonly Leg[], frame: LegsFrame): Refusal | null {
  const { currency, lines } = frame;
  const errors: Record<string, string> = {};
  if (legs.length === 0) errors['legs'] = 'must have at least one leg';
  const day = legs[0]?.effectiveOn;
  for (const [index, leg] of legs.entries()) {
    const at = `legs[${index}]`;
    const fault = Number.isSafeInteger(leg.amountMinor) ? signFault(leg.movement, leg.amountMinor) : 'must be a whole number of minor units that can be exact';
    if (fault) errors[`${at}.amountMinor`] = fault;
    if (leg.currency !== currency) errors[`${at}.currency`] = `must be ${currency}, the currency of the books`;
    if (leg.effectiveOn !== day) errors[`${at}.effectiveOn`] = 'must be the same day for every leg';
    const unknown = leg.lines.find((line) => !lines.includes(line));
    if (unknown !== undefined) errors[`${at}.lines`] = `names a line that is not part of this coding: ${unknown.slice(0, 60)}`;
  }
  const fault = legs.every(({ amountMinor }) => Number.isSafeInteger(amountMinor)) ? sumFault(legs, frame) : null;
  if (fault && legs.length > 0) errors['legs'] = fault;
  if (Object.keys(errors).length === 0) return null;
  return { refused: 'invalid', because: Object.entries(errors).map(([field, message]) => `${field} ${message}`).join('; '), errors };
}

/** Sums of legs by movement and effective month. */
export function cellsOf(legs: readonly Pick<Leg, 'movement' | 'amountMinor' | 'effectiveOn'>[]): Map<string, { movement: Movement; month: string; amountMinor: number }> {
  const cells = new Map<string, { movement: Movement; month: string; amountMinor: number }>();
  for (const { movement, amountMinor, effectiveOn } of legs) {
    const month = monthOf(effectiveOn);
    const cell = cells.get(`${movement} ${month}`) ?? { movement, month, amountMinor: 0 };
    cells.set(`${movement} ${month}`, { ...cell, amountMinor: sumMinor([cell.amountMinor, amountMinor]) });
  }
  return cells;
}

/** Whether two codings say the same, whatever the order of their legs. */
export function sameLegs(a: readonly Leg[], b: readonly Leg[]): boolean {
  const written = (legs: readonly Leg[]) => legs.map(({ movement, driver, amountMinor, currency, effectiveOn, lines }) => JSON.stringify([movement, driver, amountMinor, currency, effectiveOn, [...lines].sort()])).sort().join();
  return written(a) === written(b);
}
