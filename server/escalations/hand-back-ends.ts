import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { inSlices } from '../../db/many.ts';
import type { Tx } from '../../db/store.ts';
import { handBackIsDone } from '../domain/upgrade.ts';
import type { Act } from '../rest/request.ts';
import type { UpgradeRow } from '../upgrades/read.ts';
import { deskMove } from './commands.ts';
import type { EscalationRow } from './read.ts';

const PAST_ORDER = ['return', 'attestation'] as const;

/** Hand-backs past the order whose customer has finished what they were asked for, at most so many: those that are not finished hold up none. */
export async function finishedHandBacks({ db, t }: Pick<Tx, 'db' | 't'>, most: number): Promise<string[]> {
  const { escalations: e, upgrades: u, returns: r } = t;
  // The state stands in the statement itself: SQLite does not see that a parameter fits the index of that state alone.
  const handed = await db.select({ id: e.id, handedBackStep: e.handedBackStep, upgradeId: u.id, step: u.step, status: u.status }).from(e).innerJoin(u, eq(u.id, e.upgradeId))
    .where(and(sql`${e.status} = 'handed_back'`, isNotNull(e.handedBackStep), inArray(e.handedBackStep, [...PAST_ORDER])));
  const rows = await inSlices(handed.map(({ upgradeId }) => upgradeId), (some) => db.select({ upgradeId: r.upgradeId, status: r.status, owed: r.owed }).from(r).where(inArray(r.upgradeId, some)));
  const returns = Map.groupBy(rows, ({ upgradeId }) => upgradeId);
  return handed.flatMap((one) => (one.handedBackStep !== null && handBackIsDone(one.handedBackStep, one, returns.get(one.upgradeId) ?? []) ? [one.id] : [])).slice(0, most);
}

/** Ends a hand-back whose journey has gone on from the step. Answers whether it did. */
export async function followStep(act: Act, open: Pick<EscalationRow, 'id' | 'status' | 'handedBackStep'>, upgrade: Pick<UpgradeRow, 'step' | 'status'>): Promise<boolean> {
  if (open.status !== 'handed_back' || open.handedBackStep === null || !handBackIsDone(open.handedBackStep, upgrade, [])) return false;
  return deskMove(act, open.id, 'self-completed');
}

/** Staff ordered, or cancelled, what had been handed back: there is nothing left for the customer to do. */
export async function endByStaff(act: Act, open: Pick<EscalationRow, 'id' | 'status'>, upgrade: Pick<UpgradeRow, 'status'>): Promise<void> {
  if (open.status !== 'handed_back' || upgrade.status === 'draft') return;
  await deskMove(act, open.id, upgrade.status === 'cancelled' ? 'left' : 'ordered');
}
