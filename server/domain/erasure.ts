/** What a name becomes that was erased, and what its other traces become. */
export const ERASED_NAME = 'Erased contact';
export const ERASED = '[erased]';

/** What tells a person apart in texts: whole words of at least three letters, so that nothing else is blanked with them. */
export function tracesOf({ name, email, phone }: { name: string; email: string; phone: string | null }): RegExp | null {
  const needles = [name, email, phone ?? ''].map((one) => one.trim()).filter((one) => one.length >= 3).sort((a, b) => b.length - a.length);
  if (needles.length === 0) return null;
  const escaped = needles.map((one) => one.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
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
