import type { Database } from 'better-sqlite3';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Tables } from './schema/index.ts';
import { attemptWith, makeEnd, type Change, type Db, type Store, type Tx, type WriteOptions } from './store.ts';

/** So many changes share a commit, as long as they are there at once and quick: the first of them is not kept waiting for the last. */
const MOST_TOGETHER = 10;
const LONGEST_TOGETHER_MS = 20;

type Waiting = { work: (tx: Tx) => Promise<unknown>; books: boolean; resolve: (result: unknown) => void; reject: (error: unknown) => void };
type Made = { one: Waiting; result: unknown; changes: Change[] };

/**
 * One change after the other on the writer's connection. What is on the disk costs most of a change, and costs the same for several: those
 * that wait at the same moment are committed together, each in a savepoint of its own, and none is answered before the commit.
 */
export function takeTurns(writer: Database, db: Db, t: Tables, tell: (changes: Change[]) => void, afterCommit: () => void): { write: Store['write']; idle(): Promise<void> } {
  const queue: Waiting[] = [];
  let running: Promise<void> | null = null;

  async function work(one: Waiting): Promise<Made> {
    const changes: Change[] = [];
    const { atEnd, finish } = makeEnd();
    const tx: Tx = { db, t, books: one.books, atEnd, announce: (change) => void changes.push(change), attempt: attemptWith((statement) => void writer.exec(statement), changes) };
    const result = await one.work(tx);
    await finish(tx);
    return { one, result, changes };
  }

  /** One beside others: null where it failed by itself, nothing of it is there, and the others go on. */
  async function workApart(one: Waiting): Promise<Made | null> {
    writer.exec('SAVEPOINT change');
    try {
      const made = await work(one);
      writer.exec('RELEASE SAVEPOINT change');
      return made;
    } catch (error) {
      one.reject(error);
      // Some faults (a full disk) undo the whole transaction, and with it what the others did.
      if (!writer.inTransaction) throw error;
      writer.exec('ROLLBACK TO SAVEPOINT change');
      writer.exec('RELEASE SAVEPOINT change');
      return null;
    }
  }

  async function together(): Promise<void> {
    const made: Made[] = [];
    const until = performance.now() + LONGEST_TOGETHER_MS;
    let one = queue.shift();
    try {
      writer.exec('BEGIN IMMEDIATE');
      for (let number = 1; one; number += 1) {
        // The first has nobody before it: where it fails, the transaction goes with it. A savepoint would copy every page before it is changed.
        const done = number === 1 ? await work(one) : await workApart(one);
        if (done) made.push(done);
        one = number < MOST_TOGETHER && performance.now() < until ? queue.shift() : undefined;
      }
      writer.exec('COMMIT');
    } catch (error) {
      if (writer.inTransaction) writer.exec('ROLLBACK');
      one?.reject(error);
      for (const done of made) done.one.reject(error);
      return;
    }
    for (const { one: told, result, changes } of made) {
      tell(changes);
      told.resolve(result);
    }
    afterCommit();
  }

  async function run(): Promise<void> {
    // Whoever has asked at the same moment is heard before the first transaction begins, and between one and the next.
    for (await nextTurn(); queue.length > 0; await nextTurn()) await together();
    running = null;
  }

  return {
    // One writer at a time: every change holds the books already.
    write: <T>(work: (tx: Tx) => Promise<T>, { books = false }: WriteOptions = {}) => new Promise<T>((resolve, reject) => {
      queue.push({ work, books, resolve: resolve as (result: unknown) => void, reject });
      running ??= run();
    }),
    idle: async () => void (await running),
  };
}
