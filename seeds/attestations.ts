import { hash } from 'node:crypto';
import type { FileStore } from '../db/files.ts';
import type { Store } from '../db/store.ts';
import { decideAttestation, signerText, stands, supersedes, type AttestationMove, type EvidenceMention, type Sanitisation } from '../server/domain/attestation.ts';
import type { AttestationStatus, Capture, Instant, Meaning } from '../server/domain/words.ts';
import { appendToChain } from '../server/record/chain.ts';
import { saltedDigest } from '../server/record/hashes.ts';
import type { Story } from './accounts.ts';
import { statementId } from './reference.ts';
import type { Random } from './random.ts';
import type { Row } from './rows.ts';
import { STATEMENTS } from './statements.ts';
import { HOUR, iso, personOf } from './setting.ts';

/** What was signed, before the chain has given it its place. */
export type Signed = Omit<Row<'signedAttestations'>, 'position' | 'previousHash' | 'hash'>;

const TITLES = ['IT manager', 'Head of infrastructure', 'Operations lead', 'Office manager'] as const;
const HOW: Record<'wiped' | 'destroyed', readonly Sanitisation[]> = {
  wiped: [
    { method: 'Clear', technique: 'One pass of zeros over every addressable location', tool: 'Blankpass', toolVersion: '4.2', verification: 'Sampled read of 10% of the blocks', standard: 'NIST SP 800-88', revision: 'r2' },
    { method: 'Purge', technique: 'Cryptographic erase', tool: 'Appliance console', toolVersion: '6.1', verification: 'The key slot was read back empty', standard: 'NIST SP 800-88', revision: 'r2' },
  ],
  destroyed: [{ method: 'Destroy', technique: 'Shredded to particles of at most 6 mm', tool: 'Mobile shredder', toolVersion: 'M3', verification: 'Two people watched it', standard: 'NIST SP 800-88', revision: 'r2' }],
};

const HOW_TOLD = (how: Sanitisation): string => `Report of a wipe\n${how.tool} ${how.toolVersion}: ${how.method}, ${how.technique.toLowerCase()}\n${how.verification}\n${how.standard} ${how.revision}\n`;
const ON_PAPER = 'The statement as it was signed on paper, typed out by the desk.\n';
/** What staff show for what they write down on behalf, by its hash: the same few texts for all of them. */
const evidenceOf = (how: Sanitisation | null) => {
  const bytes = Buffer.from(how === null ? ON_PAPER : HOW_TOLD(how));
  return { name: how === null ? 'signed-statement.txt' : 'wipe-report.txt', bytes, sha256: hash('sha256', bytes, 'hex') };
};

/** Before any row that names them. */
export async function putEvidence(files: Pick<FileStore, 'put'>): Promise<void> {
  for (const how of [null, ...HOW.wiped, ...HOW.destroyed]) await files.put(evidenceOf(how).bytes);
}

const CAPTURED: readonly (readonly [Capture, number])[] = [['portal', 86], ['event', 9], ['on_behalf', 5]];
export const captureOf = (random: Random): Capture => random.weighted(CAPTURED);

type Decided = { move: AttestationMove; at: number; reason?: string };
type Wish = { returnId: string; contact: Row<'contacts'> | undefined; serials: readonly string[]; meaning: Meaning; at: number; capture: Capture; decided?: Decided; /** The newer one that says all of it. */ newer?: { id: string; serials: readonly string[] } };

function statusOf({ decided, newer, serials }: Wish): AttestationStatus {
  const named = (all: readonly string[]) => all.map((serial) => ({ serial }));
  const status = decided ? decideAttestation('signed', decided.move) : 'signed';
  if (typeof status !== 'string') throw new Error(status.because);
  return newer && stands(status) && supersedes(named(newer.serials), named(serials)) ? 'superseded' : status;
}

