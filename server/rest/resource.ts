import { and, desc, eq, getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type, type TObject, type TSchema } from 'typebox';
import { columnName } from '../../db/bulk.ts';
import { kept } from '../../db/kept.ts';
import type { Db, Keepable, Tx } from '../../db/store.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import type { Permission } from '../domain/permissions.ts';
import { record } from '../record/record.ts';
import { serveExport } from './export.ts';
import { pageOf, type Page } from './page.ts';
import { constraintOf, fieldProblem, notThere, Problem, refusalProblem, StaleProblem, uniqueColumnsOf } from './problem.ts';
import type { Filters } from './filterable.ts';
import { parseRange, type ListRequest, type Sort, type Sorts } from './query.ts';
import { change, viewerOf, type Act, type Kernel, type Viewer } from './request.ts';
import { List, problems, Text } from './schemas.ts';
import type { Searched } from './search.ts';
import { EXACT_UP_TO, selected } from './selection.ts';

export type Row = Record<string, unknown>;

/** The part of a drizzle select that a list needs, whatever it selects and joins. */
export type RowQuery = PromiseLike<Row[]> & { where(condition: SQL | undefined): RowQuery; orderBy(...by: SQL[]): RowQuery; limit(rows: number): RowQuery; offset(rows: number): RowQuery };

export type Editing = {
  permission: Permission;
  /** The fields a client may send; `create` alone may ask for more than `update`. */
  fields: TObject;
};

/** What `widen` adds to the rows of a list, as SQLite writes it with the rest of their JSON; the two answer the same. */
export type ListJson = {
  /** JSON texts by the names of the shape; other fields are written as they are selected. */
  fields: Record<string, SQL>;
  /** What the placeholders of those fields hold now. */
  values: (db: Db) => Promise<Record<string, unknown>>;
  /** Rows that take more than that: they are read, and mended. */
  marked: SQL<number>;
  mend: (row: Row) => Row;
};

export type Resource = {
  name: string;
  title: string;
  read: Permission;
  table: SQLiteTable & { id: SQLiteColumn };
  select: (db: Db) => RowQuery;
  /** The record as answered in lists. */
  shape: TObject;
  filters: Filters;
  sorts: Sorts;
  standardSort: Sort;
  /** `q` finds its records: by entries of their own in the index of texts, or as is said. */
  searchable?: true | Searched;
  scope?: (viewer: Viewer) => SQL | undefined;
  /** What a viewer sees of a row, where not all see the same. */
  view?: (row: Row, viewer: Viewer) => Row;
  /** What is read for a whole page at once, beside its rows. */
  widen?: (rows: Row[], db: Db) => Promise<Row[]>;
  listJson?: ListJson;
  /** The record answered alone, where it holds more than in a list. */
  one?: { shape: TObject; select?: (db: Db) => RowQuery; load: (kernel: Kernel, row: Row, viewer: Viewer) => Promise<Row> };
  /** Fields that name a record of another table: what is not there is refused by name. */
  references?: Record<string, SQLiteTable & { id: SQLiteColumn }>;
  create?: Editing & { make: (act: Act, body: Row) => Promise<Row | Refusal> };
  update?: Editing & { check?: (act: Act, current: Row, changes: Row) => Promise<Row | Refusal> };
  remove?: { permission: Permission; check?: (act: Act, current: Row) => Promise<Refusal | null> };
  accountOf?: (row: Row) => string | null;
};

const IdParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) });
const ListQuery = Type.Object({ filter: Type.Optional(Type.String()), range: Type.Optional(Type.String()), sort: Type.Optional(Type.String()) }, { additionalProperties: false });

/** Serves a resource in the dialect of ra-data-simple-rest: list, many, one, and create, update, delete where it has them. */
export function serve(app: FastifyInstance, kernel: Kernel, resource: Resource): void {
  const { name } = resource;
  const path = `/${name}`;
  const tags = [name];
  const oneShape = resource.one?.shape ?? resource.shape;

  app.get(path, {
    config: { permission: resource.read },
    schema: { tags, summary: `List ${resource.title}`, operationId: `list:${name}`, querystring: ListQuery, response: { 200: List(resource.shape), ...problems(400) } },
  }, (request, reply) => list(kernel, resource, request, reply));
  serveExport(app, kernel, resource);

  app.get(`${path}/:id`, {
    config: { permission: resource.read },
    schema: { tags, summary: `One of ${resource.title}`, operationId: `read:${name}`, params: IdParams, response: { 200: oneShape, ...problems(404) } },
  }, async (request) => loadOne(kernel, resource, (request.params as { id: string }).id, viewerOf(request)));

  const { create, update, remove } = resource;
  if (create) {
    app.post(path, {
      config: { permission: create.permission },
      schema: { tags, summary: `Create one of ${resource.title}`, operationId: `create:${name}`, body: create.fields, response: { 201: oneShape, ...problems(400, 409, 422) } },
    }, (request, reply) => change(kernel, request, reply, async (act) => ({ status: 201, body: await createOne(kernel, resource, create, act, request) })));
  }
  if (update) {
    app.put(`${path}/:id`, {
      config: { permission: update.permission },
      schema: { tags, summary: `Change one of ${resource.title}`, operationId: `update:${name}`, params: IdParams, body: putBody(oneShape, update.fields), response: { 200: oneShape, ...problems(400, 404, 409, 422) } },
    }, (request, reply) => change(kernel, request, reply, async (act) => ({ status: 200, body: await updateOne(kernel, resource, update, act, request) })));
  }
  if (remove) {
    app.delete(`${path}/:id`, {
      config: { permission: remove.permission },
      schema: { tags, summary: `Delete one of ${resource.title}`, operationId: `delete:${name}`, params: IdParams, querystring: Type.Object({ version: Type.Optional(Type.String({ pattern: '^\\d{1,9}$', description: 'The version that was seen: a record that was changed since stays' })) }), response: { 200: oneShape, ...problems(400, 404, 409) } },
    }, (request, reply) => change(kernel, request, reply, async (act) => ({ status: 200, body: await removeOne(kernel, resource, remove, act, request) })));
  }
}

