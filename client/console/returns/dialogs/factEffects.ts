import { standingOf } from '../../../../server/domain/return-standing.ts';
import type { Mismatch, ReturnFact } from '../../../../server/domain/returns.ts';
import type { ReturnStatus } from '../../../../server/domain/words.ts';
import type { ReturnRow } from '../records.ts';

export type FactEffects = { from: ReturnStatus; to: ReturnStatus; completes: boolean; contradicts: Mismatch[]; settles: Mismatch[] };

const without = (some: readonly Mismatch[], others: readonly Mismatch[]) => some.filter(({ code, serial }) => !others.some((other) => other.code === code && other.serial === serial));

/** What one more fact makes of a return, by the rules that the server reckons with. */
export function factEffects(row: Pick<ReturnRow, 'devices' | 'facts' | 'disposition' | 'attestationRequired'>, fact: ReturnFact): FactEffects {
  const before = standingOf(row.devices, row.facts, row);
  const after = standingOf(row.devices, [...row.facts, fact], row);
  return { from: before.status, to: after.status, completes: after.complete && !before.complete, contradicts: without(after.mismatches, before.mismatches), settles: without(before.mismatches, after.mismatches) };
}
