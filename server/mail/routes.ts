import { count, eq, getTableColumns, inArray } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Tables } from '../../db/schema/index.ts';
import type { Db } from '../../db/store.ts';
import { allowedMailMoves, MAIL_KINDS, MAIL_MOVES, MAIL_STATUSES, type MailMove } from '../domain/mail.ts';
import { moment, text, word } from '../rest/filterable.ts';
import { change, viewerOf, type Kernel } from '../rest/request.ts';
import { loadOne, serve, withCurrent, type Resource, type RowQuery } from '../rest/resource.ts';
import { Body, orNull, problems, Text, words } from '../rest/schemas.ts';
import { moveMail, type MailRow } from './commands.ts';

const string = Type.String();
const maybe = orNull(Type.String());
const listed = {
  id: string, cause: string, kind: words(MAIL_KINDS), to: string, replyTo: maybe, subject: string, escalationId: maybe, upgradeId: maybe, accountId: maybe, accountName: maybe, status: words(MAIL_STATUSES),
  attempts: Type.Integer(), nextAttemptAt: string, lastError: maybe, createdAt: string, sentAt: maybe, version: Type.Integer(),
};
const MailShape = Type.Object({ ...listed, text: string, allowed: Type.Array(words(Object.keys(MAIL_MOVES) as MailMove[])) });

/** The text comes with one record alone, and with a placeholder where the link goes: who may read the outbox may not act as the customer. */
export function outboxResource({ outbox, accounts }: Tables): Resource {
  const { text: body, leaseUntil: _lease, ...columns } = getTableColumns(outbox);
  const select = (db: Db, more: { text?: typeof body } = {}) =>
    db.select({ ...columns, accountName: accounts.name, ...more }).from(outbox).leftJoin(accounts, eq(accounts.id, outbox.accountId)).$dynamic() as unknown as RowQuery;
  return {
    name: 'outbox', title: 'outgoing mails', read: 'outbox:read', table: outbox, searchable: { about: [['accounts', outbox.accountId], ['upgrades', outbox.upgradeId]] },
    select: (db) => select(db),
    shape: Type.Object(listed),
    filters: {
      id: text(outbox.id), status: word(outbox.status, MAIL_STATUSES), kind: word(outbox.kind, MAIL_KINDS), escalationId: text(outbox.escalationId), upgradeId: text(outbox.upgradeId), accountId: text(outbox.accountId), createdAt: moment(outbox.createdAt),
    },
    sorts: { id: { column: outbox.id }, createdAt: { column: outbox.createdAt } },
    standardSort: { field: 'createdAt', order: 'DESC' },
    one: { shape: MailShape, select: (db) => select(db, { text: body }), load: async (_kernel, row) => ({ ...row, allowed: allowedMailMoves((row as MailRow).status) }) },
  };
}

/** Outgoing mail as it stands; admins try again what was given up, or drop it. */
export function serveMail(app: FastifyInstance, kernel: Kernel, sends: boolean): void {
  const { store } = kernel;
  const { outbox } = store.t;
  const resource = outboxResource(store.t);
  const tags = ['outbox'];
  serve(app, kernel, resource);

  app.get('/outbox/summary', {
    config: { permission: 'outbox:read' },
    schema: { tags, summary: 'How many mails wait and how many were given up; whether a mail server is set', response: { 200: Type.Object({ waiting: Type.Integer(), dead: Type.Integer(), sends: Type.Boolean() }), ...problems() } },
  }, async () => {
    const rows = await store.read.select({ status: outbox.status, n: count() }).from(outbox).where(inArray(outbox.status, ['waiting', 'sending', 'dead'])).groupBy(outbox.status);
    const of = (status: string) => rows.filter((row) => row.status === status).reduce((sum, row) => sum + Number(row.n), 0);
    return { waiting: of('waiting') + of('sending'), dead: of('dead'), sends };
  });

  const VERBS: Record<MailMove, string> = { retry: 'Send it now, with all attempts anew; one that may have arrived may arrive twice', drop: 'Never send it' };
  for (const [verb, summary] of Object.entries(VERBS) as [MailMove, string][]) {
    app.post(`/outbox/:id/${verb}`, {
      config: { permission: 'outbox:mend' },
      schema: { tags, summary, params: Type.Object({ id: Text.id }), body: Body({ version: Text.version }), response: { 200: MailShape, ...problems(400, 404, 409) } },
    }, (request, reply) => change(kernel, request, reply, async (act) => {
      const { id } = request.params as { id: string };
      const viewer = viewerOf(request);
      await withCurrent(kernel, resource, act, id, viewer, () => moveMail(act, id, verb, (request.body as { version: number }).version));
      return { status: 200, body: await loadOne(kernel, resource, id, viewer, act.tx.db) };
    }));
  }
}
