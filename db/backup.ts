import { readMigrationFiles } from 'drizzle-orm/migrator';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyFiles, type CopiedFiles } from './files.ts';
import { fileOfProduct } from './place.ts';
import type { Engine, Read } from './store.ts';

const PRODUCT = 'upgrade-desk';
const FILE = /^upgrade-desk-[\dTZ-]+\.(db|dump)$/;

/** What a copy holds, table by table, and how long the audit log is, which only ever grows. */
export type Contents = { counts: Record<string, number>; audit: { rows: number; lastId: number } };

/** Stands beside a copy, and says what it has to be. */
export type Manifest = Contents & { /** Evidence that lies beside it, in the folder `files`; absent in a backup of a version that had none. */ files?: CopiedFiles; product: typeof PRODUCT; format: 1; engine: Engine; file: string; at: string; version: string; bytes: number; sha256: string; /** Good to restore, and odd all the same. */ warnings: string[] };

/** Something that whoever runs the server can set right; the message says what. */
export class BackupProblem extends Error {
  override readonly name = 'BackupProblem';
}

export type Wanted = { url: string; folder: string; at: Date; version: string; /** Where evidence lies; without it the database is copied alone. */ filesFolder?: string };

/** Evidence of all backups of a folder, each file once. */
export const filesOfBackups = (folder: string): string => join(folder, 'files');

const manifestOf = (path: string) => `${path}.json`;

