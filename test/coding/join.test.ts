import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { configure, done, place, startUpgrade, type Upgrade } from '../support/work.ts';

type Coding = { id: string; status: string; legs: { movement: string }[]; computed: { movement: string }[]; flags: string[]; pairId: string | null; version: number };

type Bridge = { periods: { period: string; movements: Record<string, number>; closingMinor: number }[] };

let desk: Desk;
let admin: Client;

beforeAll(async () => {
  desk = await openDesk();
  admin = await desk.as('admin');
});
beforeEach(() => desk.at(START));
afterAll(() => desk.close());

const codingOf = async ({ id }: Upgrade): Promise<Coding> => {
  const [coding] = await done<Coding[]>(admin.get(`/codings?filter=${encodeURIComponent(JSON.stringify({ upgradeId: id }))}`));
  if (!coding) throw new Error('A placed order has a coding');
  return coding;
};

describe('Two codings that are joined', () => {
  it('say on both sides what the rules make of them now, and are no pair to be joined any more', async () => {
    const customer = await makeCustomer(desk.store);
    const order = async (start: object, lines: object[], pathId: string): Promise<Upgrade> => place(admin, await configure(admin, await startUpgrade(admin, customer, { ...start }), { pathId, lines }));
    const first = await order({ kind: 'add_on' }, [{ product: 'T4-2TB', quantity: 1, replaces: [customer.subscriptionId] }, { product: 'CLOUD', quantity: 1 }], 'cloud');
    const [kept = '', cloud = ''] = first.after.map(({ subscriptionId }) => subscriptionId ?? '');
    const leaves = await order({ subscriptionIds: [kept, cloud] }, [{ product: 'T5-3TB', quantity: 1, replaces: [kept] }], 'refresh');
    const comes = await order({ kind: 'add_on', subscriptionIds: [] }, [{ product: 'CLOUD', quantity: 1 }], 'cloud');
    const [gone, back] = [await codingOf(leaves), await codingOf(comes)];
    expect(back).toMatchObject({ pairId: gone.id, flags: expect.arrayContaining(['unlinked_pair']) as string[] });

    const preview = await done<{ legs: object[]; before: Bridge; after: Bridge; needsApproval: boolean }>(admin.post(`/codings/${back.id}/preview-join`, { otherId: gone.id, version: back.version }));
    expect(await codingOf(comes)).toEqual(back);

    await done(admin.post(`/codings/${back.id}/join`, { otherId: gone.id, note: 'taken out by mistake and put back', version: back.version }));
    for (const [upgrade, movement] of [[comes, 'excluded'], [leaves, 'expansion']] as const) {
      const { legs, computed, flags } = await codingOf(upgrade);
      expect(legs.map((leg) => leg.movement)).toEqual([movement]);
      expect(computed).toEqual(legs);
      expect(flags).not.toContain('unlinked_pair');
    }
    expect(preview, 'what was shown before is what it became').toMatchObject({ needsApproval: false, legs: [...(await codingOf(comes)).legs, ...(await codingOf(leaves)).legs] });
    const { from, to } = { from: preview.after.periods[0]?.period, to: preview.after.periods.at(-1)?.period };
    expect((await done<Bridge>(admin.get(`/revenue/bridge?from=${from}&to=${to}&view=corrected`))).periods).toEqual(preview.after.periods);
    expect(preview.before.periods).not.toEqual(preview.after.periods);
  });
});
