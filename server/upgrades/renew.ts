import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { addDays, endOfTerm } from '../domain/days.ts';
import { takeNumbers } from '../record/counters.ts';
import { record } from '../record/record.ts';
import type { Act } from '../rest/request.ts';
import { searchText } from '../rest/search.ts';
import { referenceOf, writeLines } from './commands.ts';
import { placeOrder } from './place.ts';
import { asLine, type SubscriptionRow, type UpgradeRow } from './read.ts';

/** A line that renews by itself goes on for another term on the same terms, from the day after its end: an order that nobody gave, placed and completed at once. */
export async function renewLine(act: Act, line: SubscriptionRow): Promise<void> {
  const { tx, now } = act;
  if (line.endsOn === null) return;
  const effectiveOn = addDays(line.endsOn, 1);
  const [account] = await tx.db.select({ name: tx.t.accounts.name }).from(tx.t.accounts).where(eq(tx.t.accounts.id, line.accountId));
  const year = now.slice(0, 4);
  const reference = referenceOf(year, await takeNumbers(tx, `upgrades:${year}`));
  const row: UpgradeRow = {
    id: uuidv7(), reference, externalId: null, accountId: line.accountId, contactId: null, kind: 'renewal', pathId: null, status: 'draft', step: 'entry', motion: 'automatic', startedBy: 'system', startedById: null, startedAt: now,
    placedAt: null, completedAt: null, cancelledAt: null, lastActivityAt: now, effectiveOn, beforeArrMinor: line.reportingArrMinor, afterArrMinor: line.reportingArrMinor, exceptionStatus: null, exception: null, cancelReason: null, codedAs: null,
    touches: 0, firstTouchedAt: null, shadowTouches: 0, timesEscalated: 0, search: searchText(reference, account?.name), version: 1,
  };
  await tx.db.insert(tx.t.upgrades).values(row);
  await writeLines(act, row.id, { before: [asLine(line)], after: [{ ...asLine(line), line: 'a', startsOn: effectiveOn, endsOn: endOfTerm(effectiveOn, line.termMonths), replaces: [line.id] }] });
  const placed = await placeOrder(act, row, 'system', effectiveOn);
  await tx.db.insert(tx.t.upgradeSteps).values({ id: uuidv7(), upgradeId: row.id, step: 'completed', startedAt: now, by: 'system', actorId: null });
  const after: UpgradeRow = { ...row, ...placed, status: 'completed', step: 'completed', completedAt: now };
  await tx.db.update(tx.t.upgrades).set({ ...placed, status: 'completed', step: 'completed', completedAt: now }).where(eq(tx.t.upgrades.id, row.id));
  await record(act, { command: 'upgrades.renewed', resource: 'upgrades', id: row.id, before: null, after, accountId: row.accountId, upgradeId: row.id });
}
