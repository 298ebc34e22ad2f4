import { createHash } from 'node:crypto';
import pg from 'pg';

/** From so many times on, a statement is taken for one that comes again: preparing one that does not would cost more than it saves. */
const OFTEN = 3;
const MOST_PREPARED = 400;
const MOST_COUNTED = 2_000;

type Sent = { text?: string; name?: string; submit?: unknown };
type Query = (config: unknown, ...rest: unknown[]) => unknown;

/**
 * A connection that has PostgreSQL keep what it is asked over and over: reading a statement and planning it takes longer than many of them run.
 * What a statement is called follows from its text, so that two of one name are the same.
 */
export class KeepingClient extends pg.Client {
  readonly #counts = new Map<string, number>();
  readonly #names = new Map<string, string>();

  override query: pg.Client['query'] = ((config: Sent | string, ...rest: unknown[]) => {
    const send = super.query.bind(this) as Query;
    if (typeof config !== 'object' || config.text === undefined || config.name !== undefined || config.submit !== undefined) return send(config, ...rest);
    const name = this.#nameOf(config.text);
    return send(name === undefined ? config : { ...config, name }, ...rest);
  }) as pg.Client['query'];

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= MOST_PREPARED) return known;
    const times = (this.#counts.get(text) ?? 0) + 1;
    if (this.#counts.size >= MOST_COUNTED) this.#counts.clear();
    this.#counts.set(text, times);
    if (times < OFTEN) return undefined;
    this.#counts.delete(text);
    const name = `kept_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
    this.#names.set(text, name);
    return name;
  }
}
