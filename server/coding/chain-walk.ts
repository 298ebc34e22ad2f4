import type { KeyObject } from 'node:crypto';
import { Reversals } from '../domain/coding/reversals.ts';
import { GENESIS, linkHash } from '../record/hashes.ts';
import { isSigned } from '../record/signing.ts';
import { HASH } from './ledger-file.ts';
import type { Checkpoint, ledgerLine } from './ledger.ts';

export type LedgerLine = ReturnType<typeof ledgerLine>;
type Followed = Pick<LedgerLine, 'id' | 'position' | 'previousHash' | 'hash' | 'reversalOf' | 'effectiveOn' | 'amountMinor'> & { movement: string };

/** What was found: how many entries are as they were written, and what is not. */
export type Verdict = { length: number; hash: string; faults: string[] };

/** More say nothing new. */
export const MOST_FAULTS = 20;

/** What is compared of an entry, in the order in which its members stand, and how each begins. */
const COMPARED = (['amountMinor', 'effectiveOn', 'hash', 'id', 'movement', 'position', 'previousHash', 'reversalOf'] as const).map((name) => `"${name}":`);

/**
 * Their values as they are written, texts without their quotes; null where the line is in another order, or says its hash before that. A name that is
 * quoted in a text has its quotes escaped there, and is not taken for one.
 */
function comparedIn(line: string): string[] | null {
  const found: string[] = [];
  let at = 0;
  const hashAt = line.indexOf(HASH);
  for (const name of COMPARED) {
    at = line.indexOf(name, at);
    if (at < 0 || (found.length === HASH_PLACE && at !== hashAt)) return null;
    at += name.length;
    const from = line.charCodeAt(at) === QUOTE ? at + 1 : at;
    at = line.indexOf(from > at ? '"' : ',', from);
    found.push(line.slice(from, at));
  }
  return found;
}

const HASH_PLACE = COMPARED.findIndex((name) => HASH.startsWith(name));
const QUOTE = 0x22;
const words = new Map<string, string>();
/** One text for all that are equal. */
function once(word: string): string {
  const known = words.get(word);
  if (known !== undefined) return known;
  // A part of a text keeps all of it alive.
  const own = Buffer.from(word).toString();
  words.set(own, own);
  return own;
}

/** Walks the chain from its beginning. It stops at the first break: what comes after a broken link says nothing. */
export class ChainWalk {
  readonly faults: string[] = [];
  #length = 0;
  #hash = GENESIS;
  #broken = false;
  readonly #checkpoint: Checkpoint | null;
  readonly #reversals = new Reversals();

  constructor(checkpoint: Checkpoint | null = null) {
    this.#checkpoint = checkpoint;
  }

  /**
   * A line of an export, as its bytes. Where it is as it was hashed (`isAsHashed`), what has to be compared is read out of it as it stands; anything
   * else is looked at as what JSON makes of it. Throws where it is no JSON.
   */
  takeLine(bytes: Buffer, asHashed: boolean): void {
    const compared = asHashed ? comparedIn(bytes.toString('latin1')) : null;
    if (compared === null) return this.take(JSON.parse(bytes.toString()) as LedgerLine);
    const [amount, effectiveOn = '', hash = '', id = '', movement = '', position, previousHash = '', reversalOf = ''] = compared;
    this.#follow({
      id, movement: once(movement), effectiveOn: once(effectiveOn),
      position: Number(position), previousHash, hash, reversalOf: reversalOf === 'null' ? null : reversalOf, amountMinor: Number(amount),
    }, () => hash);
  }

  take(line: LedgerLine): void {
    const { hash: _hash, ...link } = line;
    this.#follow(line, () => linkHash(link));
  }

  #follow(line: Followed, reckon: () => string): void {
    if (this.#broken) return;
    const { hash } = line;
    // Written for the few entries of which there is something to say.
    const number = this.#length + 1;
    const place = () => `Entry ${number} (${String(line.id)})`;
    if (line.position !== this.#length + 1) return this.#break(`${place()}: the chain goes on with position ${String(line.position)}: an entry is missing or stands twice`);
    if (line.previousHash !== this.#hash) return this.#break(`${place()}: it does not follow the entry before it`);
    let own: string;
    try {
      own = reckon();
    } catch {
      return this.#break(`${place()}: it cannot be read`);
    }
    if (own !== hash) return this.#break(`${place()}: what it says is not what was written`);
    this.#length += 1;
    this.#hash = hash;
    this.#reversals.add(line);
    const { length, hash: signed } = this.#checkpoint ?? { length: -1, hash: '' };
    if (length === this.#length && signed !== hash) this.#break(`${place()}: the checkpoint has another hash for it: the ledger was written anew`);
  }

  end(): Verdict {
    const wanted = this.#checkpoint?.length ?? 0;
    if (!this.#broken && this.#length < wanted) this.#fault(`The ledger ends after ${this.#length} entries; the checkpoint was signed at ${wanted}: its end was cut off`);
    for (const fault of this.#reversals.faults()) this.#fault(fault);
    return { length: this.#length, hash: this.#hash, faults: this.faults };
  }

  #break(fault: string): void {
    this.#broken = true;
    this.#fault(fault);
  }

  #fault(fault: string): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push(fault);
  }
}

/** What is wrong with a checkpoint itself; null where it is signed, by the trusted key where there is one. */
export function checkpointFault(checkpoint: Checkpoint, trusted?: KeyObject): string | null {
  if (isSigned(checkpoint, trusted)) return null;
  return trusted ? 'The checkpoint is not signed with the key that you trust, or was changed' : 'The checkpoint is not signed, or was changed';
}
