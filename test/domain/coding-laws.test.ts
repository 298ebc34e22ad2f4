import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseLine, Coded, CodingCase } from '../../server/domain/coding/case.ts';
import { codeChange } from '../../server/domain/coding/coder.ts';
import { refuseLegs, signFault } from '../../server/domain/coding/legs.ts';
import { isRefusal, type Refusal } from '../../server/domain/refusal.ts';
import type { CodingFlag, Driver, Movement } from '../../server/domain/words.ts';
import { casesOf } from '../support/coding-arbitrary.ts';
import { bookedOf, effectsOf, groupsOf, totalOf, worthOf } from '../support/coding-reference.ts';

function coded(given: CodingCase): Coded {
  const result = codeChange(given);
  if (isRefusal(result)) throw new Error(result.because);
  return result;
}

const exactSum = (amounts: readonly { amountMinor: number }[]) => amounts.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n);
const linesOf = (given: CodingCase) => [...new Set([...given.before, ...given.after].map(({ line }) => line))];
const always = (law: (given: CodingCase, result: Coded) => void, cases = casesOf(), numRuns = 1000) => fc.assert(fc.property(cases, (given) => law(given, coded(given))), { numRuns });
const without = (result: Coded, movement: Movement) => result.legs.filter((leg) => leg.movement !== movement);
const has = ({ flags }: Coded, flag: CodingFlag) => flags.includes(flag);

describe('Whatever changes, its coding', () => {
  it('sums to what the books hold after less what they held before, to the minor unit', () => {
    always((given, { legs, deltaMinor }) => {
      const moved = totalOf(given.after, given, worthOf) - totalOf(given.before, given, bookedOf);
      expect(exactSum(legs)).toBe(moved);
      expect(BigInt(deltaMinor)).toBe(moved);
    });
  });

  it('is the same however the lines, and what they replace, are listed', () => {
    const shuffled = casesOf().chain((given) => {
      const mixed = <One>(some: readonly One[]) => fc.shuffledSubarray([...some], { minLength: some.length });
      const lines = (some: readonly CaseLine[]) => fc.tuple(mixed(some), fc.infiniteStream(fc.boolean())).map(([mix, flip]) => mix.map((line) => (line.replaces && flip.next().value ? { ...line, replaces: line.replaces.toReversed() } : line)));
      return fc.record({ given: fc.constant(given), before: lines(given.before), after: lines(given.after) });
    });
    fc.assert(fc.property(shuffled, ({ given, before, after }) => {
      expect(coded({ ...given, before, after })).toEqual(coded(given));
    }), { numRuns: 1000 });
  });

  it('is the same every time, and leaves the case as it was', () => {
    always((given, result) => {
      const kept = structuredClone(given);
      expect(coded(given)).toEqual(result);
      expect(given).toEqual(kept);
    }, casesOf(), 300);
  });

  it('has the sign of each movement, and may be sent back as it is', () => {
    always((given, { legs, deltaMinor }) => {
      for (const { movement, amountMinor } of legs) expect(signFault(movement, amountMinor)).toBeNull();
      expect(refuseLegs(legs, { totalMinor: deltaMinor, currency: given.reportingCurrency, lines: linesOf(given) })).toBeNull();
      for (const { currency, effectiveOn, amountMinor } of legs) expect([currency, effectiveOn, Object.is(amountMinor, -0)]).toEqual([given.reportingCurrency, given.effectiveOn, false]);
    });
  });

  it('names lines that exist, each once, and says why in words', () => {
    always((given, { legs, trace, flags }) => {
      for (const { lines } of legs) {
        expect(linesOf(given)).toEqual(expect.arrayContaining(lines));
        expect(lines).toEqual([...new Set(lines)].sort());
      }
      expect(trace.length).toBeGreaterThan(0);
      for (const { because } of trace) expect(because).toMatch(/^\S.{9,}\w$/);
      expect(trace.filter(({ rule }) => rule.startsWith('flag.')).map(({ rule }) => rule)).toEqual(flags.map((flag) => `flag.${flag}`));
    });
  });

  it('never calls one change both an end and a beginning', () => {
    always((_given, { legs }) => {
      const movements = legs.map(({ movement }) => movement);
      expect(movements.includes('churn') && (movements.includes('new') || movements.includes('reactivation'))).toBe(false);
      expect(movements.includes('new') && movements.includes('reactivation')).toBe(false);
    });
  });

  it('has two legs a group at most, one each for what came, what left and the rates', () => {
    always((given, { legs }) => {
      const linked = groupsOf(given).filter((group) => group.some((name) => name.startsWith('<')) && group.some((name) => name.startsWith('>')));
      const ofDriver = (...drivers: Driver[]) => legs.filter(({ driver }) => drivers.includes(driver));
      expect(legs.length).toBeGreaterThan(0);
      expect(ofDriver('quantity', 'price', 'tier').length).toBeLessThanOrEqual(2 * linked.length);
      expect(ofDriver('tier').length).toBeLessThanOrEqual(linked.length);
      expect(legs.length - ofDriver('quantity', 'price').length).toBeLessThanOrEqual(linked.length + 3);
      for (const alone of [ofDriver('add_on'), ofDriver('item_removal'), ofDriver('currency'), legs.filter(({ movement }) => movement === 'churn')]) expect(alone.length).toBeLessThanOrEqual(1);
      expect(ofDriver('term')).toEqual([]);
    });
  });
});

