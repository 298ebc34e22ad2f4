import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../server/domain/days.ts';
import { AGEING_BUCKETS, ageingOf, dueDaysOf, standingOf } from '../../server/domain/return-standing.ts';
import { deviceStatuses, flagsOf, returnFlags, type ReturnFact } from '../../server/domain/returns.ts';
import { addWorkingDays, isWorkingDay } from '../../server/domain/working-days.ts';
import type { WorkingCalendar } from '../../server/domain/working-time.ts';
import { DISPOSITIONS, RETURN_FACTS } from '../../server/domain/words.ts';

const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T12:00:00.000Z`;
const devices = [{ serial: 'A1' }, { serial: 'B2' }];

const anyFact: fc.Arbitrary<ReturnFact> = fc.record({
  fact: fc.constantFrom(...RETURN_FACTS), happened: fc.integer({ min: 1, max: 25 }), late: fc.integer({ min: 0, max: 3 }), serial: fc.constantFrom(undefined, 'A1', 'b2', 'Z9'), amountMinor: fc.constantFrom(undefined, 1, 100, 250), trackingNumber: fc.constantFrom(undefined, 'PW-1', 'PW-2'), stands: fc.constantFrom(undefined, true, false),
}).map(({ happened, late, ...fact }) => ({ ...fact, occurredAt: at(happened), recordedAt: at(happened + late), source: 'test', by: null }));
const anyPath = fc.record({ disposition: fc.constantFrom(...DISPOSITIONS), attestationRequired: fc.boolean() });

describe('What follows from the facts of a return', () => {
  it('is the same in whatever order they come, and however often', () => {
    fc.assert(fc.property(fc.array(anyFact, { maxLength: 12 }).chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 }))), anyPath, ([facts, again], path) => {
      expect(standingOf(devices, again, path)).toEqual(standingOf(devices, facts, path));
      expect(deviceStatuses(devices, again, path.disposition)).toEqual(deviceStatuses(devices, facts, path.disposition));
    }), { numRuns: 1_000 });
  });

  it('has the flags that the facts themselves have, at any time', () => {
    fc.assert(fc.property(fc.array(anyFact, { maxLength: 12 }), anyPath, fc.integer({ min: 1, max: 30 }), (facts, path, day) => {
      const when = { now: `2026-04-${String(day).padStart(2, '0')}T08:00:00.000Z`, dueOn: '2026-04-10' };
      expect(flagsOf(standingOf(devices, facts, path), when)).toEqual(returnFlags(devices, facts, { ...when, path }));
    }));
  });

  it('counts nothing that a rejected attestation said', () => {
    fc.assert(fc.property(fc.array(anyFact, { maxLength: 12 }), anyPath, (facts, path) => {
      const standing = facts.filter(({ stands }) => stands !== false);
      const { carrier: _c, trackingNumber: _t, labelUrl: _l, ...left } = standingOf(devices, facts, path);
      expect(standingOf(devices, standing, path)).toMatchObject(left);
    }));
  });

  it('no longer has a contradiction that somebody settled, and still has the others', () => {
    const facts: ReturnFact[] = ['X1', 'X2'].map((serial) => ({ fact: 'received', serial, occurredAt: at(1), recordedAt: at(1), source: 'dock', by: null }));
    const path = { disposition: 'return' as const, attestationRequired: false };
    expect(standingOf(devices, facts, path, [{ code: 'wrong_serial', serial: 'x1' }]).mismatches.map(({ serial }) => serial)).toEqual(['X2']);
  });

  it('is the label that was issued last', () => {
    const label = (day: number, trackingNumber: string): ReturnFact => ({ fact: 'label_issued', trackingNumber, carrier: 'Parcelwing', occurredAt: at(day), recordedAt: at(9), source: 'desk', by: null });
    expect(standingOf(devices, [label(3, 'NEW'), label(1, 'OLD')], { disposition: 'return', attestationRequired: false })).toMatchObject({ trackingNumber: 'NEW', carrier: 'Parcelwing', labelUrl: null });
  });

  it('of money is the same in whatever order it is told, and settled only when nothing is left', () => {
    const anyMoney = fc.record({ fact: fc.constantFrom('fee_charged' as const, 'fee_refunded' as const, 'received' as const), happened: fc.integer({ min: 1, max: 5 }), serial: fc.constantFrom(undefined, 'A1', 'b2'), amountMinor: fc.constantFrom(undefined, 1, 100) })
      .map(({ happened, ...fact }): ReturnFact => ({ ...fact, occurredAt: at(happened), recordedAt: at(happened), source: 'desk', by: null }));
    const path = { disposition: 'return' as const, attestationRequired: false };
    fc.assert(fc.property(fc.array(anyMoney, { maxLength: 8 }).chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 }))), ([facts, again]) => {
      const standing = standingOf(devices, facts, path);
      expect(standingOf(devices, again, path)).toEqual(standing);
      // One more refund of everything, later than all of it, leaves nothing of either.
      const all: ReturnFact = { fact: 'fee_refunded', occurredAt: at(9), recordedAt: at(9), source: 'desk', by: null };
      expect(standingOf(devices, [all, ...facts], path)).toMatchObject({ feeMinor: 0, mismatches: standing.mismatches.filter(({ code }) => code !== 'fee_then_received') });
    }), { numRuns: 1_000 });
  });

  it('is a fee of what was charged less what was given back, never below nothing', () => {
    const money = (fact: 'fee_charged' | 'fee_refunded', amountMinor?: number, day = 1, serial?: string): ReturnFact => ({ fact, amountMinor, occurredAt: at(day), recordedAt: at(day), source: 'desk', by: null, serial });
    const feeOf = (...facts: ReturnFact[]) => standingOf(devices, facts, { disposition: 'return', attestationRequired: false }).feeMinor;
    expect(feeOf(money('fee_charged', 500), money('fee_refunded', 200))).toBe(300);
    expect(feeOf(money('fee_charged', 500), money('fee_charged', 500), money('fee_charged', 500, 2))).toBe(1_000);
    expect(feeOf(money('fee_refunded', 200))).toBe(0);
    // Without an amount, all that was charged until then, told before it or after it; what is charged later is charged anew.
    expect(feeOf(money('fee_refunded', undefined, 3), money('fee_charged', 500, 2), money('fee_refunded', 200, 2))).toBe(0);
    expect(feeOf(money('fee_charged', 500, 1), money('fee_refunded', 200, 2), money('fee_refunded', undefined, 3), money('fee_charged', 300, 4))).toBe(300);
    expect(feeOf(money('fee_charged', 500, 1, 'A1'), money('fee_charged', 400, 1, 'B2'), money('fee_refunded', undefined, 2, 'a1'))).toBe(400);
  });
});

describe('How long a return has been overdue', () => {
  it.each([['2026-03-10', null], ['2026-03-09', '1-7'], ['2026-03-03', '1-7'], ['2026-03-02', '8-14'], ['2026-02-24', '8-14'], ['2026-02-23', '15-30'], ['2026-02-08', '15-30'], ['2026-02-07', '31+'], ['2025-01-01', '31+']])('due on %s falls into %s', (dueOn, bucket) => {
    expect(ageingOf(dueOn, true, '2026-03-10')?.bucket ?? null).toBe(bucket);
    expect(ageingOf(dueOn, false, '2026-03-10')).toBeNull();
  });

  it('the days that a bucket asks for are the days that fall into it', () => {
    fc.assert(fc.property(fc.integer({ min: -5, max: 80 }), (days) => {
      const dueOn = addDays('2026-03-10', -days);
      const own = ageingOf(dueOn, true, '2026-03-10')?.bucket ?? null;
      for (const bucket of AGEING_BUCKETS) {
        const { from, to } = dueDaysOf(bucket, '2026-03-10', addDays);
        expect((from === null || dueOn >= from) && dueOn <= to, `${bucket} of ${dueOn}`).toBe(bucket === own);
      }
    }));
  });
});

describe('Working days', () => {
  const week: WorkingCalendar = { zone: 'Europe/Berlin', week: { 1: [['09:00', '17:00']], 2: [['09:00', '17:00']], 3: [['09:00', '17:00']], 4: [['09:00', '17:00']], 5: [['09:00', '12:00']], 6: [], 7: [] }, holidays: [{ date: '2026-04-03', name: 'Good Friday' }, { date: '2026-04-06', name: 'Easter Monday' }] };

  it('leave out weekends and holidays', () => {
    expect(addWorkingDays(week, '2026-04-02', 1)).toBe('2026-04-07');
    expect(addWorkingDays(week, '2026-03-10', 15)).toBe('2026-03-31');
    expect(addWorkingDays(week, '2026-03-14', 1)).toBe('2026-03-16');
    expect(addWorkingDays(week, '2026-03-14', 0)).toBe('2026-03-14');
  });

  it('are as many as were asked for, and the last is one', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 60 }), (start, days) => {
      const from = addDays('2026-01-01', start);
      const to = addWorkingDays(week, from, days);
      let counted = 0;
      for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(week, day)) counted += 1;
      expect(counted).toBe(days);
      expect(isWorkingDay(week, to)).toBe(true);
    }));
  });

  it('that a calendar does not have are said to be missing', () => {
    expect(() => addWorkingDays({ ...week, week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } }, '2026-01-01', 1)).toThrow(RangeError);
  });
});
