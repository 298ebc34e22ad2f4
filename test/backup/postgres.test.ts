import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBackup, restoreBackup } from '../../db/backup.ts';
import { openStore } from '../../db/store.ts';
import { seedReference } from '../../seeds/reference.ts';
import { startPostgres } from '../support/cluster.ts';

let cluster: Awaited<ReturnType<typeof startPostgres>>;
let folder: string;
const PATH = process.env.PATH;
const PROGRAM = 'pg_dump';

/** The version of the programs on this machine; 0 where there are none. */
function installed(): number {
  try {
    return Number(/(\d+)/.exec(execFileSync(PROGRAM, ['--version']).toString())?.[1]);
  } catch {
    return 0;
  }
}

async function make(name: string): Promise<string> {
  const admin = new pg.Client({ connectionString: `${cluster.url}/postgres` });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  return `${cluster.url}/${name}`;
}

let url: string;
let server: number;
beforeAll(async () => {
  cluster = await startPostgres();
  folder = mkdtempSync(join(tmpdir(), 'upgrade-desk-backup-'));
  url = await make('desk');
  const store = await openStore(url);
  await seedReference(store);
  await store.close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  server = Math.floor(Number((await client.query<{ v: string }>("select current_setting('server_version_num') as v")).rows[0]?.v) / 10_000);
  await client.end();
});
afterAll(async () => {
  process.env.PATH = PATH;
  rmSync(folder, { recursive: true, force: true });
  await cluster.stop();
});

const wanted = () => ({ url, folder, at: new Date('2026-03-10T10:00:00.000Z'), version: '0.1.0' });

describe('On PostgreSQL', () => {
  it('a backup without pg_dump says what to install, and leaves nothing behind', async () => {
    process.env.PATH = folder;
    await expect(makeBackup(wanted())).rejects.toThrow('pg_dump is not on the path: install the client programs of PostgreSQL');
    process.env.PATH = PATH;
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a backup comes back into an empty database and no other; where the programs are older than the server, it says so', async () => {
    if (installed() < server) {
      await expect(makeBackup(wanted())).rejects.toThrow(installed() === 0 ? 'not on the path' : `install postgresql-client-${server} or newer`);
      return;
    }
    const manifest = await makeBackup(wanted());
    const path = join(folder, manifest.file);
    await expect(restoreBackup(path, url, { force: true, at: new Date() })).rejects.toThrow('is not empty');
    const back = await make('back');
    expect((await restoreBackup(path, back, { force: false, at: new Date() })).manifest.counts).toEqual(manifest.counts);
    const store = await openStore(back);
    expect((await store.read.select({ id: store.t.regions.id }).from(store.t.regions)).length).toBe(manifest.counts.regions);
    await store.close();
  });
});
