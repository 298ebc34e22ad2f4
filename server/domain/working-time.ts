import { Temporal } from 'temporal-polyfill';
import { isZone, type FieldFault } from './policy.ts';
import type { Day, Instant } from './words.ts';

/** Local times `HH:MM`, `24:00` allowed as end; the ranges of a day are sorted and do not overlap. */
export type WorkingRange = readonly [from: string, to: string];
type Weekday = '1' | '2' | '3' | '4' | '5' | '6' | '7';
/** When a team works, in its own zone; weekdays as in ISO 8601 (1 = Monday). Never changed in place: days worked out are kept per object. */
export type WorkingCalendar = { zone: string; week: Record<Weekday, readonly WorkingRange[]>; holidays: readonly { date: Day; name: string }[] };
/** A time in which the clock stands still; `to` is null while it lasts. */
export type Stop = { from: Instant; to: Instant | null; because: string };
export type CountedInterval = { from: Instant; to: Instant; minutes: number };
export type LeftOutInterval = { from: Instant; to: Instant; because: string };
export type DueExplanation = { due: Instant; counted: CountedInterval[]; leftOut: LeftOutInterval[] };

type Span = readonly [from: number, to: number];
type StopSpan = { from: number; to: number; because: string };
type CalendarDay = { start: number; end: number; working: Span[]; closedBecause: string };
type KnownDays = { starts: Map<number, Temporal.ZonedDateTime>; days: Map<number, CalendarDay>; holidays: Map<Day, string> };

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
const TEN_YEARS_MS = 3_653 * DAY_MS;
const CENTURY_MS = 36_525 * DAY_MS;
const OUTSIDE_HOURS = 'outside working hours';
const NEVER = '9999-12-31T00:00:00.000Z';

const known = new WeakMap<WorkingCalendar, KnownDays>();

/** Milliseconds since 1970 of an instant; a RangeError where the text is not an instant in UTC. */
export function epochMs(instant: Instant): number {
  const ms = instant.endsWith('Z') ? Date.parse(instant) : NaN;
  if (Number.isNaN(ms)) throw new RangeError(`"${instant.slice(0, 40)}" is not an instant in UTC such as 2026-11-22T07:54:00.000Z.`);
  return ms;
}

/** The instant at so many milliseconds since 1970. */
export function instantAt(ms: number): Instant {
  return new Date(ms).toISOString();
}

/**
 * The instant at which `minutes` working minutes (whole, not negative) have passed since `from`, the earliest there is: an amount that ends with
 * a range is due at its end, not at the next opening, and 0 minutes are due at `from`. Stops do not count; overlapping ones count once. A stop
 * that still lasts (`to` null) is ignored: while the clock stands still, the due time stays what it was when the stop began.
 * Throws a RangeError where ten years do not hold enough working time.
 */
export function addWorkingMinutes(calendar: WorkingCalendar, from: Instant, minutes: number, stops: readonly Stop[] = []): Instant {
  const start = epochMs(from);
  let left = wholeMinutes(minutes) * MINUTE_MS;
  if (left === 0) return instantAt(start);
  for (const [a, b] of countedSpans(calendar, start, start + TEN_YEARS_MS, disjoint(stops))) {
    if (b - a >= left) return instantAt(a + left);
    left -= b - a;
  }
  throw new RangeError(`The calendar has fewer than ${minutes} working minutes in the ten years after ${from}.`);
}

/**
 * Working minutes from one instant to another, stops left out, cut to whole minutes; 0 where `to` is not after `from`. Stops that still last are
 * ignored as in `addWorkingMinutes`, whose inverse this is. Throws a RangeError for more than a hundred years.
 */
export function workingMinutesBetween(calendar: WorkingCalendar, from: Instant, to: Instant, stops: readonly Stop[] = []): number {
  const start = epochMs(from);
  const end = epochMs(to);
  if (end - start > CENTURY_MS) throw new RangeError('Working time is not counted over more than a hundred years.');
  let sum = 0;
  for (const [a, b] of countedSpans(calendar, start, end, disjoint(stops))) sum += b - a;
  return Math.floor(sum / MINUTE_MS);
}

/**
 * Why something is due when it is: the intervals counted from `from` to the due time and those left out, in order and without gaps. The counted
 * minutes are whole and sum to `minutes` (a minute that spans two intervals belongs to the later one). Outside working time the calendar is the
 * reason, whether or not the clock was stopped as well. Errors as `addWorkingMinutes`.
 */
