import { eq, sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { uuidv7 } from 'uuidv7';
import type { Db } from '../../db/store.ts';
import type { Tables } from '../../db/schema/index.ts';
import { can } from '../domain/permissions.ts';
import { invalid, notNow } from '../domain/refusal.ts';
import { ROLES, USER_STATUSES } from '../domain/words.ts';
import { record } from '../record/record.ts';
import { refusalProblem, staleProblem } from '../rest/problem.ts';
import { text, word } from '../rest/filterable.ts';
import { change, viewerOf, type Act } from '../rest/request.ts';
import { loadOne, serve, type Resource, type Row, type RowQuery } from '../rest/resource.ts';
import { Body, orNull, problems, Text, words } from '../rest/schemas.ts';
import { searchText } from '../rest/search.ts';
import { makeAccessLink } from './access-links.ts';
import type { SessionKernel } from './sessions.ts';

const UserShape = Type.Object({
  id: Type.String(), name: Type.String(), role: words(ROLES),
  email: Type.Optional(Type.String()), status: Type.Optional(words(USER_STATUSES)), calendarId: Type.Optional(Type.String()),
  awayFrom: Type.Optional(orNull(Text.day)), awayUntil: Type.Optional(orNull(Text.day)), coverUserId: Type.Optional(orNull(Type.String())),
  createdAt: Type.Optional(Type.String()), version: Type.Optional(Type.Integer()), link: Type.Optional(Type.String()),
  /** Since when a subject of the identity provider is bound to them. */
  signOnAt: Type.Optional(orNull(Type.String())),
  /** They have neither set a password nor signed on yet: nobody has come in as them. */
  invited: Type.Optional(Type.Boolean()),
});

const Profile = {
  name: Text.line(120), email: Text.email, role: words(ROLES), calendarId: Text.id,
  awayFrom: Type.Optional(orNull(Text.day)), awayUntil: Type.Optional(orNull(Text.day)), coverUserId: Type.Optional(orNull(Type.String())),
};

const nameOnly = (row: Row): Row => ({ id: row.id, name: row.name, role: row.role });

const checkAway = (row: Row) => {
  if (row.awayFrom && row.awayUntil && String(row.awayUntil) < String(row.awayFrom)) return invalid('awayUntil', 'must not be before the first day away');
  if (row.coverUserId && row.coverUserId === row.id) return invalid('coverUserId', 'must be somebody else');
  return null;
};

/** Users: admins see and manage them whole; everyone else reads id, name and role. */
export function usersResource(t: Tables): Resource {
  const { users, identities } = t;
  return {
    name: 'users', title: 'users', read: 'users:names', table: users,
    // Not by the e-mail, which only admins read.
    searchable: { texts: [users.name] },
    select: (db: Db) => db.select({
      id: users.id, name: users.name, role: users.role, email: users.email, status: users.status, calendarId: users.calendarId,
      awayFrom: users.awayFrom, awayUntil: users.awayUntil, coverUserId: users.coverUserId, createdAt: users.createdAt, version: users.version, signOnAt: identities.boundAt,
      invited: sql<boolean>`(${users.passwordHash} is null and ${identities.boundAt} is null)`.mapWith(Boolean),
    }).from(users).leftJoin(identities, eq(identities.userId, users.id)).$dynamic() as unknown as RowQuery,
    shape: UserShape,
    // What not every role may read is not offered for filtering either: a filter is a way of asking.
    filters: { id: text(users.id), name: text(users.name), role: word(users.role, ROLES) },
    sorts: { id: { column: users.id }, name: { column: users.name } },
    standardSort: { field: 'name', order: 'ASC' },
    references: { calendarId: t.calendars, coverUserId: users },
    view: (row, viewer) => (can(viewer.role, 'users:manage') ? row : nameOnly(row)),
    create: {
      permission: 'users:manage',
      fields: Body(Profile),
      make: async (act, body) => {
        const row = { id: uuidv7(), status: 'active', passwordHash: null, awayFrom: null, awayUntil: null, coverUserId: null, preferences: {}, createdAt: act.now, version: 1, ...body, email: String(body.email).toLowerCase() };
        return checkAway(row) ?? { ...row, search: searchText(String(body.name), row.email) };
      },
    },
    update: {
      permission: 'users:manage',
      fields: Body(Profile),
      check: async (act, current, changes) => {
        const next = { ...current, ...changes };
        if (changes.role && current.id === act.actor.id) return invalid('role', 'cannot be changed by oneself');
        return checkAway(next) ?? { ...changes, ...(changes.email ? { email: String(changes.email).toLowerCase() } : {}), search: searchText(String(next.name), String(next.email)) };
      },
    },
  };
}

const Versioned = Body({ version: Text.version, reason: Type.Optional(Text.said(500)) });

/** Suspending ends somebody's sessions in the same transaction: their next request is refused. */
export function serveUsers(app: FastifyInstance, kernel: SessionKernel): void {
  const resource = usersResource(kernel.store.t);
  serve(app, kernel, resource);
  const params = Type.Object({ id: Text.id });

  const setStatus = async (act: Act, id: string, version: number, status: 'active' | 'suspended', shown: Row) => {
    const { users, sessions } = act.tx.t;
    const [before] = await act.tx.db.select().from(users).where(eq(users.id, id));
    if (!before) throw refusalProblem(notNow('This person is not there', []));
    if (before.version !== version) throw staleProblem(shown);
    if (id === act.actor.id) throw refusalProblem(notNow('Nobody can suspend themselves', []));
    if (before.status === status) throw refusalProblem(notNow(`They are ${status} already`, [status === 'active' ? 'suspend' : 'reinstate']));
    const after = { ...before, status, version: version + 1 };
    await act.tx.db.update(users).set({ status, version: version + 1 }).where(eq(users.id, id));
    if (status === 'suspended') await act.tx.db.delete(sessions).where(eq(sessions.userId, id));
    await record(act, { command: status === 'suspended' ? 'users.suspend' : 'users.reinstate', resource: 'users', id, before, after });
  };

  for (const [verb, status] of [['suspend', 'suspended'], ['reinstate', 'active']] as const) {
    app.post(`/users/:id/${verb}`, {
      config: { permission: 'users:manage' },
      schema: { tags: ['users'], summary: verb === 'suspend' ? 'Suspend: their sessions end at once' : 'Let them sign in again', params, body: Versioned, response: { 200: UserShape, ...problems(404, 409) } },
    }, (request, reply) => change(kernel, request, reply, async (act) => {
      const { id } = request.params as { id: string };
      const shown = await loadOne(kernel, resource, id, viewerOf(request), act.tx.db);
      await setStatus(act, id, (request.body as { version: number }).version, status, shown);
      return { status: 200, body: await loadOne(kernel, resource, id, viewerOf(request), act.tx.db) };
    }));
  }

  app.post('/users/:id/access-link', {
    config: { permission: 'users:manage' },
    schema: { tags: ['users'], summary: 'Make a one-time link by which they set a password', params, body: Body({}), response: { 200: UserShape, ...problems(404, 409) } },
  }, (request, reply) => change(kernel, request, reply, async (act) => {
    const { id } = request.params as { id: string };
    const user = await loadOne(kernel, resource, id, viewerOf(request), act.tx.db);
    if (kernel.settings.passwords === false) throw refusalProblem(notNow(`Passwords are not used here: they sign in with ${kernel.settings.signOn?.name}`, []));
    const link = await makeAccessLink(act.tx, kernel.settings.publicUrl, id, kernel.clock());
    await record(act, { command: 'users.access-link', resource: 'users', id, before: null, after: null });
    return { status: 200, body: { ...user, link } };
  }, { sealLink: kernel.settings.sessionSecret }));

  app.post('/users/:id/forget-sign-on', {
    config: { permission: 'users:manage' },
    schema: { tags: ['users'], summary: 'Forget which account of the identity provider is theirs: the next that comes with their address is', params, body: Body({}), response: { 200: UserShape, ...problems(404, 409) } },
  }, (request, reply) => change(kernel, request, reply, async (act) => {
    const { id } = request.params as { id: string };
    await loadOne(kernel, resource, id, viewerOf(request), act.tx.db);
    const { identities, sessions } = act.tx.t;
    const gone = await act.tx.db.delete(identities).where(eq(identities.userId, id)).returning({ boundAt: identities.boundAt });
    if (gone.length === 0) throw refusalProblem(notNow('No account of the identity provider is theirs', []));
    // Whoever signed in by it may be the wrong one.
    if (id !== act.actor.id) await act.tx.db.delete(sessions).where(eq(sessions.userId, id));
    await record(act, { command: 'users.forget-sign-on', resource: 'users', id, before: { signOnAt: gone[0]?.boundAt }, after: null });
    return { status: 200, body: await loadOne(kernel, resource, id, viewerOf(request), act.tx.db) };
  }));
}
