import { count, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../db/store.ts';
import { copyWorld } from '../../seeds/copies.ts';
import { seedWorld } from '../../seeds/world.ts';
import { searchCondition } from '../../server/rest/search.ts';
import { emptyDatabase, engine, freshDatabase } from '../support/database.ts';
import { filesInMemory } from '../support/files.ts';
import { booksBalance, journeysAreLegal, returnsFollowTheirFacts, timelinesAreLegal } from './laws.ts';
import { readWorld, SMALL, TODAY } from './worlds.ts';

const COPIES = 3;

describe('a world that was copied', () => {
  let store: Store;

  beforeAll(async () => {
    const url = await freshDatabase();
    const told = await openStore(url);
    await seedWorld(told, { seed: 1, today: TODAY, size: SMALL, passwordHash: 'not a hash', files: filesInMemory() });
    await told.close();
    await copyWorld(url, told.t, COPIES, () => undefined);
    store = await openStore(url);
  }, 120_000);
  afterAll(() => store.close());

  test('has so many of everything, and every history in it keeps the rules', async () => {
    const world = await readWorld(store);
    expect([world.accounts.length, world.upgrades.length]).toEqual([SMALL.accounts * COPIES, SMALL.upgrades * COPIES]);
    booksBalance(world);
    journeysAreLegal(world);
    timelinesAreLegal(world);
    returnsFollowTheirFacts(world);
  });

  test('is found by what is searched for, and what changes is found anew', async () => {
    const { read, t } = store;
    const [device] = await read.select().from(t.devices).where(sql`${t.devices.serial} like '%-3'`).limit(1);
    const found = (text: string) => read.select({ id: t.devices.id }).from(t.devices).where(searchCondition(t, 'devices', t.devices.id, text, store.engine));
    expect(await found(device?.serial ?? '')).toEqual([{ id: device?.id }]);
    await store.write(({ db }) => db.update(t.devices).set({ search: 'renamed-4711' }).where(eq(t.devices.id, device?.id ?? '')).then(() => undefined));
    expect(await found('renamed-47')).toEqual([{ id: device?.id }]);
  });

  test('has the indexes, triggers and references of any other database', async () => {
    const { rows, t } = store;
    if (engine === 'sqlite') {
      expect(await rows(sql`pragma foreign_key_check`)).toEqual([]);
      const [fresh, own] = [await openStore(await emptyDatabase()), store];
      const names = (one: Store) => one.rows(sql`select name from sqlite_master order by name`);
      expect(await names(own)).toEqual(await names(fresh));
      await fresh.close();
    }
    await expect(store.write(({ db }) => db.delete(t.auditEvents).then(() => undefined))).rejects.toThrow();
    const [entries] = await store.read.select({ n: count() }).from(t.searchEntries).where(eq(t.searchEntries.resource, 'upgrades'));
    expect(Number(entries?.n)).toBe(SMALL.upgrades * COPIES);
  });
});
