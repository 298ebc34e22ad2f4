import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kernel, Viewer } from '../rest/request.ts';
import type { Settings } from '../settings.ts';
import type { Tx } from '../../db/store.ts';

export const SESSION_COOKIE = 'upgrade_desk';
const LASTS_HOURS = 12;
/** `seenAt` is written at most this often, so that looking around is not a stream of writes. */
const SEEN_EVERY_MS = 5 * 60_000;

export type SessionKernel = Kernel & { settings: Pick<Settings, 'sessionSecret' | 'publicUrl'> & Partial<Pick<Settings, 'signOn' | 'passwords'>> };

export const sessionIdOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const signature = (token: string, secret: string): Buffer => createHmac('sha256', secret).update(token).digest();

/** A token as it goes into a cookie. */
export const signToken = (token: string, secret: string): string => `${token}.${signature(token, secret).toString('base64url')}`;

/** The token that a cookie carries, if this server signed it; anything else never reaches the database. */
export function readToken(cookie: string | undefined, secret: string): string | null {
  const [token, signed] = cookie?.split('.') ?? [];
  if (!token || !signed) return null;
  const given = Buffer.from(signed, 'base64url');
  const wanted = signature(token, secret);
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? token : null;
}

/** Opens a session in the caller's transaction; what goes into the cookie is known to the browser alone. */
export async function openSession(tx: Tx, kernel: SessionKernel, userId: string, request: FastifyRequest, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx.db.insert(tx.t.sessions).values({
    id: sessionIdOf(token), userId, createdAt: now.toISOString(), seenAt: now.toISOString(), expiresAt: new Date(now.getTime() + LASTS_HOURS * 3_600_000).toISOString(),
    userAgent: String(request.headers['user-agent'] ?? '').slice(0, 300), address: request.ip,
  });
  await tx.db.delete(tx.t.sessions).where(lt(tx.t.sessions.expiresAt, now.toISOString()));
  return signToken(token, kernel.settings.sessionSecret);
}

export function setCookie(reply: FastifyReply, kernel: SessionKernel, value: string): void {
  reply.setCookie(SESSION_COOKIE, value, { path: '/', httpOnly: true, sameSite: 'lax', secure: kernel.settings.publicUrl.startsWith('https:'), maxAge: LASTS_HOURS * 3600 });
}

export const clearCookie = (reply: FastifyReply): void => void reply.clearCookie(SESSION_COOKIE, { path: '/' });

/** Who this cookie is, read from the database at every request: a revoked session or a suspended person is out at once. */
export async function viewerOfCookie(kernel: SessionKernel, cookie: string | undefined): Promise<Viewer | null> {
  const token = readToken(cookie, kernel.settings.sessionSecret);
  if (!token) return null;
  const { t } = kernel.store;
  const now = kernel.clock();
  const id = sessionIdOf(token);
  const [row] = await kernel.store.kept('session', (read) => read.select({ id: t.users.id, name: t.users.name, email: t.users.email, role: t.users.role, seenAt: t.sessions.seenAt })
    .from(t.sessions).innerJoin(t.users, eq(t.users.id, t.sessions.userId))
    .where(and(eq(t.sessions.id, sql.placeholder('id')), gt(t.sessions.expiresAt, sql.placeholder('now')), eq(t.users.status, 'active')))).execute({ id, now: now.toISOString() });
  if (!row) return null;
  if (now.getTime() - Date.parse(row.seenAt) > SEEN_EVERY_MS) void seen(kernel, id, now.toISOString());
  return { id: row.id, name: row.name, email: row.email, role: row.role, sessionId: id };
}

async function seen(kernel: Kernel, id: string, now: string): Promise<void> {
  // Nobody waits for it, and a server that is closing need not write it.
  await kernel.store.write(({ db, t }) => db.update(t.sessions).set({ seenAt: now }).where(eq(t.sessions.id, id)).then(() => undefined)).catch(() => undefined);
}
