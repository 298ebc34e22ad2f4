import { and, count, gte, inArray, isNotNull, lte, ne, sql, sum } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Month } from '../domain/words.ts';
import type { Reader } from './read.ts';

export const MISCODING_BY = ['pathId', 'rule', 'month', 'kind'] as const;
export type MiscodingBy = (typeof MISCODING_BY)[number];

export type Rows = { resource: 'codings'; filter: Record<string, unknown> };
export type Miscoding = { key: string | null; coded: number; miscoded: number; rate: number | null; rows: { coded: Rows; miscoded: Rows } };

/**
 * Of the orders that were coded, how many were miscoded: path and lines did not agree, or somebody corrected what was coded. By path, rule,
 * kind or month of effect; each figure with the rows behind it.
 */
export async function readMiscoding({ db, t }: Reader, { from, to, by }: { from: Month; to: Month; by: MiscodingBy }): Promise<Miscoding[]> {
  const { codings: c } = t;
  const column: SQLiteColumn = c[by];
  const orders = and(isNotNull(c.upgradeId), ne(c.status, 'reversed'), gte(c.month, from), lte(c.month, to), inArray(c.origin, ['upgrade', 'import', 'event']));
  const rows = await db.select({ key: sql<string | null>`${column}`, coded: count(), miscoded: sum(sql`case when ${c.miscoded} then 1 else 0 end`).mapWith(Number) }).from(c).where(orders).groupBy(column);
  const standing = { upgradeId_null: false, status_ne: 'reversed', month_gte: from, month_lte: to, origin: ['upgrade', 'import', 'event'] };
  return rows.map(({ key, coded, miscoded }) => {
    const own = { ...standing, [by]: key };
    return { key, coded: Number(coded), miscoded, rate: Number(coded) === 0 ? null : miscoded / Number(coded), rows: { coded: { resource: 'codings' as const, filter: own }, miscoded: { resource: 'codings' as const, filter: { ...own, miscoded: true } } } };
  }).sort((a, b) => b.miscoded - a.miscoded || b.coded - a.coded || (String(a.key) < String(b.key) ? -1 : 1));
}
