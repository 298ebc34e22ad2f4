import { asc, eq, gt } from 'drizzle-orm';
import { sha256 } from '../../db/backup.ts';
import { pathOfFile } from '../../db/files.ts';
import { signerText } from '../domain/attestation.ts';
import { GENESIS, linkHash, saltedDigest } from '../record/hashes.ts';
import { ATTESTATIONS } from './attest.ts';
import type { Reader } from './read.ts';

/** What was found of attestations: how many follow each other, of how many the signer was erased, and what is not as it was signed. */
export type AttestationVerdict = { length: number; erased: number; files: number; faults: string[] };

const MOST_FAULTS = 20;
const ROWS_A_READ = 500;

/** Walks the chain of attestations of a database: that they follow each other, that signers are those of the digests or were erased, and, where a folder is given, that the evidence is there to the byte. */
export async function checkAttestations({ db, t }: Reader, folder: string | null = null): Promise<AttestationVerdict> {
  const { attestations: a, signedAttestations: s, statements, erasures, evidenceFiles } = t;
  const verdict: AttestationVerdict = { length: 0, erased: 0, files: 0, faults: [] };
  const fault = (text: string) => void (verdict.faults.length < MOST_FAULTS && verdict.faults.push(text));
  const texts = new Map((await db.select({ id: statements.id, text: statements.text }).from(statements)).map((one) => [one.id, one.text]));
  // How many signatures each erasure blanked; what goes beyond that was blanked by somebody else.
  const erased = new Map((await db.select({ id: erasures.contactId, counts: erasures.counts }).from(erasures)).map(({ id, counts }) => [id, counts['attestations'] ?? 0]));
  let last = GENESIS;
  for (let after = 0; ;) {
    const rows = await db.select({ signed: s, row: a }).from(s).leftJoin(a, eq(a.id, s.id)).where(gt(s.position, after)).orderBy(asc(s.position)).limit(ROWS_A_READ);
    for (const { signed, row } of rows) {
      const place = `Attestation ${verdict.length + 1} (${signed.id})`;
      const { hash, ...link } = signed;
      if (signed.position !== verdict.length + 1) return { ...verdict, faults: [...verdict.faults, `${place}: the chain goes on with position ${signed.position}: one is missing or stands twice`] };
      if (signed.previousHash !== last) return { ...verdict, faults: [...verdict.faults, `${place}: it does not follow the one before it`] };
      if (linkHash(link) !== hash) return { ...verdict, faults: [...verdict.faults, `${place}: what it says is not what was signed`] };
      verdict.length += 1;
      last = hash;
      if (texts.get(signed.statementId) !== signed.statementText) fault(`${place}: the statement that it names has another text now`);
      if (!row) fault(`${place}: nothing says where it stands`);
      else if (row.salt === null && row.signerName === null && row.signerTitle === null && row.signerEmail === null) {
        verdict.erased += 1;
        const left = erased.get(row.contactId ?? '') ?? 0;
        if (left === 0) fault(`${place}: its signer is blank, and no erasure says why`);
        else erased.set(row.contactId ?? '', left - 1);
      } else if (row.salt === null || row.signerName === null || row.signerTitle === null || row.signerEmail === null) fault(`${place}: its signer is blank in part`);
      else if (saltedDigest(row.salt, signerText({ name: row.signerName, title: row.signerTitle, email: row.signerEmail })) !== signed.signerDigest) fault(`${place}: its signer is not the one that was signed with`);
    }
    if (rows.length < ROWS_A_READ) break;
    after = rows.at(-1)?.signed.position ?? after;
  }
  const [head] = await db.select().from(t.chainHeads).where(eq(t.chainHeads.id, ATTESTATIONS));
  if (head?.length !== verdict.length || head.hash !== last) fault(`The database says that there are ${head?.length ?? 0} attestations; ${verdict.length} are there and follow each other`);
  if (folder !== null) verdict.files = await checkFiles(folder);
  return verdict;

  async function checkFiles(from: string): Promise<number> {
    let whole = 0;
    const known = await db.selectDistinct({ sha256: evidenceFiles.sha256 }).from(evidenceFiles);
    for (const file of known) {
      const found = await sha256(pathOfFile(from, file.sha256)).catch(() => null);
      if (found === file.sha256) whole += 1;
      else fault(`The evidence file ${file.sha256} ${found === null ? 'is not in the folder of files' : 'was changed'}`);
    }
    return whole;
  }
}
