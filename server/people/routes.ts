import { and, asc, count, eq, gt, isNull } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { permissionsOf } from '../domain/permissions.ts';
import { ROLES, type Role } from '../domain/words.ts';
import { record } from '../record/record.ts';
import { fieldProblem, notThere, Problem } from '../rest/problem.ts';
import { change, instant, viewerOf } from '../rest/request.ts';
import { Body, problems, Text, words } from '../rest/schemas.ts';
import type { Preferences } from '../../db/schema/people.ts';
import { acceptAccessLink, readAccessLink } from './access-links.ts';
import { countFailure, forgetFailures, refuseLocked } from './lockout.ts';
import { passwordFits } from './passwords.ts';
import { clearCookie, openSession, setCookie, type SessionKernel } from './sessions.ts';

export const DEMO_PASSWORD = 'demo-demo-demo';
const tags = ['session'];
/** Enough for a person who mistypes, too little for somebody who guesses. */
const PUBLIC_LINK = { max: 60, timeWindow: '1 minute' };

const SessionShape = Type.Object({
  id: Type.String(), name: Type.String(), email: Type.String(), role: words(ROLES), permissions: Type.Array(Type.String()), preferences: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});

const PreferencesShape = Body({
  theme: Type.Optional(words(['light', 'dark', 'system'])),
  singleKeys: Type.Optional(Type.Boolean()),
  weeklySummary: Type.Optional(Type.Boolean()),
  tables: Type.Optional(Type.Record(Type.String({ maxLength: 100 }), Type.Unknown())),
});

const SignInPage = Type.Object({
  demo: Type.Union([Type.Null(), Type.Object({ password: Type.String(), people: Type.Array(Type.Object({ email: Type.String(), name: Type.String(), role: words(ROLES) })) })]), firstAdmin: Type.Boolean(),
  signOn: Type.Union([Type.Null(), Type.Object({ name: Type.String() })]), passwords: Type.Boolean(),
});

const sessionOf = (user: { id: string; name: string; email: string; role: Role; preferences: Preferences }) =>
  ({ id: user.id, name: user.name, email: user.email, role: user.role, permissions: permissionsOf(user.role), preferences: user.preferences });

/** Sign-in, sign-out, one's own sessions and profile, and the one-time links that set a password. */
export function servePeople(app: FastifyInstance, kernel: SessionKernel): void {
  const { store } = kernel;

  app.post('/session', {
    config: { permission: 'public' },
    schema: { tags, summary: 'Sign in', body: Body({ email: Type.String({ minLength: 1, maxLength: 254 }), password: Type.String({ minLength: 1, maxLength: 1000 }) }), response: { 200: SessionShape, ...problems(400, 403, 429) } },
  }, async (request, reply) => {
    if (kernel.settings.passwords === false) throw new Problem(403, `Passwords are not used here: sign in with ${kernel.settings.signOn?.name}`);
    const { email, password } = request.body as { email: string; password: string };
    const now = kernel.clock();
    const attempt = { email, address: request.ip, now, secret: kernel.settings.sessionSecret };
    await refuseLocked({ db: store.read, t: store.t }, attempt);
    const [user] = await store.read.select().from(store.t.users).where(eq(store.t.users.email, email.trim().toLowerCase()));
    const fits = await passwordFits(password, user?.passwordHash);
    if (!user || !fits || user.status !== 'active') {
      await store.write(async (tx) => {
        const locked = await countFailure(tx, attempt);
        if (locked && user) await record({ tx, actor: { id: null, name: 'Upgrade Desk', role: null }, now: now.toISOString(), requestId: request.id }, { command: 'session.locked', resource: 'users', id: user.id, before: null, after: null });
      });
      throw new Problem(401, 'The e-mail or the password is not right');
    }
    const cookie = await store.write(async (tx) => {
      // Of many guesses sent at once, those after the tenth wrong one are too late even if right.
      await refuseLocked(tx, attempt);
      await forgetFailures(tx, attempt);
      await record({ tx, actor: user, now: now.toISOString(), requestId: request.id }, { command: 'session.sign-in', resource: 'users', id: user.id, before: null, after: null });
      return openSession(tx, kernel, user.id, request, now);
    });
    setCookie(reply, kernel, cookie);
    return sessionOf(user);
  });

  app.get('/session', { config: { permission: 'session:own' }, schema: { tags, summary: 'Who is signed in', response: { 200: SessionShape, ...problems() } } }, async (request) => {
    const [user] = await store.read.select().from(store.t.users).where(eq(store.t.users.id, viewerOf(request).id));
    if (!user) throw new Problem(401, 'Sign in first');
    return sessionOf(user);
  });

  app.delete('/session', { config: { permission: 'session:own' }, schema: { tags, summary: 'Sign out', response: { 200: Type.Object({ id: Type.String() }), ...problems() } } }, async (request, reply) => {
    const viewer = viewerOf(request);
    await store.write(async (tx) => {
      await tx.db.delete(tx.t.sessions).where(eq(tx.t.sessions.id, viewer.sessionId));
      await record({ tx, actor: viewer, now: instant(kernel), requestId: request.id }, { command: 'session.sign-out', resource: 'users', id: viewer.id, before: null, after: null });
    });
    clearCookie(reply);
    return { id: viewer.id };
  });

  serveOwn(app, kernel);
  serveLinks(app, kernel);
}

