import { openReader } from '../db/store.ts';
import type { ChainWalk } from './coding/chain-walk.ts';
import { readDifferences } from './coding/differences.ts';
import { checkLedger } from './coding/verify.ts';
import { checkAttestations } from './returns/verify.ts';

/** Walks the ledger of a database, holds its texts, its attestations and (in that folder) their evidence files against their hashes, and its lines against its entries. Gives what is wrong, and says what was found. */
export async function verifyDatabase(walk: ChainWalk, url: string, files: string | null, say: (line: string) => void): Promise<string[]> {
  const reader = await openReader(url);
  try {
    const asked = { db: reader.read, t: reader.t };
    const { texts, faults } = await checkLedger(asked, walk);
    say(`${texts.kept} reasons of corrections are the ones that the ledger knows; ${texts.erased} were erased.`);
    const attested = await checkAttestations(asked, files);
    say(`${attested.length.toLocaleString('en')} attestations follow each other; the signers of ${attested.erased.toLocaleString('en')} were erased${files === null ? '' : `; ${attested.files.toLocaleString('en')} evidence files are there to the byte`}.`);
    const differences = await readDifferences(asked, '9999-12-31');
    return [...faults, ...attested.faults, ...differences.map(({ accountName, causes }) => `${accountName}: ${causes.join('; ')}`)];
  } finally {
    await reader.close();
  }
}