/** An attestation of a customer, however it came in, with what staff made of it. Answers its id. */
export function tellAttestation({ random, account, rows, setting, profile }: Pick<Story, 'random' | 'account' | 'rows' | 'setting' | 'profile'>, wish: Wish): string {
  const { returnId, contact, serials, meaning, at, capture, decided, newer } = wish;
  const id = random.id(at);
  const salt = `${random.id(at)}${random.id(at)}`.replaceAll('-', '').slice(0, 32);
  const signer = { name: contact?.name ?? 'Robin Vale', title: contact?.title ?? random.pick(TITLES), email: contact?.email ?? 'office@customer.example' };
  const when = iso(at);
  const { id: managerId, name: managerName } = profile.manager;
  const status = statusOf(wish);
  rows.attestations.push({
    id, returnId, accountId: account.id, status, meaning, capture, signedAt: when, recordedAt: when, signerName: signer.name, signerTitle: signer.title, signerEmail: signer.email, salt, contactId: capture === 'portal' ? (contact?.id ?? null) : null,
    decidedAt: decided ? iso(decided.at) : null, decidedById: decided ? managerId : null, decidedByName: decided ? managerName : null, reason: decided?.reason ?? null, supersededById: status === 'superseded' && newer ? newer.id : null, version: status === 'signed' ? 1 : 2,
  });
  const how = meaning === 'wiped' || meaning === 'destroyed' ? random.pick(HOW[meaning]) : null;
  const evidence: EvidenceMention[] = [];
  if (capture === 'on_behalf') {
    const { name, bytes, sha256 } = evidenceOf(how);
    const file: Row<'evidenceFiles'> = { id: `${id}-file`, returnId, name, mediaType: 'text/plain', bytes: bytes.length, sha256, uploadedAt: when, uploadedById: managerId, uploadedByName: managerName };
    rows.evidenceFiles.push(file);
    evidence.push({ id: file.id, name, sha256 });
  }
  setting.signed.push({
    id, returnId, meaning, statementId: statementId(meaning), statementEdition: 1, statementText: STATEMENTS[meaning].text, consent: true, capture, signedAt: when, signedZone: 'UTC', recordedAt: when, recordedById: capture === 'on_behalf' ? managerId : null,
    devices: serials.map((serial) => ({ serial, sanitisation: how })), evidence, signerDigest: saltedDigest(salt, signerText(signer)),
  });
  return id;
}

const REJECTED = ['The serial on the wipe report is another one.', 'The tool has no such version.', 'Signed by somebody who has left the company.'] as const;

/** Now and then there was one before: rejected, and signed anew; or signed twice, so that the newer takes its place. Answers the older one, where there is one. */
export function tellOlder(story: Story, random: Random, newer: { id: string; at: number; serials: readonly string[] }, { returnId, contact, meaning, openedAt }: Pick<Wish, 'returnId' | 'contact' | 'meaning'> & { openedAt: number }): { id: string; at: number } | null {
  const came = random.weighted([['once', 88], ['rejected', 6], ['twice', 6]] as const);
  const at = newer.at - random.between(6, 70) * HOUR;
  if (came === 'once' || at <= openedAt) return null;
  const decided: Decided = { move: 'reject', at: at + (newer.at - at) * random.between(0.1, 0.8), reason: random.pick(REJECTED) };
  return { at, id: tellAttestation({ ...story, random }, { returnId, contact, serials: newer.serials, meaning, at, capture: 'portal', ...(came === 'rejected' ? { decided } : { newer }) }) };
}

/** Everything that was signed in the world goes into its chain, in the order of time. */
export async function writeSigned(store: Store, signed: readonly Signed[]): Promise<void> {
  const inOrder = signed.toSorted((a, b) => (a.recordedAt === b.recordedAt ? (a.id < b.id ? -1 : 1) : a.recordedAt < b.recordedAt ? -1 : 1));
  await store.write(async (tx) => {
    const linked = await appendToChain(tx, 'attestations', inOrder);
    for (let from = 0; from < linked.length; from += 200) await tx.db.insert(tx.t.signedAttestations).values(linked.slice(from, from + 200));
  }, { books: true });
}

/** An attestation was asked for a while ago by one of the staff, and the link is still open. */
export function tellRequest({ random, rows, setting }: Story, { returnId, contact, at }: Pick<Wish, 'returnId' | 'contact' | 'at'>): void {
  const by = personOf(setting, 'am');
  const expiresAt: Instant = iso(at + 14 * 86_400_000);
  rows.signingLinks.push({ id: random.id(at), returnId, contactId: contact?.id ?? null, message: '', createdAt: iso(at), createdById: by.id, expiresAt, usedAt: null, withdrawnAt: null });
  rows.returnActs.push({ id: random.id(at), returnId, act: 'attestation_requested', at: iso(at), byId: by.id, byName: by.name, detail: { to: contact?.email ?? '', expiresAt } });
}
