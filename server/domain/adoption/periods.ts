import { lastDayOf, nextMonth } from '../coding/months.ts';
import { addDays } from '../days.ts';
import type { Day, Month } from '../words.ts';

export const GRAINS = ['day', 'week', 'month'] as const;
export type Grain = (typeof GRAINS)[number];

/** One period of a series: whole days, both included. `id` names it: the day, the week's Monday, or the month. */
export type Period = { id: string; from: Day; to: Day };

/** The Monday of the week (ISO 8601) that a day is in. */
export const mondayOf = (day: Day): Day => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

/** The period of this grain that a day is in. */
export const periodId = (grain: Grain, day: Day): string => (grain === 'day' ? day : grain === 'week' ? mondayOf(day) : day.slice(0, 7));

const lastOf = (grain: Grain, from: Day): Day => (grain === 'day' ? from : grain === 'week' ? addDays(mondayOf(from), 6) : lastDayOf(from.slice(0, 7)));

/** The periods that make up a window, in order. The first and the last are cut off where the window is. */
export function periodsOf(grain: Grain, { from, to }: { from: Day; to: Day }): Period[] {
  const periods: Period[] = [];
  for (let day = from; day <= to; ) {
    const last = lastOf(grain, day);
    periods.push({ id: periodId(grain, day), from: day, to: last < to ? last : to });
    day = addDays(last, 1);
  }
  return periods;
}

/** Whether a period of a window is one from its beginning to its end, and over: what is not says less than it seems to. */
export const isWhole = (grain: Grain, { id, from, to }: Period, today: Day): boolean => from === (grain === 'month' ? `${id}-01` : id) && to === lastOf(grain, from) && to < today;

/** The months that are in a window whole, from one to another, and the days of it before and after them. */
export function wholeMonthsOf({ from, to }: { from: Day; to: Day }): { whole: { from: Month; to: Month } | null; rest: { from: Day; to: Day }[] } {
  const [begins, ends] = [from.slice(0, 7), to.slice(0, 7)];
  const first = from === `${begins}-01` ? begins : nextMonth(begins);
  const last = to === lastDayOf(ends) ? ends : addDays(`${ends}-01`, -1).slice(0, 7);
  if (last < first) return { whole: null, rest: [{ from, to }] };
  const rest = [{ from, to: addDays(`${first}-01`, -1) }, { from: addDays(lastDayOf(last), 1), to }];
  return { whole: { from: first, to: last }, rest: rest.filter((part) => part.from <= part.to) };
}
