import { dueTimes } from '../clocks.ts';
import { priority as scoreFor, queueDueAt, type Priority } from '../priority.ts';
import type { PolicyRules } from '../policy.ts';
import { BANDS, CHANNELS, type Band, type Channel, type EscalationStatus, type Instant, type Outcome, type Segment } from '../words.ts';
import { addWorkingMinutes, type WorkingCalendar } from '../working-time.ts';
import { changesFrom, skipped, type Decision, type Existing } from './decision.ts';
import type { ImportOptions } from './options.ts';
import { RowReader } from './row.ts';
import { quoted } from './values.ts';

/** What a file says of a ticket that is described here and not moved. */
export type TicketWords = { channel: Channel; reason: string; subject: string };

/** Its times, where it is history. */
export type TicketTimes = { openedAt: Instant; closedAt: Instant | null; firstRespondedAt: Instant | null; priority: Band };

export type TicketState = TicketWords & TicketTimes & {
  externalId: string; accountId: string; status: EscalationStatus; statusSince: Instant; outcome: Outcome | null; rootCause: string | null; roundStartedAt: Instant; score: number; scoreParts: Priority['parts'];
  priorityOverride: { band: string; reason: string; byName: string; at: string } | null; arrAtStakeMinor: number; queueDueAt: Instant; firstResponseDueAt: Instant; resolutionDueAt: Instant; offeredAt: Instant;
  ownerId: string; region: string; segment: Segment;
};

/** `text`: the customer's words for the timeline. `note`: what else the timeline should tell. */
export type TicketValues = TicketState & { text: string; note: string | null };

export type TicketAccount = {
  id: string; name: string; managerId: string; managerAway: boolean; region: string; segment: Segment; calendar: WorkingCalendar; reportingArrMinor: number;
  daysToTermEnd: number | null; returnOutstanding: boolean; returnOverdue: boolean;
};

export type TicketReferences = { now: Instant; actorName: string; policy: PolicyRules; accounts: ReadonlyMap<string, TicketAccount>; rootCauses: ReadonlySet<string> };

/** A ticket here; nobody has ever taken it where `assigneeId` is null. */
export type ExistingTicket = Existing<TicketWords & TicketTimes & { accountId: string; status: EscalationStatus; assigneeId: string | null }>;

const OTHER = 'other';
const BAND_NAMES: Readonly<Record<string, Band>> = { medium: 'normal', critical: 'urgent', p1: 'urgent', p2: 'high', p3: 'normal', p4: 'low', highest: 'urgent', lowest: 'low' };
const CHANNEL_NAMES: Readonly<Record<string, Channel>> = { web: 'portal', chat: 'portal', call: 'phone', telephone: 'phone', mail: 'email', e_mail: 'email' };
const LONGEST_RESPONSE_MINUTES = 5_256_000;

type Told = TicketWords & { externalId: string; account: TicketAccount; openedAt: Instant; closedAt: Instant | null; firstRespondedAt: Instant | null; priority: Band | null; escalated: boolean; text: string; hasReason: boolean };

/** What a row would make of an escalation: history where it is closed, waiting where it is not, or where the option opens it again. */
export function planEscalation(row: ReadonlyMap<string, string>, existing: ExistingTicket | undefined, refs: TicketReferences, options: ImportOptions): Decision<TicketValues> {
  const read = new RowReader(row);
  const told = ticketIn(read, refs);
  if (read.faults) return { outcome: 'skipped', fault: read.faults };
  if (told === null) return skipped('missing_value', 'A needed value is empty');
  if (told.openedAt > refs.now) return skipped('in_future', `openedAt: ${told.openedAt} has not come yet`);
  if (told.closedAt !== null && told.closedAt > refs.now) return skipped('in_future', `closedAt: ${told.closedAt} has not come yet`);
  if (told.closedAt !== null && told.closedAt < told.openedAt) return skipped('ends_before_start', `It was closed at ${told.closedAt}, before it was opened at ${told.openedAt}`);
  const reopen = options.reopenEscalated && told.escalated;
  const waits = reopen || told.closedAt === null;
  if (!existing) return { outcome: 'create', values: waits ? waiting(told, refs, reopen) : history(told, refs) };
  if (existing.accountId !== told.account.id) return skipped('other_account', 'The ticket belongs to another account here');
  return onTop(existing, told, refs, { waits, reopen, read });
}

type Wanted = { waits: boolean; reopen: boolean; read: RowReader };

/** A ticket that is there: its words follow the file; its state is the desk's from the moment that it is open here, or that somebody has taken it. */
function onTop(existing: ExistingTicket, told: Told, refs: TicketReferences, { waits, reopen, read }: Wanted): Decision<TicketValues> {
  const { id, version } = existing;
  const words: Partial<TicketValues> = changesFrom<TicketWords>(existing, {
    subject: read.raw('subject') === '' ? undefined : told.subject,
    reason: read.raw('reason') === '' ? undefined : told.reason,
    channel: read.raw('channel') === '' ? undefined : told.channel,
  });
  const isOpen = existing.closedAt === null;
  const isHistory = existing.status === 'resolved' && existing.assigneeId === null;
  const saysWhen = read.has('closedAt');
  if (isOpen && !waits) return skipped('open_here', `It is ${existing.status.replace('_', ' ')} on the desk: close it there`);
  // A file without a column for the closing says nothing about it: only the option opens history again then.
  if (isHistory && waits && (reopen || saysWhen)) return { outcome: 'update', id, version, changes: { ...words, ...waiting(told, refs, reopen) } };
  const changes = isHistory && !waits ? { ...words, ...timesChanged(existing, told, refs, read) } : words;
  return Object.keys(changes).length === 0 ? { outcome: 'unchanged', id } : { outcome: 'update', id, version, changes };
}

