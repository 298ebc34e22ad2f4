import { fastifySSE } from '@fastify/sse';
import { and, asc, gt, gte, eq, max, type SQL } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Change } from '../../db/store.ts';
import { can, type Permission } from '../domain/permissions.ts';
import { Problem } from '../rest/problem.ts';
import { PROGRESS, type Progress } from '../rest/progress.ts';
import { instant, viewerOf, type Kernel, type Viewer } from '../rest/request.ts';
import { Body, problems, Text, words } from '../rest/schemas.ts';

/** What a viewer must be allowed to read to hear that it changed. Resources that are not here are told to nobody. */
const ROOMS: Record<string, Permission> = {
  accounts: 'accounts:read', contacts: 'accounts:read', subscriptions: 'accounts:read', devices: 'accounts:read', products: 'catalogue:read', 'upgrade-paths': 'catalogue:read', upgrades: 'upgrades:read', 'adoption-goals': 'adoption:read', 'adoption-annotations': 'adoption:read', 'adoption-fixes': 'adoption:read', 'adoption-traffic': 'adoption:read', 'adoption-baselines': 'adoption:read',
  codings: 'codings:read', 'revenue-entries': 'codings:read', periods: 'codings:read', 'reason-codes': 'codings:read', 'exchange-rates': 'catalogue:read', escalations: 'escalations:read', returns: 'returns:read', attestations: 'returns:read', statements: 'returns:read', 'evidence-files': 'returns:read', 'root-causes': 'root-causes:read', 'saved-replies': 'saved-replies:read', policies: 'policies:read', calendars: 'policies:read', regions: 'policies:read',
  users: 'users:names', imports: 'imports:run', outbox: 'outbox:read', 'incoming-events': 'events:read',
};

/** Changes commit out of order on PostgreSQL: a resumed stream goes back this far before the last one that was heard. Hearing twice does no harm. */
const OVERLAP_MS = 10_000;
const MOST_REPLAYED = 10_000;
const A_PIECE = 500;
const MOST_QUEUED = 2_000;
const PRESENT_FOR_MS = 45_000;
const BEAT_MS = 15_000;

type Present = { resource: string; id: string; userId: string; name: string; mode: 'viewing' | 'editing'; until: number };
type Presence = { resource: string; id: string; people: { id: string; name: string; mode: string }[] };

const maySee = (viewer: Viewer, resource: string): boolean => ROOMS[resource] !== undefined && can(viewer.role, ROOMS[resource]);

/** Names and roles, which everybody reads, change by these alone. */
const OF_NAMES = /^users\.(?:create|update|delete)$/;
/** Where and when somebody signed in, and how they like the desk to look. */
const OF_ONESELF = /^(?:session|profile)\./;

/** Whether a change is the viewer's to hear: of people, what they did about themselves is told to themselves, and what only who manages them reads to those. */
const mayHear = (viewer: Viewer, { resource, id, action }: Change): boolean =>
  maySee(viewer, resource) && (resource !== 'users' || id === viewer.id || OF_NAMES.test(action) || (can(viewer.role, 'users:manage') && !OF_ONESELF.test(action)));

/** Who looks at what, kept in memory on every server alike: it is gone when nobody repeats it. */
function presenceBook(kernel: Kernel) {
  const book = new Map<string, Present>();
  const keyOf = (one: Pick<Present, 'resource' | 'id' | 'userId'>) => `${one.resource}/${one.id}/${one.userId}`;
  kernel.store.hear('presence', (payload) => {
    const one = payload as Present & { gone?: true };
    const now = kernel.clock().getTime();
    for (const [key, other] of book) if (other.until < now) book.delete(key);
    if (one.gone) book.delete(keyOf(one));
    else book.set(keyOf(one), one);
  });
  const at = (resource: string, id: string): Presence => {
    const now = kernel.clock().getTime();
    for (const [key, one] of book) if (one.until < now) book.delete(key);
    return { resource, id, people: [...book.values()].filter((one) => one.resource === resource && one.id === id).map((one) => ({ id: one.userId, name: one.name, mode: one.mode })) };
  };
  return { at, all: () => [...new Set([...book.values()].map((one) => `${one.resource}/${one.id}`))].map((key) => at(key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1))) };
}

