import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_WEIGHTS, QUEUE_MINUTES_PER_POINT, priority, queueDueAt, type PriorityFacts } from '../../server/domain/priority.ts';
import { STEPS } from '../../server/domain/words.ts';

const quiet: PriorityFacts = { arrAtStakeMinor: 0, daysToTermEnd: null, step: null, timesEscalated: 1, returnOutstanding: false, returnOverdue: false };
const worst: PriorityFacts = { arrAtStakeMinor: 900_000_000, daysToTermEnd: 0, step: 'payment', timesEscalated: 9, returnOutstanding: true, returnOverdue: true };
const reasons = (facts: Partial<PriorityFacts>) => priority({ ...quiet, ...facts }).parts.map((part) => part.because);

describe('How pressing an escalation is', () => {
  it('is nothing where nothing is at stake', () => {
    expect(priority(quiet)).toEqual({ score: 0, parts: [], band: 'low' });
  });

  it('is told in words that an account manager would use', () => {
    expect(reasons({ arrAtStakeMinor: 150_000, daysToTermEnd: 8, step: 'review', timesEscalated: 3, returnOutstanding: true })).toEqual(
      ['Term ends in 8 days', '$1,500 at stake', 'Stopped at review', '3rd escalation', 'Return outstanding'],
    );
    expect(reasons({ daysToTermEnd: 1 })).toEqual(['Term ends in 1 day']);
    expect(reasons({ daysToTermEnd: 0 })).toEqual(['Term ends today']);
    expect(reasons({ daysToTermEnd: -2 })).toEqual(['Term ended 2 days ago']);
    expect(reasons({ arrAtStakeMinor: 123_456_700, returnOutstanding: true, returnOverdue: true })).toEqual(['$1,234,567 at stake', 'Return overdue']);
    expect([2, 11, 21, 22, 113].flatMap((timesEscalated) => reasons({ timesEscalated }))).toEqual(['2nd escalation', '11th escalation', '21st escalation', '22nd escalation', '113th escalation']);
  });

  it('never passes 100: the last reason gives way', () => {
    const { score, parts, band } = priority(worst);
    expect([score, band]).toEqual([100, 'urgent']);
    expect(parts.map((part) => part.points)).toEqual([34, 26, 14, 20, 6]);
  });

  it('weighs a stop at payment or review more than one at the entry', () => {
    const { entry, review, payment } = DEFAULT_WEIGHTS.step;
    expect(entry < review && review < payment).toBe(true);
  });

  it('falls into bands at 70, 50 and 25', () => {
    const bandAt = (points: number) => priority({ ...quiet, daysToTermEnd: 0 }, { ...DEFAULT_WEIGHTS, termEnd: [{ withinDays: 0, points }] }).band;
    expect([24, 25, 49, 50, 69, 70, 100].map(bandAt)).toEqual(['low', 'normal', 'normal', 'high', 'high', 'urgent', 'urgent']);
  });

  const facts: fc.Arbitrary<PriorityFacts> = fc.record({
    arrAtStakeMinor: fc.integer({ min: 0, max: 2_000_000_000 }), daysToTermEnd: fc.option(fc.integer({ min: -100, max: 400 })), step: fc.option(fc.constantFrom(...STEPS)),
    timesEscalated: fc.integer({ min: 1, max: 12 }), returnOutstanding: fc.boolean(), returnOverdue: fc.boolean(),
  });

  it('is always a whole number up to 100 that its reasons sum to', () => {
    fc.assert(fc.property(facts, (some) => {
      const { score, parts } = priority(some);
      expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
      expect(parts.reduce((sum, part) => sum + part.points, 0)).toBe(score);
      expect(parts.every((part) => part.points > 0)).toBe(true);
    }));
  });

  it('never falls when more is at stake, the term is nearer, or the customer asks again', () => {
    fc.assert(fc.property(facts, fc.nat({ max: 1_000_000_000 }), fc.nat({ max: 90 }), (some, more, days) => {
      const { score } = priority(some);
      expect(priority({ ...some, arrAtStakeMinor: some.arrAtStakeMinor + more }).score).toBeGreaterThanOrEqual(score);
      expect(priority({ ...some, timesEscalated: some.timesEscalated + 1 }).score).toBeGreaterThanOrEqual(score);
      expect(priority({ ...some, returnOverdue: true }).score).toBeGreaterThanOrEqual(score);
      if (some.daysToTermEnd !== null) expect(priority({ ...some, daysToTermEnd: some.daysToTermEnd - days }).score).toBeGreaterThanOrEqual(score);
    }));
  });
});

describe('The place in the queue', () => {
  it('is the due time brought forward by three minutes a point', () => {
    expect(QUEUE_MINUTES_PER_POINT).toBe(3);
    expect(queueDueAt({ dueAt: '2026-11-23T10:00:00.000Z', score: 20 })).toBe('2026-11-23T09:00:00.000Z');
    expect(queueDueAt({ dueAt: '2026-11-23T10:00:00.000Z', score: 0 })).toBe('2026-11-23T10:00:00.000Z');
  });
});
