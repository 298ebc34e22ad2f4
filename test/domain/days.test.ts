import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMonth } from '../../server/domain/coding/months.ts';
import { addDays, dayIn, daysBetween, endOfTerm, instantFrom, isDay, monthsBetween } from '../../server/domain/days.ts';

const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));

describe('Days', () => {
  it('turn at midnight of the zone, not of Greenwich', () => {
    expect(dayIn('UTC', '2026-03-10T23:30:00.000Z')).toBe('2026-03-10');
    expect(dayIn('Europe/Berlin', '2026-03-10T23:30:00.000Z')).toBe('2026-03-11');
    expect(dayIn('America/New_York', '2026-03-10T03:30:00.000Z')).toBe('2026-03-09');
  });

  it('are added across months, leap years and changes of the clock', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  it('that are added lie as many days apart', () => {
    fc.assert(fc.property(day, fc.integer({ min: -20_000, max: 20_000 }), (from, days) => {
      expect(daysBetween(from, addDays(from, days))).toBe(days);
      expect(daysBetween(addDays(from, days), from)).toBe(0 - days);
    }), { seed: 1 });
  });
});

describe('A text', () => {
  it.each([['2026-03-10T12:00:42.520+02:00', '2026-03-10T10:00:42.520Z'], ['2026-03-10T10:00Z', '2026-03-10T10:00:00.000Z'], ['2026-03-10t10:00:42.5209999z', '2026-03-10T10:00:42.520Z'], ['2026-03-10T10:00:00-0330', '2026-03-10T13:30:00.000Z']])('that is the time %s is kept as %s', (text, kept) => {
    expect(instantFrom(text)).toBe(kept);
  });

  it.each(['2026-03-10', '2026-03-10T10:00', '2026-02-30T10:00:00Z', '2026-03-10T24:01:00Z', '2026-03-10T10:00:00+25:00', '-000001-01-01T00:00:00Z', '0000-01-01T00:00:00+01:00', 'yesterday', ''])('that is no time is none: %j', (text) => {
    expect(instantFrom(text)).toBeNull();
  });

  it('is a day or a month where there is such a one', () => {
    expect(['2028-02-29', '2026-02-29', '2026-2-1', '2026-03-10T10:00:00Z'].map(isDay)).toEqual([true, false, false, false]);
    expect(['2026-12', '2026-13', '2026'].map(isMonth)).toEqual([true, false, false]);
  });
});

describe('A term', () => {
  it.each([['2026-04-01', 12, '2027-03-31'], ['2024-02-29', 12, '2025-02-27'], ['2026-01-31', 1, '2026-02-27'], ['2026-03-15', 1, '2026-04-14'], ['2026-12-01', 36, '2029-11-30']])('from %s for %i months ends on %s', (from, months, end) => {
    expect(endOfTerm(from, months)).toBe(end);
  });

  it('has as many months as it was made with', () => {
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 120 }), (from, months) => {
      expect(monthsBetween(from, endOfTerm(from, months))).toBe(months);
    }), { seed: 2 });
  });

  it('followed by the next leaves no day out', () => {
    fc.assert(fc.property(day.filter((from) => from.slice(8) <= '28'), fc.integer({ min: 1, max: 60 }), (from, months) => {
      const next = addDays(endOfTerm(from, months), 1);
      expect(next.slice(8)).toBe(from.slice(8));
      expect(endOfTerm(next, months) > endOfTerm(from, months)).toBe(true);
    }), { seed: 3 });
  });
});
