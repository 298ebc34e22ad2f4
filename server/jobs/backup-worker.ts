import { parentPort, workerData } from 'node:worker_threads';
import { dropOld, makeBackup, type Manifest, type Wanted } from '../../db/backup.ts';
import { errorWords } from '../rest/logging.ts';

export type BackupOrder = Wanted & { keep: number };
export type BackupReport = { made: Manifest } | { failed: string };

const { keep, ...wanted } = workerData as BackupOrder;

async function report(): Promise<BackupReport> {
  try {
    const made = await makeBackup(wanted);
    await dropOld(wanted.folder, keep);
    return { made };
  } catch (error) {
    return { failed: errorWords(error) };
  }
}

parentPort?.postMessage(await report());
