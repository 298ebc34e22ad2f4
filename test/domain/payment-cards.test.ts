import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardInBody, findCard } from '../../server/domain/payment-cards.ts';

const luhnDigit = (body: string) => {
  const sum = [...body].reverse().reduce((total, letter, at) => {
    const digit = Number(letter) * (at % 2 === 0 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return (10 - (sum % 10)) % 10;
};

const brands: Record<string, { prefixes: string[]; lengths: number[] }> = {
  Visa: { prefixes: ['4'], lengths: [13, 16, 19] },
  Mastercard: { prefixes: ['51', '52', '53', '54', '55', '2221', '2300', '2699', '2720'], lengths: [16] },
  'American Express': { prefixes: ['34', '37'], lengths: [15] },
  Discover: { prefixes: ['6011', '644', '649', '65'], lengths: [16, 19] },
  'Diners Club': { prefixes: ['300', '305', '36', '38', '39'], lengths: [14] },
  JCB: { prefixes: ['3528', '3589'], lengths: [16, 19] },
  UnionPay: { prefixes: ['62'], lengths: [16, 17, 18, 19] },
  Maestro: { prefixes: ['5018', '5020', '5038', '6304', '6759', '6761', '6763'], lengths: [12, 13, 16, 19] },
};

/** The digits of a card but for the last, and the last that makes it valid. */
const card = (name: string) => {
  const brand = brands[name]!;
  return fc.tuple(fc.constantFrom(...brand.prefixes), fc.constantFrom(...brand.lengths), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 19, maxLength: 19 }))
    .map(([prefix, length, rest]) => (prefix + rest.join('')).slice(0, length - 1))
    .map((body) => ({ body, check: luhnDigit(body) }));
};
const separators = fc.array(fc.constantFrom('', '', '', '', ' ', '-', '.', '/', '_', '\u00a0', '\u200b', '\n', ' -', '\r\n', '–', '\u202f'), { minLength: 18, maxLength: 18 });
const words = fc.array(fc.constantFrom('order', 'für', 'Kunde,', 'charge', '(card)', 'please:', 'über'), { maxLength: 4 }).map((list) => list.join(' '));
const written = (digits: string, gaps: readonly string[]) => [...digits].map((digit, at) => digit + (at < digits.length - 1 ? gaps[at] ?? '' : '')).join('');
const DATE = /(?:19|20)\d\d([-./])\d\d?\1\d\d?|\d\d?([-./])\d\d?\2(?:19|20)\d\d/;

describe("a payment card's number is found however it is written out", () => {
  it.each(Object.keys(brands))('every valid %s number is found inside a text', (name) => {
    fc.assert(fc.property(card(name), separators, words, words, ({ body, check }, gaps, front, back) => {
      const number = written(`${body}${check}`, gaps);
      // Every dash is one to the reader, and makes a date.
      fc.pre(!DATE.test(number.replaceAll('–', '-')));
      expect(findCard(`${front} ${number} ${back}`)).toBe('card_number');
    }), { numRuns: 300 });
  });

  it.each(Object.keys(brands))('a %s number with a wrong check digit is no card', (name) => {
    fc.assert(fc.property(card(name), fc.integer({ min: 1, max: 9 }), words, words, ({ body, check }, off, front, back) => {
      expect(findCard(`${front} ${body}${(check + off) % 10} ${back}`)).toBeNull();
    }), { numRuns: 300 });
  });

  it('four groups of four with a wrong check digit are no card', () => {
    fc.assert(fc.property(card('Visa'), fc.integer({ min: 1, max: 9 }), fc.constantFrom(' ', '-', '.', '\u00a0', '\n'), ({ body, check }, off, gap) => {
      fc.pre(body.length === 15 && !/^(?:50|58|63|67)/.test(body.slice(4)));
      const digits = `${body}${(check + off) % 10}`;
      expect(findCard(`card ${digits.match(/.{4}/g)!.join(gap)} thanks`)).toBeNull();
    }));
  });

  it.each([
    'order 4111 1111 1111 1111 exp 12/27',
    '4111 1111 1111 1111 12/27 123',
    '4111-1111-1111-1111',
    '4111.1111.1111.1111',
    '4111111111111111,12/27',
    'a4111111111111111b',
    '3782 822463 10005',
    '30569309025904',
    '４１１１　１１１１　１１１１　１１１１',
    '٤١١١١١١١١١١١١١١١',
    '४१११ ११११ ११११ ११११',
    '𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏',
    '4111\u200b1111\u200b1111\u200b1111',
    '4111\u00001111\u00001111\u00001111',
    '4111 1111\n1111 1111 12/27',
    '4111 - 1111 - 1111 - 1111',
    '4111   1111   1111   1111',
    '4111 / 1111 / 1111 / 1111 exp 12/27',
    '3782  -  822463  -  10005',
    '4 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1',
    '41111111 - 11111111',
    '4111--------1111--------1111--------1111',
    '+4111111111111111',
    'due 2026-04-17 4111111111111111',
    '4111111111111111 2026-04-17',
  ])('%j holds a card', (text) => {
    expect(findCard(text)).toBe('card_number');
  });

  it.each([
    '+49 1512 3456786', '+49 30 901820', '+1 (415) 555-0132', '415 555 0132\n415 555 0133', '415-555-0134 / 415-555-0135', '0049 151 23456789', '+44 20 7946 0958',
    '2026-04-17', '2026-04-17T08:30:00.000Z', '2026-04-30 2026-05-12 2026-06-01', '30.05.2026 31.05.2026 30.06.2026', '30/05/2026-31/05/2026',
    '550e8400-e29b-41d4-a716-446655440000', '00000000-0000-4000-8000-000000000001', 'UP-2026-04817', 'UP-2026-04817 UP-2026-04818',
    '$4,111.11', '4111.11 1111.11 1111.11 1111.11', '€ 1.234.567,89', '41111111111111111111', '4111111111111111111111111', '1776412800000',
    '4111, 1111, 1111, 1111', '4111         1111         1111         1111', '415 555 0134   415 555 0135', '415-555-0132 - 415-555-0133', '', 'no digits at all',
  ])('%j is no card', (text) => {
    expect(findCard(text)).toBeNull();
  });

  it('no date, reference, UUID or telephone number with its country code is taken for a card', () => {
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2039-12-31'), noInvalidDate: true });
    const harmless = fc.oneof(
      fc.uuid(), day.map((d) => d.toISOString()), day.map((d) => d.toISOString().slice(0, 10)),
      fc.integer({ min: 0, max: 99999 }).map((n) => `UP-2026-${String(n).padStart(5, '0')}`),
      fc.tuple(fc.integer({ min: 1, max: 998 }), fc.integer({ min: 100, max: 9999 }), fc.integer({ min: 100_000, max: 9_999_999 })).map((parts) => `+${parts.join(' ')}`),
    );
    fc.assert(fc.property(fc.array(harmless, { maxLength: 6 }), fc.constantFrom(', ', ' and ', '; ', ' | ', ' – ', '   ', ' / '), (items, glue) => {
      expect(findCard(items.join(glue))).toBeNull();
    }), { numRuns: 500 });
  });

  it('a hundred thousand characters are read in the blink of an eye', () => {
    const heavy = ['4   ', '4111 - ', '4        ', 'c.v.v.', 'verification code ', '4 ', '4', '4\n', '٤ ', 'cvv ', 'cvv2', '2026-04-17 ', '4.11 ', '\u0301\u0323', '漢', '-', '4111-', 'card verification '];
    for (const piece of heavy) {
      const started = performance.now();
      findCard(piece.repeat(Math.ceil(100_000 / piece.length)));
      expect(performance.now() - started, JSON.stringify(piece)).toBeLessThan(1500);
    }
  });
});

describe('a security code is found after its label', () => {
  it.each([
    'CVV 123', 'cvv: 1234', 'cvv2 = 999', 'CVC:123', 'cvc2 123', 'CID 1234', 'csc-123', 'security code is 123', 'Card code: 321', 'card verification value: 123',
    'card verification number 123', 'Prüfziffer 123', 'PRU\u0308FZIFFER: 123', 'Kartenprüfnummer: 123', 'cryptogramme : 123', 'cvv１２３', 'cvv123', 'CVV: 123, 12/27', 'ＣＶＶ 123', 'verification code 123', 'the verification code is 4321', 'Verification-Value: 123', 'c.v.v. 123', 'C.V.V: 123', 'c.v.c 1234', 'c.v.v.2 999',
  ])('%j gives a code away', (text) => {
    expect(findCard(text)).toBe('security_code');
  });

  it.each([
    'CVV', 'cvv 12', 'cvv 12345', 'please never send your cvv. 250 units are on the way', 'cvv 2026-04-17', 'price 123', 'accvv 123', 'cvvs 2', 'security code: 123.45',
    'the security code was explained to her at length on the call of 250 people', 'decided 1234', 'postcode 1234', 'your verification code is 123456', 'verification 123', 'verification codes 123', 'c.v. 2024',
  ])('%j gives none away', (text) => {
    expect(findCard(text)).toBeNull();
  });
});

describe('card data in what is sent to the server is told by its field, never by its digits', () => {
  const exempt = new Set(['serial', 'serials', 'trackingNumber', 'password']);
  const number = '4111 1111 1111 1111';

  it('the field is named by its path', () => {
    expect(cardInBody({ text: number }, exempt)).toEqual({ path: 'text', kind: 'card_number' });
    expect(cardInBody({ lines: [{ note: 'cvv 123' }] }, exempt)).toEqual({ path: 'lines[0].note', kind: 'security_code' });
    expect(cardInBody([['x', number]], exempt)).toEqual({ path: '[0][1]', kind: 'card_number' });
    expect(cardInBody(number, exempt)).toEqual({ path: '', kind: 'card_number' });
  });

  it('the first such field in the order of the body is named', () => {
    expect(cardInBody({ a: { b: number }, c: 'cvv 123' }, exempt)?.path).toBe('a.b');
  });

  it('a card written as a number counts', () => {
    expect(cardInBody({ amount: 4111111111111111 }, exempt)).toEqual({ path: 'amount', kind: 'card_number' });
    expect(cardInBody({ amountMinor: 411111, at: 1776412800000 }, exempt)).toBeNull();
  });

  it('a field named after a code and holding one counts', () => {
    expect(cardInBody({ cvv: 123 }, exempt)).toEqual({ path: 'cvv', kind: 'security_code' });
    expect(cardInBody({ securityCode: '1234' }, exempt)).toEqual({ path: 'securityCode', kind: 'security_code' });
  });

  it('serial and tracking numbers may look like cards', () => {
    expect(cardInBody({ serial: '4111111111111111', serials: ['4111111111111111'], nested: { trackingNumber: '4111111111111111' } }, exempt)).toBeNull();
  });

  it("a card in a field's name is found, and the answer does not repeat it", () => {
    expect(cardInBody({ meta: { '4111111111111111': 1 } }, exempt)).toEqual({ path: 'meta', kind: 'card_number' });
  });

  it('nothing is too deep or too long to be looked into', () => {
    let deep: unknown = { text: number };
    for (let level = 0; level < 50_000; level += 1) deep = [deep];
    expect(cardInBody(deep, exempt)?.kind).toBe('card_number');
    expect(cardInBody(Array.from({ length: 200_000 }, () => 'a'), exempt)).toBeNull();
    expect(cardInBody([null, true, undefined, 1.5, {}], exempt)).toBeNull();
  });
});
