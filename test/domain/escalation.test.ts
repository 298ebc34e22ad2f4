import { describe, expect, it } from 'vitest';
import { allowedMoves, decide, DESK, MOVE_NAMES, MOVES, type Actor, type AnyActor, type Escalation, type MoveName } from '../../server/domain/escalation.ts';
import { isRefusal, type Refusal } from '../../server/domain/refusal.ts';
import { ESCALATION_STATUSES, type EscalationStatus } from '../../server/domain/words.ts';
import { admin, colleague, escalationIn, factsAt, holder, moveOf, NOW, ops } from '../support/escalation.ts';

/** Who may make a move on an item in a state, written out by hand: a change of the table in the code has to be made here as well. */
const LATER = '2026-03-10T16:00:00.000Z';
type Who = 'holder' | 'colleague' | 'admin' | 'ops' | 'desk';
const ACTORS: Record<Who, AnyActor> = { holder, colleague, admin, ops, desk: DESK };
const workers: Who[] = ['holder', 'colleague', 'admin'];
const whileHeld: Who[] = ['holder'];

const LEGAL: Record<MoveName, { to: EscalationStatus | 'same'; by: Partial<Record<EscalationStatus, Who[]>> }> = {
  claim: { to: 'claimed', by: { waiting: workers } },
  release: { to: 'waiting', by: { claimed: whileHeld, paused: whileHeld } },
  decline: { to: 'waiting', by: { waiting: workers, claimed: whileHeld, paused: whileHeld } },
  transfer: { to: 'claimed', by: { waiting: ['admin', 'ops'], claimed: ['holder', 'admin', 'ops'], paused: ['holder', 'admin', 'ops'] } },
  pause: { to: 'paused', by: { claimed: whileHeld } },
  resume: { to: 'claimed', by: { paused: whileHeld } },
  note: { to: 'same', by: Object.fromEntries(ESCALATION_STATUSES.map((status) => [status, [...workers, 'ops']])) as Record<EscalationStatus, Who[]> },
  message: { to: 'same', by: { claimed: whileHeld, paused: whileHeld } },
  'hand-back': { to: 'handed_back', by: { claimed: whileHeld, paused: whileHeld } },
  resolve: { to: 'resolved', by: { claimed: whileHeld, paused: whileHeld } },
  cancel: { to: 'cancelled', by: { waiting: workers, claimed: whileHeld, paused: whileHeld, handed_back: whileHeld } },
  'set-priority': { to: 'same', by: { waiting: workers, claimed: workers, paused: workers } },
  'escalate-again': { to: 'waiting', by: { handed_back: [...workers, 'desk'] } },
  'lease-ended': { to: 'waiting', by: { claimed: ['desk'] } },
  'pause-ended': { to: 'claimed', by: { paused: ['desk'] } },
  'self-completed': { to: 'resolved', by: { handed_back: ['desk'] } },
  ordered: { to: 'resolved', by: { handed_back: ['desk'] } },
  'given-up': { to: 'resolved', by: { handed_back: ['desk'] } },
  left: { to: 'resolved', by: { handed_back: ['desk'] } },
};

const cases = MOVE_NAMES.flatMap((name) => ESCALATION_STATUSES.flatMap((status) => (Object.keys(ACTORS) as Who[]).map((who) => ({ name, status, who, legal: LEGAL[name].by[status]?.includes(who) ?? false }))));

