import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingMinutes, checkCalendar, epochMs, explainDue, instantAt, workingMinutesBetween, type Stop, type WorkingCalendar, type WorkingRange,
} from '../../server/domain/working-time.ts';

const weekdays = (...ranges: WorkingRange[]): WorkingCalendar['week'] => ({ 1: ranges, 2: ranges, 3: ranges, 4: ranges, 5: ranges, 6: [], 7: [] });
const allWeek = (...ranges: WorkingRange[]): WorkingCalendar['week'] => ({ ...weekdays(...ranges), 6: ranges, 7: ranges });

const berlin: WorkingCalendar = {
  zone: 'Europe/Berlin', week: weekdays(['09:00', '12:00'], ['13:00', '17:00']),
  holidays: [{ date: '2026-12-25', name: 'Christmas Day' }, { date: '2026-12-26', name: 'Boxing Day' }],
};
const newYork: WorkingCalendar = { zone: 'America/New_York', week: weekdays(['08:30', '17:30']), holidays: [{ date: '2026-11-26', name: 'Thanksgiving' }] };
const kolkata: WorkingCalendar = { zone: 'Asia/Kolkata', week: { ...weekdays(['10:00', '19:00']), 6: [['10:00', '14:00']] }, holidays: [] };
const aroundTheClock: WorkingCalendar = { zone: 'Europe/London', week: allWeek(['00:00', '24:00']), holidays: [] };
const nights: WorkingCalendar = { zone: 'Australia/Lord_Howe', week: allWeek(['00:00', '03:10'], ['22:15', '24:00']), holidays: [] };
const calendars = [berlin, newYork, kolkata, aroundTheClock, nights];

const minute = 60_000;
const anyCalendar = fc.constantFrom(...calendars);
const anyInstant = fc.integer({ min: Date.UTC(2026, 0, 1) / 500, max: Date.UTC(2027, 11, 31) / 500 }).map((halfSeconds) => instantAt(halfSeconds * 500));
const anyMinutes = fc.integer({ min: 0, max: 6_000 });
const stopsNear = (from: string) => fc.array(
  fc.record({ start: fc.integer({ min: -2_000, max: 20_000 }), length: fc.integer({ min: 0, max: 9_000 }), open: fc.boolean() })
    .map(({ start, length, open }): Stop => {
      const at = epochMs(from) + start * minute;
      return { from: instantAt(at), to: open && length % 5 === 0 ? null : instantAt(at + length * minute), because: `pause of ${length}` };
    }),
  { maxLength: 4 },
);
const caseFrom = (instants: fc.Arbitrary<string>) => fc.record({ calendar: anyCalendar, from: instants, minutes: anyMinutes })
  .chain((base) => stopsNear(base.from).map((stops) => ({ ...base, stops })));
const anyCase = caseFrom(anyInstant);
const onTheMinute = caseFrom(anyInstant.map((instant) => instantAt(Math.floor(epochMs(instant) / minute) * minute)));

describe('a due time counts only working time', () => {
  it.each([
    ['within one morning', '2026-11-23T08:00:00.000Z', 90, '2026-11-23T09:30:00.000Z'],
    ['over lunch', '2026-11-23T10:30:00.000Z', 60, '2026-11-23T12:30:00.000Z'],
    ['over a weekend', '2026-11-20T15:30:00.000Z', 60, '2026-11-23T08:30:00.000Z'],
    ['from a Sunday', '2026-11-22T07:54:00.000Z', 30, '2026-11-23T08:30:00.000Z'],
    ['over Christmas and its weekend', '2026-12-24T15:00:00.000Z', 90, '2026-12-28T08:30:00.000Z'],
    ['to the very end of a day, which is not the next opening', '2026-11-23T15:00:00.000Z', 60, '2026-11-23T16:00:00.000Z'],
    ['nothing to wait for, even at night', '2026-11-23T01:00:00.000Z', 0, '2026-11-23T01:00:00.000Z'],
  ])('%s', (_case, from, minutes, due) => {
    expect(addWorkingMinutes(berlin, from, minutes)).toBe(due);
  });

  it('half a minute is kept', () => {
    expect(addWorkingMinutes(berlin, '2026-11-20T15:59:30.500Z', 1)).toBe('2026-11-23T08:00:30.500Z');
  });

  it('a calendar without enough working time is refused, not searched for ever', () => {
    const closed = { ...berlin, week: weekdays() };
    expect(() => addWorkingMinutes(closed, '2026-11-23T08:00:00.000Z', 1)).toThrow(/fewer than 1 working minutes in the ten years/);
  });

  it.each([-1, 0.5, NaN, Infinity])('%d minutes are refused', (minutes) => {
    expect(() => addWorkingMinutes(berlin, '2026-11-23T08:00:00.000Z', minutes)).toThrow(RangeError);
  });

  it.each(['', 'tomorrow', '2026-11-23T08:00:00', '2026-11-23', '2026-13-01T00:00:00Z'])('"%s" is not an instant in UTC', (from) => {
    expect(() => addWorkingMinutes(berlin, from, 1)).toThrow(/not an instant/);
  });
});

