import { and, count, sql, type SQL } from 'drizzle-orm';
import type { Store } from '../../db/store.ts';
import { parseFilter, parseSort, type Sort } from './query.ts';
import type { Viewer } from './request.ts';
import type { Resource } from './resource.ts';
import { searchCondition } from './search.ts';

export const EXACT_UP_TO = 10_000;

/** Which records a request is about, in which order: the filter that it asks for, inside of what the viewer may see. */
export function selected({ engine, t }: Pick<Store, 'engine' | 't'>, resource: Resource, viewer: Viewer, query: { filter?: string; sort?: string }): { where: SQL | undefined; sort: Sort } {
  const filter = parseFilter(query.filter, resource.filters, resource.searchable === true, engine);
  const sort = parseSort(query.sort, resource.sorts, resource.standardSort);
  const found = filter.q === null ? undefined : searchCondition(t, resource.name, resource.table.id, filter.q, engine);
  return { where: and(filter.where, found, resource.scope?.(viewer)), sort };
}

/** How many there are, counted to one past `EXACT_UP_TO`. */
export async function countUp({ read }: Pick<Store, 'read'>, resource: Resource, where: SQL | undefined): Promise<number> {
  const capped = read.select({ one: sql`1`.as('one') }).from(resource.table).where(where).limit(EXACT_UP_TO + 1).as('capped');
  const [row] = await read.select({ n: count() }).from(capped);
  return Number(row?.n ?? 0);
}
