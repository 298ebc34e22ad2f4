import type { Day, Instant } from '../words.ts';
import type { Fault } from './reasons.ts';
import { quoted, readAmount, readCount, readDay, readFlag, readInstant, readKey, readText, type Read } from './values.ts';

/** One row of a file by fields. Reads what it is asked for and keeps what is wrong: a row is refused for its first fault, and told all of them. */
export class RowReader {
  readonly #faults: Fault[] = [];
  readonly #values: ReadonlyMap<string, string>;

  constructor(values: ReadonlyMap<string, string>) {
    this.#values = values;
  }

  /** What is wrong with it first. */
  get fault(): Fault | null {
    return this.#faults[0] ?? null;
  }

  /** The first fault's reason, and a sentence for each: who mends a row mends it once. */
  get faults(): Fault | null {
    return this.fault && { ...this.fault, detail: this.#faults.map(({ detail }) => detail).join('; ') };
  }

  /** Whether a column is mapped to it, whatever this row holds. */
  has(field: string): boolean {
    return this.#values.has(field);
  }

  /** The cell as it stands; '' where it is empty or nothing is mapped. */
  raw(field: string): string {
    return this.#values.get(field) ?? '';
  }

  blame(reason: Fault['reason'], detail: string): null {
    this.#faults.push({ reason, detail });
    return null;
  }

  need<T>(field: string, value: T | null): T | null {
    return value === null && this.raw(field) === '' ? this.blame('missing_value', `${field} is empty`) : value;
  }

  #read<T>(field: string, read: (text: string) => Read<T>): T | null {
    const text = this.raw(field);
    if (text === '') return null;
    const result = read(text);
    return 'value' in result ? result.value : this.blame(result.reason, `${field}: ${result.detail}`);
  }

  key = (field: string, most?: number): string | null => this.#read(field, (text) => readKey(text, most));
  text = (field: string, most: number): string | null => this.#read(field, (text) => readText(text, most));
  day = (field: string): Day | null => this.#read(field, readDay);
  instant = (field: string): Instant | null => this.#read(field, readInstant);
  flag = (field: string): boolean | null => this.#read(field, readFlag);
  count = (field: string, low: number, high: number): number | null => this.#read(field, (text) => readCount(text, low, high));
  amount = (field: string, currency: string): number | null => this.#read(field, (text) => readAmount(text, currency));

  /** One of a list of words, or of other names for them. */
  word<const W extends string>(field: string, words: readonly W[], others: Readonly<Record<string, W>> = {}): W | null {
    return this.#read<W>(field, (text) => {
      const folded = text.toLowerCase().replace(/[\s-]+/g, '_');
      const found = words.find((word) => word === folded) ?? (Object.hasOwn(others, folded) ? others[folded] : undefined);
      return found === undefined ? { reason: 'bad_word', detail: `${quoted(text)} is not one of ${words.join(', ')}` } : { value: found };
    });
  }
}
