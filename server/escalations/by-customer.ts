import { and, asc, eq, inArray } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { inSlices } from '../../db/many.ts';
import { readCalendars, readPolicy } from '../admin/commands.ts';
import { dayIn } from '../domain/days.ts';
import { clocksOf, type Escalation } from '../domain/escalation.ts';
import { invalid } from '../domain/refusal.ts';
import type { Instant, Step } from '../domain/words.ts';
import { addWorkingMinutes } from '../domain/working-time.ts';
import { refusalProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { searchText } from '../rest/search.ts';
import type { UpgradeRow } from '../upgrades/read.ts';
import { escalateAgain } from './commands.ts';
import { isAway, scoresOf, type EscalationRow } from './read.ts';

export type Asked = { reason: string; text: string; contactEmail: string | null; step: Step; at: Instant };

type Tables = Act['tx']['t'];
export type SaidRow = Tables['timeline']['$inferInsert'];

/** Who may be calling, of all the accounts that one request's events are about. */
export type Callers = { accounts: Map<string, Tables['accounts']['$inferSelect']>; contacts: Tables['contacts']['$inferSelect'][]; causes: ReadonlySet<string> };

export async function readCallers({ tx }: Act, accountIds: readonly string[]): Promise<Callers> {
  const { accounts, contacts, rootCauses } = tx.t;
  return {
    accounts: new Map((await inSlices(accountIds, (ids) => tx.db.select().from(accounts).where(inArray(accounts.id, ids)))).map((account) => [account.id, account])),
    contacts: await inSlices(accountIds, (ids) => tx.db.select().from(contacts).where(inArray(contacts.accountId, ids))),
    causes: new Set((await tx.db.select({ id: rootCauses.id }).from(rootCauses).where(eq(rootCauses.active, true))).map((cause) => cause.id)),
  };
}

/** What the customer said each time they escalated: everything that is derived of a waiting escalation comes from these. */
type Call = { at: Instant; text: string; detail: { reason?: string; step?: Step } };

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').trim().slice(0, 160) || 'Escalated from the portal';

/** Whether their words ask again about what was handed back to them, rather than tell late of what was before it. */
export const asksAgain = (open: EscalationRow | null, at: Instant): boolean => open?.status === 'handed_back' && at >= (open.handedBackAt ?? '');

function checkAsked({ causes }: Callers, { reason }: Asked): void {
  if (!causes.has(reason)) throw refusalProblem(invalid('reason', 'must be one of the active root causes'));
}

function saidBy({ accounts, contacts }: Callers, upgrade: UpgradeRow, { reason, text, contactEmail, step, at }: Asked): Omit<SaidRow, 'id' | 'escalationId' | 'verb'> {
  const mail = contactEmail?.trim().toLowerCase();
  const contact = contacts.find((one) => one.accountId === upgrade.accountId && one.email.trim().toLowerCase() === mail) ?? contacts.find((one) => one.id === upgrade.contactId);
  return { at, kind: 'customer', authorId: null, authorName: contact?.name ?? accounts.get(upgrade.accountId)?.name ?? 'Customer', text, detail: { reason, step, channel: 'portal' } };
}

/** The customer has escalated from a step: an open escalation gets their words, else one opens. Nothing is written yet. */
export function callIn(callers: Callers, upgrade: UpgradeRow, open: EscalationRow | null, asked: Asked): { escalation: EscalationRow; said: SaidRow } {
  checkAsked(callers, asked);
  const escalation = { ...(open ?? opened(callers, upgrade, asked)), timesEscalated: upgrade.timesEscalated + 1 };
  return { escalation, said: { ...saidBy(callers, upgrade, asked), id: uuidv7(), escalationId: escalation.id, verb: 'escalate' } };
}

/** What was handed back goes to the queue again, counted, with their words. */
export async function callAgain(act: Act, callers: Callers, upgrade: UpgradeRow, open: EscalationRow, asked: Asked): Promise<void> {
  checkAsked(callers, asked);
  const { escalations, timeline } = act.tx.t;
  // Where they are stuck now counts in the score that asking again reckons anew.
  await act.tx.db.update(escalations).set({ step: asked.step }).where(eq(escalations.id, open.id));
  // Their words are written here, with the reason and the step that an event carries.
  await escalateAgain(act, open.id, '');
  await act.tx.db.insert(timeline).values({ ...saidBy(callers, upgrade, asked), id: uuidv7(), escalationId: open.id, verb: 'escalate-again' });
}

function opened({ accounts }: Callers, upgrade: UpgradeRow, { reason, text, step, at }: Asked): EscalationRow {
  const account = accounts.get(upgrade.accountId);
  if (!account) throw new Error(`Upgrade ${upgrade.id} has no account`);
  return {
    id: uuidv7(), externalId: null, upgradeId: upgrade.id, accountId: account.id, contactId: upgrade.contactId, status: 'waiting', statusSince: at, outcome: null, step, channel: 'portal', reason, subject: firstLine(text), assigneeId: null,
    claimedAt: null, leaseUntil: null, leaseLeftMinutes: null, ownerId: account.managerId, offeredAt: at, priority: 'normal', priorityOverride: null, score: 0, scoreParts: [], arrAtStakeMinor: 0, queueDueAt: at,
    firstResponseDueAt: at, resolutionDueAt: at, firstRespondedAt: null, openedAt: at, roundStartedAt: at, clockStops: [], pauseReason: null, pausedUntil: null, handedBackStep: null, handedBackAt: null, rootCause: null,
    timesEscalated: 1, handleSeconds: 0, closedAt: null, kind: upgrade.kind, region: account.region, segment: account.segment, search: searchText(firstLine(text), upgrade.reference, account.name), version: 1,
  };
}

/** From then on its times and its round are the holder's, not the events'. */
const IN_HAND = ['claim', 'transfer', 'hand-back'];
const CALLS = ['escalate', 'log', 'escalate-again'];

/** Of escalations that wait and nobody has worked on: what the customer said each time, earliest first. One that somebody has had in hand has none here. */
async function callsOf({ tx }: Act, ids: readonly string[], unsaved: readonly SaidRow[]): Promise<Map<string, Call[]>> {
  const { timeline } = tx.t;
  const rows = [
    ...(await inSlices(ids, (some) => tx.db.select().from(timeline).where(and(inArray(timeline.escalationId, some), inArray(timeline.verb, [...CALLS, ...IN_HAND]))).orderBy(asc(timeline.at), asc(timeline.text)))), ...unsaved,
  ];
  const found = new Map<string, Call[]>();
  for (const [id, said] of Map.groupBy(rows, (row) => row.escalationId)) {
    if (said.some((row) => IN_HAND.includes(row.verb ?? ''))) continue;
    const calls = said.filter((row) => row.kind === 'customer').map((row) => ({ at: row.at, text: row.text, detail: row.detail as Call['detail'] }));
    found.set(id, calls.sort((a, b) => (a.at === b.at ? (a.text < b.text ? -1 : 1) : a.at < b.at ? -1 : 1)));
  }
  return found;
}

export type Waiting = { escalation: EscalationRow; upgrade: UpgradeRow };

/**
 * Derives waiting escalations that nobody has worked on anew from what the customers said and where the upgrades stand, so that events mean the
 * same in whatever order they came in. Answers the rows as they are to be; `unsaved`: what was said and is not written yet.
 */
export async function settleWaiting(act: Act, waiting: readonly Waiting[], unsaved: readonly SaidRow[]): Promise<EscalationRow[]> {
  const { tx, now } = act;
  const open = waiting.filter(({ escalation }) => escalation.status === 'waiting' && escalation.handleSeconds === 0 && escalation.channel === 'portal');
  if (open.length === 0) return [];
  const calls = await callsOf(act, open.map(({ escalation }) => escalation.id), unsaved);
  const { accounts, users } = tx.t;
  const names = new Map((await inSlices(open.map(({ escalation }) => escalation.accountId), (ids) => tx.db.select({ id: accounts.id, name: accounts.name }).from(accounts).where(inArray(accounts.id, ids)))).map((one) => [one.id, one.name]));
  const owners = new Map((await inSlices(open.map(({ escalation }) => escalation.ownerId), (ids) => tx.db.select().from(users).where(inArray(users.id, ids)))).map((one) => [one.id, one]));
  const policy = await readPolicy(tx);
  const calendars = await readCalendars(tx);
  const today = dayIn(policy.booksZone, now);
  const stepOf = ({ escalation }: Waiting) => calls.get(escalation.id)?.at(-1)?.detail.step ?? escalation.step;
  const stakeOf = ({ upgrade }: Waiting) => upgrade.afterArrMinor || upgrade.beforeArrMinor;
  const scores = await scoresOf(tx, open.map((one) => ({ accountId: one.escalation.accountId, upgradeId: one.upgrade.id, step: stepOf(one), timesEscalated: one.escalation.timesEscalated, arrAtStakeMinor: stakeOf(one) })), today);
  return open.flatMap((one, index) => {
    const { escalation: row, upgrade } = one;
    const [first, scored, calendar, owner] = [calls.get(row.id)?.[0], scores[index], calendars.get(row.region), owners.get(row.ownerId)];
    if (!first || !scored) return [];
    if (!calendar) throw new Error(`Region ${row.region} has no calendar`);
    const band = row.priorityOverride === null ? scored.band : row.priority;
    const atOnce = band === 'urgent' || owner?.status !== 'active' || isAway(owner, today);
    const settled: EscalationRow = {
      ...row, step: stepOf(one), reason: first.detail.reason ?? row.reason, subject: firstLine(first.text), openedAt: first.at, roundStartedAt: first.at, statusSince: first.at, arrAtStakeMinor: stakeOf(one), kind: upgrade.kind,
      score: scored.score, scoreParts: scored.parts, priority: band, offeredAt: atOnce ? first.at : addWorkingMinutes(calendar, first.at, policy.ownerWindowMinutes),
      search: searchText(firstLine(first.text), upgrade.reference, names.get(row.accountId)),
    };
    return [{ ...settled, ...clocksOf(settled as Escalation, { policy, calendar }) }];
  });
}
