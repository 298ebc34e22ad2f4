import { CURRENCIES, isRate, parseDecimalToMinor } from '../../../server/domain/money.ts';
import type { CaseLine, Coded } from '../../../server/domain/coding/case.ts';
import type { Movement, UpgradeKind } from '../../../server/domain/words.ts';

/** A line of a case as it is being typed: figures are texts until they are sent. */
export type TryLine = { key: string; line: string; product: string; quantity: string; unitPrice: string; currency: string; booked: string; replaces: string[] };
export type TryForm = {
  kind: UpgradeKind; effectiveOn: string; before: TryLine[]; after: TryLine[]; otherArr: string; lastEndedOn: string; expected: Movement[];
  /** By currency: one unit of it in the reporting one. */
  rates: Record<string, string>;
};
export type Evaluated = Coded;

/** What `POST /api/codings/evaluate` takes. */
export type EvaluateBody = {
  kind: UpgradeKind; effectiveOn: string; before: CaseLine[]; after: CaseLine[]; account: { otherActiveArrMinor: number; lastEndedOn: string | null }; rates: Record<string, string>; path: { expected: { movement: Movement }[] };
};

export const CURRENCY_CODES = Object.keys(CURRENCIES);
/** What a new line is named: the first letter that is free. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

let keys = 0;
const line = (name: string, product: string, quantity: number, unitPrice: string, given: Partial<TryLine> = {}): TryLine => ({ key: `try-${(keys += 1)}`, line: name, product, quantity: String(quantity), unitPrice, currency: 'USD', booked: '', replaces: [], ...given });

export function newLine({ before, after }: TryForm, currency: string): TryLine {
  const taken = new Set([...before, ...after].map((each) => each.line));
  return line([...LETTERS].find((letter) => !taken.has(letter)) ?? `line-${taken.size + 1}`, '', 1, '', { currency });
}

/** A line that goes takes its name out of what named it. */
export const withoutLine = (form: TryForm, key: string): TryForm => {
  const gone = form.before.find((each) => each.key === key)?.line;
  return { ...form, before: form.before.filter((each) => each.key !== key), after: form.after.filter((each) => each.key !== key).map((each) => ({ ...each, replaces: each.replaces.filter((name) => name !== gone) })) };
};

/** A line before that is renamed keeps what takes its place. */
export function withLine(form: TryForm, side: 'before' | 'after', next: TryLine): TryForm {
  const was = form[side].find(({ key }) => key === next.key)?.line;
  const changed = { ...form, [side]: form[side].map((each) => (each.key === next.key ? next : each)) };
  return side === 'after' || was === next.line ? changed : { ...changed, after: changed.after.map((each) => ({ ...each, replaces: each.replaces.map((name) => (name === was ? next.line : name)) })) };
}

const BASE: Omit<TryForm, 'before' | 'after'> = { kind: 'renewal', effectiveOn: '2026-04-01', otherArr: '', lastEndedOn: '', expected: [], rates: {} };

/** Ready cases to start from; each call makes new lines, so that one can be changed without the next. */
export const EXAMPLES: Record<string, () => TryForm> = {
  renewal: () => ({ ...BASE, expected: ['renewal'], before: [line('a', 'Array-10', 1, '1200')], after: [line('b', 'Array-10', 1, '1200', { replaces: ['a'] })] }),
  price: () => ({ ...BASE, expected: ['renewal'], before: [line('a', 'Seat', 10, '100')], after: [line('b', 'Seat', 10, '105', { replaces: ['a'] })] }),
  seats: () => ({ ...BASE, kind: 'upgrade', expected: ['expansion'], before: [line('a', 'Seat', 10, '100')], after: [line('b', 'Seat', 15, '110', { replaces: ['a'] })] }),
  tier: () => ({ ...BASE, kind: 'upgrade', expected: ['expansion'], before: [line('a', 'Array-10', 1, '1200')], after: [line('b', 'Array-20', 1, '1800', { replaces: ['a'] })] }),
  unlinked: () => ({ ...BASE, expected: ['renewal'], before: [line('a', 'Array-10', 1, '1200')], after: [line('b', 'Array-10', 1, '1200')] }),
  currency: () => ({ ...BASE, expected: ['renewal'], rates: { EUR: '1.10' }, before: [line('a', 'Seat', 10, '100', { currency: 'EUR', booked: '1080' })], after: [line('b', 'Seat', 10, '100', { currency: 'EUR', replaces: ['a'] })] }),
  refresh: () => ({ ...BASE, kind: 'refresh', expected: ['excluded'], before: [line('a', 'Array-10', 1, '1200')], after: [line('b', 'Array-11', 1, '1260', { replaces: ['a'] })] }),
  back: () => ({ ...BASE, kind: 'add_on', lastEndedOn: '2025-11-30', before: [], after: [line('b', 'Care', 1, '900')] }),
};

