import { hash } from 'node:crypto';
import { rowById, updateRow } from '../../db/kept.ts';
import type { Tx } from '../../db/store.ts';
import { canonicalJson } from '../domain/coding/canonical.ts';

/** The hash before the first link. */
export const GENESIS = '0'.repeat(64);

export type Linked<T> = T & { position: number; previousHash: string; hash: string };

/** SHA-256 over the canonical JSON (RFC 8785) of what a link says, its place and the hash before it. */
export const linkHash = (link: object): string => hash('sha256', canonicalJson(link), 'hex');

/** The same of a link that is written canonically already. */
export const bytesHash = (bytes: Buffer): string => hash('sha256', bytes, 'hex');

/** The salted digest by which a chain speaks of a text that may have to be erased one day. */
export function saltedDigest(salt: string, text: string): string {
  return hash('sha256', `${salt}\n${text}`, 'hex');
}

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
