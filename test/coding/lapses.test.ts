import { and, asc, eq, ne } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBooks } from '../../server/coding/history.ts';
import { booksRound, fromTheFirst } from '../../server/jobs/books.ts';
import { deskRound } from '../../server/jobs/desk.ts';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { expectBooks } from '../support/books.ts';
import { makeCustomer, type Customer } from '../support/customers.ts';
import { act, configure, done, place, startUpgrade } from '../support/work.ts';

let desk: Desk;
let ada: Client;
let customer: Customer;

const kernel = () => ({ store: desk.store, clock: () => new Date(desk.now()) });
/** The customer's line ends with March 2026; the gap window is thirty days. */
const at = async (day: string) => {
  desk.at(`${day}T10:00:00.000Z`);
  await booksRound(kernel());
};

beforeAll(async () => {
  desk = await openDesk();
  ada = await desk.as('ada');
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.at(START);
  customer = await makeCustomer(desk.store);
  await openBooks(kernel());
});

async function coded(): Promise<string[]> {
  const { codings: c } = desk.store.t;
  const rows = await desk.store.read.select().from(c).where(and(eq(c.accountId, customer.accountId), ne(c.status, 'reversed'))).orderBy(asc(c.effectiveOn), asc(c.codedAt));
  return rows.flatMap(({ legs }) => legs.map(({ movement, driver, amountMinor, effectiveOn }) => `${movement}/${driver} ${amountMinor} ${effectiveOn}`)).slice(1);
}
async function lines(): Promise<string[]> {
  const { subscriptions: s } = desk.store.t;
  const rows = await desk.store.read.select().from(s).where(eq(s.accountId, customer.accountId)).orderBy(asc(s.countsFrom));
  return rows.map((row) => `${row.status} ${row.startsOn}–${row.endsOn} counts ${row.countsFrom}–${row.countsUntil ?? ''}`);
}
const setAutoRenew = async () => {
  const line = await done<{ version: number }>(ada.get(`/subscriptions/${customer.subscriptionId}`));
  await done(ada.put(`/subscriptions/${customer.subscriptionId}`, { autoRenew: true, version: line.version }));
};
/** A renewal at the same price, from the day after the end on. */
const renewal = async (effectiveOn: string) =>
  act(ada, 'upgrades', await startUpgrade(ada, customer, { kind: 'renewal', effectiveOn }), 'configure', { pathId: 'renew', lines: [{ line: 'new', product: 'T4-2TB', quantity: 1, replaces: [customer.subscriptionId] }], reason: 'renewed' });

describe('A line past its end', () => {
  it('stays in the books for the gap window, shown as expired, and lapses after it, effective the day after its end', async () => {
    await at('2026-04-20');
    await deskRound(kernel());
    expect(await lines()).toEqual(['expired 2025-04-01–2026-03-31 counts 2025-04-01–']);
    await at('2026-04-30');
    expect(await coded()).toEqual([]);
    await at('2026-05-01');
    expect(await lines()).toEqual(['ended 2025-04-01–2026-03-31 counts 2025-04-01–2026-04-01']);
    expect(await coded()).toEqual(['churn/none -120000 2026-04-01']);
    await expectBooks(desk.store);
  });

  it('renewed inside the window goes on without a break', async () => {
    const draft = await renewal('2026-04-01');
    await at('2026-04-20');
    await place(ada, draft);
    expect(await coded()).toEqual(['renewal/none 0 2026-04-01']);
    await expectBooks(desk.store);
  });

  it('cannot be dated back past the gap window: it begins today', async () => {
    const draft = await renewal('2025-06-01');
    await place(ada, draft);
    const { upgrades: u } = desk.store.t;
    expect(await desk.store.read.select({ effectiveOn: u.effectiveOn }).from(u).where(eq(u.id, draft.id))).toEqual([{ effectiveOn: desk.now().slice(0, 10) }]);
  });

  it('ordered on after it lapsed, but effective inside the window, first takes the lapse back', async () => {
    const draft = await renewal('2026-04-10');
    await at('2026-05-05');
    expect(await coded()).toEqual(['churn/none -120000 2026-04-01']);
    await place(ada, draft);
    expect(await coded()).toEqual(['renewal/none 0 2026-04-10']);
    const { revenueEntries: e } = desk.store.t;
    const entries = await desk.store.read.select().from(e).where(eq(e.accountId, customer.accountId)).orderBy(asc(e.position));
    const lapse = entries.find(({ movement }) => movement === 'churn');
    expect(entries.find(({ reversalOf }) => reversalOf === lapse?.id)).toMatchObject({ amountMinor: 120_000, movement: 'churn' });
    await expectBooks(desk.store);
  });

  it('that comes back after the window is a reactivation, and a person looks at what it follows', async () => {
    const draft = await startUpgrade(ada, customer, { kind: 'renewal', effectiveOn: '2026-05-10' });
    await at('2026-05-10');
    await place(ada, await act(ada, 'upgrades', draft, 'configure', { pathId: 'renew', lines: [{ line: 'new', product: 'T4-2TB', quantity: 1 }], reason: 'back again' }));
    expect(await coded()).toEqual(['churn/none -120000 2026-04-01', 'reactivation/none 120000 2026-05-10']);
    const { codings: c } = desk.store.t;
    const [row] = await desk.store.read.select().from(c).where(eq(c.upgradeId, draft.id));
    expect(row).toMatchObject({ status: 'needs_review', flags: expect.arrayContaining(['no_before_lines']) as string[] });
    await expectBooks(desk.store);
  });
});

