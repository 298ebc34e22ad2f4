import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { moduleOfServer } from '../../db/place.ts';
import type { ExportJob } from './export-rows.ts';
import type { FromWorker, ToWorker, WorkerData } from './export-worker.ts';
import { Problem } from './problem.ts';

const WORKER = moduleOfServer('server/rest/export-worker');
const MOST_AT_ONCE = 4;
const KEPT_IDLE_MS = 60_000;
const PATIENCE_MS = 60_000;

export type Outcome = 'finished' | 'cancelled' | 'failed';
/** Told once, before the last byte of a finished export goes out: what could not be noted is not handed over. */
export type Ended = (outcome: Outcome, rows: number) => Promise<void>;

/** The bytes of one export, made as fast as they are taken; destroying it ends its worker. */
class ExportStream extends Readable {
  readonly #worker: Worker;
  readonly #release: (worker: Worker, sound: boolean) => void;
  readonly #ended: Ended;
  #rows = 0;
  #over = false;

  constructor(worker: Worker, job: ExportJob, release: (worker: Worker, sound: boolean) => void, ended: Ended) {
    super();
    this.#worker = worker;
    this.#release = release;
    this.#ended = ended;
    worker.on('message', (message: FromWorker) => this.#hear(message));
    worker.once('error', (error) => this.destroy(error));
    worker.once('exit', () => this.destroy(new Error('the worker stopped')));
    worker.postMessage(job satisfies ToWorker);
  }

  #hear(message: FromWorker): void {
    if (this.#over) return;
    if ('piece' in message) {
      this.#rows += message.rows;
      this.push(message.piece);
    } else if ('failed' in message) {
      this.destroy(new Error(message.failed));
    } else {
      this.#over = true;
      this.#release(this.#worker, true);
      this.#ended('finished', this.#rows).then(() => this.push(null), (error: Error) => this.destroy(error));
    }
  }

  override _read(): void {
    if (!this.#over) this.#worker.postMessage('more' satisfies ToWorker);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (this.#over) return done(error);
    this.#over = true;
    this.#release(this.#worker, false);
    void this.#breakOff(error, done);
  }

  async #breakOff(error: Error | null, done: (error: Error | null) => void): Promise<void> {
    let fault = error;
    try {
      await this.#ended(error ? 'failed' : 'cancelled', this.#rows);
    } catch (failure) {
      fault ??= failure as Error;
    }
    done(fault);
  }
}

/** By name: a worker stops hearing messages once all of its listeners, its own among them, are taken away. */
function quiet(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}

/** Writes lists out in worker threads, a few at once; the last one to finish stays for a while, since starting one costs half a second. */
export class ExportPool {
  readonly #data: WorkerData;
  readonly #busy = new Set<Worker>();
  readonly #open = new Set<Promise<void>>();
  #idle: { worker: Worker; timer: NodeJS.Timeout } | null = null;

  constructor(data: Omit<WorkerData, 'patienceMs'>, patienceMs = PATIENCE_MS) {
    this.#data = { ...data, patienceMs };
  }

  start(job: ExportJob, ended: Ended): Readable {
    if (this.#busy.size >= MOST_AT_ONCE) throw new Problem(429, 'Several lists are being exported at the moment: try again when one is done', { headers: { 'retry-after': '10' } });
    const worker = this.#take();
    this.#busy.add(worker);
    return new ExportStream(worker, job, (done, sound) => this.#release(done, sound), (outcome, rows) => this.#noted(ended(outcome, rows)));
  }

  #take(): Worker {
    const idle = this.#idle;
    this.#idle = null;
    if (!idle) return new Worker(WORKER, { workerData: this.#data, execArgv: [] });
    clearTimeout(idle.timer);
    quiet(idle.worker);
    idle.worker.ref();
    return idle.worker;
  }

  #release(worker: Worker, sound: boolean): void {
    this.#busy.delete(worker);
    quiet(worker);
    // Without a listener an error of a thread that nobody uses would end the process.
    worker.on('error', () => undefined);
    if (!sound || this.#idle) return void worker.terminate();
    worker.once('exit', () => this.#forget(worker));
    worker.unref();
    const timer = setTimeout(() => void worker.terminate(), KEPT_IDLE_MS);
    timer.unref();
    this.#idle = { worker, timer };
  }

  #forget(worker: Worker): void {
    if (this.#idle?.worker === worker) this.#idle = null;
  }

  #noted(note: Promise<void>): Promise<void> {
    const open = note.catch(() => undefined);
    this.#open.add(open);
    void open.finally(() => this.#open.delete(open));
    return note;
  }

  /** Ends what is under way, and waits until it is noted. */
  async close(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle.timer);
    await Promise.all([...this.#busy, ...(this.#idle ? [this.#idle.worker] : [])].map((worker) => worker.terminate()));
    await Promise.all(this.#open);
  }
}
