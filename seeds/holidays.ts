import { addDays } from '../server/domain/days.ts';
import type { Day } from '../server/domain/words.ts';

export type Holiday = { date: Day; name: string };

/** Public holidays are written for these years, so that reference data never depends on the day on which they are put in. */
const YEARS = [2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031] as const;

const day = (year: number, month: number, date: number): Day => `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
/** 0 is Sunday. */
const weekday = (date: Day): number => new Date(`${date}T00:00:00Z`).getUTCDay();

/** The nth such weekday of a month. */
function nth(year: number, month: number, wanted: number, n: number): Day {
  const first = day(year, month, 1);
  return addDays(first, ((wanted - weekday(first) + 7) % 7) + (n - 1) * 7);
}

/** The last Monday of a month of 31 days. */
function lastMonday(year: number, month: number): Day {
  const last = day(year, month, 31);
  return addDays(last, -((weekday(last) + 6) % 7));
}

/** Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876). */
export function easter(year: number): Day {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  return day(year, month, (h + l - 7 * m + 33 * month + 19) % 32);
}

/** United States: a holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after. */
const observed = (date: Day): Day => (weekday(date) === 6 ? addDays(date, -1) : weekday(date) === 0 ? addDays(date, 1) : date);
/** Elsewhere the next Monday makes up for a weekend. */
const nextMonday = (date: Day): Day => (weekday(date) === 6 ? addDays(date, 2) : weekday(date) === 0 ? addDays(date, 1) : date);

/** Christmas and the day after, with the weekdays that make up for a weekend. */
function christmas(year: number): Holiday[] {
  const [first, second] = [day(year, 12, 25), day(year, 12, 26)];
  const substitutes: Record<number, [Day, Day]> = { 5: [first, addDays(second, 2)], 6: [addDays(first, 2), addDays(second, 2)], 0: [addDays(first, 2), second] };
  const [christmasDay, boxingDay] = substitutes[weekday(first)] ?? [first, second];
  return [{ date: christmasDay, name: 'Christmas Day' }, { date: boxingDay, name: 'Boxing Day' }];
}

const RULES = {
  us: (year: number): Holiday[] => [
    { date: observed(day(year, 1, 1)), name: "New Year's Day" },
    { date: nth(year, 1, 1, 3), name: 'Martin Luther King Jr. Day' },
    { date: nth(year, 2, 1, 3), name: "Presidents' Day" },
    { date: lastMonday(year, 5), name: 'Memorial Day' },
    { date: observed(day(year, 6, 19)), name: 'Juneteenth' },
    { date: observed(day(year, 7, 4)), name: 'Independence Day' },
    { date: nth(year, 9, 1, 1), name: 'Labor Day' },
    { date: nth(year, 10, 1, 2), name: 'Columbus Day' },
    { date: observed(day(year, 11, 11)), name: 'Veterans Day' },
    { date: nth(year, 11, 4, 4), name: 'Thanksgiving' },
    { date: observed(day(year, 12, 25)), name: 'Christmas Day' },
  ],
  england: (year: number): Holiday[] => [
    { date: nextMonday(day(year, 1, 1)), name: "New Year's Day" },
    { date: addDays(easter(year), -2), name: 'Good Friday' },
    { date: addDays(easter(year), 1), name: 'Easter Monday' },
    { date: nth(year, 5, 1, 1), name: 'Early May bank holiday' },
    { date: lastMonday(year, 5), name: 'Spring bank holiday' },
    { date: lastMonday(year, 8), name: 'Summer bank holiday' },
    ...christmas(year),
  ],
  berlin: (year: number): Holiday[] => [
    { date: day(year, 1, 1), name: 'Neujahr' },
    { date: day(year, 3, 8), name: 'Frauentag' },
    { date: addDays(easter(year), -2), name: 'Karfreitag' },
    { date: addDays(easter(year), 1), name: 'Ostermontag' },
    { date: day(year, 5, 1), name: 'Tag der Arbeit' },
    { date: addDays(easter(year), 39), name: 'Christi Himmelfahrt' },
    { date: addDays(easter(year), 50), name: 'Pfingstmontag' },
    { date: day(year, 10, 3), name: 'Tag der Deutschen Einheit' },
    { date: day(year, 12, 25), name: '1. Weihnachtstag' },
    { date: day(year, 12, 26), name: '2. Weihnachtstag' },
  ],
  newSouthWales: (year: number): Holiday[] => [
    { date: nextMonday(day(year, 1, 1)), name: "New Year's Day" },
    { date: nextMonday(day(year, 1, 26)), name: 'Australia Day' },
    { date: addDays(easter(year), -2), name: 'Good Friday' },
    { date: addDays(easter(year), 1), name: 'Easter Monday' },
    { date: day(year, 4, 25), name: 'Anzac Day' },
    { date: nth(year, 6, 1, 2), name: "King's Birthday" },
    { date: nth(year, 10, 1, 1), name: 'Labour Day' },
    ...christmas(year),
  ],
  india: (year: number): Holiday[] => [
    { date: day(year, 1, 26), name: 'Republic Day' },
    ...(HOLI[year] ? [{ date: HOLI[year], name: 'Holi' }] : []),
    { date: day(year, 8, 15), name: 'Independence Day' },
    { date: day(year, 10, 2), name: 'Gandhi Jayanti' },
    ...(DIWALI[year] ? [{ date: DIWALI[year], name: 'Diwali' }] : []),
    { date: day(year, 12, 25), name: 'Christmas Day' },
  ],
} as const satisfies Record<string, (year: number) => Holiday[]>;

/** These follow the moon: listed, not reckoned. */
const HOLI: Record<number, Day> = { 2023: '2023-03-08', 2024: '2024-03-25', 2025: '2025-03-14', 2026: '2026-03-04', 2027: '2027-03-22', 2028: '2028-03-11', 2029: '2029-03-01', 2030: '2030-03-20', 2031: '2031-03-09' };
const DIWALI: Record<number, Day> = { 2023: '2023-11-12', 2024: '2024-10-31', 2025: '2025-10-20', 2026: '2026-11-08', 2027: '2027-10-29', 2028: '2028-10-17', 2029: '2029-11-05', 2030: '2030-10-26', 2031: '2031-11-14' };

export type Country = keyof typeof RULES;

/** Every public holiday of a place over the years written down, in order, each day once. */
export function holidaysOf(country: Country): Holiday[] {
  const byDate = new Map<Day, Holiday>();
  // Good Friday and Anzac Day, or Holi and another, can fall together: the first name stands.
  for (const holiday of YEARS.flatMap((year) => RULES[country](year))) if (!byDate.has(holiday.date)) byDate.set(holiday.date, holiday);
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}
