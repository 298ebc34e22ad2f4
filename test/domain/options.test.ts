import { describe, expect, it } from 'vitest';
import type { CatalogueProduct, Line } from '../../server/domain/configuration.ts';
import { compareOptions, residualMinor, type OptionPath } from '../../server/domain/options.ts';

const product = (id: string, family: string, listPriceMinor: number, active = true): CatalogueProduct => ({ id, family, listPriceMinor, currency: 'USD', active });
const products = [product('T4-2TB', 'T4', 120_000), product('T5-3TB', 'T5', 150_000), product('T5-6TB', 'T5', 240_000), product('T5-1TB', 'T5', 80_000), product('T5-OLD', 'T5', 121_000, false), product('CLOUD', 'Cloud', 60_000)];
const path = (id: string, kind: OptionPath['kind'], fromFamily: string | null, toFamily: string | null): OptionPath => ({ id, name: id, kind, fromFamily, toFamily, returnRequired: kind === 'refresh', attestationRequired: false, selfServe: true });
const line: Line = { line: 'before', product: 'T4-2TB', quantity: 2, unitArrMinor: 120_000, currency: 'USD', termMonths: 12, startsOn: '2025-04-01', endsOn: '2026-03-31', arrMinor: 240_000, reportingArrMinor: 240_000, replaces: [] };
const compare = (paths: OptionPath[], before: Line[] = [line], today = '2026-03-10') => compareOptions(paths, before, products, today);

describe('Of the paths that a customer could take', () => {
  it('those that fit come first, the others say why not', () => {
    const options = compare([path('a-moon', 'refresh', 'Moon', 'T5'), path('refresh', 'refresh', 'T4', 'T5'), path('gone', 'refresh', 'T4', 'T9')]);
    expect(options.map((one) => [one.pathId, one.fits])).toEqual([['refresh', true], ['a-moon', false], ['gone', false]]);
    expect(options.map((one) => one.because)).toEqual(['their T4 may move to T5', 'they have no Moon', 'nothing in the catalogue fits']);
  });

  it.each([
    ['renewal', 'T4', 'T4', 'T4-2TB', 240_000, 0], ['refresh', 'T4', 'T5', 'T5-3TB', 300_000, 60_000], ['upgrade', 'T4', 'T5', 'T5-3TB', 300_000, 60_000], ['downgrade', 'T4', 'T5', 'T5-1TB', 160_000, -80_000], ['add_on', null, 'Cloud', 'CLOUD', 300_000, 60_000],
  ] as const)('a %s from %s to %s suggests %s at %i, a difference of %i', (kind, from, to, suggested, after, delta) => {
    expect(compare([path('one', kind, from, to)])[0]).toMatchObject({ fits: true, product: suggested, afterArrMinor: after, deltaMinor: delta });
  });

  it('an add-on fits who has nothing yet', () => {
    expect(compare([path('cloud', 'add_on', null, 'Cloud')], [])[0]).toMatchObject({ fits: true, afterArrMinor: 60_000, deltaMinor: 60_000, residualMinor: 0 });
  });
});

describe('What is already paid and given up', () => {
  it('is the share of the days that are left, the last one included', () => {
    expect(residualMinor([line], '2026-03-31', 'refresh')).toBe(Math.round(240_000 / 365));
    expect(residualMinor([line], '2026-04-01', 'refresh')).toBe(0);
    expect(residualMinor([line], '2026-03-22', 'upgrade')).toBe(Math.round((240_000 * 10) / 365));
  });

  it('is nothing for what goes on, and for what never ends', () => {
    for (const kind of ['renewal', 'add_on'] as const) expect(residualMinor([line], '2026-01-01', kind)).toBe(0);
    expect(residualMinor([{ ...line, endsOn: null }], '2026-01-01', 'refresh')).toBe(0);
  });
});