function timesChanged(existing: ExistingTicket, told: Told, refs: TicketReferences, read: RowReader): Partial<TicketValues> {
  const { closedAt, openedAt, firstRespondedAt } = told;
  const times = changesFrom<TicketTimes>(existing, { openedAt, closedAt, firstRespondedAt: read.has('firstResponseMinutes') ? firstRespondedAt : undefined, priority: told.priority ?? undefined });
  if (Object.keys(times).length === 0) return {};
  const { statusSince, roundStartedAt, queueDueAt: queue, firstResponseDueAt, resolutionDueAt, offeredAt } = history({ ...told, priority: told.priority ?? existing.priority }, refs);
  return { ...times, statusSince, roundStartedAt, queueDueAt: queue, firstResponseDueAt, resolutionDueAt, offeredAt };
}

function ticketIn(read: RowReader, refs: TicketReferences): Told | null {
  const externalId = read.need('externalId', read.key('externalId'));
  const key = read.need('account', read.key('account'));
  const account = key === null ? null : (refs.accounts.get(key) ?? read.blame('unknown_account', `No account has the key ${quoted(key)}`));
  const openedAt = read.need('openedAt', read.instant('openedAt'));
  const closedAt = read.instant('closedAt');
  const minutes = read.count('firstResponseMinutes', 0, LONGEST_RESPONSE_MINUTES);
  const priority = read.word('priority', BANDS, BAND_NAMES);
  const escalated = read.flag('escalated') ?? false;
  const channel = read.word('channel', CHANNELS, CHANNEL_NAMES) ?? 'email';
  const code = read.raw('reason').toLowerCase().replace(/[\s-]+/g, '_') || OTHER;
  if (!refs.rootCauses.has(code)) read.blame('unknown_root_cause', `reason: ${quoted(read.raw('reason') || OTHER)} is not one of the root causes`);
  const subject = read.text('subject', 160);
  const text = read.text('text', 20_000);
  if (externalId === null || account === null || openedAt === null) return null;
  const firstRespondedAt = minutes === null ? null : new Date(Date.parse(openedAt) + minutes * 60_000).toISOString();
  return { externalId, account, openedAt, closedAt, firstRespondedAt, priority, escalated, channel, reason: code, subject: subject ?? `Ticket ${externalId}`, text: text ?? `Imported ticket ${externalId}`, hasReason: read.raw('reason') !== '' };
}

function common({ account, externalId, channel, reason, subject, text }: Told) {
  return { externalId, accountId: account.id, channel, reason, subject, text, ownerId: account.managerId, region: account.region, segment: account.segment };
}

/** Closed elsewhere: no handle time of ours, no score, and the targets that it would have had. */
function history(told: Told, { policy }: TicketReferences): TicketValues {
  const { account, openedAt, closedAt, firstRespondedAt } = told;
  const priority = told.priority ?? 'normal';
  const due = dueTimes(account.calendar, policy.targets, priority, { openedAt, roundStartedAt: openedAt, stops: [] });
  return {
    ...common(told), ...due, openedAt, closedAt, firstRespondedAt, priority, priorityOverride: null, status: 'resolved', statusSince: closedAt ?? openedAt, outcome: 'answered', rootCause: told.hasReason ? told.reason : null,
    roundStartedAt: openedAt, score: 0, scoreParts: [], arrAtStakeMinor: 0, queueDueAt: due.resolutionDueAt, offeredAt: openedAt, note: null,
  };
}

/** Waits. One that is opened again waits from now: its targets run from here, and the timeline tells what they were. */
function waiting(told: Told, refs: TicketReferences, reopen: boolean): TicketValues {
  const { account } = told;
  const { now, policy } = refs;
  const openedAt = reopen ? now : told.openedAt;
  const firstRespondedAt = reopen ? null : told.firstRespondedAt;
  const scored = scoreFor({
    arrAtStakeMinor: account.reportingArrMinor, daysToTermEnd: account.daysToTermEnd, step: null, timesEscalated: 1, returnOutstanding: account.returnOutstanding, returnOverdue: account.returnOverdue,
  });
  const priority = told.priority ?? scored.band;
  const due = dueTimes(account.calendar, policy.targets, priority, { openedAt, roundStartedAt: openedAt, stops: [] });
  const dueAt = firstRespondedAt === null ? due.firstResponseDueAt : due.resolutionDueAt;
  const atOnce = priority === 'urgent' || account.managerAway;
  return {
    ...common(told), ...due, openedAt, closedAt: null, firstRespondedAt, priority, status: 'waiting', statusSince: openedAt, outcome: null, rootCause: null, roundStartedAt: openedAt,
    priorityOverride: priority === scored.band ? null : { band: priority, reason: 'The imported ticket had this priority', byName: refs.actorName, at: now },
    score: scored.score, scoreParts: scored.parts, arrAtStakeMinor: account.reportingArrMinor, queueDueAt: queueDueAt({ dueAt, score: scored.score }),
    offeredAt: atOnce ? openedAt : addWorkingMinutes(account.calendar, openedAt, policy.ownerWindowMinutes),
    note: reopen ? reopenedNote(told) : null,
  };
}

const minute = (at: Instant): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

function reopenedNote({ externalId, openedAt, closedAt, firstRespondedAt }: Told): string {
  const parts = [`submitted ${minute(openedAt)}`, ...(firstRespondedAt === null ? [] : [`first answered ${minute(firstRespondedAt)}`]), ...(closedAt === null ? [] : [`closed ${minute(closedAt)}`])];
  return `Opened again by an import. Ticket ${externalId} was ${parts.join(', ')}.`;
}
