import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeEach, beforeAll, describe, expect, it } from 'vitest';
import { deskRound } from '../../server/jobs/desk.ts';
import { startRounds } from '../../server/jobs/rounds.ts';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { claim, fresh, logCall, round, startUpgrade } from '../support/work.ts';

let desk: Desk;
let ada: Client;
beforeAll(async () => {
  desk = await openDesk();
  ada = await desk.as('ada');
});
beforeEach(() => desk.at(START));
afterAll(() => desk.close());

describe('A round of the desk', () => {
  it('does nothing while nothing is due', async () => {
    await claim(ada, await logCall(ada, await makeCustomer(desk.store)));
    expect(await round(desk)).toBe(0);
  });

  it('goes on with the others where one item cannot be moved, and says so', async () => {
    const broken = await claim(ada, await logCall(ada, await makeCustomer(desk.store)));
    const sound = await claim(ada, await logCall(ada, await makeCustomer(desk.store)));
    await desk.store.write(({ db, t }) => db.update(t.escalations).set({ region: 'nowhere', leaseUntil: '2026-03-10T09:00:00.000Z' }).where(eq(t.escalations.id, broken.id)).then(() => undefined));
    desk.at('2026-03-10T18:00:00.000Z');
    await expect(round(desk)).rejects.toThrow('could not be moved');
    expect((await fresh(ada, 'escalations', sound)).status).toBe('waiting');
    await desk.store.write(({ db, t }) => db.update(t.escalations).set({ region: 'emea' }).where(eq(t.escalations.id, broken.id)).then(() => undefined));
    await round(desk);
    expect((await fresh(ada, 'escalations', broken)).status).toBe('waiting');
  });

  it('that cannot give up one draft gives up the others, and does all the rest', async () => {
    const { t, read, write } = desk.store;
    const drafts = await Promise.all([1, 2].map(async () => startUpgrade(ada, await makeCustomer(desk.store))));
    const { subscriptionId } = await makeCustomer(desk.store);
    await write(({ db }) => db.update(t.subscriptions).set({ endsOn: '2026-03-01' }).where(eq(t.subscriptions.id, subscriptionId)).then(() => undefined));
    const broken = await claim(ada, await logCall(ada, await makeCustomer(desk.store)));
    await write(async ({ db }) => {
      await db.update(t.escalations).set({ region: 'nowhere', leaseUntil: '2026-03-10T09:00:00.000Z' }).where(eq(t.escalations.id, broken.id));
      await db.update(t.upgrades).set({ lastActivityAt: '2026-01-01T00:00:00.000Z' }).where(inArray(t.upgrades.id, drafts.map(({ id }) => id)));
    });
    desk.at('2026-03-10T18:00:00.000Z');
    const [first] = await read.select({ id: t.upgrades.id }).from(t.upgrades).where(inArray(t.upgrades.id, drafts.map(({ id }) => id)));
    const failing = { ...desk.store, write: (async (work, options) => desk.store.write(async (tx) => {
      const result = await work(tx);
      const [row] = await tx.db.select({ status: t.upgrades.status }).from(t.upgrades).where(eq(t.upgrades.id, first?.id ?? ''));
      if (row?.status === 'abandoned') throw new Error('it cannot be');
      return result;
    }, options)) satisfies typeof desk.store.write };
    const failure = (await deskRound({ store: failing, clock: () => new Date(desk.now()) }).catch((error: unknown) => error)) as AggregateError;
    expect(failure.errors).toHaveLength(2);
    expect((await Promise.all(drafts.map((draft) => fresh(ada, 'upgrades', draft)))).map(({ status }) => status).sort()).toEqual(['abandoned', 'draft']);
    expect(await read.select({ status: t.subscriptions.status }).from(t.subscriptions).where(eq(t.subscriptions.id, subscriptionId))).toEqual([{ status: 'expired' }]);
    await write(({ db }) => db.update(t.escalations).set({ region: 'emea' }).where(eq(t.escalations.id, broken.id)).then(() => undefined));
    await round(desk);
  });

  it('leaves a draft alone that was escalated while the round was under way', async () => {
    const customer = await makeCustomer(desk.store);
    const draft = await startUpgrade(ada, customer);
    desk.at('2026-03-25T10:00:00.000Z');
    let called = false;
    const store = { ...desk.store, write: (async (work, options) => {
      // Between looking for what is due and doing it.
      if (!called) {
        called = true;
        await logCall(ada, customer, { upgradeId: draft.id });
        await desk.store.write(({ db, t }) => db.update(t.upgrades).set({ lastActivityAt: START }).where(eq(t.upgrades.id, draft.id)).then(() => undefined));
      }
      return desk.store.write(work, options);
    }) satisfies typeof desk.store.write };
    await deskRound({ store, clock: () => new Date(desk.now()) });
    expect(called).toBe(true);
    expect((await fresh(ada, 'upgrades', draft)).status).toBe('draft');
  });

  it('by two servers at once moves each item once', async () => {
    const items = await Promise.all(Array.from({ length: 5 }, async () => claim(ada, await logCall(ada, await makeCustomer(desk.store)))));
    desk.at('2026-03-10T18:00:00.000Z');
    await Promise.all([round(desk), round(desk)]);
    for (const item of items) expect((await fresh(ada, 'escalations', item)).timeline.filter((entry) => entry.verb === 'lease-ended')).toHaveLength(1);
  });
});

describe('Rounds', () => {
  it('go on after one that failed, and stop when they are told to', async () => {
    let made = 0;
    const failures: unknown[] = [];
    const second = new Promise<void>((resolve) => {
      const rounds = startRounds(async () => {
        made += 1;
        if (made === 1) throw new Error('the first one fails');
        resolve(rounds.stop());
      }, 1, (error) => failures.push(error));
    });
    await second;
    expect(made).toBe(2);
    expect(failures).toHaveLength(1);
  });
});
