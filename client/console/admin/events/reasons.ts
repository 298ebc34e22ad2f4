import type { IncomingEvent } from './records.ts';

/** What the server's reason is about, first fit first: each has a sentence that says what to do. */
const CAUSES = [
  ['card', /payment card/],
  ['future', /in the future/],
  ['account', /externalId of an account/],
  ['subscription', /subscription/],
  ['path', /pathId/],
  ['reason', /root cause/],
  ['product', /product/],
  ['twice', /already/],
  ['shape', /missing|does not belong|\bmust\b/],
] as const;

/** The name of the sentence that says what can be done about an event that was not taken, or null where there is nothing to do. */
export function adviceOf({ disposition, because }: Pick<IncomingEvent, 'disposition' | 'because'>): string | null {
  if (disposition !== 'quarantined') return disposition === 'waiting' || disposition === 'not_yet' || disposition === 'late' ? disposition : null;
  return CAUSES.find(([, pattern]) => pattern.test(because ?? ''))?.[0] ?? 'rule';
}

/** The server's reason as a sentence. */
export function asSentence(because: string): string {
  const text = because.trim();
  // A field's name keeps its spelling; a word begins large.
  const [first = ''] = text.split(' ');
  const begun = /^[a-z]+$/.test(first) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
