import { describe, expect, it } from 'vitest';
import { changedMonths, sameInBoth } from '../../client/console/coding/bridges.ts';
import { draftOf, faultsOf, leftMinor, legsOf, withMovement, withRest, type Corrected, type Draft } from '../../client/console/coding/draft.ts';
import { foresee, type ForeseenLine } from '../../client/console/coding/foresee.ts';
import { byMovement, legsText, legText } from '../../client/console/coding/legs.ts';
import { changedLegs, mainLeg, namedRows, planMany, progressOf } from '../../client/console/coding/many.ts';
import type { Bridges, CodingRow } from '../../client/console/coding/records.ts';
import { codingTabs } from '../../client/console/coding/tabs.ts';
import { bodyOf, EXAMPLES, faultsOf as caseFaults, foreignOf, newLine, withLine, withoutLine, type TryForm } from '../../client/console/coding/tryCase.ts';
import type { Leg } from '../../server/domain/coding/case.ts';
import { codeChange } from '../../server/domain/coding/coder.ts';
import { isRefusal } from '../../server/domain/refusal.ts';
import { MOVEMENTS } from '../../server/domain/words.ts';

const leg = (movement: Leg['movement'], amountMinor: number, more: Partial<Leg> = {}): Leg => ({ movement, driver: 'none', amountMinor, currency: 'USD', effectiveOn: '2026-04-01', lines: ['a', 'b'], ...more });
const coding: Corrected = { legs: [leg('contraction', -120_000, { driver: 'price' })], currency: 'USD', effectiveOn: '2026-04-01', before: [{ line: 'a' }], after: [{ line: 'b' }] };
const typed = (...amounts: string[]): Draft => ({ effectiveOn: '2026-04-01', legs: amounts.map((amount, index) => ({ key: String(index), movement: amount.startsWith('-') ? 'contraction' : 'expansion', driver: 'price', amount, lines: ['a'] })) });
const word = (_set: string, value: string) => value.replace(/^./, (letter) => letter.toUpperCase());

describe('what legs are called', () => {
  it('sums are said by movement, and a movement of nothing by its word alone', () => {
    const legs = [leg('expansion', 20_000), leg('fx', -5_000), leg('expansion', 10_000)];
    expect(byMovement(legs)).toEqual([{ movement: 'expansion', amountMinor: 30_000 }, { movement: 'fx', amountMinor: -5_000 }]);
    expect(legsText(legs, 'USD', word)).toBe('Expansion +$300, Fx −$50');
    expect(legsText([leg('renewal', 0)], 'USD', word)).toBe('Renewal');
  });

  it('a single leg names its driver where it has one', () => {
    expect(legText(leg('expansion', 30_050, { driver: 'price' }), word)).toBe('Expansion / price +$300.50');
    expect(legText(leg('new', 100), word)).toBe('New +$1');
  });
});

