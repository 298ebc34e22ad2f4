import { findCard } from '../domain/payment-cards.ts';
import { fieldProblem, Problem } from './problem.ts';

/** Where something stands in a JSON value: the names and places that lead to it. */
export type Path = readonly (string | number)[];

/** A name from outside that an answer may repeat: short, plain, and no card number. */
const isTellable = (name: string): boolean => /^[\w./-]{1,64}$/.test(name) && findCard(name) === null;

/** A place as people write it: `lines[0].product`. What lies behind a name that is not repeated is told by what holds it. */
export function fieldAt(path: Path): string {
  const untold = path.findIndex((part) => typeof part === 'string' && !isTellable(part));
  return path.slice(0, untold < 0 ? path.length : untold).reduce<string>((field, part) => (typeof part === 'number' ? `${field}[${part}]` : field ? `${field}.${part}` : part), '');
}

/** Where an object holds a key that it may not hold. */
export type BadKey = { path: Path; says: 'is there twice' | 'is not allowed' };
type Open = { keys: Set<string> | null; at: string | number };

/** Deeper than any request means to be: what lies deeper is told by what holds it. */
const DEEPEST_TOLD = 20;
const pathOf = (open: readonly Open[]): Path => open.slice(0, DEEPEST_TOLD).map(({ at }) => at);

/** Every bad key of a JSON text that has been parsed: one that is there twice, because which of the two was meant cannot be known, and one that programs take for more than a name. */
export function* badKeys(text: string): Generator<BadKey> {
  const open: Open[] = [];
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/gs;
  const colon = /\s*:/y;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [token] = match;
    const holder = open.at(-1);
    if (token === '{') open.push({ keys: new Set(), at: '' });
    else if (token === '[') open.push({ keys: null, at: 0 });
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',') {
      if (holder?.keys === null) holder.at = Number(holder.at) + 1;
    } else if (holder?.keys) {
      colon.lastIndex = tokens.lastIndex;
      if (!colon.test(text)) continue;
      holder.at = JSON.parse(token) as string;
      if (holder.at === '__proto__') yield { path: pathOf(open), says: 'is not allowed' };
      else if (holder.keys.has(holder.at)) yield { path: pathOf(open), says: 'is there twice' };
      holder.keys.add(holder.at);
    }
  }
}

/** What is wrong with a text as a text: a NUL ends it for some programs and is none for PostgreSQL, half a surrogate pair is no character. */
export const unkeptIn = (text: string): string | null => (text.includes('\0') ? 'holds a NUL character' : text.isWellFormed() ? null : 'holds half of a character');

type Place = { value: unknown; path: Path };

/** The first text of a value, among its names too, that cannot be kept as it is. */
function unkept(whole: unknown): { path: Path; says: string } | null {
  const waiting: Place[] = [{ value: whole, path: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next;
    const says = typeof value === 'string' ? unkeptIn(value) : null;
    if (says !== null) return { path, says };
    if (typeof value !== 'object' || value === null) continue;
    const inside = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    for (const [name] of inside) if (typeof name === 'string' && unkeptIn(name) !== null) return { path, says: `has a name that ${unkeptIn(name)}` };
    for (const [name, one] of inside.reverse()) waiting.push({ value: one, path: path.length < DEEPEST_TOLD ? [...path, name] : path });
  }
  return null;
}

/** Only what is written in this way can be one of those characters: a look spares most texts the walk. */
const MAY_BE_UNKEPT = /\\u(?:0000|d[89a-f])/i;

/** JSON as it was sent, or a 400 that names the field: no key twice, no prototype, no text that cannot be kept. `name`: what the text itself is called. */
export function parseJson(text: string, name: string): unknown {
  const value = jsonOf(text);
  if (value === undefined) throw name === 'body' ? new Problem(400, 'The body is not JSON') : fieldProblem(400, name, 'is not JSON');
  for (const { path, says } of badKeys(text)) throw fieldProblem(400, fieldAt(path) || name, says);
  const wrong = MAY_BE_UNKEPT.test(text) ? unkept(value) : null;
  if (wrong) throw fieldProblem(400, fieldAt(wrong.path) || name, wrong.says);
  return value;
}

/** The value of a JSON text; undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
