import { spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, SETTINGS, type Client, type Desk } from '../support/app.ts';
import { attest, makeReturn } from '../support/returns.ts';
import { done } from '../support/work.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let desk: Desk;
let ada: Client;
let folder: string;
beforeAll(async () => {
  desk = await openDesk();
  ada = await desk.as('ada');
  folder = mkdtempSync(join(tmpdir(), 'upgrade-desk-certificate-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await desk.close();
});

/** The command as an outsider runs it, without a server or a database. */
function verify(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/server/verify.mjs', ...args], { cwd: ROOT, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

describe('npm run verify on a certificate', () => {
  it('says whose it is and that it is whole, with our key; and finds a letter that was changed', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    const { id } = await attest(desk, ada, back, serial);
    const certificate = await done<object>(ada.get(`/attestations/${id}/certificate.json`));
    const [file, key] = [join(folder, 'certificate.json'), join(folder, 'key.pem')];
    writeFileSync(file, JSON.stringify(certificate));
    writeFileSync(key, createPublicKey(SETTINGS.signingKey).export({ type: 'spki', format: 'pem' }));
    expect(verify(file, '--key', key)).toMatchObject({ status: 0, said: expect.stringMatching(/wiped.*Priya Nair, IT manager.*signed with the key that you trust.*The certificate is whole/s) });
    writeFileSync(file, JSON.stringify(certificate).replace('Priya Nair', 'Priya Nabr'));
    expect(verify(file)).toMatchObject({ status: 1, said: expect.stringMatching(/BROKEN.*The certificate is not whole/s) });
  });
});