export async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** On the disk, and not only in its cache. */
export async function settle(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Copies the database while it is worked with, checks the copy, and only then gives it its name. Throws `BackupProblem`; what was begun is taken away. */
export async function makeBackup({ url, folder, at, version, filesFolder }: Wanted): Promise<Manifest> {
  const engine: Engine = url.startsWith('file:') ? 'sqlite' : 'postgres';
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = `${PRODUCT}-${at.toISOString().replace(/\.(\d{3})Z$/, '-$1Z').replaceAll(':', '-')}.${engine === 'sqlite' ? 'db' : 'dump'}`;
  const path = join(folder, file);
  const partial = `${path}.partial`;
  try {
    const contents = engine === 'sqlite' ? await (await import('./backup.sqlite.ts')).copySqlite(url.slice('file:'.length), partial) : await (await import('./backup.postgres.ts')).copyPostgres(url, partial);
    // After the database: every file that it names was on the disk before its row was.
    const files = filesFolder === undefined ? undefined : await copyFiles(filesFolder, filesOfBackups(folder));
    await chmod(partial, 0o600);
    await settle(partial);
    const [last] = await listBackups(folder);
    const warnings = last && last.engine === engine && last.audit.rows > contents.audit.rows ? [`The audit log has ${contents.audit.rows} rows, and had ${last.audit.rows} in the backup before: unless an older backup was restored, rows are missing`] : [];
    const manifest: Manifest = { product: PRODUCT, format: 1, engine, file, at: at.toISOString(), version, bytes: (await stat(partial)).size, sha256: await sha256(partial), ...contents, files, warnings };
    await rename(partial, path);
    await writeFile(manifestOf(path), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    await settle(manifestOf(path));
    await settle(folder);
    return manifest;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

const isManifest = (value: unknown): value is Manifest => typeof value === 'object' && value !== null && 'product' in value && value.product === PRODUCT && 'format' in value && value.format === 1 && 'counts' in value && 'sha256' in value;

async function readManifest(path: string): Promise<Manifest | null> {
  try {
    const value = JSON.parse(await readFile(manifestOf(path), 'utf8')) as unknown;
    return isManifest(value) ? value : null;
  } catch {
    return null;
  }
}

/** The finished backups in a folder, newest first; one whose file has gone is none. */
export async function listBackups(folder: string): Promise<Manifest[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const found: Manifest[] = [];
  for (const name of names.filter((one) => FILE.test(one) && names.includes(`${one}.json`))) {
    const manifest = await readManifest(join(folder, name));
    if (manifest) found.push(manifest);
  }
  return found.sort((a, b) => (a.at < b.at ? 1 : -1));
}

const LEFT_BEHIND_MS = 86_400_000;

/** Takes away all but the newest, and what an interrupted one left behind; answers the names of the backups that went. */
export async function dropOld(folder: string, keep: number): Promise<string[]> {
  const old = (await listBackups(folder)).slice(keep);
  for (const { file } of old) {
    await rm(join(folder, file), { force: true });
    await rm(manifestOf(join(folder, file)), { force: true });
  }
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.partial') && FILE.test(one.slice(0, -'.partial'.length)))) {
    const { mtimeMs } = await stat(join(folder, name));
    if (Date.now() - mtimeMs > LEFT_BEHIND_MS) await rm(join(folder, name), { force: true });
  }
  return old.map(({ file }) => file);
}

/** That the file is the one that its manifest was written for, to the byte. */
export async function verified(path: string): Promise<Manifest> {
  if (!(await stat(path).catch(() => null))) throw new BackupProblem(`${path} is not there.`);
  const manifest = await readManifest(path);
  if (!manifest) throw new BackupProblem(`${manifestOf(path)} is not there, or is no manifest of a backup: without it nothing says what ${basename(path)} has to hold.`);
  if ((await sha256(path)) !== manifest.sha256) throw new BackupProblem(`${path} is not what was backed up: its SHA-256 differs from the one in its manifest.`);
  return manifest;
}

/** Where two tables differ in length, in words; null where none does. */
export function difference(wanted: Contents, got: Contents): string | null {
  const names = [...new Set([...Object.keys(wanted.counts), ...Object.keys(got.counts)])].filter((name) => wanted.counts[name] !== got.counts[name]);
  if (names.length > 0) return names.map((name) => `${name} has ${got.counts[name] ?? 'no'} rows instead of ${wanted.counts[name] ?? 'none'}`).join('; ');
  return wanted.audit.rows === got.audit.rows && wanted.audit.lastId === got.audit.lastId ? null : `the audit log ends at ${got.audit.lastId} instead of ${wanted.audit.lastId}`;
}

/** Looks at what is about to be put in place; what it throws is why that is not done. */
export type Look = (held: Read) => Promise<void>;

export type Restored = { manifest: Manifest; /** Where the database went that was there before. */ aside: string | null; /** Whether it was looked at: the tables of an older version cannot be, until a server has brought them up to date. */ looked: boolean };

/** Whether the tables of a copy are the ones that this version knows. */
function isOfThisVersion({ counts }: Manifest, engine: Engine): boolean {
  const applied = counts[engine === 'sqlite' ? '__drizzle_migrations' : 'drizzle.__drizzle_migrations'];
  return applied === readMigrationFiles({ migrationsFolder: fileURLToPath(fileOfProduct(`db/migrations/${engine}`)) }).length;
}

/** Puts a backup in the place of the database, once everything about it is checked. Nobody may be using the database. */
export async function restoreBackup(path: string, url: string, { force, at, look }: { force: boolean; at: Date; look: Look }): Promise<Restored> {
  const manifest = await verified(path);
  const engine: Engine = url.startsWith('file:') ? 'sqlite' : 'postgres';
  if (manifest.engine !== engine) throw new BackupProblem(`${basename(path)} is a backup of ${manifest.engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'}, and DATABASE_URL names the other.`);
  const looked = isOfThisVersion(manifest, engine);
  const lookAt = looked ? look : null;
  if (engine === 'postgres') {
    await (await import('./backup.postgres.ts')).restorePostgres(path, url, manifest, lookAt);
    return { manifest, aside: null, looked };
  }
  const target = url.slice('file:'.length);
  await mkdir(dirname(target), { recursive: true });
  return { manifest, aside: await (await import('./backup.sqlite.ts')).restoreSqlite(path, target, manifest, { force, at, look: lookAt }), looked };
}
