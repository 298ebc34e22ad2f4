import { parentPort, workerData } from 'node:worker_threads';
import { keepStatementsOf } from '../../db/kept.ts';
import { openReader } from '../../db/store.ts';
import { errorWords } from '../rest/logging.ts';
import { monthToKeep, weekToMail } from './keep.ts';
import type { Reader } from './read.ts';
import { REPORTS } from './reports.ts';

/** A report, or what a round has to know, by its name; what it is asked is plain data, checked before. */
export type Job = { name: string; asked: object };
export type Answer = { result: unknown } | { failed: string };

type Read = (reader: Reader, asked: never) => Promise<unknown>;

const port = parentPort;
if (!port) throw new Error('This runs in a worker thread');
const known = new Map<string, Read>([...REPORTS.map(({ name, read }): [string, Read] => [name, read as Read]), ['month-to-keep', monthToKeep], ['week-to-mail', weekToMail]]);
const connection = await openReader(workerData as string);
keepStatementsOf(connection.read);

/** All of one answer is of one moment. */
async function answer({ name, asked }: Job): Promise<Answer> {
  const read = known.get(name);
  if (!read) throw new Error(`there is no report ${name}`);
  return { result: await connection.snapshot(() => read({ db: connection.read, t: connection.t }, asked as never)) };
}

port.on('message', (job: Job) => {
  answer(job).catch((error: unknown): Answer => ({ failed: errorWords(error) })).then((told) => port.postMessage(told), () => undefined);
});
