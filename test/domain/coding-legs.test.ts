import { describe, expect, it } from 'vitest';
import type { Leg } from '../../server/domain/coding/case.ts';
import { refuseLegs, sameLegs, signFault, WEIGHT, type LegsFrame } from '../../server/domain/coding/legs.ts';
import { improves, secondPersonBecause, weightMinor, type Proposal } from '../../server/domain/coding/override.ts';
import { closingChecks, refuseClose, refuseReopen, type MonthFacts } from '../../server/domain/coding/periods.ts';
import { MOVEMENTS, type Movement } from '../../server/domain/words.ts';

const leg = (movement: Movement, amountMinor: number, more: Partial<Leg> = {}): Leg => ({ movement, driver: 'none', amountMinor, currency: 'USD', effectiveOn: '2026-04-01', lines: ['a'], ...more });
const frame: LegsFrame = { totalMinor: -600, currency: 'USD', lines: ['a', 'b'] };
const faults = (legs: Leg[], more: Partial<LegsFrame> = {}) => refuseLegs(legs, { ...frame, ...more })?.errors ?? {};

describe('The sign of an amount', () => {
  it('belongs to its movement', () => {
    const allowed = (movement: Movement) => [-1, 0, 1].filter((amount) => signFault(movement, amount) === null);
    expect(Object.fromEntries(MOVEMENTS.map((movement) => [movement, allowed(movement)]))).toEqual({
      new: [0, 1], expansion: [0, 1], reactivation: [0, 1], contraction: [-1, 0], churn: [-1, 0], renewal: [0], excluded: [0], transfer: [-1, 0, 1], fx: [-1, 0, 1],
    });
  });

  it('against it is told in words', () => {
    expect(signFault('churn', 1)).toBe('must not be above 0: churn is a loss');
    expect(signFault('new', -1)).toBe('must not be below 0: new is a gain');
    expect(signFault('renewal', 1)).toBe('must be 0: renewal moves no recurring revenue');
  });

  it('makes gains of what adds, losses of what takes, and neither of the rest', () => {
    expect(MOVEMENTS.filter((movement) => WEIGHT[movement] === 'gain')).toEqual(['new', 'expansion', 'reactivation']);
    expect(MOVEMENTS.filter((movement) => WEIGHT[movement] === 'loss')).toEqual(['contraction', 'churn']);
  });
});

