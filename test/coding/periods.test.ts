import { isNotNull } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBooks } from '../../server/coding/history.ts';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { configure, done, place, startUpgrade } from '../support/work.ts';

type Listed = { id: string; state: string; waiting: number };
type Period = Listed & { allowed: string[]; checks: { code: string; holds: boolean }[]; reported: { closingMinor: number } | null };

let desk: Desk;
let admin: Client;

beforeAll(async () => {
  desk = await openDesk();
  const ada = await desk.as('ada');
  admin = await desk.as('admin');
  const customer = await makeCustomer(desk.store);
  // The customer's line opens them, a year ago; what was ordered since waits for somebody.
  await openBooks({ store: desk.store, clock: () => new Date(START) });
  await place(ada, await configure(ada, await startUpgrade(ada, customer)));
  await desk.store.write(async ({ db, t }) => void (await db.update(t.codings).set({ status: 'needs_review' }).where(isNotNull(t.codings.upgradeId))));
});
afterAll(() => desk.close());

const months = () => done<Listed[]>(admin.get(`/periods?sort=${encodeURIComponent('["id","ASC"]')}`));
const month = (id: string) => done<Period>(admin.get(`/periods/${id}`));

const close = (id: string) => done<Period>(admin.post(`/periods/${id}/close`, {}));

describe('The months of the books', () => {
  it('say in the list as many as wait for review as on their own page', async () => {
    const listed = await months();
    expect(listed.reduce((sum, { waiting }) => sum + waiting, 0)).toBe(1);
    for (const { id, waiting } of listed) {
      const rows = await done<unknown[]>(admin.get(`/codings?filter=${encodeURIComponent(JSON.stringify({ month: id, status: ['needs_review', 'proposed'] }))}`));
      expect(waiting, id).toBe(rows.length);
      expect((await month(id)).waiting, id).toBe(waiting);
    }
  });

  it('can be closed in order once they have ended, and only the last closed one can be reopened', async () => {
    const [first, second] = await months();
    if (!first || !second) throw new Error('The books have a month for each since they were opened');
    expect((await close(first.id)).allowed).toEqual(['reopen']);
    expect((await close(second.id)).allowed).toEqual(['reopen']);
    expect((await month(first.id)).allowed).toEqual([]);
    const reopened = await done<Period>(admin.post(`/periods/${second.id}/reopen`, { reason: 'one more came' }));
    expect(reopened).toMatchObject({ state: 'open', reported: null, allowed: ['close'] });
    expect((await month(first.id)).allowed).toEqual(['reopen']);
  });
});
