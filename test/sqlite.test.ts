import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openStore } from '../db/store.ts';
import { startServer } from './support/child.ts';

const folder = mkdtempSync(join(tmpdir(), 'upgrade-desk-lock-'));
const path = join(folder, 'desk.db');
const url = `file:${path}`;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('An SQLite file', () => {
  it('has one writer: a second one is refused with a sentence, and the file is free again when the first is killed', async () => {
    const first = await startServer(url, /There are no staff yet/);
    await expect(openStore(url)).rejects.toThrow(`Another Upgrade Desk is already writing to ${path}`);
    const second = startServer(url, /never said/);
    await expect(second).rejects.toThrow(/ended \(1\): Another Upgrade Desk is already writing/);
    await first.kill('SIGKILL');
    const store = await openStore(url);
    await store.ping();
    await store.close();
    const again = await openStore(url);
    await again.close();
  });

  it('is written with a full sync and a write-ahead log, and read by a connection that cannot write', async () => {
    const opened: string[] = [];
    const { pragma } = Database.prototype;
    Database.prototype.pragma = function (this: Database.Database, source: string, ...rest: []) {
      opened.push(`${this.name.endsWith('.lock') ? 'lock' : 'data'}: ${source}`);
      return pragma.call(this, source, ...rest);
    };
    const store = await openStore(url).finally(() => { Database.prototype.pragma = pragma; });
    const connections = opened.filter((one) => one === 'data: journal_mode = WAL').length;
    expect(connections).toBe(2);
    for (const set of ['synchronous = FULL', 'foreign_keys = ON']) expect(opened.filter((one) => one === `data: ${set}`), set).toHaveLength(connections);
    expect(opened).toContain('data: query_only = ON');
    await expect((async () => store.read.insert(store.t.counters).values({ id: 'x', value: 1 }))()).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
    await store.close();
  });

  it('takes what commits left in its log while others go on, and is whole when it is closed', async () => {
    const store = await openStore(url);
    const commit = (number: number) => store.write(({ db, t }) => db.insert(t.counters).values({ id: `${number} ${'x'.repeat(200_000)}`, value: number }).then(() => undefined));
    for (let number = 0; number < 64; number += 1) await commit(number);
    const other = new Database(path);
    const inLog = () => {
      const [{ log, checkpointed }] = other.pragma('wal_checkpoint(NOOP)') as [{ log: number; checkpointed: number }];
      return log - checkpointed;
    };
    // So many pages are not moved by the writer, nor by anybody who only looks.
    await expect.poll(inLog, { timeout: 20_000 }).toBeLessThan(1_000);
    other.close();
    await commit(64);
    await store.close();
    const closed = new Database(path, { readonly: true });
    expect(closed.prepare("select count(*) as n, sum(value) as sum from counters where id like '% xxx%'").get()).toEqual({ n: 65, sum: 64 * 65 / 2 });
    expect(closed.pragma('integrity_check', { simple: true })).toBe('ok');
    closed.close();
  });

  it('is let go of by a program that writes much and does nothing else, which ends with success', () => {
    const program = `
      const { openStore } = await import(${JSON.stringify(new URL('../db/store.ts', import.meta.url).href)});
      const store = await openStore(${JSON.stringify(`file:${join(folder, 'program.db')}`)});
      for (let number = 0; number < 32; number += 1) await store.write(({ db, t }) => db.insert(t.counters).values({ id: number + 'x'.repeat(400_000), value: number }));
      await store.close();
      console.log('let go');`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'let go\n', stderr: '' });
  });

  it('is of a version that loses no commit', () => {
    const memory = new Database(':memory:');
    const { v } = memory.prepare('select sqlite_version() as v').get() as { v: string };
    memory.close();
    const [major = 0, minor = 0, patch = 0] = v.split('.').map(Number);
    expect(major * 1_000_000 + minor * 1_000 + patch).toBeGreaterThanOrEqual(3_051_003);
  });

  it('refuses an older SQLite by a sentence, and leaves nothing locked', async () => {
    const { prepare } = Database.prototype;
    Database.prototype.prepare = function (this: Database.Database, source: string) {
      return prepare.call(this, source.includes('sqlite_version') ? "select '3.50.1' as v" : source);
    } as typeof prepare;
    const refused = openStore(url).finally(() => { Database.prototype.prepare = prepare; });
    await expect(refused).rejects.toThrow('SQLite 3.50.1 is too old: Upgrade Desk needs 3.51.3 or newer.');
    const store = await openStore(url);
    await store.close();
  });
});