describe('Legs that somebody puts in place of others', () => {
  it('may be what they were, be called otherwise, or be split', () => {
    expect(faults([leg('contraction', -600)])).toEqual({});
    expect(faults([leg('churn', -600, { driver: 'term' })])).toEqual({});
    expect(faults([leg('contraction', -1000, { driver: 'item_removal' }), leg('expansion', 400, { driver: 'price', lines: ['b'] })])).toEqual({});
    expect(faults([leg('renewal', 0), leg('fx', -600)])).toEqual({});
    expect(faults([leg('transfer', -200), leg('transfer', 200, { lines: ['b'] }), leg('churn', -600)])).toEqual({});
  });

  it('must sum to what the books moved', () => {
    expect(faults([leg('contraction', -599)])).toEqual({ legs: 'must sum to -6.00 USD, what the books moved; they sum to -5.99 USD' });
    expect(faults([leg('contraction', -600), leg('expansion', 1)])).toHaveProperty('legs');
    expect(faults([])).toEqual({ legs: 'must have at least one leg' });
    expect(faults([], { totalMinor: 0 })).toEqual({ legs: 'must have at least one leg' });
  });

  it('must not stand against their movement', () => {
    expect(faults([leg('expansion', -600)])).toEqual({ 'legs[0].amountMinor': 'must not be below 0: expansion is a gain' });
    expect(faults([leg('churn', -700), leg('excluded', 100)])).toEqual({ 'legs[1].amountMinor': 'must be 0: excluded moves no recurring revenue' });
  });

  it('must be whole and exact amounts', () => {
    for (const amountMinor of [-600.5, 2 ** 53, -(2 ** 53), Number.NaN, Infinity]) {
      expect(faults([leg('fx', amountMinor), leg('fx', 0)])).toEqual({ 'legs[0].amountMinor': 'must be a whole number of minor units that can be exact' });
    }
  });

  it('must be exact movement by movement, even where gains and losses cancel out', () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(faults([leg('expansion', most), leg('expansion', most)], { totalMinor: 0 })).toEqual({ legs: 'make an amount that is too large to be exact' });
    expect(faults([leg('expansion', most), leg('contraction', -most)], { totalMinor: 0 })).toEqual({ legs: 'make an amount that is too large to be exact' });
    expect(faults([leg('expansion', most)], { totalMinor: most })).toEqual({});
  });

  it('must be in the currency of the books, on one day, about lines of the coding', () => {
    expect(faults([leg('churn', -600, { currency: 'EUR' })])).toEqual({ 'legs[0].currency': 'must be USD, the currency of the books' });
    expect(faults([leg('churn', -500), leg('contraction', -100, { effectiveOn: '2026-05-01' })])).toEqual({ 'legs[1].effectiveOn': 'must be the same day for every leg' });
    expect(faults([leg('churn', -600, { lines: ['a', 'z'] })])).toEqual({ 'legs[0].lines': 'names a line that is not part of this coding: z' });
    expect(faults([leg('churn', -500, { effectiveOn: '2026-05-01' }), leg('contraction', -100, { effectiveOn: '2026-05-01' })])).toEqual({});
  });

  it('must not make or lose revenue by a transfer', () => {
    expect(faults([leg('transfer', -600)])).toEqual({ legs: 'transfers must sum to 0 between them; they sum to -6.00 USD' });
  });

  it('are told every fault at once, and never at length what was typed', () => {
    const refusal = refuseLegs([leg('new', -1, { currency: 'EUR', lines: ['x'.repeat(500)] }), leg('churn', -0.5)], frame);
    expect(refusal?.refused).toBe('invalid');
    expect(Object.keys(refusal?.errors ?? {})).toEqual(['legs[0].amountMinor', 'legs[0].currency', 'legs[0].lines', 'legs[1].amountMinor']);
    expect(refusal?.because.length).toBeLessThan(400);
  });

  it('are the same whatever their order, and other where anything differs', () => {
    const [one, two] = [leg('churn', -500, { lines: ['a', 'b'] }), leg('contraction', -100)];
    expect(sameLegs([one, two], [two, { ...one, lines: ['b', 'a'] }])).toBe(true);
    for (const other of [{ ...two, driver: 'price' as const }, { ...two, amountMinor: -99 }, { ...two, lines: ['b'] }, { ...two, effectiveOn: '2026-04-02' }]) expect(sameLegs([one, two], [one, other])).toBe(false);
    expect(sameLegs([one], [one, one])).toBe(false);
  });
});

describe('A second person decides', () => {
  const proposal = (before: Leg[], after: Leg[], more: Partial<Proposal> = {}): Proposal => ({ role: 'account_manager', before, after, earlierMinor: 0, thresholdMinor: 1000, currency: 'USD', ...more });
  const because = (before: Leg[], after: Leg[], more?: Partial<Proposal>) => secondPersonBecause(proposal(before, after, more));

  it('past the threshold, not on it, and whatever was proposed for the account this month counts', () => {
    const [before, after] = [[leg('churn', -1000)], [leg('contraction', -1000)]];
    expect(because(before, after)).toBeNull();
    expect(because(before, after, { thresholdMinor: 999 })).toBe('Together with what was proposed for this account this month it moves 10.00 USD, more than 9.99 USD');
    expect(because(before, after, { earlierMinor: 1 })).toContain('10.01 USD');
    expect(because(before, after, { earlierMinor: 1, role: 'admin' })).toContain('10.01 USD');
  });

  it('not over what changes no figure: a driver, a line, a day of the same month, a split', () => {
    const before = [leg('churn', -1000)];
    for (const after of [before, [leg('churn', -1000, { driver: 'price' })], [leg('churn', -1000, { lines: ['b'] })], [leg('churn', -1000, { effectiveOn: '2026-04-30' })], [leg('churn', -400), leg('churn', -600)]]) {
      expect(because(before, after, { thresholdMinor: 0 })).toBeNull();
    }
  });

  it('over another month, as over another movement', () => {
    const moved = [leg('contraction', -1000, { effectiveOn: '2026-05-01' })];
    expect(weightMinor([leg('contraction', -1000)], moved)).toBe(1000);
    expect(because([leg('contraction', -1000)], moved, { role: 'admin', thresholdMinor: 999 })).toContain('10.00 USD');
  });

  it('always where an account manager’s figures would be better', () => {
    const better: [string, Leg[], Leg[]][] = [
      ['a loss becomes a rate’s doing', [leg('contraction', -10)], [leg('fx', -10)]],
      ['a renewal becomes a gain and a rate’s doing', [leg('renewal', 0)], [leg('expansion', 10), leg('fx', -10)]],
      ['gain and loss are both blown up', [leg('renewal', 0)], [leg('expansion', 10), leg('contraction', -10)]],
      ['a loss and a gain turn out to be a flat renewal', [leg('contraction', -10), leg('expansion', 10)], [leg('renewal', 0)]],
      ['a gain comes into another month', [leg('expansion', 10)], [leg('expansion', 10, { effectiveOn: '2026-05-01' })]],
      ['a loss goes into another month', [leg('churn', -10)], [leg('churn', -10, { effectiveOn: '2026-05-01' })]],
    ];
    for (const [what, before, after] of better) {
      expect(improves(before, after), what).toBe(true);
      expect(because(before, after), what).toBe('It raises gain or lowers loss: an account manager does not decide that alone');
      expect(because(before, after, { role: 'admin' }), what).toBeNull();
    }
  });

  it('not where they stay or become worse', () => {
    const same: [Leg[], Leg[]][] = [
      [[leg('new', 10)], [leg('expansion', 10)]], [[leg('churn', -10)], [leg('contraction', -10)]], [[leg('fx', -10)], [leg('contraction', -10)]],
      [[leg('expansion', 10)], [leg('renewal', 0), leg('fx', 10)]],
    ];
    for (const [before, after] of same) expect(because(before, after)).toBeNull();
  });

  it('over amounts as large as they go, too', () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(because([leg('churn', -most)], [leg('contraction', -most)], { earlierMinor: most })).toContain('180,143,985,094,819.82 USD');
  });
});

