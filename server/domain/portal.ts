import type { Line } from './configuration.ts';
import { JOURNEY, type Journey } from './upgrade.ts';
import type { Step } from './words.ts';

/** One thing that an account manager put right, as the customer reads it. Amounts are a year's worth, in minor units of `currency`. */
export type Fixed =
  | { what: 'price'; product: string; wasMinor: number; isMinor: number; currency: string }
  | { what: 'path'; name: string }
  | { what: 'added' | 'removed'; product: string; quantity: number }
  | { what: 'message' };

export type FixedFacts = {
  before: readonly Line[];
  after: readonly Line[];
  /** The catalogue's price of a product for one unit and year, in the line's currency; null where there is none. */
  listPrice: (line: Line) => number | null;
  pathName: string | null;
  message: string;
  /** Whether staff changed the order while they had it: only then are path and lines their doing. */
  changed: boolean;
};

/** What was put right, from what the order now is: lower prices, the path, what comes and what goes. */
export function whatWasFixed({ before, after, listPrice, pathName, message, changed }: FixedFacts): Fixed[] {
  const fixed: Fixed[] = [];
  for (const line of after) {
    const list = listPrice(line);
    // What the same product costs them today is no favour.
    const today = before.find((one) => line.replaces.includes(one.line) && one.product === line.product && one.currency === line.currency);
    const regular = list === null ? null : Math.min(list, today?.unitArrMinor ?? list);
    if (regular !== null && line.unitArrMinor < regular) fixed.push({ what: 'price', product: line.product, wasMinor: regular * line.quantity, isMinor: line.arrMinor, currency: line.currency });
    if (changed && line.replaces.length === 0) fixed.push({ what: 'added', product: line.product, quantity: line.quantity });
  }
  const kept = new Set(after.flatMap((line) => line.replaces));
  for (const line of before) if (changed && !kept.has(line.line) && after.length > 0) fixed.push({ what: 'removed', product: line.product, quantity: line.quantity });
  if (changed && pathName !== null) fixed.push({ what: 'path', name: pathName });
  if (message.trim() !== '') fixed.push({ what: 'message' });
  return fixed;
}

/** The steps that a customer takes from where they are to an order, the order last; null where they cannot get there. */
export function wayToOrder(journey: Journey): Step[] | null {
  const way: Step[] = [];
  let at = journey.step;
  const forward: Partial<Record<Step, Step>> = { entry: 'options', options: 'configure', configure: 'review', review: 'placed', payment: 'placed' };
  while (at !== 'placed') {
    const to = forward[at];
    const row = JOURNEY.find((one) => one.from === at && one.to === to && one.may.includes('customer'));
    if (to === undefined || !row) return null;
    way.push(to);
    at = to;
  }
  return journey.lineCount > 0 && journey.pathId !== null ? way : null;
}
