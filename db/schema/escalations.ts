import { sql } from 'drizzle-orm';
import { BANDS, CHANNELS, ESCALATION_STATUSES, OUTCOMES, PAUSE_REASONS, SEGMENTS, STEPS, UPGRADE_KINDS } from '../../server/domain/words.ts';
import type { Kit } from '../kit.sqlite.ts';
import type { defineAccounts } from './accounts.ts';
import type { definePeople } from './people.ts';
import type { defineUpgrades } from './upgrades.ts';

export type ScorePart = { code: string; points: number; because: string };
export type ClockStop = { from: string; to: string | null; because: string };

export function defineEscalations(kit: Kit, { users }: ReturnType<typeof definePeople>, { accounts, contacts }: ReturnType<typeof defineAccounts>, { upgrades }: ReturnType<typeof defineUpgrades>) {
  const { table, text, words, integer, money, flag, json, index, uniqueIndex } = kit;
  const rootCauses = table('root_causes', {
    /** The code that commands and figures use. */
    id: text().primaryKey(),
    name: text().notNull(),
    description: text().notNull(),
    active: flag().notNull(),
    position: integer().notNull(),
    version: integer().notNull().default(1),
  }, (t) => [index('root_causes_position').on(t.position, t.id)]);

  const escalations = table('escalations', {
    id: text().primaryKey(),
    externalId: text(),
    upgradeId: text().references(() => upgrades.id),
    accountId: text().notNull().references(() => accounts.id),
    contactId: text().references(() => contacts.id),
    status: words(ESCALATION_STATUSES).notNull(),
    /** Since when it has this status. */
    statusSince: text().notNull(),
    outcome: words(OUTCOMES),
    step: words(STEPS),
    channel: words(CHANNELS).notNull(),
    reason: text().notNull().references(() => rootCauses.id),
    subject: text().notNull(),
    assigneeId: text().references(() => users.id),
    claimedAt: text(),
    leaseUntil: text(),
    /** Working minutes of the lease that were left when it was paused. */
    leaseLeftMinutes: integer(),
    /** Whose account it was when it opened: claim-next offers it to them first. */
    ownerId: text().notNull().references(() => users.id),
    /** From then on claim-next offers it to everyone. */
    offeredAt: text().notNull(),
    priority: words(BANDS).notNull(),
    /** The band that a person set over the computed one. */
    priorityOverride: json<{ band: string; reason: string; byName: string; at: string }>(),
    score: integer().notNull(),
    scoreParts: json<ScorePart[]>().notNull(),
    arrAtStakeMinor: money().notNull(),
    queueDueAt: text().notNull(),
    firstResponseDueAt: text().notNull(),
    resolutionDueAt: text().notNull(),
    firstRespondedAt: text(),
    openedAt: text().notNull(),
    /** The first-response target counts from here: the opening, or the last time the customer asked again. */
    roundStartedAt: text().notNull(),
    clockStops: json<ClockStop[]>().notNull(),
    pauseReason: words(PAUSE_REASONS),
    pausedUntil: text(),
    handedBackStep: words(STEPS),
    handedBackAt: text(),
    rootCause: text().references(() => rootCauses.id),
    timesEscalated: integer().notNull(),
    /** Seconds that it was claimed and not paused, up to `statusSince`. */
    handleSeconds: integer().notNull(),
    closedAt: text(),
    kind: words(UPGRADE_KINDS),
    region: text().notNull(),
    segment: words(SEGMENTS).notNull(),
    /** Folded text that `q` searches; triggers keep the search index in step with it. */
    search: text().notNull(),
    version: integer().notNull().default(1),
  }, (t) => [
    uniqueIndex('escalations_external').on(t.externalId),
    uniqueIndex('escalations_one_open').on(t.upgradeId).where(sql`status in ('waiting', 'claimed', 'paused', 'handed_back')`),
    index('escalations_queue').on(t.status, t.queueDueAt, t.id),
    index('escalations_due').on(t.queueDueAt, t.id),
    index('escalations_owner').on(t.status, t.ownerId, t.queueDueAt, t.id),
    index('escalations_assignee').on(t.assigneeId, t.status, t.queueDueAt, t.id),
    index('escalations_opened').on(t.openedAt, t.id),
    index('escalations_score').on(t.score, t.id),
    index('escalations_arr').on(t.arrAtStakeMinor, t.id),
    index('escalations_status_opened').on(t.status, t.openedAt, t.id),
    index('escalations_status_score').on(t.status, t.score, t.id),
    index('escalations_status_arr').on(t.status, t.arrAtStakeMinor, t.id),
    index('escalations_account').on(t.accountId, t.openedAt, t.id),
    index('escalations_upgrade').on(t.upgradeId, t.openedAt, t.id),
    index('escalations_priority').on(t.status, t.priority, t.queueDueAt, t.id),
    index('escalations_kind').on(t.status, t.kind, t.queueDueAt, t.id),
    index('escalations_region').on(t.status, t.region, t.queueDueAt, t.id),
    index('escalations_lease').on(t.leaseUntil).where(sql`status = 'claimed'`),
    index('escalations_pause').on(t.pausedUntil).where(sql`status = 'paused'`),
    index('escalations_handed').on(t.handedBackAt).where(sql`status = 'handed_back'`),
  ]);

  /** Everything said and done on an escalation, in order: the customer's words, messages, internal notes, and what happened. */
  const timeline = table('escalation_timeline', {
    id: text().primaryKey(),
    escalationId: text().notNull().references(() => escalations.id),
    at: text().notNull(),
    kind: words(['customer', 'message', 'note', 'event']).notNull(),
    /** The move, for kind `event`. */
    verb: text(),
    authorId: text(),
    authorName: text().notNull(),
    text: text().notNull(),
    detail: json<Record<string, unknown>>().notNull(),
  }, (t) => [index('escalation_timeline_item').on(t.escalationId, t.at, t.id)]);

  const declines = table('escalation_declines', {
    id: text().primaryKey(),
    escalationId: text().notNull().references(() => escalations.id),
    userId: text().notNull().references(() => users.id),
    until: text().notNull(),
  }, (t) => [uniqueIndex('escalation_declines_person').on(t.escalationId, t.userId)]);

  /** `id` names the link; what opens it is made from the id and the signing secret, and is never stored. */
  const handBackLinks = table('hand_back_links', {
    id: text().primaryKey(),
    escalationId: text().notNull().references(() => escalations.id),
    upgradeId: text().notNull().references(() => upgrades.id),
    step: words(STEPS).notNull(),
    message: text().notNull(),
    createdAt: text().notNull(),
    expiresAt: text().notNull(),
    usedAt: text(),
    withdrawnAt: text(),
  }, (t) => [index('hand_back_links_escalation').on(t.escalationId, t.createdAt)]);

  const savedReplies = table('saved_replies', {
    id: text().primaryKey(),
    name: text().notNull(),
    text: text().notNull(),
    rootCause: text().references(() => rootCauses.id),
    active: flag().notNull(),
    version: integer().notNull().default(1),
  }, (t) => [index('saved_replies_name').on(t.name, t.id)]);

  return { rootCauses, escalations, timeline, declines, handBackLinks, savedReplies };
}
