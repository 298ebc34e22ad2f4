import type { Actor, DeskFacts, Escalation, Move, MoveName } from '../../server/domain/escalation.ts';
import { DEFAULT_POLICY } from '../../server/domain/policy.ts';
import type { EscalationStatus } from '../../server/domain/words.ts';
import type { WorkingCalendar, WorkingRange } from '../../server/domain/working-time.ts';

const hours: WorkingRange[] = [['09:00', '12:00'], ['13:00', '17:00']];
/** Monday to Friday with a lunch break, and one holiday: Wednesday, 11 March 2026. */
export const OFFICE: WorkingCalendar = { zone: 'UTC', week: { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: [], 7: [] }, holidays: [{ date: '2026-03-11', name: 'Founders’ Day' }] };
/** A Tuesday morning, in working time. */
export const NOW = '2026-03-10T10:00:00.000Z';

export const holder: Actor = { id: 'ada', name: 'Ada Berg', role: 'account_manager' };
export const colleague: Actor = { id: 'ben', name: 'Ben Cole', role: 'account_manager' };
export const admin: Actor = { id: 'adil', name: 'Adil Roy', role: 'admin' };
export const ops: Actor = { id: 'olga', name: 'Olga Park', role: 'sales_ops' };

export const factsAt = (now: string): DeskFacts => ({ now, policy: DEFAULT_POLICY, calendar: OFFICE, holderCalendar: OFFICE, holderName: holder.name });

/** An escalation as it stands in a state, held by Ada where somebody holds it. */
export function escalationIn(status: EscalationStatus): Escalation {
  const held = status === 'waiting' ? null : holder.id;
  const closed = status === 'resolved' || status === 'cancelled';
  return {
    id: 'escalation', upgradeId: 'upgrade', status, statusSince: '2026-03-10T09:30:00.000Z', outcome: closed ? 'answered' : null, step: 'review', assigneeId: held, claimedAt: held && '2026-03-10T09:30:00.000Z',
    leaseUntil: status === 'claimed' ? '2026-03-10T15:00:00.000Z' : null, leaseLeftMinutes: status === 'paused' ? 90 : null, priority: 'normal', priorityOverride: null, score: 40, queueDueAt: '2026-03-10T12:00:00.000Z', offeredAt: '2026-03-10T10:30:00.000Z',
    firstResponseDueAt: '2026-03-10T14:30:00.000Z', resolutionDueAt: '2026-03-16T13:30:00.000Z', firstRespondedAt: null, openedAt: '2026-03-10T09:30:00.000Z', roundStartedAt: '2026-03-10T09:30:00.000Z',
    clockStops: status === 'paused' || status === 'handed_back' ? [{ from: '2026-03-10T09:45:00.000Z', to: null, because: 'paused: waiting for customer' }] : [],
    pauseReason: status === 'paused' ? 'waiting_for_customer' : null, pausedUntil: status === 'paused' ? NOW : null, handedBackStep: status === 'handed_back' ? 'review' : null,
    handedBackAt: status === 'handed_back' ? '2026-02-01T09:45:00.000Z' : null, rootCause: null, timesEscalated: 1, handleSeconds: 600, closedAt: closed ? NOW : null,
  };
}

/** Each move with details that are in order. */
export function moveOf(name: MoveName): Move {
  switch (name) {
    case 'release': case 'decline': case 'cancel': return { name, reason: 'because' };
    case 'transfer': return { name, to: { id: colleague.id, name: colleague.name } };
    case 'pause': return { name, reason: 'waiting_for_customer', until: '2026-03-12T10:00:00.000Z' };
    case 'hand-back': return { name, step: 'review', rootCause: 'quote_needed' };
    case 'resolve': return { name, rootCause: 'quote_needed', ordered: false };
    case 'set-priority': return { name, band: 'high', reason: 'because' };
    default: return { name };
  }
}
