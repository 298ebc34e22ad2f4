import { randomUUID } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { openStore, type Store, type StoreOptions } from '../../db/store.ts';

export const engine = process.env.ENGINE === 'postgres' ? 'postgres' : 'sqlite';

/** A database of this test file's own, migrated and with the reference data, on the engine that this run is about. */
export async function freshDatabase(): Promise<string> {
  const { template, folder } = inject('databases');
  const name = `desk_${randomUUID().replaceAll('-', '')}`;
  if (engine === 'sqlite') {
    const path = join(folder, `${name}.db`);
    copyFileSync(template, path);
    return `file:${path}`;
  }
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

export const freshStore = async (options: StoreOptions = {}): Promise<Store> => openStore(await freshDatabase(), options);
