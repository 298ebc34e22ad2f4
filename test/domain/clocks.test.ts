import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueTimes, explainClock, leaseAfterPause, leaseLeft, leaseUntil } from '../../server/domain/clocks.ts';
import { DEFAULT_POLICY } from '../../server/domain/policy.ts';
import { BANDS } from '../../server/domain/words.ts';
import { addWorkingMinutes, workingMinutesBetween, type WorkingCalendar } from '../../server/domain/working-time.ts';

const day: [string, string][] = [['09:00', '17:00']];
const calendar: WorkingCalendar = { zone: 'Europe/Berlin', week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] }, holidays: [] };
const { targets } = DEFAULT_POLICY;
const monday = (time: string) => `2026-11-23T${time}:00.000Z`;
const tuesday = (time: string) => `2026-11-24T${time}:00.000Z`;

describe("An escalation's targets", () => {
  it('run in working time of the region: answer and solution each by its own target', () => {
    expect(dueTimes(calendar, targets, 'high', { openedAt: monday('09:00'), roundStartedAt: monday('09:00'), stops: [] })).toEqual({ firstResponseDueAt: monday('10:30'), resolutionDueAt: tuesday('09:00') });
  });

  it('start anew for the answer when the customer escalates again, and run on for the solution', () => {
    const due = dueTimes(calendar, targets, 'high', { openedAt: monday('09:00'), roundStartedAt: monday('13:00'), stops: [{ from: monday('10:00'), to: monday('13:00'), because: 'handed back to the customer' }] });
    expect(due).toEqual({ firstResponseDueAt: monday('14:30'), resolutionDueAt: tuesday('12:00') });
  });

  it('keep the pause that has been gathered when the priority changes', () => {
    const facts = { openedAt: monday('09:00'), roundStartedAt: monday('09:00'), stops: [{ from: monday('10:00'), to: monday('12:00'), because: 'paused: waiting for customer' }] };
    expect(dueTimes(calendar, targets, 'urgent', facts).resolutionDueAt).toBe(monday('15:00'));
    expect(dueTimes(calendar, targets, 'high', facts).resolutionDueAt).toBe(tuesday('11:00'));
  });

  it('are explained as they fall due', () => {
    fc.assert(fc.property(fc.constantFrom(...BANDS), fc.nat({ max: 40_000 }), fc.nat({ max: 10_000 }), (band, opened, later) => {
      const openedAt = new Date(Date.UTC(2026, 9, 1) + opened * 60_000).toISOString();
      const roundStartedAt = new Date(Date.parse(openedAt) + later * 60_000).toISOString();
      const facts = { openedAt, roundStartedAt, stops: [{ from: openedAt, to: roundStartedAt, because: 'handed back to the customer' }] };
      const due = dueTimes(calendar, targets, band, facts);
      const why = explainClock(calendar, targets, band, facts);
      expect(why.zone).toBe('Europe/Berlin');
      expect([why.firstResponse.due, why.resolution.due]).toEqual([due.firstResponseDueAt, due.resolutionDueAt]);
      expect(why.firstResponse.targetMinutes).toBe(targets[band].firstResponseMinutes);
      for (const clock of [why.firstResponse, why.resolution]) expect(clock.counted.reduce((sum, part) => sum + part.minutes, 0)).toBe(clock.targetMinutes);
    }), { numRuns: 60 });
  });
});

describe('A claim', () => {
  const facts = { calendar, now: monday('09:00'), leaseMinutes: 240, floorMinutes: 30, firstResponseDueAt: tuesday('12:00'), firstRespondedAt: null };

  it('lasts four working hours of its holder', () => {
    expect(leaseUntil(facts)).toBe(monday('13:00'));
    expect(leaseUntil({ ...facts, now: monday('14:00') })).toBe(tuesday('10:00'));
  });

  it('lasts only until the answer is due when that comes first', () => {
    expect(leaseUntil({ ...facts, firstResponseDueAt: monday('10:15') })).toBe(monday('10:15'));
  });

  it('never lasts less than half a working hour', () => {
    expect(leaseUntil({ ...facts, firstResponseDueAt: monday('09:05') })).toBe(monday('09:30'));
  });

  it('has its full length once the answer is given or late', () => {
    expect(leaseUntil({ ...facts, firstResponseDueAt: monday('10:15'), firstRespondedAt: monday('08:30') })).toBe(monday('13:00'));
    expect(leaseUntil({ ...facts, firstResponseDueAt: monday('08:59') })).toBe(monday('13:00'));
    expect(leaseUntil({ ...facts, firstResponseDueAt: monday('09:00') })).toBe(monday('13:00'));
  });

  it('has after a pause what it had before it', () => {
    const until = leaseUntil(facts);
    const left = leaseLeft(calendar, monday('11:00'), until);
    expect(left).toBe(120);
    expect(leaseAfterPause(calendar, tuesday('09:00'), left)).toBe(tuesday('11:00'));
    expect(leaseLeft(calendar, monday('14:00'), until)).toBe(0);
  });

  it('always lasts between its floor and its full length', () => {
    fc.assert(fc.property(fc.nat({ max: 20_000 }), fc.integer({ min: -3000, max: 3000 }), (start, ahead) => {
      const now = new Date(Date.UTC(2026, 9, 20) + start * 60_000).toISOString();
      const until = leaseUntil({ ...facts, now, firstResponseDueAt: new Date(Date.parse(now) + ahead * 60_000).toISOString() });
      expect(until >= addWorkingMinutes(calendar, now, 30)).toBe(true);
      expect(workingMinutesBetween(calendar, now, until)).toBeLessThanOrEqual(240);
    }), { numRuns: 100 });
  });
});
