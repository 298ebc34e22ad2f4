import type { Filter } from './definitions.ts';

/**
 * The way from the journeys that customers began to the strict ones, on one cohort of starts: at each step those fall away that fail it, and
 * nobody falls away twice. `passes` is what those who stay have, `fails` what those who go have, each within all steps before.
 */
export const WALK = [
  { id: 'placed', passes: { placedOn_null: false }, fails: { placedOn_null: true } },
  { id: 'through_portal', passes: { placedBy: 'customer' }, fails: { placedBy_ne: 'customer' } },
  { id: 'untouched_order', passes: { untouchedOrder: true }, fails: { untouchedOrder: false } },
  { id: 'completed', passes: { completedOn_null: false }, fails: { completedOn_null: true } },
  { id: 'strict', passes: { strict: true }, fails: { strict: false } },
] as const satisfies readonly { id: string; passes: Filter; fails: Filter }[];

export type WalkStep = { id: string; stay: number; leave: number; rows: { stay: Filter; leave: Filter } };

/** The walk with its numbers: `counts[k]` journeys pass the first k steps, `counts[0]` being all of the cohort. */
export function walkOf(counts: readonly number[], cohort: Filter): WalkStep[] {
  let passed: Filter = cohort;
  return WALK.map(({ id, passes, fails }, index) => {
    const rows = { stay: { ...passed, ...passes }, leave: { ...passed, ...fails } };
    passed = rows.stay;
    const stay = counts[index + 1] ?? 0;
    return { id, stay, leave: (counts[index] ?? 0) - stay, rows };
  });
}
