import { spawn } from 'node:child_process';
import { constants, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../db/store.ts';
import { countJourneysOnce } from '../../server/record/journeys.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = join(ROOT, 'data/bench');
/** The world's today, whatever today is: the same size is the same data on every machine. */
const TODAY = '2026-11-24';
/** What time it is there for the server that is measured. */
export const NOW = `${TODAY}T10:00:00.000Z`;

function seed(path: string, upgrades: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['seeds/main.ts', '--upgrades', String(upgrades), '--today', TODAY], { cwd: ROOT, stdio: 'inherit', env: { ...process.env, DATABASE_URL: `file:${path}` } });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`Seeding ended with ${code}`))));
  });
}

/** A database that an earlier version made has its migrations behind it, and journeys counted, before anything is measured. */
async function upToDate(path: string): Promise<void> {
  const store = await openStore(`file:${path}`);
  try {
    await countJourneysOnce(store);
  } finally {
    await store.close();
  }
}

/** A database of so many upgrades, made once and kept, and a copy of it to work on, which is gone afterwards. */
export async function withDatabase<T>(upgrades: number, work: (path: string) => Promise<T>): Promise<T> {
  mkdirSync(FOLDER, { recursive: true });
  const kept = join(FOLDER, `${upgrades}.db`);
  if (!existsSync(kept)) {
    const making = `${kept}.making`;
    for (const end of ['', '-wal', '-shm', '.lock']) rmSync(making + end, { force: true });
    await seed(making, upgrades);
    renameSync(making, kept);
  }
  const folder = join(FOLDER, `run-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const forget = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', forget);
  const path = join(folder, 'desk.db');
  copyFileSync(kept, path, constants.COPYFILE_FICLONE);
  await upToDate(path);
  try {
    return await work(path);
  } finally {
    forget();
  }
}
