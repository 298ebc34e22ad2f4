import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { convertMinor, inverseRate, isRate } from '../../server/domain/money.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { done, startUpgrade, type Upgrade } from '../support/work.ts';

let desk: Desk;
let admin: Client;

beforeAll(async () => {
  desk = await openDesk();
  admin = await desk.as('admin');
});
afterAll(() => desk.close());

type Rate = { id: string; name: string; base: string; quote: string; on: string; rate: string };

describe('Exchange rates', () => {
  it('that an admin enters are what an order in another currency is reckoned with from that day on, and both ways round', async () => {
    const draft = await startUpgrade(admin, await makeCustomer(desk.store));
    const inKronor = { pathId: 'refresh', lines: [{ line: 'new', product: 'T5-3TB', quantity: 1, currency: 'SEK', unitArrMinor: 1_600_000, replaces: draft.before.map(({ line }) => line) }], reason: 'asked for' };
    const before = await admin.post(`/upgrades/${draft.id}/configure`, { ...inKronor, version: draft.version });
    expect(before).toMatchObject({ status: 422, body: { errors: { 'lines[0].currency': expect.stringContaining('no exchange rate') as string } } });
    const made = await done<Rate>(admin.post('/exchange-rates', { base: 'SEK', quote: 'USD', on: '2026-01-01', rate: '0.096' }));
    expect(made).toMatchObject({ name: 'SEK/USD 2026-01-01', rate: '0.096' });
    const after = await done<Upgrade>(admin.post(`/upgrades/${draft.id}/configure`, { ...inKronor, version: draft.version }));
    expect(after.after).toMatchObject([{ reportingArrMinor: 153_600 }]);
    expect(await done<Rate[]>(admin.get('/exchange-rates?filter={"base":"USD","quote":"SEK"}'))).toMatchObject([{ on: '2026-01-01', rate: '10.416666666667' }]);
    await done(admin.post('/exchange-rates', { base: 'USD', quote: 'SEK', on: '2026-02-01', rate: '10.5' }));
    expect(await done<Rate[]>(admin.get('/exchange-rates?filter={"base":"USD","quote":"SEK"}&sort=["on","DESC"]'))).toMatchObject([{ on: '2026-02-01', rate: '10.5' }, { on: '2026-01-01' }]);
    await done(admin.delete(`/exchange-rates/${made.id}`));
    expect((await admin.get(`/exchange-rates/${made.id}`)).status).toBe(404);
  });

  it.each([
    ['the same currency twice', { quote: 'NOK' }, 422, 'quote'], ['nothing', { rate: '0.00' }, 422, 'rate'], ['a rate below zero', { rate: '-1' }, 400, 'rate'], ['a comma', { rate: '1,08' }, 400, 'rate'], ['a currency that the books do not know', { base: 'XXX' }, 400, 'base'],
    ['a day that is none', { on: '2026-02-30' }, 400, 'on'], ['one that leaves nothing the other way round', { rate: '99999999999999999999' }, 422, 'rate'],
  ])('are refused for %s, with the field', async (_what, wrong, status, field) => {
    const answer = await admin.post('/exchange-rates', { base: 'NOK', quote: 'USD', on: '2026-01-01', rate: '0.1', ...wrong });
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    expect(Object.keys((answer.body as { errors: object }).errors)).toContain(field);
  });

  it('of a pair and a day are there once', async () => {
    const rate = { base: 'DKK', quote: 'USD', on: '2026-01-01', rate: '0.15' };
    await done(admin.post('/exchange-rates', rate));
    expect([409, 422]).toContain((await admin.post('/exchange-rates', { ...rate, rate: '0.16' })).status);
    expect(await done<Rate[]>(admin.get('/exchange-rates?filter={"base":"DKK"}'))).toMatchObject([{ rate: '0.15' }]);
  });

  it('that were only reckoned the other way round make room for what somebody enters', async () => {
    await done(admin.post('/exchange-rates', { base: 'PLN', quote: 'USD', on: '2026-01-01', rate: '0.25' }));
    await done(admin.post('/exchange-rates', { base: 'USD', quote: 'PLN', on: '2026-01-01', rate: '4.05' }));
    expect(await done<Rate[]>(admin.get('/exchange-rates?filter={"quote":"PLN"}'))).toMatchObject([{ rate: '4.05' }]);
    expect(await done<Rate[]>(admin.get('/exchange-rates?filter={"base":"PLN"}')), 'as it was entered').toMatchObject([{ rate: '0.25' }]);
    expect((await admin.post('/exchange-rates', { base: 'USD', quote: 'PLN', on: '2026-01-01', rate: '4.1' })).status).toBe(409);
  });

  it('there and back again come to the same, to the cent', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 0, max: 1_000_000_000 }), (millionths, amount) => {
      const rate = (millionths / 10_000).toString();
      const back = inverseRate(rate) ?? '';
      expect(isRate(back)).toBe(true);
      expect(Math.abs(convertMinor(convertMinor(amount, 'EUR', 'USD', rate), 'USD', 'EUR', back) - amount)).toBeLessThanOrEqual(1 + Math.ceil(5_000 / millionths) + 1);
    }));
  });
});
