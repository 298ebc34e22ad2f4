import type { KeyObject } from 'node:crypto';
import { signerText, type Signer } from '../domain/attestation.ts';
import type { AttestationStatus } from '../domain/words.ts';
import { linkHash, saltedDigest } from '../record/hashes.ts';
import { isSigned, type Signed } from '../record/signing.ts';
import type { SignedRow } from './attest.ts';

export const CERTIFICATE_KIND = 'upgrade-desk/certificate';

/** An attestation as it is handed out: what was signed to the letter, by whom, and what staff made of it. Canonical JSON, signed with Ed25519. */
export type CertificateContent = {
  kind: typeof CERTIFICATE_KIND; format: 1; issuedAt: string; status: AttestationStatus; decidedAt: string | null; decidedBy: string | null; account: string; order: string;
  /** Null once they were erased: the digest in what was signed stays. */
  signer: (Signer & { salt: string }) | null;
  attestation: SignedRow;
};
export type Certificate = Signed<CertificateContent>;

export const isCertificate = (value: unknown): value is Certificate => typeof value === 'object' && value !== null && 'kind' in value && value.kind === CERTIFICATE_KIND;

/** What is wrong with a certificate, for an outsider who has nothing but it and, at best, our key; empty where it is whole. */
export function certificateFaults(certificate: Certificate, trusted?: KeyObject): string[] {
  const faults: string[] = [];
  if (!isSigned(certificate, trusted)) faults.push(trusted ? 'The certificate is not signed with the key that you trust, or was changed' : 'The certificate is not signed, or was changed');
  const { attestation, signer } = certificate;
  try {
    const { hash, ...link } = attestation;
    if (linkHash(link) !== hash) faults.push('What was signed is not what its hash was taken of');
    if (signer && saltedDigest(signer.salt, signerText(signer)) !== attestation.signerDigest) faults.push('The printed signer is not the one that was signed with');
  } catch {
    faults.push('What was signed cannot be read');
  }
  return faults;
}
