import { count, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { openStore, type Change, type Store } from '../../db/store.ts';
import { engine, freshDatabase } from '../support/database.ts';
import { START } from '../support/app.ts';

let store: Store;
let url: string;
beforeAll(async () => {
  url = await freshDatabase();
  store = await openStore(url);
});
afterAll(() => store.close());

const event = (action: string) => ({ at: START, actorId: null, actorName: 'Upgrade Desk', action, resource: 'tests', recordId: 'x', touch: 'none' as const, before: null, after: null, requestId: 'test' });
const counter = async (id: string) => (await store.read.select().from(store.t.counters).where(eq(store.t.counters.id, id)))[0]?.value ?? null;
const add = (id: string, value: number) => store.write(({ db, t }) => db.insert(t.counters).values({ id, value }).then(() => undefined));

describe('A transaction', () => {
  it('that fails leaves nothing behind, and tells nobody', async () => {
    const heard: Change[] = [];
    const stop = store.listen((changes) => heard.push(...changes));
    const failing = store.write(async ({ db, t, announce }) => {
      await db.insert(t.counters).values({ id: 'lost', value: 1 });
      await db.insert(t.auditEvents).values(event('lost'));
      announce({ seq: 1, resource: 'tests', id: 'x', action: 'lost', actorId: null });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await counter('lost')).toBeNull();
    expect(heard).toEqual([]);
    stop();
  });

  it('that breaks a constraint leaves nothing behind, and the next one goes through', async () => {
    await add('twice', 1);
    await expect(store.write(async ({ db, t }) => {
      await db.insert(t.counters).values({ id: 'beside', value: 1 });
      await db.insert(t.counters).values({ id: 'twice', value: 2 });
    })).rejects.toThrow();
    expect([await counter('beside'), await counter('twice')]).toEqual([null, 1]);
    await add('after', 1);
    expect(await counter('after')).toBe(1);
  });

  it('tells what changed once it has committed', async () => {
    const heard: string[] = [];
    const stop = store.listen((changes) => heard.push(...changes.map((change) => change.action)));
    await store.write(async ({ announce }) => {
      announce({ seq: 1, resource: 'tests', id: 'x', action: 'one', actorId: null });
      await Promise.resolve();
      expect(heard).toEqual([]);
    });
    expect(heard).toEqual(['one']);
    stop();
  });

  it('among many at once loses no update of what it has read', async () => {
    await add('hits', 0);
    await Promise.all(Array.from({ length: 60 }, () => store.write(async ({ db, t }) => {
      const [row] = await db.select().from(t.counters).where(eq(t.counters.id, 'hits'));
      await db.update(t.counters).set({ value: (row?.value ?? 0) + 1 }).where(eq(t.counters.id, 'hits'));
    })));
    expect(await counter('hits')).toBe(60);
  });

  it.each([['the first', 0], ['the last', 3]])('that fails among others that are there at once takes none of them with it: %s of four', async (which, failing) => {
    const crowd = `crowd ${which}`;
    await add(crowd, 1);
    const heard: string[] = [];
    const stop = store.listen((changes) => heard.push(...changes.map((change) => change.id)));
    const made = await Promise.allSettled(Array.from({ length: 25 }, (_, number) => store.write(async ({ db, t, announce, attempt }) => {
      await db.insert(t.counters).values({ id: `${crowd}-${number}`, value: 1 });
      announce({ seq: 0, resource: 'tests', id: `${crowd}-${number}`, action: 'made', actorId: null });
      await attempt(() => db.insert(t.counters).values({ id: crowd, value: 1 }).then(() => undefined)).catch(() => undefined);
      if (number % 4 === failing) throw new Error('no');
    })));
    const wanted = Array.from({ length: 25 }, (_, number) => number % 4 !== failing);
    expect(made.map((one) => one.status === 'fulfilled')).toEqual(wanted);
    expect(await Promise.all(wanted.map((_, number) => counter(`${crowd}-${number}`)))).toEqual(wanted.map((good) => (good ? 1 : null)));
    expect(heard.sort()).toEqual(wanted.flatMap((good, number) => (good ? [`${crowd}-${number}`] : [])).sort());
    stop();
  });

  it('sees what it has written, and readers do not until it commits', async () => {
    const { counters } = store.t;
    const hidden = { execute: (values: { id: string }) => store.kept('hidden', (read) => read.select({ id: counters.id }).from(counters).where(eq(counters.id, sql.placeholder('id')))).execute(values) };
    await store.write(async ({ db, t }) => {
      await db.insert(t.counters).values({ id: 'hidden', value: 1 });
      expect((await db.select({ n: count() }).from(t.counters).where(eq(t.counters.id, 'hidden')))[0]?.n).toBeTruthy();
      expect(await counter('hidden')).toBeNull();
      expect(await hidden.execute({ id: 'hidden' }), 'through a statement that is kept').toEqual([]);
    });
    expect(await counter('hidden')).toBe(1);
    expect(await hidden.execute({ id: 'hidden' })).toHaveLength(1);
  });

  it('cannot leave two rules broken that each holds by itself', async () => {
    // Two people go off duty at once, each because the other is still on: one of them has to stay.
    await add('on-duty-1', 1);
    await add('on-duty-2', 1);
    const leave = (own: string, other: string) => store.write(async ({ db, t }) => {
      const [row] = await db.select().from(t.counters).where(eq(t.counters.id, other));
      if (row?.value === 1) await db.update(t.counters).set({ value: 0 }).where(eq(t.counters.id, own));
    });
    await Promise.all([leave('on-duty-1', 'on-duty-2'), leave('on-duty-2', 'on-duty-1')]);
    expect((await counter('on-duty-1') ?? 0) + (await counter('on-duty-2') ?? 0)).toBe(1);
  });
});

const appendOnly = (error: Error) => /append-only/.test(`${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`);

describe('The audit log', () => {
  it('takes new rows, and refuses to change or delete one, even from our own code', async () => {
    const { auditEvents } = store.t;
    await store.write(({ db }) => db.insert(auditEvents).values([event('first'), event('second')]).then(() => undefined));
    await expect(store.write(({ db }) => db.update(auditEvents).set({ actorName: 'Somebody else' }).where(eq(auditEvents.action, 'first')).then(() => undefined))).rejects.toSatisfy(appendOnly);
    await expect(store.write(({ db }) => db.delete(auditEvents).where(eq(auditEvents.action, 'second')).then(() => undefined))).rejects.toSatisfy(appendOnly);
    const rows = await store.read.select().from(auditEvents);
    expect(rows.map((row) => [row.action, row.actorName])).toEqual([['first', 'Upgrade Desk'], ['second', 'Upgrade Desk']]);
  });
});

describe('Reading', () => {
  it('answers the same shapes on both engines', async () => {
    const { policies, calendars } = store.t;
    const [policy] = await store.read.select().from(policies);
    expect(policy).toMatchObject({ id: 'current', version: 1, rules: { leaseMinutes: 240, stopsClock: { waiting_for_customer: true } } });
    const rows = await store.read.select({ id: calendars.id, week: calendars.week }).from(calendars).orderBy(calendars.id);
    expect(rows.map((row) => row.id)).toEqual(['always', 'berlin', 'kolkata', 'london', 'new_york', 'sydney']);
    expect(Array.isArray(rows[0]?.week[1])).toBe(true);
    expect(await store.rows(sql`select count(*) as n from calendars`)).toHaveLength(1);
  });
});

if (engine === 'postgres') {
  describe('PostgreSQL', () => {
    it('that cuts a connection in the middle of a change fails the change, not the server', async () => {
      // Databases made from one template have the same tables under the same numbers: the lock looked for is that of this one.
      const cut = store.write(async ({ db, t }) => {
        await db.insert(t.counters).values({ id: 'cut', value: 1 });
        const [row] = await store.rows<{ pid: number }>(sql`select pid from pg_locks join pg_class on pg_class.oid = relation join pg_database on pg_database.oid = database where datname = current_database() and relname = 'counters' and mode = 'RowExclusiveLock' limit 1`);
        const admin = new pg.Client({ connectionString: url });
        await admin.connect();
        await admin.query('select pg_terminate_backend($1)', [row?.pid]);
        await admin.end();
        await db.insert(t.counters).values({ id: 'cut-2', value: 1 });
      });
      await expect(cut).rejects.toThrow();
      expect(await counter('cut')).toBeNull();
      await add('afterwards', 1);
      expect(await counter('afterwards')).toBe(1);
    });

    it('carries what changed to the other servers on the same database', async () => {
      const other = await openStore(url);
      const heard = new Promise<Change[]>((resolve) => { other.listen(resolve); });
      await store.write(async ({ announce }) => announce({ seq: 7, resource: 'tests', id: 'x', action: 'far', actorId: null }));
      expect(await heard).toEqual([{ seq: 7, resource: 'tests', id: 'x', action: 'far', actorId: null }]);
      await other.close();
    });
  });
}

if (engine === 'postgres') describe('A statement that comes again', () => {
  const prepared = async () => (await store.rows<{ statement: string }>(sql`select statement from pg_prepared_statements where name like 'kept_%'`)).map(({ statement }) => statement);

  it('is prepared once on its connection, and answers for other values as it did', async () => {
    await add('again', 7);
    for (let time = 0; time < 8; time += 1) expect(await counter(time % 2 === 0 ? 'again' : 'not there')).toBe(time % 2 === 0 ? 7 : null);
    expect((await prepared()).filter((statement) => /from "counters" where "counters"."id" = \$1$/.test(statement))).toHaveLength(1);
  });

  it('is one of so many at most: what comes once is not prepared', async () => {
    await store.read.select().from(store.t.counters).where(eq(store.t.counters.value, 4711));
    expect((await prepared()).filter((statement) => statement.includes('where "counters"."value" ='))).toHaveLength(0);
  });
});
