import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import { moduleOfServer } from '../../db/place.ts';
import { linesOfFile } from './ledger-file.ts';
import type { ChainWalk } from './chain-walk.ts';

const WORKER = moduleOfServer('server/coding/hash-worker');

/** Walks a ledger as it was exported, while a thread hashes its lines. Throws what cannot be read; a line that is no entry is a fault and ends it. */
export async function walkLedgerFile(walk: ChainWalk, path: string): Promise<string[]> {
  const worker = new Worker(WORKER, { workerData: path, execArgv: [] });
  const hashed = on(worker, 'message') as AsyncIterator<[Uint8Array]>;
  let number = 0;
  try {
    for (const lines of linesOfFile(path)) {
      const { value: [asHashed] } = (await hashed.next()) as IteratorYieldResult<[Uint8Array]>;
      for (const [at, line] of lines.entries()) {
        number += 1;
        if (line.length > 0) walk.takeLine(line, asHashed[at] === 1);
      }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [`Line ${number} is not an entry of a ledger`];
  } finally {
    await worker.terminate();
  }
  return walk.end().faults;
}