describe('A group of one product', () => {
  const groups = casesOf({ products: ['Seat'], fewest: 1, linked: 'all' });

  it('splits into quantity and price as slow, exact arithmetic does', () => {
    fc.assert(fc.property(groups, (given) => {
      const [old, now] = [totalOf(given.before, given, worthOf), totalOf(given.after, given, worthOf)];
      fc.pre(old > 0n && now > 0n && old !== now);
      const { quantity, price } = effectsOf(given);
      const larger = (quantity < 0n ? -quantity : quantity) > (price < 0n ? -price : price) ? 'quantity' : 'price';
      const both = quantity !== 0n && price !== 0n && quantity > 0n === price > 0n;
      const expected = both ? [`quantity ${quantity}`, `price ${price}`] : [`${larger} ${quantity + price}`];
      expect(without(coded(given), 'fx').map(({ driver, amountMinor }) => `${driver} ${amountMinor}`)).toEqual(expected);
    }), { numRuns: 2000 });
  });

  it('leaves to the rates exactly what they did to the old lines', () => {
    always((given, { legs }) => {
      const [after, old] = [totalOf(given.after, given, worthOf), totalOf(given.before, given, worthOf)];
      fc.pre(after > 0n);
      expect(exactSum(legs.filter(({ movement }) => movement === 'fx'))).toBe(old - totalOf(given.before, given, bookedOf));
    }, groups);
  });
});

describe('A flag is raised exactly where', () => {
  it('a leg other than fx is not in the contract', () => {
    always((given, result) => {
      const expected = given.path.expected.map(({ movement }) => movement);
      const isBroken = expected.length > 0 && without(result, 'fx').some(({ movement }) => !expected.includes(movement));
      expect(has(result, 'contract_broken')).toBe(isBroken);
    });
  });

  it('the sum without the rates is against the kind', () => {
    always((given, result) => {
      const moved = exactSum(without(result, 'fx'));
      expect(has(result, 'sign_against_kind')).toBe((given.kind === 'upgrade' && moved < 0n) || (given.kind === 'downgrade' && moved > 0n));
    });
  });

  it('something worth money left and something else came', () => {
    always((_given, result) => {
      const drivers = result.legs.map(({ driver }) => driver);
      expect(has(result, 'unlinked_pair')).toBe(drivers.includes('item_removal') && drivers.includes('add_on'));
    }, casesOf().map((given) => ({ ...given, account: { ...given.account, otherActiveArrMinor: 100 } })));
  });

  it('the rates moved something or a line changed its currency', () => {
    always((given, result) => {
      const changes = given.after.some(({ currency, replaces }) => given.before.some((line) => replaces?.includes(line.line) && line.currency !== currency));
      expect(has(result, 'fx')).toBe(changes || without(result, 'fx').length < result.legs.length);
    });
  });

  it('what is changed is not in the books', () => {
    always((given, result) => {
      const needsLines = given.kind !== null && given.kind !== 'add_on';
      expect(has(result, 'no_before_lines')).toBe((given.follows ?? []).length > 0 || (needsLines && given.before.length === 0));
    });
  });
});

