import { dueTimes, leaseAfterPause, leaseLeft, leaseUntil } from './clocks.ts';
import { can, type Permission } from './permissions.ts';
import type { PolicyRules } from './policy.ts';
import { queueDueAt } from './priority.ts';
import { forbidden, invalid, notNow, type Refusal } from './refusal.ts';
import { BANDS, PAUSE_REASONS, STEPS, type Band, type EscalationStatus, type Instant, type Outcome, type PauseReason, type Role, type Step } from './words.ts';
import type { Stop, WorkingCalendar } from './working-time.ts';

/** What the rules read and change of an escalation. */
export type Escalation = {
  id: string;
  upgradeId: string | null;
  status: EscalationStatus;
  statusSince: Instant;
  outcome: Outcome | null;
  step: Step | null;
  assigneeId: string | null;
  claimedAt: Instant | null;
  leaseUntil: Instant | null;
  leaseLeftMinutes: number | null;
  priority: Band;
  priorityOverride: { band: string; reason: string; byName: string; at: string } | null;
  score: number;
  queueDueAt: Instant;
  offeredAt: Instant;
  firstResponseDueAt: Instant;
  resolutionDueAt: Instant;
  firstRespondedAt: Instant | null;
  openedAt: Instant;
  roundStartedAt: Instant;
  clockStops: Stop[];
  pauseReason: PauseReason | null;
  pausedUntil: Instant | null;
  handedBackStep: Step | null;
  handedBackAt: Instant | null;
  rootCause: string | null;
  timesEscalated: number;
  handleSeconds: number;
  closedAt: Instant | null;
};

export type Actor = { id: string; name: string; role: Role };

/** Who must hold the item for the move: its holder, the holder or someone who may assign, anyone with the permission, or only the desk itself. */
type By = 'holder' | 'holder_or_assigner' | 'anyone' | 'desk';

type MoveRow = { from: readonly EscalationStatus[]; to: EscalationStatus | 'same'; permission: Permission; by: By; needsUpgrade?: true };

/** Every move an escalation can make. The buttons, the test matrix and the diagram in the documents are drawn from it. */
export const MOVES = {
  claim: { from: ['waiting'], to: 'claimed', permission: 'escalations:work', by: 'anyone' },
  release: { from: ['claimed', 'paused'], to: 'waiting', permission: 'escalations:work', by: 'holder' },
  decline: { from: ['waiting', 'claimed', 'paused'], to: 'waiting', permission: 'escalations:work', by: 'holder' },
  transfer: { from: ['waiting', 'claimed', 'paused'], to: 'claimed', permission: 'escalations:transfer', by: 'holder_or_assigner' },
  pause: { from: ['claimed'], to: 'paused', permission: 'escalations:work', by: 'holder' },
  resume: { from: ['paused'], to: 'claimed', permission: 'escalations:work', by: 'holder' },
  note: { from: ['waiting', 'claimed', 'paused', 'handed_back', 'resolved', 'cancelled'], to: 'same', permission: 'escalations:note', by: 'anyone' },
  message: { from: ['claimed', 'paused'], to: 'same', permission: 'escalations:work', by: 'holder' },
  'hand-back': { from: ['claimed', 'paused'], to: 'handed_back', permission: 'escalations:work', by: 'holder', needsUpgrade: true },
  resolve: { from: ['claimed', 'paused'], to: 'resolved', permission: 'escalations:work', by: 'holder' },
  cancel: { from: ['waiting', 'claimed', 'paused', 'handed_back'], to: 'cancelled', permission: 'escalations:work', by: 'holder' },
  'set-priority': { from: ['waiting', 'claimed', 'paused'], to: 'same', permission: 'escalations:work', by: 'anyone' },
  'escalate-again': { from: ['handed_back'], to: 'waiting', permission: 'escalations:work', by: 'anyone' },
  'lease-ended': { from: ['claimed'], to: 'waiting', permission: 'escalations:work', by: 'desk' },
  'pause-ended': { from: ['paused'], to: 'claimed', permission: 'escalations:work', by: 'desk' },
  'self-completed': { from: ['handed_back'], to: 'resolved', permission: 'escalations:work', by: 'desk' },
  ordered: { from: ['handed_back'], to: 'resolved', permission: 'escalations:work', by: 'desk' },
  'given-up': { from: ['handed_back'], to: 'resolved', permission: 'escalations:work', by: 'desk' },
  left: { from: ['handed_back'], to: 'resolved', permission: 'escalations:work', by: 'desk' },
} as const satisfies Record<string, MoveRow>;

