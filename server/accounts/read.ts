import { sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Tables } from '../../db/schema/index.ts';
import { text, type Filterable } from '../rest/query.ts';

/** A property of the account that a record is about, as a filter on that record: figures are cut by it, so their rows are found by it. */
export const ofAccount = ({ accounts }: Tables, accountId: SQLiteColumn, column: SQLiteColumn): Filterable =>
  ({ ...text(column), through: (condition: SQL) => sql`${accountId} in (select ${accounts.id} from ${accounts} where ${condition})` });
