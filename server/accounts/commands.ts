import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { kept } from '../../db/kept.ts';
import type { Db, Keepable, Tx } from '../../db/store.ts';
import { OPEN_ESCALATION_STATUSES } from '../domain/words.ts';
import type { Act } from '../rest/request.ts';

/** An account's open escalations go to its new manager's queue with it. */
export async function giveAccountTo({ tx }: Act, accountId: string, managerId: string): Promise<void> {
  const { escalations } = tx.t;
  await tx.db.update(escalations).set({ ownerId: managerId }).where(and(eq(escalations.accountId, accountId), inArray(escalations.status, [...OPEN_ESCALATION_STATUSES])));
}

/** Puts the accounts' ARR right after their subscriptions changed, in the same transaction. */
export async function settleAccountsArr({ db, t }: Tx, accountIds: readonly string[]): Promise<void> {
  const [one] = accountIds;
  const settle = (on: Db, which: SQL) => on.update(t.accounts).set({ reportingArrMinor: countingArr(t) }).where(which);
  if (accountIds.length === 1) await kept(db, 'settle an account', (on) => settle(on, eq(t.accounts.id, sql.placeholder('id'))) as unknown as Keepable<unknown>).execute({ id: one });
  else if (accountIds.length > 0) await settle(db, inArray(t.accounts.id, [...accountIds]));
}

const countingArr = ({ accounts, subscriptions }: Tx['t']) =>
  sql`coalesce((select sum(${subscriptions.reportingArrMinor}) from ${subscriptions} where ${subscriptions.accountId} = ${accounts.id} and ${subscriptions.countsUntil} is null), 0)`;
