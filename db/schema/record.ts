import type { ImportOptions } from '../../server/domain/imports/options.ts';
import type { NewProduct } from '../../server/domain/imports/subscriptions.ts';
import type { UndoImage } from '../../server/domain/imports/undo.ts';
import type { PolicyRules } from '../../server/domain/policy.ts';
import { DISPOSITIONS_OF_EVENTS, IMPORT_KINDS, IMPORT_STATUSES, ROW_OUTCOMES, TOUCH_CLASSES } from '../../server/domain/words.ts';
import type { Kit } from '../kit.sqlite.ts';

/** What changes leave behind, and what the product as a whole is set to. */
export function defineRecord({ table, text, words, integer, json, sequence, index, uniqueIndex }: Kit) {
  const auditEvents = table('audit_events', {
    id: sequence(),
    at: text().notNull(),
    /** Null: Upgrade Desk itself. */
    actorId: text(),
    actorName: text().notNull(),
    action: text().notNull(),
    resource: text().notNull(),
    recordId: text().notNull(),
    accountId: text(),
    upgradeId: text(),
    touch: words(TOUCH_CLASSES).notNull(),
    before: json<Record<string, unknown> | null>(),
    after: json<Record<string, unknown> | null>(),
    requestId: text().notNull(),
  }, (t) => [
    index('audit_events_record').on(t.resource, t.recordId, t.id),
    index('audit_events_actor').on(t.actorId, t.id),
    index('audit_events_action').on(t.action, t.id),
    index('audit_events_account').on(t.accountId, t.id),
    index('audit_events_upgrade').on(t.upgradeId, t.id),
    index('audit_events_at').on(t.at, t.id),
  ]);

  /** The first answer to a keyed request, written in the same transaction as its effect. */
  const idempotencyKeys = table('idempotency_keys', {
    id: text().primaryKey(),
    requestHash: text().notNull(),
    status: integer().notNull(),
    body: text().notNull(),
    createdAt: text().notNull(),
  }, (t) => [index('idempotency_keys_age').on(t.createdAt)]);

  const counters = table('counters', { id: text().primaryKey(), value: integer().notNull() });

  const policies = table('policies', {
    id: text().primaryKey(),
    rules: json<PolicyRules>().notNull(),
    updatedAt: text().notNull(),
    version: integer().notNull().default(1),
  });

  /** One folded text a searchable record, kept by triggers; SQLite adds a trigram index beside it, PostgreSQL one on it. */
  const searchEntries = table('search_entries', {
    id: sequence(),
    resource: text().notNull(),
    recordId: text().notNull(),
    content: text().notNull(),
  }, (t) => [uniqueIndex('search_entries_record').on(t.resource, t.recordId), index('search_entries_prefix').on(t.resource, t.content)]);

  const importBatches = table('import_batches', {
    id: text().primaryKey(),
    kind: words(IMPORT_KINDS).notNull(),
    fileName: text().notNull(),
    status: words(IMPORT_STATUSES).notNull(),
    columns: json<string[]>().notNull(),
    /** Share of rows, 0 to 1, in which a column holds anything. */
    filled: json<Record<string, number>>().notNull(),
    /** The column that each field is read from. */
    mapping: json<Record<string, string>>().notNull(),
    options: json<ImportOptions>().notNull(),
    /** Rows by outcome, and the skipped ones by reason; kept true while the plan is carried out. */
    counts: json<Record<string, number>>().notNull(),
    reasons: json<Record<string, number>>().notNull(),
    /** Products that the plan adds to the catalogue. */
    newProducts: json<NewProduct[]>().notNull(),
    total: integer().notNull(),
    /** Rows that are settled, the unchanged and skipped ones among them. */
    done: integer().notNull(),
    error: text(),
    createdById: text(),
    createdByName: text().notNull(),
    /** In whose name the records are changed. */
    committedById: text(),
    committedByName: text(),
    createdAt: text().notNull(),
    finishedAt: text(),
    /** When what it did was taken back, and by whom. */
    undoneAt: text(),
    undoneByName: text(),
    version: integer().notNull().default(1),
  }, (t) => [index('import_batches_created').on(t.createdAt, t.id), index('import_batches_status').on(t.status, t.createdAt, t.id)]);

  const importRows = table('import_rows', {
    id: text().primaryKey(),
    batchId: text().notNull().references(() => importBatches.id),
    /** The line of the file on which the row begins; the header is line 1. */
    line: integer().notNull(),
    cells: json<string[]>().notNull(),
    outcome: words(ROW_OUTCOMES).notNull(),
    /** A stable code, for rows that are skipped. */
    reason: text(),
    detail: text(),
    recordId: text(),
    /** What the record's version was when the dry run compared it. */
    recordVersion: integer(),
    committed: integer().notNull().default(0),
    /** The key of the record that several rows make up together; null where each row is one by itself. */
    unitKey: text(),
    /** What the row made and what it changed, as it was before: on the first row where several make up one record. */
    undo: json<UndoImage | null>(),
  }, (t) => [
    uniqueIndex('import_rows_line').on(t.batchId, t.line),
    index('import_rows_outcome').on(t.batchId, t.outcome, t.line),
    index('import_rows_reason').on(t.batchId, t.reason, t.line),
    index('import_rows_unit').on(t.batchId, t.unitKey, t.line),
    index('import_rows_record').on(t.batchId, t.recordId),
    index('import_rows_left').on(t.batchId, t.committed, t.outcome, t.line),
    index('import_rows_left_by_unit').on(t.batchId, t.committed, t.outcome, t.unitKey, t.line),
  ]);

  /** Every event that came in, once per (source, id), with what became of it. */
  const incomingEvents = table('incoming_events', {
    id: text().primaryKey(),
    source: text().notNull(),
    eventId: text().notNull(),
    type: text().notNull(),
    /** When the sender says that it happened. */
    occurredAt: text().notNull(),
    receivedAt: text().notNull(),
    /** The sender's own id of the upgrade that it is about. */
    upgradeRef: text(),
    upgradeId: text(),
    /** The sender's own id of the subscription that it is about. */
    subscriptionRef: text(),
    /** What a fact about a return is matched by, as it is compared: `returnId:…`, `tracking:…` or `serial:…`. */
    returnRef: text(),
    data: json<Record<string, unknown>>().notNull(),
    disposition: words(DISPOSITIONS_OF_EVENTS).notNull(),
    because: text(),
    /** Who mended or replayed it last. */
    handledByName: text(),
    version: integer().notNull().default(1),
  }, (t) => [
    uniqueIndex('incoming_events_once').on(t.source, t.eventId),
    index('incoming_events_received').on(t.receivedAt, t.id),
    index('incoming_events_disposition').on(t.disposition, t.receivedAt, t.id),
    index('incoming_events_type').on(t.type, t.receivedAt, t.id),
    index('incoming_events_upgrade').on(t.upgradeRef, t.occurredAt, t.eventId),
    index('incoming_events_subscription').on(t.subscriptionRef, t.occurredAt, t.eventId),
    index('incoming_events_return').on(t.returnRef, t.occurredAt, t.eventId),
  ]);

  return { incomingEvents, auditEvents, idempotencyKeys, counters, policies, searchEntries, importBatches, importRows };
}
