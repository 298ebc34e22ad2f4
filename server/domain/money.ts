import type { Day } from './words.ts';

/** The currencies the books know, each with the decimals of its minor unit. */
export const CURRENCIES = { USD: 2, EUR: 2, GBP: 2, CHF: 2, AUD: 2, CAD: 2, INR: 2, SGD: 2, SEK: 2, NOK: 2, DKK: 2, PLN: 2, JPY: 0, NZD: 2 } as const;
export type Currency = keyof typeof CURRENCIES;

/** On this day one unit of `base` is worth `rate` units of `quote`. */
export type Rate = { base: string; quote: string; on: Day; rate: string };

/** No rate from this currency to the reporting currency is known on that day. */
export class MissingRate extends Error {
  override readonly name = 'MissingRate';
  readonly currency: string;
  readonly reporting: string;
  readonly on: Day;

  constructor(currency: string, reporting: string, on: Day) {
    super(`no rate from ${currency} to ${reporting} on ${on}`);
    this.currency = currency;
    this.reporting = reporting;
    this.on = on;
  }
}

/** Whether amounts in this currency can be kept. */
export function isCurrency(code: string): code is Currency {
  return Object.hasOwn(CURRENCIES, code);
}

function minorDigits(code: string): number {
  if (!isCurrency(code)) throw new RangeError(`"${code}" is not a currency of the books`);
  return CURRENCIES[code];
}

function exact(amount: number): bigint {
  if (!Number.isSafeInteger(amount)) throw new RangeError('an amount must be a safe whole number of minor units');
  return BigInt(amount);
}

function safe(amount: bigint): number {
  const number = Number(amount);
  if (!Number.isSafeInteger(number)) throw new RangeError('the amount is too large to be exact');
  return number;
}

/** A quotient to the nearest whole number; halfway between two it goes to the even one. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  if (divisor === 0n) throw new RangeError('nothing can be divided by zero');
  const isNegative = dividend < 0n !== divisor < 0n;
  const n = dividend < 0n ? -dividend : dividend;
  const d = divisor < 0n ? -divisor : divisor;
  const whole = n / d;
  const twice = (n % d) * 2n;
  const rounded = twice > d || (twice === d && whole % 2n === 1n) ? whole + 1n : whole;
  return isNegative ? -rounded : rounded;
}

/** Whether a text is an exchange rate: a plain decimal number above zero. */
export const isRate = (text: string): boolean => /^\d{1,20}(?:\.\d{1,20})?$/.test(text) && /[1-9]/.test(text);

const INVERSE_DECIMALS = 12;

/** The same rate the other way round, to twelve decimals, half-even; null where nothing of it would be left. */
export function inverseRate(rate: string): string | null {
  const [whole = '', fraction = ''] = rate.split('.');
  const value = divideHalfEven(10n ** BigInt(INVERSE_DECIMALS + fraction.length), BigInt(whole + fraction));
  if (value === 0n || value >= 10n ** BigInt(20 + INVERSE_DECIMALS)) return null;
  const digits = String(value).padStart(INVERSE_DECIMALS + 1, '0');
  return `${digits.slice(0, -INVERSE_DECIMALS)}.${digits.slice(-INVERSE_DECIMALS)}`.replace(/\.?0+$/, '');
}

/** An amount in another currency at a decimal rate (units of `to` for one of `from`), exact until it is rounded half-even to the minor unit. */
export function convertMinor(amountMinor: number, from: string, to: string, rate: string): number {
  if (!isRate(rate)) throw new RangeError(`"${rate}" is not a rate`);
  const [whole = '', fraction = ''] = rate.split('.');
  const product = exact(amountMinor) * BigInt(whole + fraction) * 10n ** BigInt(minorDigits(to));
  return safe(divideHalfEven(product, 10n ** BigInt(fraction.length + minorDigits(from))));
}

/** The latest rate of a pair dated on that day or before it; null where there is none. */
export function rateOn(rates: readonly Rate[], base: string, quote: string, on: Day): string | null {
  let latest: Rate | null = null;
  for (const rate of rates) {
    if (rate.base === base && rate.quote === quote && rate.on <= on && (latest === null || rate.on > latest.on)) latest = rate;
  }
  return latest && latest.rate;
}

/** An amount in the reporting currency at the rate of its day. Throws `MissingRate` where the books have none. */
export function toReporting({ amountMinor, currency, on }: { amountMinor: number; currency: string; on: Day }, reporting: string, rates: readonly Rate[]): number {
  if (currency === reporting) return safe(exact(amountMinor));
  const rate = rateOn(rates, currency, reporting, on);
  if (rate === null) throw new MissingRate(currency, reporting, on);
  return convertMinor(amountMinor, currency, reporting, rate);
}

