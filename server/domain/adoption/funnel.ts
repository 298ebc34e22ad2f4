import { STEPS, type Instant, type Step } from '../words.ts';

/** What is counted of a cohort at a step. */
export type StepCount = { step: Step; reached: number; escalated: number; handedBack: number; left: number };

export type FunnelStep = StepCount & {
  /** How many came to a later step, and how many stand here and are not gone. */
  further: number;
  waiting: number;
  /** Of all that began. */
  share: number | null;
  medianMinutes: number | null;
};

/**
 * Steps in order, each with what became of those who came to it. `furthest` counts journeys by the last step that they came to, and a step that a
 * path leaves out counts as passed by those who came to a later one; `standing` counts them by where they stand, which after a hand-back is before
 * that. Nobody is lost: all that began are completed, gone or waiting somewhere.
 */
export function funnelOf(furthest: ReadonlyMap<Step, number>, standing: ReadonlyMap<Step, { all: number; gone: number }>, events: ReadonlyMap<Step, { escalated: number; handedBack: number }>, minutes: ReadonlyMap<Step, readonly number[]>): FunnelStep[] {
  const all = STEPS.reduce((sum, step) => sum + (furthest.get(step) ?? 0), 0);
  let before = 0;
  return STEPS.map((step) => {
    const here = standing.get(step) ?? { all: 0, gone: 0 };
    const reached = all - before;
    before += furthest.get(step) ?? 0;
    const left = step === 'completed' ? 0 : here.gone;
    return {
      step, reached, left, further: all - before, waiting: step === 'completed' ? 0 : here.all - left, ...(events.get(step) ?? { escalated: 0, handedBack: 0 }), share: all === 0 ? null : reached / all, medianMinutes: medianOf(minutes.get(step) ?? []),
    };
  });
}

export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? null) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Minutes from each step's first start to that of the step that was taken next, of one journey. */
export function minutesBetween(starts: readonly { step: Step; startedAt: Instant }[]): Map<Step, number> {
  const first = new Map<Step, number>();
  for (const { step, startedAt } of starts) {
    const at = Date.parse(startedAt);
    if (at < (first.get(step) ?? Infinity)) first.set(step, at);
  }
  const order = [...first].sort(([one, at], [other, then]) => at - then || STEPS.indexOf(one) - STEPS.indexOf(other));
  return new Map(order.slice(0, -1).map(([step, at], index) => [step, ((order[index + 1]?.[1] ?? at) - at) / 60_000]));
}
