import { aliasedTable, eq, getTableColumns } from 'drizzle-orm';
import { Type } from 'typebox';
import type { Tables } from '../../db/schema/index.ts';
import { allowedMoves } from '../domain/escalation.ts';
import { handBackSteps } from '../domain/upgrade.ts';
import { BANDS, CHANNELS, ESCALATION_STATUSES, OUTCOMES, PAUSE_REASONS, SEGMENTS, STEPS, UPGRADE_KINDS } from '../domain/words.ts';
import { integer, moment, text, word } from '../rest/filterable.ts';
import type { Kernel } from '../rest/request.ts';
import type { Resource, Row, RowQuery } from '../rest/resource.ts';
import { orNull, words, wordsOrNull } from '../rest/schemas.ts';
import { readJourney } from '../upgrades/read.ts';
import { timelineOf, type EscalationRow } from './read.ts';

const text_ = Type.String();
const maybe = orNull(Type.String());

const listed = {
  id: text_, externalId: maybe, upgradeId: maybe, accountId: text_, contactId: maybe, status: words(ESCALATION_STATUSES), statusSince: text_, outcome: wordsOrNull(OUTCOMES), step: wordsOrNull(STEPS),
  channel: words(CHANNELS), reason: text_, subject: text_, assigneeId: maybe, claimedAt: maybe, leaseUntil: maybe, leaseLeftMinutes: orNull(Type.Integer()), ownerId: text_, offeredAt: text_, priority: words(BANDS),
  priorityOverride: Type.Union([Type.Null(), Type.Object({ band: text_, reason: text_, byName: text_, at: text_ })]), score: Type.Integer(),
  scoreParts: Type.Array(Type.Object({ code: text_, points: Type.Integer(), because: text_ })), arrAtStakeMinor: Type.Integer(), queueDueAt: text_, firstResponseDueAt: text_, resolutionDueAt: text_,
  firstRespondedAt: maybe, openedAt: text_, roundStartedAt: text_, clockStops: Type.Array(Type.Object({ from: text_, to: maybe, because: text_ })), pauseReason: wordsOrNull(PAUSE_REASONS), pausedUntil: maybe,
  handedBackStep: wordsOrNull(STEPS), handedBackAt: maybe, rootCause: maybe, timesEscalated: Type.Integer(), handleSeconds: Type.Integer(), closedAt: maybe, kind: wordsOrNull(UPGRADE_KINDS), region: text_,
  segment: words(SEGMENTS), version: Type.Integer(), accountName: text_, assigneeName: maybe, ownerName: text_, upgradeReference: maybe, pathName: maybe, contactName: maybe,
};

const TimelineShape = Type.Object({
  id: text_, at: text_, kind: words(['customer', 'message', 'note', 'event']), verb: maybe, authorId: maybe, authorName: text_, text: text_, detail: Type.Record(Type.String(), Type.Unknown()),
});

export const EscalationShape = Type.Object({
  ...listed, timeline: Type.Array(TimelineShape), allowed: Type.Array(text_), handBackSteps: Type.Array(words(STEPS)), contactEmail: maybe, link: Type.Optional(Type.String()),
});

export function escalationsResource(t: Tables): Resource {
  const { escalations, accounts, users, upgrades, upgradePaths, contacts } = t;
  const owners = aliasedTable(users, 'owners');
  const { search: _search, ...columns } = getTableColumns(escalations);
  return {
    name: 'escalations', title: 'escalations', read: 'escalations:read', table: escalations, searchable: true,
    select: (db) => db.select({
      ...columns, accountName: accounts.name, assigneeName: users.name, ownerName: owners.name, upgradeReference: upgrades.reference, pathName: upgradePaths.name, contactName: contacts.name, contactEmail: contacts.email,
    }).from(escalations).innerJoin(accounts, eq(accounts.id, escalations.accountId)).innerJoin(owners, eq(owners.id, escalations.ownerId)).leftJoin(users, eq(users.id, escalations.assigneeId))
      .leftJoin(upgrades, eq(upgrades.id, escalations.upgradeId)).leftJoin(upgradePaths, eq(upgradePaths.id, upgrades.pathId)).leftJoin(contacts, eq(contacts.id, escalations.contactId))
      .$dynamic() as unknown as RowQuery,
    shape: Type.Object(listed),
    filters: {
      id: text(escalations.id), status: word(escalations.status, ESCALATION_STATUSES), assigneeId: text(escalations.assigneeId), ownerId: text(escalations.ownerId), priority: word(escalations.priority, BANDS), kind: word(escalations.kind, UPGRADE_KINDS),
      region: text(escalations.region), segment: word(escalations.segment, SEGMENTS), reason: text(escalations.reason), rootCause: text(escalations.rootCause), channel: word(escalations.channel, CHANNELS), step: word(escalations.step, STEPS),
      accountId: text(escalations.accountId), upgradeId: text(escalations.upgradeId), queueDueAt: moment(escalations.queueDueAt), openedAt: moment(escalations.openedAt), outcome: word(escalations.outcome, OUTCOMES),
      score: integer(escalations.score), externalId: text(escalations.externalId), firstRespondedAt: moment(escalations.firstRespondedAt), resolutionDueAt: moment(escalations.resolutionDueAt), firstResponseDueAt: moment(escalations.firstResponseDueAt),
    },
    sorts: {
      id: { column: escalations.id }, queueDueAt: { column: escalations.queueDueAt }, score: { column: escalations.score }, openedAt: { column: escalations.openedAt }, arrAtStakeMinor: { column: escalations.arrAtStakeMinor },
    },
    standardSort: { field: 'queueDueAt', order: 'ASC' },
    accountOf: (row) => String(row.accountId),
    one: { shape: EscalationShape, load: async (kernel, row, viewer) => ({ ...row, timeline: await timelineOf({ db: kernel.store.read, t }, String(row.id)), allowed: allowedMoves(row as EscalationRow, viewer), handBackSteps: await stepsFor(kernel, row) }) },
  };
}

async function stepsFor(kernel: Kernel, row: Row) {
  if (row.upgradeId === null) return [];
  const { journey } = await readJourney({ db: kernel.store.read, t: kernel.store.t }, String(row.upgradeId));
  return handBackSteps(journey);
}
