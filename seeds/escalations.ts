import { daysBetween } from '../server/domain/days.ts';
import { clocksOf, decide, DESK, visibleAct, type AnyActor, type DeskFacts, type Escalation, type Move, type MoveName } from '../server/domain/escalation.ts';
import { priority } from '../server/domain/priority.ts';
import { isRefusal } from '../server/domain/refusal.ts';
import type { Channel, Day, Step } from '../server/domain/words.ts';
import { addWorkingMinutes } from '../server/domain/working-time.ts';
import { searchText } from '../server/rest/search.ts';
import type { Act, Story } from './accounts.ts';
import type { Person } from './people.ts';
import type { Row } from './rows.ts';
import { calendarIn, dayOf, HOUR, iso } from './setting.ts';
import { askedAgain, askedFor, type Blanks, type Cause } from './texts.ts';

type Said = { kind: 'customer' | 'message' | 'note' | 'event'; verb?: string; text?: string; detail?: Record<string, unknown>; by?: string };

/** An escalation in the making, with everything that it leaves behind. */
export type Case = {
  story: Story;
  row: Row<'escalations'>;
  cause: Cause;
  timeline: Row<'timeline'>[];
  declines: Row<'declines'>[];
  links: Row<'handBackLinks'>[];
  acts: Act[];
  stakes: Stakes;
};

/** What the priority of an escalation is reckoned from, as it stood when the customer called. */
export type Stakes = { arrAtStakeMinor: number; termEndsOn: Day | null; returnOutstanding: boolean; returnOverdue: boolean };

export type Opening = {
  at: number;
  upgrade: Row<'upgrades'> | null;
  step: Step | null;
  cause: Cause;
  channel: Channel;
  /** Who wrote it down, where the customer did not write it themselves. */
  loggedBy?: Person;
  timesEscalated: number;
  stakes: Stakes;
  blanks: Blanks;
};

export const scoreOf = ({ arrAtStakeMinor, termEndsOn, returnOutstanding, returnOverdue }: Stakes, step: Step | null, timesEscalated: number, at: number) =>
  priority({ arrAtStakeMinor, daysToTermEnd: termEndsOn === null ? null : daysBetween(dayOf(at), termEndsOn), step, timesEscalated, returnOutstanding, returnOverdue });

/** The customer presses the button, or somebody writes down a call. */
export function openCase(story: Story, { at, upgrade, step, cause, channel, loggedBy, timesEscalated, stakes, blanks }: Opening): Case {
  const { random, account, profile, setting, contacts } = story;
  const now = iso(at);
  const calendar = calendarIn(account.region);
  const scored = scoreOf(stakes, step, timesEscalated, at);
  const { subject, text } = channel === 'rule' ? stuck(step) : askedFor(random, cause, blanks);
  const contact = contacts.find((one) => one.id === upgrade?.contactId) ?? contacts[0];
  const atOnce = scored.band === 'urgent' || profile.manager.away;
  const state: Escalation = {
    id: random.id(at), upgradeId: upgrade?.id ?? null, status: 'waiting', statusSince: now, outcome: null, step, assigneeId: null, claimedAt: null, leaseUntil: null, leaseLeftMinutes: null, priority: scored.band,
    priorityOverride: null, score: scored.score, queueDueAt: now, offeredAt: atOnce ? now : addWorkingMinutes(calendar, now, setting.policy.ownerWindowMinutes), firstResponseDueAt: now, resolutionDueAt: now,
    firstRespondedAt: null, openedAt: now, roundStartedAt: now, clockStops: [], pauseReason: null, pausedUntil: null, handedBackStep: null, handedBackAt: null, rootCause: null, timesEscalated, handleSeconds: 0, closedAt: null,
  };
  const row: Row<'escalations'> = {
    ...state, ...clocksOf(state, { policy: setting.policy, calendar }), externalId: null, accountId: account.id, contactId: contact?.id ?? null, channel, reason: cause, subject, ownerId: account.managerId, scoreParts: scored.parts,
    arrAtStakeMinor: stakes.arrAtStakeMinor, kind: upgrade?.kind ?? null, region: account.region, segment: account.segment, search: searchText(subject, upgrade?.reference, account.name), version: 1,
  };
  const made: Case = { story, row, cause, timeline: [], declines: [], links: [], acts: [], stakes };
  say(made, at, DESK, { kind: 'customer', verb: 'log', text, detail: { channel, reason: cause, step, ...(loggedBy ? { loggedBy: loggedBy.name } : {}) }, by: channel === 'rule' ? DESK.name : (contact?.name ?? account.name) });
  made.acts.push({ at, actor: loggedBy ?? DESK, command: 'escalations.log', resource: 'escalations', recordId: row.id, before: null, after: { status: 'waiting', channel, reason: cause, step, subject, priority: row.priority, score: row.score } });
  return made;
}

/** What a rule says in the customer's place. */
const stuck = (step: Step | null) => ({ subject: `Stuck at ${step}`, text: `The customer has come back to ${step} three times in two days and not gone on.` });

