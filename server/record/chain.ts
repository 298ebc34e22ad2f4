import { rowById, updateRow } from '../../db/kept.ts';
import type { Tx } from '../../db/store.ts';
import { linkHash } from './hashes.ts';

export type Linked<T> = T & { position: number; previousHash: string; hash: string };

/**
 * Puts items at the end of a chain, in order: each gets its place, the hash before it and its own. The transaction must hold the books, so that
 * nobody else appends meanwhile.
 */
export async function appendToChain<T extends object>({ db, t, books }: Tx, chain: string, items: readonly T[]): Promise<Linked<T>[]> {
  if (!books) throw new Error('A chain is appended to by a change that holds the books');
  const head = await rowById(db, t.chainHeads, chain);
  if (!head) throw new Error(`There is no chain ${chain}`);
  let { length, hash: last } = head;
  const linked = items.map((item) => {
    length += 1;
    const link = { ...item, position: length, previousHash: last };
    last = linkHash(link);
    return { ...link, hash: last };
  });
  await updateRow(db, t.chainHeads, chain, { length, hash: last });
  return linked;
}
