import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, DESK, handleSecondsAt, MOVE_NAMES, type AnyActor, type Escalation, type Move } from '../../server/domain/escalation.ts';
import { DEFAULT_POLICY } from '../../server/domain/policy.ts';
import { isRefusal } from '../../server/domain/refusal.ts';
import { addWorkingMinutes, workingMinutesBetween } from '../../server/domain/working-time.ts';
import { admin, colleague, escalationIn, factsAt, holder, moveOf, NOW, OFFICE, ops } from '../support/escalation.ts';

const after = (escalation: Escalation, move: Move, actor: AnyActor, now: string): Escalation => {
  const patch = decide(escalation, move, actor, factsAt(now));
  if (isRefusal(patch)) throw new Error(patch.because);
  return { ...escalation, ...patch };
};
const at = (instant: string, minutes: number) => new Date(Date.parse(instant) + minutes * 60_000).toISOString();
const { normal } = DEFAULT_POLICY.targets;

describe('The clock of an escalation', () => {
  const claimed = escalationIn('claimed');

  it('stands still over a pause for the customer, and the targets move by the working time of it, lunch and holiday left out', () => {
    const paused = after(claimed, { name: 'pause', reason: 'waiting_for_customer', until: '2026-03-13T09:00:00.000Z' }, holder, '2026-03-10T11:30:00.000Z');
    expect(paused.clockStops).toEqual([{ from: '2026-03-10T11:30:00.000Z', to: null, because: 'paused: waiting for customer' }]);
    // Half an hour before lunch, four hours after it, Wednesday a holiday, and an hour on Thursday.
    const resumed = after(paused, { name: 'resume' }, holder, '2026-03-12T10:00:00.000Z');
    const moved = workingMinutesBetween(OFFICE, claimed.resolutionDueAt, resumed.resolutionDueAt);
    expect(moved).toBe(30 + 240 + 60);
    expect(resumed.pausedUntil).toBeNull();
  });

  it('runs on over a pause for a colleague', () => {
    const paused = after(claimed, { name: 'pause', reason: 'waiting_for_colleague', until: '2026-03-13T09:00:00.000Z' }, holder, NOW);
    const resumed = after(paused, { name: 'resume' }, holder, '2026-03-12T10:00:00.000Z');
    expect(resumed.clockStops).toEqual([]);
    expect(resumed.resolutionDueAt).toBe(claimed.resolutionDueAt);
  });

  it('keeps what it stood still for when a person sets another band', () => {
    const paused = after(claimed, moveOf('pause'), holder, NOW);
    const resumed = after(paused, { name: 'resume' }, holder, at(NOW, 60));
    const urgent = after(resumed, { name: 'set-priority', band: 'urgent', reason: 'the CEO called' }, colleague, at(NOW, 61));
    expect(urgent.resolutionDueAt).toBe(addWorkingMinutes(OFFICE, claimed.openedAt, DEFAULT_POLICY.targets.urgent.resolutionMinutes + 60));
  });

  it('offers what becomes urgent to everyone at once', () => {
    const waiting = escalationIn('waiting');
    expect(after(waiting, { name: 'set-priority', band: 'urgent', reason: 'x' }, colleague, NOW).offeredAt).toBe(NOW);
    expect(after(waiting, { name: 'set-priority', band: 'high', reason: 'x' }, colleague, NOW).offeredAt).toBe(waiting.offeredAt);
  });

  it('begins a new round when the customer asks again, and counts it', () => {
    const handed = after(claimed, moveOf('hand-back'), holder, NOW);
    expect(handed.firstRespondedAt).toBe(NOW);
    const again = after(handed, { name: 'escalate-again' }, colleague, at(NOW, 30));
    expect(again).toMatchObject({ status: 'waiting', assigneeId: null, timesEscalated: 2, firstRespondedAt: null, handedBackStep: null, firstResponseDueAt: addWorkingMinutes(OFFICE, at(NOW, 30), normal.firstResponseMinutes) });
    expect(again.clockStops).toEqual([{ from: NOW, to: at(NOW, 30), because: 'handed back to the customer' }]);
  });
});

