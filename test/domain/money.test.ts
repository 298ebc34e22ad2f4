import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertMinor, CURRENCIES, divideHalfEven, isCurrency, MissingRate, parseDecimalToMinor, rateOn, shareOf, sumMinor, toReporting, writtenAmount, type Rate } from '../../server/domain/money.ts';

const amounts = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
const codes = fc.constantFrom(...(Object.keys(CURRENCIES) as (keyof typeof CURRENCIES)[]));

describe('an amount is converted exactly and rounded once', () => {
  it('halves go to the even unit, below zero as above', () => {
    expect([1, 3, 5, -1, -3, -5].map((amount) => convertMinor(amount, 'EUR', 'USD', '0.5'))).toEqual([0, 2, 2, 0, -2, -2]);
    expect(Object.is(convertMinor(-1, 'EUR', 'USD', '0.5'), 0)).toBe(true);
  });

  it('a currency without minor units is converted by its own measure', () => {
    expect(convertMinor(1000, 'JPY', 'USD', '0.0067')).toBe(670);
    expect(convertMinor(670, 'USD', 'JPY', '149.25')).toBe(1000);
  });

  it('decimals that binary fractions cannot hold are exact', () => {
    expect(convertMinor(900_719_925_474_099, 'EUR', 'USD', '1.1')).toBe(990_791_918_021_509);
  });

  it('at a rate of one nothing changes between currencies of the same measure', () => {
    fc.assert(fc.property(amounts, (amount) => {
      expect(convertMinor(amount, 'EUR', 'USD', '1.000')).toBe(amount);
    }));
  });

  it('a conversion is never off by more than half a minor unit, and an opposite amount gives the opposite', () => {
    fc.assert(fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), codes, codes, fc.integer({ min: 1, max: 99_999_999 }), (amount, from, to, scaled) => {
      const rate = `${Math.floor(scaled / 10_000)}.${String(scaled % 10_000).padStart(4, '0')}`;
      const converted = convertMinor(amount, from, to, rate);
      const off = BigInt(converted) * 10n ** BigInt(4 + CURRENCIES[from]) - BigInt(amount) * BigInt(scaled) * 10n ** BigInt(CURRENCIES[to]);
      expect(2n * (off < 0n ? -off : off) <= 10n ** BigInt(4 + CURRENCIES[from])).toBe(true);
      expect(convertMinor(-amount, from, to, rate) + converted).toBe(0);
    }));
  });

  it('what could not be exact is refused', () => {
    expect(() => convertMinor(1.5, 'EUR', 'USD', '1')).toThrow(RangeError);
    expect(() => convertMinor(Number.MAX_SAFE_INTEGER + 1, 'EUR', 'USD', '1')).toThrow(RangeError);
    expect(() => convertMinor(Number.MAX_SAFE_INTEGER, 'EUR', 'USD', '2')).toThrow(RangeError);
    for (const rate of ['', '0', '0.00', '-1', '1e3', '1,1', 'NaN', '.5']) expect(() => convertMinor(1, 'EUR', 'USD', rate), rate).toThrow(RangeError);
    expect(() => convertMinor(1, 'XXX', 'USD', '1')).toThrow(RangeError);
    expect(() => divideHalfEven(1n, 0n)).toThrow(RangeError);
  });

  it('the books know their currencies', () => {
    expect(isCurrency('JPY')).toBe(true);
    expect(isCurrency('toString')).toBe(false);
  });
});

describe('amounts are summed exactly', () => {
  it('however far past exact numbers they go on the way, and not at all where the sum itself is past them', () => {
    const most = Number.MAX_SAFE_INTEGER;
    fc.assert(fc.property(fc.array(fc.oneof(amounts, fc.constantFrom(most, -most, 0, -0))), (some) => {
      const exact = some.reduce((sum, amount) => sum + BigInt(amount), 0n);
      if (exact > most || exact < -most) expect(() => sumMinor(some)).toThrow(RangeError);
      else expect(sumMinor(some)).toBe(Number(exact));
    }));
    expect(sumMinor([most, most, -most])).toBe(most);
  });

  it('and never with a fraction', () => {
    for (const amount of [0.5, Number.NaN, Infinity, 2 ** 53]) expect(() => sumMinor([1, amount])).toThrow(RangeError);
  });

  it('and are written in full, whatever their size', () => {
    expect([0, -0, 5, -123_456, 100_000_000].map((amount) => writtenAmount(amount, 'USD'))).toEqual(['0.00 USD', '0.00 USD', '0.05 USD', '-1,234.56 USD', '1,000,000.00 USD']);
    expect(writtenAmount(-1_234_567, 'JPY')).toBe('-1,234,567 JPY');
    expect(writtenAmount(-(10n ** 20n), 'USD')).toBe('-1,000,000,000,000,000,000.00 USD');
  });
});