/** `/api/stream`: what changed, in the rooms the viewer may see, and who is viewing or editing what. */
export async function serveLive(app: FastifyInstance, kernel: Kernel): Promise<void> {
  await app.register(fastifySSE, { heartbeatInterval: BEAT_MS });
  const { store } = kernel;
  const book = presenceBook(kernel);
  const open = new Set<() => void>();
  // A stream does not end by itself, and a server that stops waits for what is in flight.
  const endAll = () => { for (const end of open) end(); };
  // What other servers changed while they could not be heard is in the log: whoever comes back resumes from there.
  const stop = store.heardAgain(endAll);
  app.addHook('preClose', async () => {
    stop();
    endAll();
  });
  const Where = { resource: words(Object.keys(ROOMS)), id: Text.id };

  app.post('/presence', { config: { permission: 'session:own' }, schema: { tags: ['live'], summary: 'Say that one is viewing or editing an item; lasts 45 seconds', body: Body({ ...Where, mode: words(['viewing', 'editing']) }), response: { 204: Type.Null(), ...problems(400) } } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { resource, id, mode } = request.body as { resource: string; id: string; mode: 'viewing' | 'editing' };
    store.broadcast('presence', { resource, id, mode, userId: viewer.id, name: viewer.name, until: kernel.clock().getTime() + PRESENT_FOR_MS });
    return reply.status(204).send();
  });

  app.delete('/presence', { config: { permission: 'session:own' }, schema: { tags: ['live'], summary: 'Say that one has left an item', querystring: Type.Object(Where, { additionalProperties: false }), response: { 204: Type.Null(), ...problems(400) } } }, async (request, reply) => {
    const { resource, id } = request.query as { resource: string; id: string };
    store.broadcast('presence', { resource, id, userId: viewerOf(request).id, gone: true });
    return reply.status(204).send();
  });

  app.get('/stream', {
    sse: { kind: 'only' }, config: { permission: 'session:own' },
    // The plugin answers this in a shape of its own.
    preSerialization: async (request, reply, payload) => {
      if (reply.statusCode !== 406) return payload;
      reply.type('application/problem+json; charset=utf-8');
      return new Problem(406, 'This is a stream of events: accept text/event-stream').body(request.id);
    },
    schema: { tags: ['live'], summary: 'Server-sent events: changes and presence; resumes from Last-Event-ID, or at first from `lastEventId`, where a page says what its document knew. An event `anew` says that more was missed than is told one by one: everything is to be fetched anew', querystring: Type.Object({ lastEventId: Type.Optional(Type.String()) }, { additionalProperties: false }), produces: ['text/event-stream'] },
  }, async (request, reply) => {
    const viewer = viewerOf(request);
    let going: Promise<unknown> = Promise.resolve();
    let queued = 0;
    const send = (event: string, data: unknown, id?: number) => {
      // A viewer who takes so little off is cut off: they come back, and resume.
      if (queued >= MOST_QUEUED) return reply.sse.close();
      queued += 1;
      going = going.then(() => reply.sse.send({ event, data, ...(id ? { id: String(id) } : {}) })).catch(() => undefined).finally(() => { queued -= 1; });
    };
    const tell = (changes: readonly Change[], isCounted: boolean) => {
      for (const one of changes) if (mayHear(viewer, one)) send('change', { resource: one.resource, id: one.id, action: one.action, by: one.actorId }, isCounted ? one.seq : undefined);
    };
    // Heard before all that went before it, a change is told without its number: a break now is resumed from what was heard until then.
    let caughtUp = false;
    reply.sse.keepAlive();
    const end = () => reply.sse.close();
    open.add(end);
    const stops = [store.listen((changes) => tell(changes, caughtUp && store.hearsOthers())), store.hear('presence', (payload) => {
      const { resource, id } = payload as Present;
      if (maySee(viewer, resource)) setImmediate(() => send('presence', book.at(resource, id)));
    }), store.hear(PROGRESS, (payload) => {
      const { userId, ...news } = payload as Progress;
      if (userId === viewer.id) send('progress', news);
    }), watchSession(kernel, viewer, () => reply.sse.close()), () => open.delete(end)];
    reply.sse.onClose(() => { for (const stop of stops) stop(); });
    const heard = lastHeard(request.headers['last-event-id'] ?? (request.query as { lastEventId?: string }).lastEventId);
    // A viewer who resumes has not heard what comes next: a break now must not count it as heard.
    await reply.sse.send({ event: 'ready', data: { at: instant(kernel) }, ...(heard === null ? { id: String(await lastSeq(kernel)) } : {}), retry: 1000 });
    for (const one of book.all()) if (maySee(viewer, one.resource)) send('presence', one);
    if (heard !== null) {
      const where = await since(kernel, heard);
      if (await isTooMuch(kernel, where)) send('anew', { at: instant(kernel) }, await lastSeq(kernel));
      else for await (const changes of missed(kernel, where)) {
        tell(changes, true);
        await going;
      }
    }
    caughtUp = true;
  });
}

