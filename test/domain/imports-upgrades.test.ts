import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../server/domain/imports/decision.ts';
import { DEFAULT_OPTIONS } from '../../server/domain/imports/options.ts';
import { productsByKey } from '../../server/domain/imports/subscriptions.ts';
import type { LineSubscription, UpgradeRow } from '../../server/domain/imports/upgrade-lines.ts';
import { planUpgrade, type ExistingUpgrade, type UpgradeReferences, type UpgradeValues } from '../../server/domain/imports/upgrades.ts';

const product = (id: string, listPriceMinor: number) => ({ id, name: `The ${id}`, family: id, listPriceMinor, currency: 'USD', active: true });
const CATALOGUE = [product('OLD', 120_000), product('NEW', 150_000)];
const subscription = (key: string, part: Partial<LineSubscription> = {}): [string, LineSubscription] => [key, {
  id: `id-${key}`, externalId: key, accountId: 'acme', upgradeId: null, product: 'OLD', quantity: 1, unitArrMinor: 120_000, arrMinor: 120_000, currency: 'USD', reportingArrMinor: 120_000, termMonths: 12, startsOn: '2025-04-01', endsOn: '2026-03-31', countsFrom: '2025-04-01', countsUntil: null, ...part,
}];
const refsWith = (part: Partial<UpgradeReferences> = {}): UpgradeReferences => ({
  now: '2026-03-10T10:00:00.000Z', dayOf: (at) => at.slice(0, 10), reportingCurrency: 'USD', rates: [{ base: 'EUR', quote: 'USD', on: '2020-01-01', rate: '1.1' }], exceptionLimitBasisPoints: 1000,
  accounts: new Map([['A-1', { id: 'acme' }], ['A-2', { id: 'bolt' }]]), paths: new Map([['refresh', { id: 'refresh', kind: 'refresh' as const }]]), products: productsByKey(CATALOGUE), catalogue: new Map(CATALOGUE.map((one) => [one.id, one])),
  subscriptions: new Map([subscription('S-1'), subscription('S-2', { accountId: 'bolt' }), subscription('S-3', { countsUntil: '2026-01-01' }), subscription('S-4', { upgradeId: 'another' })]), taken: new Map(), ...part,
});

type Cells = Record<string, string>;
const HEAD: Cells = { externalId: 'U-1', account: 'A-1', kind: 'refresh', path: 'Refresh', startedAt: '2026-01-05', placedAt: '2026-01-07', completedAt: '2026-01-20', startedBy: 'customer' };
const BEFORE: Cells = { externalId: 'U-1', side: 'before', line: 'old', product: 'OLD', quantity: '1', arr: '1200', currency: 'USD' };
const AFTER: Cells = { externalId: 'U-1', side: 'after', line: 'new', product: 'NEW', quantity: '2', unitArr: '1500', currency: 'USD', replaces: 'old' };
const rowsOf = (...rows: Cells[]): UpgradeRow[] => rows.map((cells, index) => ({ line: index + 2, values: new Map(Object.entries(cells)) }));
const plan = (rows: Cells[], existing?: ExistingUpgrade, refs = refsWith(), options = DEFAULT_OPTIONS) => planUpgrade(rowsOf(...rows), existing, refs, options);
const created = (decision: Decision<UpgradeValues>): UpgradeValues => {
  if (decision.outcome !== 'create') throw new Error(JSON.stringify(decision));
  return decision.values;
};
const existingOf = (values: UpgradeValues, isWorkedOn = false): ExistingUpgrade => ({ ...values, id: 'u', version: 1, isWorkedOn });

