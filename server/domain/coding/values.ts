import { convertMinor, isCurrency, isRate, sumMinor } from '../money.ts';
import { invalid, type Refusal } from '../refusal.ts';
import type { CaseLine, CodingCase } from './case.ts';

/** A line with its value in the reporting currency: as booked, and at the rate of the effective day. */
export type ValuedLine = CaseLine & { bookedMinor: number; nowMinor: number };

export type ValuedCase = Omit<CodingCase, 'before' | 'after'> & { before: ValuedLine[]; after: ValuedLine[] };

class Fault extends Error {
  readonly refusal: Refusal;

  constructor(field: string, message: string) {
    super(`${field} ${message}`);
    this.refusal = invalid(field, message);
  }
}

const TOO_LARGE = 'makes an amount that is too large to be exact';

/** Whether an amount can be a line's yearly worth: one-off credits are no recurring revenue, so none is below zero. */
const isWorth = (amountMinor: number) => Number.isSafeInteger(amountMinor) && amountMinor >= 0;
const NO_WORTH = 'must be a whole number of minor units, not below zero';

/** Where a line's worth was told. */
const worthField = (line: CaseLine, field: string) => `${field}.${line.arrMinor === undefined ? 'unitArrMinor' : 'arrMinor'}`;

const nativeMinor = (line: CaseLine): number => line.arrMinor ?? line.unitArrMinor * line.quantity;

function reporting(amountMinor: number, line: CaseLine, field: string, { reportingCurrency, rates }: CodingCase): number {
  if (line.currency === reportingCurrency) return amountMinor;
  const pair = `${line.currency}/${reportingCurrency}`;
  const rate = Object.hasOwn(rates, pair) ? rates[pair] : undefined;
  if (rate === undefined) throw new Fault(`${field}.currency`, `needs a rate for ${pair}`);
  if (!isRate(rate)) throw new Fault(`rates.${pair}`, 'must be a decimal number above zero');
  try {
    return convertMinor(amountMinor, line.currency, reportingCurrency, rate);
  } catch {
    throw new Fault(worthField(line, field), TOO_LARGE);
  }
}

function checkLine(line: CaseLine, field: string): void {
  if (!Number.isSafeInteger(line.quantity) || line.quantity < 1) throw new Fault(`${field}.quantity`, 'must be a whole number above zero');
  if (!isCurrency(line.currency)) throw new Fault(`${field}.currency`, 'is not a currency of the books');
  for (const key of ['unitArrMinor', 'arrMinor', 'reportingArrMinor'] as const) {
    const amountMinor = line[key];
    if (amountMinor !== undefined && !isWorth(amountMinor)) throw new Fault(`${field}.${key}`, NO_WORTH);
  }
  if (!Number.isSafeInteger(nativeMinor(line))) throw new Fault(worthField(line, field), TOO_LARGE);
}

/** What is in the books in the reporting currency is worth there what the books say; a foreign line is worth what today's rate makes of it. */
function valueBefore(line: CaseLine, field: string, given: CodingCase, isReplaced: boolean): ValuedLine {
  const native = nativeMinor(line);
  if (line.currency === given.reportingCurrency) {
    const booked = line.reportingArrMinor ?? native;
    return { ...line, bookedMinor: booked, nowMinor: booked };
  }
  // A line that only leaves goes out at its booked value: no rate is needed for that.
  if (!isReplaced && line.reportingArrMinor !== undefined) return { ...line, bookedMinor: line.reportingArrMinor, nowMinor: line.reportingArrMinor };
  const now = reporting(native, line, field, given);
  return { ...line, bookedMinor: line.reportingArrMinor ?? now, nowMinor: now };
}

/** A line that the books hold already is worth what they say; a new one what today's rate makes of it. */
function valueAfter(line: CaseLine, field: string, given: CodingCase): ValuedLine {
  const now = line.reportingArrMinor ?? reporting(nativeMinor(line), line, field, given);
  return { ...line, bookedMinor: now, nowMinor: now };
}

function checkNames(given: CodingCase): void {
  for (const side of ['before', 'after'] as const) {
    const seen = new Set<string>();
    for (const [index, { line }] of given[side].entries()) {
      if (seen.has(line)) throw new Fault(`${side}[${index}].line`, 'is there twice');
      seen.add(line);
    }
  }
  const there = new Set([...given.before.map(({ line }) => line), ...(given.follows ?? [])]);
  for (const [index, { replaces = [] }] of given.after.entries()) {
    const missing = replaces.find((name) => !there.has(name));
    if (missing !== undefined) throw new Fault(`after[${index}].replaces`, `names a line that is not there: ${missing.slice(0, 60)}`);
  }
}

function checkSum(field: string, amounts: readonly number[]): void {
  try {
    sumMinor(amounts);
  } catch {
    throw new Fault(field, 'add up to more than can be exact');
  }
}

/** Whatever the rules add up is part of one of these sums: past this check, every figure is exact. */
function checkSums({ before, after, account: { otherActiveArrMinor } }: ValuedCase): void {
  if (!isWorth(otherActiveArrMinor)) throw new Fault('account.otherActiveArrMinor', NO_WORTH);
  for (const [side, lines] of [['before', before], ['after', after]] as const) {
    const worths = lines.map(({ bookedMinor, nowMinor }) => Math.max(bookedMinor, nowMinor));
    checkSum(side, worths);
    checkSum(side, lines.map(({ quantity }) => quantity));
    checkSum('account.otherActiveArrMinor', [otherActiveArrMinor, ...worths]);
  }
}

/** Every line with its worth, or what is wrong with the case, by field. The order of the lines decides nothing: from here on they stand by name. */
export function valueCase(given: CodingCase): ValuedCase | Refusal {
  try {
    if (!isCurrency(given.reportingCurrency)) throw new Fault('reportingCurrency', 'is not a currency of the books');
    checkNames(given);
    const replaced = new Set(given.after.flatMap(({ replaces = [] }) => replaces));
    const value = (lines: readonly CaseLine[], side: 'before' | 'after') => lines.map((line, index) => {
      const field = `${side}[${index}]`;
      checkLine(line, field);
      return side === 'before' ? valueBefore(line, field, given, replaced.has(line.line)) : valueAfter(line, field, given);
    }).sort((a, b) => (a.line < b.line ? -1 : 1));
    const valued: ValuedCase = { ...given, before: value(given.before, 'before'), after: value(given.after, 'after') };
    checkSums(valued);
    return valued;
  } catch (error) {
    if (error instanceof Fault) return error.refusal;
    throw error;
  }
}
