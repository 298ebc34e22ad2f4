import type { UpgradeCommand } from '../../../server/domain/upgrade.ts';
import type { EscalationStatus, Outcome, ReturnStatus, Step } from '../../../server/domain/words.ts';
import type { Account, Upgrade, UpgradePath } from '../records.ts';

export type PriceException = { discountBasisPoints: number; reason: string; byId: string; byName: string; at: string; decidedByName?: string; decidedAt?: string };

/** An upgrade as lists have it. `…ArrMinor` are in minor units of the reporting currency. */
export type UpgradeRow = Upgrade & { exception: PriceException | null };

/** A line before or after. `unitArrMinor` and `arrMinor` are in the line's own currency. */
export type UpgradeLine = {
  line: string;
  subscriptionId: string | null;
  product: string;
  productName: string;
  quantity: number;
  unitArrMinor: number;
  currency: string;
  termMonths: number;
  startsOn: string;
  endsOn: string | null;
  arrMinor: number;
  reportingArrMinor: number;
  replaces: string[];
  serial: string | null;
};

export type StepTaken = { step: Step; startedAt: string; by: 'customer' | 'staff' | 'system' };

export type UpgradeReturn = { id: string; status: ReturnStatus; dueOn: string; complete: boolean; atStakeMinor: number; currency: string };

/** One upgrade alone: its whole story, and what this viewer may do with it now. */
export type UpgradeRecord = UpgradeRow & {
  before: UpgradeLine[];
  after: UpgradeLine[];
  steps: StepTaken[];
  path: Pick<UpgradePath, 'id' | 'name' | 'kind' | 'fromFamily' | 'toFamily' | 'returnRequired' | 'attestationRequired' | 'selfServe' | 'description'> | null;
  allowed: UpgradeCommand[];
  legalSteps: Step[];
  openEscalation: { id: string; status: EscalationStatus; assigneeId: string | null; assigneeName: string | null } | null;
  escalations: { id: string; status: EscalationStatus; openedAt: string; reason: string; outcome: Outcome | null }[];
  returns: UpgradeReturn[];
};

export type AccountRecord = Account & {
  facts?: { subscriptions: number; nextTermEndsOn: string | null; openReturns: number; overdueReturns: number; journeys: number; selfServed: number; escalations: number };
};
