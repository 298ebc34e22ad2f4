import { randomUUID } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { openStore, type Store, type StoreOptions } from '../../db/store.ts';

export const engine = process.env.ENGINE === 'postgres' ? 'postgres' : 'sqlite';

const newName = () => `desk_${randomUUID().replaceAll('-', '')}`;

async function createOnServer(name: string, template: string): Promise<string> {
  const { folder } = inject('databases');
  const admin = new pg.Client({ connectionString: `${folder}/postgres` });
  await admin.connect();
  try {
    // Two files may copy the template at once, which PostgreSQL refuses while either is at it.
    await admin.query('select pg_advisory_lock(1)');
    await admin.query(`create database ${name} template ${template}`);
  } finally {
    await admin.end();
  }
  return `${folder}/${name}`;
}

/** A database of this test file's own, migrated and with the reference data, on the engine that this run is about. */
export async function freshDatabase(): Promise<string> {
  const { template, folder } = inject('databases');
  if (engine === 'postgres') return createOnServer(newName(), template);
  const path = join(folder, `${newName()}.db`);
  copyFileSync(template, path);
  return `file:${path}`;
}

/** One that holds nothing yet: of SQLite a file that is not there, of PostgreSQL a database without a table. */
export const emptyDatabase = async (): Promise<string> => (engine === 'postgres' ? createOnServer(newName(), 'template0') : `file:${join(inject('databases').folder, `${newName()}.db`)}`);

export const freshStore = async (options: StoreOptions = {}): Promise<Store> => openStore(await freshDatabase(), options);