describe('A line that renews by itself', () => {
  it('is renewed the day after its end on the same terms, placed and completed at once, and never lapses', async () => {
    await setAutoRenew();
    await at('2026-03-31');
    expect(await lines()).toHaveLength(1);
    await at('2026-04-01');
    expect(await lines()).toEqual(['replaced 2025-04-01–2026-03-31 counts 2025-04-01–2026-04-01', 'active 2026-04-01–2027-03-31 counts 2026-04-01–']);
    const { upgrades: u } = desk.store.t;
    expect(await desk.store.read.select().from(u).where(eq(u.accountId, customer.accountId))).toMatchObject([{ kind: 'renewal', motion: 'automatic', pathId: null, status: 'completed', touches: 0 }]);
    await at('2026-06-01');
    expect(await coded()).toEqual(['renewal/none 0 2026-04-01']);
    await expectBooks(desk.store);
  });

  it('is held back by an open draft until the gap window ends, and renewed then', async () => {
    await setAutoRenew();
    const draft = await renewal('2026-04-01');
    await at('2026-04-01');
    await at('2026-04-30');
    expect(await lines()).toEqual(['active 2025-04-01–2026-03-31 counts 2025-04-01–']);
    await at('2026-05-01');
    expect((await lines()).at(-1)).toBe('active 2026-04-01–2027-03-31 counts 2026-04-01–');
    const late = await ada.post(`/upgrades/${draft.id}/place-on-behalf`, { version: draft.version });
    expect(late, 'the draft comes too late: its line was renewed').toMatchObject({ status: 409 });
    expect(await coded()).toEqual(['renewal/none 0 2026-04-01']);
    await expectBooks(desk.store);
  });

  it('goes with the draft that is placed meanwhile', async () => {
    await setAutoRenew();
    const draft = await configure(ada, await startUpgrade(ada, customer, { effectiveOn: '2026-04-05' }));
    await at('2026-04-03');
    await place(ada, draft);
    await at('2026-05-20');
    expect(await coded()).toEqual(['expansion/tier 30000 2026-04-05']);
    await expectBooks(desk.store);
  });
});

describe('Lines that cannot be moved', () => {
  const A_ROUND = 50;
  const NO_DAY = '2026-02-??';
  afterEach(() => desk.store.write(({ db, t }) => db.delete(t.subscriptions).where(eq(t.subscriptions.endsOn, NO_DAY)).then(() => undefined)));
  /** So many lines of another account, whose last day no calendar has. */
  async function broken(autoRenew: boolean): Promise<void> {
    const other = await makeCustomer(desk.store);
    await desk.store.write(async ({ db, t }) => {
      const [line] = await db.select().from(t.subscriptions).where(eq(t.subscriptions.id, other.subscriptionId));
      if (!line) return;
      await db.insert(t.subscriptions).values(Array.from({ length: A_ROUND }, (_, at) => ({ ...line, id: `${line.id}-${at}`, endsOn: NO_DAY, autoRenew })));
    });
  }

  it.each([['lapses', false, 'ended'], ['is renewed', true, 'replaced']] as const)('hold up no other: one that %s has its turn after them, and they have theirs again', async (_what, autoRenew, status) => {
    await broken(autoRenew);
    if (autoRenew) await setAutoRenew();
    desk.at('2026-05-01T10:00:00.000Z');
    const places = fromTheFirst();
    await expect(booksRound(kernel(), places)).rejects.toThrow('50 lines could not be moved');
    expect((await lines())[0]).not.toContain(status);
    await booksRound(kernel(), places);
    expect((await lines())[0]).toContain(status);
    await expect(booksRound(kernel(), places)).rejects.toThrow('50 lines could not be moved');
  });
});
