import type { CaseLine, Leg } from '../../../server/domain/coding/case.ts';
import { legsSum, refuseLegs, sameLegs, signFault } from '../../../server/domain/coding/legs.ts';
import { parseDecimalToMinor } from '../../../server/domain/money.ts';
import type { Driver, Movement } from '../../../server/domain/words.ts';
import { minorDigits } from '../fields/format.ts';

/** A leg as it is being typed: its amount is a text until it is sent. */
export type DraftLeg = { key: string; movement: Movement; driver: Driver; amount: string; lines: string[] };
export type Draft = { effectiveOn: string; legs: DraftLeg[] };

/** What a correction starts from. */
export type Corrected = { legs: readonly Leg[]; currency: string; effectiveOn: string; before: readonly Pick<CaseLine, 'line'>[]; after: readonly Pick<CaseLine, 'line'>[] };

let keys = 0;
const newKey = () => `leg-${(keys += 1)}`;

/** Minor units as one types them: 30000 in USD is "300", −30050 is "-300.50". */
export function typedAmount(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  return (minor / 10 ** digits).toFixed(digits).replace(/\.0+$/, '');
}

export const draftOf = ({ legs, currency, effectiveOn }: Corrected): Draft => ({
  effectiveOn: legs[0]?.effectiveOn ?? effectiveOn, legs: legs.map(({ movement, driver, amountMinor, lines }) => ({ key: newKey(), movement, driver, amount: typedAmount(amountMinor, currency), lines: [...lines] })),
});

/** The amount in minor units; null where it is none. */
const amountOf = ({ amount }: DraftLeg, currency: string): number | null => (amount.trim() === '' ? null : parseDecimalToMinor(amount, currency));

const NO_DRIVER: readonly Movement[] = ['new', 'churn', 'reactivation', 'renewal'];

/** Another movement takes the driver along that usually goes with it, and the amount where there is only one. */
export function withMovement(leg: DraftLeg, movement: Movement): DraftLeg {
  const driver: Driver = NO_DRIVER.includes(movement) ? 'none' : movement === 'fx' ? 'currency' : leg.driver;
  return { ...leg, movement, driver, amount: movement === 'renewal' || movement === 'excluded' ? '0' : leg.amount };
}

/** What is still to be given to a leg, in minor units; null while an amount cannot be read. Zero: the books balance. */
export function leftMinor(draft: Draft, { legs, currency }: Pick<Corrected, 'legs' | 'currency'>): number | null {
  const amounts = draft.legs.map((leg) => amountOf(leg, currency));
  if (amounts.some((amount) => amount === null)) return null;
  const total = legsSum(legs);
  const given = amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
  return Number.isSafeInteger(given) && Number.isSafeInteger(total - given) ? total - given : null;
}

/** One more leg, with what is left: as gain where that is above zero, as loss where it is below. */
export function withRest(draft: Draft, given: Corrected): Draft {
  const left = leftMinor(draft, given) ?? 0;
  const movement: Movement = left > 0 ? 'expansion' : left < 0 ? 'contraction' : 'renewal';
  const lines = [...new Set([...given.before, ...given.after].map(({ line }) => line))];
  return { ...draft, legs: [...draft.legs, { key: newKey(), movement, driver: left === 0 ? 'none' : 'price', amount: typedAmount(left, given.currency), lines }] };
}

/** The legs as they would be sent; null while an amount or the day cannot be read. */
export function legsOf(draft: Draft, currency: string): Leg[] | null {
  const legs: Leg[] = [];
  for (const leg of draft.legs) {
    const amountMinor = amountOf(leg, currency);
    if (amountMinor === null) return null;
    legs.push({ movement: leg.movement, driver: leg.driver, amountMinor, currency, effectiveOn: draft.effectiveOn, lines: leg.lines });
  }
  return /^\d{4}-\d{2}-\d{2}$/.test(draft.effectiveOn) ? legs : null;
}

export type DraftFaults = {
  /** By field, as the server names them: `legs[0].amountMinor`, `legs`. An amount that cannot be read has the key of its text. */
  fields: Record<string, string>;
  /** They are those in the books already. */
  unchanged: boolean;
};

/** What keeps a draft from being sent, by the server's own rules. */
export function faultsOf(draft: Draft, given: Corrected): DraftFaults {
  const fields: Record<string, string> = {};
  for (const [index, leg] of draft.legs.entries()) {
    const amountMinor = amountOf(leg, given.currency);
    const fault = amountMinor === null ? 'coding.correct.fault.amount' : signFault(leg.movement, amountMinor);
    if (fault) fields[`legs[${index}].amountMinor`] = fault;
  }
  const legs = legsOf(draft, given.currency);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.effectiveOn)) fields['effectiveOn'] = 'coding.correct.fault.day';
  if (legs === null) return { fields, unchanged: false };
  const refused = refuseLegs(legs, { totalMinor: legsSum(given.legs), currency: given.currency, lines: [...given.before, ...given.after].map(({ line }) => line) });
  return { fields: { ...fields, ...(refused && 'errors' in refused ? refused.errors : {}) }, unchanged: sameLegs(legs, given.legs) };
}
