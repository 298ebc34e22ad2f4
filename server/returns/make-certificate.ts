import type { KeyObject } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { signContent } from '../record/signing.ts';
import { notThere } from '../rest/problem.ts';
import { CERTIFICATE_KIND, type Certificate, type CertificateContent } from './certificate.ts';
import type { Reader } from './read.ts';

/** The certificate of an attestation as it stands now; two statements. */
export async function makeCertificate({ db, t }: Reader, id: string, now: string, signingKey: KeyObject): Promise<Certificate> {
  const { attestations: a, signedAttestations: s, returns, upgrades, accounts } = t;
  const [found] = await db.select({ row: a, signed: s, account: accounts.name, order: upgrades.reference }).from(a).innerJoin(s, eq(s.id, a.id)).innerJoin(returns, eq(returns.id, a.returnId)).innerJoin(upgrades, eq(upgrades.id, returns.upgradeId))
    .innerJoin(accounts, eq(accounts.id, a.accountId)).where(eq(a.id, id));
  if (!found) throw notThere('This attestation');
  const { row, signed, account, order } = found;
  const { signerName: name, signerTitle: title, signerEmail: email, salt } = row;
  const signer = name === null || title === null || email === null || salt === null ? null : { name, title, email, salt };
  return signContent<CertificateContent>({ kind: CERTIFICATE_KIND, format: 1, issuedAt: now, status: row.status, decidedAt: row.decidedAt, decidedBy: row.decidedByName, account, order, signer, attestation: signed }, signingKey);
}
