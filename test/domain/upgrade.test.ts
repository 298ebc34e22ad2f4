import { describe, expect, it } from 'vitest';
import { handBackSteps, JOURNEY, legalCommands, legalSteps, refuseCommand, refuseStep, STATUS_AT, stepsOf, UPGRADE_COMMANDS, type Journey } from '../../server/domain/upgrade.ts';
import { STEPS, type Step } from '../../server/domain/words.ts';

type State = Journey & { exceptionStatus: string | null };
const at = (step: Step, more: Partial<State> = {}): State => ({ status: STATUS_AT[step], step, pathId: 'refresh', lineCount: 1, returnRequired: true, attestationRequired: true, exceptionStatus: null, ...more });

/** Where staff may take a journey with a path, lines, a return and an attestation; written by hand. */
const STAFF: Record<Step, Step[]> = {
  entry: ['options', 'placed'], options: ['entry', 'configure', 'placed'], configure: ['options', 'review', 'placed'], review: ['options', 'configure', 'payment', 'placed'], payment: ['configure', 'review', 'placed'],
  placed: ['shipment'], shipment: ['return'], return: ['attestation'], attestation: ['completed'], completed: [],
};
const CUSTOMER: Partial<Record<Step, Step[]>> = { entry: ['options'], options: ['entry', 'configure'], configure: ['options', 'review'], review: ['options', 'configure', 'payment', 'placed'], payment: ['configure', 'review', 'placed'] };

describe('From every step', () => {
  it.each(STEPS)('staff and customers may take a journey at %s where the table says', (step) => {
    expect([...legalSteps(at(step), 'staff')].sort()).toEqual([...STAFF[step]].sort());
    expect([...legalSteps(at(step), 'customer')].sort()).toEqual([...(CUSTOMER[step] ?? [])].sort());
  });

  it.each(STEPS)('every other way from %s is refused, with the legal ones', (from) => {
    for (const to of STEPS) {
      for (const who of ['staff', 'customer', 'system'] as const) {
        const legal = legalSteps(at(from), who);
        const refusal = refuseStep(at(from), to, who);
        if (legal.includes(to)) expect(refusal).toBeNull();
        else expect(refusal).toMatchObject({ refused: 'not_now', allowed: legal });
      }
    }
  });

  it('a journey that has ended goes nowhere', () => {
    for (const status of ['cancelled', 'abandoned'] as const) {
      for (const step of STEPS) {
        expect(legalSteps(at(step, { status }), 'staff')).toEqual([]);
        expect(refuseStep(at(step, { status }), 'review', 'staff')?.because).toContain(status);
      }
    }
  });

  it('every step can be reached from the first, whatever the path asks for', () => {
    for (const returnRequired of [true, false]) {
      for (const attestationRequired of [true, false]) {
        const reached = new Set<Step>(['entry']);
        for (let size = 0; size < reached.size; ) {
          size = reached.size;
          for (const step of reached) for (const to of legalSteps(at(step, { returnRequired, attestationRequired }), 'staff')) reached.add(to);
        }
        expect([...reached].sort()).toEqual([...stepsOf({ returnRequired, attestationRequired })].sort());
      }
    }
  });

  it('there is one row for each way', () => {
    const ways = JOURNEY.map(({ from, to, needs }) => `${from} ${to} ${needs.join()}`);
    expect(new Set(ways).size).toBe(ways.length);
  });
});

describe('What a step needs', () => {
  it('is a path before it is configured, and lines before it is ordered', () => {
    expect(refuseStep(at('options', { pathId: null }), 'configure', 'customer')?.because).toBe('choose a path first');
    expect(refuseStep(at('configure', { lineCount: 0 }), 'review', 'staff')?.because).toContain('nothing to order');
    expect(legalSteps(at('payment', { lineCount: 0 }), 'customer')).not.toContain('placed');
  });

  it('is what the path says of return and attestation, each by itself', () => {
    expect(legalSteps(at('shipment', { returnRequired: false }), 'staff')).toEqual(['attestation']);
    expect(legalSteps(at('shipment', { returnRequired: false, attestationRequired: false }), 'staff')).toEqual(['completed']);
    expect(legalSteps(at('return', { attestationRequired: false }), 'system')).toEqual(['completed']);
  });
});

describe('A command', () => {
  it.each<[string, State, string[]]>([
    ['a draft with nothing in it', at('options', { lineCount: 0, pathId: null }), ['configure', 'advance', 'cancel']],
    ['a draft that is configured', at('configure'), ['configure', 'place-on-behalf', 'advance', 'cancel']],
    ['a draft whose price waits', at('configure', { exceptionStatus: 'waiting' }), ['configure', 'advance', 'cancel', 'approve-exception', 'refuse-exception']],
    ['a draft whose price is granted', at('configure', { exceptionStatus: 'granted' }), ['configure', 'place-on-behalf', 'advance', 'cancel']],
    ['a draft whose price was refused', at('configure', { exceptionStatus: 'refused' }), ['configure', 'advance', 'cancel']],
    ['an order', at('placed'), ['advance', 'cancel']],
    ['what is under way', at('shipment'), ['advance']],
    ['what is completed', at('completed'), []],
    ['what is cancelled', at('review', { status: 'cancelled' }), []],
  ])('on %s is one of those', (_name, state, expected) => {
    expect(legalCommands(state)).toEqual(expected);
    for (const command of UPGRADE_COMMANDS) {
      const refusal = refuseCommand(state, command);
      if (expected.includes(command)) expect(refusal).toBeNull();
      else expect(refusal).toMatchObject({ refused: 'not_now', allowed: expected });
    }
  });

  it('to place says what is missing', () => {
    expect(refuseCommand(at('configure', { exceptionStatus: 'waiting' }), 'place-on-behalf')?.because).toContain('waits for an admin');
    expect(refuseCommand(at('configure', { exceptionStatus: 'refused' }), 'place-on-behalf')?.because).toContain('was refused');
    expect(refuseCommand(at('configure', { lineCount: 0 }), 'place-on-behalf')?.because).toContain('nothing to order');
  });
});

describe('A journey is handed back', () => {
  it('to a step that the customer can take from there', () => {
    expect(handBackSteps(at('options', { pathId: null, lineCount: 0 }))).toEqual(['entry', 'options']);
    expect(handBackSteps(at('configure', { lineCount: 0 }))).toEqual(['entry', 'options', 'configure']);
    expect(handBackSteps(at('payment'))).toEqual(['entry', 'options', 'configure', 'review', 'payment']);
    expect(handBackSteps(at('return'))).toEqual(['return']);
    expect(handBackSteps(at('attestation'))).toEqual(['attestation']);
    for (const step of ['placed', 'shipment', 'completed'] as const) expect(handBackSteps(at(step))).toEqual([]);
    expect(handBackSteps(at('review', { status: 'cancelled' }))).toEqual([]);
  });
});
