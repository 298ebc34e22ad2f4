import type { PolicyRules } from '../../../server/domain/policy.ts';
import type { EscalationRow, TargetExplained } from './records.ts';

export type RunningClock =
  /** Time runs towards the target. */
  | { runs: true; target: 'first_response' | 'resolution'; due: string }
  /** It stands still: paused for a reason that stops it, with the customer, or over. */
  | { runs: false; because: 'paused' | 'handed_back' | 'closed' };

type ClockFields = Pick<EscalationRow, 'status' | 'pauseReason' | 'firstRespondedAt' | 'firstResponseDueAt' | 'resolutionDueAt'>;

/** Which of the two clocks counts now, if any: the first response until somebody answered, then the resolution. */
export function clockOf(escalation: ClockFields, stopsClock: PolicyRules['stopsClock'] | undefined): RunningClock {
  const { status, pauseReason, firstRespondedAt } = escalation;
  if (status === 'resolved' || status === 'cancelled') return { runs: false, because: 'closed' };
  if (status === 'handed_back') return { runs: false, because: 'handed_back' };
  // While the policy is not known yet a pause is shown as one.
  if (status === 'paused' && (!pauseReason || stopsClock?.[pauseReason] !== false)) return { runs: false, because: 'paused' };
  return firstRespondedAt === null ? { runs: true, target: 'first_response', due: escalation.firstResponseDueAt } : { runs: true, target: 'resolution', due: escalation.resolutionDueAt };
}

/** Whether an answered first response was in time. */
export function answeredInTime({ firstRespondedAt, firstResponseDueAt }: Pick<EscalationRow, 'firstRespondedAt' | 'firstResponseDueAt'>): boolean | null {
  return firstRespondedAt === null ? null : firstRespondedAt <= firstResponseDueAt;
}

export type Interval = { from: string; to: string; counts: true; minutes: number } | { from: string; to: string; counts: false; because: string };

/** What counted and what did not, as it happened. */
export function intervalsOf({ counted, leftOut }: Pick<TargetExplained, 'counted' | 'leftOut'>): Interval[] {
  return [
    ...counted.map(({ from, to, minutes }) => ({ from, to, counts: true as const, minutes })),
    ...leftOut.map(({ from, to, because }) => ({ from, to, counts: false as const, because })),
  ].sort((one, other) => (one.from < other.from ? -1 : 1));
}

/** The reasons for which time was left out, each once, in the order in which they first applied. */
export function leftOutReasons({ leftOut }: Pick<TargetExplained, 'leftOut'>): string[] {
  return [...new Set(leftOut.map(({ because }) => because))];
}
