import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { readPolicy } from '../admin/commands.ts';
import { invalid, notNow } from '../domain/refusal.ts';
import { handBackSteps, priceStands } from '../domain/upgrade.ts';
import type { Step } from '../domain/words.ts';
import { linkAddress, type Links } from '../record/link-token.ts';
import { record } from '../record/record.ts';
import { refusalProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { readJourney, readUpgrade } from '../upgrades/read.ts';
import { checkRootCause, makeMove, say } from './commands.ts';
import { mailHandBack } from './mail.ts';
import { readEscalation } from './read.ts';

export type HandBackInput = { step: Step; rootCause: string; message?: string; version: number };

/** Returns the journey to the customer at a chosen step and answers the single-use link by which they go on. */
export async function handBack(act: Act, id: string, input: HandBackInput, links: Links): Promise<string> {
  const { tx, now } = act;
  await checkRootCause(act, 'rootCause', input.rootCause);
  const row = await readEscalation(tx, id);
  if (row.upgradeId !== null) await checkStep(act, row.upgradeId, input.step);
  const moved = await makeMove(act, id, { name: 'hand-back', step: input.step, rootCause: input.rootCause }, null, input.version);
  if (input.message) await say(act, id, { kind: 'message', text: input.message });
  await say(act, id, { kind: 'event', verb: 'hand-back', detail: { step: input.step, rootCause: input.rootCause } });
  const upgradeId = moved.upgradeId ?? '';
  const upgrade = await readUpgrade(tx, upgradeId);
  if (upgrade.status === 'draft' && upgrade.step !== input.step) {
    await tx.db.update(tx.t.upgrades).set({ step: input.step, lastActivityAt: now, version: upgrade.version + 1 }).where(eq(tx.t.upgrades.id, upgradeId));
    await tx.db.insert(tx.t.upgradeSteps).values({ id: uuidv7(), upgradeId, step: input.step, startedAt: now, by: 'staff', actorId: act.actor.id });
    await record(act, { command: 'upgrades.handed-back', resource: 'upgrades', id: upgradeId, before: upgrade, after: { ...upgrade, step: input.step, lastActivityAt: now }, accountId: upgrade.accountId, upgradeId });
  }
  const { handBackLinkHours, booksZone } = await readPolicy(tx);
  const linkId = uuidv7();
  const expiresAt = new Date(Date.parse(now) + handBackLinkHours * 3_600_000).toISOString();
  await tx.db.insert(tx.t.handBackLinks).values({
    id: linkId, escalationId: id, upgradeId, step: input.step, message: input.message ?? '', createdAt: now, expiresAt, usedAt: null, withdrawnAt: null,
  });
  await mailHandBack(act, id, { linkId, message: input.message ?? '', expiresAt, zone: booksZone });
  return linkAddress(links, 'hand-back', linkId);
}

async function checkStep({ tx }: Act, upgradeId: string, step: Step): Promise<void> {
  const { upgrade, journey } = await readJourney(tx, upgradeId);
  const steps = handBackSteps(journey);
  if (!priceStands(journey)) throw refusalProblem(notNow(journey.exceptionStatus === 'waiting' ? 'Its price exception waits for an admin: the customer would see a price that is not granted' : 'Its price exception was refused: configure it at another price first', ['note', 'message', 'pause', 'resolve']), upgrade);
  if (!steps.includes(step)) throw refusalProblem(invalid('step', steps.length === 0 ? `cannot be: a journey that is ${upgrade.status} has nothing left for the customer to do` : `must be one of ${steps.join(', ')}`));
}
