import { eq } from 'drizzle-orm';
import { invalid, notNow } from '../domain/refusal.ts';
import { allowedMoves } from '../domain/escalation.ts';
import { record } from '../record/record.ts';
import { refusalProblem } from '../rest/problem.ts';
import type { Attach } from '../upgrades/routes.ts';
import { say } from './commands.ts';
import { readEscalation } from './read.ts';

/** A call that came without an upgrade gets one: what was started for it. Only its holder may. */
export const attachUpgrade: Attach = async (act, escalationId, upgradeId) => {
  const { tx, actor } = act;
  const row = await readEscalation(tx, escalationId);
  const [upgrade] = await tx.db.select().from(tx.t.upgrades).where(eq(tx.t.upgrades.id, upgradeId));
  if (!upgrade || upgrade.accountId !== row.accountId) throw refusalProblem(invalid('escalationId', 'belongs to another account'));
  if (row.status !== 'claimed' && row.status !== 'paused') throw refusalProblem(notNow(row.status === 'waiting' ? 'Claim the escalation first' : `The escalation is ${row.status.replace('_', ' ')}`, allowedMoves(row, actor)), row);
  if (row.upgradeId !== null) throw refusalProblem(notNow('This escalation has an upgrade already', allowedMoves(row, actor)), row);
  if (row.assigneeId !== actor.id) throw refusalProblem(notNow('Claim the escalation first', allowedMoves(row, actor)), row);
  const joined = { upgradeId, kind: upgrade.kind, step: upgrade.step };
  await tx.db.update(tx.t.escalations).set({ ...joined, version: row.version + 1 }).where(eq(tx.t.escalations.id, row.id));
  await record(act, { command: 'escalations.attach-upgrade', resource: 'escalations', id: row.id, before: row, after: { ...row, ...joined }, accountId: row.accountId, upgradeId });
  await tx.db.update(tx.t.upgrades).set({ timesEscalated: row.timesEscalated, contactId: upgrade.contactId ?? row.contactId }).where(eq(tx.t.upgrades.id, upgradeId));
  await say(act, row.id, { kind: 'event', verb: 'start-upgrade', detail: { reference: upgrade.reference } });
};
