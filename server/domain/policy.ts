import { isCurrency } from './money.ts';
import type { Band, PauseReason } from './words.ts';

/** What admins may set. Minutes are working minutes unless the name says otherwise. */
export type PolicyRules = {
  /** The zone in which the books' months and days turn. */
  booksZone: string;
  reportingCurrency: string;
  targets: Record<Band, { firstResponseMinutes: number; resolutionMinutes: number }>;
  leaseMinutes: number;
  leaseFloorMinutes: number;
  ownerWindowMinutes: number;
  declineHours: number;
  stopsClock: Record<PauseReason, boolean>;
  /** Plain days after which a draft, or a hand-back, that nobody touched is given up. */
  abandonAfterDays: number;
  handBackLinkHours: number;
  /** A discount past this waits for an admin; 1,500 is 15%. */
  exceptionLimitBasisPoints: number;
  /** Working days, by the calendar of the account's region, that a customer has from the day the order takes effect. */
  returnDueWorkingDays: number;
  /** Plain days after which a label that no carrier scanned, and a shipment without news, are pointed out. */
  neverScannedDays: number;
  quietDays: number;
  signingLinkHours: number;
  /** Charged where the old device never comes, as a share of its yearly list price. */
  returnStakeBasisPoints: number;
  /** Plain days that a line past its end stays in the books; renewed inside them, it is continuous. */
  gapDays: number;
  /** A correction that moves more than this, with what the same person proposed for the account this month, waits for a second person. */
  overrideThresholdMinor: number;
};

/** The one row that rules are kept in. */
export const POLICY_ID = 'current';

export const DEFAULT_POLICY: PolicyRules = {
  booksZone: 'UTC',
  reportingCurrency: 'USD',
  targets: {
    urgent: { firstResponseMinutes: 30, resolutionMinutes: 240 },
    high: { firstResponseMinutes: 90, resolutionMinutes: 480 },
    normal: { firstResponseMinutes: 240, resolutionMinutes: 1440 },
    low: { firstResponseMinutes: 480, resolutionMinutes: 2400 },
  },
  leaseMinutes: 240,
  leaseFloorMinutes: 30,
  ownerWindowMinutes: 60,
  declineHours: 24,
  stopsClock: { waiting_for_customer: true, callback_agreed: true, waiting_for_approval: false, waiting_for_colleague: false, waiting_for_supplier: false },
  abandonAfterDays: 14,
  handBackLinkHours: 72,
  exceptionLimitBasisPoints: 1500,
  returnDueWorkingDays: 15,
  neverScannedDays: 7,
  quietDays: 10,
  signingLinkHours: 336,
  returnStakeBasisPoints: 5000,
  gapDays: 30,
  overrideThresholdMinor: 500_000,
};

export type FieldFault = { field: string; message: string };

/** What is wrong with a set of rules, by field; empty when they can be kept. */
export function checkPolicy(rules: PolicyRules): FieldFault[] {
  const faults: FieldFault[] = [];
  const within = (field: string, value: number, low: number, high: number) => {
    if (!Number.isInteger(value) || value < low || value > high) faults.push({ field, message: `must be a whole number from ${low} to ${high}` });
  };
  for (const [band, target] of Object.entries(rules.targets)) {
    within(`targets.${band}.firstResponseMinutes`, target.firstResponseMinutes, 1, 100_000);
    within(`targets.${band}.resolutionMinutes`, target.resolutionMinutes, 1, 100_000);
    if (target.resolutionMinutes < target.firstResponseMinutes) faults.push({ field: `targets.${band}.resolutionMinutes`, message: 'must not be shorter than the first response' });
  }
  within('leaseMinutes', rules.leaseMinutes, 1, 10_000);
  within('leaseFloorMinutes', rules.leaseFloorMinutes, 1, 10_000);
  if (rules.leaseFloorMinutes > rules.leaseMinutes) faults.push({ field: 'leaseFloorMinutes', message: 'must not be longer than the claim itself' });
  within('ownerWindowMinutes', rules.ownerWindowMinutes, 0, 10_000);
  within('declineHours', rules.declineHours, 1, 1_000);
  within('abandonAfterDays', rules.abandonAfterDays, 1, 365);
  within('handBackLinkHours', rules.handBackLinkHours, 1, 2_000);
  within('exceptionLimitBasisPoints', rules.exceptionLimitBasisPoints, 0, 10_000);
  within('returnDueWorkingDays', rules.returnDueWorkingDays, 1, 250);
  within('neverScannedDays', rules.neverScannedDays, 1, 365);
  within('quietDays', rules.quietDays, 1, 365);
  within('signingLinkHours', rules.signingLinkHours, 1, 2_000);
  within('returnStakeBasisPoints', rules.returnStakeBasisPoints, 0, 10_000);
  within('gapDays', rules.gapDays, 0, 365);
  within('overrideThresholdMinor', rules.overrideThresholdMinor, 0, 1_000_000_000_000);
  if (!isZone(rules.booksZone)) faults.push({ field: 'booksZone', message: `"${rules.booksZone}" is not a time zone` });
  if (!isCurrency(rules.reportingCurrency)) faults.push({ field: 'reportingCurrency', message: 'is not a currency of the books' });
  return faults;
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
