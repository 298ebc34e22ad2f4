import { endOfTerm } from './days.ts';
import { shareOf, toReporting } from './money.ts';
import type { Refusal } from './refusal.ts';
import type { Day, ExceptionStatus } from './words.ts';

export type Rate = { base: string; quote: string; on: Day; rate: string };

/** One line of an upgrade, as it stands in the books (before) or is to be (after). Amounts are for one year, in minor units. */
export type Line = {
  line: string;
  product: string;
  quantity: number;
  unitArrMinor: number;
  currency: string;
  termMonths: number;
  startsOn: Day;
  endsOn: Day | null;
  arrMinor: number;
  reportingArrMinor: number;
  replaces: string[];
};

export type LineInput = { line?: string; product: string; quantity: number; unitArrMinor?: number; currency?: string; termMonths?: number; startsOn?: Day; endsOn?: Day | null; replaces?: string[] };

/** A price of its own for one line (or for all of them), by unit price or by discount. */
export type ExceptionInput = { line?: string; unitArrMinor?: number; discountPercent?: number; reason?: string };

export type CatalogueProduct = { id: string; family: string; listPriceMinor: number; currency: string; active: boolean };

export type ConfigurationFacts = {
  before: readonly Line[];
  products: ReadonlyMap<string, CatalogueProduct>;
  effectiveOn: Day;
  reportingCurrency: string;
  rates: readonly Rate[];
  exceptionLimitBasisPoints: number;
  /** Whether this person may grant a discount past the limit. */
  mayGrant: boolean;
};

export type Configuration = { after: Line[]; discountBasisPoints: number; exceptionStatus: ExceptionStatus | null };

const LONGEST_TERM_MONTHS = 120;

/**
 * The lines that an order will have, priced, or every fault by field. A price is an exception where it is below both the catalogue's and
 * what the same product costs this customer today; a discount past the limit waits for an admin.
 */
export function configureLines(inputs: readonly LineInput[], exception: ExceptionInput | undefined, facts: ConfigurationFacts): Configuration | Refusal {
  const errors: Record<string, string> = {};
  const names = new Set<string>();
  const priced = inputs.map((input, index) => {
    const at = `lines[${index}]`;
    const line = input.line ?? String.fromCharCode(97 + (index % 26)) + (index >= 26 ? String(Math.floor(index / 26)) : '');
    if (names.has(line)) errors[`${at}.line`] = 'is there twice';
    names.add(line);
    const product = facts.products.get(input.product);
    if (!product) errors[`${at}.product`] = 'is not in the catalogue';
    else if (!product.active && !facts.before.some((one) => one.product === product.id)) errors[`${at}.product`] = 'is not sold any more';
    const replaced = facts.before.filter((one) => input.replaces?.includes(one.line));
    for (const name of input.replaces ?? []) if (!facts.before.some((one) => one.line === name)) errors[`${at}.replaces`] = `names a line that is not there: ${name.slice(0, 60)}`;
    return product ? price(at, line, input, product, replaced, exception, facts, errors) : null;
  });
  if (exception?.line !== undefined && !names.has(exception.line)) errors['priceException.line'] = 'names a line that is not there';
  if (exception?.unitArrMinor !== undefined && exception.discountPercent !== undefined) errors['priceException.discountPercent'] = 'cannot stand beside unitArrMinor: either of them is the price';
  if (Object.keys(errors).length > 0) return { refused: 'invalid', because: Object.entries(errors).map(([field, message]) => `${field} ${message}`).join('; '), errors };
  const lines = priced.filter((one) => one !== null);
  const regular = lines.reduce((sum, one) => sum + one.regularMinor, 0);
  const agreed = lines.reduce((sum, one) => sum + one.line.reportingArrMinor, 0);
  const discountBasisPoints = regular > agreed && regular > 0 ? Math.ceil(((regular - agreed) * 10_000) / regular) : 0;
  const past = discountBasisPoints > facts.exceptionLimitBasisPoints && !facts.mayGrant;
  return { after: lines.map((one) => one.line), discountBasisPoints, exceptionStatus: discountBasisPoints === 0 ? null : past ? 'waiting' : 'granted' };
}

function price(at: string, line: string, input: LineInput, product: CatalogueProduct, replaced: Line[], exception: ExceptionInput | undefined, facts: ConfigurationFacts, errors: Record<string, string>) {
  const currency = input.currency ?? replaced[0]?.currency ?? product.currency;
  const startsOn = input.startsOn ?? facts.effectiveOn;
  const termMonths = input.termMonths ?? replaced[0]?.termMonths ?? 12;
  if (termMonths > LONGEST_TERM_MONTHS) errors[`${at}.termMonths`] = `must not be longer than ${LONGEST_TERM_MONTHS}`;
  const endsOn = input.endsOn === undefined ? endOfTerm(startsOn, Math.min(termMonths, LONGEST_TERM_MONTHS)) : input.endsOn;
  if (endsOn !== null && endsOn < startsOn) errors[`${at}.endsOn`] = 'must not be before the line starts';
  try {
    const list = toReporting({ amountMinor: product.listPriceMinor, currency: product.currency, on: facts.effectiveOn }, currency, facts.rates);
    const today = replaced.find((one) => one.product === product.id && one.currency === currency);
    const regular = today ? Math.min(list, today.unitArrMinor) : list;
    const unitArrMinor = agreedPrice(input, exception, line, today ? today.unitArrMinor : list);
    const arrMinor = unitArrMinor * input.quantity;
    if (!Number.isSafeInteger(arrMinor)) errors[`${at}.quantity`] = 'makes an amount that is too large';
    const inBooks = (amountMinor: number) => toReporting({ amountMinor, currency, on: facts.effectiveOn }, facts.reportingCurrency, facts.rates);
    return {
      line: { line, product: product.id, quantity: input.quantity, unitArrMinor, currency, termMonths, startsOn, endsOn, arrMinor, reportingArrMinor: inBooks(arrMinor), replaces: input.replaces ?? [] },
      regularMinor: inBooks(regular * input.quantity),
    };
  } catch (error) {
    errors[`${at}.currency`] = error instanceof RangeError ? 'makes an amount that is too large' : `has no exchange rate to ${facts.reportingCurrency}`;
    return null;
  }
}

function agreedPrice(input: LineInput, exception: ExceptionInput | undefined, line: string, standard: number): number {
  const unit = input.unitArrMinor ?? standard;
  if (!exception || (exception.line !== undefined && exception.line !== line)) return unit;
  if (exception.unitArrMinor !== undefined) return exception.unitArrMinor;
  if (exception.discountPercent !== undefined) return shareOf(standard, 10_000 - Math.round(exception.discountPercent * 100));
  return unit;
}
