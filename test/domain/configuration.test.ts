import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configureLines, type CatalogueProduct, type Configuration, type ConfigurationFacts, type ExceptionInput, type Line, type LineInput } from '../../server/domain/configuration.ts';
import { isRefusal, type Refusal } from '../../server/domain/refusal.ts';

const product = (id: string, listPriceMinor: number, more: Partial<CatalogueProduct> = {}): CatalogueProduct => ({ id, family: id.split('-')[0] ?? id, listPriceMinor, currency: 'USD', active: true, ...more });
const products = new Map([product('T4-2TB', 120_000), product('T5-3TB', 150_000), product('OLD', 90_000, { active: false }), product('EURO', 100_000, { currency: 'EUR' })].map((one) => [one.id, one]));
const old: Line = {
  line: 'before', product: 'T4-2TB', quantity: 1, unitArrMinor: 110_000, currency: 'USD', termMonths: 24, startsOn: '2024-04-01', endsOn: '2026-03-31', arrMinor: 110_000, reportingArrMinor: 110_000, replaces: [],
};
const facts = (more: Partial<ConfigurationFacts> = {}): ConfigurationFacts => ({
  before: [old], products, effectiveOn: '2026-04-01', reportingCurrency: 'USD', rates: [{ base: 'EUR', quote: 'USD', on: '2026-01-01', rate: '1.10' }], exceptionLimitBasisPoints: 1500, mayGrant: false, ...more,
});
const configured = (inputs: LineInput[], exception?: ExceptionInput, more?: Partial<ConfigurationFacts>): Configuration => {
  const result = configureLines(inputs, exception, facts(more));
  if (isRefusal(result)) throw new Error(result.because);
  return result;
};
const refused = (inputs: LineInput[], exception?: ExceptionInput, more?: Partial<ConfigurationFacts>) => configureLines(inputs, exception, facts(more)) as Refusal;

describe('A configured line', () => {
  it('has the price of the catalogue, the term of what it replaces, and ends with its term', () => {
    expect(configured([{ product: 'T5-3TB', quantity: 2, replaces: ['before'] }]).after).toEqual([{
      line: 'a', product: 'T5-3TB', quantity: 2, unitArrMinor: 150_000, currency: 'USD', termMonths: 24, startsOn: '2026-04-01', endsOn: '2028-03-31', arrMinor: 300_000, reportingArrMinor: 300_000, replaces: ['before'],
    }]);
  });

  it('keeps what the same product costs this customer today', () => {
    const { after, exceptionStatus } = configured([{ product: 'T4-2TB', quantity: 1, replaces: ['before'] }]);
    expect(after[0]?.unitArrMinor).toBe(110_000);
    expect(exceptionStatus).toBeNull();
  });

  it('in another currency is reckoned at the rate of the day on which it takes effect', () => {
    expect(configured([{ product: 'EURO', quantity: 1 }]).after[0]).toMatchObject({ currency: 'EUR', arrMinor: 100_000, reportingArrMinor: 110_000 });
    expect(refused([{ product: 'EURO', quantity: 1 }], undefined, { effectiveOn: '2025-12-31' })).toMatchObject({ errors: { 'lines[0].currency': expect.stringContaining('no exchange rate') } });
  });

  it('may be open-ended', () => {
    expect(configured([{ product: 'T5-3TB', quantity: 1, endsOn: null }]).after[0]?.endsOn).toBeNull();
  });

  it('that is not sold any more is only for those who have it', () => {
    expect(refused([{ product: 'OLD', quantity: 1 }]).errors).toEqual({ 'lines[0].product': 'is not sold any more' });
    expect(configured([{ product: 'OLD', quantity: 1 }], undefined, { before: [{ ...old, product: 'OLD' }] }).after).toHaveLength(1);
  });

  it('shows every fault at once, each at its field', () => {
    const wrong = refused([{ line: 'x', product: 'NOPE', quantity: 1 }, { line: 'x', product: 'T5-3TB', quantity: 1, replaces: ['nothing'] }], { line: 'y' });
    expect(Object.keys(wrong.errors ?? {}).sort()).toEqual(['lines[0].product', 'lines[1].line', 'lines[1].replaces', 'priceException.line']);
  });

  it('cannot be worth more than can be counted exactly', () => {
    expect(refused([{ product: 'T5-3TB', quantity: 1_000_000, unitArrMinor: 9_007_199_254_740_000 }]).errors).toHaveProperty(['lines[0].quantity']);
  });
});

describe('A price exception', () => {
  const line: LineInput = { line: 'new', product: 'T5-3TB', quantity: 1, replaces: ['before'] };

  it.each([
    [{ discountPercent: 10 }, 135_000, 1000, 'granted'], [{ discountPercent: 15 }, 127_500, 1500, 'granted'], [{ discountPercent: 15.01 }, 127_485, 1501, 'waiting'], [{ discountPercent: 100 }, 0, 10_000, 'waiting'], [{ discountPercent: 0 }, 150_000, 0, null],
    [{ unitArrMinor: 140_000 }, 140_000, 667, 'granted'], [{ unitArrMinor: 150_000 }, 150_000, 0, null], [{ unitArrMinor: 160_000 }, 160_000, 0, null], [{ line: 'new', unitArrMinor: 100_000 }, 100_000, 3334, 'waiting'],
  ] as const)('of %j makes %i, a discount of %i basis points: %s', (exception, unit, basisPoints, status) => {
    const result = configured([line], exception);
    expect(result.after[0]?.unitArrMinor).toBe(unit);
    expect([result.discountBasisPoints, result.exceptionStatus]).toEqual([basisPoints, status]);
  });

  it('past the limit is granted at once by who may grant it', () => {
    expect(configured([line], { discountPercent: 40 }, { mayGrant: true }).exceptionStatus).toBe('granted');
  });

  it('is also a unit price below the catalogue’s that was simply typed into the line', () => {
    expect(configured([{ ...line, unitArrMinor: 100_000 }]).exceptionStatus).toBe('waiting');
  });

  it('is for its line alone where it names one', () => {
    const { after } = configured([line, { line: 'other', product: 'T5-3TB', quantity: 1 }], { line: 'other', discountPercent: 10 });
    expect(after.map((one) => one.unitArrMinor)).toEqual([150_000, 135_000]);
  });

  it('waits exactly where the whole discount is past the limit, whatever the lines', () => {
    const lines = fc.array(fc.record({ product: fc.constantFrom('T4-2TB', 'T5-3TB'), quantity: fc.integer({ min: 1, max: 50 }), unitArrMinor: fc.integer({ min: 1, max: 200_000 }) }), { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(lines, (inputs) => {
      const { after, discountBasisPoints, exceptionStatus } = configured(inputs, undefined, { before: [] });
      const regular = inputs.reduce((sum, one) => sum + (products.get(one.product)?.listPriceMinor ?? 0) * one.quantity, 0);
      const agreed = after.reduce((sum, one) => sum + one.arrMinor, 0);
      const past = (regular - agreed) * 10_000 > 1500 * regular;
      expect(exceptionStatus).toBe(agreed >= regular ? null : past ? 'waiting' : 'granted');
      expect(discountBasisPoints > 1500).toBe(past);
    }), { numRuns: 300, seed: 3 });
  });
});
