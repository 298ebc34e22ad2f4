import type { ValuedLine } from './values.ts';

/** Lines that stand for one another: what leaves, and what comes in its place. One side is empty where nothing was linked. */
export type Group = { before: ValuedLine[]; after: ValuedLine[] };

/** Joins the lines by what replaces what: one to one, many to one, one to many. Each line is in exactly one group. */
export function joinLines(before: readonly ValuedLine[], after: readonly ValuedLine[]): Group[] {
  const groups = new Map<string, Group>(before.map((line) => [line.line, { before: [line], after: [] }]));
  const alone: Group[] = [];
  for (const line of after) {
    const joined = [...new Set((line.replaces ?? []).toSorted().flatMap((name) => groups.get(name) ?? []))];
    const [first, ...others] = joined;
    if (!first) {
      alone.push({ before: [], after: [line] });
      continue;
    }
    first.after.push(line);
    for (const other of others) {
      first.before.push(...other.before);
      first.after.push(...other.after);
      for (const { line: name } of other.before) groups.set(name, first);
    }
  }
  return [...new Set(groups.values()), ...alone];
}
