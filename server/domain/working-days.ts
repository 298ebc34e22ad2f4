import { addDays } from './days.ts';
import type { Day } from './words.ts';
import type { WorkingCalendar } from './working-time.ts';

const MOST_DAYS = 3_650;

/** Whether anybody works on a day: its weekday has hours, and it is no holiday. */
export function isWorkingDay({ week, holidays }: WorkingCalendar, day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return week[String(weekday) as keyof typeof week].length > 0 && !holidays.some(({ date }) => date === day);
}

/** The day on which so many working days have passed since `from`, which is not counted itself. A RangeError where ten years do not hold them. */
export function addWorkingDays(calendar: WorkingCalendar, from: Day, days: number): Day {
  let day = from;
  for (let left = days, gone = 0; left > 0; gone += 1) {
    if (gone > MOST_DAYS) throw new RangeError(`The calendar has fewer than ${days} working days in the ten years after ${from}.`);
    day = addDays(day, 1);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}
