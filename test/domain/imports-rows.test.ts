import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dealtTo, planAccount, type AccountReferences } from '../../server/domain/imports/accounts.ts';
import type { Decision } from '../../server/domain/imports/decision.ts';
import { planEscalation, type ExistingTicket, type TicketReferences } from '../../server/domain/imports/escalations.ts';
import { DEFAULT_OPTIONS, regionOfCountry } from '../../server/domain/imports/options.ts';
import { ProductFinder } from '../../server/domain/imports/products.ts';
import { planSubscription, productsByKey, type SubscriptionReferences, type SubscriptionValues } from '../../server/domain/imports/subscriptions.ts';
import { DEFAULT_POLICY } from '../../server/domain/policy.ts';
import type { WorkingCalendar } from '../../server/domain/working-time.ts';

const row = (values: Record<string, string>): ReadonlyMap<string, string> => new Map(Object.entries(values));
const reasonOf = (decision: Decision<never> | Decision<object>) => (decision.outcome === 'skipped' ? decision.fault.reason : decision.outcome);
const created = <V>(decision: Decision<V>): V => {
  if (decision.outcome !== 'create') throw new Error(`It is ${decision.outcome}`);
  return decision.values;
};

describe('an account comes from a row', () => {
  const refs: AccountReferences = { today: '2026-03-10', regions: [{ id: 'emea', name: 'Europe' }, { id: 'north_america', name: 'North America' }, { id: 'uk_ireland', name: 'UK' }, { id: 'india', name: 'India' }, { id: 'apac', name: 'APAC' }], managers: ['ada', 'ben', 'eve'], managerByEmail: new Map([['ben@x.example', 'ben']]) };
  const told = { externalId: 'A-1', name: 'Acme', customerSince: '2024-10-16', seats: '9', country: 'US' };
  const plan = (values: Record<string, string>, options = DEFAULT_OPTIONS) => planAccount(row(values), undefined, refs, options);

  it.each([['1', 'smb'], ['19', 'smb'], ['20', 'mid_market'], ['99', 'mid_market'], ['100', 'enterprise']])('%s seats make it %s', (seats, segment) => expect(created(plan({ ...told, seats })).segment).toBe(segment));
  it.each([['US', 'north_america'], ['UK', 'uk_ireland'], ['GB', 'uk_ireland'], ['IN', 'india'], ['Australia', 'apac'], ['de', 'emea']])('%s is served by %s', (country, region) => expect(created(plan({ ...told, country })).region).toBe(region));
  it('a segment and a region that are told go before what they could be reckoned from', () => {
    expect(created(plan({ ...told, segment: 'Enterprise', region: 'India' }))).toMatchObject({ segment: 'enterprise', region: 'india' });
  });

  it.each([
    [{ name: '' }, 'missing_value'], [{ externalId: '' }, 'missing_value'], [{ customerSince: '2024-02-30' }, 'bad_date'], [{ customerSince: '2027-01-01' }, 'in_future'], [{ seats: 'many' }, 'bad_number'], [{ seats: '' }, 'missing_value'], [{ segment: 'huge' }, 'bad_word'],
    [{ country: 'Atlantis' }, 'unknown_region'], [{ region: 'moon' }, 'unknown_region'], [{ country: '' }, 'unknown_region'], [{ managerEmail: 'x@y.example' }, 'unknown_manager'], [{ name: 'x'.repeat(201) }, 'too_long'], [{ externalId: '1.2E+11' }, 'spreadsheet_number'],
  ])('with %j it is left out as %s', (part, reason) => expect(reasonOf(plan({ ...told, ...part }))).toBe(reason));

  it('all that is wrong with a row is told at once, under the reason of the first', () => {
    const decision = plan({ ...told, externalId: '', customerSince: '2024-02-30', segment: 'huge', seats: 'many', managerEmail: 'x@y.example' });
    expect(decision).toEqual({
      outcome: 'skipped',
      fault: {
        reason: 'missing_value',
        detail: 'externalId is empty; customerSince: “2024-02-30” is not a date written YYYY-MM-DD; segment: “huge” is not one of smb, mid_market, enterprise; seats: “many” is not a whole number from 0 to 100000000; managerEmail: no active account manager has “x@y.example”',
      },
    });
  });

  it('what the options say fills what the row does not', () => {
    expect(created(plan({ ...told, seats: '', country: 'Atlantis' }, { ...DEFAULT_OPTIONS, defaultSegment: 'smb', regions: { atlantis: 'apac' } }))).toMatchObject({ segment: 'smb', region: 'apac' });
    expect(regionOfCountry('constructor', {})).toBeNull();
  });

  it('accounts are dealt out evenly, and every time the same', () => {
    const dealt = Array.from({ length: 3000 }, (_, n) => dealtTo(refs.managers, `A-${n}`));
    for (const manager of refs.managers) expect(dealt.filter((one) => one === manager).length / 3000).toBeCloseTo(1 / 3, 1);
    fc.assert(fc.property(fc.string(), (key) => dealtTo(refs.managers, key) === dealtTo([...refs.managers], key)));
    expect(dealtTo([], 'A-1')).toBeNull();
  });

  it('one that is here keeps its manager, and is changed only where it differs', () => {
    const existing = { id: 'a', version: 3, ...created(plan(told)), managerId: 'zoe' };
    expect(planAccount(row(told), existing, refs, DEFAULT_OPTIONS)).toEqual({ outcome: 'unchanged', id: 'a' });
    expect(planAccount(row({ ...told, name: 'Acme Ltd', managerEmail: 'ben@x.example' }), existing, refs, DEFAULT_OPTIONS)).toEqual({ outcome: 'update', id: 'a', version: 3, changes: { name: 'Acme Ltd' } });
    expect(planAccount(row({ ...told, industry: '' }), { ...existing, industry: 'DevTools' }, refs, DEFAULT_OPTIONS)).toEqual({ outcome: 'unchanged', id: 'a' });
  });
});