describe('A claim', () => {
  it('lasts four working hours, or until the first response is due', () => {
    const waiting = { ...escalationIn('waiting'), firstResponseDueAt: '2026-03-10T11:00:00.000Z' };
    expect(after(waiting, { name: 'claim' }, holder, NOW).leaseUntil).toBe('2026-03-10T11:00:00.000Z');
    expect(after({ ...waiting, firstRespondedAt: NOW }, { name: 'claim' }, holder, NOW).leaseUntil).toBe('2026-03-10T15:00:00.000Z');
    expect(after({ ...waiting, firstResponseDueAt: '2026-03-10T10:05:00.000Z' }, { name: 'claim' }, holder, NOW).leaseUntil).toBe('2026-03-10T10:30:00.000Z');
  });

  it('is renewed by what the customer can notice, and by nothing else', () => {
    const claimed = escalationIn('claimed');
    const later = '2026-03-10T14:00:00.000Z';
    expect(after(claimed, { name: 'message' }, holder, later)).toMatchObject({ leaseUntil: '2026-03-12T10:00:00.000Z', firstRespondedAt: later });
    expect(after(claimed, { name: 'note' }, holder, later)).toEqual(claimed);
    expect(after(claimed, { name: 'set-priority', band: 'low', reason: 'x' }, holder, later).leaseUntil).toBe(claimed.leaseUntil);
  });

  it('keeps over a pause what was left of it, but at least half an hour', () => {
    const claimed = escalationIn('claimed');
    const paused = after(claimed, moveOf('pause'), holder, '2026-03-10T11:00:00.000Z');
    expect(paused).toMatchObject({ leaseUntil: null, leaseLeftMinutes: 180 });
    expect(after(paused, { name: 'resume' }, holder, '2026-03-12T09:00:00.000Z').leaseUntil).toBe('2026-03-12T12:00:00.000Z');
    const late = after(claimed, moveOf('pause'), holder, '2026-03-10T14:55:00.000Z');
    expect(after(late, { name: 'resume' }, holder, '2026-03-12T09:00:00.000Z').leaseUntil).toBe('2026-03-12T09:30:00.000Z');
  });
});

type Step = { move: Move; actor: AnyActor; minutes: number };
const steps = fc.array(fc.record({ move: fc.constantFrom(...MOVE_NAMES).map(moveOf), actor: fc.constantFrom<AnyActor>(holder, colleague, admin, ops, DESK), minutes: fc.integer({ min: 1, max: 3000 }) }), { maxLength: 40 });

/** Walks a history, leaving out what is refused; answers every state on the way. */
function walk(history: readonly Step[]): { before: Escalation; after: Escalation; step: Step; now: string }[] {
  let current = escalationIn('waiting');
  let now = NOW;
  const way: { before: Escalation; after: Escalation; step: Step; now: string }[] = [];
  for (const step of history) {
    now = at(now, step.minutes);
    const move = step.move.name === 'pause' ? { ...step.move, until: at(now, 600) } : step.move;
    const patch = decide(current, move, step.actor, factsAt(now));
    if (isRefusal(patch)) continue;
    const next = { ...current, ...patch };
    way.push({ before: current, after: next, step, now });
    current = next;
  }
  return way;
}

describe('Through any history', () => {
  const always = (check: (way: ReturnType<typeof walk>) => void) => fc.assert(fc.property(steps, (history) => check(walk(history))), { numRuns: 300, seed: 7 });

  it('an item has a holder while it is claimed or paused, and none while it waits', () => {
    always((way) => {
      for (const { after: item } of way) {
        if (item.status === 'waiting') expect([item.assigneeId, item.leaseUntil, item.leaseLeftMinutes]).toEqual([null, null, null]);
        if (item.status === 'claimed') expect([typeof item.assigneeId, typeof item.leaseUntil]).toEqual(['string', 'string']);
        if (item.status === 'paused') expect([typeof item.assigneeId, item.leaseUntil, typeof item.pausedUntil]).toEqual(['string', null, 'string']);
      }
    });
  });

  it('only a claim or a transfer gives it to somebody, and nobody takes it from its holder but who may assign', () => {
    always((way) => {
      for (const { before, after: item, step } of way) {
        if (item.assigneeId === before.assigneeId || item.assigneeId === null) continue;
        expect(['claim', 'transfer']).toContain(step.move.name);
        if (before.assigneeId !== null && step.actor.id !== before.assigneeId) expect(['admin', 'sales_ops']).toContain(step.actor.role);
      }
    });
  });

  it('the resolution is due when its working minutes have passed, the stops left out', () => {
    always((way) => {
      for (const { after: item } of way) {
        if (item.clockStops.some((stop) => stop.to === null)) continue;
        const target = DEFAULT_POLICY.targets[item.priority].resolutionMinutes;
        expect(item.resolutionDueAt).toBe(addWorkingMinutes(OFFICE, item.openedAt, target, item.clockStops));
      }
    });
  });

  it('at most one stop of the clock lasts, none once it is closed, and each ends after it began', () => {
    always((way) => {
      for (const { after: item } of way) {
        const open = item.clockStops.filter((stop) => stop.to === null);
        expect(open.length).toBeLessThanOrEqual(['paused', 'handed_back'].includes(item.status) ? 1 : 0);
        for (const stop of item.clockStops) if (stop.to !== null) expect(stop.to >= stop.from).toBe(true);
      }
    });
  });

  it('handle time is the time that it was claimed and not paused', () => {
    always((way) => {
      let seconds = escalationIn('waiting').handleSeconds;
      let last = NOW;
      let claimed = false;
      for (const { after: item, now } of way) {
        if (claimed) seconds += (Date.parse(now) - Date.parse(last)) / 1000;
        expect(handleSecondsAt(item, now)).toBe(seconds);
        [last, claimed] = [now, item.status === 'claimed'];
      }
    });
  });
});
