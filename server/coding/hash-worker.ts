import { parentPort, workerData } from 'node:worker_threads';
import { isAsHashed, linesOfFile } from './ledger-file.ts';

/** Tells, for as many lines of a ledger's file as come with one read, which are as they were hashed: a 1 or a 0 for each. Hashing takes as long as all the rest, so it has a thread of its own. */
for (const lines of linesOfFile(workerData as string)) parentPort?.postMessage(Uint8Array.from(lines, (line) => (isAsHashed(line) ? 1 : 0)));
