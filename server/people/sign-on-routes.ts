import { eq, or } from 'drizzle-orm';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Tx } from '../../db/store.ts';
import { placeWithin, whoSignsOn, type SignOnRefusal } from '../domain/sign-on.ts';
import { record } from '../record/record.ts';
import { problems } from '../rest/schemas.ts';
import type { SignOnSettings } from '../settings.ts';
import { Cancelled, Provider, Unreachable, type Subject, type Way } from './provider.ts';
import { openSession, readToken, setCookie, signToken, type SessionKernel } from './sessions.ts';

const WAY_COOKIE = 'upgrade_desk_sign_on';
const WAY_MINUTES = 10;
const PATH = '/api/sign-on';
const LIMIT = { max: 60, timeWindow: '1 minute' };
const tags = ['session'];

/** Signed with a key of its own, so that no session is ever taken for it. */
const wayKey = (kernel: SessionKernel): string => `${kernel.settings.sessionSecret} sign-on`;

function keepWay(reply: FastifyReply, kernel: SessionKernel, way: Way): void {
  const token = Buffer.from(JSON.stringify({ ...way, until: kernel.clock().getTime() + WAY_MINUTES * 60_000 })).toString('base64url');
  // Lax, since the way back begins on the provider's page.
  reply.setCookie(WAY_COOKIE, signToken(token, wayKey(kernel)), { path: PATH, httpOnly: true, sameSite: 'lax', secure: kernel.settings.publicUrl.startsWith('https:'), maxAge: WAY_MINUTES * 60 });
}

function wayOf(request: FastifyRequest, kernel: SessionKernel): Way | null {
  const token = readToken(request.cookies[WAY_COOKIE], wayKey(kernel));
  if (token === null) return null;
  const { until, ...way } = JSON.parse(Buffer.from(token, 'base64url').toString()) as Way & { until: number };
  return until > kernel.clock().getTime() ? way : null;
}

/** Finds whom the subject means, binds them the first time, and opens their session; one transaction. */
async function enter(tx: Tx, kernel: SessionKernel, request: FastifyRequest, { subject, email, emailVerified }: Subject, { trustEmail, name }: SignOnSettings): Promise<{ cookie: string } | { refused: SignOnRefusal }> {
  const { db, t: { users, identities } } = tx;
  const found = await db.select({ user: users, identity: identities.id }).from(users).leftJoin(identities, eq(identities.userId, users.id)).where(or(eq(identities.id, subject), eq(users.email, email ?? '')));
  const bound = found.find(({ identity }) => identity === subject)?.user ?? null;
  const addressed = found.find(({ user }) => user.email === email);
  const who = whoSignsOn({ bound, addressed: addressed ? { person: addressed.user, taken: addressed.identity !== null } : null, claims: { email, emailVerified }, trustEmail });
  if ('refused' in who) return who;
  const now = kernel.clock();
  const act = { tx, actor: who.person, now: now.toISOString(), requestId: request.id };
  if (who.binds) {
    await db.insert(identities).values({ id: subject, userId: who.person.id, boundAt: act.now });
    await record(act, { command: 'users.bind-sign-on', resource: 'users', id: who.person.id, before: null, after: { signOn: name } });
  }
  await record(act, { command: 'session.sign-in', resource: 'users', id: who.person.id, before: null, after: { signOn: name } });
  return { cookie: await openSession(tx, kernel, who.person.id, request, now) };
}

/** Signing in by the company's identity provider: there and back again. Both ways end on a page, never on JSON. */
export function serveSignOn(app: FastifyInstance, kernel: SessionKernel): void {
  const { signOn = null, publicUrl } = kernel.settings;
  const provider = signOn && new Provider(signOn, publicUrl);
  const refuse = (reply: FastifyReply, refused: SignOnRefusal) => reply.redirect(`/login?refused=${refused}`, 303);
  const moved = { 303: Type.Null({ description: 'to the provider, to the console, or to the sign-in page, which says what went wrong' }), ...problems(429) };

  app.get('/sign-on', {
    config: { permission: 'public', rateLimit: LIMIT },
    schema: { tags, summary: 'Sign in through the identity provider', querystring: Type.Object({ to: Type.Optional(Type.String({ maxLength: 2_000 })) }), response: moved },
  }, async (request, reply) => {
    if (!provider) return reply.redirect('/login', 303);
    try {
      const { url, way } = await provider.begin(placeWithin((request.query as { to?: string }).to));
      keepWay(reply, kernel, way);
      return reply.redirect(url, 303);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      request.log.warn({ err: error }, 'the identity provider does not answer');
      return refuse(reply, 'unreachable');
    }
  });

  app.get('/sign-on/callback', {
    config: { permission: 'public', rateLimit: LIMIT },
    schema: { tags, summary: 'The way back from the identity provider', response: moved },
  }, async (request, reply) => {
    if (!provider || !signOn) return reply.redirect('/login', 303);
    const way = wayOf(request, kernel);
    reply.clearCookie(WAY_COOKIE, { path: PATH });
    if (!way) return refuse(reply, 'too_late');
    try {
      const at = request.url.indexOf('?');
      const subject = await provider.finish(at < 0 ? '' : request.url.slice(at), way);
      const entered = await kernel.store.write((tx) => enter(tx, kernel, request, subject, signOn));
      if ('refused' in entered) return refuse(reply, entered.refused);
      setCookie(reply, kernel, entered.cookie);
      return reply.redirect(way.to, 303);
    } catch (error) {
      if (error instanceof Cancelled) return refuse(reply, 'cancelled');
      request.log.warn({ err: error }, 'signing in through the identity provider failed');
      return refuse(reply, error instanceof Unreachable ? 'unreachable' : 'failed');
    }
  });
}
