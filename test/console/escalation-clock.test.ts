import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../server/domain/policy.ts';
import { answeredInTime, clockOf, intervalsOf, leftOutReasons } from '../../client/console/escalations/clock.ts';
import { hourFrom, queueTabs, withCurrentHour } from '../../client/console/escalations/queueTabs.ts';
import { asLocalField, instantOfField, pausePresets } from '../../client/console/escalations/workspace/pauseUntil.ts';
import { activeTab } from '../../client/console/table/filters.ts';

const { stopsClock } = DEFAULT_POLICY;
const open = { status: 'claimed', pauseReason: null, firstRespondedAt: null, firstResponseDueAt: '2026-11-22T10:00:00.000Z', resolutionDueAt: '2026-11-23T10:00:00.000Z' } as const;

describe('which clock counts', () => {
  it('the first response until somebody answered, then the resolution', () => {
    expect(clockOf(open, stopsClock)).toEqual({ runs: true, target: 'first_response', due: open.firstResponseDueAt });
    expect(clockOf({ ...open, firstRespondedAt: '2026-11-22T09:00:00.000Z' }, stopsClock)).toEqual({ runs: true, target: 'resolution', due: open.resolutionDueAt });
  });

  it('a pause stops it only where the policy says so', () => {
    expect(clockOf({ ...open, status: 'paused', pauseReason: 'waiting_for_customer' }, stopsClock)).toEqual({ runs: false, because: 'paused' });
    expect(clockOf({ ...open, status: 'paused', pauseReason: 'waiting_for_colleague' }, stopsClock).runs).toBe(true);
    expect(clockOf({ ...open, status: 'paused', pauseReason: 'waiting_for_colleague' }, undefined).runs).toBe(false);
  });

  it('with the customer, or closed, none does', () => {
    expect(clockOf({ ...open, status: 'handed_back' }, stopsClock)).toEqual({ runs: false, because: 'handed_back' });
    expect(clockOf({ ...open, status: 'resolved' }, stopsClock)).toEqual({ runs: false, because: 'closed' });
  });

  it('an answer is in time until the very moment that it is due', () => {
    expect(answeredInTime(open)).toBeNull();
    expect(answeredInTime({ ...open, firstRespondedAt: open.firstResponseDueAt })).toBe(true);
    expect(answeredInTime({ ...open, firstRespondedAt: '2026-11-22T10:00:00.001Z' })).toBe(false);
  });
});

it('why it is due is told in the order in which time passed, each reason once', () => {
  const target = {
    counted: [{ from: '08', to: '12', minutes: 240 }, { from: '13', to: '14', minutes: 60 }],
    leftOut: [{ from: '12', to: '13', because: 'outside working hours' }, { from: '14', to: '15', because: 'paused' }, { from: '16', to: '17', because: 'paused' }],
  };
  expect(intervalsOf(target).map(({ from, counts }) => `${from}${counts ? '+' : '-'}`)).toEqual(['08+', '12-', '13+', '14-', '16-']);
  expect(leftOutReasons(target)).toEqual(['outside working hours', 'paused']);
});

describe('due within the hour', () => {
  const now = Date.parse('2026-11-22T09:30:20.000Z');

  it('means an hour from now, and keeps meaning it', () => {
    const due = queueTabs('me', now, undefined).find(({ id }) => id === 'due');
    expect(due?.filter['firstResponseDueAt_lte']).toBe('2026-11-22T10:31:00.000Z');
    const later = withCurrentHour(due?.filter ?? {}, now + 120_000);
    expect(later['firstResponseDueAt_lte']).toBe(hourFrom(now + 120_000));
    expect(activeTab(queueTabs('me', now + 120_000, undefined), later)?.id).toBe('due');
  });

  it('leaves every other filter alone', () => {
    const filter = { status: 'waiting' };
    expect(withCurrentHour(filter, now)).toBe(filter);
  });
});

describe('until when one pauses', () => {
  it('usual times lie ahead, and Monday is the next one', () => {
    const saturday = new Date(2026, 10, 21, 15, 0);
    const presets = pausePresets(saturday);
    expect(presets.every(({ at }) => at > saturday)).toBe(true);
    const monday = presets.find(({ id }) => id === 'monday')?.at;
    expect([monday?.getDay(), monday?.getDate(), monday?.getHours()]).toEqual([1, 23, 9]);
    expect(pausePresets(new Date(2026, 10, 22, 15, 0)).some(({ id }) => id === 'monday')).toBe(false);
  });

  it('what the field shows is what is sent', () => {
    const at = new Date(2026, 10, 23, 9, 0);
    expect(instantOfField(asLocalField(at))).toBe(at.toISOString());
    expect(instantOfField('')).toBeNull();
  });
});
