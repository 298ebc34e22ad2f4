import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { configure, done, place, startUpgrade } from '../support/work.ts';

type Leg = { movement: string; driver: string; amountMinor: number };
type Coding = { id: string; status: string; legs: Leg[]; version: number };
type Bridge = { periods: { movements: Record<string, number>; closingMinor: number }[] };

let desk: Desk;
let ada: Client;
let ben: Client;
let admin: Client;

beforeAll(async () => {
  desk = await openDesk();
  [ada, ben, admin] = [await desk.as('ada'), await desk.as('ben'), await desk.as('admin')];
});
beforeEach(() => desk.at(START));
afterAll(() => desk.close());

/** An order of ada's account whose correction raises gain, so that somebody else has to agree. */
async function proposed(): Promise<{ coding: Coding; legs: Leg[] }> {
  const order = await place(ada, await configure(ada, await startUpgrade(ada, await makeCustomer(desk.store))));
  const [listed] = await done<Coding[]>(ada.get(`/codings?filter=${encodeURIComponent(JSON.stringify({ upgradeId: order.id }))}`));
  if (!listed?.legs[0]) throw new Error('A placed order has a coding');
  const { legs: [leg], id, version } = listed;
  const legs = [{ ...leg, movement: 'expansion', amountMinor: leg.amountMinor + 10_000 }, { ...leg, movement: 'contraction', amountMinor: -10_000 }];
  const coding = await done<Coding>(ada.post(`/codings/${id}/override`, { legs, reasonCode: 'wrong_kind', note: 'two things in one order', version }));
  expect(coding.status).toBe('proposed');
  return { coding, legs };
}

describe('What a proposal would do', () => {
  it('is seen by whoever decides it, before they do', async () => {
    const { coding, legs } = await proposed();
    const preview = await done<{ before: Bridge; after: Bridge; needsApproval: boolean; because: string }>(admin.post(`/codings/${coding.id}/preview-override`, { legs, reasonCode: 'other', note: '–', version: coding.version }));
    const [was, is] = [preview.before.periods[0], preview.after.periods[0]];
    expect((is?.movements['expansion'] ?? 0) - (was?.movements['expansion'] ?? 0)).toBe(10_000);
    expect(is?.closingMinor).toBe(was?.closingMinor);
    expect(preview).toMatchObject({ needsApproval: true, because: expect.stringMatching(/account manager does not decide that alone/) as string });
  });

  it('is asked for in vain by those who do not decide it', async () => {
    const { coding, legs } = await proposed();
    for (const client of [ada, ben]) expect((await client.post(`/codings/${coding.id}/preview-override`, { legs, reasonCode: 'other', note: '–', version: coding.version })).status).toBe(403);
  });
});