function serveOwn(app: FastifyInstance, kernel: SessionKernel): void {
  const { store } = kernel;
  const SessionRow = Type.Object({ id: Type.String(), createdAt: Type.String(), seenAt: Type.String(), expiresAt: Type.String(), userAgent: Type.String(), address: Type.String(), current: Type.Boolean() });

  app.get('/sessions', { config: { permission: 'session:own' }, schema: { tags, summary: 'One’s own sessions', response: { 200: Type.Array(SessionRow), ...problems() } } }, async (request) => {
    const viewer = viewerOf(request);
    const { sessions } = store.t;
    const rows = await store.read.select().from(sessions).where(and(eq(sessions.userId, viewer.id), gt(sessions.expiresAt, instant(kernel)))).orderBy(asc(sessions.createdAt));
    return rows.map((row) => ({ ...row, current: row.id === viewer.sessionId }));
  });

  app.delete('/sessions/:id', {
    config: { permission: 'session:own' },
    schema: { tags, summary: 'End one of one’s own sessions', params: Type.Object({ id: Text.id }), response: { 200: Type.Object({ id: Type.String() }), ...problems(404) } },
  }, (request, reply) => change(kernel, request, reply, async (act) => {
    const { id } = request.params as { id: string };
    const viewer = viewerOf(request);
    const { sessions } = act.tx.t;
    const gone = await act.tx.db.delete(sessions).where(and(eq(sessions.id, id), eq(sessions.userId, viewer.id))).returning({ id: sessions.id });
    if (gone.length === 0) throw notThere('This session');
    await record(act, { command: 'session.revoke', resource: 'users', id: viewer.id, before: null, after: null });
    return { status: 200, body: { id } };
  }));

  app.put('/profile', {
    config: { permission: 'session:own' },
    schema: { tags, summary: 'Set one’s own preferences', body: Body({ preferences: PreferencesShape }), response: { 200: SessionShape, ...problems(400) } },
  }, (request, reply) => change(kernel, request, reply, async (act) => {
    const { preferences } = request.body as { preferences: Preferences };
    if (JSON.stringify(preferences).length > 20_000) throw fieldProblem(422, 'preferences', 'are too long');
    const { users } = act.tx.t;
    const viewer = viewerOf(request);
    const [before] = await act.tx.db.select().from(users).where(eq(users.id, viewer.id));
    if (!before) throw new Problem(401, 'Sign in first');
    const after = { ...before, preferences: { ...before.preferences, ...preferences } };
    await act.tx.db.update(users).set({ preferences: after.preferences }).where(eq(users.id, viewer.id));
    await record(act, { command: 'profile.update', resource: 'users', id: viewer.id, before, after });
    return { status: 200, body: sessionOf(after) };
  }));
}

function serveLinks(app: FastifyInstance, kernel: SessionKernel): void {
  const { store } = kernel;
  const Token = Type.Object({ token: Type.String({ minLength: 20, maxLength: 200 }) });
  const AccessShape = Type.Object({ purpose: words(['first_admin', 'set_password']), email: Type.Union([Type.String(), Type.Null()]), name: Type.Union([Type.String(), Type.Null()]) });

  app.get('/sign-in-page', {
    config: { permission: 'public' },
    schema: { tags, summary: 'What the sign-in page shows before anyone is signed in', response: { 200: SignInPage } },
  }, async () => signInPage(kernel));

  app.get('/access/:token', { config: { permission: 'public', rateLimit: PUBLIC_LINK }, schema: { tags, summary: 'What a one-time link is for', params: Token, response: { 200: AccessShape, ...problems(410) } } }, async (request) => {
    const { link, user } = await readAccessLink({ db: store.read, t: store.t }, (request.params as { token: string }).token, instant(kernel));
    return { purpose: link.userId === null ? 'first_admin' : 'set_password', email: user?.email ?? null, name: user?.name ?? null };
  });

  app.post('/access/:token', {
    config: { permission: 'public', rateLimit: PUBLIC_LINK },
    schema: { tags, summary: 'Set a password through a one-time link, and sign in', params: Token, body: Body({ password: Type.String({ minLength: 1, maxLength: 1000 }), email: Type.Optional(Text.email), name: Type.Optional(Text.line(120)) }), response: { 200: SessionShape, ...problems(400, 410, 422) } },
  }, async (request, reply) => {
    const { user, cookie } = await acceptAccessLink(kernel, request);
    setCookie(reply, kernel, cookie);
    return sessionOf(user);
  });
}

/** Demo people are shown for as long as one of them is there. */
export async function signInPage({ store, settings: { signOn = null, passwords = true } }: SessionKernel) {
  const { users } = store.t;
  const people = await store.read.select({ email: users.email, name: users.name, role: users.role }).from(users)
    .where(and(gt(users.email, ''), eq(users.status, 'active'), isNull(users.awayUntil))).orderBy(asc(users.email)).limit(50);
  const demo = people.filter((person) => person.email.endsWith('@demo.example'));
  const [staff] = await store.read.select({ n: count() }).from(users);
  return { demo: passwords && demo.length > 0 ? { password: DEMO_PASSWORD, people: demo } : null, firstAdmin: Number(staff?.n ?? 0) === 0, signOn: signOn && { name: signOn.name }, passwords };
}
