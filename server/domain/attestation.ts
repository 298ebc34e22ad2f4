import { isZone } from './policy.ts';
import { invalid, notNow, type Refusal } from './refusal.ts';
import { keyOfSerial } from './returns.ts';
import { methodsFor } from './sanitisation.ts';
import type { AttestationStatus, Capture, Instant, Meaning, SanitisationMethod } from './words.ts';

/** How data were removed from one device, as NIST SP 800-88 asks for it to be recorded. */
export type Sanitisation = { method: SanitisationMethod; technique: string; tool: string; toolVersion: string; verification: string; standard: string; revision: string };
export type AttestedDevice = { serial: string; sanitisation: Sanitisation | null };
/** A file as an attestation names it: the hash says which bytes were meant. */
export type EvidenceMention = { id: string; name: string; sha256: string };
/** As printed under the signature. */
export type Signer = { name: string; title: string; email: string };

export type AttestationInput = {
  meaning: Meaning; signer: Signer; consent: boolean; capture: Capture; evidence: readonly string[]; devices: readonly { serial: string; sanitisation?: Sanitisation }[];
  statementId?: string; signedAt?: Instant; signedZone?: string;
};

/** What an attestation is held against. `through`: the way on which it came in. */
export type AttestationGround = { through: Capture; serials: readonly string[]; files: ReadonlySet<string>; now: Instant };

/** Clocks differ by a little. */
const AHEAD_MS = 5 * 60_000;

/** Why an attestation cannot be taken, by the field at fault; null where it can. */
export function checkAttestation(input: AttestationInput, { through, serials, files, now }: AttestationGround): Refusal | null {
  if (!input.consent) return invalid('consent', 'must be given: nobody signs electronically without it');
  if (input.capture !== through) return invalid('capture', `must be ${through} here: the customer signs through the link (portal), a signed event says so (event), staff write down what they have evidence of (on_behalf)`);
  if (through === 'on_behalf' && input.evidence.length === 0) return invalid('evidence', 'is needed: what is signed on behalf has to be shown by a file');
  const unknown = input.evidence.find((id) => !files.has(id));
  if (unknown !== undefined) return invalid('evidence', 'names a file that is not on this return');
  if (input.devices.length === 0) return invalid('devices', 'must name at least one device');
  const known = new Set(serials.map(keyOfSerial));
  const named = new Set<string>();
  for (const [index, { serial, sanitisation }] of input.devices.entries()) {
    const key = keyOfSerial(serial);
    if (!known.has(key)) return invalid(`devices[${index}].serial`, 'is not on this return');
    if (named.has(key)) return invalid(`devices[${index}].serial`, 'is there twice');
    named.add(key);
    if (sanitisation === undefined && (input.meaning === 'wiped' || input.meaning === 'destroyed')) return invalid(`devices[${index}].sanitisation`, `is needed: ${input.meaning} says how`);
    const methods = methodsFor(input.meaning);
    if (sanitisation && !methods.includes(sanitisation.method)) return invalid(`devices[${index}].sanitisation.method`, `must be ${methods.join(' or ')} where the device is said to be ${input.meaning}`);
  }
  if (input.signedAt !== undefined && Date.parse(input.signedAt) > Date.parse(now) + AHEAD_MS) return invalid('signedAt', 'lies in the future');
  if (input.signedZone !== undefined && !isZone(input.signedZone)) return invalid('signedZone', 'is not a time zone');
  return null;
}

/** The zone that a time was written in: a name where one was given, else the offset in its text. */
export function zoneOf({ signedAt, signedZone }: Pick<AttestationInput, 'signedAt' | 'signedZone'>, otherwise: string): string {
  if (signedZone !== undefined) return signedZone;
  const offset = signedAt === undefined ? undefined : /[+-]\d{2}:\d{2}$/.exec(signedAt)?.[0];
  return offset ?? (signedAt === undefined ? otherwise : 'UTC');
}

/** What the digest of a signer is taken of. */
export const signerText = ({ name, title, email }: Signer): string => [name, title, email].join('\n');

/** It counts for its return as long as nobody has rejected it and no newer one has taken its place. */
export const stands = (status: AttestationStatus): boolean => status === 'signed' || status === 'verified';

/** What staff may decide about one, and from where. */
export const ATTESTATION_MOVES = { verify: ['signed'], reject: ['signed', 'verified'] } as const satisfies Record<string, readonly AttestationStatus[]>;
export type AttestationMove = keyof typeof ATTESTATION_MOVES;

const NAMES = Object.keys(ATTESTATION_MOVES) as AttestationMove[];
export const allowedAttestationMoves = (status: AttestationStatus): AttestationMove[] => NAMES.filter((move) => (ATTESTATION_MOVES[move] as readonly AttestationStatus[]).includes(status));

/** The status that a decision leads to, or why it cannot be made now. */
export function decideAttestation(status: AttestationStatus, move: AttestationMove): AttestationStatus | Refusal {
  if (!(ATTESTATION_MOVES[move] as readonly AttestationStatus[]).includes(status)) return notNow(`It is ${status} already`, allowedAttestationMoves(status));
  return move === 'verify' ? 'verified' : 'rejected';
}

/** Whether a newer attestation says all that an older one does: then it takes its place. */
export function supersedes(newer: readonly { serial: string }[], older: readonly { serial: string }[]): boolean {
  const said = new Set(newer.map(({ serial }) => keyOfSerial(serial)));
  return older.every(({ serial }) => said.has(keyOfSerial(serial)));
}
