import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOfBackups, makeBackup } from '../../db/backup.ts';
import { filesIn, pathOfFile } from '../../db/files.ts';
import { openStore } from '../../db/store.ts';
import { seedWorld } from '../../seeds/world.ts';
import { checkLedger } from '../../server/coding/verify.ts';
import { appendToChain } from '../../server/record/chain.ts';
import { expectBooks } from '../support/books.ts';
import { emptyDatabase, engine } from '../support/database.ts';
import { restoreCommand } from '../support/restore.ts';

const ENTRIES = 'revenue-entries';
let folder: string;
/** Where evidence lies, and where a restored one comes to lie. */
let files: string;
let restoredFiles: string;
let names = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'upgrade-desk-ledger-'));
  [files, restoredFiles] = [join(folder, 'files'), join(folder, 'restored-files')];
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
});

/** Past the program, as somebody with a database tool would. */
async function byHand(url: string, statement: string): Promise<void> {
  if (url.startsWith('file:')) return void new Database(url.slice('file:'.length)).exec(statement).close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** A minute of its own for each, which names its file. */
const backUp = async (url: string) => join(folder, (await makeBackup({ url, folder, at: new Date(Date.UTC(2026, 2, 10, 10, (names += 1))), version: '0.1.0', filesFolder: files })).file);

/** The command on a database that is not there yet, or is empty. */
const restore = (path: string, url: string, ...more: string[]) => restoreCommand(path, url, { FILES_DIR: restoredFiles }, ...more);

const UNGUARDED = engine === 'sqlite' ? 'drop trigger revenue_entries_no_update; drop trigger revenue_entries_no_delete' : 'alter table revenue_entries disable trigger user';

describe('The ledger in a backup', () => {
  let url: string;
  let length: number;

  beforeAll(async () => {
    url = await emptyDatabase();
    const store = await openStore(url);
    await seedWorld(store, { seed: 1, today: '2026-03-10', size: { accounts: 12, upgrades: 60 }, passwordHash: 'not a hash', files: filesIn(files) });
    ({ length } = await checkLedger({ db: store.read, t: store.t }));
    await store.close();
    expect(length).toBeGreaterThan(10);
  });

  it('comes back whole, and the next entry follows the last', async () => {
    const back = await emptyDatabase();
    const { status, said } = restore(await backUp(url), back);
    expect(said).toContain(`The ledger is whole: ${length.toLocaleString('en')} entries follow each other.`);
    expect(status).toBe(0);
    const store = await openStore(back);
    await expectBooks(store);
    expect(await store.read.select().from(store.t.chainHeads).where(eq(store.t.chainHeads.id, ENTRIES)), 'the head is the copy’s, and not a new database’s').toEqual([expect.objectContaining({ id: ENTRIES, length })]);
    expect(await store.write((tx) => appendToChain(tx, ENTRIES, [{ id: 'next' }]), { books: true })).toEqual([expect.objectContaining({ position: length + 1 })]);
    await expect(store.write(({ db, t }) => db.delete(t.revenueEntries).then(() => undefined)), 'the ledger is still append-only').rejects.toThrow();
    await store.close();
  });

  it('brings the evidence with it, to the byte, and is not restored where a file is missing or was changed', async () => {
    const bytes = Buffer.from(`evidence of ${url}`);
    const sha256 = await filesIn(files).put(bytes);
    const store = await openStore(url);
    await store.write(async ({ db, t }) => {
      const [back] = await db.select({ id: t.returns.id }).from(t.returns).limit(1);
      await db.insert(t.evidenceFiles).values({ id: sha256, returnId: back?.id ?? '', name: 'wipe.log', mediaType: 'text/plain', bytes: bytes.length, sha256, uploadedAt: '2026-03-10T10:00:00.000Z', uploadedById: null, uploadedByName: 'Ada' });
    });
    await store.close();
    const path = await backUp(url);
    const first = restore(path, await emptyDatabase());
    expect(first.said).toMatch(/The attestations are whole: \d+ follow each other, \d+ evidence files are there/);
    expect(readFileSync(pathOfFile(restoredFiles, sha256)).equals(bytes)).toBe(true);

    writeFileSync(pathOfFile(filesOfBackups(folder), sha256), 'something else');
    const changed = await emptyDatabase();
    expect(restore(path, changed)).toMatchObject({ status: 1, said: expect.stringContaining('was changed') });
    rmSync(pathOfFile(filesOfBackups(folder), sha256));
    expect(restore(path, changed)).toMatchObject({ status: 1, said: expect.stringContaining('is not in the folder of files') });
    expect(restore(path, changed, '--broken-attestations')).toMatchObject({ status: 0, said: expect.stringContaining('BROKEN  The evidence file') });
    const again = await openStore(url);
    await again.write(({ db, t }) => db.delete(t.evidenceFiles).where(eq(t.evidenceFiles.id, sha256)).then(() => undefined));
    await again.close();
  });

  it.each([
    ['whose amount was changed', 'update revenue_entries set amount_minor = amount_minor + 1 where position = 3', 'what it says is not what was written'],
    ['whose end was cut off', 'delete from revenue_entries where position = (select max(position) from revenue_entries)', 'The database says that the ledger has'],
  ])('%s is not restored, unless somebody says so who knows', async (_title, statement, because) => {
    const changed = await emptyDatabase();
    expect(restore(await backUp(url), changed).status).toBe(0);
    await byHand(changed, UNGUARDED);
    await byHand(changed, statement);
    const path = await backUp(changed);

    const back = await emptyDatabase();
    const refused = restore(path, back);
    expect(refused.said).toContain(because);
    expect(refused.status).toBe(1);
    const { status, said } = restore(path, back, '--broken-ledger');
    expect(said, 'nothing was left in its way').toContain('BROKEN');
    expect(status).toBe(0);
  });
});
