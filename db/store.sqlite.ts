import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import type { SQL } from 'drizzle-orm';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCheckpoints } from './checkpoints.sqlite.ts';
import { kit } from './kit.sqlite.ts';
import { fileOfProduct } from './place.ts';
import { defineSchema, type Tables } from './schema/index.ts';
import { keepStatementsOf } from './kept.ts';
import { makeBus, type Db, type Reader, type Store, type StoreOptions } from './store.ts';
import { takeTurns } from './turns.sqlite.ts';

const MIGRATIONS = fileURLToPath(fileOfProduct('db/migrations/sqlite'));
/** Older builds can lose a commit in WAL mode when a checkpoint and a reset race. */
const OLDEST_SQLITE = [3, 51, 3] as const;

/** better-sqlite3 opens a WAL file at synchronous=NORMAL, where a power cut may lose an acknowledged commit: FULL is set on every connection. */
function connect(path: string): Database.Database {
  const connection = new Database(path, { timeout: 5000 });
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma('cache_size = -65536');
  connection.pragma('mmap_size = 268435456');
  return keepingStatements(knowingLetters(connection));
}

/** SQLite knows the two cases of plain letters only. */
const knowingLetters = (connection: Database.Database): Database.Database =>
  connection.function('lower_case', { deterministic: true }, (text: unknown) => (typeof text === 'string' ? text.toLowerCase() : text));

const MOST_STATEMENTS = 500;
/** Longer ones have lists of values in them, of a length that seldom comes again. */
const LONGEST_KEPT = 4_000;

/** Statements prepared once: the query builder prepares what it has built anew for every call, which takes longer than many of them run. */
function keepingStatements(connection: Database.Database): Database.Database {
  const prepare = connection.prepare.bind(connection);
  const kept = new Map<string, Database.Statement>();
  const again = (source: string): Database.Statement => {
    let statement = kept.get(source);
    if (!statement) {
      statement = prepare(source);
      if (source.length > LONGEST_KEPT) return statement;
      const [oldest] = kept.keys();
      if (kept.size >= MOST_STATEMENTS && oldest !== undefined) kept.delete(oldest);
      kept.set(source, statement);
    }
    // Whoever had it last may have wanted rows in another form.
    return statement.reader ? statement.raw(false) : statement;
  };
  return Object.assign(connection, { prepare: again as typeof connection.prepare });
}

function checkVersion(connection: Database.Database): void {
  const { v } = connection.prepare('select sqlite_version() as v').get() as { v: string };
  const parts = v.split('.').map(Number);
  for (const [index, wanted] of OLDEST_SQLITE.entries()) {
    const got = parts[index] ?? 0;
    if (got > wanted) return;
    if (got < wanted) throw new Error(`SQLite ${v} is too old: Upgrade Desk needs ${OLDEST_SQLITE.join('.')} or newer.`);
  }
}

/**
 * One process writes to a file. The lock is an exclusive transaction on a file beside it, held open for as long as the process lives:
 * the operating system frees it when the process dies, however it dies.
 */
export function takeWriterLock(path: string): Database.Database {
  const lock = new Database(`${path}.lock`, { timeout: 0 });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new Error(`Another Upgrade Desk is already writing to ${path}: stop it first, or use PostgreSQL to run more than one.`);
  }
  return lock;
}

/** The writer's connection, at the newest migration; where that fails nothing is left open or locked. */
function openWriter(path: string, lock: Database.Database): Database.Database {
  const writer = connect(path);
  try {
    checkVersion(writer);
    migrate(drizzle(writer, { casing: 'snake_case' }), { migrationsFolder: MIGRATIONS });
    return writer;
  } catch (error) {
    writer.close();
    lock.close();
    throw error;
  }
}

export function openSqlite(path: string, { onQuery }: StoreOptions = {}): Store {
  mkdirSync(dirname(path), { recursive: true });
  const lock = takeWriterLock(path);
  const writer = openWriter(path, lock);
  // What a savepoint copies of pages before they are changed: in files it is as much as what is committed. Not earlier: a migration may sort a large table.
  writer.pragma('temp_store = MEMORY');
  const reader = connect(path);
  reader.pragma('query_only = ON');
  const t: Tables = defineSchema(kit);
  const options = { casing: 'snake_case', logger: onQuery ? { logQuery: onQuery } : false } as const;
  const raw = drizzle(reader, options);
  // better-sqlite3 answers at once; the type says `async`, so that callers await and the same code runs on PostgreSQL.
  const read = raw as unknown as Db;
  const writing = drizzle(writer, options) as unknown as Db;
  const [readKept, writeKept] = [keepStatementsOf(read), keepStatementsOf(writing)];
  const standing = reader.prepare('pragma data_version').pluck();
  const bus = makeBus();
  const checkpoints = makeCheckpoints(writer, path);
  const inTurn = takeTurns(writer, writing, t, bus.tell, checkpoints.afterCommit);

  return {
    url: `file:${path}`,
    engine: 'sqlite',
    t,
    read,
    // After a commit the reader has to find its pages again. The writer has them, and is as good for a single statement while no transaction is open on it.
    kept: (key, build) => (writer.inTransaction ? readKept : writeKept)(key, build),
    standing: () => Number(standing.get()),
    write: inTurn.write,
    listen: bus.listen,
    hearsOthers: () => true,
    heardAgain: bus.heardAgain,
    broadcast: bus.say,
    hear: bus.hear,
    rows: async <T extends Record<string, unknown>>(query: SQL) => raw.all<T>(query),
    ping: async () => void reader.prepare('select 1').get(),
    close: async () => {
      await inTurn.idle();
      await checkpoints.stop();
      reader.close();
      writer.close();
      lock.close();
    },
  };
}

export function readSqlite(path: string): Reader {
  const connection = knowingLetters(new Database(path, { timeout: 5000, readonly: true }));
  connection.pragma('mmap_size = 268435456');
  return {
    engine: 'sqlite',
    t: defineSchema(kit),
    read: drizzle(connection, { casing: 'snake_case' }) as unknown as Db,
    snapshot: async (work) => {
      connection.exec('BEGIN');
      try {
        return await work();
      } finally {
        connection.exec('ROLLBACK');
      }
    },
    close: async () => void connection.close(),
  };
}