describe('A month of the books', () => {
  const facts: MonthFacts = { month: '2026-03', closed: { through: '2026-02' }, first: '2025-06', today: '2026-04-01', waiting: 0, differenceMinor: 0 };
  const refused = (more: Partial<MonthFacts>) => refuseClose({ ...facts, ...more });

  it('closes the day after it ended, with nothing waiting and the bridge at its end', () => {
    expect(refused({})).toBeNull();
    expect(closingChecks(facts).map(({ because }) => because)).toEqual(['Every month before it is closed', 'It ended on 2026-03-31', 'Nothing in it waits for review', 'The bridge ends at the subscriptions’ recurring revenue']);
  });

  it('does not close twice: the last one may be reopened, an earlier one may not', () => {
    expect(refused({ month: '2026-02' })).toMatchObject({ refused: 'not_now', because: '2026-02 is closed already', allowed: ['reopen'] });
    expect(refused({ month: '2026-01' })?.allowed).toEqual([]);
  });

  it('does not close before the one before it, nor while it runs', () => {
    expect(refused({ month: '2026-04', today: '2026-06-01' })?.because).toBe('2026-04 cannot close yet. Months close in order: 2026-03 is next');
    expect(refused({ today: '2026-03-31' })?.because).toBe('2026-03 cannot close yet. It ends on 2026-03-31');
  });

  it('does not close over what waits, or where the bridge does not end', () => {
    expect(refused({ waiting: 1 })?.because).toContain('1 coding waits for review or a second person');
    expect(refused({ waiting: 3 })?.because).toContain('3 codings wait');
    expect(refused({ differenceMinor: -1 })?.because).toContain('The bridge does not end');
    expect(refused({ waiting: 1, differenceMinor: 1, today: '2026-03-15' })?.because.split('. ')).toHaveLength(4);
  });

  it('is first the month of the first entry, or any before it', () => {
    const opening = { closed: { through: null } };
    expect(refused({ ...opening, month: '2025-06' })).toBeNull();
    expect(refused({ ...opening, month: '2025-01' })).toBeNull();
    expect(refused({ ...opening, month: '2025-07' })?.because).toContain('2025-06 is next');
    expect(refused({ ...opening, first: null })).toBeNull();
  });

  it('opens again only where it is the last that closed', () => {
    expect(refuseReopen('2026-02', facts.closed)).toBeNull();
    expect(refuseReopen('2026-01', facts.closed)).toMatchObject({ because: 'Only the last closed month can be reopened: 2026-02', allowed: [] });
    expect(refuseReopen('2026-03', facts.closed)).toMatchObject({ because: '2026-03 is open', allowed: ['close'] });
    expect(refuseReopen('2026-03', { through: null })?.allowed).toEqual(['close']);
  });
});
