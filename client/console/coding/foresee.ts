import { codeChange } from '../../../server/domain/coding/coder.ts';
import type { CaseLine, Coded } from '../../../server/domain/coding/case.ts';
import { keptLines } from '../../../server/domain/coding/kept.ts';
import { isRefusal } from '../../../server/domain/refusal.ts';
import type { Movement, UpgradeKind } from '../../../server/domain/words.ts';

/** A line of an order, with its worth in the reporting currency. */
export type ForeseenLine = { line: string; product: string; quantity: number; termMonths: number; startsOn: string; endsOn: string | null; reportingArrMinor: number; replaces: readonly string[] };

export type ForeseenCase = {
  kind: UpgradeKind; effectiveOn: string; before: readonly ForeseenLine[]; after: readonly ForeseenLine[]; reportingCurrency: string; expected: readonly { movement: Movement }[];
  /** What the account has in the books in all, and whether it ever had anything. */
  accountArrMinor: number; everHad: boolean;
};

/**
 * How an order would be coded if it were placed as it is, by the coder itself. Lines are valued in the reporting currency, so that what exchange rates
 * do until then is left aside. Null where it cannot be reckoned.
 */
export function foresee({ kind, effectiveOn, before, after, reportingCurrency, expected, accountArrMinor, everHad }: ForeseenCase): Coded | null {
  const asCaseLine = ({ line, product, quantity, termMonths, startsOn, endsOn, reportingArrMinor, replaces }: ForeseenLine): CaseLine => ({
    line, product, quantity, unitArrMinor: 0, arrMinor: reportingArrMinor, currency: reportingCurrency, termMonths, startsOn, endsOn, reportingArrMinor, ...(replaces.length > 0 && { replaces }),
  });
  const worth = (line: ForeseenLine) => ({ ...line, currency: reportingCurrency, arrMinor: line.reportingArrMinor });
  const kept = keptLines(kind, before.map(worth), after.map(worth));
  const staying = new Set(kept.values());
  const [leaves, comes] = [before.filter(({ line }) => !staying.has(line)), after.filter(({ line }) => !kept.has(line))];
  const beforeMinor = leaves.reduce((sum, { reportingArrMinor }) => sum + reportingArrMinor, 0);
  const coded = codeChange({
    kind, effectiveOn, reportingCurrency, rates: {}, before: leaves.map(asCaseLine), after: comes.map(asCaseLine), account: { otherActiveArrMinor: Math.max(0, accountArrMinor - beforeMinor), lastEndedOn: everHad ? effectiveOn : null }, path: { expected },
  });
  return isRefusal(coded) ? null : coded;
}
