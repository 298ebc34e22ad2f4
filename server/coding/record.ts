import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { Coded, CodingCase, Leg } from '../domain/coding/case.ts';
import { cellsOf } from '../domain/coding/legs.ts';
import { monthOf } from '../domain/coding/months.ts';
import type { Instant, Origin } from '../domain/words.ts';
import { saltedDigest } from '../record/hashes.ts';
import type { CodingRow, CorrectionRow } from './read.ts';

export const newSalt = (): string => randomBytes(16).toString('hex');

/** What the chain holds of a correction's words: erasing them leaves the chain whole. */
export const digestOf = ({ salt, reasonCode, note }: CorrectionRow): string => saltedDigest(salt ?? '', `${reasonCode}\n${note ?? ''}`);

const NOTHING: readonly string[] = ['worth_nothing', 'nothing_to_code'];

/** A coding as the coder made it. `imported`: legs that came with a file, which stand, with the coder's own beside them; `doubted`: a person has to look, flag or none. */
export function codingRow({ subject, origin, accountId, upgradeId, pathId, given, coded, imported, doubted = false, now }: {
  subject: string; origin: Origin; accountId: string; upgradeId: string | null; pathId: string | null; given: CodingCase; coded: Coded; imported?: readonly Leg[]; doubted?: boolean; now: Instant;
}): CodingRow {
  const rules = coded.trace.map(({ rule }) => rule);
  return {
    id: uuidv7(), origin, upgradeId, accountId, subject, kind: given.kind, pathId, status: imported ? 'imported' : doubted || coded.flags.length > 0 ? 'needs_review' : 'auto', effectiveOn: given.effectiveOn,
    month: monthOf(given.effectiveOn), deltaMinor: coded.deltaMinor, currency: given.reportingCurrency, legs: imported ? [...imported] : coded.legs, computed: coded.legs, flags: coded.flags, trace: coded.trace, given,
    rule: rules.find((rule) => !NOTHING.includes(rule)) ?? rules[0] ?? 'nothing_to_code', miscoded: coded.flags.includes('contract_broken') || (imported !== undefined && cellsDiffer(imported, coded.legs)), comes: rules.some((rule) => rule.startsWith('added.')),
    leaves: rules.some((rule) => rule.startsWith('removed.')), pairId: null, proposal: null, codedAt: now, reviewedById: null, reviewedAt: null, version: 1,
  };
}

/** Whether two codings call the same change differently. */
const cellsDiffer = (a: readonly Leg[], b: readonly Leg[]): boolean => {
  const written = (legs: readonly Leg[]) => [...cellsOf(legs).values()].filter(({ amountMinor }) => amountMinor !== 0).map(({ movement, amountMinor }) => `${movement} ${amountMinor}`).sort().join();
  return written(a) !== written(b);
};
