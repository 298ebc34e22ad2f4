import { ATTESTATION_STATUSES, CAPTURES, DISPOSITIONS, MEANINGS, RETURN_ACTS, RETURN_FACTS, RETURN_STATUSES } from '../../server/domain/words.ts';
import type { AttestedDevice, EvidenceMention } from '../../server/domain/attestation.ts';
import type { Mismatch } from '../../server/domain/returns.ts';
import type { Kit } from '../kit.sqlite.ts';
import type { defineAccounts } from './accounts.ts';
import type { defineUpgrades } from './upgrades.ts';

/** Devices that are to come home, what is known of them, and what was signed about them. */
export function defineReturns(kit: Kit, { accounts, contacts, products, devices }: ReturnType<typeof defineAccounts>, { upgrades }: ReturnType<typeof defineUpgrades>) {
  const { table, text, words, integer, money, flag, json, index, uniqueIndex } = kit;
  const returns = table('returns', {
    id: text().primaryKey(),
    upgradeId: text().notNull().references(() => upgrades.id),
    accountId: text().notNull().references(() => accounts.id),
    disposition: words(DISPOSITIONS).notNull(),
    dueOn: text().notNull(),
    /** Money that is charged when the device never comes. */
    atStakeMinor: money().notNull(),
    currency: text().notNull(),
    openedAt: text().notNull(),
    /** From here to `trackingNumber`: what follows from the facts, kept with every one of them so that lists can be asked for it. */
    status: words(RETURN_STATUSES).notNull(),
    complete: flag().notNull(),
    /** The customer still has to send, attest or certify something: overdue once the due day is over. */
    owed: flag().notNull().default(true),
    /** Since when a label has waited for its first scan, and a shipment for news. */
    unscannedSince: text(),
    quietSince: text(),
    /** Codes of the contradictions that nobody has settled, between commas; empty where there are none. */
    mismatchCodes: text().notNull().default(''),
    mismatches: json<Mismatch[]>(),
    isMismatched: flag().notNull().default(false),
    /** What was charged for it and not refunded. */
    feeMinor: money().notNull().default(0),
    carrier: text(),
    trackingNumber: text(),
    labelUrl: text(),
    remindedAt: text(),
    version: integer().notNull().default(1),
  }, (t) => [
    index('returns_upgrade').on(t.upgradeId),
    index('returns_account').on(t.accountId, t.dueOn, t.id),
    index('returns_account_open').on(t.accountId, t.complete, t.dueOn),
    index('returns_status').on(t.status, t.dueOn, t.id),
    index('returns_due').on(t.dueOn, t.id),
    index('returns_open').on(t.complete, t.dueOn, t.id),
    index('returns_owed').on(t.owed, t.dueOn, t.id),
    index('returns_mismatched').on(t.isMismatched, t.dueOn, t.id),
    index('returns_unscanned').on(t.unscannedSince, t.id),
    index('returns_quiet').on(t.quietSince, t.id),
    index('returns_stake').on(t.atStakeMinor, t.id),
    index('returns_tracking').on(t.trackingNumber),
  ]);

  const returnDevices = table('return_devices', {
    id: text().primaryKey(),
    returnId: text().notNull().references(() => returns.id),
    deviceId: text().references(() => devices.id),
    serial: text().notNull(),
    /** The serial as it is compared: whoever writes it down writes it in another case. */
    serialKey: text().notNull().default(''),
    productId: text().notNull().references(() => products.id),
  }, (t) => [index('return_devices_return').on(t.returnId), index('return_devices_serial').on(t.serial), index('return_devices_key').on(t.serialKey)]);

  const returnFacts = table('return_facts', {
    id: text().primaryKey(),
    returnId: text().notNull().references(() => returns.id),
    fact: words(RETURN_FACTS).notNull(),
    serial: text(),
    occurredAt: text().notNull(),
    recordedAt: text().notNull(),
    source: text().notNull(),
    by: text(),
    /** A tracking number as it is compared. */
    trackingKey: text(),
    /** What says it, for `attested` and `certificate`: they stand as long as it does. */
    attestationId: text(),
    /** What the same fact told again has too. */
    digest: text(),
    detail: json<Record<string, string | number>>().notNull(),
  }, (t) => [index('return_facts_return').on(t.returnId, t.recordedAt, t.id), uniqueIndex('return_facts_once').on(t.returnId, t.digest), index('return_facts_tracking').on(t.trackingKey)]);

  /** What people did about a return, beside its facts. */
  const returnActs = table('return_acts', {
    id: text().primaryKey(),
    returnId: text().notNull().references(() => returns.id),
    act: words(RETURN_ACTS).notNull(),
    at: text().notNull(),
    byId: text(),
    byName: text().notNull(),
    detail: json<Record<string, string | number | null>>().notNull(),
  }, (t) => [index('return_acts_return').on(t.returnId, t.at, t.id)]);

  /** A statement as customers read it before they sign: never changed, a new one takes its place. */
  const statements = table('statements', {
    id: text().primaryKey(),
    meaning: words(MEANINGS).notNull(),
    /** Counts up within a meaning; the highest is the one that is signed now. */
    edition: integer().notNull(),
    title: text().notNull(),
    text: text().notNull(),
    createdAt: text().notNull(),
    createdById: text(),
    createdByName: text().notNull(),
    version: integer().notNull().default(1),
  }, (t) => [uniqueIndex('statements_edition').on(t.meaning, t.edition), index('statements_created').on(t.createdAt, t.id)]);

  /** Where a signed attestation stands, and who signed it: what may change, or be erased. What was signed is `signed_attestations`. */
  const attestations = table('attestations', {
    id: text().primaryKey(),
    returnId: text().notNull().references(() => returns.id),
    accountId: text().notNull().references(() => accounts.id),
    status: words(ATTESTATION_STATUSES).notNull(),
    meaning: words(MEANINGS).notNull(),
    capture: words(CAPTURES).notNull(),
    signedAt: text().notNull(),
    recordedAt: text().notNull(),
    /** Null once they are erased; the salted digest stays in what was signed. */
    signerName: text(),
    signerTitle: text(),
    signerEmail: text(),
    salt: text(),
    contactId: text().references(() => contacts.id),
    decidedAt: text(),
    decidedById: text(),
    decidedByName: text(),
    reason: text(),
    supersededById: text(),
    version: integer().notNull().default(1),
  }, (t) => [
    index('attestations_return').on(t.returnId, t.recordedAt, t.id),
    index('attestations_account').on(t.accountId, t.recordedAt, t.id),
    index('attestations_status').on(t.status, t.recordedAt, t.id),
    index('attestations_recorded').on(t.recordedAt, t.id),
    index('attestations_contact').on(t.contactId),
    index('attestations_email').on(t.signerEmail),
  ]);

  /** What was signed, to the letter, in a hash chain; triggers refuse any change. */
  const signedAttestations = table('signed_attestations', {
    id: text().primaryKey().references(() => attestations.id),
    position: integer().notNull(),
    returnId: text().notNull(),
    meaning: text().notNull(),
    statementId: text().notNull().references(() => statements.id),
    statementEdition: integer().notNull(),
    statementText: text().notNull(),
    consent: flag().notNull(),
    capture: text().notNull(),
    signedAt: text().notNull(),
    /** The zone in which the signer reads that time. */
    signedZone: text().notNull(),
    recordedAt: text().notNull(),
    recordedById: text(),
    devices: json<AttestedDevice[]>().notNull(),
    evidence: json<EvidenceMention[]>().notNull(),
    /** Salted digest of printed name, title and e-mail. */
    signerDigest: text().notNull(),
    previousHash: text().notNull(),
    hash: text().notNull(),
  }, (t) => [uniqueIndex('signed_attestations_position').on(t.position), index('signed_attestations_statement').on(t.statementId)]);

  /** What opens the signing page, once. */
  const signingLinks = table('signing_links', {
    id: text().primaryKey(),
    returnId: text().notNull().references(() => returns.id),
    contactId: text().references(() => contacts.id),
    message: text().notNull(),
    createdAt: text().notNull(),
    createdById: text(),
    expiresAt: text().notNull(),
    usedAt: text(),
    withdrawnAt: text(),
  }, (t) => [index('signing_links_return').on(t.returnId, t.createdAt)]);

  /** A file about a return. Its bytes lie in the folder of files under their hash. */
  const evidenceFiles = table('evidence_files', {
    id: text().primaryKey(),
    returnId: text().notNull().references(() => returns.id),
    name: text().notNull(),
    /** Found in the bytes, not told by whoever sent them. */
    mediaType: text().notNull(),
    bytes: integer().notNull(),
    sha256: text().notNull(),
    uploadedAt: text().notNull(),
    uploadedById: text(),
    uploadedByName: text().notNull(),
  }, (t) => [index('evidence_files_return').on(t.returnId, t.uploadedAt, t.id), index('evidence_files_hash').on(t.sha256)]);

  /** Whose personal data were erased, when and why: what verification says of the gaps. */
  const erasures = table('erasures', {
    id: text().primaryKey(),
    contactId: text().notNull(),
    accountId: text().notNull().references(() => accounts.id),
    reason: text().notNull(),
    at: text().notNull(),
    byId: text(),
    byName: text().notNull(),
    /** How many of what was blanked. */
    counts: json<Record<string, number>>().notNull(),
  }, (t) => [index('erasures_contact').on(t.contactId), index('erasures_at').on(t.at, t.id)]);

  /** Has a row while personal data are being erased, in that transaction alone: the one time at which triggers let a name be blanked in the audit log. */
  const erasing = table('erasing', { id: text().primaryKey() });

  return { returns, returnDevices, returnFacts, returnActs, statements, attestations, signedAttestations, signingLinks, evidenceFiles, erasures, erasing };
}
