import { and, asc, eq, inArray, isNull, lte, notExists, or, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { insertRow, updateIf } from '../../db/kept.ts';
import { calendarOfRegion, readPolicy } from '../admin/commands.ts';
import { dayIn } from '../domain/days.ts';
import { allowedMoves, clocksOf, DESK, visibleAct, type Escalation, type Move, type MoveName } from '../domain/escalation.ts';
import { linkCause } from '../domain/mail.ts';
import { can } from '../domain/permissions.ts';
import { invalid, isRefusal, notNow } from '../domain/refusal.ts';
import type { CommandName } from '../domain/touch.ts';
import { addWorkingMinutes } from '../domain/working-time.ts';
import type { Channel } from '../domain/words.ts';
import { dropMails } from '../mail/commands.ts';
import { record } from '../record/record.ts';
import { Problem, refusalProblem, staleProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { searchText } from '../rest/search.ts';
import { decideOn, deskFacts, isAway, nameOf, openEscalationOf, ownersServedBy, readEscalation, scoreOf, type EscalationRow } from './read.ts';

type Said = { kind: 'customer' | 'message' | 'note' | 'event'; verb?: string; text?: string; detail?: Record<string, unknown> };

/** One more row on the timeline; answers its id. */
export async function say({ tx, actor, now }: Act, escalationId: string, { kind, verb, text = '', detail = {} }: Said, authorName = actor.name): Promise<string> {
  const id = uuidv7();
  await insertRow(tx.db, tx.t.timeline, { id, escalationId, at: now, kind, verb: verb ?? null, authorId: kind === 'customer' ? null : actor.id, authorName, text, detail });
  return id;
}

const commandOf = (name: MoveName): CommandName => `escalations.${name}`;

/** Acts that only append leave the version alone: a colleague's note must not make the holder's next save stale. */
const APPENDS: readonly MoveName[] = ['note', 'message'];
/** What only the clock does leaves it alone too. */
const CLOCK_ONLY: readonly MoveName[] = ['pause-ended'];

/** Saves a decided change if the record is still the one that was decided on; false when somebody was faster. */
async function save(act: Act, row: EscalationRow, patch: Partial<Escalation>, name: MoveName): Promise<boolean> {
  const { escalations } = act.tx.t;
  const version = APPENDS.includes(name) || CLOCK_ONLY.includes(name) ? row.version : row.version + 1;
  if (!(await updateIf(act.tx.db, escalations, row.id, { ...patch, version } as Partial<EscalationRow>, { status: row.status, version: row.version }))) return false;
  await record(act, { command: commandOf(name), resource: 'escalations', id: row.id, before: row, after: { ...row, ...patch }, accountId: row.accountId, upgradeId: row.upgradeId });
  return true;
}

/** Who the move gives the item to, or who holds it. */
const holderAfter = (move: Move, row: EscalationRow, act: Act): string | null => (move.name === 'transfer' ? move.to.id : move.name === 'claim' ? act.actor.id : (row.assigneeId ?? act.actor.id));

/**
 * Makes one move: load, decide, write. 409 where the version is stale (with the record as it is), where the state does not allow it, or
 * where somebody else was faster (with their name).
 */
export async function makeMove(act: Act, id: string, move: Move, said: Said | null, version?: number): Promise<EscalationRow> {
  const row = await readEscalation(act.tx, id);
  const facts = await deskFacts(act.tx, row, act.now, holderAfter(move, row, act));
  // Losing a claim is told by who won it, whatever version was seen.
  const lost = move.name === 'claim' && row.status !== 'waiting';
  if (!lost && version !== undefined && row.version !== version) throw staleProblem(row);
  const patch = decideOn(row, move, act.actor, facts);
  if (isRefusal(patch)) throw refusalProblem(patch, row);
  if (!(await save(act, row, patch, move.name))) {
    const now = await readEscalation(act.tx, id);
    throw new Problem(409, `${(await nameOf(act.tx, now.assigneeId)) ?? 'A colleague'} was faster`, { current: now, allowed: allowedMoves(now, act.actor) });
  }
  if (said) await say(act, id, said);
  return { ...row, ...patch } as EscalationRow;
}

export type LogInput = { accountId: string; upgradeId?: string | null; contactId?: string | null; channel: Channel; reason: string; text: string; subject?: string };

/** Opens an escalation, or reopens the handed-back one of the same upgrade: the customer has asked again. */
export async function logEscalation(act: Act, input: LogInput): Promise<string> {
  const { tx } = act;
  const [account] = await tx.db.select().from(tx.t.accounts).where(eq(tx.t.accounts.id, input.accountId));
  if (!account) throw refusalProblem(invalid('accountId', 'is not one of the accounts'));
  await checkRootCause(act, 'reason', input.reason);
  const upgrade = input.upgradeId ? (await tx.db.select().from(tx.t.upgrades).where(eq(tx.t.upgrades.id, input.upgradeId)))[0] : null;
  if (input.upgradeId && upgrade?.accountId !== account.id) throw refusalProblem(invalid('upgradeId', 'is not an upgrade of this account'));
  if (upgrade && ['cancelled', 'abandoned'].includes(upgrade.status)) throw refusalProblem(notNow(`The upgrade is ${upgrade.status}: log the call on the account instead`, []), upgrade);
  if (input.contactId) await checkContact(act, account.id, input.contactId);
  const open = upgrade ? await openEscalationOf(tx, upgrade.id) : null;
  if (open?.status === 'handed_back') return escalateAgain(act, open.id, input.text);
  if (open) throw new Problem(409, 'There is an open escalation for this upgrade already', { current: open, allowed: allowedMoves(open, act.actor) });
  return openEscalation(act, input, account, upgrade ?? null);
}

async function openEscalation(act: Act, input: LogInput, account: Act['tx']['t']['accounts']['$inferSelect'], upgrade: Act['tx']['t']['upgrades']['$inferSelect'] | null): Promise<string> {
  const { tx, now } = act;
  const policy = await readPolicy(tx);
  const calendar = await calendarOfRegion(tx, account.region);
  const today = dayIn(policy.booksZone, now);
  const timesEscalated = (upgrade?.timesEscalated ?? 0) + 1;
  const arrAtStakeMinor = upgrade ? upgrade.afterArrMinor || upgrade.beforeArrMinor : account.reportingArrMinor;
  const scored = await scoreOf(tx, { accountId: account.id, upgradeId: upgrade?.id ?? null, step: upgrade?.step ?? null, timesEscalated, arrAtStakeMinor, today });
  const [owner] = await tx.db.select().from(tx.t.users).where(eq(tx.t.users.id, account.managerId));
  const atOnce = scored.band === 'urgent' || owner?.status !== 'active' || isAway(owner, today);
  const subject = (input.subject ?? input.text.split('\n')[0] ?? '').trim().slice(0, 160) || 'Call logged';
  const state: Escalation = {
    id: uuidv7(), upgradeId: upgrade?.id ?? null, status: 'waiting', statusSince: now, outcome: null, step: upgrade?.step ?? null, assigneeId: null, claimedAt: null, leaseUntil: null, leaseLeftMinutes: null,
    priority: scored.band, priorityOverride: null, score: scored.score, queueDueAt: now, offeredAt: atOnce ? now : addWorkingMinutes(calendar, now, policy.ownerWindowMinutes),
    firstResponseDueAt: now, resolutionDueAt: now, firstRespondedAt: null, openedAt: now, roundStartedAt: now, clockStops: [], pauseReason: null, pausedUntil: null, handedBackStep: null, handedBackAt: null,
    rootCause: null, timesEscalated, handleSeconds: 0, closedAt: null,
  };
  const row: EscalationRow = {
    ...state, ...clocksOf(state, { policy, calendar }), externalId: null, accountId: account.id, contactId: input.contactId ?? upgrade?.contactId ?? null, channel: input.channel, reason: input.reason, subject,
    ownerId: account.managerId, scoreParts: scored.parts, arrAtStakeMinor, kind: upgrade?.kind ?? null, region: account.region, segment: account.segment,
    search: searchText(subject, upgrade?.reference, account.name), version: 1,
  } as EscalationRow;
  await tx.db.insert(tx.t.escalations).values(row);
  if (upgrade) await tx.db.update(tx.t.upgrades).set({ timesEscalated, lastActivityAt: now }).where(eq(tx.t.upgrades.id, upgrade.id));
  await say(act, row.id, { kind: 'customer', verb: 'log', text: input.text, detail: { channel: input.channel, reason: input.reason, step: row.step, loggedBy: act.actor.name } }, (await contactName(act, row.contactId)) ?? account.name);
  await record(act, { command: 'escalations.log', resource: 'escalations', id: row.id, before: null, after: row, accountId: account.id, upgradeId: row.upgradeId });
  return row.id;
}

async function contactName({ tx }: Act, contactId: string | null): Promise<string | null> {
  if (contactId === null) return null;
  const [contact] = await tx.db.select({ name: tx.t.contacts.name }).from(tx.t.contacts).where(eq(tx.t.contacts.id, contactId));
  return contact?.name ?? null;
}

async function checkContact({ tx }: Act, accountId: string, contactId: string): Promise<void> {
  const [contact] = await tx.db.select({ id: tx.t.contacts.id }).from(tx.t.contacts).where(and(eq(tx.t.contacts.id, contactId), eq(tx.t.contacts.accountId, accountId)));
  if (!contact) throw refusalProblem(invalid('contactId', 'is not a contact of this account'));
}

export async function checkRootCause({ tx }: Act, field: string, code: string, otherwise = 'must be one of the active root causes'): Promise<void> {
  const [found] = await tx.db.select({ active: tx.t.rootCauses.active }).from(tx.t.rootCauses).where(eq(tx.t.rootCauses.id, code));
  if (!found?.active) throw refusalProblem(invalid(field, otherwise));
}

/** The customer has asked again: back in the queue, counted, and their link is no longer good. */
export async function escalateAgain(act: Act, id: string, text: string, version?: number): Promise<string> {
  const row = await makeMove(act, id, { name: 'escalate-again' }, { kind: 'event', verb: 'escalate-again' }, version);
  await withdrawLinks(act, id);
  if (row.upgradeId) await act.tx.db.update(act.tx.t.upgrades).set({ timesEscalated: row.timesEscalated, lastActivityAt: act.now }).where(eq(act.tx.t.upgrades.id, row.upgradeId));
  await scoreAgain(act, row);
  if (text.trim() !== '') await say(act, id, { kind: 'customer', verb: 'escalate-again', text }, (await contactName(act, row.contactId)) ?? 'Customer');
  return id;
}

/** Asking again presses: the score, and unless a person set it the band, are reckoned anew, and the clocks with them. */
async function scoreAgain({ tx, now }: Act, row: EscalationRow): Promise<void> {
  const policy = await readPolicy(tx);
  const scored = await scoreOf(tx, { ...row, today: dayIn(policy.booksZone, now) });
  const next = { ...row, score: scored.score, priority: row.priorityOverride === null ? scored.band : row.priority };
  const clocks = clocksOf(next as Escalation, { policy, calendar: await calendarOfRegion(tx, row.region) });
  await tx.db.update(tx.t.escalations).set({ score: next.score, scoreParts: scored.parts, priority: next.priority, ...clocks }).where(eq(tx.t.escalations.id, row.id));
}

/** The links that were sent open nothing any more, and those that were not are not sent. */
export async function withdrawLinks(act: Act, escalationId: string): Promise<void> {
  const { tx, now } = act;
  const { handBackLinks } = tx.t;
  const withdrawn = await tx.db.update(handBackLinks).set({ withdrawnAt: now }).where(and(eq(handBackLinks.escalationId, escalationId), isNull(handBackLinks.usedAt), isNull(handBackLinks.withdrawnAt))).returning({ id: handBackLinks.id });
  await dropMails(act, withdrawn.map((link) => linkCause('hand-back', link.id)), 'Its link was withdrawn');
}

/** How many candidates are tried in one go before another round: claims of others may take them meanwhile. */
const CANDIDATES = 20;

/**
 * The next item for this person, claimed: their own accounts' first (and those they cover for), then what is offered to everyone; what they
 * declined stays away from them until the pause is over or everybody eligible has declined it. Null when nothing waits for them.
 */
export async function claimNext(act: Act): Promise<string | null> {
  const { tx, actor, now } = act;
  if (actor.id === null) return null;
  const { escalations, declines } = tx.t;
  const policy = await readPolicy(tx);
  const today = dayIn(policy.booksZone, now);
  const owners = await ownersServedBy(tx, actor.id, today);
  const staff = await tx.db.select().from(tx.t.users);
  const eligible = staff.filter((person) => person.status === 'active' && can(person.role, 'escalations:work') && !isAway(person, today)).map((person) => person.id);
  const gone = staff.filter((person) => person.status !== 'active' || isAway(person, today)).map((person) => person.id);
  const declinedByMe = tx.db.select({ one: sql`1` }).from(declines).where(and(eq(declines.escalationId, escalations.id), eq(declines.userId, actor.id), sql`${declines.until} > ${now}`));
  const everybodyDeclined = sql`(select count(*) from ${declines} where ${declines.escalationId} = ${escalations.id} and ${declines.until} > ${now} and ${inArray(declines.userId, eligible)}) >= ${eligible.length}`;
  const mayHave = or(notExists(declinedByMe), everybodyDeclined);
  const waiting = eq(escalations.status, 'waiting');
  for (const whose of [inArray(escalations.ownerId, owners), or(lte(escalations.offeredAt, now), inArray(escalations.ownerId, gone))]) {
    const candidates = await tx.db.select({ id: escalations.id }).from(escalations).where(and(waiting, whose, mayHave)).orderBy(asc(escalations.queueDueAt), asc(escalations.id)).limit(CANDIDATES);
    for (const { id } of candidates) if (await tryClaim(act, id)) return id;
  }
  return null;
}

async function tryClaim(act: Act, id: string): Promise<boolean> {
  const row = await readEscalation(act.tx, id);
  const patch = decideOn(row, { name: 'claim' }, act.actor, await deskFacts(act.tx, row, act.now, act.actor.id));
  if (isRefusal(patch) || !(await save(act, row, patch, 'claim'))) return false;
  await say(act, id, { kind: 'event', verb: 'claim' });
  return true;
}

export async function declineEscalation(act: Act, id: string, reason: string, version: number): Promise<void> {
  const { declineHours } = await readPolicy(act.tx);
  await makeMove(act, id, { name: 'decline', reason }, { kind: 'event', verb: 'decline', text: reason }, version);
  const until = new Date(Date.parse(act.now) + declineHours * 3_600_000).toISOString();
  const { declines } = act.tx.t;
  await act.tx.db.insert(declines).values({ id: uuidv7(), escalationId: id, userId: act.actor.id ?? '', until }).onConflictDoUpdate({ target: [declines.escalationId, declines.userId], set: { until } });
}

/** Whether the holder ordered for the customer while they held it: the outcome says so. */
export async function orderedWhileOpen({ tx }: Act, row: EscalationRow): Promise<boolean> {
  if (row.upgradeId === null) return false;
  const [upgrade] = await tx.db.select({ placedAt: tx.t.upgrades.placedAt }).from(tx.t.upgrades).where(eq(tx.t.upgrades.id, row.upgradeId));
  return upgrade?.placedAt != null && upgrade.placedAt >= row.openedAt;
}

/** What the desk does by itself when a time has come; each in its own transaction, and only if it is still so. */
export async function deskMove(act: Act, id: string, name: 'lease-ended' | 'pause-ended' | 'given-up' | 'left' | 'ordered' | 'self-completed'): Promise<boolean> {
  const row = await readEscalation(act.tx, id);
  const asDesk: Act = { ...act, actor: DESK };
  const patch = decideOn(row, { name }, DESK, await deskFacts(act.tx, row, act.now, row.assigneeId));
  if (isRefusal(patch) || !(await save(asDesk, row, patch, name))) return false;
  // Where the customer did it, their page goes on to say so.
  if (name === 'given-up' || name === 'left' || name === 'ordered') await withdrawLinks(asDesk, id);
  await say(asDesk, id, { kind: 'event', verb: name });
  return true;
}

/** A customer-visible act on the escalation's upgrade answers the first response and renews the lease. */
export async function actedOnUpgrade(act: Act, upgradeId: string): Promise<void> {
  const row = await openEscalationOf(act.tx, upgradeId);
  if (!row || row.assigneeId !== act.actor.id) return;
  const patch = visibleAct(row as Escalation, await deskFacts(act.tx, row, act.now, row.assigneeId));
  await act.tx.db.update(act.tx.t.escalations).set(patch as Partial<EscalationRow>).where(eq(act.tx.t.escalations.id, row.id));
  act.tx.announce({ seq: 0, resource: 'escalations', id: row.id, action: 'escalations.acted', actorId: act.actor.id });
}

