import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/**
 * The column kinds that the schema is written in, for SQLite. `kit.postgres.ts` has the same names.
 * Instants and days are ISO text on both engines, so rows come back identical and sort the same way.
 */
export const kit = {
  table: sqliteTable,
  text: () => text(),
  words: <const W extends readonly [string, ...string[]]>(words: W) => text({ enum: words }),
  integer: () => integer(),
  /** Integer minor units; 64 bits in both databases, refused past 2⁵³ by the rules above. */
  money: () => integer(),
  real: () => real(),
  flag: () => integer({ mode: 'boolean' }),
  json: <T>() => text({ mode: 'json' }).$type<T>(),
  /** A whole number that the database counts up by itself. */
  sequence: () => integer().primaryKey({ autoIncrement: true }),
  index,
  uniqueIndex,
};

export type Kit = typeof kit;
