import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, beforeAll, describe, expect, it } from 'vitest';
import { startRounds } from '../../server/jobs/rounds.ts';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { claim, fresh, logCall, round } from '../support/work.ts';

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
