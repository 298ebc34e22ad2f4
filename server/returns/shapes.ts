import { Type } from 'typebox';
import { RETURN_FLAGS, MISMATCHES } from '../domain/returns.ts';
import { ATTESTATION_STATUSES, CAPTURES, DISPOSITIONS, MEANINGS, RETURN_ACTS, RETURN_FACTS, RETURN_STATUSES, SANITISATION_METHODS } from '../domain/words.ts';
import { Body, orNull, Text, words } from '../rest/schemas.ts';

const text = Type.String();
const maybe = orNull(Type.String());
const flag = Type.Boolean();
const some = Type.Optional(text);

const FactShape = Type.Object({
  id: text, fact: words(RETURN_FACTS), serial: maybe, occurredAt: text, recordedAt: text, source: text, by: maybe, cause: some, grade: some, carrier: some, trackingNumber: some, labelUrl: some, amountMinor: Type.Optional(Type.Integer()), note: some, fileId: some,
  attestationId: maybe, /** False where the attestation that it came from was rejected or superseded. */ stands: Type.Optional(flag),
});
const MismatchShape = Type.Object({ code: words(MISMATCHES), nextMover: text, serial: maybe, action: text });

export const ReturnListed = {
  id: text, upgradeId: text, upgradeReference: text, accountId: text, accountName: text, managerId: text, status: words(RETURN_STATUSES), complete: flag, owed: flag, flags: Type.Array(words(RETURN_FLAGS)), disposition: words(DISPOSITIONS), attestationRequired: flag,
  devices: Type.Array(Type.Object({ serial: text, deviceId: maybe, productId: text, status: words(RETURN_STATUSES) })), facts: Type.Array(FactShape), mismatches: Type.Array(MismatchShape),
  dueOn: text, daysOverdue: Type.Integer(), atStakeMinor: Type.Integer(), feeMinor: Type.Integer(), currency: text, carrier: maybe, trackingNumber: maybe, labelUrl: maybe, unscannedSince: maybe, quietSince: maybe, remindedAt: maybe, openedAt: text, version: Type.Integer(),
};

const ActShape = Type.Object({ id: text, act: words(RETURN_ACTS), at: text, byId: maybe, byName: text, detail: Type.Record(Type.String(), Type.Unknown()) });

/** A return alone. `writesTo`: whom its mails go to, where anybody has an address. `link`: where an attestation was just asked for, what opens the signing page. */
export const ReturnShape = Type.Object({ ...ReturnListed, acts: Type.Array(ActShape), allowed: Type.Array(text), writesTo: orNull(Type.Object({ name: text, email: text })), link: Type.Optional(text) });

const SanitisationShape = Type.Object({ method: words(SANITISATION_METHODS), technique: text, tool: text, toolVersion: text, verification: text, standard: text, revision: text });
const AttestedShape = Type.Object({ serial: text, sanitisation: Type.Union([Type.Null(), SanitisationShape]) });

export const AttestationListed = {
  id: text, returnId: text, accountId: text, accountName: text, upgradeId: text, upgradeReference: text, status: words(ATTESTATION_STATUSES), meaning: words(MEANINGS), capture: words(CAPTURES), signedAt: text, recordedAt: text,
  signerName: maybe, signerTitle: maybe, signerEmail: maybe, decidedAt: maybe, decidedByName: maybe, reason: maybe, supersededById: maybe, version: Type.Integer(),
};

/** An attestation with what was signed, to the letter, and its place in the chain. */
export const AttestationShape = Type.Object({
  ...AttestationListed, statementId: text, statementEdition: Type.Integer(), statementText: text, consent: flag, signedZone: text, recordedById: maybe, devices: Type.Array(AttestedShape),
  evidence: Type.Array(Type.Object({ id: text, name: text, sha256: text })), signerDigest: text, position: Type.Integer(), previousHash: text, hash: text, erased: flag, allowed: Type.Array(text),
});

const part = (most: number) => Type.String({ minLength: 1, maxLength: most, pattern: '\\S' });
const Sanitisation = Body({ method: words(SANITISATION_METHODS), technique: part(200), tool: part(200), toolVersion: part(80), verification: part(500), standard: part(80), revision: part(40) });

export const Serial = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });

/** What is signed, as it is sent: by staff, by the customer's page and by events alike. */
export const attestationFields = {
  meaning: words(MEANINGS), signer: Body({ name: Text.line(120), title: Text.line(120), email: Text.email }), consent: Type.Boolean(),
  statementId: Type.Optional(Text.id), signedAt: Type.Optional(Text.instant), signedZone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  devices: Type.Array(Body({ serial: Serial, sanitisation: Type.Optional(Sanitisation) }), { minItems: 1, maxItems: 200 }),
};

export const AttestationBody = Body({ ...attestationFields, capture: words(CAPTURES), evidence: Type.Array(Text.id, { maxItems: 20 }) });

/** A fact as it is told, whoever tells it. */
export const factFields = {
  fact: words(RETURN_FACTS), occurredAt: Text.instant, source: Text.line(80), serial: Type.Optional(Serial), cause: Type.Optional(Text.said(200)), grade: Type.Optional(Text.line(40)), carrier: Type.Optional(Text.line(80)),
  trackingNumber: Type.Optional(Text.line(100)), labelUrl: Type.Optional(Type.String({ minLength: 9, maxLength: 1_000, format: 'uri' })), amountMinor: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })), note: Type.Optional(Text.said(2_000)),
};
