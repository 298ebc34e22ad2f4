import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import addFormats from 'ajv-formats';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { uuidv7 } from 'uuidv7';
import { moduleOfServer } from '../db/place.ts';
import type { Store } from '../db/store.ts';
import { serveFind } from './accounts/find.ts';
import { serveErasure } from './accounts/erase.ts';
import { accountResources, contactsResource } from './accounts/resources.ts';
import { catalogueResources } from './accounts/catalogue.ts';
import { adminResources } from './admin/resources.ts';
import { serveLedger } from './coding/ledger.ts';
import { ReportPool } from './adoption/pool.ts';
import { serveAdoption } from './adoption/routes.ts';
import { adoptionResources } from './adoption/resources.ts';
import { serveRevenue } from './coding/reports.ts';
import { serveCodings } from './coding/routes.ts';
import { serveConsole } from './console.ts';
import { attachUpgrade } from './escalations/attach.ts';
import { referenceResources } from './escalations/reference.ts';
import { serveEscalations } from './escalations/routes.ts';
import { escalationsResource } from './escalations/resources.ts';
import { escalationWatch } from './escalations/watch.ts';
import { serveEvents } from './intake/events/routes.ts';
import { serveImports } from './intake/routes.ts';
import type { Backups } from './jobs/backups.ts';
import { serveHealth } from './jobs/health.ts';
import { serveLive } from './live/stream.ts';
import { serveMail } from './mail/routes.ts';
import { serveUsers } from './people/resources.ts';
import { servePeople } from './people/routes.ts';
import { serveSignOn } from './people/sign-on-routes.ts';
import { SESSION_COOKIE, viewerOfCookie, type SessionKernel } from './people/sessions.ts';
import { servePortal } from './portal/routes.ts';
import { serveSigning } from './portal/signing.ts';
import { compilersWhenNeeded } from './rest/compilers.ts';
import { ExportPool } from './rest/export-pool.ts';
import { failuresForTheDocument } from './rest/failures.ts';
import { loggerOf, type Log } from './rest/logging.ts';
import { answerNoRequest, answerProblem, asProblem, installProblems, refuseCards, refuseForeign, refuseUnkept } from './rest/plugin.ts';
import { notThere, Problem } from './rest/problem.ts';
import { demand } from './rest/request.ts';
import { serve } from './rest/resource.ts';
import type { FileStore } from '../db/files.ts';
import { serveReturns } from './returns/routes.ts';
import type { Settings, TrustProxy } from './settings.ts';
import { serveUpgrades } from './upgrades/routes.ts';

export type AppOptions = {
  store: Store;
  clock: () => Date;
  /** Where evidence lies. */
  files: FileStore;
  settings: Pick<Settings, 'sessionSecret' | 'signingKey' | 'publicUrl' | 'trustProxy'> & Partial<Pick<Settings, 'webhookSecrets' | 'mail' | 'signOn' | 'passwords'>>;
  /** What is known of the backups; a program that serves no installation has none. */
  backups?: Backups;
  /** False until migrations and demo data are in. */
  ready?: () => boolean;
  /** Without it nothing is logged. */
  log?: Log;
};

/** Everything that is served, listening apart. */
export async function buildApp({ store, clock, settings, files, backups, ready = () => true, log }: AppOptions): Promise<FastifyInstance> {
  const kernel: SessionKernel = { store, clock, settings };
  const app = Fastify({
    logger: log ? loggerOf(log) : false, trustProxy: trusted(settings.trustProxy), bodyLimit: 1_048_576, genReqId: () => uuidv7(), requestIdHeader: false, logController: new LogController({ disableRequestLogging: true }), http: { maxHeaderSize: 65_536 },
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: false },
    frameworkErrors: (error, request, reply) => void answerProblem(asProblem(error), request, reply),
    clientErrorHandler: (error, socket) => answerNoRequest(error, socket),
    schemaController: compilersWhenNeeded(),
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, allErrors: true, useDefaults: false }, plugins: [addFormats as never] },
  });
  installProblems(app);
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:'], fontSrc: ["'self'", 'data:'], objectSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'self'"], formAction: ["'self'"] } },
    strictTransportSecurity: settings.publicUrl.startsWith('https:'),
  });
  await app.register(cookie);
  app.decorateRequest('viewer', null);
  // Rounds of the desk have reports read too.
  app.decorate('reports', new ReportPool(store.url));
  app.addHook('preClose', () => app.reports.close());

  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'alive' }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    if (!ready()) return reply.status(503).send({ status: 'filling the database' });
    try {
      await store.ping();
      return { status: 'ready' };
    } catch {
      return reply.status(503).send({ status: 'the database does not answer' });
    }
  });

  await app.register((api) => serveApi(api, kernel, settings, files, backups), { prefix: '/api' });
  await serveConsole(app, kernel);
  return app;
}

