import { stepsOf } from '../../../server/domain/upgrade.ts';
import { STEPS, type Step } from '../../../server/domain/words.ts';
import type { StepTaken } from './records.ts';

export type JourneyRow = {
  step: Step;
  /** `done`: taken and left. `here`: where the journey stands. `ahead`: still to come. */
  state: 'done' | 'here' | 'ahead';
  /** When it was first taken. */
  at: string | null;
  /** Seconds spent in it, all visits together; null where it goes on. */
  seconds: number | null;
  visits: number;
  /** Staff took the customer there, not they themselves. */
  byStaff: boolean;
};

type JourneyFacts = { step: Step; status: string; steps: readonly StepTaken[]; path: { returnRequired: boolean; attestationRequired: boolean } | null; endedAt?: string | null };

/** The steps of a journey, each once and in order, with the time it took; what the path leaves out is left out. */
export function journeyRows({ step: current, status, steps, path }: JourneyFacts): JourneyRow[] {
  const taken = [...steps].sort((one, other) => (one.startedAt < other.startedAt ? -1 : 1));
  const order = path ? stepsOf(path) : STEPS.filter((step) => step !== 'return' && step !== 'attestation');
  const reached = STEPS.indexOf(current);
  // What was taken is shown, even where the path of today would leave it out; what was skipped is not.
  const shown = STEPS.filter((step) => step === current || taken.some((one) => one.step === step) || (order.includes(step) && STEPS.indexOf(step) > reached));
  const over = status === 'completed';
  return shown.map((step): JourneyRow => {
    const visits = taken.filter((one) => one.step === step);
    const here = step === current && !over;
    const spent = taken.reduce((sum, one, index) => {
      const next = taken[index + 1];
      return one.step === step && next ? sum + (Date.parse(next.startedAt) - Date.parse(one.startedAt)) / 1000 : sum;
    }, 0);
    return {
      step,
      state: here ? 'here' : (visits.length > 0 && STEPS.indexOf(step) <= reached) || (over && step === current) ? 'done' : 'ahead',
      at: visits[0]?.startedAt ?? null,
      seconds: here || visits.length === 0 || taken.at(-1)?.step === step ? null : spent,
      visits: visits.length,
      byStaff: visits.length > 0 && visits.every((one) => one.by === 'staff'),
    };
  });
}