describe('a correction as it is being typed', () => {
  it('starts from the legs in the books, which leave nothing and change nothing', () => {
    const draft = draftOf(coding);
    expect(draft.legs[0]).toMatchObject({ movement: 'contraction', driver: 'price', amount: '-1200' });
    expect(leftMinor(draft, coding)).toBe(0);
    expect(faultsOf(draft, coding)).toEqual({ fields: {}, unchanged: true });
  });

  it('says what is left to distribute, also below zero, and nothing while an amount cannot be read', () => {
    expect(leftMinor(typed('-1000'), coding)).toBe(-20_000);
    expect(leftMinor(typed('-1000', '-300'), coding)).toBe(10_000);
    expect(leftMinor(typed('-1,000.50'), coding)).toBe(-19_950);
    expect(leftMinor(typed('a lot'), coding)).toBeNull();
    expect(leftMinor(typed('-1000.005'), coding)).toBeNull();
    expect(leftMinor(typed(''), coding)).toBeNull();
  });

  it('a leg that is added takes what is left, as loss below zero and as gain above', () => {
    expect(withRest(typed('-1000'), coding).legs[1]).toMatchObject({ movement: 'contraction', amount: '-200', lines: ['a', 'b'] });
    expect(withRest(typed('-1300'), coding).legs[1]).toMatchObject({ movement: 'expansion', amount: '100' });
    expect(leftMinor(withRest(typed('-999.99'), coding), coding)).toBe(0);
  });

  it('says at the field what is wrong with a sign, and of all of them that they do not sum', () => {
    const draft = typed('-1000');
    const [first] = draft.legs;
    const { fields } = faultsOf({ ...draft, legs: first ? [{ ...first, movement: 'expansion' }] : [] }, coding);
    expect(fields['legs[0].amountMinor']).toMatch(/must not be below 0/);
    expect(fields['legs']).toMatch(/must sum to -1,200.00 USD/);
    expect(faultsOf(typed('a lot'), coding).fields).toEqual({ 'legs[0].amountMinor': 'coding.correct.fault.amount' });
    expect(faultsOf({ ...draftOf(coding), effectiveOn: '' }, coding).fields).toHaveProperty('effectiveOn');
  });

  it('a movement that moves nothing takes its amount and its driver along', () => {
    const [first] = typed('-1200').legs;
    expect(first && withMovement(first, 'renewal')).toMatchObject({ movement: 'renewal', driver: 'none', amount: '0' });
    expect(first && withMovement(first, 'fx')).toMatchObject({ driver: 'currency', amount: '-1200' });
  });

  it('all legs go out with one day, in minor units', () => {
    expect(legsOf({ ...draftOf(coding), effectiveOn: '2026-05-01' }, 'USD')).toEqual([{ ...coding.legs[0], effectiveOn: '2026-05-01' }]);
  });
});

describe('corrections of many', () => {
  const row = (id: string, legs: Leg[]) => ({ id, version: 3, legs }) as CodingRow;

  it('the main leg is the largest that is not the rates’ doing', () => {
    expect(mainLeg([leg('fx', 90_000), leg('renewal', 0), leg('expansion', 500)])).toBe(2);
    expect(mainLeg([leg('fx', 90_000)])).toBe(0);
    expect(changedLegs([leg('fx', 90_000), leg('expansion', 500)], { what: 'code', movement: 'new', driver: 'none' }).map(({ movement }) => movement)).toEqual(['fx', 'new']);
  });

  it('names what cannot be coded so, and counts what changes', () => {
    const planned = planMany([row('one', [leg('expansion', 500)]), row('two', [leg('new', 500)]), row('three', [leg('contraction', -500)])], { what: 'code', movement: 'new', driver: 'none' });
    expect(planned.changes).toBe(2);
    expect([...planned.faults.keys()]).toEqual(['three']);
    expect(planned.items[0]).toEqual({ id: 'one', version: 3, legs: [leg('new', 500)] });
  });

  it('a row that the server refuses is found by its place', () => {
    const { items } = planMany([row('one', [leg('expansion', 5)]), row('two', [leg('expansion', 5)])], { what: 'day', effectiveOn: '2026-05-01' });
    expect(namedRows({ 'items[1].version': 'Somebody was faster', note: 'is missing' }, items)).toEqual([{ id: 'two', message: 'Somebody was faster' }]);
  });

  it('progress is read out of what the changes are called', () => {
    expect(progressOf('codings.override-many 3/40')).toEqual({ done: 3, of: 40 });
    expect(progressOf('codings.override')).toBeNull();
  });
});

describe('the bridge before and after', () => {
  const month = (period: string, given: Partial<Record<string, number>>, closingMinor: number) => ({ period, state: 'open' as const, openingMinor: 1_000, movements: Object.fromEntries(MOVEMENTS.map((each) => [each, given[each] ?? 0])) as Bridges['before']['periods'][number]['movements'], closingMinor, subscriptionsMinor: closingMinor });

  it('shows the figures that change, of the months in which any does', () => {
    const bridges: Bridges = { before: { currency: 'USD', periods: [month('2026-03', { churn: -100 }, 900), month('2026-04', {}, 900)] }, after: { currency: 'USD', periods: [month('2026-03', { contraction: -100 }, 900), month('2026-04', {}, 900)] } };
    const changed = changedMonths(bridges, ['2026-03', '2026-04', '2026-05']);
    expect(changed).toEqual([{ period: '2026-03', state: 'open', rows: [{ what: 'contraction', beforeMinor: 0, afterMinor: -100 }, { what: 'churn', beforeMinor: -100, afterMinor: 0 }] }]);
    expect(sameInBoth(changed, changed)).toBe(true);
    expect(sameInBoth(changed, changed.map((each) => ({ ...each, period: '2026-06' })))).toBe(false);
  });
});

