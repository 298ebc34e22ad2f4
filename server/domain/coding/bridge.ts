import { MOVEMENTS, type Month, type Movement, type PeriodState } from '../words.ts';
import { monthsThrough } from './months.ts';

/** A sum of entries: of one movement, in one month. */
export type MonthSum = { month: Month; movement: Movement; amountMinor: number };
/** By how much the recurring revenue of the subscriptions themselves changed in a month. */
export type SubscriptionSum = { month: Month; amountMinor: number };

export type BridgePeriod = {
  period: Month;
  state: PeriodState;
  openingMinor: number | null;
  movements: Record<Movement, number>;
  closingMinor: number | null;
  subscriptionsMinor: number | null;
};

export const noMovements = (): Record<Movement, number> => Object.fromEntries(MOVEMENTS.map((movement) => [movement, 0])) as Record<Movement, number>;

/**
 * Opening + movements = closing, month by month. The sums hold every month up to the last that is asked for, the ones before the first too.
 * Where only some entries are counted (a kind, a path, a family) they bridge nothing: the movements stand alone.
 */
export function bridge({ from, to, sums, subscriptions, stateOf, movementsOnly = false }: {
  from: Month; to: Month; sums: readonly MonthSum[]; subscriptions: readonly SubscriptionSum[]; stateOf: (month: Month) => PeriodState; movementsOnly?: boolean;
}): BridgePeriod[] {
  const byMonth = new Map<Month, Record<Movement, number>>();
  let opening = 0;
  for (const { month, movement, amountMinor } of sums) {
    if (month < from) opening += amountMinor;
    else {
      const movements = byMonth.get(month) ?? noMovements();
      movements[movement] += amountMinor;
      byMonth.set(month, movements);
    }
  }
  const changes = new Map<Month, number>();
  let counting = 0;
  for (const { month, amountMinor } of subscriptions) {
    if (month < from) counting += amountMinor;
    else changes.set(month, (changes.get(month) ?? 0) + amountMinor);
  }
  return monthsThrough(from, to).map((period) => {
    const movements = byMonth.get(period) ?? noMovements();
    const openingMinor = opening;
    for (const amountMinor of Object.values(movements)) opening += amountMinor;
    counting += changes.get(period) ?? 0;
    const figures = movementsOnly ? { openingMinor: null, closingMinor: null, subscriptionsMinor: null } : { openingMinor, closingMinor: opening, subscriptionsMinor: counting };
    return { period, state: stateOf(period), movements, ...figures };
  });
}