/** Any field of the record may be there, as react-admin sends them all; those that the client may set are held to their rules. */
function putBody(shape: TObject, editable: TObject): TObject {
  const whole = Object.fromEntries(Object.keys(shape.properties).map((key) => [key, Type.Optional(Type.Unknown())] as [string, TSchema]));
  const own = Type.Partial(editable).properties as Record<string, TSchema>;
  return Type.Object({ ...whole, ...own, version: Text.version }, { additionalProperties: false }) as unknown as TObject;
}

async function list(kernel: Kernel, resource: Resource, request: FastifyRequest, reply: FastifyReply) {
  const { rows, from, got, total } = await readPage(kernel, resource, viewerOf(request), request.query as ListRequest);
  const last = got === 0 ? from : from + got - 1;
  reply.header('content-range', `${resource.name} ${from}-${last}/${total}`).header('access-control-expose-headers', 'Content-Range, X-Total-Exact');
  if (total > EXACT_UP_TO) reply.header('x-total-exact', 'false');
  return typeof rows === 'string' ? reply.type('application/json; charset=utf-8').send(rows) : rows;
}

/** `rows`: as records, or as the JSON that the database made of them. */
export type ListedPage = Page & { from: number };

/** A page of the list as this viewer may see it, and how many there are: exact up to `EXACT_UP_TO`, past it one more than that. */
export async function readPage({ store }: Kernel, resource: Resource, viewer: Viewer, query: ListRequest): Promise<ListedPage> {
  // getMany names its records and sends no range: it is never cut to a page.
  const range = parseRange(query.range);
  const page = await pageOf(store, resource, selected(store, resource, viewer, query), range);
  if (typeof page.rows === 'string') return { ...page, from: range.from };
  const seen = resource.view ? page.rows.map((row) => resource.view?.(row, viewer) ?? row) : page.rows;
  return { ...page, rows: resource.widen ? await resource.widen(seen, store.read) : seen, from: range.from };
}

/** An id that the database counted: digits, not what JavaScript takes for a number. */
function countedId(id: string): number {
  if (!/^[1-9]\d{0,14}$/.test(id)) throw notThere('This record');
  return Number(id);
}

/** The record as it is now, or 404: what is not the viewer's to see is not there. */
export async function loadOne(kernel: Kernel, resource: Resource, id: string, viewer: Viewer, db: Db = kernel.store.read): Promise<Row> {
  const idValue = resource.filters.id?.kind === 'counted' ? countedId(id) : id;
  const scope = resource.scope?.(viewer);
  const one = (on: Db, which: unknown) => (resource.one?.select ?? resource.select)(on).where(and(eq(resource.table.id, which), scope)).limit(1);
  // What is seen by some only has a condition of its own for each.
  const [row] = scope ? await one(db, idValue) : await kept(db, `one of ${resource.name}`, (on) => one(on, sql.placeholder('id')) as unknown as Keepable<Row[]>).execute({ id: idValue });
  if (!row) throw notThere('This record');
  const viewed = resource.view ? resource.view(row, viewer) : row;
  const seen = resource.widen ? ((await resource.widen([viewed], db))[0] ?? viewed) : viewed;
  return resource.one ? resource.one.load({ ...kernel, store: { ...kernel.store, read: db } }, seen, viewer) : seen;
}

/** Runs a command; where it is refused with the record as it is now, that record is answered in the shape in which it is read. */
export async function withCurrent<T>(kernel: Kernel, resource: Resource, act: Act, id: string, viewer: Viewer, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const current = error instanceof Problem ? (error.extra.current as { id?: unknown } | undefined) : undefined;
    if (!(error instanceof Problem) || current?.id !== id) throw error;
    const shown = await loadOne(kernel, resource, id, viewer, act.tx.db);
    if (error instanceof StaleProblem) throw new StaleProblem(shown, await lastActor(act.tx, resource.name, id));
    throw new Problem(error.status, error.message, { ...error.extra, current: shown });
  }
}

