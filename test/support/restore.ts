import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** `npm run restore`, built as the server is: brings the backup at `path` back into the database at `url`. Answers how it ended and all that it said. */
export function restoreCommand(path: string, url: string, env: Record<string, string>, ...more: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/server/restore.mjs', path, ...more], { cwd: ROOT, env: { ...process.env, ...env, DATABASE_URL: url }, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}
