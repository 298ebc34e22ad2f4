import { endOfTerm } from './days.ts';
import { divideHalfEven, isCurrency } from './money.ts';
import { invalid, type Refusal } from './refusal.ts';
import type { Day, Instant } from './words.ts';

/** What an account pays for, without whose it is and when it counts. Amounts are for one year, in minor units of `currency`. */
export type LineTerms = { product: string; quantity: number; unitArrMinor: number; arrMinor: number; currency: string; termMonths: number; startsOn: Day; endsOn: Day | null };

/** What a sender says of a line: what it does not name stays as it is. `ended`: from that day on there is no such line. */
export type SaidOfLine = Partial<Pick<LineTerms, 'product' | 'quantity' | 'unitArrMinor' | 'currency' | 'termMonths' | 'startsOn' | 'endsOn'>> & { effectiveOn?: Day; ended?: boolean; autoRenew?: boolean };

export type CataloguePrice = { listPriceMinor: number; currency: string };

/** What was said, and when; `on`: the day from which it holds. */
export type Saying = { eventId: string; occurredAt: Instant; on: Day };

/** The order in which sayings hold: by the day from which, then by the time at which they were said. It does not depend on when they arrived. */
export const inForce = (a: Saying, b: Saying): number => {
  const [one, other] = [`${a.on} ${a.occurredAt} ${a.eventId}`, `${b.on} ${b.occurredAt} ${b.eventId}`];
  return one < other ? -1 : one > other ? 1 : 0;
};

/** Whether enough is said to open a line that nobody knew. */
export const opensLine = ({ product, quantity }: SaidOfLine): boolean => product !== undefined && quantity !== undefined;

/**
 * The line as it is from that day on. A price that is not named is the one that holds, for more or fewer units too; of another product or in
 * another currency it is the catalogue's. `was`: null where the line is new. Refused by field, in the sender's names.
 */
export function changedTerms(was: LineTerms | null, said: SaidOfLine, on: Day, catalogue: ReadonlyMap<string, CataloguePrice>): LineTerms | Refusal {
  const product = said.product ?? was?.product ?? '';
  const known = catalogue.get(product);
  if (!known) return invalid('product', 'is not in the catalogue');
  const currency = said.currency ?? was?.currency ?? known.currency;
  if (!isCurrency(currency)) return invalid('currency', 'is not a currency of the books');
  const quantity = said.quantity ?? was?.quantity ?? 1;
  const keepsPrice = was !== null && was.product === product && was.currency === currency;
  if (said.unitArrMinor === undefined && !keepsPrice && known.currency !== currency) return invalid('unitArrMinor', `is needed: the catalogue has ${product} in ${known.currency} only`);
  const price = said.unitArrMinor === undefined && keepsPrice ? scaled(was, quantity) : flat(said.unitArrMinor ?? known.listPriceMinor, quantity);
  if (!Number.isSafeInteger(price.arrMinor)) return invalid('quantity', 'makes an amount that is too large to be exact');
  const startsOn = said.startsOn ?? was?.startsOn ?? on;
  const termMonths = said.termMonths ?? was?.termMonths ?? 12;
  const runsAnew = was === null || said.startsOn !== undefined || said.termMonths !== undefined;
  const endsOn = said.endsOn !== undefined ? said.endsOn : runsAnew ? endOfTerm(startsOn, termMonths) : was.endsOn;
  if (endsOn !== null && endsOn < startsOn) return invalid('endsOn', `is before the line starts on ${startsOn}`);
  return { product, quantity, ...price, currency, termMonths, startsOn, endsOn };
}

type Price = Pick<LineTerms, 'unitArrMinor' | 'arrMinor'>;

const flat = (unitArrMinor: number, quantity: number): Price => ({ unitArrMinor, arrMinor: unitArrMinor * quantity });

/** Books that came from outside may know one amount for all units: it goes with their number, rounded half-even. */
function scaled({ quantity: before, unitArrMinor, arrMinor }: LineTerms, quantity: number): Price {
  if (quantity === before) return { unitArrMinor, arrMinor };
  if (unitArrMinor * before === arrMinor) return flat(unitArrMinor, quantity);
  const whole = Number(divideHalfEven(BigInt(arrMinor) * BigInt(quantity), BigInt(before)));
  return { unitArrMinor: Number(divideHalfEven(BigInt(whole), BigInt(quantity))), arrMinor: whole };
}

const TERMS = ['product', 'quantity', 'unitArrMinor', 'arrMinor', 'currency', 'termMonths', 'startsOn', 'endsOn'] as const;

export const sameTerms = (a: LineTerms, b: LineTerms): boolean => TERMS.every((key) => a[key] === b[key]);
