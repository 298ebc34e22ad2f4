import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { configure, done, place, startUpgrade } from '../support/work.ts';

type Rows = { resource: string; filter: Record<string, unknown> };
type Miscoding = { rows: { key: string | null; coded: number; miscoded: number; rows: { coded: Rows; miscoded: Rows } }[] };
type Coding = { id: string; legs: { movement: string; amountMinor: number }[]; version: number };
type Entry = { movement: string; amountMinor: number; late: boolean; postingPeriod: string; effectivePeriod: string };
type Bridge = { periods: { period: string; movements: Record<string, number>; filter: Record<string, unknown> }[] };

let desk: Desk;
let ada: Client;
let admin: Client;

const rowsOf = async <T>(resource: string, filter: Record<string, unknown>) => done<T[]>(admin.get(`/${resource}?filter=${encodeURIComponent(JSON.stringify(filter))}`));
const order = async () => place(ada, await configure(ada, await startUpgrade(ada, await makeCustomer(desk.store))));

beforeAll(async () => {
  desk = await openDesk();
  desk.at(START);
  [ada, admin] = [await desk.as('ada'), await desk.as('admin')];
  await order();
  const { id: upgradeId } = await order();
  const [coding] = await rowsOf<Coding>('codings', { upgradeId });
  const [leg] = coding?.legs ?? [];
  if (!coding || !leg) throw new Error('A placed order has a coding');
  const legs = [{ ...leg, movement: 'expansion', amountMinor: leg.amountMinor + 10_000 }, { ...leg, movement: 'contraction', amountMinor: -10_000 }];
  await done(admin.post(`/codings/${coding.id}/override`, { legs, reasonCode: 'wrong_kind', note: 'two things in one order', version: coding.version }));
});
afterAll(() => desk.close());

describe('The rows behind a figure', () => {
  it.each(['pathId', 'rule', 'kind', 'month'])('of the miscoding rate, by %s, are as many as it counts', async (by) => {
    const { rows } = await done<Miscoding>(admin.get(`/revenue/miscoding?by=${by}`));
    expect(rows.reduce((sum, { coded }) => sum + coded, 0)).toBeGreaterThanOrEqual(2);
    for (const row of rows) {
      expect(await rowsOf(row.rows.coded.resource, row.rows.coded.filter)).toHaveLength(row.coded);
      expect(await rowsOf(row.rows.miscoded.resource, row.rows.miscoded.filter)).toHaveLength(row.miscoded);
    }
  });

  it.each(['', '&segment=enterprise', '&kind=renewal', '&pathId=renew'])('of the bridge%s sum to it', async (cuts) => {
    for (const view of ['corrected', 'reported']) {
      const { periods } = await done<Bridge>(admin.get(`/revenue/bridge?view=${view}${cuts}`));
      for (const { movements, filter } of periods) {
        const entries = await rowsOf<Entry>('revenue-entries', filter);
        for (const [movement, amountMinor] of Object.entries(movements)) expect(entries.filter((entry) => entry.movement === movement).reduce((sum, entry) => sum + entry.amountMinor, 0), movement).toBe(amountMinor);
      }
    }
  });

  it('of what differs between the two books are the late entries', async () => {
    for (const late of [true, false]) for (const entry of await rowsOf<Entry>('revenue-entries', { late })) expect(entry.postingPeriod !== entry.effectivePeriod).toBe(late);
  });
});