describe('What cannot be reckoned with', () => {
  const refused = (given: CodingCase) => codeChange(given) as Refusal;
  const ill: [field: RegExp, spoil: (line: CaseLine) => CaseLine][] = [
    [/\.quantity$/, (line) => ({ ...line, quantity: 0 })],
    [/\.quantity$/, (line) => ({ ...line, quantity: 1.5 })],
    [/\.quantity$/, (line) => ({ ...line, quantity: Number.NaN })],
    [/\.unitArrMinor$/, (line) => ({ ...line, unitArrMinor: 0.5 })],
    [/\.unitArrMinor$/, (line) => ({ ...line, unitArrMinor: -1 })],
    [/\.unitArrMinor$/, (line) => ({ ...line, unitArrMinor: 2 ** 53 })],
    [/\.arrMinor$/, (line) => ({ ...line, arrMinor: -1 })],
    [/\.reportingArrMinor$/, (line) => ({ ...line, reportingArrMinor: 0.1 })],
    [/\.reportingArrMinor$/, (line) => ({ ...line, reportingArrMinor: -1 })],
    [/\.currency$/, (line) => ({ ...line, currency: 'XXX' })],
    [/\.currency$/, (line) => ({ ...line, currency: 'toString' })],
  ];

  it.each(ill)('is refused by the field that is to blame: %s (%#)', (field, spoil) => {
    fc.assert(fc.property(casesOf({ fewest: 1 }), fc.constantFrom('before' as const, 'after' as const), fc.nat(), (given, side, pick) => {
      const at = pick % given[side].length;
      const result = refused({ ...given, [side]: given[side].map((line, index) => (index === at ? spoil(line) : line)) });
      const [named] = Object.keys(result.errors ?? {});
      expect(result.refused).toBe('invalid');
      expect(named).toMatch(field);
      expect(named).toContain(`${side}[${at}]`);
    }), { numRuns: 100 });
  });

  it('is a line that is replaced and not there, a name used twice, or another account’s revenue that is no amount', () => {
    fc.assert(fc.property(casesOf({ fewest: 1 }), (given) => {
      const [first, ...rest] = given.after as [CaseLine, ...CaseLine[]];
      expect(refused({ ...given, after: [{ ...first, replaces: ['nowhere'] }, ...rest] }).errors).toEqual({ 'after[0].replaces': 'names a line that is not there: nowhere' });
      expect(refused({ ...given, after: [...given.after, first] }).errors).toHaveProperty([`after[${given.after.length}].line`]);
      for (const otherActiveArrMinor of [-1, 0.5, 2 ** 53]) expect(refused({ ...given, account: { ...given.account, otherActiveArrMinor } }).errors).toHaveProperty(['account.otherActiveArrMinor']);
      expect(refused({ ...given, reportingCurrency: 'XXX' }).errors).toHaveProperty('reportingCurrency');
    }), { numRuns: 100 });
  });

  it('is a foreign line without a rate, or with one that is none; a removed line with its booked value needs none', () => {
    const line: CaseLine = { line: 'a', product: 'Seat', quantity: 1, unitArrMinor: 100, currency: 'EUR', termMonths: 12, startsOn: '2026-04-01', endsOn: null };
    const given: CodingCase = { kind: 'renewal', effectiveOn: '2026-04-01', before: [line], after: [], account: { otherActiveArrMinor: 0, lastEndedOn: null }, reportingCurrency: 'USD', rates: {}, path: { expected: [] } };
    expect(refused(given).errors).toEqual({ 'before[0].currency': 'needs a rate for EUR/USD' });
    expect(refused({ ...given, rates: { 'USD/EUR': '0.9' } }).errors).toHaveProperty(['before[0].currency']);
    for (const rate of ['', '0', '-1', '1e2', '1,1', ' 1', 'NaN']) expect(refused({ ...given, rates: { 'EUR/USD': rate } }).errors, rate).toHaveProperty(['rates.EUR/USD']);
    expect(coded({ ...given, before: [{ ...line, reportingArrMinor: 107 }] }).deltaMinor).toBe(-107);
  });

  it('is no line after that the books hold already: it is worth there what they say', () => {
    const line: CaseLine = { line: 'b', product: 'Seat', quantity: 2, unitArrMinor: 100, currency: 'EUR', termMonths: 12, startsOn: '2026-04-01', endsOn: null };
    const given: CodingCase = { kind: 'add_on', effectiveOn: '2026-04-01', before: [], after: [{ ...line, reportingArrMinor: 217 }], account: { otherActiveArrMinor: 0, lastEndedOn: null }, reportingCurrency: 'USD', rates: {}, path: { expected: [] } };
    expect(coded(given).deltaMinor).toBe(217);
  });
});

describe('Amounts as large as exact numbers go', () => {
  const huge = fc.oneof(fc.constant(0), fc.nat({ max: 100 }), fc.integer({ min: 2 ** 50, max: Number.MAX_SAFE_INTEGER }), fc.constant(Number.MAX_SAFE_INTEGER));

  it('are coded to the minor unit or refused by a field: nothing in between, and nothing breaks', () => {
    let reckoned = 0;
    fc.assert(fc.property(casesOf({ amount: huge }), (given) => {
      const result = codeChange(given);
      if (isRefusal(result)) {
        expect(Object.keys(result.errors ?? {})).toHaveLength(1);
        return;
      }
      reckoned += 1;
      expect(exactSum(result.legs)).toBe(totalOf(given.after, given, worthOf) - totalOf(given.before, given, bookedOf));
      for (const { amountMinor } of result.legs) expect(Number.isSafeInteger(amountMinor)).toBe(true);
    }), { numRuns: 3000, seed: 4 });
    expect(reckoned).toBeGreaterThan(100);
  });

  it('are refused past what is exact, even where the sum would be small again', () => {
    fc.assert(fc.property(casesOf({ fewest: 2 }), (given) => {
      const lines = given.after.map((line): CaseLine => ({ ...line, currency: given.reportingCurrency, quantity: 1, arrMinor: Number.MAX_SAFE_INTEGER }));
      expect((codeChange({ ...given, after: lines }) as Refusal).errors).toHaveProperty('after');
    }), { numRuns: 50 });
  });
});
