import fc from 'fast-check';
import type { CaseLine, CodingCase, Leg } from '../../server/domain/coding/case.ts';
import { DRIVERS, MOVEMENTS, UPGRADE_KINDS, type Movement } from '../../server/domain/words.ts';

const RATES = { USD: ['1.00', '1.0825', '149.5'], EUR: ['0.92', '1.1', '161.37'], GBP: ['1.2745', '1.15', '190'], JPY: ['0.0067', '0.0062', '1'] } as const;
const CODES = ['USD', 'EUR', 'GBP', 'JPY'] as const;
const days = fc.constantFrom('2026-01-31', '2026-02-28', '2026-03-01', '2026-12-31');

type Draft = Omit<CaseLine, 'line'> & { line: string; replaces: string[] };

/** Small amounts and few units, so that trials, equal values and halves of a minor unit are met often. */
export const amounts = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 6, arbitrary: fc.nat({ max: 300 }) }, { weight: 2, arbitrary: fc.nat({ max: 50_000_000 }) });

function lineOf(line: string, names: readonly string[], codes: readonly string[], products: readonly string[], amount: fc.Arbitrary<number>): fc.Arbitrary<Draft> {
  return fc.record({
    line: fc.constant(line), product: fc.constantFrom(...products), quantity: fc.integer({ min: 1, max: 12 }), unitArrMinor: amount, arrMinor: fc.option(amount, { nil: undefined, freq: 3 }),
    currency: fc.constantFrom(...codes), termMonths: fc.constantFrom(1, 12, 36), startsOn: days, endsOn: fc.option(days), replaces: fc.subarray([...names]),
  });
}

const named = (prefix: string, count: number) => Array.from({ length: count }, (_one, index) => `${prefix}${index}`);

type Shape = { products?: readonly string[]; amount?: fc.Arbitrary<number>; fewest?: number; linked?: 'any' | 'all' };

/** Cases of many lines, chained groups, currencies, trials and lines that have left the books. `linked: all` makes one group of them. */
export function casesOf({ products = ['Seat', 'Care', 'Array'], amount = amounts, fewest = 0, linked = 'any' }: Shape = {}): fc.Arbitrary<CodingCase> {
  const frame = fc.record({ books: fc.constantFrom('USD', 'EUR', 'JPY'), isLocal: fc.boolean(), before: fc.integer({ min: fewest, max: 5 }), after: fc.integer({ min: fewest, max: 5 }), left: fc.subarray(['z1', 'z2']), rate: fc.nat({ max: 2 }) });
  return frame.chain(({ books, isLocal, before, after, left, rate }) => {
    const codes = isLocal ? [books] : CODES;
    const names = named('a', before);
    const booked = (draft: Draft) => fc.option(amount, { nil: undefined }).map((reportingArrMinor): CaseLine => {
      const { replaces: _none, ...line } = draft;
      return reportingArrMinor === undefined ? line : { ...line, reportingArrMinor };
    });
    return fc.record({
      kind: fc.option(fc.constantFrom(...UPGRADE_KINDS)), effectiveOn: days,
      before: fc.tuple(...names.map((name) => lineOf(name, [], codes, products, amount).chain(booked))),
      after: fc.tuple(...named('b', after).map((name) => lineOf(name, [...names, ...left], codes, products, amount).map((line) => (linked === 'all' ? { ...line, replaces: names } : line)))),
      account: fc.record({ otherActiveArrMinor: amount, lastEndedOn: fc.option(days) }),
      path: fc.record({ expected: fc.subarray([...MOVEMENTS]).map((some) => some.map((movement) => ({ movement }))) }),
    }).map((one): CodingCase => ({ ...one, reportingCurrency: books, rates: Object.fromEntries(CODES.map((code) => [`${code}/${books}`, RATES[code][rate] ?? '1'])), follows: left }));
  });
}

const GAINS: readonly Movement[] = ['new', 'expansion', 'reactivation'];
const LOSSES: readonly Movement[] = ['contraction', 'churn'];

/** Legs whose signs fit their movements, of several months. */
export const legs: fc.Arbitrary<Leg[]> = fc.array(fc.record({
  movement: fc.constantFrom(...MOVEMENTS), driver: fc.constantFrom(...DRIVERS), amountMinor: fc.integer({ min: -1000, max: 1000 }), currency: fc.constant('USD'), effectiveOn: days,
}).map((leg): Leg => ({ ...leg, amountMinor: signed(leg.movement, leg.amountMinor), lines: ['a'] })), { maxLength: 6 });

function signed(movement: Movement, amountMinor: number): number {
  if (GAINS.includes(movement)) return Math.abs(amountMinor);
  if (LOSSES.includes(movement)) return 0 - Math.abs(amountMinor);
  return movement === 'fx' || movement === 'transfer' ? amountMinor : 0;
}
