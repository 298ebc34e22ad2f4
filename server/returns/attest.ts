import { randomBytes } from 'node:crypto';
import { and, desc, eq, inArray, lte } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { readPolicy } from '../admin/commands.ts';
import { checkAttestation, decideAttestation, signerText, stands, supersedes, zoneOf, type AttestationInput, type AttestationMove } from '../domain/attestation.ts';
import { invalid, notNow } from '../domain/refusal.ts';
import { keyOfSerial } from '../domain/returns.ts';
import type { Capture, Meaning } from '../domain/words.ts';
import { appendToChain } from '../record/chain.ts';
import { saltedDigest } from '../record/hashes.ts';
import { record } from '../record/record.ts';
import { notThere, refusalProblem, staleProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { addFacts, saveStanding } from './commands.ts';
import { readReturn, type Reader, type WholeReturn } from './read.ts';

export type AttestationRow = Reader['t']['attestations']['$inferSelect'];
export type SignedRow = Reader['t']['signedAttestations']['$inferSelect'];
export type StatementRow = Reader['t']['statements']['$inferSelect'];

/** The hash chain of what was signed. */
export const ATTESTATIONS = 'attestations';

/** The statement that is signed now for a meaning; at an earlier time, the one that was. Null where none was ever written. */
export async function statementFor({ db, t }: Reader, meaning: Meaning, at: string): Promise<StatementRow | null> {
  const { statements } = t;
  const [row] = await db.select().from(statements).where(and(eq(statements.meaning, meaning), lte(statements.createdAt, at))).orderBy(desc(statements.edition)).limit(1);
  return row ?? null;
}

/** Who signs gets the statement that they were shown: one that was in force at some time since then. */
async function statementShown(act: Act, { meaning, statementId }: AttestationInput, shownSince: string | null): Promise<StatementRow> {
  const current = await statementFor(act.tx, meaning, act.now);
  if (!current) throw refusalProblem(invalid('meaning', `has no statement to sign yet: an admin has to write one for ${meaning}`));
  if (statementId === undefined || statementId === current.id) return current;
  const [named] = await act.tx.db.select().from(act.tx.t.statements).where(eq(act.tx.t.statements.id, statementId));
  if (!named || named.meaning !== meaning) throw refusalProblem(invalid('statementId', 'is not a statement of this meaning'));
  const first = shownSince === null ? null : await statementFor(act.tx, meaning, shownSince);
  if (shownSince !== null && named.edition < (first?.edition ?? 1)) throw refusalProblem(invalid('statementId', 'was out of force already when it could be shown'));
  return named;
}

export type Signing = {
  through: Capture;
  /** Since when a statement may have been shown; null: of any time, as written down from paper. */
  shownSince: string | null;
  contactId: string | null;
};

/**
 * Takes an attestation as signed: its content goes to the end of the chain of attestations, its facts to the return, and what it says all of
 * takes the place of older ones. The transaction must hold the books, as every chain is appended to by one at a time. Answers its id.
 */
export async function signAttestation(act: Act, returnId: string, input: AttestationInput, { through, shownSince, contactId }: Signing): Promise<string> {
  const { tx, now } = act;
  const { t } = tx;
  const whole = await readReturn(tx, returnId);
  const { row } = whole;
  const files = input.evidence.length === 0 ? [] : await tx.db.select({ id: t.evidenceFiles.id, name: t.evidenceFiles.name, sha256: t.evidenceFiles.sha256 }).from(t.evidenceFiles).where(and(eq(t.evidenceFiles.returnId, returnId), inArray(t.evidenceFiles.id, [...input.evidence])));
  const refusal = checkAttestation(input, { through, serials: whole.devices.map(({ serial }) => serial), files: new Set(files.map(({ id }) => id)), now });
  if (refusal) throw refusalProblem(refusal);
  if (row.status === 'cancelled') throw refusalProblem(notNow('The return is cancelled: nothing is attested any more', []), row);
  const statement = await statementShown(act, input, shownSince);
  const { booksZone } = await readPolicy(tx);
  const id = uuidv7();
  const salt = randomBytes(16).toString('hex');
  const signedAt = input.signedAt === undefined ? now : new Date(input.signedAt).toISOString();
  const serialOf = (given: string) => whole.devices.find(({ serial }) => keyOfSerial(serial) === keyOfSerial(given))?.serial ?? given;
  const devices = input.devices.map(({ serial, sanitisation }) => ({ serial: serialOf(serial), sanitisation: sanitisation ?? null }));
  const signer = { name: input.signer.name.trim(), title: input.signer.title.trim(), email: input.signer.email.trim() };
  const content = {
    id, returnId, meaning: input.meaning, statementId: statement.id, statementEdition: statement.edition, statementText: statement.text, consent: input.consent, capture: through, signedAt,
    signedZone: zoneOf(input, booksZone), recordedAt: now, recordedById: act.actor.id, devices, evidence: files, signerDigest: saltedDigest(salt, signerText(signer)),
  };
  const attestation: AttestationRow = {
    id, returnId, accountId: row.accountId, status: 'signed', meaning: input.meaning, capture: through, signedAt, recordedAt: now, signerName: signer.name, signerTitle: signer.title, signerEmail: signer.email, salt,
    contactId, decidedAt: null, decidedById: null, decidedByName: null, reason: null, supersededById: null, version: 1,
  };
  await tx.db.insert(t.attestations).values(attestation);
  const [linked] = await appendToChain(tx, ATTESTATIONS, [content]);
  if (!linked) throw new Error('The chain took nothing');
  await tx.db.insert(t.signedAttestations).values(linked);
  await supersedeOlder(act, row, id, devices);
  // What it says is read anew: facts of those that it takes the place of count no more.
  const facts = devices.map(({ serial }) => ({ fact: 'attested' as const, occurredAt: signedAt, source: through === 'on_behalf' ? 'desk' : through, serial, attestationId: id }));
  await addFacts(act, await readReturn(tx, returnId), facts, 'returns.event');
  await record(act, {
    command: 'attestations.sign', resource: 'attestations', id, before: null, after: { returnId, meaning: input.meaning, capture: through, statementEdition: statement.edition, serials: devices.map(({ serial }) => serial), hash: linked.hash },
    accountId: row.accountId, upgradeId: row.upgradeId,
  });
  return id;
}

/** Older ones of the return of which the new one says all count no more; what became of each stands in the audit log. */
async function supersedeOlder(act: Act, { id: returnId, accountId, upgradeId }: WholeReturn['row'], id: string, devices: readonly { serial: string }[]): Promise<void> {
  const { db, t: { attestations, signedAttestations } } = act.tx;
  const older = await db.select({ id: attestations.id, status: attestations.status, version: attestations.version, devices: signedAttestations.devices }).from(attestations).innerJoin(signedAttestations, eq(signedAttestations.id, attestations.id)).where(eq(attestations.returnId, returnId));
  for (const one of older) {
    if (one.id === id || !stands(one.status) || !supersedes(devices, one.devices)) continue;
    await db.update(attestations).set({ status: 'superseded', supersededById: id, version: one.version + 1 }).where(eq(attestations.id, one.id));
    await record(act, { command: 'attestations.supersede', resource: 'attestations', id: one.id, before: { status: one.status, supersededById: null }, after: { status: 'superseded', supersededById: id }, accountId, upgradeId });
  }
}

export async function readAttestation({ db, t }: Reader, id: string): Promise<AttestationRow> {
  const [row] = await db.select().from(t.attestations).where(eq(t.attestations.id, id));
  if (!row) throw notThere('This attestation');
  return row;
}

/** Verifies one, which issues its certificate, or rejects it: what it said counts no more, and the customer owes it again. */
export async function moveAttestation(act: Act, id: string, move: AttestationMove, { version, reason = null }: { version: number; reason?: string | null }): Promise<void> {
  const { tx, now, actor } = act;
  const row = await readAttestation(tx, id);
  if (row.version !== version) throw staleProblem(row);
  const status = decideAttestation(row.status, move);
  if (typeof status !== 'string') throw refusalProblem(status, row);
  const { attestations, signedAttestations } = tx.t;
  const patch = { status, decidedAt: now, decidedById: actor.id, decidedByName: actor.name, reason, version: row.version + 1 };
  const saved = await tx.db.update(attestations).set(patch).where(and(eq(attestations.id, id), eq(attestations.version, version))).returning({ id: attestations.id });
  if (saved.length === 0) throw staleProblem(await readAttestation(tx, id));
  const whole = await readReturn(tx, row.returnId);
  if (move === 'verify') {
    const [signed] = await tx.db.select({ devices: signedAttestations.devices }).from(signedAttestations).where(eq(signedAttestations.id, id));
    await addFacts(act, whole, (signed?.devices ?? []).map(({ serial }) => ({ fact: 'certificate', occurredAt: now, source: 'desk', serial, attestationId: id })), 'returns.event');
  } else {
    await saveStanding(act, whole);
  }
  // The name of whoever signed stays out of the audit log.
  await record(act, { command: `attestations.${move}`, resource: 'attestations', id, before: { status: row.status }, after: { status, reason }, accountId: row.accountId, upgradeId: whole.row.upgradeId });
}

/** Serials of a return that nobody has attested yet in a way that stands. */
export const unattested = ({ devices, facts }: Pick<WholeReturn, 'facts'> & { devices: readonly { serial: string }[] }): string[] =>
  devices.map(({ serial }) => serial).filter((serial) => !facts.some((fact) => fact.fact === 'attested' && fact.stands !== false && (!fact.serial || keyOfSerial(fact.serial) === keyOfSerial(serial))));
