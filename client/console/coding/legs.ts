import type { Leg } from '../../../server/domain/coding/case.ts';
import { legsSum } from '../../../server/domain/coding/legs.ts';
import type { Movement } from '../../../server/domain/words.ts';
import { formatMoney } from '../fields/format.ts';
import type { WordSet } from '../fields/words.ts';

type Word = (set: WordSet, value: string) => string;

/** Legs by movement, in the order in which they come: what one reads at a glance. */
export function byMovement(legs: readonly Leg[]): { movement: Movement; amountMinor: number }[] {
  return [...new Set(legs.map(({ movement }) => movement))].map((movement) => ({ movement, amountMinor: legsSum(legs.filter((leg) => leg.movement === movement)) }));
}

/** "Expansion +$300, Currency −$20"; where nothing moved, the word alone. */
export function legsText(legs: readonly Leg[], currency: string, word: Word): string {
  return byMovement(legs).map(({ movement, amountMinor }) => (amountMinor === 0 ? word('movement', movement) : `${word('movement', movement)} ${formatMoney(amountMinor, currency, { signed: true })}`)).join(', ');
}

/** "Expansion by price +$300 on 1 Apr 2026" for each leg: what two people who differ have to tell apart. */
export function legText({ movement, driver, amountMinor, currency }: Pick<Leg, 'movement' | 'driver' | 'amountMinor' | 'currency'>, word: Word): string {
  return `${word('movement', movement)}${driver === 'none' ? '' : ` / ${word('driver', driver).toLowerCase()}`} ${formatMoney(amountMinor, currency, { signed: true })}`;
}
