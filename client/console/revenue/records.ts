import type { RaRecord } from 'react-admin';
import type { Check } from '../../../server/domain/coding/periods.ts';
import type { PeriodState } from '../../../server/domain/words.ts';
import type { BridgeMonth, Entry } from '../coding/records.ts';
import type { FilterValues } from '../table/filters.ts';

export type BridgeView = 'corrected' | 'reported';
export const CUTS = ['segment', 'region', 'managerId', 'kind', 'pathId', 'family'] as const;
export type Cut = (typeof CUTS)[number];
export type Cuts = Partial<Record<Cut, string>>;

/** A month of the bridge with the filter that finds its entries. */
export type BridgePeriod = BridgeMonth & { filter: Record<string, string> };
export type Bridge = { currency: string; view: BridgeView; periods: BridgePeriod[] };

export type EntryRow = Entry & { accountName: string | null; upgradeReference: string | null };

export type PeriodRow = RaRecord<string> & {
  state: PeriodState; closedAt: string | null; closedById: string | null; closedByName: string | null; reported: BridgeMonth | null; reopenedAt: string | null; reopenedByName: string | null; reopenReason: string | null; version: number;
  /** Codings of this month that wait for review or a second person. */
  waiting: number;
};
export type Period = PeriodRow & { checks: Check[]; differenceMinor: number; /** What can be done with it now, by whoever may. */ allowed: ('close' | 'reopen')[] };

export type MiscodingBy = 'pathId' | 'rule' | 'kind' | 'month';
type Rows = { resource: string; filter: FilterValues };
export type MiscodingRow = { key: string | null; name: string | null; coded: number; miscoded: number; rate: number | null; rows: { coded: Rows; miscoded: Rows } };

export type Difference = { accountId: string; accountName: string; entriesMinor: number; subscriptionsMinor: number; keptMinor: number; causes: string[] };
