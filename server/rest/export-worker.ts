import { parentPort, workerData } from 'node:worker_threads';
import type { Tables } from '../../db/schema/index.ts';
import { openReader } from '../../db/store.ts';
import { exportPieces, type ExportJob } from './export-rows.ts';
import { errorWords } from './logging.ts';
import type { ReadingKernel } from './request.ts';
import type { Resource } from './resource.ts';

export type WorkerData = { url: string; /** The module that has `listed`: this room knows no area. */ lists: string; /** How long it waits for a reader who takes nothing before it gives up: a snapshot that is kept for them keeps the database from tidying up, and the worker from others. */ patienceMs: number };
/** A job, or the wish for one more piece of it. */
export type ToWorker = ExportJob | 'more';
export type FromWorker = { piece: Uint8Array; rows: number } | { done: true } | { failed: string };

type Lists = { listed: (t: Tables, kernel: ReadingKernel) => Resource[] };

const port = parentPort;
if (!port) throw new Error('This runs in a worker thread');
const { url, lists, patienceMs } = workerData as WorkerData;
const { listed } = (await import(lists)) as Lists;
const reader = await openReader(url);

let wanted = 0;
let wake: (() => void) | null = null;

/** Waits until a piece is wanted; one is made ahead. */
async function asked(): Promise<void> {
  if (wanted <= 0) {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('nobody takes the export')), patienceMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
  wanted -= 1;
}

async function write(job: ExportJob): Promise<void> {
  const kernel: ReadingKernel = { store: reader, clock: () => new Date(job.now) };
  const resource = listed(reader.t, kernel).find(({ name }) => name === job.resource);
  if (!resource) throw new Error(`${job.resource} is not among the lists`);
  const encoder = new TextEncoder();
  await reader.snapshot(async () => {
    for await (const { text, rows } of exportPieces(kernel, resource, job)) {
      await asked();
      const piece = encoder.encode(text);
      port?.postMessage({ piece, rows } satisfies FromWorker, [piece.buffer]);
    }
  });
}

port.on('message', (message: ToWorker) => {
  if (message === 'more') {
    wanted += 1;
    wake?.();
    wake = null;
    return;
  }
  wanted = 0;
  write(message).then(
    () => port.postMessage({ done: true } satisfies FromWorker),
    (error: unknown) => port.postMessage({ failed: errorWords(error) } satisfies FromWorker),
  );
});
