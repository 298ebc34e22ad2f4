import { inArray } from 'drizzle-orm';
import { insertRow, updateRow } from '../../db/kept.ts';
import { settleAccountsArr } from '../accounts/commands.ts';
import { addToMonths, lineMonths } from '../record/months.ts';
import type { Act } from '../rest/request.ts';
import type { SubscriptionRow } from './read.ts';

/** A line as it was and as it is to be; null where there was none, or will be none. */
export type LineChange = { before: SubscriptionRow | null; after: SubscriptionRow | null };

const ROWS_A_STATEMENT = 150;

const months = (row: SubscriptionRow | null, sign: 1 | -1) =>
  row === null ? [] : lineMonths({ ...row, amountMinor: row.reportingArrMinor }).map((change) => ({ ...change, accountId: row.accountId, amountMinor: sign * change.amountMinor }));

/**
 * The only writer of what a subscription is worth and when it counts: opens, closes, changes and removes lines, moves the months they count in,
 * and puts their accounts' ARR right. What it does to recurring revenue is coded and posted in the same transaction by whoever calls it.
 */
export async function saveLines(act: Act, changes: readonly LineChange[]): Promise<void> {
  const { tx } = act;
  if (changes.length === 0) return;
  if (!tx.books) throw new Error('Lines are changed by a change that holds the books');
  const { subscriptions } = tx.t;
  const opened = changes.flatMap(({ before, after }) => (before === null && after !== null ? [after] : []));
  if (opened.length === 1 && opened[0]) await insertRow(tx.db, subscriptions, opened[0]);
  else for (let from = 0; from < opened.length; from += ROWS_A_STATEMENT) await tx.db.insert(subscriptions).values(opened.slice(from, from + ROWS_A_STATEMENT));
  for (const { before, after } of changes) {
    if (before === null || after === null) continue;
    const { id: _id, ...fields } = after;
    await updateRow(tx.db, subscriptions, before.id, fields);
  }
  const removed = changes.flatMap(({ before, after }) => (before !== null && after === null ? [before.id] : []));
  if (removed.length > 0) await tx.db.delete(subscriptions).where(inArray(subscriptions.id, removed));
  await addToMonths(tx, changes.flatMap(({ before, after }) => [...months(before, -1), ...months(after, 1)]));
  await settleAccountsArr(tx, [...new Set(changes.flatMap(({ before, after }) => [before?.accountId, after?.accountId].filter((id) => id !== undefined)))]);
}
