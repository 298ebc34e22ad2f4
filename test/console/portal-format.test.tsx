import { describe, expect, it } from 'vitest';
import { formatDay, formatMoney, formatTerm, initials } from '../../client/portal/format.ts';
import { yearlyDifference, type PortalLine } from '../../client/portal/page.ts';

const line = (arrMinor: number, currency = 'USD'): PortalLine => ({ product: 'S4-2TB', productName: 'S4', quantity: 1, arrMinor, currency, termMonths: 12, startsOn: '2026-04-01', endsOn: null, serial: null });

describe('figures on the customer’s page', () => {
  it('writes money in its own minor units and in the reader’s way', () => {
    expect(formatMoney(150_000, 'USD', 'en-US')).toBe('$1,500');
    expect(formatMoney(150_050, 'USD', 'en-US')).toBe('$1,500.50');
    expect(formatMoney(150_000, 'JPY', 'en-US')).toBe('¥150,000');
    expect(formatMoney(150_050, 'EUR', 'de-DE')).toBe('1.500,50\u00a0€');
  });

  it('writes a calendar day as it stands, in whatever zone it is read', () => {
    expect(formatDay('2026-03-31', 'en-US')).toBe('March 31, 2026');
    expect(formatDay('2026-03-31', 'de-DE')).toBe('31. März 2026');
  });

  it('writes terms in years where they are whole', () => {
    expect([12, 36, 18, 1].map(formatTerm)).toEqual(['1 year', '3 years', '18 months', '1 month']);
  });

  it('stands for a person by at most two letters', () => {
    expect(['Ada Berg', 'Ada', '', 'Ada van den Berg'].map(initials)).toEqual(['AB', 'A', '', 'AB']);
  });

  it('compares two years’ prices only where there are two in one currency', () => {
    expect(yearlyDifference({ before: [line(100)], after: [line(80), line(50)] })).toEqual({ currency: 'USD', minor: 30 });
    expect(yearlyDifference({ before: [], after: [line(80)] })).toBeNull();
    expect(yearlyDifference({ before: [line(100)], after: [line(80, 'EUR')] })).toBeNull();
  });
});
