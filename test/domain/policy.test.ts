import { describe, expect, it } from 'vitest';
import { checkPolicy, DEFAULT_POLICY, isZone, type PolicyRules } from '../../server/domain/policy.ts';

const { targets } = DEFAULT_POLICY;

describe('A policy', () => {
  it('as it is shipped is in order', () => {
    expect(checkPolicy(DEFAULT_POLICY)).toEqual([]);
  });

  it.each<[string, Partial<PolicyRules>]>([
    ['targets.high.firstResponseMinutes', { targets: { ...targets, high: { firstResponseMinutes: 0, resolutionMinutes: 10 } } }], ['targets.low.resolutionMinutes', { targets: { ...targets, low: { firstResponseMinutes: 500, resolutionMinutes: 499 } } }],
    ['leaseMinutes', { leaseMinutes: 0 }], ['leaseMinutes', { leaseMinutes: 1.5 }], ['leaseFloorMinutes', { leaseFloorMinutes: 241 }], ['ownerWindowMinutes', { ownerWindowMinutes: -1 }], ['declineHours', { declineHours: 0 }], ['abandonAfterDays', { abandonAfterDays: 366 }],
    ['handBackLinkHours', { handBackLinkHours: 0 }], ['exceptionLimitBasisPoints', { exceptionLimitBasisPoints: 10_001 }], ['returnDueWorkingDays', { returnDueWorkingDays: Number.NaN }], ['returnStakeBasisPoints', { returnStakeBasisPoints: -1 }], ['booksZone', { booksZone: 'Mars/Olympus' }],
    ['reportingCurrency', { reportingCurrency: 'usd' }], ['reportingCurrency', { reportingCurrency: 'XXX' }],
  ])('with a wrong %s names it', (field, wrong) => {
    expect(checkPolicy({ ...DEFAULT_POLICY, ...wrong }).map((fault) => fault.field)).toContain(field);
  });

  it('may offer an item to everyone at once', () => {
    expect(checkPolicy({ ...DEFAULT_POLICY, ownerWindowMinutes: 0 })).toEqual([]);
  });

  it('knows time zones by their names', () => {
    expect(['Europe/Berlin', 'UTC', 'America/New_York'].every(isZone)).toBe(true);
    expect(['', 'Berlin/Europe', 'CET+1'].some(isZone)).toBe(false);
  });
});
