import { describe, expect, it } from 'vitest';
import { bodyOf, cartFromOption, cartOf, emptyLine, endedLines, faultsOf, keptLine, reckon, typedPrice, type Cart } from '../../client/console/upgrades/cart.ts';
import type { Product } from '../../client/console/records.ts';
import type { UpgradeLine } from '../../client/console/upgrades/records.ts';

const product = (id: string, listPriceMinor: number, family = 'S'): Product => ({ id, name: id, kind: 'device', family, capacity: null, listPriceMinor, currency: 'USD', active: true, version: 1 });
const products = new Map([product('S4', 120_000), product('S5', 150_000), product('CARE', 20_000, 'Care')].map((each) => [each.id, each]));

const line = (name: string, given: Partial<UpgradeLine> = {}): UpgradeLine => ({
  line: name, subscriptionId: name, product: 'S4', productName: 'S4', quantity: 1, unitArrMinor: 120_000, currency: 'USD', termMonths: 12, startsOn: '2026-01-01', endsOn: '2026-12-31', arrMinor: 120_000, reportingArrMinor: 120_000, replaces: [], serial: null, ...given,
});
const before = [line('sub-1')];
const empty: Cart = { pathId: null, lines: [], discountPercent: '', exceptionReason: '', reason: '' };
const facts = { before, products, effectiveOn: '2026-11-22', reportingCurrency: 'USD', exceptionLimitBasisPoints: 1500, mayGrant: false };
const refresh = (part: Partial<Cart> = {}): Cart => ({ ...empty, pathId: 'refresh', lines: [{ ...emptyLine(), product: 'S5', replaces: ['sub-1'] }], reason: 'as agreed', ...part });

describe('what the cart sends', () => {
  it('names path, lines, reason and the version that was seen', () => {
    expect(bodyOf(refresh(), before, products, 7)).toEqual({ pathId: 'refresh', lines: [{ product: 'S5', quantity: 1, termMonths: 12, replaces: ['sub-1'] }], reason: 'as agreed', version: 7 });
  });

  it('a typed price goes in minor units of the line, a discount as a price exception with its reason', () => {
    const [first = emptyLine()] = refresh().lines;
    const body = bodyOf(refresh({ lines: [{ ...first, unitPrice: '1,350.50', quantity: '2', termMonths: '36' }], discountPercent: '10', exceptionReason: 'loyalty' }), before, products, 1);
    expect(body.lines[0]).toMatchObject({ unitArrMinor: 135_050, quantity: 2, termMonths: 36 });
    expect(body.priceException).toEqual({ discountPercent: 10, reason: 'loyalty' });
  });

  it('an order as it stands is sent as it stands', () => {
    const after = [line('a', { product: 'S5', unitArrMinor: 140_000, replaces: ['sub-1'], startsOn: '2026-12-01' })];
    const body = bodyOf(cartOf({ pathId: 'refresh', after, exception: null }), before, products, 2);
    expect(body.lines).toEqual([{ line: 'a', product: 'S5', quantity: 1, unitArrMinor: 140_000, currency: 'USD', termMonths: 12, startsOn: '2026-12-01', replaces: ['sub-1'] }]);
  });
});

describe('what an option puts into the cart', () => {
  it('a refresh takes the place of every line before', () => {
    const cart = cartFromOption(empty, { pathId: 'p', product: 'S5', kind: 'refresh' }, before);
    expect(cart.lines.map(({ product: of, replaces }) => [of, replaces])).toEqual([['S5', ['sub-1']]]);
  });

  it('an add-on stands beside the lines before, which go on as they are', () => {
    const cart = cartFromOption(empty, { pathId: 'p', product: 'CARE', kind: 'add_on' }, before);
    expect(cart.lines.map(({ product: of, replaces }) => [of, replaces])).toEqual([['S4', ['sub-1']], ['CARE', []]]);
    expect(endedLines(cart, before)).toEqual([]);
  });

  it('a renewal keeps product, quantity and price', () => {
    expect(cartFromOption(empty, { pathId: 'p', product: 'S4', kind: 'renewal' }, before).lines[0]).toMatchObject({ product: 'S4', quantity: '1', unitPrice: '1200', replaces: ['sub-1'] });
  });
});

describe('what is said before it is saved', () => {
  it('a line that nothing goes on with ends, until it is kept', () => {
    const cart = refresh({ lines: [{ ...emptyLine(), product: 'CARE' }] });
    expect(endedLines(cart, before).map((each) => each.line)).toEqual(['sub-1']);
    expect(endedLines({ ...cart, lines: [...cart.lines, keptLine(line('sub-1'))] }, before)).toEqual([]);
  });

  it('a discount within the limit is granted, past it waits for an admin – unless an admin gives it', () => {
    expect(reckon(refresh({ discountPercent: '10' }), facts)).toMatchObject({ discountBasisPoints: 1000, exceptionStatus: 'granted', afterArrMinor: 135_000 });
    expect(reckon(refresh({ discountPercent: '20' }), facts)?.exceptionStatus).toBe('waiting');
    expect(reckon(refresh({ discountPercent: '20' }), { ...facts, mayGrant: true })?.exceptionStatus).toBe('granted');
    expect(reckon(refresh(), facts)).toMatchObject({ exceptionStatus: null, afterArrMinor: 150_000, isNear: false });
  });

  it('a line in the customer’s own currency is reckoned at the rate that their lines show', () => {
    const euro = line('sub-1', { currency: 'EUR', unitArrMinor: 100_000, arrMinor: 100_000, reportingArrMinor: 110_000 });
    const reckoned = reckon(refresh({ lines: [keptLine(euro)] }), { ...facts, before: [euro] });
    expect(reckoned).toMatchObject({ afterArrMinor: 110_000, isNear: true });
  });

  it('names every fault by its field, and reckons nothing meanwhile', () => {
    const cart = refresh({ pathId: null, lines: [{ ...emptyLine(), quantity: '0', termMonths: '400', unitPrice: 'a lot' }], discountPercent: '120' });
    expect(Object.keys(faultsOf(cart, before, products)).sort()).toEqual(['lines[0].product', 'lines[0].quantity', 'lines[0].termMonths', 'lines[0].unitArrMinor', 'pathId', 'priceException.discountPercent']);
    expect(reckon(cart, facts)).toBeNull();
  });
});

it('prices are typed as they are read', () => {
  expect([typedPrice(120_000, 'USD'), typedPrice(120_050, 'USD'), typedPrice(5_000, 'JPY')]).toEqual(['1200', '1200.50', '5000']);
});
