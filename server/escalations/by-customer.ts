import { and, asc, eq, inArray } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { calendarOfRegion, readPolicy } from '../admin/commands.ts';
import { dayIn } from '../domain/days.ts';
import { clocksOf, type Escalation } from '../domain/escalation.ts';
import type { Instant, Step } from '../domain/words.ts';
import { addWorkingMinutes } from '../domain/working-time.ts';
import { record } from '../record/record.ts';
import type { Act } from '../rest/request.ts';
import { searchText } from '../rest/search.ts';
import { readUpgrade } from '../upgrades/read.ts';
import { checkRootCause, escalateAgain } from './commands.ts';
import { isAway, openEscalationOf, readEscalation, scoreOf, type EscalationRow } from './read.ts';

export type Asked = { reason: string; text: string; contactEmail: string | null; step: Step; at: Instant };

/** What the customer said each time they escalated: everything that is derived of a waiting escalation comes from these. */
type Call = { at: Instant; text: string; detail: { reason?: string; step?: Step } };

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').trim().slice(0, 160) || 'Escalated from the portal';

/** The customer has escalated from a step. A hand-back goes back to the queue; an open escalation gets their words; else one opens. */
export async function escalatedByCustomer(act: Act, upgradeId: string, asked: Asked): Promise<void> {
  await checkRootCause(act, 'reason', asked.reason);
  const { tx } = act;
  const open = await openEscalationOf(tx, upgradeId);
  const again = open?.status === 'handed_back' && asked.at >= (open.handedBackAt ?? '');
  const name = await callerName(act, upgradeId, asked.contactEmail);
  // Where they are stuck now counts in the score that asking again reckons anew.
  if (again) await tx.db.update(tx.t.escalations).set({ step: asked.step }).where(eq(tx.t.escalations.id, open.id));
  // Their words are written here, with the reason and the step that an event carries.
  const id = again ? await escalateAgain(act, open.id, '') : (open?.id ?? (await openByCustomer(act, upgradeId, asked)));
  await tx.db.insert(tx.t.timeline).values({
    id: uuidv7(), escalationId: id, at: asked.at, kind: 'customer', verb: again ? 'escalate-again' : 'escalate', authorId: null, authorName: name, text: asked.text, detail: { reason: asked.reason, step: asked.step, channel: 'portal' },
  });
  if (again) return;
  const timesEscalated = (await readUpgrade(tx, upgradeId)).timesEscalated + 1;
  await tx.db.update(tx.t.escalations).set({ timesEscalated }).where(eq(tx.t.escalations.id, id));
  await tx.db.update(tx.t.upgrades).set({ timesEscalated }).where(eq(tx.t.upgrades.id, upgradeId));
  if (open) await record(act, { command: 'escalations.event', resource: 'escalations', id, before: open, after: { ...open, timesEscalated }, accountId: open.accountId, upgradeId });
}

async function callerName({ tx }: Act, upgradeId: string, email: string | null): Promise<string> {
  const upgrade = await readUpgrade(tx, upgradeId);
  const { contacts, accounts } = tx.t;
  const [byMail] = email === null ? [] : await tx.db.select({ name: contacts.name }).from(contacts).where(and(eq(contacts.accountId, upgrade.accountId), eq(contacts.email, email.trim().toLowerCase())));
  const [primary] = byMail ? [byMail] : await tx.db.select({ name: contacts.name }).from(contacts).where(eq(contacts.id, upgrade.contactId ?? ''));
  const [account] = primary ? [primary] : await tx.db.select({ name: accounts.name }).from(accounts).where(eq(accounts.id, upgrade.accountId));
  return account?.name ?? 'Customer';
}

/** Every time that the customer has escalated while this escalation was open, earliest first. */
async function callsOf({ tx }: Act, escalationId: string): Promise<Call[]> {
  const { timeline } = tx.t;
  const rows = await tx.db.select({ at: timeline.at, text: timeline.text, detail: timeline.detail }).from(timeline)
    .where(and(eq(timeline.escalationId, escalationId), eq(timeline.kind, 'customer'), inArray(timeline.verb, ['escalate', 'log', 'escalate-again']))).orderBy(asc(timeline.at), asc(timeline.text));
  return rows.map((row) => ({ ...row, detail: row.detail as Call['detail'] }));
}

