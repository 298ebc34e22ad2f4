import type { Calendar, Weekday } from '../../records.ts';

export const WEEKDAYS: readonly Weekday[] = ['1', '2', '3', '4', '5', '6', '7'];
export const WORKDAYS: readonly Weekday[] = ['1', '2', '3', '4', '5'];

export type Week = Calendar['week'];
export type Range = [string, string];

export const EMPTY_WEEK: Week = { 1: [['09:00', '17:00']], 2: [['09:00', '17:00']], 3: [['09:00', '17:00']], 4: [['09:00', '17:00']], 5: [['09:00', '17:00']], 6: [], 7: [] };

const minuteOf = (clock: string) => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};

export const minutesAWeek = (week: Week) => Object.values(week).flat().reduce((sum, [from, to]) => sum + Math.max(0, minuteOf(to) - minuteOf(from)), 0);

/** What one would add next: after lunch, or the whole day. */
export function nextRange(ranges: readonly Range[]): Range {
  const last = ranges.at(-1)?.[1];
  if (!last) return ['09:00', '17:00'];
  const from = Math.min(minuteOf(last) + 60, 23 * 60);
  const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return [clock(from), clock(Math.min(from + 240, 24 * 60 - 1))];
}