describe('an upgrade comes from all the rows of its key', () => {
  it('what is its own from whichever row tells it, its lines from each', () => {
    expect(created(plan([{ ...HEAD, ...BEFORE }, AFTER]))).toMatchObject({
      accountId: 'acme', kind: 'refresh', pathId: 'refresh', status: 'completed', step: 'completed', motion: 'self_serve', touches: 0, effectiveOn: '2026-01-07', beforeArrMinor: 120_000, afterArrMinor: 300_000,
      lines: [{ side: 'before', line: 'old', subscriptionId: null }, { side: 'after', line: 'new', arrMinor: 300_000, replaces: ['old'] }],
    });
    expect(created(plan([AFTER, { ...HEAD, ...BEFORE }]))).toEqual(created(plan([{ ...HEAD, ...BEFORE }, AFTER])));
    expect(created(plan([HEAD])).lines).toEqual([]);
  });

  it.each<[Cells, Partial<UpgradeValues>]>([
    [{ completedAt: '' }, { status: 'placed', step: 'placed' }], [{ completedAt: '', placedAt: '' }, { status: 'draft', step: 'options' }], [{ completedAt: '', status: 'awaiting return' }, { status: 'awaiting_return', step: 'return' }],
    [{ completedAt: '', placedAt: '', cancelledAt: '2026-01-09' }, { status: 'cancelled', step: 'options' }], [{ completedAt: '', cancelledAt: '2026-01-09' }, { status: 'cancelled', step: 'placed' }], [{ kind: '' }, { kind: 'refresh' }],
    [{ startedBy: 'staff' }, { motion: 'sales_led', touches: 1 }], [{ startedBy: 'system' }, { motion: 'automatic', touches: 0 }], [{ touched: 'yes' }, { motion: 'assisted', touches: 1 }], [{ effectiveOn: '2026-02-01' }, { effectiveOn: '2026-02-01' }],
  ])('%j makes it %j', (cells, expected) => expect(created(plan([{ ...HEAD, ...cells }]))).toMatchObject(expected));

  it('only the steps whose start is known are kept', () => {
    expect(created(plan([HEAD])).steps.map((one) => [one.step, one.by])).toEqual([['entry', 'customer'], ['placed', 'customer'], ['completed', 'system']]);
    expect(created(plan([{ ...HEAD, completedAt: '', status: 'fulfilling', startedBy: 'staff' }])).steps.map((one) => [one.step, one.startedAt.slice(0, 10)])).toEqual([['options', '2026-01-05'], ['placed', '2026-01-07'], ['shipment', '2026-01-07']]);
  });

  it('a line that names a subscription is that subscription where the file says nothing else', () => {
    const { lines } = created(plan([{ ...HEAD, side: 'before', subscription: 'S-3' }, { ...AFTER, replaces: 'S-3', subscription: 'S-1', product: '', quantity: '', unitArr: '' }]));
    expect(lines).toMatchObject([{ line: 'id-S-3', subscriptionId: 'id-S-3', arrMinor: 120_000 }, { line: 'new', subscriptionId: 'id-S-1', product: 'OLD', replaces: ['id-S-3'], opens: null }]);
  });

  it('amounts are in the books at the rate of their day', () => {
    expect(created(plan([HEAD, { ...BEFORE, currency: 'EUR', startsOn: '2025-01-01' }])).beforeArrMinor).toBe(132_000);
  });
});

