import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileOfProduct } from '../db/place.ts';
import { bootOf } from './boot.ts';
import type { SessionKernel } from './people/sessions.ts';
import { Problem } from './rest/problem.ts';

const BUILT = fileURLToPath(fileOfProduct('dist/client'));
const A_YEAR = 31_536_000;
const NOT_BUILT = 'The console is not built yet: npm run build. The API is served under /api.';

/** JSON inside a script element: `<` may not appear as itself, or a name could end the element. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** Serves the built console, and its document for every address of it with the session and the page's first rows inside; without a build, says how to make one. */
export async function serveConsole(app: FastifyInstance, kernel: SessionKernel, folder = BUILT): Promise<void> {
  const built = existsSync(join(folder, 'index.html'));
  if (built) {
    // Names of assets hold their content's hash: what has been fetched once is good for ever.
    const setHeaders = (reply: FastifyReply, path: string) => void (path.includes('/assets/') && reply.header('cache-control', `public, max-age=${A_YEAR}, immutable`));
    await app.register(fastifyStatic, { root: folder, prefix: '/', preCompressed: true, index: false, wildcard: false, cacheControl: false, globIgnore: ['index.html', 'portal.html', '**/*.br'], setHeaders });
  }
  servePortalPage(app, folder);
  const document = built ? readFileSync(join(folder, 'index.html'), 'utf8').split('<!--boot-->') : null;
  const boot = bootOf(kernel);
  app.setNotFoundHandler(async (request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new Problem(404, 'This address is not there');
    if (/^\/(?:assets\/.*|[^/]+\.\w{2,5})$/.test(request.url.split('?')[0] ?? '')) throw new Problem(404, 'This file is not there');
    if (document === null) return reply.status(503).type('text/plain; charset=utf-8').send(NOT_BUILT);
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(document.join(inScript(await boot(request, reply))));
  });
}

/** The customer's page: the same document for every link, which is all the sign-in there is. The link goes to no other site, and no copy is kept. */
function servePortalPage(app: FastifyInstance, folder: string): void {
  const path = join(folder, 'portal.html');
  const document = existsSync(path) ? readFileSync(path, 'utf8') : null;
  app.get('/portal/*', { config: { permission: 'public' }, schema: { hide: true } }, async (_request, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    if (document === null) return reply.status(503).type('text/plain; charset=utf-8').send(NOT_BUILT);
    return reply.type('text/html; charset=utf-8').send(document);
  });
}
