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
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${members.map(([name, member]) => `${canonicalJson(name)}:${canonicalJson(member)}`).join(',')}}`;
  }
  throw new TypeError(`JSON has no ${typeof value}`);
}