describe('a fault names the line and a reason that does not change', () => {
  const faultOf = (...given: Parameters<typeof plan>) => {
    const decision = plan(...given);
    return decision.outcome === 'skipped' ? [decision.fault.reason, decision.fault.line] : decision.outcome;
  };
  const draft: Cells = { ...HEAD, placedAt: '', completedAt: '' };

  it.each<[string, Cells[], string, number]>([
    ['conflict', [{ ...HEAD, ...BEFORE }, { ...AFTER, kind: 'renewal' }], 'conflicting_value', 3], ['product', [{ ...HEAD, ...BEFORE }, { ...AFTER, product: 'X' }], 'unknown_product', 3], ['line', [HEAD, BEFORE, BEFORE], 'duplicate_line', 4], ['replaces', [HEAD, BEFORE, { ...AFTER, replaces: 'old;gone' }], 'unknown_line', 4],
    ['a before-line replaces', [HEAD, { ...BEFORE, replaces: 'old' }], 'unknown_line', 3], ['no price', [HEAD, { ...BEFORE, arr: '' }], 'missing_value', 3], ['no side', [HEAD, { ...BEFORE, side: '' }], 'missing_value', 3], ['no rate', [HEAD, { ...BEFORE, currency: 'GBP' }], 'missing_rate', 3],
    ['another account’s', [HEAD, { ...BEFORE, subscription: 'S-2' }], 'unknown_subscription', 3], ['opened by another', [HEAD, { ...AFTER, replaces: '', subscription: 'S-4' }], 'other_upgrade', 3], ['a draft without a subscription', [draft, BEFORE], 'missing_value', 3],
    ['a draft about a line that has gone', [draft, { ...BEFORE, subscription: 'S-3' }], 'not_in_books', 3], ['a draft of what is sold', [draft, { ...AFTER, replaces: '', subscription: 'S-1' }], 'contradiction', 3], ['ends first', [HEAD, { ...BEFORE, startsOn: '2026-01-01', endsOn: '2025-01-01' }], 'ends_before_start', 3],
    ['the time of another row', [BEFORE, { ...HEAD, completedAt: '2026-01-06' }], 'ends_before_start', 3], ['too many', Array.from({ length: 501 }, () => HEAD), 'too_many_lines', 2],
  ])('%s', (_name, rows, reason, line) => expect(faultOf(rows)).toEqual([reason, reason === 'too_many_lines' ? undefined : line]));

  it('lines open a subscription that is not here only where the option says so, and only once in a file', () => {
    const rows = [HEAD, { ...AFTER, replaces: '', subscription: 'S-9' }];
    expect(faultOf(rows)).toEqual(['unknown_subscription', 3]);
    const refs = refsWith();
    const options = { ...DEFAULT_OPTIONS, openSubscriptions: true };
    expect(created(plan(rows, undefined, refs, options)).lines).toMatchObject([{ opens: 'S-9', subscriptionId: null }]);
    expect(faultOf(rows.map((row) => ({ ...row, externalId: 'U-2' })), undefined, refs, options)).toEqual(['other_upgrade', 3]);
    expect(faultOf(rows.map((row) => ({ ...row, completedAt: '', placedAt: '' })), undefined, refsWith(), options)).toEqual(['contradiction', 3]);
  });
});

describe('a draft is priced as any order is', () => {
  const draft: Cells = { ...HEAD, placedAt: '', completedAt: '', ...BEFORE, subscription: 'S-1' };

  it.each([['', null, 300_000], ['1500', null, 300_000], ['1400', 'granted', 280_000], ['1000', 'waiting', 200_000]])('at a unit price of %j: exception %s', (unitArr, exceptionStatus, arrMinor) => {
    expect(created(plan([draft, { ...AFTER, unitArr, replaces: 'old' }]))).toMatchObject({ exceptionStatus, afterArrMinor: arrMinor, lines: [{ line: 'id-S-1' }, { arrMinor, replaces: ['id-S-1'] }] });
  });
});

describe('an upgrade that is here', () => {
  it('is unchanged by what it was made from, in whatever order the rows stand', () => {
    const rows = [{ ...HEAD, ...BEFORE }, AFTER, { ...AFTER, line: 'more', replaces: '' }, { ...BEFORE, line: 'other' }];
    fc.assert(fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
      const values = created(plan(shuffled));
      expect(plan(shuffled, existingOf(values))).toEqual({ outcome: 'unchanged', id: 'u' });
      expect(plan(shuffled, existingOf(values, true))).toEqual({ outcome: 'unchanged', id: 'u' });
    }));
  });

  it('follows the file as long as only files have said anything of it', () => {
    const before = existingOf(created(plan([{ ...HEAD, completedAt: '' }])));
    expect(plan([HEAD], before)).toMatchObject({ outcome: 'update', id: 'u', version: 1, changes: { status: 'completed', step: 'completed' } });
    expect(plan([HEAD, AFTER].map((row) => ({ ...row, replaces: '' })), before)).toMatchObject({ outcome: 'update', changes: { lines: [{ line: 'new' }] } });
    expect(plan([HEAD], { ...before, isWorkedOn: true })).toMatchObject({ outcome: 'skipped', fault: { reason: 'worked_here' } });
    expect(plan([{ ...HEAD, account: 'A-2' }], before)).toMatchObject({ outcome: 'skipped', fault: { reason: 'other_account' } });
  });
});
