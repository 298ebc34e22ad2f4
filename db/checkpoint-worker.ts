import Database from 'better-sqlite3';
import { parentPort, workerData } from 'node:worker_threads';

/** Moves what stands in the log of an SQLite file into the file whenever it is asked to, without holding up whoever reads or writes; ends when it is told to. */
const connection = new Database(workerData as string);
connection.pragma('synchronous = FULL');

parentPort?.on('message', (asked: 'move' | 'end') => {
  if (asked === 'move') {
    connection.pragma('wal_checkpoint(PASSIVE)');
    parentPort?.postMessage('moved');
    return;
  }
  connection.close();
  parentPort?.close();
});
