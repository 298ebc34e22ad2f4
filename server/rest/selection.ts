import { and, count, sql, type SQL } from 'drizzle-orm';
import type { Db, Store } from '../../db/store.ts';
import { parseFilter, parseSort, whereOf, type Condition, type Sort } from './query.ts';
import type { Viewer } from './request.ts';
import type { Resource } from './resource.ts';
import { foundBy } from './search.ts';

export const EXACT_UP_TO = 10_000;

export type Selection = {
  where: SQL | undefined;
  sort: Sort;
  /** All that `where` says, where that is the same for everybody and nothing is searched for; else null. */
  conditions: Condition[] | null;
};

/** Which records a request is about, in which order: the filter that it asks for, inside of what the viewer may see. */
export function selected({ engine, t }: Pick<Store, 'engine' | 't'>, resource: Resource, viewer: Viewer, query: { filter?: string; sort?: string }): Selection {
  const { conditions, q } = parseFilter(query.filter, resource.filters, resource.searchable !== undefined);
  const sort = parseSort(query.sort, resource.sorts, resource.standardSort);
  const found = q === null ? undefined : foundBy(t, resource, q, engine);
  const scope = resource.scope?.(viewer);
  return { where: and(whereOf(conditions, engine), found, scope), sort, conditions: found || scope ? null : conditions };
}

/** The question how many there are, up to one past `EXACT_UP_TO`. */
export function counting(read: Db, resource: Resource, where: SQL | undefined) {
  const capped = read.select({ one: sql`1`.as('one') }).from(resource.table).where(where).limit(EXACT_UP_TO + 1).as('capped');
  return read.select({ n: count() }).from(capped);
}

export async function countUp({ read }: Pick<Store, 'read'>, resource: Resource, where: SQL | undefined): Promise<number> {
  const [row] = await counting(read, resource, where);
  return Number(row?.n ?? 0);
}