/** A stream ends with the session that opened it, and with the role that it was opened in: at once where that was changed, in some seconds where its time is over. */
function watchSession({ store, clock }: Kernel, viewer: Viewer, end: () => void): () => void {
  const { sessions, users } = store.t;
  const look = () => {
    const own = and(eq(sessions.id, viewer.sessionId), gt(sessions.expiresAt, clock().toISOString()), eq(users.status, 'active'), eq(users.role, viewer.role));
    void store.read.select({ id: sessions.id }).from(sessions).innerJoin(users, eq(users.id, sessions.userId)).where(own).then((rows) => rows.length === 0 && end(), () => undefined);
  };
  const timer = setInterval(look, BEAT_MS);
  timer.unref();
  const stop = store.listen((changes) => changes.some(({ resource, id }) => resource === 'users' && id === viewer.id) && look());
  return () => {
    clearInterval(timer);
    stop();
  };
}

/** The number of the last change there is. A stream that goes on from it tells all that come after. */
export async function lastSeq({ store }: Kernel): Promise<number> {
  const [row] = await store.read.select({ id: max(store.t.auditEvents.id) }).from(store.t.auditEvents);
  return Number(row?.id ?? 0);
}

const lastHeard = (given: string | string[] | undefined): number | null => (typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : null);

/** What changed since the last event that the viewer heard. */
async function since({ store }: Kernel, lastId: number): Promise<SQL> {
  const { auditEvents } = store.t;
  const [heard] = await store.read.select({ at: auditEvents.at }).from(auditEvents).where(eq(auditEvents.id, lastId));
  return heard ? gte(auditEvents.at, new Date(Date.parse(heard.at) - OVERLAP_MS).toISOString()) : gt(auditEvents.id, lastId);
}

/** Whether that is more than is told one by one: an import alone may write more. */
async function isTooMuch({ store }: Kernel, where: SQL): Promise<boolean> {
  const { auditEvents } = store.t;
  return (await store.read.select({ id: auditEvents.id }).from(auditEvents).where(where).orderBy(asc(auditEvents.id)).limit(1).offset(MOST_REPLAYED)).length > 0;
}

/** The same from the audit log, piece by piece. */
async function* missed({ store }: Kernel, where: SQL): AsyncGenerator<Change[]> {
  const { auditEvents } = store.t;
  for (let from = 0; ;) {
    const rows = await store.read.select({ seq: auditEvents.id, resource: auditEvents.resource, id: auditEvents.recordId, action: auditEvents.action, actorId: auditEvents.actorId })
      .from(auditEvents).where(and(where, gt(auditEvents.id, from))).orderBy(asc(auditEvents.id)).limit(A_PIECE);
    yield rows;
    if (rows.length < A_PIECE) return;
    from = rows.at(-1)?.seq ?? from;
  }
}