/** The sum of whole amounts; throws `RangeError` where it would be too large to be exact. */
export function sumMinor(amounts: Iterable<number>): number {
  let total = 0;
  // Plain numbers are exact up to here; what goes past them on the way is put aside.
  let aside = 0n;
  for (const amount of amounts) {
    const next = total + amount;
    if (Number.isSafeInteger(amount) && Number.isSafeInteger(next)) total = next;
    else {
      aside += BigInt(total) + exact(amount);
      total = 0;
    }
  }
  return aside === 0n ? total : safe(aside + BigInt(total));
}

/** An amount for a sentence: `-1,234.50 USD`. */
export function writtenAmount(amountMinor: number | bigint, currency: string): string {
  const digits = minorDigits(currency);
  const plain = String(amountMinor).replace('-', '').padStart(digits + 1, '0');
  const whole = plain.slice(0, plain.length - digits).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${amountMinor < 0 ? '-' : ''}${whole}${digits > 0 ? `.${plain.slice(-digits)}` : ''} ${currency}`;
}

const BASIS_POINTS = 10_000n;

/** A share of an amount in basis points (1,500 is 15%), rounded half-even. */
export function shareOf(amountMinor: number, basisPoints: number): number {
  return safe(divideHalfEven(exact(amountMinor) * exact(basisPoints), BASIS_POINTS));
}

const SIGNS: Readonly<Record<string, readonly Currency[]>> = {
  $: ['USD', 'AUD', 'CAD', 'SGD', 'NZD'], US$: ['USD'], A$: ['AUD'], C$: ['CAD'], CA$: ['CAD'], S$: ['SGD'], NZ$: ['NZD'],
  '€': ['EUR'], '£': ['GBP'], '¥': ['JPY'], '₹': ['INR'], KR: ['SEK', 'NOK', 'DKK'], ZŁ: ['PLN'], FR: ['CHF'],
};

const SIGN = /^([^\d\s.,'’+-]*)\s*([-+]?)\s*([^\d\s.,'’+-]*)\s*(\d[\d\s.,'’]*?)\s*([^\d\s.,'’+-]*)$/u;
const LONGEST_AMOUNT = 60;

/** Digits before and after the decimal sign, if the number can be read in one way only. */
function readDecimal(number: string, isIndian: boolean): { whole: string; fraction: string } | null {
  const plain = /^(\d+)(?:\.(\d+))?$/.exec(number) ?? /^(\d+),(\d{1,2})$/.exec(number);
  if (plain) return { whole: plain[1] ?? '', fraction: plain[2] ?? '' };
  const grouped = /^([1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?$/.exec(number)
    ?? /^([1-9]\d{0,2}(?:\.\d{3})+),(\d+)$/.exec(number)
    ?? /^([1-9]\d{0,2}(?:\.\d{3}){2,})$/.exec(number)
    ?? /^([1-9]\d{0,2}(?:([\s'’])\d{3})(?:\2\d{3})*)(?:[.,](?<fraction>\d+))?$/u.exec(number)
    ?? (isIndian ? /^([1-9]\d?(?:,\d{2})*,\d{3})(?:\.(\d+))?$/.exec(number) : null);
  return grouped && { whole: (grouped[1] ?? '').replace(/\D/g, ''), fraction: grouped.groups ? grouped.groups.fraction ?? '' : grouped[2] ?? '' };
}

/**
 * An amount from a file as minor units: "1,234.50", "$1234.5", " 1234 ", "-3", "1.234,50". Null where it can be read in two ways, has more
 * decimals than its currency, bears another currency's sign or is too large. A comma before exactly three digits groups thousands.
 */
export function parseDecimalToMinor(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  if (text.length > LONGEST_AMOUNT) return null;
  const [, front = '', minus, middle = '', number, back = ''] = SIGN.exec(text.trim().replace('\u2212', '-')) ?? [];
  if (number === undefined) return null;
  const signs = [front, middle, back].filter((sign) => sign !== '').map((sign) => sign.toUpperCase());
  if (!signs.every((sign) => sign === currency || SIGNS[sign]?.some((code) => code === currency)) || signs.length > 2) return null;
  const read = readDecimal(number, currency === 'INR');
  if (!read || read.fraction.length > digits) return null;
  const amount = Number(BigInt(read.whole + read.fraction.padEnd(digits, '0')));
  if (!Number.isSafeInteger(amount)) return null;
  return minus === '-' && amount !== 0 ? -amount : amount;
}