export function explainDue(calendar: WorkingCalendar, from: Instant, minutes: number, stops: readonly Stop[] = []): DueExplanation {
  const due = addWorkingMinutes(calendar, from, minutes, stops);
  const start = epochMs(from);
  const end = epochMs(due);
  const still = disjoint(stops);
  const counted: Span[] = [];
  for (const span of countedSpans(calendar, start, end, still)) join(counted, span);
  const leftOut: StopSpan[] = [];
  let at = start;
  for (const [a, b] of [...counted, [end, end] as const]) {
    if (a > at) explainGap(calendar, at, a, still, leftOut);
    at = b;
  }
  let sum = 0;
  return {
    due,
    counted: counted.map(([a, b]) => {
      const before = Math.floor(sum / MINUTE_MS);
      sum += b - a;
      return { from: instantAt(a), to: instantAt(b), minutes: Math.floor(sum / MINUTE_MS) - before };
    }),
    leftOut: leftOut.map((gap) => ({ from: instantAt(gap.from), to: instantAt(gap.to), because: gap.because })),
  };
}

/** What is wrong with a calendar, each with the field it is about (`week.1.0`); an empty list where nothing is. */
export function checkCalendar(calendar: WorkingCalendar): FieldFault[] {
  const faults: FieldFault[] = [];
  // An offset such as +02:00 would pass as a zone, but knows no summer time.
  if (!/^[A-Za-z]/.test(calendar.zone) || !isZone(calendar.zone)) faults.push({ field: 'zone', message: 'This time zone is not known. Use an IANA name such as Europe/Berlin.' });
  let open = false;
  for (const weekday of ['1', '2', '3', '4', '5', '6', '7'] as const) {
    let previousEnd = 0;
    for (const [position, [from, to]] of (calendar.week[weekday] ?? []).entries()) {
      const field = `week.${weekday}.${position}`;
      const opens = minuteOfDay(from);
      const closes = minuteOfDay(to);
      if (opens === null || closes === null || opens === 1440) {
        faults.push({ field, message: 'Times are written HH:MM, from 00:00 to 23:59; only an end may be 24:00.' });
        continue;
      }
      if (opens >= closes) faults.push({ field, message: `The range ends at ${to}, which is not after its start at ${from}.` });
      else if (opens < previousEnd) faults.push({ field, message: `The range from ${from} overlaps or comes before an earlier one of the day.` });
      else open = true;
      previousEnd = Math.max(previousEnd, closes);
    }
  }
  if (!open) faults.push({ field: 'week', message: 'The week has no working time at all.' });
  const dates = new Set<Day>();
  for (const [position, { date, name }] of calendar.holidays.entries()) {
    const field = `holidays.${position}`;
    if (!isDay(date)) faults.push({ field: `${field}.date`, message: 'This is not a day of the calendar, written YYYY-MM-DD.' });
    else if (dates.has(date)) faults.push({ field: `${field}.date`, message: `${date} is listed twice.` });
    if (name.trim() === '') faults.push({ field: `${field}.name`, message: 'A holiday needs a name: it is shown where a due time is explained.' });
    dates.add(date);
  }
  return faults;
}

function wholeMinutes(minutes: number): number {
  if (!Number.isSafeInteger(minutes) || minutes < 0) throw new RangeError('Working minutes are a whole number and not negative.');
  return minutes;
}

/** Working time between two instants less the stops, in order. */
function* countedSpans(calendar: WorkingCalendar, start: number, end: number, stops: readonly StopSpan[]): Generator<Span> {
  let next = 0;
  for (const day of daysBetween(calendar, start, end)) {
    for (const [opens, closes] of day.working) {
      let at = Math.max(opens, start);
      const until = Math.min(closes, end);
      while (next < stops.length && stops[next]!.to <= at) next += 1;
      for (let i = next; i < stops.length && stops[i]!.from < until && at < until; i += 1) {
        const stop = stops[i]!;
        if (stop.from > at) yield [at, stop.from];
        at = Math.max(at, stop.to);
      }
      if (at < until) yield [at, until];
    }
  }
}

/** Splits a time in which nothing was counted by its reasons. */
function explainGap(calendar: WorkingCalendar, start: number, end: number, stops: readonly StopSpan[], into: StopSpan[]): void {
  const add = (from: number, to: number, because: string) => {
    const last = into.at(-1);
    const [a, b] = [Math.max(from, start), Math.min(to, end)];
    if (a >= b) return;
    if (last && last.to === a && last.because === because) last.to = b;
    else into.push({ from: a, to: b, because });
  };
  for (const day of daysBetween(calendar, start, end)) {
    let at = day.start;
    for (const [opens, closes] of day.working) {
      add(at, opens, day.closedBecause);
      for (const stop of stops) add(Math.max(stop.from, opens), Math.min(stop.to, closes), stop.because);
      at = closes;
    }
    add(at, day.end, day.closedBecause);
  }
}

