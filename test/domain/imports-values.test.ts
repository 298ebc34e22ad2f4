import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkMapping, guessMapping, valuesOf } from '../../server/domain/imports/mapping.ts';
import { REASONS } from '../../server/domain/imports/reasons.ts';
import { readAmount, readCount, readDay, readFlag, readInstant, readKey, readText } from '../../server/domain/imports/values.ts';
import { ACCOUNTS_HEADER, SUBSCRIPTIONS_HEADER, TICKETS_HEADER } from '../support/oddities.ts';

const valueOf = (read: object) => ('value' in read ? read.value : (read as { reason: string }).reason);

describe('a cell is read in one way or not at all', () => {
  it.each([
    ['2024-02-29', '2024-02-29'], ['2023-07-28 3:00', '2023-07-28'], ['2023-02-29', 'bad_date'], ['2024-02-30', 'bad_date'], ['30.02.2024', 'bad_date'], ['02/03/2024', 'bad_date'], ['2024-2-3', 'bad_date'], ['0000-01-01', 'bad_date'], ['20240203', 'bad_date'],
  ])('the day %j is %j', (text, wanted) => expect(valueOf(readDay(text))).toBe(wanted));

  it.each([
    ['2023-07-28 3:00', '2023-07-28T03:00:00.000Z'], ['2023-07-28', '2023-07-28T00:00:00.000Z'], ['2023-07-28T03:00:05Z', '2023-07-28T03:00:05.000Z'], ['2023-07-28 03:00 +02:00', '2023-07-28T01:00:00.000Z'],
    ['2023-07-28 03:00:00.1234567-0500', '2023-07-28T08:00:00.123Z'], ['2023-07-28 24:00', 'bad_time'], ['2023-07-28 3:60', 'bad_time'], ['2023-02-30 3:00', 'bad_time'], ['28/07/2023 3:00', 'bad_time'], ['yesterday', 'bad_time'], ['2023-07-28 3:00 CET', 'bad_time'],
  ])('the moment %j is %j', (text, wanted) => expect(valueOf(readInstant(text))).toBe(wanted));

  it.each([['TRUE', true], ['false', false], ['Yes', true], ['n', false], ['1', true], ['0', false], ['maybe', 'bad_flag'], ['2', 'bad_flag']])('the flag %j is %j', (text, wanted) => expect(valueOf(readFlag(text))).toBe(wanted));

  it.each([['14', 14], ['14.0', 14], ['1,200', 1200], ['14.5', 'bad_number'], ['-3', 'bad_number'], ['1e3', 'bad_number'], ['NaN', 'bad_number'], ['0x10', 'bad_number'], ['99999999', 'bad_number']])('the count %j is %j', (text, wanted) => expect(valueOf(readCount(text, 0, 10_000_000))).toBe(wanted));

  it.each([['833', 83_300], ['1,234.50', 123_450], ['$12', 1_200], ['-3', 'bad_number'], ['12.345', 'bad_number'], ['1.2E+11', 'bad_number'], ['€5', 'bad_number']])('the amount %j in USD is %j', (text, wanted) => expect(valueOf(readAmount(text, 'USD'))).toBe(wanted));

  it.each([['A-2e4581', 'A-2e4581'], ['  two  words', ' two words'], ['1.2E+11', 'spreadsheet_number'], ['1,2E+11', 'spreadsheet_number'], ['a\u0000b', 'bad_text'], ['x'.repeat(201), 'too_long']])('the key %j is %j', (text, wanted) => expect(valueOf(readKey(text))).toBe(wanted));

  it('text keeps its line ends and nothing else that is no text', () => {
    expect(valueOf(readText('one\ntwo\tthree', 20))).toBe('one\ntwo\tthree');
    expect(valueOf(readText('bell\u0007', 20))).toBe('bad_text');
    expect(valueOf(readText('half \ud83d', 20))).toBe('bad_text');
  });

  it('whatever stands in a cell, reading answers a value or a reason that is documented', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      for (const read of [readDay, readInstant, readFlag, readKey, (cell: string) => readCount(cell, 0, 9), (cell: string) => readAmount(cell, 'USD'), (cell: string) => readText(cell, 50)]) {
        const result = read(text);
        expect('value' in result || result.reason in REASONS).toBe(true);
      }
    }));
  });

  it('every day that is read exists', () => {
    fc.assert(fc.property(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), (year, month, day) => {
      const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      const exists = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10) === text;
      expect('value' in readDay(text)).toBe(exists);
    }));
  });
});

describe('columns are mapped by their headers', () => {
  it('the columns of the known exports are all found', () => {
    expect(guessMapping('accounts', ACCOUNTS_HEADER.split(','))).toEqual({ externalId: 'account_id', name: 'account_name', customerSince: 'signup_date', seats: 'seats', country: 'country', industry: 'industry' });
    expect(guessMapping('subscriptions', SUBSCRIPTIONS_HEADER.split(','))).toEqual({
      externalId: 'subscription_id', account: 'account_id', product: 'plan_tier', quantity: 'seats', arr: 'arr_amount', mrr: 'mrr_amount', startsOn: 'start_date', endsOn: 'end_date', isTrial: 'is_trial', autoRenew: 'auto_renew_flag', billing: 'billing_frequency',
    });
    expect(guessMapping('escalations', TICKETS_HEADER.split(','))).toEqual({
      externalId: 'ticket_id', account: 'account_id', openedAt: 'submitted_at', closedAt: 'closed_at', firstResponseMinutes: 'first_response_time_minutes', priority: 'priority', escalated: 'escalation_flag',
    });
  });

  it('headers are read however they are written', () => {
    expect(guessMapping('accounts', ['Account ID', 'accountName', 'SIGNUP-DATE', 'Ländername'])).toEqual({ externalId: 'Account ID', name: 'accountName', customerSince: 'SIGNUP-DATE' });
  });

  it('a column named __proto__ is a column like any other', () => {
    const columns = ['__proto__', 'constructor', 'account_id'];
    const mapping = { ...guessMapping('accounts', columns), name: '__proto__', customerSince: 'constructor' };
    expect(checkMapping('accounts', columns, mapping)).toEqual({});
    expect([...valuesOf(mapping, columns, ['Acme', '2024-01-01', 'A-1'])]).toEqual([['externalId', 'A-1'], ['name', 'Acme'], ['customerSince', '2024-01-01']]);
  });

  it('what is needed and not mapped is named', () => {
    expect(Object.keys(checkMapping('subscriptions', ['subscription_id'], { externalId: 'subscription_id', nonsense: 'subscription_id', endsOn: 'gone' }))).toEqual(['nonsense', 'endsOn', 'account', 'product', 'quantity', 'arr', 'mrr', 'startsOn']);
  });

  it('the apostrophe of an escaped formula is taken off again', () => {
    expect(valuesOf({ name: 'n' }, ['n'], ["'=SUM(A1)"]).get('name')).toBe('=SUM(A1)');
    expect(valuesOf({ name: 'n' }, ['n'], ["' -1"]).get('name')).toBe(' -1');
    expect(valuesOf({ name: 'n' }, ['n'], ["a;'=1+1"]).get('name')).toBe('a;=1+1');
    expect(valuesOf({ name: 'n' }, ['n'], ["'t Hooft"]).get('name')).toBe("'t Hooft");
  });
});