describe('a case of one’s own', () => {
  it.each(Object.keys(EXAMPLES))('the example “%s” can be coded as it stands', (name) => {
    const form = EXAMPLES[name]?.() as TryForm;
    expect(caseFaults(form, 'USD')).toEqual({});
    expect(isRefusal(codeChange({ ...bodyOf(form, 'USD'), reportingCurrency: 'USD' }))).toBe(false);
  });

  it('asks for a rate of each currency that is not the reporting one', () => {
    const form = EXAMPLES['currency']?.() as TryForm;
    expect(foreignOf(form, 'USD')).toEqual(['EUR']);
    expect(caseFaults({ ...form, rates: { EUR: 'much' } }, 'USD')).toHaveProperty('rates.EUR/USD');
    expect(bodyOf(form, 'USD')).toMatchObject({ rates: { 'EUR/USD': '1.10' }, before: [{ reportingArrMinor: 108_000 }] });
  });

  it('a line that is renamed keeps what takes its place, and one that goes is named no more', () => {
    const form = EXAMPLES['price']?.() as TryForm;
    const [first] = form.before;
    if (!first) throw new Error('The example has a line before');
    expect(withLine(form, 'before', { ...first, line: 'old' }).after[0]?.replaces).toEqual(['old']);
    expect(withoutLine(form, first.key)).toMatchObject({ before: [], after: [{ replaces: [] }] });
    expect(newLine(form, 'USD').line).toBe('c');
  });

  it('says what is missing at its field', () => {
    const form = EXAMPLES['price']?.() as TryForm;
    const [first] = form.after;
    expect(caseFaults({ ...form, after: first ? [{ ...first, quantity: '0', unitPrice: '' }] : [] }, 'USD')).toEqual({ 'after[0].quantity': 'coding.try.fault.quantity', 'after[0].unitArrMinor': 'coding.try.fault.amount' });
  });
});

describe('how an order would be coded', () => {
  const line = (name: string, reportingArrMinor: number, replaces: string[] = [], product = 'S4'): ForeseenLine => ({ line: name, product, quantity: 1, termMonths: 12, startsOn: '2026-04-01', endsOn: null, reportingArrMinor, replaces });
  const given = { kind: 'refresh' as const, effectiveOn: '2026-04-01', before: [line('a', 120_000)], reportingCurrency: 'USD', expected: [{ movement: 'excluded' as const }], accountArrMinor: 200_000, everHad: true };

  it('a refresh at the same value moves nothing; at another it breaks its contract', () => {
    expect(foresee({ ...given, after: [line('b', 120_000, ['a'], 'S5')] })).toMatchObject({ legs: [{ movement: 'excluded', driver: 'hardware_only', amountMinor: 0 }], flags: [] });
    expect(foresee({ ...given, after: [line('b', 150_000, ['a'], 'S5')] })).toMatchObject({ legs: [{ movement: 'expansion', driver: 'tier', amountMinor: 30_000 }], flags: ['contract_broken'] });
  });

  it('what is added is new, a coming back or an expansion by what the account has and had', () => {
    const added = { ...given, kind: 'add_on' as const, before: [], after: [line('b', 90_000)], expected: [] };
    expect(foresee(added)?.legs[0]?.movement).toBe('expansion');
    expect(foresee({ ...added, accountArrMinor: 0 })?.legs[0]?.movement).toBe('reactivation');
    expect(foresee({ ...added, accountArrMinor: 0, everHad: false })?.legs[0]?.movement).toBe('new');
  });
});

it('Whoever manages accounts begins with their own codings', () => {
  expect(codingTabs('ada')[0]).toMatchObject({ id: 'mine', filter: { status: 'needs_review', managerId: 'ada' } });
  expect(codingTabs(null)[0]?.id).toBe('review');
});
