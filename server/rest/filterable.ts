import type { SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { isMonth } from '../domain/coding/months.ts';
import { instantFrom, isDay } from '../domain/days.ts';
import { fieldProblem } from './problem.ts';

const LONGEST_TEXT = 1000;
const LARGEST_INTEGER = 2_147_483_647;

type Kind = 'text' | 'word' | 'held' | 'instant' | 'day' | 'month' | 'integer' | 'bigInteger' | 'counted' | 'flag';

/** A field that a resource offers for filtering: named keys of a white list, so that whatever is not there is unknown. */
export type Filterable = {
  column: SQLiteColumn;
  kind: Kind;
  /** All that the field can be, where that is a closed list. */
  words?: readonly string[];
  /** `held`: what stands on either side of each word in the column. */
  between?: string;
  /** Where the column is another table's: the condition on it, as one on this table. */
  through?: (condition: SQL) => SQL;
  /** How the column has what people write in other ways. */
  as?: (value: string) => string;
};
export type Filters = Record<string, Filterable>;

export const text = (column: SQLiteColumn): Filterable => ({ column, kind: 'text' });
/** One of a closed list of the domain. What admins may add to is a text. */
export const word = (column: SQLiteColumn, words: readonly string[]): Filterable => ({ column, kind: 'word', words });
/** Several of a closed list, kept in one column: equals means that it holds the word. */
export const held = (column: SQLiteColumn, words: readonly string[], between: string): Filterable => ({ column, kind: 'held', words, between });
/** Kept in UTC, asked for in any zone. */
export const moment = (column: SQLiteColumn): Filterable => ({ column, kind: 'instant' });
export const day = (column: SQLiteColumn): Filterable => ({ column, kind: 'day' });
export const month = (column: SQLiteColumn): Filterable => ({ column, kind: 'month' });
/** 32 bits: PostgreSQL refuses to compare such a column with more. */
export const integer = (column: SQLiteColumn): Filterable => ({ column, kind: 'integer' });
export const bigInteger = (column: SQLiteColumn): Filterable => ({ column, kind: 'bigInteger' });
/** Ids that the database counts from 1; they go out, and come in, as texts like all others. */
export const counted = (column: SQLiteColumn): Filterable => ({ column, kind: 'counted' });
export const flag = (column: SQLiteColumn): Filterable => ({ column, kind: 'flag' });

const SHOULD_BE: Record<Exclude<Kind, 'word' | 'held'>, string> = {
  text: 'must be a text of at most 1,000 characters', instant: 'must be a day, or a time that exists with its zone, as 2026-03-10T09:00:00Z', day: 'must be a day that exists, as 2026-03-10', month: 'must be a month, as 2026-03',
  integer: 'must be a whole number of at most 32 bits', bigInteger: 'must be a whole number', counted: 'must be a text of at most 1,000 characters', flag: 'must be true or false',
};

/** An id that nothing has: asked for, it finds nothing. */
export const NOBODY = 0;

/** What is compared with for a text, by kind; null where it is none of that kind. */
const FROM_TEXT: Partial<Record<Kind, (given: string, words: readonly string[]) => string | number | null>> = {
  text: (given) => given,
  word: (given, words) => (words.includes(given) ? given : null),
  held: (given, words) => (words.includes(given) ? given : null),
  // A day alone is its midnight in UTC.
  instant: (given) => instantFrom(isDay(given) ? `${given}T00:00:00Z` : given),
  day: (given) => (isDay(given) ? given : null),
  month: (given) => (isMonth(given) ? given : null),
  counted: (given) => (/^[1-9]\d{0,14}$/.test(given) ? Number(given) : NOBODY),
};

/** A value of a filter as the column holds such values, or a 400 that says what it may be. */
export function valueFor(key: string, value: unknown, { kind, words = [], as = (text) => text }: Filterable): string | number | boolean {
  if (typeof value === 'string' && value.length <= LONGEST_TEXT) {
    const found = FROM_TEXT[kind]?.(as(value), words) ?? null;
    if (found !== null) return found;
  }
  if (kind === 'integer' && Number.isInteger(value) && Math.abs(value as number) <= LARGEST_INTEGER) return value as number;
  if ((kind === 'bigInteger' || kind === 'counted') && Number.isSafeInteger(value)) return value as number;
  if (kind === 'flag' && typeof value === 'boolean') return value;
  throw fieldProblem(400, key, kind === 'word' || kind === 'held' ? `must be one of ${words.join(', ')}` : SHOULD_BE[kind]);
}

/** A part of a text, to look for: of texts, words and ids alone. */
export function partFor(key: string, value: unknown, { column, kind, as }: Filterable): string {
  if (!['text', 'word', 'held', 'counted'].includes(kind)) throw fieldProblem(400, key, 'can only be asked of a text');
  return String(valueFor(key, value, { column, kind: 'text', as }));
}
