import { spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBooks } from '../../server/coding/history.ts';
import type { Checkpoint } from '../../server/coding/ledger.ts';
import { isAsHashed } from '../../server/coding/ledger-file.ts';
import { ChainWalk, checkpointFault, type LedgerLine } from '../../server/coding/chain-walk.ts';
import { openDesk, SETTINGS, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { engine } from '../support/database.ts';
import { configure, done, place, startUpgrade } from '../support/work.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let desk: Desk;
let admin: Client;
let folder: string;
let ledger: string;
let checkpoint: Checkpoint;

beforeAll(async () => {
  desk = await openDesk();
  admin = await desk.as('admin');
  const ada = await desk.as('ada');
  folder = mkdtempSync(join(tmpdir(), 'upgrade-desk-verify-'));
  for (let n = 0; n < 4; n += 1) {
    const customer = await makeCustomer(desk.store);
    await openBooks({ store: desk.store, clock: () => new Date(desk.now()) });
    const { id } = await place(ada, await configure(ada, await startUpgrade(ada, customer)));
    if (n > 1) continue;
    const [coding] = await done<{ id: string; version: number; legs: object[] }[]>(admin.get(`/codings?filter=${encodeURIComponent(JSON.stringify({ upgradeId: id }))}`));
    await done(admin.post(`/codings/${coding?.id}/override`, { legs: coding?.legs.map((leg) => ({ ...leg, driver: 'price' })), reasonCode: 'other', note: 'Zoë’s list', version: coding?.version }));
  }
  ledger = (await desk.app.inject({ method: 'GET', url: '/api/revenue-entries/ledger.jsonl', headers: { cookie: admin.cookie } })).body;
  checkpoint = (await admin.get('/revenue-entries/checkpoint')).body as unknown as Checkpoint;
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await desk.close();
});

/** The command as it is called: no server, and no more than what it is given. */
function verify(...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/server/verify.mjs', ...args], { cwd: ROOT, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const linesOf = (text: string): LedgerLine[] => text.trimEnd().split('\n').map((line) => JSON.parse(line) as LedgerLine);
function faultsOf(lines: readonly LedgerLine[], kept: Checkpoint | null = null): string[] {
  const walk = new ChainWalk(kept);
  for (const line of lines) walk.take(line);
  return walk.end().faults;
}
/** The same of the lines of a file, as they stand there. */
function faultsOfText(text: string): string[] {
  const walk = new ChainWalk();
  for (const line of text.trimEnd().split('\n').map((each) => Buffer.from(each))) walk.takeLine(line, isAsHashed(line));
  return walk.end().faults;
}

describe('The ledger, checked without the server', () => {
  it('is whole: the database, and what was exported of it, against the checkpoint and the key that one trusts', () => {
    const key = file('key.pem', createPublicKey(SETTINGS.signingKey).export({ format: 'pem', type: 'spki' }) as string);
    const kept = file('checkpoint.json', JSON.stringify(checkpoint));
    for (const source of [file('ledger.jsonl', ledger), desk.store.url.replace('file:', '')]) {
      const { status, said } = verify(source, '--checkpoint', kept, '--key', key);
      expect(said).toContain('The ledger is whole.');
      expect(said).toContain(`${checkpoint.length} entries`);
      expect(status, said).toBe(0);
    }
  });

  it('says at which entry it first breaks, and ends with a failure', () => {
    const lines = ledger.trimEnd().split('\n');
    const third = JSON.parse(lines[2] ?? '') as LedgerLine;
    lines[2] = JSON.stringify({ ...third, amountMinor: third.amountMinor + 1 });
    const { status, said } = verify(file('changed.jsonl', lines.join('\n')));
    expect(said).toContain(`BROKEN  Entry 3 (${third.id}): what it says is not what was written`);
    expect(status).toBe(1);
    expect(verify(file('text.jsonl', 'hello\n')).said).toContain('Line 1 is not an entry of a ledger');
    expect(verify(join(folder, 'nowhere')).said).toContain('There is no file');
  });

  it('finds what somebody changed in the database itself, past its triggers, and the line whose entry is missing', async () => {
    const { store } = desk;
    const run = (statement: string) => store.write(({ db }) => (engine === 'sqlite' ? (db as unknown as { run(query: unknown): unknown }).run(sql.raw(statement)) : (db as unknown as { execute(query: unknown): Promise<unknown> }).execute(sql.raw(statement))) as Promise<void>);
    await expect(run('update revenue_entries set amount_minor = 5 where position = 2'), 'the database itself refuses').rejects.toThrow();
    await run('update subscriptions set reporting_arr_minor = reporting_arr_minor + 700 where counts_until is null');
    const { status, said } = verify(store.url.replace('file:', ''));
    await run('update subscriptions set reporting_arr_minor = reporting_arr_minor - 700 where counts_until is null');
    expect(said).toContain('a line was changed without an entry');
    expect(status).toBe(1);
  });

  it('finds every single change of a letter or figure, and every line that is left out, put in again or moved', () => {
    const lines = linesOf(ledger);
    expect(faultsOf(lines)).toEqual([]);
    expect(faultsOfText(ledger)).toEqual([]);
    fc.assert(fc.property(fc.nat({ max: ledger.trimEnd().length - 1 }), fc.integer({ min: 32, max: 126 }), (at, code) => {
      const letter = String.fromCharCode(code);
      fc.pre(ledger[at] !== letter && ledger[at] !== '\n');
      let changed: LedgerLine[];
      try {
        changed = linesOf(ledger.slice(0, at) + letter + ledger.slice(at + 1));
      } catch {
        return;
      }
      // White space between members is no part of what a line says.
      fc.pre(JSON.stringify(changed) !== JSON.stringify(lines));
      expect(faultsOf(changed)).not.toEqual([]);
      expect(faultsOfText(ledger.slice(0, at) + letter + ledger.slice(at + 1))).toEqual(faultsOf(changed));
    }));
    fc.assert(fc.property(fc.nat({ max: lines.length - 1 }), fc.nat({ max: lines.length - 1 }), (one, other) => {
      if (one < lines.length - 1) expect(faultsOf(lines.toSpliced(one, 1))).not.toEqual([]);
      expect(faultsOf(lines.toSpliced(other, 0, ...lines.slice(one, one + 1)))).not.toEqual([]);
      if (one !== other) expect(faultsOf(lines.with(one, lines[other] as LedgerLine).with(other, lines[one] as LedgerLine))).not.toEqual([]);
    }));
  });
});

describe('A checkpoint that was kept elsewhere', () => {
  it('shows that the end was cut off, which the chain alone cannot', () => {
    const cut = linesOf(ledger).slice(0, -1);
    expect(faultsOf(cut)).toEqual([]);
    expect(faultsOf(cut, checkpoint)).toEqual([expect.stringContaining('its end was cut off')]);
  });

  it('counts only with its signature, and with the key that one trusts', () => {
    expect(checkpointFault(checkpoint)).toBeNull();
    expect(checkpointFault({ ...checkpoint, length: checkpoint.length - 1 })).toContain('was changed');
    expect(checkpointFault(checkpoint, generateKeyPairSync('ed25519').publicKey)).toContain('not signed with the key that you trust');
  });
});
