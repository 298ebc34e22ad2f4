import type { Tx } from '../../db/store.ts';
import type { Day } from '../domain/words.ts';
import { recountAccount } from './journeys.ts';
import { CUTS, moveMonths, type CutOf } from './months.ts';

export type AccountCuts = CutOf & { customerSince: Day };

/** Figures are cut by accounts as they are today: when its segment, region or manager changes, or since when it is a customer, its past goes along. */
export async function moveAccount(tx: Tx, accountId: string, before: AccountCuts, after: AccountCuts): Promise<void> {
  await moveMonths(tx, accountId, before, after);
  if ([...CUTS, 'customerSince' as const].some((property) => before[property] !== after[property])) await recountAccount(tx, accountId);
}
