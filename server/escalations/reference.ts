import { eq } from 'drizzle-orm';
import { Type, type TObject } from 'typebox';
import { uuidv7 } from 'uuidv7';
import type { Tables } from '../../db/schema/index.ts';
import type { Tx } from '../../db/store.ts';
import { invalid } from '../domain/refusal.ts';
import { flag, text } from '../rest/filterable.ts';
import type { Resource, RowQuery } from '../rest/resource.ts';
import { Body, orNull, Text } from '../rest/schemas.ts';

const causeFields = { name: Text.line(80), description: Text.free(500), active: Type.Boolean(), position: Type.Integer({ minimum: 0, maximum: 100_000 }) };

/** Root causes are switched off, never deleted: figures of past months name them. */
const rootCauses = (t: Tables): Resource => ({
  name: 'root-causes', title: 'root causes', read: 'root-causes:read', table: t.rootCauses, searchable: { texts: [t.rootCauses.id, t.rootCauses.name] },
  select: (db) => db.select().from(t.rootCauses).$dynamic() as unknown as RowQuery,
  shape: Type.Object({ id: Type.String(), ...causeFields, version: Type.Integer() }),
  filters: { id: text(t.rootCauses.id), active: flag(t.rootCauses.active) },
  sorts: { id: { column: t.rootCauses.id }, position: { column: t.rootCauses.position } },
  standardSort: { field: 'position', order: 'ASC' },
  create: { permission: 'root-causes:edit', fields: Body({ id: Type.String({ pattern: '^[a-z][a-z0-9_]{1,60}$' }), ...causeFields }), make: async (_act, body) => body },
  update: { permission: 'root-causes:edit', fields: Body(causeFields) },
});

const replyFields = { name: Text.line(80), text: Text.said(5_000), rootCause: Type.Optional(orNull(Type.String({ maxLength: 80 }))), active: Type.Boolean() };

const savedReplies = (t: Tables): Resource => ({
  name: 'saved-replies', title: 'saved replies', read: 'saved-replies:read', table: t.savedReplies, searchable: { texts: [t.savedReplies.name, t.savedReplies.text] },
  select: (db) => db.select().from(t.savedReplies).$dynamic() as unknown as RowQuery,
  shape: Type.Object({ id: Type.String(), ...replyFields, version: Type.Integer() }) as TObject,
  filters: { id: text(t.savedReplies.id), active: flag(t.savedReplies.active), rootCause: text(t.savedReplies.rootCause), name: text(t.savedReplies.name) },
  sorts: { id: { column: t.savedReplies.id }, name: { column: t.savedReplies.name } },
  standardSort: { field: 'name', order: 'ASC' },
  create: { permission: 'saved-replies:edit', fields: Body(replyFields), make: async (act, body) => (await unknownCause(act.tx, body.rootCause)) ?? { id: uuidv7(), rootCause: null, ...body } },
  update: { permission: 'saved-replies:edit', fields: Body(replyFields), check: async (act, _current, changes) => (await unknownCause(act.tx, changes.rootCause)) ?? changes },
  remove: { permission: 'saved-replies:edit' },
});

async function unknownCause({ db, t }: Pick<Tx, 'db' | 't'>, code: unknown) {
  if (code === undefined || code === null) return null;
  const [found] = await db.select({ id: t.rootCauses.id }).from(t.rootCauses).where(eq(t.rootCauses.id, String(code)));
  return found ? null : invalid('rootCause', 'is not one of the root causes');
}

export const referenceResources = (t: Tables): Resource[] => [rootCauses(t), savedReplies(t)];
