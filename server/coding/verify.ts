import { eq, inArray, isNotNull } from 'drizzle-orm';
import { saltedDigest } from '../record/hashes.ts';
import { ChainWalk, MOST_FAULTS, type Verdict } from './chain-walk.ts';
import { ledgerLine, readLedger } from './ledger.ts';
import type { Reader } from './read.ts';

type TextsVerdict = { kept: number; erased: number; faults: string[] };

/** The texts that stand beside the chain are those that it has digests of, or were erased and leave it whole. */
async function checkTexts({ db, t }: Reader): Promise<TextsVerdict> {
  const { corrections, revenueEntries, erasures } = t;
  const entries = await db.selectDistinct({ correctionId: revenueEntries.correctionId, noteDigest: revenueEntries.noteDigest }).from(revenueEntries).where(isNotNull(revenueEntries.correctionId));
  const verdict: TextsVerdict = { kept: 0, erased: 0, faults: [] };
  const fault = (text: string) => void (verdict.faults.length < MOST_FAULTS && verdict.faults.push(text));
  // How many notes erasures blanked in each account; what goes beyond that was blanked by somebody else.
  const blanked = new Map<string, number>();
  for (const { accountId, counts } of await db.select({ accountId: erasures.accountId, counts: erasures.counts }).from(erasures)) blanked.set(accountId, (blanked.get(accountId) ?? 0) + (counts['corrections'] ?? 0));
  for (let from = 0; from < entries.length; from += 500) {
    const some = entries.slice(from, from + 500);
    const rows = await db.select().from(corrections).where(inArray(corrections.id, some.flatMap(({ correctionId }) => correctionId ?? [])));
    for (const { correctionId, noteDigest } of some) {
      const row = rows.find(({ id }) => id === correctionId);
      if (!row) fault(`Correction ${correctionId}: its reason is not there`);
      else if (row.salt === null && row.note === null) {
        verdict.erased += 1;
        const left = blanked.get(row.accountId) ?? 0;
        if (left === 0) fault(`Correction ${row.id}: its reason is blank, and no erasure says why`);
        else blanked.set(row.accountId, left - 1);
      } else if (row.salt !== null && row.note !== null && saltedDigest(row.salt, `${row.reasonCode}\n${row.note}`) === noteDigest) verdict.kept += 1;
      else fault(`Correction ${row.id}: its reason is not the one that the ledger knows`);
    }
  }
  return verdict;
}

/** Whether the head that the next entry would follow is where the chain really ends. */
async function headFault({ db, t }: Reader, { length, hash }: Pick<Verdict, 'length' | 'hash'>): Promise<string | null> {
  const [head] = await db.select().from(t.chainHeads).where(eq(t.chainHeads.id, 'revenue-entries'));
  return head && head.length === length && head.hash === hash ? null : `The database says that the ledger has ${head?.length ?? 0} entries; ${length} are there and follow each other`;
}

/** The whole ledger of a database: that its entries follow each other, that the head is where they end, and that the texts beside it are its own. */
export async function checkLedger(reader: Reader, walk = new ChainWalk()): Promise<{ length: number; texts: TextsVerdict; faults: string[] }> {
  for await (const rows of readLedger(reader)) for (const row of rows) walk.take(ledgerLine(row));
  const verdict = walk.end();
  const head = verdict.faults.length === 0 ? await headFault(reader, verdict) : null;
  const texts = await checkTexts(reader);
  return { length: verdict.length, texts, faults: [...verdict.faults, ...(head ? [head] : []), ...texts.faults] };
}
