import { Temporal } from 'temporal-polyfill';
import type { Day, Instant } from './words.ts';

/** The calendar day that it is in a zone at an instant. */
export function dayIn(zone: string, at: Instant): Day {
  if (zone === 'UTC') return at.slice(0, 10);
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The instant at which a day begins in a zone. */
export const startOfDay = (zone: string, day: Day): Instant => new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds).toISOString();

/** Whether a text is a day that exists, as `2026-03-10`. */
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && isReadable(() => Temporal.PlainDate.from(text));

/** A time with its zone as it is kept, in UTC and to the millisecond; null where a text is none. */
export function instantFrom(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]{5,18}(Z|[+-]\d{2}:?\d{2})$/i.test(text) || !isReadable(() => Temporal.Instant.from(text))) return null;
  const kept = Temporal.Instant.from(text).toString({ fractionalSecondDigits: 3, roundingMode: 'floor' });
  return /^\d{4}-/.test(kept) ? kept : null;
}

function isReadable(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** An order or a correction for a day further away is a slip of the pen, and every month up to it would be a month of the books. */
const MOST_YEARS_AHEAD = 10;

export const isTooFar = (day: Day, today: Day): boolean => Number(day.slice(0, 4)) > Number(today.slice(0, 4)) + MOST_YEARS_AHEAD;
export const TOO_FAR = `must be within ${MOST_YEARS_AHEAD} years`;

/** Whole days from one day to another; negative where the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The last day of a term of so many months that starts on this day: the day before the same day later. */
export function endOfTerm(startsOn: Day, months: number): Day {
  return Temporal.PlainDate.from(startsOn).add({ months }).subtract({ days: 1 }).toString();
}

/** Whole months in a term, both ends included; at least one. */
export function monthsBetween(startsOn: Day, endsOn: Day): number {
  const span = Temporal.PlainDate.from(startsOn).until(Temporal.PlainDate.from(endsOn).add({ days: 1 }), { largestUnit: 'months' });
  return Math.max(1, span.months + (span.days > 15 ? 1 : 0));
}
