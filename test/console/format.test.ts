import { describe, expect, it } from 'vitest';
import { formatAge, formatBasisPoints, formatDay, formatHours, formatMoney, formatMoment, initials, minorDigits } from '../../client/console/fields/format.ts';

describe('money', () => {
  it('drops the cents of a whole amount and keeps the others', () => {
    expect(formatMoney(150_000, 'USD')).toBe('$1,500');
    expect(formatMoney(150_050, 'USD')).toBe('$1,500.50');
    expect(formatMoney(150_000, 'USD', { exact: true })).toBe('$1,500.00');
  });

  it('knows that yen have no minor unit and dinars three digits', () => {
    expect(minorDigits('JPY')).toBe(0);
    expect(formatMoney(1500, 'JPY')).toBe('¥1,500');
    expect(minorDigits('BHD')).toBe(3);
  });

  it('writes a loss with a minus sign before the currency, and a gain with a plus where asked', () => {
    expect(formatMoney(-60_000, 'USD')).toBe('−$600');
    expect(formatMoney(30_000, 'USD', { signed: true })).toBe('+$300');
    expect(formatMoney(0, 'USD', { signed: true })).toBe('$0');
  });

  it('writes an amount of an unknown currency rather than failing', () => {
    expect(formatMoney(12_345, 'no such')).toBe('no such 123.45');
  });
});

describe('ages', () => {
  it.each([
    [0, '0 m'], [59, '0 m'], [60, '1 m'], [48 * 60, '48 m'], [2 * 3600 + 14 * 60, '2 h 14 m'], [5 * 3600 + 2 * 60, '5 h 02 m'], [3 * 3600, '3 h'], [27 * 3600, '1 d 3 h'], [48 * 3600, '2 d'], [12.5 * 86_400, '12 d'], [-90, '1 m'],
  ])('%d seconds are told as %s', (seconds, told) => {
    expect(formatAge(seconds)).toBe(told);
  });

  it('working time is told in hours, because its days are shorter than the calendar’s', () => {
    expect(formatHours(1440)).toBe('24 h');
    expect(formatHours(95)).toBe('1 h 35 m');
  });
});

describe('days and moments', () => {
  it('a calendar day is the same day in every zone', () => {
    expect(formatDay('2026-11-30')).toBe('30 Nov 2026');
    expect(formatDay('nonsense')).toBe('nonsense');
  });

  it('a moment of today shows only its clock, and one of another year its year', () => {
    const now = new Date(2026, 10, 22, 12, 0).getTime();
    expect(formatMoment(new Date(2026, 10, 22, 14, 20).toISOString(), now)).toBe('14:20');
    expect(formatMoment(new Date(2026, 10, 24, 9, 5).toISOString(), now)).toBe('Tue 09:05');
    expect(formatMoment(new Date(2025, 2, 3, 9, 5).toISOString(), now)).toBe('3 Mar 2025');
  });
});

it('basis points are told as a percentage', () => {
  expect(formatBasisPoints(1500)).toBe('15%');
  expect(formatBasisPoints(1250)).toBe('12.5%');
});

it('a person is known by the first letters of their first and last name', () => {
  expect(initials('Anna Maria Keller')).toBe('AK');
  expect(initials('Cher')).toBe('C');
  expect(initials('  ')).toBe('?');
});
