import type { Fixed } from '../../server/domain/portal.ts';
import type { Disposition, ReturnStatus, Step, UpgradeKind, UpgradeStatus } from '../../server/domain/words.ts';

/** One line of the order. Amounts are a year's worth, in minor units of `currency`; days are `YYYY-MM-DD`. */
export type PortalLine = { product: string; productName: string; quantity: number; arrMinor: number; currency: string; termMonths: number; startsOn: string; endsOn: string | null; serial: string | null };

export type OldDevice = { serials: string[]; dueOn: string; attestationRequired: boolean };

/** How far the way back of old devices is. */
export type PortalReturn = { status: ReturnStatus; complete: boolean; disposition: Disposition; dueOn: string; devices: { serial: string; status: ReturnStatus }[]; carrier: string | null; trackingNumber: string | null; labelUrl: string | null };

/** What a customer's link shows. */
export type PortalPage = {
  account: { name: string };
  upgrade: { reference: string; kind: UpgradeKind; status: UpgradeStatus; effectiveOn: string; pathName: string | null };
  step: Step;
  manager: { name: string };
  message: string;
  before: PortalLine[];
  after: PortalLine[];
  fixed: Fixed[];
  oldDevice: OldDevice | null;
  returns: PortalReturn[];
  canPlace: boolean;
  expiresAt: string;
};

export type Verb = 'place' | 'ask-again' | 'leave';
export type Done = { done: 'placed' | 'asked_again' | 'left'; reference: string };

/** Why an order cannot be placed from this page; null where it can. */
export type Obstacle = 'return' | 'attestation' | 'ordered' | 'completed' | 'ended' | 'no_lines' | 'no_path' | 'approval';

export function obstacleOf({ canPlace, upgrade, after }: PortalPage): Obstacle | null {
  if (canPlace) return null;
  switch (upgrade.status) {
    case 'awaiting_return': return 'return';
    case 'awaiting_attestation': return 'attestation';
    case 'placed':
    case 'fulfilling': return 'ordered';
    case 'completed': return 'completed';
    case 'cancelled':
    case 'abandoned': return 'ended';
    case 'draft': return after.length === 0 ? 'no_lines' : upgrade.pathName === null ? 'no_path' : 'approval';
  }
}

/** A side's yearly price by currency: lines in two currencies have two totals and no difference. */
export function yearlyTotals(lines: readonly PortalLine[]): { currency: string; minor: number }[] {
  const totals = new Map<string, number>();
  for (const line of lines) totals.set(line.currency, (totals.get(line.currency) ?? 0) + line.arrMinor);
  return [...totals].map(([currency, minor]) => ({ currency, minor }));
}

/** What the order changes in a year; null where there is nothing on one side to compare with, or the currencies differ. */
export function yearlyDifference({ before, after }: Pick<PortalPage, 'before' | 'after'>): { currency: string; minor: number } | null {
  const [was, otherWas] = yearlyTotals(before);
  const [is, otherIs] = yearlyTotals(after);
  if (!was || !is || otherWas || otherIs || was.currency !== is.currency) return null;
  return { currency: is.currency, minor: is.minor - was.minor };
}