describe('clocks that change keep working time true', () => {
  const london = (week: WorkingCalendar['week']): WorkingCalendar => ({ zone: 'Europe/London', week, holidays: [] });

  it('the day that springs forward has 23 hours and the one that falls back 25', () => {
    expect(workingMinutesBetween(aroundTheClock, '2026-03-29T00:00:00.000Z', '2026-03-29T23:00:00.000Z')).toBe(23 * 60);
    expect(explainDue(aroundTheClock, '2026-10-24T23:00:00.000Z', 25 * 60).due).toBe('2026-10-26T00:00:00.000Z');
  });

  it('nine o’clock is nine o’clock before and after the change', () => {
    expect(addWorkingMinutes(berlin, '2026-03-27T16:00:00.000Z', 1)).toBe('2026-03-30T07:01:00.000Z');
    expect(addWorkingMinutes(berlin, '2026-10-23T15:00:00.000Z', 1)).toBe('2026-10-26T08:01:00.000Z');
  });

  it('a range that begins in the skipped hour begins when the hour has been skipped', () => {
    const early = london(allWeek(['01:30', '04:00']));
    expect(workingMinutesBetween(early, '2026-03-29T00:00:00.000Z', '2026-03-29T12:00:00.000Z')).toBe(120);
    expect(workingMinutesBetween(early, '2026-03-28T00:00:00.000Z', '2026-03-28T12:00:00.000Z')).toBe(150);
  });

  it('a range within the skipped hour is empty, and within the repeated hour counts twice', () => {
    const odd = london(allWeek(['01:15', '01:45']));
    expect(workingMinutesBetween(odd, '2026-03-29T00:00:00.000Z', '2026-03-29T12:00:00.000Z')).toBe(0);
    expect(workingMinutesBetween(odd, '2026-10-25T00:00:00.000Z', '2026-10-25T12:00:00.000Z')).toBe(60);
  });

  it('a day that begins at one in the morning, where midnight is skipped, is whole', () => {
    const beirut: WorkingCalendar = { zone: 'Asia/Beirut', week: allWeek(['00:00', '24:00']), holidays: [] };
    expect(workingMinutesBetween(beirut, '2026-03-27T22:00:00.000Z', '2026-03-29T21:00:00.000Z')).toBe(47 * 60);
  });
});

describe('a stopped clock', () => {
  const from = '2026-11-23T08:00:00.000Z';

  it('moves the due time by the working time of the pause, never by its raw length', () => {
    const overnight: Stop = { from: '2026-11-23T15:00:00.000Z', to: '2026-11-24T09:00:00.000Z', because: 'waiting for customer' };
    expect(addWorkingMinutes(berlin, from, 480)).toBe('2026-11-24T09:00:00.000Z');
    expect(addWorkingMinutes(berlin, from, 480, [overnight])).toBe('2026-11-24T11:00:00.000Z');
  });

  it('moves nothing while it lasts, nor when it lay outside working hours', () => {
    expect(addWorkingMinutes(berlin, from, 480, [{ from: '2026-11-23T10:00:00.000Z', to: null, because: 'waiting' }])).toBe('2026-11-24T09:00:00.000Z');
    expect(addWorkingMinutes(berlin, from, 480, [{ from: '2026-11-23T16:00:00.000Z', to: '2026-11-24T08:00:00.000Z', because: 'waiting' }])).toBe('2026-11-24T09:00:00.000Z');
  });

  it('counts overlapping pauses once', () => {
    const pauses: Stop[] = [
      { from: '2026-11-23T09:00:00.000Z', to: '2026-11-23T10:00:00.000Z', because: 'a' },
      { from: '2026-11-23T09:30:00.000Z', to: '2026-11-23T09:45:00.000Z', because: 'b' },
      { from: '2026-11-23T09:40:00.000Z', to: '2026-11-23T10:30:00.000Z', because: 'c' },
    ];
    expect(addWorkingMinutes(berlin, from, 60, pauses)).toBe('2026-11-23T09:00:00.000Z');
    expect(addWorkingMinutes(berlin, from, 61, pauses)).toBe('2026-11-23T10:31:00.000Z');
  });
});

