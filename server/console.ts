import fastifyStatic from '@fastify/static';
import { eq } from 'drizzle-orm';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { permissionsOf } from './domain/permissions.ts';
import { signInPage } from './people/routes.ts';
import { SESSION_COOKIE, viewerOfCookie, type SessionKernel } from './people/sessions.ts';
import { Problem } from './rest/problem.ts';

const BUILT = fileURLToPath(new URL('../dist/client', import.meta.url));
const A_YEAR = 31_536_000;
const NOT_BUILT = 'The console is not built yet: npm run build. The API is served under /api.';

/** JSON inside a script element: `<` may not appear as itself, or a name could end the element. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** Serves the built console, and its document for every address of it with the session inside; without a build, says how to make one. */
export async function serveConsole(app: FastifyInstance, kernel: SessionKernel): Promise<void> {
  const built = existsSync(join(BUILT, 'index.html'));
  if (built) {
    // Names of assets hold their content's hash: what has been fetched once is good for ever.
    const setHeaders = (reply: FastifyReply, path: string) => void (path.includes('/assets/') && reply.header('cache-control', `public, max-age=${A_YEAR}, immutable`));
    await app.register(fastifyStatic, { root: BUILT, prefix: '/', preCompressed: true, index: false, wildcard: false, cacheControl: false, globIgnore: ['index.html', 'portal.html', '**/*.br'], setHeaders });
  }
  servePortalPage(app);
  const document = built ? readFileSync(join(BUILT, 'index.html'), 'utf8') : null;
  app.setNotFoundHandler(async (request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new Problem(404, 'This address is not there');
    if (/^\/(?:assets\/.*|[^/]+\.\w{2,5})$/.test(request.url.split('?')[0] ?? '')) throw new Problem(404, 'This file is not there');
    if (document === null) return reply.status(503).type('text/plain; charset=utf-8').send(NOT_BUILT);
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(document.replace('<!--boot-->', inScript(await boot(kernel, request.cookies[SESSION_COOKIE]))));
  });
}

/** The customer's page: the same document for every link, which is all the sign-in there is. The link goes to no other site, and no copy is kept. */
function servePortalPage(app: FastifyInstance): void {
  const path = join(BUILT, 'portal.html');
  const document = existsSync(path) ? readFileSync(path, 'utf8') : null;
  app.get('/portal/*', { config: { permission: 'public' }, schema: { hide: true } }, async (_request, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    if (document === null) return reply.status(503).type('text/plain; charset=utf-8').send(NOT_BUILT);
    return reply.type('text/html; charset=utf-8').send(document);
  });
}

/** What the console would ask first, sent with the document. */
async function boot(kernel: SessionKernel, cookie: string | undefined) {
  const viewer = await viewerOfCookie(kernel, cookie);
  if (!viewer) {
    const { demo } = await signInPage(kernel);
    return { session: null, ...(demo && { demo: { accounts: demo.people, password: demo.password } }) };
  }
  const { users } = kernel.store.t;
  const [user] = await kernel.store.read.select({ preferences: users.preferences }).from(users).where(eq(users.id, viewer.id));
  return { session: { id: viewer.id, name: viewer.name, email: viewer.email, role: viewer.role, permissions: permissionsOf(viewer.role), preferences: user?.preferences ?? {} } };
}
