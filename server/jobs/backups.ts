import { Worker } from 'node:worker_threads';
import { listBackups, type Manifest } from '../../db/backup.ts';
import { moduleOfServer } from '../../db/place.ts';
import { errorWords } from '../rest/logging.ts';
import type { BackupOrder, BackupReport } from './backup-worker.ts';

const WORKER = moduleOfServer('server/jobs/backup-worker');
const HOUR_MS = 3_600_000;
const LOOK_EVERY_MS = 10 * 60_000;
/** Time for what a start has to do first. */
const FIRST_LOOK_MS = 60_000;
const AFTER_FAILURE_MS = HOUR_MS;
/** Where none are made on a schedule, somebody makes them by hand, or should. */
const BY_HAND_EVERY_HOURS = 24;
const LATE = 1.5;

export const BACKUP_STATES = ['ok', 'late', 'never', 'failed'] as const;
export type BackupState = (typeof BACKUP_STATES)[number];

export type BackupPlan = { url: string; version: string; folder: string; filesFolder?: string; /** 0: none are made by themselves. */ everyHours: number; keep: number };
export type BackupStanding = {
  state: BackupState; lastAt: string | null; ok: boolean; ageHours: number | null; everyHours: number; kept: number; bytes: number | null; rows: number | null; because: string | null; warnings: string[];
};

/** Makes one in a worker thread: copying and checking take as long as they take, and nobody waits. */
export function backUp(plan: BackupPlan, at: Date, stop?: AbortSignal): Promise<Manifest> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { execArgv: [], workerData: { url: plan.url, folder: plan.folder, version: plan.version, filesFolder: plan.filesFolder, keep: plan.keep, at } satisfies BackupOrder });
    worker.once('message', (report: BackupReport) => ('made' in report ? resolve(report.made) : reject(new Error(report.failed))));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The worker stopped')));
    stop?.addEventListener('abort', () => void worker.terminate(), { once: true });
  });
}

/** What is known of the backups of one database: made, due, and the last failure of this process. */
export class Backups {
  readonly #plan: BackupPlan;
  readonly #clock: () => Date;
  #failure: { at: Date; because: string } | null = null;
  #under: Promise<void> | null = null;
  readonly #stopping = new AbortController();

  constructor(plan: BackupPlan, clock: () => Date) {
    this.#plan = plan;
    this.#clock = clock;
  }

  async standing(): Promise<BackupStanding> {
    const { folder, everyHours } = this.#plan;
    const made = await listBackups(folder);
    const [last] = made;
    const ageHours = last ? Math.max(0, Math.round(((this.#clock().getTime() - Date.parse(last.at)) / HOUR_MS) * 10) / 10) : null;
    const failed = this.#failure !== null && (!last || Date.parse(last.at) < this.#failure.at.getTime());
    const late = ageHours !== null && ageHours > (everyHours || BY_HAND_EVERY_HOURS) * LATE;
    const state = failed ? 'failed' : ageHours === null ? 'never' : late ? 'late' : 'ok';
    return {
      state, ok: state === 'ok', lastAt: last?.at ?? null, ageHours, everyHours, kept: made.length, bytes: last?.bytes ?? null, rows: last ? Object.values(last.counts).reduce((sum, one) => sum + one, 0) : null,
      because: failed ? (this.#failure?.because ?? null) : null, warnings: last?.warnings ?? [],
    };
  }

  /** Makes one where one is due; after a failure not before an hour has gone by. */
  async look(): Promise<void> {
    const { folder, everyHours } = this.#plan;
    const now = this.#clock();
    const [last] = await listBackups(folder);
    if (everyHours === 0 || (last && now.getTime() - Date.parse(last.at) < everyHours * HOUR_MS)) return;
    if (this.#failure && now.getTime() - this.#failure.at.getTime() < AFTER_FAILURE_MS) return;
    try {
      await backUp(this.#plan, now, this.#stopping.signal);
      this.#failure = null;
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      this.#failure = { at: now, because: errorWords(error) };
      throw error;
    }
  }

  /** Looks every ten minutes until it is stopped. */
  start(failed: (error: unknown) => void): { stop(): Promise<void> } {
    const look = () => {
      this.#under ??= this.look().catch(failed).finally(() => { this.#under = null; });
    };
    const first = setTimeout(look, FIRST_LOOK_MS);
    const timer = setInterval(look, LOOK_EVERY_MS);
    for (const one of [first, timer]) one.unref();
    return {
      stop: async () => {
        clearTimeout(first);
        clearInterval(timer);
        // The copy that is under way is given up: the next start makes another.
        this.#stopping.abort();
        await this.#under;
      },
    };
  }
}