describe('an amount is reported at the rate of its day', () => {
  const rates: Rate[] = [
    { base: 'EUR', quote: 'USD', on: '2026-03-01', rate: '1.20' },
    { base: 'EUR', quote: 'USD', on: '2026-01-01', rate: '1.10' },
    { base: 'EUR', quote: 'GBP', on: '2026-02-01', rate: '0.85' },
  ];

  it('the latest rate up to the day counts, however the rates are listed', () => {
    for (const listed of [rates, rates.toReversed()]) {
      expect(rateOn(listed, 'EUR', 'USD', '2026-02-28')).toBe('1.10');
      expect(rateOn(listed, 'EUR', 'USD', '2026-03-01')).toBe('1.20');
      expect(rateOn(listed, 'EUR', 'USD', '2025-12-31')).toBeNull();
      expect(rateOn(listed, 'USD', 'EUR', '2026-03-01')).toBeNull();
    }
  });

  it('the reporting currency itself needs no rate', () => {
    expect(toReporting({ amountMinor: -5, currency: 'USD', on: '2026-01-01' }, 'USD', [])).toBe(-5);
    expect(() => toReporting({ amountMinor: 0.5, currency: 'USD', on: '2026-01-01' }, 'USD', [])).toThrow(RangeError);
  });

  it('another currency is converted', () => {
    expect(toReporting({ amountMinor: 1000, currency: 'EUR', on: '2026-03-05' }, 'USD', rates)).toBe(1200);
  });

  it('a rate that is missing is named', () => {
    const missing = () => toReporting({ amountMinor: 1, currency: 'SEK', on: '2026-01-01' }, 'USD', rates);
    expect(missing).toThrow(MissingRate);
    expect(missing).toThrow(expect.objectContaining({ currency: 'SEK', reporting: 'USD', on: '2026-01-01' }));
  });
});

describe('a share is reckoned in basis points', () => {
  it('fifteen percent is fifteen hundred of them', () => {
    expect(shareOf(10_000, 1500)).toBe(1500);
    expect([1, 3, -1, -3].map((amount) => shareOf(amount, 5000))).toEqual([0, 2, 0, -2]);
    expect(() => shareOf(Number.MAX_SAFE_INTEGER, 10_001)).toThrow(RangeError);
    expect(() => shareOf(1, 0.5)).toThrow(RangeError);
  });

  it('all of it is all of it', () => {
    fc.assert(fc.property(amounts, (amount) => {
      expect(shareOf(amount, 10_000)).toBe(amount);
    }));
  });
});

describe('amounts in imported files are read in one way or not at all', () => {
  it.each([
    ['1,234.50', 'USD', 123_450], ['$1234.5', 'USD', 123_450], [' 1234 ', 'USD', 123_400], ['-3', 'USD', -300], ['+3', 'USD', 300], ['-0', 'USD', 0], ['0.05', 'USD', 5],
    ['1.234,50', 'EUR', 123_450], ['12,5', 'EUR', 1250], ['€ 1.234.567', 'EUR', 123_456_700], ['1 234,50 EUR', 'EUR', 123_450], ['1\u202f234\u202f567', 'EUR', 123_456_700],
    ["CHF 1'234.50", 'CHF', 123_450], ['-$3.10', 'USD', -310], ['$-3.10', 'USD', -310], ['\u22123', 'USD', -300], ['USD 5', 'USD', 500], ['usd 5', 'USD', 500], ['$5 USD', 'USD', 500],
    ['¥1,234', 'JPY', 1234], ['1234', 'JPY', 1234], ['1,234', 'USD', 123_400], ['₹1,23,456.70', 'INR', 12_345_670], ['250 kr', 'SEK', 25_000], ['12 zł', 'PLN', 1200],
  ])('%j in %s is %i', (text, currency, minor) => {
    expect(parseDecimalToMinor(text, currency)).toBe(minor);
    expect(Object.is(parseDecimalToMinor(text, currency), -0)).toBe(false);
  });

  it.each([
    ['', 'USD'], ['abc', 'USD'], ['1.234', 'EUR'], ['1.005', 'USD'], ['12.5', 'JPY'], ['1,23,456', 'USD'], ['1,2,3', 'USD'], ['0,123', 'USD'], ['1.234.56', 'EUR'], ['1,234,50', 'EUR'],
    ['€5', 'USD'], ['$5', 'EUR'], ['EUR 5', 'USD'], ['5-', 'USD'], ['--5', 'USD'], ['1e3', 'USD'], ['.5', 'USD'], ['5.', 'USD'], ['1 2', 'USD'], ['12 34.00', 'USD'], ['NaN', 'USD'],
    ['90071992547409.92', 'USD'], ['9'.repeat(80), 'USD'], ['constructor 5', 'USD'], ["1'234 567", 'CHF'],
  ])('%j in %s is refused', (text, currency) => {
    expect(parseDecimalToMinor(text, currency)).toBeNull();
  });

  it('what is written out plainly is read back the same', () => {
    fc.assert(fc.property(amounts, codes, (amount, currency) => {
      const digits = CURRENCIES[currency];
      const padded = String(Math.abs(amount)).padStart(digits + 1, '0');
      const text = `${amount < 0 ? '-' : ''}${padded.slice(0, padded.length - digits)}${digits > 0 ? `.${padded.slice(-digits)}` : ''}`;
      expect(parseDecimalToMinor(text, currency)).toBe(amount);
    }));
  });
});
