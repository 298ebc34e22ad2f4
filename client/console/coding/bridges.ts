import { MOVEMENTS, type Movement } from '../../../server/domain/words.ts';
import type { BridgeMonth, Bridges } from './records.ts';

type Changed = { what: Movement | 'opening' | 'closing'; beforeMinor: number; afterMinor: number };
export type ChangedMonth = { period: string; state: BridgeMonth['state']; rows: Changed[] };

/** The months of a bridge in which something would be other than it is, with just those figures. */
export function changedMonths({ before, after }: Bridges, periods: readonly string[]): ChangedMonth[] {
  return periods.flatMap((period) => {
    const was = before.periods.find((month) => month.period === period);
    const is = after.periods.find((month) => month.period === period);
    if (!was || !is) return [];
    const figures: Changed[] = [
      { what: 'opening', beforeMinor: was.openingMinor ?? 0, afterMinor: is.openingMinor ?? 0 },
      ...MOVEMENTS.map((movement): Changed => ({ what: movement, beforeMinor: was.movements[movement], afterMinor: is.movements[movement] })),
      { what: 'closing', beforeMinor: was.closingMinor ?? 0, afterMinor: is.closingMinor ?? 0 },
    ];
    const rows = figures.filter(({ beforeMinor, afterMinor }) => beforeMinor !== afterMinor);
    return rows.length === 0 ? [] : [{ period, state: is.state, rows }];
  });
}

const figuresOf = (months: readonly ChangedMonth[]) => JSON.stringify(months.map(({ period, rows }) => [period, rows.map(({ what, beforeMinor, afterMinor }) => [what, afterMinor - beforeMinor])]));

/** Whether a correction does the same to both books: so it is unless a month that it touches is closed. */
export const sameInBoth = (corrected: readonly ChangedMonth[], reported: readonly ChangedMonth[]) => figuresOf(corrected) === figuresOf(reported);