/** A number says how many proxies there are: what the last of them saw counts, and not what came in with the request. */
const trusted = (proxies: TrustProxy) => (typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies === false ? false : [...proxies]);

type Served = { method: string; url: string; pattern: RegExp };

async function serveApi(app: FastifyInstance, kernel: SessionKernel, { webhookSecrets = [], mail, signingKey }: AppOptions['settings'], files: FileStore, backups: Backups | undefined): Promise<void> {
  const failures = failuresForTheDocument();
  await app.register(swagger, { transform: failures.transform, openapi: { openapi: '3.1.0', info: { title: 'Upgrade Desk', version: '1', description: 'The HTTP API of Upgrade Desk: resources in the dialect of ra-data-simple-rest, and commands.' } } });
  const served: Served[] = [];
  app.addHook('onRoute', failures.setAside);
  app.addHook('onRoute', ({ method, url }) => {
    const pattern = new RegExp(`^${url.replaceAll(/:[^/]+/g, '[^/]+')}$`);
    for (const one of [method].flat()) served.push({ method: one, url, pattern });
  });
  app.addHook('onRequest', async (request) => {
    refuseForeign(request, kernel.settings.publicUrl);
    request.viewer = await viewerOfCookie(kernel, request.cookies[SESSION_COOKIE]);
    const permission = request.routeOptions.config.permission;
    if (permission === undefined || permission === 'public') return;
    if (!request.viewer) throw new Problem(401, 'Sign in first');
    demand(request.viewer, permission);
  });
  app.addHook('preValidation', async (request) => {
    if (request.body === undefined && ['POST', 'PUT'].includes(request.method)) request.body = {};
    refuseUnkept(request);
    refuseCards(request);
  });
  app.setNotFoundHandler((request) => {
    const path = request.url.split('?')[0] ?? '';
    const methods = [...new Set(served.filter((route) => route.pattern.test(path)).map((route) => route.method))];
    if (methods.length > 0) throw new Problem(405, `${request.method} is not possible here`, { headers: { allow: methods.join(', ') } });
    throw notThere('This address');
  });

  // Public links alone are limited by address; failed sign-ins are counted where they fail.
  await app.register(rateLimit, { global: false });
  const { t, url } = kernel.store;
  app.decorate('exports', new ExportPool({ url, lists: moduleOfServer('server/lists').href }));
  app.addHook('preClose', () => app.exports.close());
  servePeople(app, kernel);
  serveSignOn(app, kernel);
  serveUsers(app, kernel);
  for (const resource of [...adminResources(t), ...accountResources(t), ...catalogueResources(t), ...referenceResources(t), escalationsResource(t), ...adoptionResources(t)]) serve(app, kernel, resource);
  await serveReturns(app, kernel, { files, signingKey, links: { publicUrl: kernel.settings.publicUrl, secret: kernel.settings.sessionSecret } });
  serveErasure(app, kernel, contactsResource(t));
  serveFind(app, kernel);
  serveUpgrades(app, kernel, escalationWatch, attachUpgrade);
  serveEscalations(app, kernel);
  serveLedger(app, kernel, signingKey);
  serveCodings(app, kernel);
  serveRevenue(app, kernel);
  serveAdoption(app, kernel, app.reports);
  serveMail(app, kernel, Boolean(mail));
  servePortal(app, kernel);
  serveSigning(app, kernel);
  await serveEvents(app, kernel, webhookSecrets);
  await serveImports(app, kernel);
  await serveLive(app, kernel);
  serveHealth(app, kernel, backups);
  app.get('/openapi.json', { config: { permission: 'public' }, schema: { hide: true, response: { 200: Type.Any() } } }, async () => app.swagger());
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true, uiConfig: { docExpansion: 'none' } });
}
