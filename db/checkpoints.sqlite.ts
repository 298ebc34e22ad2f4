import type { Database } from 'better-sqlite3';
import { Worker } from 'node:worker_threads';
import { moduleOfServer } from './place.ts';

const WORKER = moduleOfServer('db/checkpoint-worker');
/** Pages of the log that are worth moving, and how many of them the writer lets come together before it moves them itself and waits for that. */
const WORTH_MOVING = 1_000;
const AT_THE_LATEST = 8_000;
/** Where nobody else moves them: SQLite's own measure. */
const BY_THE_WRITER = 1_000;
/** Looking takes a tenth of a millisecond, and so many commits seldom write much more than what is worth moving. */
const LOOK_EVERY = 16;

type Log = { log: number; checkpointed: number };

/** What commits wrote to the log is moved into the file by a thread with a connection of its own, so that no commit waits for it. A small log needs none, and starts none. */
export type Checkpoints = { afterCommit: () => void; stop: () => Promise<void> };

export function makeCheckpoints(writer: Database, path: string): Checkpoints {
  let worker: Worker | null = null;
  let moving = false;
  let commits = 0;
  let isOver = false;
  writer.pragma(`wal_autocheckpoint = ${AT_THE_LATEST}`);

  function start(): Worker {
    const started = new Worker(WORKER, { workerData: path, execArgv: [] });
    started.on('message', () => { moving = false; });
    // Nothing is lost without it: the writer goes on as SQLite does by itself.
    started.on('error', () => {
      isOver = true;
      worker = null;
      if (writer.open) writer.pragma(`wal_autocheckpoint = ${BY_THE_WRITER}`);
    });
    started.unref();
    return started;
  }

  return {
    afterCommit: () => {
      commits += 1;
      if (moving || isOver || commits % LOOK_EVERY !== 0) return;
      const [found] = writer.pragma('wal_checkpoint(NOOP)') as Log[];
      if (!found || found.log - found.checkpointed < WORTH_MOVING) return;
      moving = true;
      worker ??= start();
      worker.postMessage('move');
    },
    stop: async () => {
      const running = worker;
      worker = null;
      isOver = true;
      if (!running) return;
      const ended = new Promise((resolve) => { running.once('exit', resolve); });
      // A program that has nothing else to do waits for it too.
      running.ref();
      running.postMessage('end');
      await ended;
    },
  };
}
