import { STEPS, type Step } from '../words.ts';

/** Journeys that were first escalated at a step, for a cause, on a path. */
export type Cause = { step: Step; rootCause: string | null; pathId: string | null; escalations: number };

/**
 * Completed journeys that customers began, parted by what ended their self-service: the first escalation, or a touch without one. The rest
 * are strict.
 */
export type Losses = { begun: number; touched: number; causes: readonly Cause[] };

/** How many of the journeys would be strict if these escalations, by the step at which they came first, had not been. */
function strictWith({ begun, touched, causes }: Losses, closed: ReadonlyMap<Step, number>): number {
  const firstAt = new Map<Step, number>();
  for (const { step, escalations } of causes) firstAt.set(step, (firstAt.get(step) ?? 0) + escalations);
  let atRisk = begun;
  let share = 1;
  for (const step of STEPS) {
    const lost = firstAt.get(step) ?? 0;
    if (atRisk > 0) share *= 1 - (lost - (closed.get(step) ?? 0)) / atRisk;
    atRisk -= lost;
  }
  if (atRisk > 0) share *= 1 - touched / atRisk;
  return begun * share;
}

/**
 * How many more journeys would be strict if all of these causes were closed together. One cause alone, at a step where e journeys were first
 * escalated for it, is worth e × the share of journeys that pass every later step unassisted. Several at different steps are worth more than
 * one by one, for a journey saved from one is met by the other; the steps are a life table (E. L. Kaplan and P. Meier, JASA 53 (1958), 457–481).
 */
export function worthOf(losses: Losses, closed: readonly Cause[]): number {
  const byStep = new Map<Step, number>();
  for (const { step, escalations } of closed) byStep.set(step, (byStep.get(step) ?? 0) + escalations);
  return strictWith(losses, byStep) - strictWith(losses, new Map());
}
