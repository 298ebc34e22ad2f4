import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type { SQL } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { KeepingClient } from './client.postgres.ts';
import { kit } from './kit.postgres.ts';
import { fileOfProduct } from './place.ts';
import { defineSchema, type Tables } from './schema/index.ts';
import { keepStatementsOf } from './kept.ts';
import { attemptWith, makeBus, makeEnd, type Change, type Db, type Read, type Reader, type Store, type StoreOptions, type Tx, type WriteOptions } from './store.ts';

export const MIGRATIONS = fileURLToPath(fileOfProduct('db/migrations/postgres'));
const CHANNEL = 'upgrade_desk';
/** Any number will do, as long as no other program on this database takes the same advisory lock. */
const MIGRATION_LOCK = 7_203_114;
const RETRY_LOCK = 7_203_115;
/** After so many lost conflicts a change is made with no other such change beside it. */
const TRIES_IN_THE_CROWD = 3;
const TRIES_ALONE = 40;
/** PostgreSQL refuses longer notifications than 8,000 bytes. */
const CHANGES_A_NOTICE = 40;

const serialisationFailed = (error: unknown): boolean => {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return code === '40001' || code === '40P01';
};

async function bringUpToDate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(drizzle(client, { casing: 'snake_case' }), { migrationsFolder: MIGRATIONS });
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    client.release();
  }
}

export async function openPostgres(url: string, { onQuery }: StoreOptions = {}): Promise<Store> {
  const asDb = (client: pg.Pool | pg.PoolClient): Db => drizzle(client, { casing: 'snake_case', logger: onQuery ? { logQuery: onQuery } : false }) as unknown as Db;
  const pool = new pg.Pool({ connectionString: url, max: 16, Client: KeepingClient });
  // Without a listener a restart of the database ends this process; the pool replaces the connection by itself.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  try {
    await bringUpToDate(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const t: Tables = defineSchema(kit);
  // A transaction has a connection for itself alone; what the builder has built for that connection is there for the next one.
  const builders = new WeakMap<pg.PoolClient, Db>();
  function builderOf(client: pg.PoolClient): Db {
    const known = builders.get(client);
    if (known) return known;
    const db = asDb(client);
    keepStatementsOf(db);
    builders.set(client, db);
    return db;
  }
  const bus = makeBus();
  const server = randomUUID();
  const listener = await listenTo(url, (message) => {
    const { from, topic, payload } = JSON.parse(message) as { from: string; topic: string; payload: unknown };
    if (from === server) return;
    if (topic === 'changes') bus.tell(payload as Change[]);
    else bus.say(topic, payload);
  }, bus.tellAgain);
  const notify = (topic: string, payload: unknown) =>
    pool.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify({ from: server, topic, payload })]).catch(() => undefined);

  async function attempt<T>(work: (tx: Tx) => Promise<T>, alone: boolean, { books = false }: WriteOptions): Promise<T> {
    const changes: Change[] = [];
    const client = await pool.connect();
    let result: T;
    try {
      // Before the transaction begins: what it sees is fixed by its first statement, and would be old by the time that the lock is had.
      if (alone) await client.query('select pg_advisory_lock($1)', [RETRY_LOCK]);
      await client.query('begin isolation level serializable');
      // LOCK TABLE takes no snapshot: what the work then sees is of the moment at which the lock was had.
      if (books) await client.query('lock table chain_heads in exclusive mode');
      const { atEnd, finish } = makeEnd();
      const tx: Tx = { db: builderOf(client), t, books, atEnd, announce: (change) => void changes.push(change), attempt: attemptWith(async (statement) => void (await client.query(statement)), changes) };
      result = await work(tx);
      await finish(tx);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      if (alone) await client.query('select pg_advisory_unlock($1)', [RETRY_LOCK]).catch(() => undefined);
      client.release();
    }
    bus.tell(changes);
    for (let from = 0; from < changes.length; from += CHANGES_A_NOTICE) void notify('changes', changes.slice(from, from + CHANGES_A_NOTICE));
    return result;
  }

  async function tries<T>(most: number, alone: boolean, work: (tx: Tx) => Promise<T>, options: WriteOptions): Promise<T> {
    for (let made = 1; ; made += 1) {
      try {
        return await attempt(work, alone, options);
      } catch (error) {
        if (made >= most || !serialisationFailed(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 4 * Math.min(made, 8)));
      }
    }
  }

  // One at a time in this process, so that those who wait their turn hold no connection.
  let turn: Promise<unknown> = Promise.resolve();
  async function write<T>(work: (tx: Tx) => Promise<T>, options: WriteOptions = {}): Promise<T> {
    try {
      return await tries(TRIES_IN_THE_CROWD, false, work, options);
    } catch (error) {
      if (!serialisationFailed(error)) throw error;
    }
    const mine = turn.then(() => tries(TRIES_ALONE, true, work, options));
    turn = mine.catch(() => undefined);
    return mine;
  }

  const read = asDb(pool);
  return {
    url,
    engine: 'postgres',
    t,
    read,
    kept: keepStatementsOf(read),
    standing: () => null,
    write,
    listen: bus.listen,
    hearsOthers: listener.hears,
    heardAgain: bus.heardAgain,
    broadcast: (topic, payload) => {
      bus.say(topic, payload);
      void notify(topic, payload);
    },
    hear: bus.hear,
    rows: async <T extends Record<string, unknown>>(query: SQL) => (await drizzle(pool, { casing: 'snake_case' }).execute<Record<string, unknown>>(query)).rows as T[],
    ping: async () => void (await pool.query('select 1')),
    close: async () => {
      await listener.close();
      await pool.end();
    },
  };
}

/** Keeps one connection listening, and connects again when the database was away; `again` hears that it has. */
async function listenTo(url: string, hear: (message: string) => void, again: () => void): Promise<{ hears: () => boolean; close(): Promise<void> }> {
  let client: pg.Client | undefined;
  let hears = false;
  let closing = false;
  let retry: NodeJS.Timeout | undefined;
  const start = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, keepAlive: true });
    next.on('notification', (notice) => hear(notice.payload ?? '{}'));
    next.on('error', () => undefined);
    next.on('end', () => {
      hears = false;
      if (!closing) retry = setTimeout(() => void start().then(again, () => undefined), 1000);
    });
    await next.connect();
    await next.query(`listen ${CHANNEL}`);
    client = next;
    hears = true;
  };
  await start();
  return {
    hears: () => hears,
    close: async () => {
      closing = true;
      clearTimeout(retry);
      await client?.end();
    },
  };
}

/** Reads through a connection that is there already: inside its transaction, if it has one. */
export const readThrough = (client: pg.Client): Read => ({ t: defineSchema(kit), read: drizzle(client, { casing: 'snake_case' }) as unknown as Db });

export async function readPostgres(url: string): Promise<Reader> {
  const client = new pg.Client({ connectionString: url });
  // What the break interrupts fails by itself.
  client.on('error', () => undefined);
  await client.connect();
  return {
    engine: 'postgres',
    ...readThrough(client),
    snapshot: async (work) => {
      await client.query('begin isolation level repeatable read read only');
      try {
        return await work();
      } finally {
        await client.query('rollback').catch(() => undefined);
      }
    },
    close: () => client.end(),
  };
}