export type MoveName = keyof typeof MOVES;
export const MOVE_NAMES = Object.keys(MOVES) as MoveName[];

const rowOf = (name: MoveName): MoveRow => MOVES[name];

/** The actor of what the desk does by itself. */
export const DESK = { id: null, name: 'Upgrade Desk', role: null } as const;
/** Staff, or nobody of ours: the desk itself, or a customer by their name. */
export type AnyActor = Actor | { id: null; name: string; role: null };

function stateAllows(escalation: Pick<Escalation, 'status' | 'assigneeId' | 'upgradeId'>, name: MoveName, actor: AnyActor): boolean {
  const move = rowOf(name);
  if (!move.from.includes(escalation.status)) return false;
  if (move.needsUpgrade && escalation.upgradeId === null) return false;
  if (actor.role === null) return move.by === 'desk' || name === 'escalate-again';
  // Nobody holds a waiting item, so there "holder" means whoever picks it up.
  const holds = escalation.assigneeId === null || escalation.assigneeId === actor.id;
  if (move.by === 'holder') return holds;
  if (move.by === 'holder_or_assigner') return escalation.assigneeId === actor.id || can(actor.role, 'escalations:assign');
  return move.by === 'anyone';
}

/** What this person may do with it now, in the table's order. */
export function allowedMoves(escalation: Pick<Escalation, 'status' | 'assigneeId' | 'upgradeId'>, actor: AnyActor): MoveName[] {
  return MOVE_NAMES.filter((name) => (actor.role === null || can(actor.role, rowOf(name).permission)) && stateAllows(escalation, name, actor));
}

export type Move =
  | { name: 'claim' | 'resume' | 'lease-ended' | 'pause-ended' | 'self-completed' | 'ordered' | 'given-up' | 'left' | 'note' | 'message' }
  | { name: 'release' | 'decline' | 'cancel'; reason: string }
  | { name: 'transfer'; to: { id: string; name: string } }
  | { name: 'pause'; reason: PauseReason; until: Instant }
  | { name: 'hand-back'; step: Step; rootCause: string }
  | { name: 'resolve'; rootCause: string; ordered: boolean }
  | { name: 'set-priority'; band: Band; reason: string }
  | { name: 'escalate-again' };

/** What the decision needs to know of the world: nothing is read from anywhere else. */
export type DeskFacts = {
  now: Instant;
  policy: PolicyRules;
  /** Of the account's region: service levels run on it. */
  calendar: WorkingCalendar;
  /** Of whoever holds the item after the move. */
  holderCalendar: WorkingCalendar;
  /** The name of who holds it now, for the refusal. */
  holderName?: string | null;
};

/** What an escalation becomes by a move, or why not. Times in, times out: no clock is read here. */
export function decide(escalation: Escalation, move: Move, actor: AnyActor, facts: DeskFacts): Partial<Escalation> | Refusal {
  const row = rowOf(move.name);
  if (actor.role !== null && !can(actor.role, row.permission)) return forbidden('Your role does not work escalations');
  if (!stateAllows(escalation, move.name, actor)) return notNow(whyNot(escalation, move.name, actor, facts.holderName), allowedMoves(escalation, actor));
  const fault = faultOf(escalation, move, facts.now) ?? tooSoon(escalation, move.name, facts);
  if (fault) return fault;
  return applyMove(escalation, move, actor, facts);
}

function whyNot(escalation: Escalation, name: MoveName, actor: AnyActor, holderName: string | null | undefined): string {
  if (rowOf(name).needsUpgrade && escalation.upgradeId === null) return 'There is no upgrade to hand back: start one for this customer first';
  if (escalation.assigneeId !== null && escalation.assigneeId !== actor.id && (rowOf(name).from.includes(escalation.status) || name === 'claim')) {
    return `${holderName ?? 'A colleague'} is working on it`;
  }
  return `It is ${escalation.status.replace('_', ' ')}: “${name.replace('-', ' ')}” is not possible now`;
}

