import type { GapCause } from './records.ts';

/** Causes with all of their paths together: at one step what they are worth adds up. */
export function together(causes: readonly GapCause[]): GapCause[] {
  const groups = Map.groupBy(causes, ({ step, rootCause }) => `${step}|${rootCause}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first || group.length === 1) return group;
    const { pathId: _path, ...filter } = first.rows.filter;
    return [{ ...first, pathId: null, pathName: null, escalations: group.reduce((sum, { escalations }) => sum + escalations, 0), worth: group.reduce((sum, { worth }) => sum + worth, 0), rows: { ...first.rows, filter } }];
  }).sort((a, b) => b.worth - a.worth);
}