/** Currencies of the lines that need a rate. */
export const foreignOf = ({ before, after }: TryForm, reporting: string): string[] => [...new Set([...before, ...after].map(({ currency }) => currency).filter((currency) => currency !== reporting))].sort();

const isCount = (text: string) => /^[1-9]\d{0,8}$/.test(text.trim());
const worthOf = (text: string, currency: string): number | null => {
  const minor = text.trim() === '' ? null : parseDecimalToMinor(text, currency);
  return minor === null || minor < 0 ? null : minor;
};

/** What is missing or cannot be read, by field; values are the keys of texts. */
export function faultsOf(form: TryForm, reporting: string): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const side of ['before', 'after'] as const) {
    for (const [index, each] of form[side].entries()) {
      const at = `${side}[${index}]`;
      if (each.line.trim() === '' || form[side].some((other) => other.key !== each.key && other.line === each.line)) faults[`${at}.line`] = 'coding.try.fault.line';
      if (each.product.trim() === '') faults[`${at}.product`] = 'coding.try.fault.needed';
      if (!isCount(each.quantity)) faults[`${at}.quantity`] = 'coding.try.fault.quantity';
      if (worthOf(each.unitPrice, each.currency) === null) faults[`${at}.unitArrMinor`] = 'coding.try.fault.amount';
      if (each.booked.trim() !== '' && worthOf(each.booked, reporting) === null) faults[`${at}.reportingArrMinor`] = 'coding.try.fault.amount';
    }
  }
  if (form.otherArr.trim() !== '' && worthOf(form.otherArr, reporting) === null) faults['account.otherActiveArrMinor'] = 'coding.try.fault.amount';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(form.effectiveOn)) faults['effectiveOn'] = 'coding.try.fault.needed';
  for (const currency of foreignOf(form, reporting)) if (!isRate((form.rates[currency] ?? '').trim())) faults[`rates.${currency}/${reporting}`] = 'coding.try.fault.needed';
  return faults;
}

/** The case as the server takes it; call it for a form without faults. A contract's dates move no revenue, so they are not asked for. */
export function bodyOf(form: TryForm, reporting: string): EvaluateBody {
  const asLine = ({ line: name, product, quantity, unitPrice, currency, booked, replaces }: TryLine): CaseLine => ({
    line: name.trim(), product: product.trim(), quantity: Number(quantity), unitArrMinor: worthOf(unitPrice, currency) ?? 0, currency, termMonths: 12, startsOn: form.effectiveOn, endsOn: null, ...(booked.trim() !== '' && { reportingArrMinor: worthOf(booked, reporting) ?? 0 }), ...(replaces.length > 0 && { replaces }),
  });
  return {
    kind: form.kind, effectiveOn: form.effectiveOn, before: form.before.map(asLine), after: form.after.map(asLine), account: { otherActiveArrMinor: worthOf(form.otherArr, reporting) ?? 0, lastEndedOn: form.lastEndedOn === '' ? null : form.lastEndedOn },
    rates: Object.fromEntries(foreignOf(form, reporting).map((currency) => [`${currency}/${reporting}`, (form.rates[currency] ?? '').trim()])), path: { expected: form.expected.map((movement) => ({ movement })) },
  };
}