describe('Of every state, move and person', () => {
  it.each(cases.filter((one) => one.legal))('$who may $name what is $status', ({ name, status, who }) => {
    const before = escalationIn(status);
    const after = decide(before, moveOf(name), ACTORS[who], factsAt(LATER));
    expect(isRefusal(after), JSON.stringify(after)).toBe(false);
    const { to } = LEGAL[name];
    expect(({ ...before, ...after } as Escalation).status).toBe(to === 'same' ? status : to);
    if (who !== 'desk') expect(allowedMoves(before, ACTORS[who])).toContain(name);
  });

  it('every other one is refused, with what is allowed instead', () => {
    for (const { name, status, who } of cases.filter((one) => !one.legal)) {
      const before = escalationIn(status);
      const refusal = decide(before, moveOf(name), ACTORS[who], factsAt(LATER));
      const told = `${who} ${name} ${status}`;
      expect(isRefusal(refusal), told).toBe(true);
      const { refused, allowed, because } = refusal as Refusal;
      expect(because, told).not.toBe('');
      if (refused === 'forbidden') expect(who, told).toBe('ops');
      else {
        expect(refused, told).toBe('not_now');
        expect(allowed, told).toEqual(allowedMoves(before, ACTORS[who]));
        expect(allowed, told).not.toContain(name);
      }
    }
  });

  it('the table of the code says the same, row by row', () => {
    for (const name of MOVE_NAMES) {
      expect(MOVES[name].to, name).toBe(LEGAL[name].to);
      expect([...MOVES[name].from].sort(), name).toEqual(Object.keys(LEGAL[name].by).sort());
    }
  });

  it('every state can be reached from waiting, and every open one can be left', () => {
    const reached = new Set<EscalationStatus>(['waiting']);
    for (let size = 0; size < reached.size; ) {
      size = reached.size;
      for (const name of MOVE_NAMES) if (MOVES[name].to !== 'same' && MOVES[name].from.some((from) => reached.has(from))) reached.add(MOVES[name].to as EscalationStatus);
    }
    expect([...reached].sort()).toEqual([...ESCALATION_STATUSES].sort());
    for (const status of ['waiting', 'claimed', 'paused', 'handed_back'] as const) expect(MOVE_NAMES.some((name) => ['resolved', 'cancelled'].includes(MOVES[name].to) && (MOVES[name].from as readonly string[]).includes(status)), status).toBe(true);
  });

  it('a decision leaves the record that it is about as it was', () => {
    for (const { name, status, who } of cases) {
      const before = escalationIn(status);
      const frozen = structuredClone(before);
      decide(before, moveOf(name), ACTORS[who], factsAt(LATER));
      expect(before, `${who} ${name} ${status}`).toEqual(frozen);
    }
  });
});

describe('A move', () => {
  const refusalOf = (status: EscalationStatus, move: Parameters<typeof decide>[1], actor: Actor = holder) => decide(escalationIn(status), move, actor, factsAt(NOW)) as Refusal;

  it('on what a colleague holds names the colleague', () => {
    expect(refusalOf('claimed', { name: 'claim' }, colleague).because).toBe('Ada Berg is working on it');
    expect(refusalOf('claimed', { name: 'message' }, colleague).because).toBe('Ada Berg is working on it');
  });

  it('cannot hand back a call that has no upgrade', () => {
    const call = { ...escalationIn('claimed'), upgradeId: null };
    expect(decide(call, moveOf('hand-back'), holder, factsAt(NOW))).toMatchObject({ refused: 'not_now', because: expect.stringContaining('start one') });
    expect(allowedMoves(call, holder)).not.toContain('hand-back');
  });

  it.each([
    [{ name: 'release', reason: '  ' }, 'reason'], [{ name: 'pause', reason: 'waiting_for_customer', until: NOW }, 'until'], [{ name: 'pause', reason: 'waiting_for_customer', until: '2026-09-01T10:00:00.000Z' }, 'until'],
    [{ name: 'hand-back', step: 'completed', rootCause: 'x' }, 'step'], [{ name: 'transfer', to: { id: 'ada', name: 'Ada Berg' } }, 'toUserId'], [{ name: 'set-priority', band: 'huge' as 'high', reason: 'x' }, 'band'],
  ] as const)('%j is refused for its field', (move, field) => {
    expect(refusalOf('claimed', move)).toMatchObject({ refused: 'invalid', errors: { [field]: expect.any(String) } });
  });

  it('of the desk waits for its time, even where the desk looked a moment too early', () => {
    const claimed = escalationIn('claimed');
    expect(decide(claimed, { name: 'lease-ended' }, DESK, factsAt('2026-03-10T14:59:59.000Z'))).toMatchObject({ refused: 'not_now' });
    expect(isRefusal(decide(claimed, { name: 'lease-ended' }, DESK, factsAt('2026-03-10T15:00:00.000Z')))).toBe(false);
    const paused = escalationIn('paused');
    expect(decide(paused, { name: 'pause-ended' }, DESK, factsAt('2026-03-10T09:59:00.000Z'))).toMatchObject({ refused: 'not_now' });
    const handed = { ...escalationIn('handed_back'), handedBackAt: '2026-03-01T10:00:00.000Z' };
    expect(decide(handed, { name: 'given-up' }, DESK, factsAt('2026-03-15T09:59:00.000Z'))).toMatchObject({ refused: 'not_now' });
    expect(isRefusal(decide(handed, { name: 'given-up' }, DESK, factsAt('2026-03-15T10:00:00.000Z')))).toBe(false);
  });
});