/** One more row on the timeline; a moment later than the one before, where both are of the same instant. */
export function say(made: Case, at: number, actor: AnyActor, { kind, verb, text = '', detail = {}, by }: Said): void {
  const { story, row, timeline } = made;
  timeline.push({ id: story.random.id(at), escalationId: row.id, at: iso(at), kind, verb: verb ?? null, authorId: kind === 'customer' ? null : actor.id, authorName: by ?? actor.name, text, detail });
}

const APPENDS: readonly MoveName[] = ['note', 'message', 'pause-ended'];

const personNamed = ({ setting }: Story, id: string | null): Person | undefined => [...setting.people.values()].find((person) => person.id === id);

function factsFor(made: Case, at: number, holderId: string | null): DeskFacts {
  const calendar = calendarIn(made.row.region);
  return { now: iso(at), policy: made.story.setting.policy, calendar, holderCalendar: personNamed(made.story, holderId)?.calendar ?? calendar };
}

/** Makes one move by the product's own rules; the demo stops where they refuse it. */
export function move(made: Case, at: number, actor: AnyActor, wanted: Move, said: Said | null = { kind: 'event', verb: wanted.name }): void {
  const { row } = made;
  const holder = wanted.name === 'transfer' ? wanted.to.id : wanted.name === 'claim' ? actor.id : (row.assigneeId ?? actor.id);
  const patch = decide(row as Escalation, wanted, actor, factsFor(made, at, holder));
  if (isRefusal(patch)) throw new Error(`The demo tried to ${wanted.name} what is ${row.status}: ${patch.because}`);
  const before = Object.fromEntries(Object.keys(patch).map((name) => [name, row[name as keyof typeof row]]));
  Object.assign(row, patch);
  if (!APPENDS.includes(wanted.name)) row.version += 1;
  made.acts.push({ at, actor, command: `escalations.${wanted.name}`, resource: 'escalations', recordId: row.id, before, after: patch });
  if (said) say(made, at, actor, said);
}

export const message = (made: Case, at: number, actor: AnyActor, text: string): void => move(made, at, actor, { name: 'message' }, { kind: 'message', text });
export const note = (made: Case, at: number, actor: AnyActor, text: string): void => move(made, at, actor, { name: 'note' }, { kind: 'note', text });

/** The journey goes back to the customer, with a link for a while. */
export function handBack(made: Case, at: number, actor: Person, step: Step, text: string): void {
  const { story, row, links } = made;
  move(made, at, actor, { name: 'hand-back', step, rootCause: made.cause }, null);
  say(made, at, actor, { kind: 'message', text });
  say(made, at, actor, { kind: 'event', verb: 'hand-back', detail: { step, rootCause: made.cause } });
  links.push({ id: story.random.id(at), escalationId: row.id, upgradeId: row.upgradeId ?? '', step, message: text, createdAt: iso(at), expiresAt: iso(at + story.setting.policy.handBackLinkHours * HOUR), usedAt: null, withdrawnAt: null });
}

const linkUsed = ({ links }: Case, at: number): void => {
  const link = links.at(-1);
  if (link && link.expiresAt > iso(at)) link.usedAt = iso(at);
};

/** The customer asks once more: counted, scored anew, and back in the queue. */
export function askAgain(made: Case, at: number): void {
  const { story, row, stakes } = made;
  linkUsed(made, at);
  move(made, at, DESK, { name: 'escalate-again' });
  const scored = scoreOf(stakes, row.step, row.timesEscalated, at);
  Object.assign(row, { score: scored.score, scoreParts: scored.parts, priority: scored.band });
  Object.assign(row, clocksOf(row as Escalation, { policy: story.setting.policy, calendar: calendarIn(row.region) }));
  say(made, at, DESK, { kind: 'customer', verb: 'escalate-again', text: askedAgain(story.random), by: story.contacts.find((one) => one.id === row.contactId)?.name ?? 'Customer' });
}

/** The customer has done by themselves what was handed back to them. */
export function selfCompleted(made: Case, at: number): void {
  linkUsed(made, at);
  move(made, at, DESK, { name: 'self-completed' });
}

export function givenUp(made: Case, at: number): void {
  const link = made.links.at(-1);
  if (link && link.usedAt === null) link.withdrawnAt = iso(at);
  move(made, at, DESK, { name: 'given-up' });
}

/** Its holder has changed the upgrade itself, or ordered it: the customer sees it, so it counts as a response. */
export function actedOnUpgrade(made: Case, at: number, actor: Person, verb: 'configure' | 'place-on-behalf', upgrade: Row<'upgrades'>): void {
  Object.assign(made.row, visibleAct(made.row as Escalation, factsFor(made, at, actor.id)));
  say(made, at, actor, { kind: 'event', verb, text: upgrade.exception?.reason ?? '', detail: { beforeArrMinor: upgrade.beforeArrMinor, afterArrMinor: upgrade.afterArrMinor, exceptionStatus: upgrade.exceptionStatus } });
}

export function keepCase({ story, row, timeline, declines, links }: Case): void {
  story.rows.escalations.push(row);
  story.rows.timeline.push(...timeline);
  story.rows.declines.push(...declines);
  story.rows.handBackLinks.push(...links);
}