function faultOf(escalation: Escalation, move: Move, now: Instant): Refusal | null {
  if ('reason' in move && move.reason.trim() === '') return invalid('reason', 'is missing');
  if (move.name === 'pause') {
    if (!PAUSE_REASONS.includes(move.reason)) return invalid('reason', `must be one of ${PAUSE_REASONS.join(', ')}`);
    if (move.until <= now) return invalid('until', 'must lie ahead');
    if (Date.parse(move.until) - Date.parse(now) > 90 * 86_400_000) return invalid('until', 'must be within 90 days');
  }
  if (move.name === 'hand-back' && (!STEPS.includes(move.step) || move.step === 'completed')) return invalid('step', 'must be a step that the customer can take');
  if (move.name === 'set-priority' && !BANDS.includes(move.band)) return invalid('band', `must be one of ${BANDS.join(', ')}`);
  if (move.name === 'transfer' && move.to.id === escalation.assigneeId) return invalid('toUserId', 'holds it already');
  return null;
}

/** What only a time brings about has to wait for it: the holder may have won more since the desk looked. */
function tooSoon(escalation: Escalation, name: MoveName, { now, policy }: DeskFacts): Refusal | null {
  const givenUpAt = Date.parse(escalation.handedBackAt ?? now) + policy.abandonAfterDays * 86_400_000;
  const soon = (name === 'lease-ended' && (escalation.leaseUntil ?? now) > now) || (name === 'pause-ended' && (escalation.pausedUntil ?? now) > now) || (name === 'given-up' && givenUpAt > Date.parse(now));
  return soon ? notNow('Its time has not come', []) : null;
}

function applyMove(escalation: Escalation, move: Move, actor: AnyActor, facts: DeskFacts): Partial<Escalation> {
  const { now, policy } = facts;
  const row = rowOf(move.name);
  const changed: Partial<Escalation> = row.to === 'same' ? {} : { status: row.to, statusSince: now, handleSeconds: handleSecondsAt(escalation, now) };
  switch (move.name) {
    case 'claim':
      return { ...changed, ...held(actor.id, escalation, facts) };
    case 'transfer':
      return { ...changed, ...unpaused(escalation, facts), ...held(move.to.id, escalation, facts) };
    case 'release':
    case 'decline':
    case 'lease-ended':
      if (escalation.status === 'waiting') return {};
      return { ...changed, ...unpaused(escalation, facts), ...unheld, offeredAt: now };
    case 'pause': {
      const left = escalation.leaseUntil === null ? 0 : leaseLeft(facts.holderCalendar, now, escalation.leaseUntil);
      const clockStops = policy.stopsClock[move.reason] ? [...escalation.clockStops, stopped(now, `paused: ${move.reason.replaceAll('_', ' ')}`)] : escalation.clockStops;
      return { ...changed, clockStops, pauseReason: move.reason, pausedUntil: move.until, leaseUntil: null, leaseLeftMinutes: left };
    }
    case 'resume':
    case 'pause-ended': {
      const left = Math.max(escalation.leaseLeftMinutes ?? 0, policy.leaseFloorMinutes);
      return { ...changed, ...unpaused(escalation, facts), leaseUntil: leaseAfterPause(facts.holderCalendar, now, left), leaseLeftMinutes: null };
    }
    case 'note':
      return {};
    case 'message':
      return answered(escalation, facts);
    case 'hand-back': {
      const free = { ...escalation, ...unpaused(escalation, facts) };
      return {
        ...changed, ...unpaused(escalation, facts), ...answered(free, facts), leaseUntil: null, leaseLeftMinutes: null,
        clockStops: [...free.clockStops, stopped(now, 'handed back to the customer')], handedBackStep: move.step, handedBackAt: now, rootCause: move.rootCause,
      };
    }
    case 'resolve':
      return { ...changed, ...closed(escalation, facts), ...responded(escalation, now), rootCause: move.rootCause, outcome: move.ordered ? 'ordered_for_customer' : 'answered' };
    case 'self-completed':
      return { ...changed, ...closed(escalation, facts), outcome: 'self_completed' };
    case 'ordered':
      return { ...changed, ...closed(escalation, facts), outcome: 'ordered_for_customer' };
    case 'given-up':
    case 'left':
      return { ...changed, ...closed(escalation, facts), outcome: 'abandoned' };
    case 'cancel':
      return { ...changed, ...closed(escalation, facts), outcome: 'withdrawn' };
    case 'set-priority': {
      const override = { band: move.band, reason: move.reason, byName: actor.name, at: now };
      return { priority: move.band, priorityOverride: override, ...(move.band === 'urgent' && escalation.offeredAt > now ? { offeredAt: now } : {}), ...clocksOf({ ...escalation, priority: move.band }, facts) };
    }
    case 'escalate-again': {
      const again = { ...escalation, clockStops: endStops(escalation.clockStops, now), roundStartedAt: now, firstRespondedAt: null };
      return {
        ...changed, ...unheld, clockStops: again.clockStops, roundStartedAt: now, firstRespondedAt: null, handedBackStep: null, handedBackAt: null,
        timesEscalated: escalation.timesEscalated + 1, ...clocksOf(again, facts), offeredAt: now,
      };
    }
  }
}

