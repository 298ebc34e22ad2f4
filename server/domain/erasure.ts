import { foldText } from './fold.ts';

/** What a name becomes that was erased, and what its other traces become. */
export const ERASED_NAME = 'Erased contact';
export const ERASED = '[erased]';

/** What tells a person apart, as it was written down at some time. */
export type Known = { name: string; email: string; phone: string | null };

const SHORTEST = 3;
/** What stands between the words of a name, or the parts of an address: files are called `jose_ortega`. */
const BETWEEN = String.raw`[\s\p{Pd}_.·]+`;
/** Telephone numbers are written with brackets too, and with nothing in between. */
const BETWEEN_DIGITS = String.raw`[\s\p{Pd}_.·()/]*`;

/** Each of them that is long enough to be told from other words, once. */
function saidOf(known: readonly Known[]): { text: string; isPhone: boolean }[] {
  const said = known.flatMap(({ name, email, phone }) => [{ text: name, isPhone: false }, { text: email, isPhone: false }, { text: phone ?? '', isPhone: true }]).map(({ text, isPhone }) => ({ text: text.trim(), isPhone }));
  return [...new Map(said.filter(({ text }) => (text.match(/[\p{L}\p{N}]/gu) ?? []).length >= SHORTEST).map((one) => [one.text, one])).values()];
}

/** One text as others write it: whatever stands between its parts. */
function patternOf(text: string, isPhone: boolean): string {
  const parts = isPhone ? [...text.replaceAll(/[^\p{L}\p{N}+]/gu, '')] : text.split(new RegExp(BETWEEN, 'u')).filter((part) => part !== '');
  return parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join(isPhone ? BETWEEN_DIGITS : BETWEEN);
}

/**
 * What tells a person apart in texts: whole words of at least three letters, so that nothing else is blanked with them. Names are found with
 * their diacritics, however these are encoded, and without, as search texts have them; null where nothing is long enough to look for.
 */
export function tracesOf(known: readonly Known[]): RegExp | null {
  const patterns = saidOf(known).flatMap(({ text, isPhone }) => [text, text.normalize('NFC'), text.normalize('NFD'), foldText(text)].map((one) => patternOf(one, isPhone)));
  if (patterns.length === 0) return null;
  const longestFirst = [...new Set(patterns)].sort((a, b) => b.length - a.length);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}\\p{M}])`, 'giu');
}

/**
 * Patterns for `like` on lower-cased texts of which at least one fits every text that has a trace, and few others: what is no plain letter or digit
 * may have been written in another way. A name without plain letters is looked for as it is written.
 */
export function likeTraces(known: readonly Known[]): string[] {
  const exact = (text: string) => [text, text.toLowerCase(), text.toUpperCase(), foldText(text)].map((one) => one.replaceAll(/[\\%_]/g, (letter) => `\\${letter}`));
  return [...new Set(saidOf(known).flatMap(({ text, isPhone }) => {
    const plain = text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '%');
    return plain.replaceAll('%', '').length < SHORTEST ? exact(text) : [isPhone ? [...plain.replaceAll('%', '')].join('%') : plain];
  }).map((pattern) => `%${pattern}%`))];
}

/** The same value with every trace blanked, in texts however deep; the same object where there is none. */
export function withoutTraces<T>(value: T, traces: RegExp): T {
  if (typeof value === 'string') return value.replaceAll(traces, ERASED) as T;
  if (Array.isArray(value)) return kept(value, value.map((one: unknown) => withoutTraces(one, traces))) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const clean = entries.map(([key, one]) => [key, withoutTraces(one as unknown, traces)] as const);
  return clean.every(([, one], index) => one === entries[index]?.[1]) ? value : (Object.fromEntries(clean) as T);
}

const kept = (before: readonly unknown[], after: unknown[]): readonly unknown[] => (after.every((one, index) => one === before[index]) ? before : after);

const PERSONAL = ['name', 'email', 'title', 'phone'] as const;

/** Fields of a contact's own record without whatever is personal among them, however short it is. */
export const withoutPerson = (fields: Record<string, unknown> | null): Record<string, unknown> | null =>
  fields && Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, (PERSONAL as readonly string[]).includes(name) && value !== null && value !== '' ? ERASED : value]));

/** Whether somebody who signed is this person: the same address or printed name, whatever the case and the diacritics. */
export function isKnown({ name, email }: { name: string | null; email: string | null }, known: readonly Known[]): boolean {
  const same = (a: string | null, b: string) => a !== null && foldText(a) !== '' && foldText(a) === foldText(b);
  return known.some((one) => same(email, one.email) || same(name, one.name));
}