/** Whether anybody has had it in hand: from then on its times and its round are theirs, not the events'. */
async function wasInHand({ tx }: Act, escalationId: string): Promise<boolean> {
  const { timeline } = tx.t;
  const acts = await tx.db.select({ id: timeline.id }).from(timeline).where(and(eq(timeline.escalationId, escalationId), inArray(timeline.verb, ['claim', 'transfer', 'hand-back']))).limit(1);
  return acts.length > 0;
}

async function openByCustomer(act: Act, upgradeId: string, { reason, text, step, at }: Asked): Promise<string> {
  const { tx } = act;
  const upgrade = await readUpgrade(tx, upgradeId);
  const [account] = await tx.db.select().from(tx.t.accounts).where(eq(tx.t.accounts.id, upgrade.accountId));
  if (!account) throw new Error(`Upgrade ${upgradeId} has no account`);
  const row = {
    id: uuidv7(), externalId: null, upgradeId, accountId: account.id, contactId: upgrade.contactId, status: 'waiting', statusSince: at, outcome: null, step, channel: 'portal', reason, subject: firstLine(text), assigneeId: null,
    claimedAt: null, leaseUntil: null, leaseLeftMinutes: null, ownerId: account.managerId, offeredAt: at, priority: 'normal', priorityOverride: null, score: 0, scoreParts: [], arrAtStakeMinor: 0, queueDueAt: at,
    firstResponseDueAt: at, resolutionDueAt: at, firstRespondedAt: null, openedAt: at, roundStartedAt: at, clockStops: [], pauseReason: null, pausedUntil: null, handedBackStep: null, handedBackAt: null, rootCause: null,
    timesEscalated: 1, handleSeconds: 0, closedAt: null, kind: upgrade.kind, region: account.region, segment: account.segment, search: searchText(firstLine(text), upgrade.reference, account.name), version: 1,
  } satisfies EscalationRow;
  await tx.db.insert(tx.t.escalations).values(row);
  await record(act, { command: 'escalations.event', resource: 'escalations', id: row.id, before: null, after: row, accountId: account.id, upgradeId });
  return row.id;
}

/**
 * Derives a waiting escalation that nobody has worked on anew from what the customer said and where the upgrade stands, so that events mean the
 * same in whatever order they came in.
 */
export async function settleWaiting(act: Act, id: string): Promise<void> {
  const { tx, now } = act;
  const row = await readEscalation(tx, id);
  if (row.upgradeId === null || row.handleSeconds > 0 || row.channel !== 'portal' || (await wasInHand(act, id))) return;
  const calls = await callsOf(act, id);
  const [first, last] = [calls[0], calls.at(-1)];
  if (!first || !last) return;
  const upgrade = await readUpgrade(tx, row.upgradeId);
  const policy = await readPolicy(tx);
  const calendar = await calendarOfRegion(tx, row.region);
  const today = dayIn(policy.booksZone, now);
  const step = last.detail.step ?? row.step;
  const arrAtStakeMinor = upgrade.afterArrMinor || upgrade.beforeArrMinor;
  const scored = await scoreOf(tx, { accountId: row.accountId, upgradeId: upgrade.id, step, timesEscalated: row.timesEscalated, arrAtStakeMinor, today });
  const [account] = await tx.db.select({ name: tx.t.accounts.name }).from(tx.t.accounts).where(eq(tx.t.accounts.id, row.accountId));
  const [owner] = await tx.db.select().from(tx.t.users).where(eq(tx.t.users.id, row.ownerId));
  const band = row.priorityOverride === null ? scored.band : row.priority;
  const atOnce = band === 'urgent' || owner?.status !== 'active' || isAway(owner, today);
  const settled = {
    step, reason: first.detail.reason ?? row.reason, subject: firstLine(first.text), openedAt: first.at, roundStartedAt: first.at, statusSince: first.at, arrAtStakeMinor, kind: upgrade.kind,
    score: scored.score, scoreParts: scored.parts, priority: band, offeredAt: atOnce ? first.at : addWorkingMinutes(calendar, first.at, policy.ownerWindowMinutes),
    search: searchText(firstLine(first.text), upgrade.reference, account?.name),
  };
  const next = { ...row, ...settled } as Escalation;
  await tx.db.update(tx.t.escalations).set({ ...settled, ...clocksOf(next, { policy, calendar }) }).where(eq(tx.t.escalations.id, id));
}