describe('a subscription comes from a row', () => {
  const refs: SubscriptionReferences = {
    today: '2026-03-10', reportingCurrency: 'USD', rates: [{ base: 'EUR', quote: 'USD', on: '2024-01-01', rate: '1.1' }], accounts: new Map([['A-1', { id: 'acc' }], ['A-2', { id: 'other' }]]),
    products: productsByKey([{ id: 'Pro', name: 'Professional' }]), devices: new Map([['SN-1', { id: 'dev', accountId: 'acc' }]]),
  };
  const told = { externalId: 'S-1', account: 'A-1', product: 'pro', quantity: '17', mrr: '833', startsOn: '2024-06-11', endsOn: '', isTrial: 'FALSE', billing: 'monthly', autoRenew: 'TRUE' };
  const plan = (values: Record<string, string>, existing?: SubscriptionValues & { id: string; version: number }) => planSubscription(row(values), existing, refs, DEFAULT_OPTIONS);

  it('a fault that only follows from another is not told beside it', () => {
    const decision = planSubscription(row({ ...told, account: 'A-9', mrr: 'much', serial: 'SN-1' }), undefined, refs, DEFAULT_OPTIONS);
    expect(decision.outcome === 'skipped' && decision.fault.detail).toBe('No account has the key “A-9”; mrr: “much” is not an amount in USD');
  });

  it('twelve months of MRR are the ARR; the unit price is what it comes to, rounded down', () => {
    expect(created(plan(told))).toMatchObject({ accountId: 'acc', product: 'Pro', arrMinor: 999_600, unitArrMinor: 58_800, reportingArrMinor: 999_600, termMonths: 1, endsOn: null, countsFrom: '2024-06-11', countsUntil: null, status: 'active', autoRenew: true });
    expect(created(plan({ ...told, quantity: '7', mrr: '', arr: '100' }))).toMatchObject({ arrMinor: 10_000, unitArrMinor: 1_428 });
  });
  it('a trial has no ARR, whatever it would cost', () => expect(created(plan({ ...told, isTrial: 'TRUE' }))).toMatchObject({ arrMinor: 0, unitArrMinor: 0, reportingArrMinor: 0, isTrial: true }));
  it('what has ended left the books the day after its end', () => expect(created(plan({ ...told, endsOn: '2024-12-31' }))).toMatchObject({ status: 'ended', endsOn: '2024-12-31', countsUntil: '2025-01-01' }));
  it('what ends today or later counts', () => expect(created(plan({ ...told, endsOn: '2026-03-10' }))).toMatchObject({ status: 'active', countsUntil: null }));
  it('another currency is reckoned at the rate of its first day', () => expect(created(plan({ ...told, currency: 'eur', arr: '100' }))).toMatchObject({ currency: 'EUR', arrMinor: 10_000, reportingArrMinor: 11_000 }));
  it('the term is told, or follows from billing or the dates', () => {
    expect(created(plan({ ...told, termMonths: '36' })).termMonths).toBe(36);
    expect(created(plan({ ...told, billing: '', endsOn: '2026-06-10' })).termMonths).toBe(24);
    expect(created(plan({ ...told, billing: '' })).termMonths).toBe(12);
  });

  it.each([
    [{ account: 'A-9' }, 'unknown_account'], [{ product: 'Plus' }, 'unknown_product'], [{ quantity: '0' }, 'bad_number'], [{ mrr: '' }, 'missing_value'], [{ mrr: '12.345' }, 'bad_number'], [{ startsOn: '' }, 'missing_value'], [{ endsOn: '2024-06-10' }, 'ends_before_start'],
    [{ currency: 'XYZ' }, 'bad_word'], [{ currency: 'GBP' }, 'missing_rate'], [{ currency: 'EUR', startsOn: '2023-06-11' }, 'missing_rate'], [{ billing: 'sometimes' }, 'bad_word'], [{ serial: 'SN-2' }, 'unknown_device'], [{ serial: '1.2E+11' }, 'spreadsheet_number'],
    [{ serial: 'SN-1', account: 'A-2' }, 'unknown_device'], [{ mrr: '90000000000000' }, 'bad_number'], [{ isTrial: 'perhaps' }, 'bad_flag'],
  ])('with %j it is left out as %s', (part, reason) => expect(reasonOf(plan({ ...told, ...part }))).toBe(reason));

  it('the same row again is unchanged, for as long as nothing here has changed', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 1_000_000 }), fc.boolean(), fc.constantFrom('', '2024-12-31', '2027-01-01'), fc.constantFrom('monthly', 'annual', ''), (quantity, mrr, isTrial, endsOn, billing) => {
      const values = { ...told, quantity: String(quantity), mrr: String(mrr), isTrial: String(isTrial), endsOn, billing };
      expect(plan(values, { id: 's', version: 1, ...created(plan(values)) })).toEqual({ outcome: 'unchanged', id: 's' });
    }));
  });
  it('an end that has been filled in since takes the line out of the books', () => {
    expect(plan({ ...told, endsOn: '2025-12-31' }, { id: 's', version: 4, ...created(plan(told)) })).toEqual({ outcome: 'update', id: 's', version: 4, changes: { endsOn: '2025-12-31', countsUntil: '2026-01-01', status: 'ended' } });
  });
  it('a line that an upgrade ended here is no longer a file’s to change', () => {
    const replaced = { id: 's', version: 2, ...created(plan(told)), status: 'replaced' as const, countsUntil: '2026-02-01' };
    expect(reasonOf(plan({ ...told, quantity: '20' }, replaced))).toBe('changed_by_upgrade');
    expect(plan(told, replaced).outcome).toBe('unchanged');
  });
  it('a line does not move to another account by a file', () => expect(reasonOf(plan({ ...told, account: 'A-2' }, { id: 's', version: 1, ...created(plan(told)) }))).toBe('other_account'));

  it('a product that the catalogue lacks is priced by its first paying row', () => {
    const finder = new ProductFinder(refs.products, DEFAULT_OPTIONS);
    for (const values of [{ ...told, product: 'Gold+ Plan', isTrial: 'TRUE' }, { ...told, product: 'gold+ plan', quantity: '10', mrr: '190' }, { ...told, product: 'Gold+ Plan', mrr: '1' }, told]) finder.see(row(values));
    expect(finder.found).toEqual([{ id: 'Gold-Plan', name: 'Gold+ Plan', listPriceMinor: 22_800, currency: 'USD' }]);
  });
});

