import { and, eq, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tx } from '../../db/store.ts';
import { likeTraces } from '../domain/erasure.ts';
import type { Person } from './person.ts';

type Identified = SQLiteTable & { id: SQLiteColumn };

/**
 * A table in which a person's name or address may stand in a text. `columns`: where (`exception.reason`: one text of a JSON column, whose other names are
 * those of staff). `sealed`: a text of which a chain has a salted digest: with a trace in it, it goes whole and its salt with it.
 */
export type Place = { what: string; table: Identified; columns: string[]; sealed?: { text: string; salt: string }; where: SQL | undefined };

/** Every place that is looked through for a person, with the rows: those of the account, and of tables that know no account those that speak of them. */
export function placesOf({ t }: Pick<Tx, 't'>, { contact: { id, accountId }, known }: Person): Place[] {
  const escalationsOf = sql`(select ${t.escalations.id} from ${t.escalations} where ${t.escalations.accountId} = ${accountId})`;
  const returnsOf = sql`(select ${t.returns.id} from ${t.returns} where ${t.returns.accountId} = ${accountId})`;
  const patterns = likeTraces(known);
  const says = (...columns: SQLiteColumn[]) => or(...columns.flatMap((column) => patterns.map((pattern) => sql`lower(${column}) like ${pattern} escape '\\'`)));
  const ofNoAccount = and(isNull(t.auditEvents.accountId), says(t.auditEvents.before, t.auditEvents.after, t.auditEvents.actorName));
  return [
    { what: 'auditEvents', table: t.auditEvents, columns: ['actorName', 'before', 'after'], where: or(eq(t.auditEvents.accountId, accountId), and(eq(t.auditEvents.resource, 'contacts'), eq(t.auditEvents.recordId, id)), ofNoAccount) },
    { what: 'outbox', table: t.outbox, columns: ['to', 'subject', 'text', 'lastError'], where: eq(t.outbox.accountId, accountId) },
    { what: 'timeline', table: t.timeline, columns: ['authorName', 'text', 'detail'], where: sql`${t.timeline.escalationId} in ${escalationsOf}` },
    { what: 'escalations', table: t.escalations, columns: ['subject', 'search', 'priorityOverride.reason'], where: eq(t.escalations.accountId, accountId) },
    { what: 'upgrades', table: t.upgrades, columns: ['cancelReason', 'exception.reason'], where: eq(t.upgrades.accountId, accountId) },
    { what: 'codings', table: t.codings, columns: ['proposal.note'], where: eq(t.codings.accountId, accountId) },
    // Verification asks how many were sealed: these are counted by themselves.
    { what: 'corrections', table: t.corrections, columns: [], sealed: { text: 'note', salt: 'salt' }, where: eq(t.corrections.accountId, accountId) },
    { what: 'decisionNotes', table: t.corrections, columns: ['decisionNote'], where: eq(t.corrections.accountId, accountId) },
    { what: 'handBackLinks', table: t.handBackLinks, columns: ['message'], where: sql`${t.handBackLinks.escalationId} in ${escalationsOf}` },
    { what: 'signingLinks', table: t.signingLinks, columns: ['message'], where: sql`${t.signingLinks.returnId} in ${returnsOf}` },
    { what: 'returnActs', table: t.returnActs, columns: ['detail'], where: sql`${t.returnActs.returnId} in ${returnsOf}` },
    { what: 'rejections', table: t.attestations, columns: ['reason'], where: eq(t.attestations.accountId, accountId) },
    { what: 'evidenceFiles', table: t.evidenceFiles, columns: ['name'], where: sql`${t.evidenceFiles.returnId} in ${returnsOf}` },
    { what: 'incomingEvents', table: t.incomingEvents, columns: ['data', 'because'], where: says(t.incomingEvents.data, t.incomingEvents.because) },
    { what: 'importRows', table: t.importRows, columns: ['cells', 'detail', 'undo'], where: says(t.importRows.cells, t.importRows.detail, t.importRows.undo) },
    { what: 'savedViews', table: t.savedViews, columns: ['name', 'filter'], where: says(t.savedViews.name, t.savedViews.filter) },
    { what: 'idempotencyKeys', table: t.idempotencyKeys, columns: ['body'], where: says(t.idempotencyKeys.body) },
  ];
}
