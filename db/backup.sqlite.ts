import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BackupProblem, difference, settle, type Contents, type Look } from './backup.ts';
import { readSqlite, takeWriterLock } from './store.sqlite.ts';

/** Pages of 4 kB copied in one go; other readers and the writer get their turn in between. */
const PAGES_AT_ONCE = 1_000;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The search index is made of tables of its own, which follow from the others. */
function contentsOf(db: Database.Database): Contents {
  const names = db.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'search\\_text%' escape '\\' order by name").pluck().all() as string[];
  const counts = Object.fromEntries(names.map((name) => [name, db.prepare(`select count(*) from ${quoted(name)}`).pluck().get() as number]));
  if (counts.audit_events === undefined) throw new BackupProblem('It is not a database of Upgrade Desk: there is no audit log in it.');
  return { counts, audit: { rows: counts.audit_events, lastId: (db.prepare('select max(id) from audit_events').pluck().get() as number | null) ?? 0 } };
}

/** What a file holds, once its structure and its references are found whole. Throws `BackupProblem`. */
function checked(path: string): Contents {
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { fileMustExist: true });
    // A single file, which can be carried off without the two beside it that WAL needs.
    db.pragma('journal_mode = DELETE');
    const faults = db.pragma('integrity_check', { simple: true });
    if (faults !== 'ok') throw new BackupProblem(`The copy is damaged: ${String(faults)}`);
    const dangling = db.pragma('foreign_key_check') as { table: string; parent: string }[];
    if (dangling[0]) throw new BackupProblem(`The copy has ${dangling.length} references that lead nowhere, the first from ${dangling[0].table} to ${dangling[0].parent}`);
    return contentsOf(db);
  } catch (error) {
    if (error instanceof BackupProblem) throw error;
    throw new BackupProblem(`The file cannot be read as a database: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    db?.close();
  }
}

/** Copies a database that is being written to. Counted and copied in one snapshot, so that what is written meanwhile neither shows nor makes the copy start again. */
export async function copySqlite(from: string, to: string): Promise<Contents> {
  if (!existsSync(from)) throw new BackupProblem(`${from} is not there.`);
  const source = new Database(from, { readonly: true, timeout: 5000 });
  let before: Contents;
  try {
    source.exec('BEGIN');
    before = contentsOf(source);
    await source.backup(to, { progress: () => PAGES_AT_ONCE });
    source.exec('ROLLBACK');
  } finally {
    source.close();
  }
  const copied = checked(to);
  const differs = difference(before, copied);
  if (differs) throw new BackupProblem(`The copy is not what the database was: ${differs}`);
  return copied;
}

async function lookAt(path: string, look: Look): Promise<void> {
  const reader = readSqlite(path);
  try {
    await look(reader);
  } finally {
    await reader.close();
  }
}

const BESIDE = ['', '-wal', '-shm'] as const;

/** Answers where the database went that was there; null where there was none. */
export async function restoreSqlite(path: string, target: string, wanted: Contents, { force, at, look }: { force: boolean; at: Date; look: Look | null }): Promise<string | null> {
  const lock = takeWriterLock(target);
  const incoming = `${target}.restoring`;
  try {
    if (existsSync(target) && !force) throw new BackupProblem(`${target} is there already: with --force it is put aside, and the backup takes its place.`);
    await copyFile(path, incoming);
    const differs = difference(wanted, checked(incoming));
    if (differs) throw new BackupProblem(`The backup does not hold what its manifest says: ${differs}`);
    if (look) await lookAt(incoming, look);
    await settle(incoming);
    const aside = existsSync(target) ? `${target}.before-${at.toISOString().replaceAll(':', '-')}` : null;
    // A log left beside would be played into the database that takes the place of its own.
    for (const end of BESIDE) if (existsSync(`${target}${end}`)) await (aside ? rename(`${target}${end}`, `${aside}${end}`) : rm(`${target}${end}`));
    await rename(incoming, target);
    await settle(dirname(target));
    return aside;
  } finally {
    await rm(incoming, { force: true });
    lock.close();
  }
}
