import { eq } from 'drizzle-orm';
import { allowedMoves } from '../domain/escalation.ts';
import { Problem } from '../rest/problem.ts';
import type { JourneyWatch } from '../upgrades/commands.ts';
import { actedOnUpgrade, say } from './commands.ts';
import { endByStaff, followStep } from './hand-back-ends.ts';
import { nameOf, openEscalationOf } from './read.ts';

/** While an escalation is open, only its holder works on the upgrade; what they do there shows on the escalation. */
export const escalationWatch: JourneyWatch = {
  async guard(act, upgradeId) {
    const open = await openEscalationOf(act.tx, upgradeId);
    if (!open || open.assigneeId === act.actor.id) return;
    const because = open.assigneeId === null ? 'Its escalation waits for somebody: claim it first' : `${(await nameOf(act.tx, open.assigneeId)) ?? 'A colleague'} is working on its escalation`;
    throw new Problem(409, because, { current: open, allowed: allowedMoves(open, act.actor) });
  },

  async acted(act, upgradeId, why = '') {
    await actedOnUpgrade(act, upgradeId);
    const open = await openEscalationOf(act.tx, upgradeId);
    if (!open) return;
    const [upgrade] = await act.tx.db.select().from(act.tx.t.upgrades).where(eq(act.tx.t.upgrades.id, upgradeId));
    if (!upgrade) return;
    const verb = upgrade.status === 'placed' ? 'place-on-behalf' : upgrade.status === 'cancelled' ? 'cancel-upgrade' : 'configure';
    await say(act, open.id, { kind: 'event', verb, text: why, detail: { beforeArrMinor: upgrade.beforeArrMinor, afterArrMinor: upgrade.afterArrMinor, exceptionStatus: upgrade.exceptionStatus, ...(verb === 'configure' && upgrade.exception && upgrade.exception.reason !== why && { exceptionReason: upgrade.exception.reason }) } });
    await endByStaff(act, open, upgrade);
  },

  async advanced(act, upgrade) {
    const open = await openEscalationOf(act.tx, upgrade.id);
    if (open) await followStep(act, open, upgrade);
  },

  async changed(act, upgrade) {
    const open = await openEscalationOf(act.tx, upgrade.id);
    if (!open || open.kind === upgrade.kind) return;
    await act.tx.db.update(act.tx.t.escalations).set({ kind: upgrade.kind }).where(eq(act.tx.t.escalations.id, open.id));
  },
};
