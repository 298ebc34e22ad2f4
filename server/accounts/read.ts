import { sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Tables } from '../../db/schema/index.ts';
import type { Store } from '../../db/store.ts';
import { SEGMENTS, UPGRADE_KINDS } from '../domain/words.ts';
import { fieldProblem } from '../rest/problem.ts';
import type { Filterable } from '../rest/filterable.ts';

/** A property of the account that a record is about, as a filter on that record: figures are cut by it, so their rows are found by it. */
export const ofAccount = ({ accounts }: Tables, accountId: SQLiteColumn, own: Filterable): Filterable =>
  ({ ...own, through: (condition: SQL) => sql`${accountId} in (select ${accounts.id} from ${accounts} where ${condition})` });

/** Whether the cuts of a report name what there is; a problem that names the cut where one does not. */
export async function checkCuts({ read, t }: Pick<Store, 'read' | 't'>, { segment, region, managerId, kind, pathId, family }: Partial<Record<'segment' | 'region' | 'managerId' | 'kind' | 'pathId' | 'family', string>>): Promise<void> {
  if (segment !== undefined && !(SEGMENTS as readonly string[]).includes(segment)) throw fieldProblem(400, 'segment', 'is not one of the segments');
  if (kind !== undefined && !(UPGRADE_KINDS as readonly string[]).includes(kind)) throw fieldProblem(400, 'kind', 'is not one of the kinds');
  const { regions, users, upgradePaths, products } = t;
  if (region !== undefined && !(await read.select({ id: regions.id }).from(regions)).some(({ id }) => id === region)) throw fieldProblem(400, 'region', 'is not one of the regions');
  if (managerId !== undefined && !(await read.select({ id: users.id }).from(users)).some(({ id }) => id === managerId)) throw fieldProblem(400, 'managerId', 'is not one of the staff');
  if (pathId !== undefined && !(await read.select({ id: upgradePaths.id }).from(upgradePaths)).some(({ id }) => id === pathId)) throw fieldProblem(400, 'pathId', 'is not one of the paths');
  if (family !== undefined && !(await read.select({ family: products.family }).from(products)).some((one) => one.family === family)) throw fieldProblem(400, 'family', 'is not one of the product families');
}