async function lastActor({ db, t }: Tx, resource: string, id: string): Promise<string | null> {
  const [last] = await db.select({ name: t.auditEvents.actorName }).from(t.auditEvents).where(and(eq(t.auditEvents.resource, resource), eq(t.auditEvents.recordId, id))).orderBy(desc(t.auditEvents.id)).limit(1);
  return last?.name ?? null;
}

async function createOne(kernel: Kernel, resource: Resource, create: NonNullable<Resource['create']>, act: Act, request: FastifyRequest): Promise<Row> {
  await checkReferences(resource, act.tx, request.body as Row);
  const made = await create.make(act, request.body as Row);
  if (isRefusal(made)) throw refusalProblem(made);
  await guarded(resource, () => act.tx.db.insert(resource.table).values(made as never));
  await record(act, { command: 'records.create', resource: resource.name, id: String(made.id), before: null, after: made, accountId: resource.accountOf?.(made) ?? null });
  return loadOne(kernel, resource, String(made.id), viewerOf(request), act.tx.db);
}

async function checkReferences({ references = {} }: Resource, { db }: Tx, fields: Row): Promise<void> {
  for (const [field, table] of Object.entries(references)) {
    const id = fields[field];
    if (typeof id !== 'string') continue;
    const found = await db.select({ id: table.id }).from(table).where(eq(table.id, id));
    if (found.length === 0) throw fieldProblem(422, field, 'names something that is not there');
  }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

async function storedRow(resource: Resource, tx: Tx, id: string): Promise<Row> {
  const [row] = (await tx.db.select().from(resource.table).where(eq(resource.table.id, id))) as Row[];
  if (!row) throw notThere('This record');
  return row;
}

async function updateOne(kernel: Kernel, resource: Resource, update: NonNullable<Resource['update']>, act: Act, request: FastifyRequest): Promise<Row> {
  const { id } = request.params as { id: string };
  const body = request.body as Row;
  const viewer = viewerOf(request);
  const shown = await loadOne(kernel, resource, id, viewer, act.tx.db);
  const stored = await storedRow(resource, act.tx, id);
  if (body.version !== stored.version) throw new StaleProblem(shown, await lastActor(act.tx, resource.name, id));
  const changes: Row = {};
  for (const [field, value] of Object.entries(body)) {
    if (field in update.fields.properties) {
      if (!same(value, stored[field])) changes[field] = value;
    } else if (field in stored && !same(value, stored[field])) {
      throw fieldProblem(422, field, 'cannot be changed here');
    }
  }
  if (Object.keys(changes).length === 0) return shown;
  await checkReferences(resource, act.tx, changes);
  const checked = update.check ? await update.check(act, stored, changes) : changes;
  if (isRefusal(checked)) throw refusalProblem(checked, shown);
  const patch: Row = { ...checked, version: Number(stored.version) + 1 };
  await guarded(resource, () => act.tx.db.update(resource.table).set(patch as never).where(eq(resource.table.id, id)));
  await record(act, { command: 'records.update', resource: resource.name, id, before: stored, after: { ...stored, ...patch }, accountId: resource.accountOf?.(stored) ?? null });
  return loadOne(kernel, resource, id, viewer, act.tx.db);
}

async function removeOne(kernel: Kernel, resource: Resource, remove: NonNullable<Resource['remove']>, act: Act, request: FastifyRequest): Promise<Row> {
  const { id } = request.params as { id: string };
  const shown = await loadOne(kernel, resource, id, viewerOf(request), act.tx.db);
  const stored = await storedRow(resource, act.tx, id);
  const { version } = request.query as { version?: string };
  if (version !== undefined && Number(version) !== stored.version) throw new StaleProblem(shown, await lastActor(act.tx, resource.name, id));
  const refusal = await remove.check?.(act, stored);
  if (refusal) throw refusalProblem(refusal, shown);
  await guarded(resource, () => act.tx.db.delete(resource.table).where(eq(resource.table.id, id)));
  await record(act, { command: 'records.delete', resource: resource.name, id, before: stored, after: null, accountId: resource.accountOf?.(stored) ?? null });
  return shown;
}

function takenFields({ table }: Resource, columns: readonly string[]): Record<string, string> | undefined {
  const fields = Object.keys(getTableColumns(table)).filter((field) => columns.includes(columnName(field)));
  if (fields.length === 0) return undefined;
  return Object.fromEntries(fields.map((field) => [field, fields.length === 1 ? 'is taken already' : `is taken already together with ${fields.filter((other) => other !== field).join(' and ')}`]));
}

/** A broken constraint becomes an answer that people understand. */
async function guarded(resource: Resource, write: () => PromiseLike<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const constraint = constraintOf(error);
    if (constraint === 'unique') throw new Problem(409, `There is one of these ${resource.title} already`, { errors: takenFields(resource, uniqueColumnsOf(error)) });
    if (constraint === 'reference') throw new Problem(409, 'It is in use, or names something that is not there');
    throw error;
  }
}
