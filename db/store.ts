import type { SQL } from 'drizzle-orm';
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type { Tables } from './schema/index.ts';

/** The SQLite kit's builder with awaitable queries only: a forgotten `await` does not compile. */
export type Db = Omit<BaseSQLiteDatabase<'async', unknown>, 'all' | 'get' | 'run' | 'values' | 'transaction'>;

/** Something that changed, told to whoever is looking once the transaction has committed. */
export type Change = { seq: number; resource: string; id: string; action: string; actorId: string | null };

/** One serialisable transaction. The work inside touches nothing but the database; what others should hear goes through `announce`. */
export type Tx = {
  readonly db: Db;
  readonly t: Tables;
  announce(change: Change): void;
  /** Has `work` done before the commit, once, with all the ids that were given under its key: what follows from many changes of one transaction. */
  atEnd(key: string, ids: readonly string[], work: (tx: Tx, ids: readonly string[]) => Promise<void>): void;
  /** A part of the transaction that may fail by itself: what it wrote and announced is undone, and its error thrown on. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
  /** Whether it holds the books: nothing else posts, closes or reopens until it ends. */
  readonly books: boolean;
};

/**
 * `books`: the work may post to the revenue books. It takes their lock before it reads anything, so that the chain's end, the open months and
 * the lines that it sees are the last ones; posting without it is a fault.
 */
export type WriteOptions = { books?: boolean };

export type Kept<T> = { execute(values: Record<string, unknown>): Promise<T> };
/** The part of a query of the builder that keeping it takes. */
export type Keepable<T> = { prepare(): Kept<T> };

export type Engine = 'sqlite' | 'postgres';

export type Store = {
  /** As `openStore` was given it: where a worker thread finds the same database. */
  readonly url: string;
  readonly engine: Engine;
  readonly t: Tables;
  /** For reading. */
  readonly read: Db;
  /** A reading statement that is built and prepared once, by a key that tells it from every other. Values go into its placeholders. */
  kept<T>(key: string, build: (read: Db) => Keepable<T>): Kept<T>;
  /** A number that is another one after every commit, whoever made it; null where finding that out takes as long as asking again. */
  standing(): number | null;
  /** The only way to change anything: serialisable on both engines; on PostgreSQL the work may run again after a conflict. */
  write<T>(work: (tx: Tx) => Promise<T>, options?: WriteOptions): Promise<T>;
  /** Hears every committed change, of other servers on the same PostgreSQL too. Answers how to stop. */
  listen(hear: (changes: Change[]) => void): () => void;
  /** False while changes that other servers make cannot be heard, because the database was away. */
  hearsOthers(): boolean;
  /** Tells that they are heard again: of those made meanwhile some were not. Answers how to stop. */
  heardAgain(told: () => void): () => void;
  /** Passes on what is not stored (who is viewing what) to every server. */
  broadcast(topic: string, payload: unknown): void;
  hear(topic: string, listener: (payload: unknown) => void): () => void;
  /** Rows of hand-written SQL, for what the builder cannot say. Names only from code, values only as parameters. */
  rows<T extends Record<string, unknown>>(query: SQL): Promise<T[]>;
  ping(): Promise<void>;
  close(): Promise<void>;
};

/** What is enough to look at what a database holds. */
export type Read = Pick<Store, 't' | 'read'>;

/** A connection of one's own that cannot write: what a worker thread reads through. */
export type Reader = Read & Pick<Store, 'engine'> & {
  /** Whatever is read inside is of one moment, however long it takes. */
  snapshot<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export type StoreOptions = {
  /** Hears every statement as it is sent, of reads and writes. */
  onQuery?: (statement: string, parameters: unknown[]) => void;
};

/** Opens `file:PATH` as SQLite or `postgres://…` as PostgreSQL, brings it to the newest migration, and answers the store. */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  if (url.startsWith('file:')) {
    const { openSqlite } = await import('./store.sqlite.ts');
    return openSqlite(url.slice('file:'.length), options);
  }
  const { openPostgres } = await import('./store.postgres.ts');
  return openPostgres(url, options);
}

/** Opens the same, for reading alone and as it is: no migration, no lock. */
export async function openReader(url: string): Promise<Reader> {
  if (url.startsWith('file:')) return (await import('./store.sqlite.ts')).readSqlite(url.slice('file:'.length));
  return (await import('./store.postgres.ts')).readPostgres(url);
}

const MOST_KEPT = 500;

/** Building a wide query takes longer than many of them run: those that are asked over and over are built once. */
export function makeKeeper(read: Db): Store['kept'] {
  const kept = new Map<string, Kept<unknown>>();
  return <T>(key: string, build: (read: Db) => Keepable<T>): Kept<T> => {
    const known = kept.get(key);
    if (known) return known as Kept<T>;
    const [oldest] = kept.keys();
    if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    const made = build(read).prepare();
    kept.set(key, made);
    return made;
  };
}

/** `attempt` over an engine's own savepoints, which both write the same way. */
export function attemptWith(run: (statement: string) => void | Promise<void>, changes: Change[]) {
  return async <T>(work: () => Promise<T>): Promise<T> => {
    const told = changes.length;
    await run('SAVEPOINT attempt');
    try {
      const result = await work();
      await run('RELEASE SAVEPOINT attempt');
      return result;
    } catch (error) {
      await run('ROLLBACK TO SAVEPOINT attempt');
      await run('RELEASE SAVEPOINT attempt');
      changes.length = told;
      throw error;
    }
  };
}

/** What `atEnd` was asked for, and the doing of it. */
export function makeEnd() {
  const asked = new Map<string, { ids: Set<string>; work: (tx: Tx, ids: readonly string[]) => Promise<void> }>();
  return {
    atEnd: ((key, ids, work) => {
      const known = asked.get(key) ?? { ids: new Set(), work };
      for (const id of ids) known.ids.add(id);
      asked.set(key, known);
    }) satisfies Tx['atEnd'],
    finish: async (tx: Tx) => {
      for (const { ids, work } of asked.values()) await work(tx, [...ids]);
    },
  };
}

/** Lets listeners in this process hear, one failing listener not keeping the others from it. */
export function makeBus() {
  const changes = new Set<(changes: Change[]) => void>();
  const topics = new Map<string, Set<(payload: unknown) => void>>();
  const again = new Set<() => void>();
  const add = <T>(set: Set<T>, item: T) => {
    set.add(item);
    return () => void set.delete(item);
  };
  return {
    listen: (hear: (changes: Change[]) => void) => add(changes, hear),
    heardAgain: (told: () => void) => add(again, told),
    tellAgain: () => {
      for (const told of again) told();
    },
    tell: (list: Change[]) => {
      if (list.length > 0) for (const hear of changes) hear(list);
    },
    hear: (topic: string, listener: (payload: unknown) => void) => {
      const set = topics.get(topic) ?? new Set();
      topics.set(topic, set);
      return add(set, listener);
    },
    say: (topic: string, payload: unknown) => {
      for (const listener of topics.get(topic) ?? []) listener(payload);
    },
  };
}
