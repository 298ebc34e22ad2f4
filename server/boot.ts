import { eq } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { firstLists, type FirstList } from './domain/first-lists.ts';
import { permissionsOf } from './domain/permissions.ts';
import { escalationsResource } from './escalations/resources.ts';
import { lastSeq } from './live/stream.ts';
import { signInPage } from './people/routes.ts';
import { SESSION_COOKIE, viewerOfCookie, type SessionKernel } from './people/sessions.ts';
import type { Viewer } from './rest/request.ts';
import { readPage, type Row } from './rest/resource.ts';
import { List } from './rest/schemas.ts';
import { EXACT_UP_TO } from './rest/selection.ts';

/** What the console would ask first, to be sent with the document: who is signed in, and the rows of the page that was asked for. */
export function bootOf(kernel: SessionKernel) {
  const resource = escalationsResource(kernel.store.t);
  const shape = { ...List(resource.shape) } as Record<string, unknown>;

  async function rowsOf(list: FirstList, viewer: Viewer, reply: FastifyReply) {
    const { filter, sort, perPage } = list;
    const { rows, total } = await readPage(kernel, resource, viewer, { filter: JSON.stringify(filter), sort: JSON.stringify([sort.field, sort.order]), range: JSON.stringify([0, perPage - 1]) });
    // Through the schema of the list's own answer: what that leaves out is not sent here either.
    return { ...list, data: JSON.parse(typeof rows === 'string' ? rows : String(reply.serializeInput(rows as unknown as Row, shape))) as unknown, total, totalIsExact: total <= EXACT_UP_TO };
  }

  return async (request: FastifyRequest, reply: FastifyReply) => {
    const viewer = await viewerOfCookie(kernel, request.cookies[SESSION_COOKIE]);
    if (!viewer) {
      const { demo, signOn, passwords } = await signInPage(kernel);
      return { session: null, ...(demo && { demo: { accounts: demo.people, password: demo.password }, signOn, passwords }) };
    }
    const { users } = kernel.store.t;
    const [user] = await kernel.store.read.select({ preferences: users.preferences }).from(users).where(eq(users.id, viewer.id));
    const session = { id: viewer.id, name: viewer.name, email: viewer.email, role: viewer.role, permissions: permissionsOf(viewer.role), preferences: user?.preferences ?? {} };
    const wanted = firstLists(request.url, viewer);
    if (wanted.length === 0) return { session };
    // Before the rows are read: what changes after that is told again by a stream that goes on from here.
    const heard = await lastSeq(kernel);
    return { session, heard, lists: await Promise.all(wanted.map((list) => rowsOf(list, viewer, reply))) };
  };
}
