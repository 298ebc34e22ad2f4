import type { UpgradeKind } from '../words.ts';

type Worth = { line: string; product: string; quantity: number; currency: string; arrMinor: number };

/**
 * Lines that an add-on carries along as they are: it changes nothing about them, so they neither leave the books nor enter them, whatever dates
 * the order gives them. By the line after, the line before that it is.
 */
export function keptLines(kind: UpgradeKind, before: readonly Worth[], after: readonly (Worth & { replaces: readonly string[] })[]): Map<string, string> {
  const kept = new Map<string, string>();
  if (kind !== 'add_on') return kept;
  for (const line of after) {
    const [name, ...more] = line.replaces;
    const was = before.find((one) => one.line === name);
    const alone = after.filter(({ replaces }) => name !== undefined && replaces.includes(name)).length === 1;
    if (was && more.length === 0 && alone && was.product === line.product && was.quantity === line.quantity && was.currency === line.currency && was.arrMinor === line.arrMinor) kept.set(line.line, was.line);
  }
  return kept;
}