describe('an escalation comes from a ticket', () => {
  const always: [string, string][] = [['00:00', '24:00']];
  const calendar: WorkingCalendar = { zone: 'UTC', week: { 1: always, 2: always, 3: always, 4: always, 5: always, 6: always, 7: always }, holidays: [] };
  const account = { id: 'acc', name: 'Acme', managerId: 'ada', managerAway: false, region: 'emea', segment: 'smb' as const, calendar, reportingArrMinor: 5_000_000, daysToTermEnd: 20, returnOutstanding: false, returnOverdue: false };
  const refs: TicketReferences = { now: '2026-03-10T10:00:00.000Z', actorName: 'Olga', policy: DEFAULT_POLICY, accounts: new Map([['A-1', account], ['A-2', { ...account, id: 'other' }]]), rootCauses: new Set(['other', 'quote_needed']) };
  const told = { externalId: 'T-1', account: 'A-1', openedAt: '2023-07-27', closedAt: '2023-07-28 3:00', priority: 'medium', firstResponseMinutes: '74', escalated: 'FALSE' };
  const reopening = { ...DEFAULT_OPTIONS, reopenEscalated: true };
  const plan = (values: Record<string, string>, existing?: ExistingTicket, options = DEFAULT_OPTIONS) => planEscalation(row(values), existing, refs, options);

  it('a closed one is history: resolved, with the times of the file in UTC and no handle time', () => {
    expect(created(plan(told))).toMatchObject({
      status: 'resolved', outcome: 'answered', openedAt: '2023-07-27T00:00:00.000Z', closedAt: '2023-07-28T03:00:00.000Z', statusSince: '2023-07-28T03:00:00.000Z', firstRespondedAt: '2023-07-27T01:14:00.000Z', priority: 'normal',
      reason: 'other', rootCause: null, channel: 'email', subject: 'Ticket T-1', text: 'Imported ticket T-1', firstResponseDueAt: '2023-07-27T04:00:00.000Z', score: 0, note: null,
    });
  });
  it('an open one waits since it was opened', () => expect(created(plan({ ...told, closedAt: '' }))).toMatchObject({ status: 'waiting', openedAt: '2023-07-27T00:00:00.000Z', closedAt: null, ownerId: 'ada', arrAtStakeMinor: 5_000_000 }));
  it('an escalated one is opened again from now only where the option says so', () => {
    const escalated = { ...told, escalated: 'TRUE', priority: 'high' };
    expect(created(plan(escalated)).status).toBe('resolved');
    expect(created(plan(escalated, undefined, reopening))).toMatchObject({
      status: 'waiting', openedAt: refs.now, firstRespondedAt: null, outcome: null, priority: 'high', firstResponseDueAt: '2026-03-10T11:30:00.000Z', offeredAt: '2026-03-10T11:00:00.000Z',
      note: 'Opened again by an import. Ticket T-1 was submitted 2023-07-27 00:00 UTC, first answered 2023-07-27 01:14 UTC, closed 2023-07-28 03:00 UTC.',
    });
    expect(created(plan(told, undefined, reopening)).status).toBe('resolved');
  });
  it('an urgent one, or one whose account manager is away, is offered to everyone at once', () => {
    expect(created(plan({ ...told, closedAt: '', priority: 'urgent' })).offeredAt).toBe('2023-07-27T00:00:00.000Z');
    const away = { ...refs, accounts: new Map([['A-1', { ...account, managerAway: true }]]) };
    expect(created(planEscalation(row({ ...told, escalated: 'TRUE' }), undefined, away, reopening)).offeredAt).toBe(refs.now);
  });
  it('a priority other than the reckoned one is kept as somebody’s', () => {
    expect(created(plan({ ...told, closedAt: '', priority: 'low' })).priorityOverride).toMatchObject({ band: 'low', byName: 'Olga' });
    expect(created(plan({ ...told, closedAt: '', priority: '' })).priorityOverride).toBeNull();
  });

  it.each([
    [{ account: 'A-9' }, 'unknown_account'], [{ openedAt: '' }, 'missing_value'], [{ openedAt: '2023-02-30' }, 'bad_time'], [{ closedAt: '2023-07-26' }, 'ends_before_start'], [{ openedAt: '2027-01-01', closedAt: '' }, 'in_future'], [{ closedAt: '2027-01-01' }, 'in_future'],
    [{ priority: 'extreme' }, 'bad_word'], [{ channel: 'pigeon' }, 'bad_word'], [{ reason: 'bad_luck' }, 'unknown_root_cause'], [{ firstResponseMinutes: '-1' }, 'bad_number'], [{ escalated: 'so-so' }, 'bad_flag'], [{ subject: 'x'.repeat(161) }, 'too_long'],
  ])('with %j it is left out as %s', (part, reason) => expect(reasonOf(plan({ ...told, ...part }))).toBe(reason));

  const here = (values: Record<string, string>, options = DEFAULT_OPTIONS): ExistingTicket => ({ id: 'e', version: 2, assigneeId: null, ...created(plan(values, undefined, options)) });

  it('the same row again changes nothing, with and without the option', () => {
    const escalated = { ...told, escalated: 'TRUE' };
    expect(plan(told, here(told)).outcome).toBe('unchanged');
    expect(plan(escalated, here(escalated)).outcome).toBe('unchanged');
    expect(plan(escalated, here(escalated, reopening), reopening).outcome).toBe('unchanged');
    expect(plan({ ...told, closedAt: '' }, here({ ...told, closedAt: '' })).outcome).toBe('unchanged');
  });
  it('history is opened again when the option is ticked later', () => expect(plan({ ...told, escalated: 'TRUE' }, here({ ...told, escalated: 'TRUE' }), reopening)).toMatchObject({ outcome: 'update', changes: { status: 'waiting', openedAt: refs.now, closedAt: null } }));
  it('what is open on the desk is closed there, not by a file', () => expect(reasonOf(plan(told, here({ ...told, closedAt: '' })))).toBe('open_here'));
  it('what somebody has worked on here stays as they left it', () => {
    const worked = { ...here({ ...told, escalated: 'TRUE' }, reopening), status: 'resolved' as const, assigneeId: 'ben', closedAt: '2026-03-10T12:00:00.000Z' };
    expect(plan({ ...told, escalated: 'TRUE' }, worked, reopening).outcome).toBe('unchanged');
  });
  it('the words follow the file, and the times of history too', () => {
    expect(plan({ ...told, subject: 'Quote' }, here(told))).toEqual({ outcome: 'update', id: 'e', version: 2, changes: { subject: 'Quote' } });
    expect(plan({ ...told, closedAt: '2023-07-29 3:00' }, here(told))).toMatchObject({ outcome: 'update', changes: { closedAt: '2023-07-29T03:00:00.000Z', statusSince: '2023-07-29T03:00:00.000Z' } });
  });
  it('a file without a column for the closing opens nothing', () => {
    const { closedAt: _closedAt, ...without } = told;
    expect(plan(without, here(told)).outcome).toBe('unchanged');
  });
});
