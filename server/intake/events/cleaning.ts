import { findCard } from '../../domain/payment-cards.ts';

/** A value that may be kept, and why it is not what was sent; null where it is. */
export type Cleaned = { value: unknown; because: string | null };

const REMOVED = '[taken out: it looked like a payment card]';
const CARD = 'a text looked like a payment card: it was taken out and not kept';
const UNKEPT = 'a text held characters that cannot be kept: they were taken out';
const PROTOTYPE = 'a field had a name that is not allowed: it was taken out and not kept';
const TOO_DEEP = 'the data is nested too deeply: what lies deeper was not kept';
/** Serial and tracking numbers pass the card check by accident. */
const EXEMPT = new Set(['serial', 'trackingNumber', 'labelUrl']);
/** Deeper than any event means to be, and far from where walking it would fail. */
const DEEPEST = 50;

const keepFirst = (reasons: readonly (string | null)[]): string | null => reasons.find((one) => one === CARD) ?? reasons.find((one) => one !== null) ?? null;

/** A NUL is no text for PostgreSQL, half a surrogate pair is no character. */
function cleanText(text: string): Cleaned {
  const kept = text.replaceAll('\0', '').toWellFormed();
  return { value: kept, because: kept === text ? null : UNKEPT };
}

/** The same value without what must not, or cannot, be kept: card numbers in texts, names and figures, and characters that are none. */
export function cleaned(value: unknown, key = '', depth = 0): Cleaned {
  if (typeof value === 'string' || typeof value === 'number') {
    if (!EXEMPT.has(key) && findCard(String(value)) !== null) return { value: REMOVED, because: CARD };
    return typeof value === 'string' ? cleanText(value) : { value, because: null };
  }
  if (typeof value !== 'object' || value === null) return { value, because: null };
  if (depth >= DEEPEST) return { value: null, because: TOO_DEEP };
  if (Array.isArray(value)) {
    const items = value.map((one) => cleaned(one, key, depth + 1));
    return { value: items.map((one) => one.value), because: keepFirst(items.map((one) => one.because)) };
  }
  const entries = Object.entries(value).filter(([name]) => name !== '__proto__').map(([name, one]) => ({ name: cleaned(name), one: cleaned(one, name, depth + 1) }));
  return { value: Object.fromEntries(entries.map(({ name, one }) => [name.value, one.value])), because: keepFirst([...entries.flatMap(({ name, one }) => [name.because, one.because]), Object.hasOwn(value, '__proto__') ? PROTOTYPE : null]) };
}
