import { createHash, randomBytes } from 'node:crypto';
import { and, count, eq, isNull } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import { uuidv7 } from 'uuidv7';
import type { Tx } from '../../db/store.ts';
import { record } from '../record/record.ts';
import { fieldProblem, Problem } from '../rest/problem.ts';
import { searchText } from '../rest/search.ts';
import { hashPassword, SHORTEST_PASSWORD } from './passwords.ts';
import { openSession, type SessionKernel } from './sessions.ts';

const LASTS_HOURS = 72;
const idOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Makes a one-time link and answers its address; the database keeps only a digest of it. Without a user it makes the first admin. */
export async function makeAccessLink(tx: Tx, publicUrl: string, userId: string | null, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx.db.insert(tx.t.accessLinks).values({ id: idOf(token), userId, expiresAt: new Date(now.getTime() + LASTS_HOURS * 3_600_000).toISOString(), usedAt: null });
  return `${publicUrl}/access/${token}`;
}

/** The link and whose it is; 410 where it is unknown, used or expired. */
export async function readAccessLink({ db, t }: Pick<Tx, 'db' | 't'>, token: string, now: string) {
  const [link] = await db.select().from(t.accessLinks).where(eq(t.accessLinks.id, idOf(token)));
  if (!link || link.usedAt !== null || link.expiresAt <= now) throw new Problem(410, 'This link was used or has expired: ask an admin for a new one');
  const [user] = link.userId === null ? [] : await db.select().from(t.users).where(eq(t.users.id, link.userId));
  if (user && user.status !== 'active') throw new Problem(410, 'This link is no longer good: ask an admin');
  return { link, user: user ?? null };
}

export async function acceptAccessLink(kernel: SessionKernel, request: FastifyRequest) {
  const { token } = request.params as { token: string };
  const body = request.body as { password: string; email?: string; name?: string };
  if (body.password.length < SHORTEST_PASSWORD) throw fieldProblem(422, 'password', `must have at least ${SHORTEST_PASSWORD} characters`);
  const passwordHash = await hashPassword(body.password);
  const now = kernel.clock();
  return kernel.store.write(async (tx) => {
    const { link, user: known } = await readAccessLink(tx, token, now.toISOString());
    const user = known ?? (await firstAdmin(tx, body, now.toISOString()));
    const { users, accessLinks } = tx.t;
    await tx.db.update(users).set({ passwordHash }).where(eq(users.id, user.id));
    // Older links of the same person end with it.
    await tx.db.update(accessLinks).set({ usedAt: now.toISOString() }).where(link.userId === null ? isNull(accessLinks.userId) : and(eq(accessLinks.userId, link.userId), isNull(accessLinks.usedAt)));
    await tx.db.delete(tx.t.sessions).where(eq(tx.t.sessions.userId, user.id));
    await record({ tx, actor: user, now: now.toISOString(), requestId: request.id }, { command: 'users.set-password', resource: 'users', id: user.id, before: null, after: null });
    return { user, cookie: await openSession(tx, kernel, user.id, request, now) };
  });
}

async function firstAdmin({ db, t }: Tx, { email, name }: { email?: string; name?: string }, now: string) {
  if (!email) throw fieldProblem(422, 'email', 'is missing');
  if (!name) throw fieldProblem(422, 'name', 'is missing');
  const [staff] = await db.select({ n: count() }).from(t.users);
  if (Number(staff?.n) > 0) throw new Problem(410, 'There is an admin already: ask them for a link of your own');
  const [calendar] = await db.select({ id: t.calendars.id }).from(t.calendars).limit(1);
  const address = email.trim().toLowerCase();
  const user = {
    id: uuidv7(), email: address, name, role: 'admin' as const, status: 'active' as const, passwordHash: null, calendarId: calendar?.id ?? 'utc',
    awayFrom: null, awayUntil: null, coverUserId: null, preferences: {}, createdAt: now, search: searchText(name, address), version: 1,
  };
  await db.insert(t.users).values(user);
  return user;
}