describe('"why is this due then?" is answered', () => {
  it('with the intervals counted and those left out, each with its reason', () => {
    const stop: Stop = { from: '2026-12-23T15:00:00.000Z', to: '2026-12-24T09:00:00.000Z', because: 'paused: waiting for customer' };
    expect(explainDue(berlin, '2026-12-23T14:00:00.000Z', 421, [stop])).toEqual({
      due: '2026-12-28T08:01:00.000Z',
      counted: [
        { from: '2026-12-23T14:00:00.000Z', to: '2026-12-23T15:00:00.000Z', minutes: 60 },
        { from: '2026-12-24T09:00:00.000Z', to: '2026-12-24T11:00:00.000Z', minutes: 120 },
        { from: '2026-12-24T12:00:00.000Z', to: '2026-12-24T16:00:00.000Z', minutes: 240 },
        { from: '2026-12-28T08:00:00.000Z', to: '2026-12-28T08:01:00.000Z', minutes: 1 },
      ],
      leftOut: [
        { from: '2026-12-23T15:00:00.000Z', to: '2026-12-23T16:00:00.000Z', because: 'paused: waiting for customer' },
        { from: '2026-12-23T16:00:00.000Z', to: '2026-12-24T08:00:00.000Z', because: 'outside working hours' },
        { from: '2026-12-24T08:00:00.000Z', to: '2026-12-24T09:00:00.000Z', because: 'paused: waiting for customer' },
        { from: '2026-12-24T11:00:00.000Z', to: '2026-12-24T12:00:00.000Z', because: 'outside working hours' },
        { from: '2026-12-24T16:00:00.000Z', to: '2026-12-24T23:00:00.000Z', because: 'outside working hours' },
        { from: '2026-12-24T23:00:00.000Z', to: '2026-12-25T23:00:00.000Z', because: 'holiday: Christmas Day' },
        { from: '2026-12-25T23:00:00.000Z', to: '2026-12-28T08:00:00.000Z', because: 'outside working hours' },
      ],
    });
  });

  it('with nothing at all where nothing had to pass', () => {
    const from = '2026-12-23T14:00:00.000Z';
    expect(explainDue(berlin, from, 0)).toEqual({ due: from, counted: [], leftOut: [] });
  });

  it('law: counted minutes sum to the target, and counted and left-out time tile the whole without gap or overlap', () => {
    fc.assert(fc.property(anyCase, ({ calendar, from, minutes, stops }) => {
      const { due, counted, leftOut } = explainDue(calendar, from, minutes, stops);
      expect(due).toBe(addWorkingMinutes(calendar, from, minutes, stops));
      expect(counted.reduce((sum, interval) => sum + interval.minutes, 0)).toBe(minutes);
      const ordered = [...counted, ...leftOut].sort((a, b) => epochMs(a.from) - epochMs(b.from));
      let at = from;
      for (const interval of ordered) {
        expect(interval.from).toBe(at);
        expect(epochMs(interval.to)).toBeGreaterThan(epochMs(interval.from));
        at = interval.to;
      }
      expect(at).toBe(due);
      for (const [i, gap] of leftOut.entries()) {
        const next = leftOut[i + 1];
        if (next?.from === gap.to) expect(next.because).not.toBe(gap.because);
      }
    }));
  });
});

