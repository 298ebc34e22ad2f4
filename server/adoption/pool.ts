import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { moduleOfServer } from '../../db/place.ts';
import { errorWords } from '../rest/logging.ts';
import { Problem } from '../rest/problem.ts';
import type { Answer, Job } from './report-worker.ts';

const WORKER = moduleOfServer('server/adoption/report-worker');
/** One processor is left to whoever answers everybody. */
const MOST_WORKERS = Math.max(1, Math.min(2, availableParallelism() - 1));
const MOST_WAITING = 200;
const KEPT_IDLE_MS = 10 * 60_000;

type Waiting = { job: Job; key: string; settle: (answer: Answer) => void; answered: Promise<Answer> };

/** Has reports read by worker threads with a connection of their own, a few at once. The first one asked starts a worker, which stays for a while. */
export class ReportPool {
  readonly #url: string;
  readonly #busy = new Map<Worker, Waiting>();
  readonly #idle = new Map<Worker, NodeJS.Timeout>();
  #waiting: Waiting[] = [];
  #isClosed = false;

  constructor(url: string) {
    this.#url = url;
  }

  /** What the report of this name answers. Who asks the same before anybody has begun with it, as all do whose page was told of a change, is answered by the same reading. */
  async run<T>(name: string, asked: object): Promise<T> {
    if (this.#isClosed) throw new Error('no report is read any more');
    const job = { name, asked };
    const key = JSON.stringify(job);
    let waiting = this.#waiting.find((one) => one.key === key);
    if (!waiting) {
      if (this.#waiting.length >= MOST_WAITING) throw new Problem(429, 'Many reports are being read at the moment: try again in a few seconds', { headers: { 'retry-after': '5' } });
      const { promise, resolve } = Promise.withResolvers<Answer>();
      waiting = { job, key, settle: resolve, answered: promise };
      this.#waiting.push(waiting);
      this.#next();
    }
    const answer = await waiting.answered;
    if ('failed' in answer) throw new Error(`the report ${name} failed: ${answer.failed}`);
    return answer.result as T;
  }

  #next(): void {
    while (this.#waiting.length > 0 && this.#busy.size < MOST_WORKERS) {
      const waiting = this.#waiting.shift();
      if (!waiting) return;
      const worker = this.#take();
      this.#busy.set(worker, waiting);
      worker.postMessage(waiting.job);
    }
  }

  #take(): Worker {
    const [idle] = this.#idle;
    if (!idle) return this.#start();
    const [worker, timer] = idle;
    clearTimeout(timer);
    this.#idle.delete(worker);
    worker.ref();
    return worker;
  }

  #start(): Worker {
    const worker = new Worker(WORKER, { workerData: this.#url, execArgv: [] });
    worker.on('message', (answer: Answer) => this.#answered(worker, answer));
    worker.on('error', (error: Error) => this.#lost(worker, errorWords(error)));
    worker.on('exit', () => this.#lost(worker, 'its worker stopped'));
    return worker;
  }

  #answered(worker: Worker, answer: Answer): void {
    const waiting = this.#busy.get(worker);
    this.#busy.delete(worker);
    // After a failure nobody knows what the connection is still good for.
    if ('failed' in answer) void worker.terminate();
    else this.#keep(worker);
    waiting?.settle(answer);
    this.#next();
  }

  #keep(worker: Worker): void {
    worker.unref();
    const timer = setTimeout(() => {
      // Not to be taken by anybody any more.
      this.#idle.delete(worker);
      void worker.terminate();
    }, KEPT_IDLE_MS);
    timer.unref();
    this.#idle.set(worker, timer);
  }

  #lost(worker: Worker, failed: string): void {
    clearTimeout(this.#idle.get(worker));
    this.#idle.delete(worker);
    const waiting = this.#busy.get(worker);
    this.#busy.delete(worker);
    waiting?.settle({ failed });
    if (!this.#isClosed) this.#next();
  }

  /** Ends what is under way: who waits for it is told that it failed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { settle } of this.#waiting.splice(0)) settle({ failed: 'the desk is stopping' });
    for (const timer of this.#idle.values()) clearTimeout(timer);
    await Promise.all([...this.#busy.keys(), ...this.#idle.keys()].map((worker) => worker.terminate()));
  }
}
