/** What is looked at of an entry. Amounts in minor units, days as YYYY-MM-DD. */
type Entry = { id: string; reversalOf: string | null; amountMinor: number; movement: string; effectiveOn: string };
type Taken = Pick<Entry, 'amountMinor' | 'movement' | 'effectiveOn'>;

const AT_ONCE = 1_000;
const BETWEEN = '\n';

/**
 * That each reversal takes back exactly one entry before it, to the minor unit. Reversals are few and name entries from long before: all that pass are
 * kept as they come, which costs little, and only those that were named are looked up in the end.
 */
export class Reversals {
  /** The ids of a thousand entries are one text: of a million texts each would be moved about by the collector. */
  readonly #ids: string[] = [];
  #latest: string[] = [];
  readonly #amounts: number[] = [];
  readonly #movements: string[] = [];
  readonly #days: string[] = [];
  readonly #reversals: { at: number; reversalOf: string }[] = [];

  add({ id, reversalOf, amountMinor, movement, effectiveOn }: Entry): void {
    if (reversalOf !== null) this.#reversals.push({ at: this.#amounts.length, reversalOf });
    this.#amounts.push(amountMinor);
    this.#movements.push(movement);
    this.#days.push(effectiveOn);
    if (this.#latest.push(id) < AT_ONCE) return;
    // Made anew, since a part of a text (here: of a line) keeps all of it alive.
    this.#ids.push(Buffer.from(this.#latest.join(BETWEEN)).toString());
    this.#latest = [];
  }

  /** What is wrong, in the order of the chain. */
  faults(): string[] {
    if (this.#reversals.length === 0) return [];
    const faults: string[] = [];
    const named = new Set(this.#reversals.map(({ reversalOf }) => reversalOf));
    const taken = new Map<string, Taken>();
    let next = 0;
    let at = 0;
    for (const ids of [...this.#ids.map((text) => text.split(BETWEEN)), this.#latest]) {
      for (const id of ids) {
        const one = { amountMinor: this.#amounts[at] ?? 0, movement: this.#movements[at] ?? '', effectiveOn: this.#days[at] ?? '' };
        const reversal = this.#reversals[next];
        if (reversal?.at === at) {
          next += 1;
          const fault = faultOf(one, taken.get(reversal.reversalOf), reversal.reversalOf);
          if (fault) faults.push(`Entry ${at + 1} (${id}): ${fault}`);
          taken.delete(reversal.reversalOf);
        } else if (named.has(id)) {
          taken.set(id, one);
        }
        at += 1;
      }
    }
    return faults;
  }
}

function faultOf(reversal: Taken, entry: Taken | undefined, id: string): string | null {
  if (!entry) return 'it takes back an entry that is not there, or was taken back before';
  if (entry.amountMinor + reversal.amountMinor === 0 && entry.movement === reversal.movement && entry.effectiveOn === reversal.effectiveOn) return null;
  return `it does not take back what the entry ${id} says`;
}
