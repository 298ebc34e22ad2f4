import { formatMoney, formatMonth, formatShare, toWhole } from '../../fields/format.ts';
import type { Bridge } from '../records.ts';
import type { Totals } from './waterfall.ts';

/** Of next to nothing everything is a large share, and says nothing. */
const MOST_TIMES = 5;

type Translate = (key: string, options?: Record<string, unknown>) => string;

/** The window in one sentence, for whoever does not see the chart, and for whoever would rather read it. */
export function summaryOf({ currency, view, periods }: Bridge, totals: Totals, translate: Translate): string {
  const money = (minor: number, signed = false) => formatMoney(toWhole(minor, currency), currency, { signed });
  const first = periods[0]?.period ?? '';
  const last = periods.at(-1)?.period ?? '';
  const window = first === last ? translate('revenue.summary.in', { month: formatMonth(first) }) : translate('revenue.summary.from_to', { from: formatMonth(first), to: formatMonth(last) });
  const { openingMinor, closingMinor, changeMinor, weights } = totals;
  const moved = translate('revenue.summary.moved', { gain: money(weights.gain, true), loss: money(weights.loss, true), neutral: money(weights.neutral, true) });
  if (openingMinor === null || closingMinor === null) return translate('revenue.summary.part', { window, moved, change: money(changeMinor, true) });
  if (openingMinor === 0 && closingMinor === 0 && changeMinor === 0) return translate('revenue.summary.nothing', { window });
  const way = changeMinor > 0 ? 'rose' : changeMinor < 0 ? 'fell' : 'stayed';
  const share = changeMinor !== 0 && Math.abs(changeMinor) <= openingMinor * MOST_TIMES ? ` (${formatShare(Math.abs(changeMinor) / openingMinor)})` : '';
  return translate(`revenue.summary.${way}`, { window, view: translate(`revenue.view.${view}`), opening: money(openingMinor), closing: money(closingMinor), change: money(Math.abs(changeMinor)) + share, moved });
}
