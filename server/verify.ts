import './preflight.mjs';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ChainWalk, checkpointFault } from './coding/chain-walk.ts';
import type { Checkpoint } from './coding/ledger.ts';
import { walkLedgerFile } from './coding/walk-file.ts';
import { errorShown } from './rest/logging.ts';
import { certificateFaults, isCertificate, type Certificate } from './returns/certificate.ts';

const LARGEST_CERTIFICATE = 4 * 1_048_576;
const USAGE = `npm run verify -- FILE [--checkpoint FILE] [--key FILE] [--files FOLDER]
  FILE          a database file, a postgres:// address, the ledger as exported (ledger.jsonl), or a certificate (JSON)
  --checkpoint  a checkpoint that was kept elsewhere: shows if the end was cut off or the ledger written anew
  --key         the public key (PEM) that the checkpoint or the certificate must be signed with
  --files       the folder of evidence files: each is read and held against its hash`;

class BadUse extends Error {}

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function isDatabase(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.toString('latin1').startsWith('SQLite format 3');
  } finally {
    await file.close();
  }
}

/** A certificate is one small JSON document; anything else is none. */
async function certificateIn(path: string): Promise<Certificate | null> {
  if ((await stat(path)).size > LARGEST_CERTIFICATE) return null;
  try {
    const value = JSON.parse(await readFile(path, 'utf8')) as unknown;
    return isCertificate(value) ? value : null;
  } catch {
    return null;
  }
}

function tellCertificate(certificate: Certificate, trusted: KeyObject | undefined): void {
  const faults = certificateFaults(certificate, trusted);
  const { attestation, signer, order, account, status } = certificate;
  say(`Certificate of ${order}, ${account}: ${attestation.meaning}, ${attestation.devices.map(({ serial }) => serial).join(', ')}; signed ${attestation.signedAt} (${attestation.signedZone}) by ${signer ? `${signer.name}, ${signer.title}` : 'somebody whose name was erased'}; ${status}.`);
  if (faults.length === 0) say(trusted ? 'It is signed with the key that you trust.' : `It is signed; its key is ${certificate.publicKey}.`);
  for (const fault of faults) say(`BROKEN  ${fault}`);
  say(faults.length === 0 ? 'The certificate is whole.' : 'The certificate is not whole.');
  if (faults.length > 0) process.exitCode = 1;
}

async function run(args: string[]): Promise<void> {
  const { values, positionals: [source, ...more] } = parseArgs({ args, allowPositionals: true, options: { checkpoint: { type: 'string' }, key: { type: 'string' }, files: { type: 'string' } } });
  if (source === undefined || more.length > 0) throw new BadUse(USAGE);
  const isAddress = /^postgres(ql)?:\/\//.test(source);
  if (!isAddress && !existsSync(source)) throw new BadUse(`There is no file ${source}`);
  const certificate = isAddress ? null : await certificateIn(source);
  const trusted = values.key === undefined ? undefined : createPublicKey(await readFile(values.key, 'utf8'));
  if (certificate) return tellCertificate(certificate, trusted);
  const checkpoint = values.checkpoint === undefined ? null : (JSON.parse(await readFile(values.checkpoint, 'utf8')) as Checkpoint);
  const unsigned = checkpoint && checkpointFault(checkpoint, trusted);
  const walk = new ChainWalk(checkpoint);
  const faults = unsigned ? [unsigned] : [];
  if (isAddress || (await isDatabase(source))) {
    // Only where there is one: all that reads a database takes longer to load than a small ledger to check.
    const { verifyDatabase } = await import('./verify-database.ts');
    faults.push(...(await verifyDatabase(walk, isAddress ? source : `file:${source}`, values.files ?? null, say)));
  } else {
    faults.push(...(await walkLedgerFile(walk, source)));
  }
  const { length, hash } = walk.end();
  say(`${length.toLocaleString('en')} entries follow each other; the last hash is ${hash}.`);
  if (checkpoint && !unsigned) say(`The checkpoint of ${checkpoint.at} at ${checkpoint.length.toLocaleString('en')} entries is signed${trusted ? ' with the key that you trust' : `; its key is ${checkpoint.publicKey}`}.`);
  for (const fault of new Set(faults)) say(`BROKEN  ${fault}`);
  say(faults.length === 0 ? 'The ledger is whole.' : 'The ledger is not whole.');
  if (faults.length > 0) process.exitCode = 1;
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  const misused = error instanceof BadUse || (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  process.stderr.write(`${misused ? (error instanceof BadUse ? error.message : USAGE) : errorShown(error)}\n`);
  process.exitCode = 1;
}
