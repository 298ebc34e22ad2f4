import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBackup, restoreBackup, type Manifest } from '../../db/backup.ts';
import { openStore, type Store } from '../../db/store.ts';
import { seedWorld } from '../../seeds/world.ts';
import { backUp, Backups } from '../../server/jobs/backups.ts';
import { record } from '../../server/record/record.ts';
import { startServer } from '../support/child.ts';
import { emptyDatabase } from '../support/database.ts';
import { filesInMemory } from '../support/files.ts';

const AT = new Date('2026-03-10T10:00:00.000Z');
let folder: string;
let url: string;
let store: Store;

async function asked<R extends pg.QueryResultRow>(database: string, statement: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    return (await client.query<R>(statement)).rows;
  } finally {
    await client.end();
  }
}

const tablesOf = async (database: string) => (await asked<{ name: string }>(database, "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'drizzle') order by 1")).map((row) => row.name);

/** What every table holds, as a figure that changes with any value of any row. */
async function everything(database: string): Promise<Record<string, string>> {
  const held: Record<string, string> = {};
  for (const name of await tablesOf(database)) held[name] = (await asked<{ all: string }>(database, `select count(*) || ' ' || coalesce(md5(string_agg(t::text, chr(10) order by t::text)), '') as all from ${name} t`))[0]?.all ?? '';
  return held;
}

/** Indexes, constraints, triggers and sequences, by their definitions. */
const structure = (database: string) => asked(database, `
  select 'index' as kind, indexname as name, indexdef as is from pg_indexes where schemaname in ('public', 'drizzle')
  union all select 'constraint', conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid) || convalidated from pg_constraint where connamespace = 'public'::regnamespace
  union all select 'trigger', tgname, pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal
  union all select 'column', table_name || '.' || column_name, data_type || is_nullable || coalesce(column_default, '') from information_schema.columns where table_schema = 'public' order by 1, 2, 3`);

/** One change with its audit row, as every change has one. */
const change = (id: string) => store.write(async (tx) => {
  await tx.db.insert(tx.t.counters).values({ id, value: 1 });
  await record({ tx, actor: { id: null, name: 'Upgrade Desk', role: null }, now: AT.toISOString(), requestId: 'drill' }, { command: 'records.create', resource: 'counters', id, before: null, after: { value: 1 } });
});

const wanted = (to = folder) => ({ url, folder: to, at: AT, version: '0.1.0' });
const restore = (manifest: Manifest, to: string, from = folder) => restoreBackup(join(from, manifest.file), to, { force: false, at: new Date(), look: async () => undefined });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'upgrade-desk-backup-'));
  url = await emptyDatabase();
  store = await openStore(url);
  await seedWorld(store, { seed: 1, today: '2026-03-10', size: { accounts: 40, upgrades: 200 }, passwordHash: 'not a hash', files: filesInMemory() });
}, 120_000);
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A copy whose text was tampered with, and a manifest to match. */
function forged(manifest: Manifest, name: string, tamper: (text: string) => string): Manifest {
  const file = `${name}.dump`;
  const bytes = gzipSync(tamper(gunzipSync(readFileSync(join(folder, manifest.file))).toString()));
  const own = { ...manifest, file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  writeFileSync(join(folder, file), bytes);
  writeFileSync(join(folder, `${file}.json`), JSON.stringify(own));
  return own;
}

describe('The restore drill on PostgreSQL', () => {
  it('made while others write, brings back one moment whole, and a server starts on it', async () => {
    let writing = true;
    const writer = (async () => {
      for (let number = 0; writing; number += 1) await change(`during-${number}`);
    })();
    const manifest = await makeBackup(wanted());
    writing = false;
    await writer;
    const back = await emptyDatabase();
    expect((await restore(manifest, back)).manifest).toEqual(manifest);

    const restored = await everything(back);
    expect(Object.fromEntries(Object.entries(restored).map(([name, held]) => [name.replace('public.', ''), Number(held.split(' ')[0])]))).toEqual(manifest.counts);
    const own = Number((await asked<{ n: string }>(back, "select count(*) as n from counters where id like 'during-%'"))[0]?.n);
    expect(Number((await asked<{ n: string }>(back, "select count(*) as n from audit_events where request_id = 'drill'"))[0]?.n), 'every change has its audit row').toBe(own);
    expect(await structure(back)).toEqual(await structure(url));

    const server = await startServer(back, /Upgrade Desk: http/);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(await server.kill('SIGTERM')).toBe(0);
  });

  it('loses not one value: a copy of what rests is the same to the letter, and numbers go on where they ended', async () => {
    await store.write(({ db, t }) => db.insert(t.savedReplies).values({ id: 'odd', name: 'Tab\there, \\N and \\.', text: 'line\nbreak\r\n\\.\n“ümlaut” 🙂 \u2028', rootCause: null, active: true }).then(() => undefined));
    const to = mkdtempSync(join(folder, 'still-'));
    const manifest = await makeBackup(wanted(to));
    const back = await emptyDatabase();
    await restore(manifest, back, to);
    expect(await everything(back)).toEqual(await everything(url));
    const again = await openStore(back);
    const [audited] = await again.write((tx) => record({ tx, actor: { id: null, name: 'Upgrade Desk', role: null }, now: AT.toISOString(), requestId: 'after' }, { command: 'records.create', resource: 'counters', id: 'x', before: null, after: {} }).then(() => tx.db.select({ id: tx.t.auditEvents.id }).from(tx.t.auditEvents).orderBy(tx.t.auditEvents.id).offset(manifest.audit.rows).limit(1)));
    expect(audited?.id).toBe(manifest.audit.lastId + 1);
    await expect(again.write(({ db, t }) => db.delete(t.auditEvents).then(() => undefined)), 'the audit log is still append-only').rejects.toThrow();
    await again.close();
  });

  it('restores into an empty database and no other, and leaves it empty where anything is wrong', async () => {
    const to = mkdtempSync(join(folder, 'wrong-'));
    const manifest = await makeBackup(wanted(to));
    await expect(restore(manifest, url, to)).rejects.toThrow('is not empty');
    writeFileSync(join(folder, manifest.file), readFileSync(join(to, manifest.file)));
    const empty = await emptyDatabase();
    const dropRow = (text: string) => text.replace(/(COPY "public"."counters" [^\n]+\n)[^\n]+\n/, '$1');
    const dangling = (text: string) => text.replace(/(COPY "public"."contacts" \("id", "account_id"[^\n]+\n[^\t]+\t)[^\t]+/, '$1nowhere');
    const newer = (text: string) => text.replace(/^(-- upgrade-desk postgres 1 \[.*)\]/, '$1,"a migration to come"]');
    for (const [name, tamper, because] of [['counted', dropRow, 'counters has'], ['checked', dangling, 'violates foreign key'], ['newer', newer, 'does not know'], ['other', () => 'PGDMP\n', 'pg_restore']] as const) {
      await expect(restore(forged(manifest, name, tamper), empty), name).rejects.toThrow(because);
      expect(await tablesOf(empty), name).toEqual([]);
    }
  });

  it('is made by itself in a thread of its own', async () => {
    const to = mkdtempSync(join(folder, 'planned-'));
    const plan = { url, version: '0.1.0', folder: to, everyHours: 24, keep: 1 };
    await backUp(plan, AT);
    await backUp(plan, new Date(AT.getTime() + 86_400_000));
    expect(await new Backups(plan, () => new Date(AT.getTime() + 86_400_000)).standing()).toMatchObject({ state: 'ok', kept: 1 });
  });
});
