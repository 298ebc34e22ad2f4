import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { insertOnce, updateRow } from '../../db/kept.ts';
import type { Store, Tx, WriteOptions } from '../../db/store.ts';
import type { AnyActor } from '../domain/escalation.ts';
import { can, type Permission } from '../domain/permissions.ts';
import type { Role } from '../domain/words.ts';
import { fieldProblem, Problem } from './problem.ts';
import { withLinkOpened, withLinkSealed, type Seal } from './sealed.ts';

/** Who is signed in, read with the session at every request. */
export type Viewer = { id: string; name: string; email: string; role: Role; sessionId: string };

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer | null;
  }
  interface FastifyContextConfig {
    /** What the route asks of the viewer; `public` asks nothing. Every route has one: a test walks the route table. */
    permission?: Permission | 'public';
    /** The route looks for card data by itself, smaller piece by smaller piece. */
    cardsByCell?: true;
  }
}

/** One change under way: the transaction, who acts, when, and by which request. */
export type Act = { tx: Tx; actor: AnyActor; now: string; requestId: string };

export type Kernel = { store: Store; clock: () => Date };

/** As much of it as reading takes; a worker thread has no more. */
export type ReadingKernel = { store: Pick<Store, 'engine' | 't' | 'read'>; clock: () => Date };

export const instant = (kernel: Pick<Kernel, 'clock'>): string => kernel.clock().toISOString();

export function viewerOf(request: FastifyRequest): Viewer {
  if (!request.viewer) throw new Problem(401, 'Sign in first');
  return request.viewer;
}

export function demand(viewer: Viewer, permission: Permission): void {
  if (!can(viewer.role, permission)) throw new Problem(403, 'Your role does not allow this');
}

const LONGEST_KEY = 255;

function keyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (Array.isArray(key) || key.length === 0 || key.length > LONGEST_KEY) throw fieldProblem(400, 'Idempotency-Key', `must have 1 to ${LONGEST_KEY} characters`);
  return key;
}

const digest = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex');

type Answer = { status: number; body: unknown };

/** The first answer to a key is kept with its effect; here a second request is told it, or is refused when it asks for something else. */
async function keyedAnswer(tx: Tx, id: string, requestHash: string, now: string): Promise<{ status: number; body: string } | null> {
  const { idempotencyKeys } = tx.t;
  // Taking the key first makes a second request in flight wait for this one.
  if (await insertOnce(tx.db, idempotencyKeys, { id, requestHash, status: 0, body: '', createdAt: now })) return null;
  const [kept] = await tx.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.id, id));
  if (kept?.requestHash !== requestHash) throw fieldProblem(422, 'Idempotency-Key', 'was used for another request');
  return kept;
}

function opened(body: string, seal: Seal): string {
  const text = withLinkOpened(body, seal);
  if (text === null) throw new Problem(409, 'This was done, but its first answer can no longer be told: the secret that its link was made with has been replaced');
  return text;
}

/** `sealLink`: the answer's `link` opens something. It is kept sealed under this secret and the caller's own key, so that a copy of the database opens nothing. */
export type ChangeOptions = WriteOptions & { sealLink?: string };

/**
 * Runs one change in one transaction and answers it. With an `Idempotency-Key` the answer is kept with its effect, and the same request
 * again gets that answer to the letter; a refused request keeps nothing. What may post to the books says so in `options`.
 */
export async function change(kernel: Kernel, request: FastifyRequest, reply: FastifyReply, work: (act: Act) => Promise<Answer>, { sealLink: secret, ...options }: ChangeOptions = {}): Promise<FastifyReply> {
  const key = keyOf(request);
  const viewer = request.viewer;
  const actor: AnyActor = viewer ? { id: viewer.id, name: viewer.name, role: viewer.role } : { id: null, name: 'Upgrade Desk', role: null };
  const answer = await kernel.store.write(async (tx) => {
    const now = instant(kernel);
    // Whoever is not signed in is known by the link that they hold: a phone changes its network between two tries.
    const id = key === null ? null : digest(viewer?.id ?? request.url, key);
    const seal = secret === undefined || key === null || id === null ? null : { secret, known: key, place: id };
    if (id !== null) {
      const kept = await keyedAnswer(tx, id, digest(request.method, request.url, JSON.stringify(request.body ?? null)), now);
      if (kept) return { status: kept.status, body: seal ? opened(kept.body, seal) : kept.body, replayed: true };
    }
    const { status, body } = await work({ tx, actor, now, requestId: request.id });
    reply.status(status);
    const text = status === 204 ? '' : String(reply.serialize(body ?? null));
    if (id !== null) await updateRow(tx.db, tx.t.idempotencyKeys, id, { status, body: seal ? withLinkSealed(text, (body as { link: string }).link, seal) : text });
    return { status, body: text, replayed: false };
  }, options);
  if (answer.replayed) reply.header('idempotent-replayed', 'true');
  reply.status(answer.status);
  return answer.status === 204 ? reply.send() : reply.type('application/json; charset=utf-8').send(answer.body);
}