describe('laws of working time', () => {
  it('waiting twice is waiting for the sum', () => {
    fc.assert(fc.property(anyCase, anyMinutes, ({ calendar, from, minutes, stops }, more) => {
      const twice = addWorkingMinutes(calendar, addWorkingMinutes(calendar, from, minutes, stops), more, stops);
      expect(twice).toBe(addWorkingMinutes(calendar, from, minutes + more, stops));
    }));
  });

  it('what was added is what is counted', () => {
    fc.assert(fc.property(anyCase, ({ calendar, from, minutes, stops }) => {
      expect(workingMinutesBetween(calendar, from, addWorkingMinutes(calendar, from, minutes, stops), stops)).toBe(minutes);
    }));
  });

  it('a pause moves the due time by exactly the working time that it covers', () => {
    fc.assert(fc.property(onTheMinute, ({ calendar, from, minutes, stops }) => {
      const due = addWorkingMinutes(calendar, from, minutes, stops);
      const all = workingMinutesBetween(calendar, from, due);
      const paused = all - workingMinutesBetween(calendar, from, due, stops);
      expect(due).toBe(minutes === 0 ? from : addWorkingMinutes(calendar, from, minutes + paused));
    }));
  });

  it('who starts later, or has more to wait for, is never due earlier', () => {
    fc.assert(fc.property(anyCase, fc.nat({ max: 5_000 }), fc.nat({ max: 500 }), ({ calendar, from, minutes, stops }, later, more) => {
      const due = epochMs(addWorkingMinutes(calendar, from, minutes, stops));
      const startedLater = instantAt(epochMs(from) + later * minute);
      expect(epochMs(addWorkingMinutes(calendar, startedLater, minutes, stops))).toBeGreaterThanOrEqual(due);
      expect(epochMs(addWorkingMinutes(calendar, from, minutes + more, stops))).toBeGreaterThanOrEqual(due);
      expect(due).toBeGreaterThanOrEqual(epochMs(from));
    }));
  });

  it('the order in which pauses are listed does not matter', () => {
    fc.assert(fc.property(anyCase, ({ calendar, from, minutes, stops }) => {
      expect(explainDue(calendar, from, minutes, stops.toReversed())).toEqual(explainDue(calendar, from, minutes, stops));
    }));
  });

  it('a minute counts exactly when the wall clock reads a working time', () => {
    const clockOf = (calendar: WorkingCalendar) => new Intl.DateTimeFormat('en-GB', { timeZone: calendar.zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' });
    const clocks = new Map(calendars.map((calendar) => [calendar, clockOf(calendar)]));
    fc.assert(fc.property(anyCalendar, anyInstant, fc.constantFrom(0, Date.UTC(2026, 9, 24, 12), Date.UTC(2026, 2, 28, 12), Date.UTC(2026, 3, 4, 3)), (calendar, from, near) => {
      const start = Math.floor((near === 0 ? epochMs(from) : near + (epochMs(from) % 86_400_000)) / minute) * minute;
      const parts = Object.fromEntries(clocks.get(calendar)!.formatToParts(start).map(({ type, value }) => [type, value]));
      const weekday = String(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts['weekday']!) + 1) as '1';
      const time = `${parts['hour']}:${parts['minute']}`;
      const holiday = calendar.holidays.some(({ date }) => date === `${parts['year']}-${parts['month']}-${parts['day']}`);
      const works = !holiday && calendar.week[weekday].some(([opens, closes]) => time >= opens && time < closes);
      expect(workingMinutesBetween(calendar, instantAt(start), instantAt(start + minute))).toBe(works ? 1 : 0);
    }), { numRuns: 500 });
  });
});

describe('a calendar is checked before it is kept', () => {
  it('nothing is wrong with those that work', () => {
    for (const calendar of calendars) expect(checkCalendar(calendar)).toEqual([]);
  });

  it.each([
    ['a zone nobody knows', { zone: 'Mars/Olympus' }, ['zone']],
    ['an offset for a zone', { zone: '+02:00' }, ['zone']],
    ['no zone', { zone: '' }, ['zone']],
    ['a time that no clock shows', { week: { ...berlin.week, 2: [['9:00', '25:00']] } }, ['week.2.0']],
    ['a start at the end of the day', { week: { ...berlin.week, 2: [['24:00', '24:00']] } }, ['week.2.0']],
    ['a range that ends before it starts', { week: { ...berlin.week, 3: [['17:00', '09:00']] } }, ['week.3.0']],
    ['an empty range', { week: { ...berlin.week, 3: [['09:00', '09:00']] } }, ['week.3.0']],
    ['ranges that overlap', { week: { ...berlin.week, 4: [['09:00', '12:00'], ['11:59', '17:00']] } }, ['week.4.1']],
    ['ranges out of order', { week: { ...berlin.week, 5: [['13:00', '17:00'], ['09:00', '12:00']] } }, ['week.5.1']],
    ['a week off', { week: weekdays() }, ['week']],
    ['a holiday listed twice', { holidays: [{ date: '2026-05-01', name: 'May Day' }, { date: '2026-05-01', name: 'Labour Day' }] }, ['holidays.1.date']],
    ['a day that does not exist', { holidays: [{ date: '2026-02-30', name: 'Leap' }] }, ['holidays.0.date']],
    ['a holiday without a name', { holidays: [{ date: '2026-05-01', name: ' ' }] }, ['holidays.0.name']],
  ] satisfies [string, Partial<WorkingCalendar>, string[]][])('%s is named by its field', (_case, change, fields) => {
    expect(checkCalendar({ ...berlin, ...change }).map(({ field }) => field)).toEqual(fields);
  });
});
