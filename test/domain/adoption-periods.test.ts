import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRAINS, periodId, periodsOf, wholeMonthsOf } from '../../server/domain/adoption/periods.ts';
import { lastDayOf, monthsThrough } from '../../server/domain/coding/months.ts';
import { addDays, daysBetween } from '../../server/domain/days.ts';

describe('Periods', () => {
  const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));

  it.each(GRAINS)('by %s make up a window without gap or overlap', (grain) => {
    fc.assert(fc.property(day, fc.nat({ max: 400 }), (from, days) => {
      const to = addDays(from, days);
      const periods = periodsOf(grain, { from, to });
      expect([periods[0]?.from, periods.at(-1)?.to]).toEqual([from, to]);
      expect(periods.slice(1).map((period) => period.from)).toEqual(periods.slice(0, -1).map((period) => addDays(period.to, 1)));
      expect(new Set(periods.map(({ id }) => id)).size).toBe(periods.length);
      for (const period of periods) expect([periodId(grain, period.from), periodId(grain, period.to), period.from <= period.to]).toEqual([period.id, period.id, true]);
    }));
  });

  it('of a week start on its Monday, of a month on its first, but for the window’s own first', () => {
    fc.assert(fc.property(day, fc.nat({ max: 400 }), (from, days) => {
      const window = { from, to: addDays(from, days) };
      const [, ...weeks] = periodsOf('week', window);
      expect(weeks.filter(({ id, from: first }) => id !== first || new Date(`${first}T00:00:00Z`).getUTCDay() !== 1)).toEqual([]);
      expect(weeks.slice(0, -1).filter((week) => daysBetween(week.from, week.to) !== 6)).toEqual([]);
      expect(periodsOf('month', window).slice(1).filter(({ id, from: first }) => first !== `${id}-01`)).toEqual([]);
    }));
  });

  it('are named after the Monday across the turn of a year', () => {
    expect(periodsOf('week', { from: '2025-12-31', to: '2026-01-06' })).toEqual([{ id: '2025-12-29', from: '2025-12-31', to: '2026-01-04' }, { id: '2026-01-05', from: '2026-01-05', to: '2026-01-06' }]);
  });

  it('leave a window its whole months, and the days before and after them, and nothing twice', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 400 }), (start, days) => {
      const window = { from: addDays('2025-01-01', start), to: addDays('2025-01-01', start + days) };
      const { whole, rest } = wholeMonthsOf(window);
      const months = whole ? monthsThrough(whole.from, whole.to) : [];
      const own = [...months.flatMap((month) => periodsOf('day', { from: `${month}-01`, to: lastDayOf(month) })), ...rest.flatMap((part) => periodsOf('day', part))].map(({ id }) => id).sort();
      expect(own).toEqual(periodsOf('day', window).map(({ id }) => id));
      expect(months).toEqual(periodsOf('month', window).filter(({ id, from, to }) => from === `${id}-01` && to === lastDayOf(id)).map(({ id }) => id));
    }));
  });
});
