import { parseDecimalToMinor } from '../money.ts';
import type { Day, Instant } from '../words.ts';
import type { Fault } from './reasons.ts';

export type Read<T> = { value: T } | Fault;

const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 2199;

/** A day that exists, written YYYY-MM-DD; a time behind it is left away. */
export function readDay(text: string): Read<Day> {
  const [, day] = /^(\d{4}-\d{2}-\d{2})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?$/.exec(text) ?? [];
  return day !== undefined && exists(day) ? { value: day } : { reason: 'bad_date', detail: `${quoted(text)} is not a date written YYYY-MM-DD` };
}

function exists(day: Day): boolean {
  const year = Number(day.slice(0, 4));
  const ms = Date.parse(`${day}T00:00:00Z`);
  // A day that the month does not have rolls over into the next one.
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR && !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i;

/** A moment; a day alone is its midnight, and what names no zone is UTC: files of exports say neither. */
export function readInstant(text: string): Read<Instant> {
  const bad: Fault = { reason: 'bad_time', detail: `${quoted(text)} is not a time written YYYY-MM-DD HH:MM` };
  const [, day, hour = '0', minute = '00', second = '00', fraction = '', zone = 'Z'] = INSTANT.exec(text) ?? [];
  if (day === undefined || !exists(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return bad;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : 'Z';
  const ms = Date.parse(`${day}T${hour.padStart(2, '0')}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}${offset}`);
  return Number.isNaN(ms) ? bad : { value: new Date(ms).toISOString() };
}

const YES = ['true', 'yes', 'y', 't', '1', 'on', 'x'];
const NO = ['false', 'no', 'n', 'f', '0', 'off'];

export function readFlag(text: string): Read<boolean> {
  const word = text.toLowerCase();
  if (YES.includes(word)) return { value: true };
  return NO.includes(word) ? { value: false } : { reason: 'bad_flag', detail: `${quoted(text)} is neither yes nor no` };
}

/** A whole number from `low` to `high`; `14.0` is 14, as spreadsheets write it. */
export function readCount(text: string, low: number, high: number): Read<number> {
  const digits = /^(\d{1,12})(?:\.0+)?$/.exec(text.replace(/(?<=\d),(?=\d{3}(?:,|$|\.))/g, ''))?.[1];
  const value = Number(digits);
  if (digits === undefined || value < low || value > high) return { reason: 'bad_number', detail: `${quoted(text)} is not a whole number from ${low} to ${high}` };
  return { value };
}

/** An amount of money, not negative, as minor units of its currency. */
export function readAmount(text: string, currency: string): Read<number> {
  const minor = parseDecimalToMinor(text, currency);
  if (minor === null || minor < 0) return { reason: 'bad_number', detail: `${quoted(text)} is not an amount in ${currency}` };
  return { value: minor };
}

/** Control characters other than line ends, and what is left of a character cut in half. */
const NO_TEXT = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffd]/u;

export function readText(text: string, most: number): Read<string> {
  if (NO_TEXT.test(text)) return { reason: 'bad_text', detail: 'It holds control characters' };
  if (text.length > most) return { reason: 'too_long', detail: `It has ${text.length} characters; ${most} is the most` };
  return { value: text };
}

/** A key or a serial number. `1.2E+11` is what a spreadsheet leaves of a long one. */
export function readKey(text: string, most = 200): Read<string> {
  if (/^[+-]?\d+(?:[.,]\d+)?E[+-]?\d+$/i.test(text)) return { reason: 'spreadsheet_number', detail: `${quoted(text)} is a shortened number: format the column as text and export again` };
  return readText(text.replace(/\s+/g, ' '), most);
}

/** As much of a cell as a person needs to find it again. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return `“${line.length > 40 ? `${line.slice(0, 40)}…` : line}”`;
}