const unheld = { assigneeId: null, claimedAt: null, leaseUntil: null, leaseLeftMinutes: null } as const;
const stopped = (from: Instant, because: string): Stop => ({ from, to: null, because });
const endStops = (stops: Stop[], now: Instant): Stop[] => stops.map((stop) => (stop.to === null ? { ...stop, to: now } : stop));

function held(assigneeId: string | null, escalation: Escalation, facts: DeskFacts): Partial<Escalation> {
  return { assigneeId, claimedAt: facts.now, leaseUntil: newLease(escalation, facts), leaseLeftMinutes: null };
}

function newLease(escalation: Escalation, { now, policy, holderCalendar }: DeskFacts): Instant {
  const { firstResponseDueAt, firstRespondedAt } = escalation;
  return leaseUntil({ calendar: holderCalendar, now, leaseMinutes: policy.leaseMinutes, floorMinutes: policy.leaseFloorMinutes, firstResponseDueAt, firstRespondedAt });
}

/** Ends a pause: open stops of the clock end now and the targets move by the working time that they covered. */
function unpaused(escalation: Escalation, facts: DeskFacts): Partial<Escalation> & Pick<Escalation, 'clockStops'> {
  const clockStops = endStops(escalation.clockStops, facts.now);
  const moved = escalation.clockStops.some((stop) => stop.to === null);
  return { clockStops, pauseReason: null, pausedUntil: null, ...(moved ? clocksOf({ ...escalation, clockStops }, facts) : {}) };
}

function closed(escalation: Escalation, facts: DeskFacts): Partial<Escalation> {
  return { ...unpaused(escalation, facts), leaseUntil: null, leaseLeftMinutes: null, closedAt: facts.now };
}

const responded = (escalation: Escalation, now: Instant): Partial<Escalation> => (escalation.firstRespondedAt === null ? { firstRespondedAt: now } : {});

/** A customer-visible act: it answers the first-response target and renews the lease of a claimed item. */
function answered(escalation: Escalation, facts: DeskFacts): Partial<Escalation> {
  const after = { ...escalation, ...responded(escalation, facts.now) };
  const lease = escalation.status === 'claimed' ? { leaseUntil: newLease(after, facts) } : {};
  return { ...responded(escalation, facts.now), ...lease, queueDueAt: queueDueAt({ dueAt: after.resolutionDueAt, score: after.score }) };
}

/** What a customer-visible act on the escalation's upgrade (configure, order for them) does to its clocks and lease. */
export function visibleAct(escalation: Escalation, facts: DeskFacts): Partial<Escalation> {
  return answered(escalation, facts);
}

/** Both targets and the place in the queue, reckoned anew. An answered first response keeps the target that it met or missed. */
export function clocksOf(escalation: Escalation, { policy, calendar }: Pick<DeskFacts, 'policy' | 'calendar'>): Pick<Escalation, 'firstResponseDueAt' | 'resolutionDueAt' | 'queueDueAt'> {
  const { openedAt, roundStartedAt, clockStops: stops, priority, score } = escalation;
  const due = dueTimes(calendar, policy.targets, priority, { openedAt, roundStartedAt, stops });
  const firstResponseDueAt = escalation.firstRespondedAt === null ? due.firstResponseDueAt : escalation.firstResponseDueAt;
  const dueAt = escalation.firstRespondedAt === null ? firstResponseDueAt : due.resolutionDueAt;
  return { firstResponseDueAt, resolutionDueAt: due.resolutionDueAt, queueDueAt: queueDueAt({ dueAt, score }) };
}

/** Seconds that it was claimed and not paused, up to now. */
export function handleSecondsAt(escalation: Pick<Escalation, 'status' | 'statusSince' | 'handleSeconds'>, now: Instant): number {
  const running = escalation.status === 'claimed' ? Math.max(0, Math.floor((Date.parse(now) - Date.parse(escalation.statusSince)) / 1000)) : 0;
  return escalation.handleSeconds + running;
}