/** Ended stops in order and without overlap: the one that began first gives the reason for what it covers. */
function disjoint(stops: readonly Stop[]): StopSpan[] {
  if (stops.length === 0) return [];
  const spans = stops
    .filter((stop) => stop.to !== null)
    .map((stop) => ({ from: epochMs(stop.from), to: epochMs(stop.to ?? NEVER), because: stop.because }))
    .sort((a, b) => a.from - b.from || a.to - b.to || (a.because < b.because ? -1 : 1));
  let end = -Infinity;
  const result: StopSpan[] = [];
  for (const span of spans) {
    const from = Math.max(span.from, end);
    if (span.to > from) result.push({ ...span, from });
    end = Math.max(end, span.to);
  }
  return result;
}

function* daysBetween(calendar: WorkingCalendar, start: number, end: number): Generator<CalendarDay> {
  // No zone is more than a day from UTC, so the local day of an instant is one of three.
  for (let number = Math.floor(start / DAY_MS) - 1; ; number += 1) {
    const day = dayOf(calendar, number);
    if (day.start >= end) return;
    if (day.end > start) yield day;
  }
}

/** A local day by its number (days since 1970-01-01), worked out once per calendar. */
function dayOf(calendar: WorkingCalendar, number: number): CalendarDay {
  let days = known.get(calendar);
  if (!days) {
    days = { starts: new Map(), days: new Map(), holidays: new Map(calendar.holidays.map(({ date, name }) => [date, name])) };
    known.set(calendar, days);
  }
  const found = days.days.get(number);
  if (found) return found;
  const opening = startOf(calendar, days, number);
  const start = opening.epochMilliseconds;
  const end = startOf(calendar, days, number + 1).epochMilliseconds;
  const ranges = calendar.week[String(((((number + 3) % 7) + 7) % 7) + 1) as Weekday] ?? [];
  const holiday = ranges.length === 0 ? undefined : days.holidays.get(instantAt(number * DAY_MS).slice(0, 10));
  const working: Span[] = [];
  if (holiday === undefined && ranges.length > 0) {
    for (const [from, to, offset] of offsetsOf(opening, start, end)) {
      for (const [opens, closes] of ranges) {
        const a = Math.max(from, number * DAY_MS + (minuteOfDay(opens) ?? 0) * MINUTE_MS - offset);
        const b = Math.min(to, number * DAY_MS + (minuteOfDay(closes) ?? 0) * MINUTE_MS - offset);
        if (a < b) join(working, [a, b]);
      }
    }
  }
  const day = { start, end, working, closedBecause: holiday === undefined ? OUTSIDE_HOURS : `holiday: ${holiday}` };
  days.days.set(number, day);
  return day;
}

function startOf(calendar: WorkingCalendar, days: KnownDays, number: number): Temporal.ZonedDateTime {
  let start = days.starts.get(number);
  if (!start) {
    start = Temporal.PlainDate.from(instantAt(number * DAY_MS).slice(0, 10)).toZonedDateTime(calendar.zone);
    days.starts.set(number, start);
  }
  return start;
}

/**
 * The parts of a day with one offset each. An instant is working time when the wall clock then reads a time within a range: a range that lies in
 * the hour skipped in spring is empty, and one in the hour repeated in autumn counts twice.
 */
function offsetsOf(opening: Temporal.ZonedDateTime, start: number, end: number): (readonly [from: number, to: number, offset: number])[] {
  if (end - start === DAY_MS) return [[start, end, opening.offsetNanoseconds / 1e6]];
  const parts: (readonly [number, number, number])[] = [];
  for (let at: Temporal.ZonedDateTime | null = opening; at !== null && at.epochMilliseconds < end; ) {
    const next: Temporal.ZonedDateTime | null = at.getTimeZoneTransition('next');
    parts.push([at.epochMilliseconds, Math.min(next?.epochMilliseconds ?? end, end), at.offsetNanoseconds / 1e6]);
    at = next;
  }
  return parts;
}

function join(spans: Span[], span: Span): void {
  const last = spans.at(-1);
  if (last && last[1] === span[0]) spans[spans.length - 1] = [last[0], span[1]];
  else spans.push(span);
}

function minuteOfDay(text: string): number | null {
  if (!/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text)) return null;
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

/** Whether a text is a day of the calendar, YYYY-MM-DD. */
export function isDay(date: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!parts) return false;
  const day = new Date(`${date}T00:00:00.000Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === date;
}
