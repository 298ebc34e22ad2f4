import { generateKeyPairSync } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { FastifyInstance, FastifyRequest, LightMyRequestResponse } from 'fastify';
import type { DataProvider } from 'react-admin';
import type { Store, StoreOptions } from '../../db/store.ts';
import { buildApp, type AppOptions } from '../../server/app.ts';
import type { Role } from '../../server/domain/words.ts';
import { openSession, SESSION_COOKIE } from '../../server/people/sessions.ts';
import { freshStore } from './database.ts';
import type { TrustProxy } from '../../server/settings.ts';
import { filesInMemory } from './files.ts';
import { makeStaff, type Staff } from './people.ts';

/** A Tuesday, ten in the morning in UTC: working time in Europe, and a fixed clock for every test. */
export const START = '2026-03-10T10:00:00.000Z';
export const SETTINGS = { sessionSecret: 'a secret of the tests, at least 32 letters', publicUrl: 'http://127.0.0.1:4000', trustProxy: false as TrustProxy, signingKey: generateKeyPairSync('ed25519').privateKey };

export type Body = Record<string, unknown>;
export type Answer = { status: number; body: never; headers: LightMyRequestResponse['headers'] };

/** One signed-in person: plain calls, and the data provider that react-admin itself uses. */
export type Client = {
  staff: Staff;
  cookie: string;
  get(path: string): Promise<Answer>;
  post(path: string, body?: Body, headers?: Record<string, string>): Promise<Answer>;
  put(path: string, body: Body): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  data: DataProvider;
};

export type Desk = {
  app: FastifyInstance;
  store: Store;
  /** Moves the fixed clock. */
  at(instant: string): void;
  later(minutes: number): void;
  now(): string;
  as(who: Role | string): Promise<Client>;
  staff: Record<string, Staff>;
  close(): Promise<void>;
};

const answerOf = (response: LightMyRequestResponse): Answer => {
  const type = String(response.headers['content-type'] ?? '');
  return { status: response.statusCode, body: (type.includes('json') && response.body !== '' ? response.json() : response.body) as never, headers: response.headers };
};

/** The whole server over a database of its own, without listening. */
export async function openDesk({ webhookSecrets, settings, ...options }: StoreOptions & { webhookSecrets?: string[]; settings?: Partial<AppOptions['settings']> } = {}): Promise<Desk> {
  const store = await freshStore(options);
  let now = new Date(START);
  // What goes wrong on the server's side shows in the run.
  const app = await buildApp({ store, clock: () => now, files: filesInMemory(), settings: { ...SETTINGS, webhookSecrets, ...settings }, log: { level: 'error' } });
  const staff = await makeStaff(store, START);
  const clients = new Map<string, Client>();

  async function signIn(who: string): Promise<Client> {
    const known = clients.get(who);
    if (known) return known;
    const person = staff[who];
    if (!person) throw new Error(`Nobody is called ${who} here`);
    const client = clientOf(app, person, await openLongSession(store, person, now));
    clients.set(who, client);
    return client;
  }

  return {
    app, store, staff,
    at: (instant) => void (now = new Date(instant)),
    later: (minutes) => void (now = new Date(now.getTime() + minutes * 60_000)),
    now: () => now.toISOString(),
    as: signIn,
    close: async () => {
      await app.close();
      await store.close();
    },
  };
}

/** A session as signing in opens it, without the password's costly check, and without an end: tests move the clock by weeks. */
async function openLongSession(store: Store, person: Staff, now: Date): Promise<string> {
  const kernel = { store, clock: () => now, settings: SETTINGS };
  const request = { headers: { 'user-agent': 'the tests' }, ip: '127.0.0.1' } as unknown as FastifyRequest;
  return store.write(async (tx) => {
    const cookie = await openSession(tx, kernel, person.id, request, now);
    await tx.db.update(tx.t.sessions).set({ expiresAt: '2999-12-31T00:00:00.000Z' }).where(eq(tx.t.sessions.userId, person.id));
    return `${SESSION_COOKIE}=${cookie}`;
  });
}

function clientOf(app: FastifyInstance, staff: Staff, cookie: string): Client {
  const call = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: Body, headers: Record<string, string> = {}) =>
    answerOf(await app.inject({ method, url: `/api${path}`, headers: { cookie, ...headers }, ...(payload === undefined ? {} : { payload }) }));
  return {
    staff, cookie,
    get: (path) => call('GET', path),
    post: (path, body = {}, headers) => call('POST', path, body, headers),
    put: (path, body) => call('PUT', path, body),
    delete: (path) => call('DELETE', path),
    data: realDataProvider(async (url, options = {}) => {
      const response = await app.inject({ method: (options.method ?? 'GET') as 'GET', url, headers: { cookie, 'content-type': 'application/json' }, ...(typeof options.body === 'string' ? { payload: options.body } : {}) });
      const json = response.body === '' ? undefined : (response.json() as unknown);
      if (response.statusCode >= 400) throw new Refused((json as { message?: string }).message ?? '', response.statusCode, json);
      return { status: response.statusCode, headers: new Headers(response.headers as Record<string, string>), body: response.body, json };
    }),
  };
}

/** What the real `HttpError` holds, without loading all of react-admin for it. */
export class Refused extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(message: string, status: number, body: unknown) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

type Fetch = Parameters<typeof import('ra-data-simple-rest')['default']>[1];

/** ra-data-simple-rest itself, loaded when a test first asks for it: it brings React along. */
function realDataProvider(fetchJson: Fetch): DataProvider {
  let made: Promise<DataProvider> | undefined;
  return new Proxy({} as DataProvider, {
    get: (_target, method) => async (...args: unknown[]) => {
      made ??= import('ra-data-simple-rest').then(({ default: simpleRest }) => simpleRest('/api', fetchJson));
      return ((await made)[method as string] as (...given: unknown[]) => unknown)(...args);
    },
  });
}
