import Database from 'better-sqlite3';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dropOld, listBackups, makeBackup, restoreBackup, type Manifest } from '../../db/backup.ts';
import { openStore, type Store } from '../../db/store.ts';
import { seedReference } from '../../seeds/reference.ts';
import { Backups, backUp } from '../../server/jobs/backups.ts';
import { record } from '../../server/record/record.ts';
import { restoreCommand } from '../support/restore.ts';

const HOUR_MS = 3_600_000;
let room: string;
let source: string;
let store: Store;
let folders = 0;

const folder = () => join(room, `backups-${(folders += 1)}`);
const at = (instant: string) => new Date(instant);
const wanted = (to: string, when = '2026-03-10T10:00:00.000Z') => ({ url: `file:${source}`, folder: to, at: at(when), version: '0.1.0' });

/** One change with its audit row, as every change has one. */
const change = (name: string) => store.write(async (tx) => {
  await tx.db.insert(tx.t.counters).values({ id: name, value: 1 });
  await record({ tx, actor: { id: null, name: 'Upgrade Desk', role: null }, now: '2026-03-10T10:00:00.000Z', requestId: 'test' }, { command: 'records.create', resource: 'counters', id: name, before: null, after: { value: 1 } });
});

/** Every row of every table that is no search index, as text. */
function everything(path: string): Record<string, unknown[]> {
  const db = new Database(path, { readonly: true });
  try {
    const tables = db.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'search\\_text%' escape '\\'").pluck().all() as string[];
    return Object.fromEntries(tables.map((name) => [name, db.prepare(`select * from "${name}" order by 1`).all()]));
  } finally {
    db.close();
  }
}

beforeAll(async () => {
  room = mkdtempSync(join(tmpdir(), 'upgrade-desk-backup-'));
  source = join(room, 'desk.db');
  store = await openStore(`file:${source}`);
  await seedReference(store);
  for (let number = 0; number < 50; number += 1) await change(`before-${number}`);
});
afterAll(async () => {
  await store.close();
  rmSync(room, { recursive: true, force: true });
});

describe('A backup', () => {
  it('made while others write is of one moment: every change in it has its audit row', async () => {
    let writing = true;
    const writer = (async () => {
      for (let number = 0; writing; number += 1) {
        await change(`during-${number}`);
        await new Promise(setImmediate);
      }
      return undefined;
    })();
    const to = folder();
    const made: Manifest[] = [];
    for (const minute of ['00', '01', '02']) made.push(await makeBackup(wanted(to, `2026-03-10T10:${minute}:00.000Z`)));
    writing = false;
    await writer;
    for (const { file, counts, audit, warnings } of made) {
      const held = everything(join(to, file));
      expect(Object.fromEntries(Object.entries(held).map(([name, rows]) => [name, rows.length]))).toEqual(counts);
      const own = (held.counters as { id: string }[]).filter(({ id }) => /^(before|during)-/.test(id));
      expect(own.length).toBeGreaterThanOrEqual(50);
      expect(held.audit_events).toHaveLength(own.length);
      expect(audit).toEqual({ rows: own.length, lastId: own.length });
      expect(warnings).toEqual([]);
    }
    expect(made[2]?.audit.rows).toBeGreaterThan(made[0]?.audit.rows ?? Infinity);
  });

  it('is one file and what is known of it, for its owner’s eyes alone', async () => {
    const to = folder();
    const manifest = await makeBackup(wanted(to));
    expect(readdirSync(to).sort()).toEqual([manifest.file, `${manifest.file}.json`]);
    expect(manifest).toMatchObject({ product: 'upgrade-desk', engine: 'sqlite', at: '2026-03-10T10:00:00.000Z', version: '0.1.0', bytes: readFileSync(join(to, manifest.file)).length });
    expect(manifest.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await listBackups(to)).toEqual([manifest]);
  });

  it('of what is no database of ours, or of none, leaves nothing behind', async () => {
    const other = join(room, 'other.db');
    new Database(other).exec('create table t (a)').close();
    for (const path of [other, join(room, 'nowhere.db')]) {
      const to = folder();
      await expect(makeBackup({ ...wanted(to), url: `file:${path}` })).rejects.toThrow(/not a database of Upgrade Desk|is not there/);
      expect(readdirSync(to)).toEqual([]);
    }
  });

  it('whose audit log is shorter than before says so', async () => {
    const to = folder();
    const first = await makeBackup(wanted(to));
    const path = join(to, `${first.file}.json`);
    writeFileSync(path, JSON.stringify({ ...first, audit: { rows: first.audit.rows + 5, lastId: 0 } }));
    expect((await makeBackup(wanted(to, '2026-03-10T11:00:00.000Z'))).warnings).toEqual([expect.stringContaining('rows are missing')]);
  });

  it('goes once there are enough newer ones', async () => {
    const to = folder();
    for (const hour of ['10', '11', '12']) await makeBackup(wanted(to, `2026-03-10T${hour}:00:00.000Z`));
    writeFileSync(join(to, 'a note of somebody’s'), '');
    await dropOld(to, 2);
    expect((await listBackups(to)).map((one) => one.at)).toEqual(['2026-03-10T12:00:00.000Z', '2026-03-10T11:00:00.000Z']);
    expect(readdirSync(to)).toHaveLength(5);
  });
});

