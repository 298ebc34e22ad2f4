import { STATUS_AT } from './upgrade.ts';
import { STEPS, type Instant, type Step, type UpgradeStatus } from './words.ts';

/** What one event says of a journey, without what only one kind of event carries. */
export type JourneyEvent =
  | { type: 'started'; at: Instant }
  | { type: 'step_reached'; at: Instant; step: Step }
  | { type: 'escalated'; at: Instant; step: Step }
  | { type: 'placed'; at: Instant }
  | { type: 'completed'; at: Instant }
  | { type: 'cancelled'; at: Instant };

/** Where the events that are known put a journey. */
export type JourneyState = {
  status: UpgradeStatus;
  step: Step;
  startedAt: Instant;
  placedAt: Instant | null;
  completedAt: Instant | null;
  cancelledAt: Instant | null;
  lastActivityAt: Instant;
  /** Each step that was reached, with the first time it was. */
  steps: { step: Step; startedAt: Instant }[];
};

const isDraftStep = (step: Step): boolean => STATUS_AT[step] === 'draft';

const firstOf = (times: Instant[]): Instant | null => times.reduce<Instant | null>((least, at) => (least === null || at < least ? at : least), null);
const lastOf = (times: Instant[]): Instant | null => times.reduce<Instant | null>((most, at) => (most === null || at > most ? at : most), null);

/**
 * The state that a set of events means: a function of the set, so that neither their order of arrival nor a repeat changes it. Before placing,
 * the journey stands at the step reached last in time; after it, at the furthest. Of placing and cancelling the later one holds.
 */
export function stateOf(events: readonly JourneyEvent[]): JourneyState | null {
  const of = <T extends JourneyEvent['type']>(type: T) => events.filter((event): event is Extract<JourneyEvent, { type: T }> => event.type === type);
  const startedAt = firstOf(of('started').map((event) => event.at));
  if (startedAt === null) return null;
  const placedAt = firstOf(of('placed').map((event) => event.at));
  const cancelled = lastOf(of('cancelled').map((event) => event.at));
  const cancelledAt = cancelled !== null && (placedAt === null || cancelled > placedAt) ? cancelled : null;
  const reached = [...of('step_reached'), ...of('escalated')].map(({ step, at }) => ({ step, startedAt: at }));
  const completed = placedAt === null ? null : firstOf(of('completed').map((event) => event.at));
  const steps = firstTimes([
    { step: 'entry', startedAt }, ...reached.filter(({ step }) => isDraftStep(step) || placedAt !== null),
    ...(placedAt === null ? [] : [{ step: 'placed' as const, startedAt: placedAt }]), ...(completed === null ? [] : [{ step: 'completed' as const, startedAt: completed }]),
  ]);
  const step = placedAt === null ? latestDraftStep(startedAt, reached) : furthest(steps.map((one) => one.step));
  return {
    status: cancelledAt !== null ? 'cancelled' : STATUS_AT[step], step, startedAt, placedAt, completedAt: step === 'completed' ? (completed ?? firstOf(steps.filter((one) => one.step === 'completed').map((one) => one.startedAt))) : null, cancelledAt,
    lastActivityAt: lastOf(events.map((event) => event.at)) ?? startedAt, steps,
  };
}

/** Where two steps carry the same time, the further one was reached last. */
function latestDraftStep(startedAt: Instant, reached: readonly { step: Step; startedAt: Instant }[]): Step {
  let latest: { step: Step; startedAt: Instant } = { step: 'entry', startedAt };
  for (const one of reached) {
    if (!isDraftStep(one.step)) continue;
    if (one.startedAt > latest.startedAt || (one.startedAt === latest.startedAt && STEPS.indexOf(one.step) > STEPS.indexOf(latest.step))) latest = one;
  }
  return latest.step;
}

const furthest = (steps: readonly Step[]): Step => STEPS[Math.max(...steps.map((step) => STEPS.indexOf(step)))] ?? 'placed';

function firstTimes(reached: readonly { step: Step; startedAt: Instant }[]): { step: Step; startedAt: Instant }[] {
  const first = new Map<Step, Instant>();
  for (const { step, startedAt } of reached) if ((first.get(step) ?? startedAt) >= startedAt) first.set(step, startedAt);
  return STEPS.flatMap((step) => (first.has(step) ? [{ step, startedAt: first.get(step) ?? '' }] : []));
}

/** Whether an event says something that newer ones have overtaken: it is kept, and changes where the journey stands no more. */
export function isLate(event: JourneyEvent, others: readonly JourneyEvent[]): boolean {
  const before = stateOf(others);
  const after = stateOf([...others, event]);
  return before !== null && after !== null && event.type !== 'escalated' && before.step === after.step && before.status === after.status && event.at < before.lastActivityAt;
}
