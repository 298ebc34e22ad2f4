/**
 * JSON in the one form that RFC 8785 gives it: members sorted by name (UTF-16 code units), no white space, numbers and texts as ECMAScript
 * writes them. What is not JSON (undefined, NaN, a lone surrogate, a Date) is refused, so that a hash never covers something that cannot be read back.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('JSON has no such number');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a text with half of a surrogate pair has no canonical form');
    return JSON.stringify(value);
  }
  // Array.from sees the holes that map skips.
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  if (typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value))) {
    let text = '';
    for (const [name, written] of orderOf(Object.keys(value))) text += `${text === '' ? '' : ','}${written}${canonicalJson((value as Record<string, unknown>)[name])}`;
    return `{${text}}`;
  }
  throw new TypeError(`JSON has no ${typeof value}`);
}

type Order = readonly (readonly [name: string, written: string])[];

/** Records of one kind have the same members: their order is worked out once. Few kinds there are, but what comes from outside must not fill the memory. */
const ORDERS = new Map<string, Order>();
const MOST_ORDERS = 500;

function orderOf(names: string[]): Order {
  // A name may hold the separator itself: such a record is sorted each time. No name and one empty name are joined to the same.
  const key = names.some((name) => name === '' || name.includes('\n')) ? null : names.join('\n');
  const known = key === null ? undefined : ORDERS.get(key);
  if (known) return known;
  const order = names.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map((name) => [name, `${canonicalJson(name)}:`] as const);
  if (key !== null && ORDERS.size < MOST_ORDERS) ORDERS.set(key, order);
  return order;
}