describe('Restoring', () => {
  const target = () => join(folder(), 'desk.db');
  const restore = (path: string, to: string, force = false) => restoreBackup(path, `file:${to}`, { force, at: at('2026-03-11T10:00:00.000Z'), look: async () => undefined });
  let to: string;
  let manifest: Manifest;
  let path: string;
  beforeAll(async () => {
    to = folder();
    manifest = await makeBackup(wanted(to));
    path = join(to, manifest.file);
  });

  it('brings back every row as it was, in a database that can be worked with', async () => {
    const back = target();
    expect(await restore(path, back)).toEqual({ manifest, aside: null, looked: true });
    expect(everything(back)).toEqual(everything(path));
    const opened = await openStore(`file:${back}`);
    expect(Number((await opened.read.select({ id: opened.t.counters.id }).from(opened.t.counters)).length)).toBe(manifest.counts.counters);
    await opened.close();
  });

  it('is refused where a single byte differs, wherever it is', async () => {
    const bytes = readFileSync(path);
    for (const place of [0, 100, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const odd = join(room, `odd-${place}.db`);
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      writeFileSync(odd, changed);
      copyFileSync(`${path}.json`, `${odd}.json`);
      const back = target();
      await expect(restore(odd, back)).rejects.toThrow('SHA-256');
      expect(existsSync(back)).toBe(false);
    }
  });

  it('is refused for a file without its manifest, for another’s, and for none', async () => {
    const lone = join(room, 'lone.db');
    copyFileSync(path, lone);
    await expect(restore(lone, target())).rejects.toThrow('no manifest');
    writeFileSync(`${lone}.json`, '{"product":"another"}');
    await expect(restore(lone, target())).rejects.toThrow('no manifest');
    writeFileSync(`${lone}.json`, JSON.stringify({ ...manifest, counts: { ...manifest.counts, counters: 1 } }));
    await expect(restore(lone, target())).rejects.toThrow('counters has');
    await expect(restore(join(room, 'nowhere.db'), target())).rejects.toThrow('is not there');
    await expect(restoreBackup(path, 'postgres://nobody@127.0.0.1:1/x', { force: false, at: new Date(), look: async () => undefined })).rejects.toThrow('is a backup of SQLite');
  });

  it('is refused while somebody writes to the database, and over one that is there, unless it may be put aside', async () => {
    await expect(restore(path, source, true)).rejects.toThrow('already writing');
    const back = target();
    await restore(path, back);
    const changed = await openStore(`file:${back}`);
    await changed.write(({ db, t }) => db.insert(t.counters).values({ id: 'since', value: 1 }).then(() => undefined));
    await changed.close();
    await expect(restore(path, back)).rejects.toThrow('--force');
    const { aside } = await restore(path, back, true);
    expect(aside).not.toBeNull();
    const ids = (file: string) => (everything(file).counters as { id: string }[]).map(({ id }) => id);
    expect(ids(back)).not.toContain('since');
    expect(ids(aside ?? '')).toContain('since');
  });
});

describe('A backup that an older version made', () => {
  it('comes back unchecked, and says how to check it', async () => {
    const older = join(room, 'older.db');
    await (await openStore(`file:${older}`)).close();
    new Database(older).exec('delete from __drizzle_migrations where created_at = (select max(created_at) from __drizzle_migrations)').close();
    const to = folder();
    const { file } = await makeBackup({ ...wanted(to), url: `file:${older}` });
    const { status, said } = restoreCommand(join(to, file), `file:${join(room, 'back.db')}`, { FILES_DIR: join(room, 'files') });
    expect(said).toContain('the ledger was not checked');
    expect(status).toBe(0);
  });
});

describe('Backups by themselves', () => {
  let now = at('2026-03-10T10:00:00.000Z');
  const plan = (to: string, more = {}) => ({ url: `file:${source}`, version: '0.1.0', folder: to, everyHours: 24, keep: 2, ...more });
  const later = (hours: number) => void (now = new Date(now.getTime() + hours * HOUR_MS));
  afterEach(() => void (now = at('2026-03-10T10:00:00.000Z')));

  it('are made in a thread of their own when one is due, and the oldest go', async () => {
    const to = folder();
    const backups = new Backups(plan(to), () => now);
    expect(await backups.standing()).toMatchObject({ state: 'never', ok: false, lastAt: null, ageHours: null });
    await backups.look();
    expect(await backups.standing()).toMatchObject({ state: 'ok', ok: true, lastAt: '2026-03-10T10:00:00.000Z', ageHours: 0, kept: 1 });
    later(23);
    await backups.look();
    expect((await backups.standing()).kept).toBe(1);
    for (let day = 0; day < 3; day += 1) {
      later(24);
      await backups.look();
    }
    expect(await backups.standing()).toMatchObject({ state: 'ok', kept: 2 });
  });

  it('are late when the last is too old, and none are made where they are off', async () => {
    const to = folder();
    await backUp(plan(to), now);
    const backups = new Backups(plan(to, { everyHours: 0 }), () => now);
    later(37);
    await backups.look();
    expect(await backups.standing()).toMatchObject({ state: 'late', ok: false, ageHours: 37, kept: 1, everyHours: 0 });
  });

  it('that fail say why, and are tried again after an hour', async () => {
    const to = folder();
    const broken = plan(to, { url: `file:${join(room, 'nowhere.db')}` });
    const backups = new Backups(broken, () => now);
    await expect(backups.look()).rejects.toThrow('is not there');
    expect(await backups.standing()).toMatchObject({ state: 'failed', ok: false, because: expect.stringContaining('nowhere.db is not there') });
    await backups.look();
    broken.url = `file:${source}`;
    later(1);
    await backups.look();
    expect(await backups.standing()).toMatchObject({ state: 'ok', because: null });
  });
});
