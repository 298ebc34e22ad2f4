import type { Store } from '../db/store.ts';
import { signerText, type Sanitisation } from '../server/domain/attestation.ts';
import type { AttestationStatus, Instant, Meaning } from '../server/domain/words.ts';
import { appendToChain } from '../server/record/chain.ts';
import { saltedDigest } from '../server/record/hashes.ts';
import type { Story } from './accounts.ts';
import { statementId } from './reference.ts';
import type { Row } from './rows.ts';
import { STATEMENTS } from './statements.ts';
import { iso, personOf } from './setting.ts';

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

type Wish = { returnId: string; contact: Row<'contacts'> | undefined; serials: readonly string[]; meaning: Meaning; at: number; decided?: { status: AttestationStatus; at: number; reason?: string } };

/** An attestation that a customer signed through the link, with what staff made of it. Answers its id. */
export function tellAttestation({ random, account, rows, setting, profile }: Story, { returnId, contact, serials, meaning, at, decided }: Wish): string {
  const id = random.id(at);
  const salt = `${random.id(at)}${random.id(at)}`.replaceAll('-', '').slice(0, 32);
  const signer = { name: contact?.name ?? 'Robin Vale', title: contact?.title ?? random.pick(TITLES), email: contact?.email ?? 'office@customer.example' };
  const when = iso(at);
  const by = decided ? profile.manager : null;
  rows.attestations.push({
    id, returnId, accountId: account.id, status: decided?.status ?? 'signed', meaning, capture: 'portal', signedAt: when, recordedAt: when, signerName: signer.name, signerTitle: signer.title, signerEmail: signer.email, salt, contactId: contact?.id ?? null,
    decidedAt: decided ? iso(decided.at) : null, decidedById: by?.id ?? null, decidedByName: by?.name ?? null, reason: decided?.reason ?? null, supersededById: null, version: decided ? 2 : 1,
  });
  const how = meaning === 'wiped' || meaning === 'destroyed' ? random.pick(HOW[meaning]) : null;
  setting.signed.push({
    id, returnId, meaning, statementId: statementId(meaning), statementEdition: 1, statementText: STATEMENTS[meaning].text, consent: true, capture: 'portal', signedAt: when, signedZone: 'UTC', recordedAt: when, recordedById: null,
    devices: serials.map((serial) => ({ serial, sanitisation: how })), evidence: [], signerDigest: saltedDigest(salt, signerText(signer)),
  });
  return id;
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
