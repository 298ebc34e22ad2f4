import type { CaseLine, Leg, TraceStep } from '../../../server/domain/coding/case.ts';
import type { CodingMove } from '../../../server/domain/coding/moves.ts';
import type { CodingFlag, CodingStatus, Driver, Movement, Origin, PeriodState, UpgradeKind } from '../../../server/domain/words.ts';
import type { RaRecord } from 'react-admin';

type Kept = RaRecord<string> & { version: number };

/** A correction that waits for a second person. `joins`: the coding that it would be made one with. */
export type Proposal = { legs: Leg[]; by: string; byId: string; at: string; reasonCode: string; note: string; because: string; weightMinor: number; joins?: string };

/** A coding as lists have it. `legs` are those in the books, `computed` what the coder itself would say. */
export type CodingRow = Kept & {
  origin: Origin; upgradeId: string | null; accountId: string; kind: UpgradeKind | null; pathId: string | null; status: CodingStatus; effectiveOn: string; month: string; deltaMinor: number; currency: string; legs: Leg[]; computed: Leg[];
  proposal: Proposal | null; flags: CodingFlag[]; trace: TraceStep[]; rule: string; miscoded: boolean; pairId: string | null; codedAt: string; reviewedById: string | null; reviewedAt: string | null;
  accountName: string | null; managerId: string | null; upgradeReference: string | null; pathName: string | null;
};

export type Correction = {
  id: string; before: Leg[]; after: Leg[]; reasonCode: string; note: string | null; proposedById: string | null; proposedByName: string; proposedAt: string; weightMinor: number; because: string | null;
  decision: 'waiting' | 'applied' | 'approved' | 'rejected'; decidedById: string | null; decidedByName: string | null; decidedAt: string | null; decisionNote: string | null;
};

export type OtherHalf = { id: string; upgradeReference: string | null; effectiveOn: string; status: CodingStatus; legs: Leg[] };

/** One coding alone: its lines, what was done with it, and what this viewer may do with it now. */
export type CodingRecord = CodingRow & { before: CaseLine[]; after: CaseLine[]; expected: { movement: Movement }[]; corrections: Correction[]; pair: OtherHalf | null; allowed: CodingMove[] };

export type Entry = RaRecord<string> & {
  position: number; codingId: string; origin: Origin; upgradeId: string | null; accountId: string; movement: Movement; driver: Driver; amountMinor: number; currency: string; effectiveOn: string; lines: string[];
  postingPeriod: string; effectivePeriod: string; late: boolean; reversalOf: string | null; postedAt: string; hash: string;
};

export type ReasonCode = Kept & { name: string; description: string; active: boolean; position: number };

export type BridgeMonth = { period: string; state: PeriodState; openingMinor: number | null; movements: Record<Movement, number>; closingMinor: number | null; subscriptionsMinor: number | null };
type Bridge = { currency: string; periods: BridgeMonth[] };
export type Bridges = { before: Bridge; after: Bridge };

/** What a correction would do. The bridges outside of `reported` are as corrected. */
export type Preview = Bridges & { reported: Bridges; legs: Leg[]; needsApproval: boolean; because: string | null; weightMinor: number; postingPeriod: string; periods: string[] };

type PreviewedItem = Pick<Preview, 'legs' | 'needsApproval' | 'because' | 'weightMinor' | 'postingPeriod'> & { id: string };
export type PreviewOfMany = Bridges & { reported: Bridges; periods: string[]; needsApproval: boolean; items: PreviewedItem[] };
