import { bigint, boolean, customType, doublePrecision, index, integer, pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Kit } from './kit.sqlite.ts';

/** Text compares byte by byte, as SQLite's does, whatever the database's own collation is. */
const plainText = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' });

/** JSON is kept as text: what was written comes back to the letter, key order included. */
const jsonText = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => JSON.parse(value) as unknown,
});

const postgresKit = {
  table: pgTable,
  text: () => plainText(),
  words: () => plainText(),
  integer: () => integer(),
  money: () => bigint({ mode: 'number' }),
  real: () => doublePrecision(),
  flag: () => boolean(),
  json: () => jsonText(),
  sequence: () => bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  index,
  uniqueIndex,
};

/** The one cast where the two engines meet; the parity test compares both sets of tables column by column. */
export const kit = postgresKit as unknown as Kit;
