import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOUCH } from '../../server/domain/touch.ts';
import { ROLES, type Role } from '../../server/domain/words.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { minimal } from '../support/minimal.ts';
import { operationsOf, type Operation } from '../support/openapi.ts';
import { PASSWORD } from '../support/people.ts';
import { OTHERS, PERMITTED } from '../support/permitted.ts';
import { recordMaker, type Whose } from '../support/records.ts';

let desk: Desk;
let operations: Operation[];
let make: Awaited<ReturnType<typeof recordMaker>>;

beforeAll(async () => {
  desk = await openDesk();
  operations = await operationsOf(desk.app);
  make = await recordMaker(desk);
});
afterAll(() => desk.close());

const nameOf = ({ method, path }: Operation) => `${method} ${path}`;
const resourceOf = ({ path }: Operation) => path.split('/')[1] ?? '';
/** A stream does not end; signing out would end the session that the rest goes on with; a file is no JSON: each has tests of its own. */
const APART = ['GET /stream', 'DELETE /session', 'POST /returns/{id}/files', 'GET /returns/{id}/files/{fileId}'];

async function send(operation: Operation, id: string, cookie: string) {
  const query = operation.parameters.filter((one) => one.in === 'query' && one.required).map((one) => `${one.name}=${String(minimal(one.schema, one.name))}`).join('&');
  const url = `/api${operation.path.replace(/\{\w+\}/, encodeURIComponent(id))}${query === '' ? '' : `?${query}`}`;
  const body = operation.body ? minimal(operation.body) : undefined;
  return desk.app.inject({ method: operation.method as 'GET', url, headers: cookie === '' ? {} : { cookie }, ...(body === undefined ? {} : { payload: body as object }) });
}

/** What an account manager may do with the coding of a colleague's account has tests of its own. */
const OF_THEIR_OWN = ['other codings account_manager'];
const NOT_FOR_THEM = [401, 403, 405];

describe('Every route', () => {
  it('says in the table who may use it, and the table names no other', () => {
    expect(operations.map(nameOf).sort()).toEqual(Object.keys(PERMITTED).sort());
  });

  it('asks for a session, unless it is for everyone', async () => {
    for (const operation of operations.filter((one) => PERMITTED[nameOf(one)] !== 'public')) {
      for (const id of ['missing', 'berlin']) expect((await send(operation, id, '')).statusCode, nameOf(operation)).toBe(401);
    }
  });

  it('that is for everyone asks for none', async () => {
    for (const operation of operations.filter((one) => PERMITTED[nameOf(one)] === 'public')) {
      const { statusCode } = await send(operation, 'a-link-that-nobody-has-made', '');
      expect([200, 303, 400, 401, 410, 422], nameOf(operation)).toContain(statusCode);
    }
  });

  it('that is hidden from the document is one of the few that show nothing', async () => {
    for (const url of ['/healthz', '/readyz', '/api/openapi.json', '/api/docs']) expect((await desk.app.inject({ method: 'GET', url })).statusCode, url).toBeLessThan(400);
  });
});

describe.each(ROLES)('As %s', (role: Role) => {
  let client: Client;
  beforeAll(async () => {
    client = await desk.as(role);
  });

  const mine = () => operations.filter((one) => !APART.includes(nameOf(one)) && PERMITTED[nameOf(one)] !== 'public');
  const may = (operation: Operation) => (PERMITTED[nameOf(operation)] as readonly Role[]).includes(role);
  const seesOthers = (operation: Operation) => OTHERS[nameOf(operation)]?.includes(role) ?? true;

  it('what the role may not do is refused, whatever it is asked of', async () => {
    for (const operation of mine().filter((one) => !may(one))) {
      for (const whose of ['own', 'other'] as const) expect((await send(operation, (await make(resourceOf(operation), whose, client)) ?? 'missing', client.cookie)).statusCode, nameOf(operation)).toBe(403);
      expect((await send(operation, 'missing', client.cookie)).statusCode, nameOf(operation)).toBe(403);
    }
  });

  it('what the role may do is done, or refused only for what it is asked of', async () => {
    for (const operation of mine().filter(may)) {
      if (!operation.path.includes('{')) {
        const { statusCode, body } = await send(operation, '', client.cookie);
        expect(NOT_FOR_THEM, `${nameOf(operation)} ${body}`).not.toContain(statusCode);
        continue;
      }
      for (const whose of ['own', 'other'] as const satisfies Whose[]) {
        const id = await make(resourceOf(operation), whose, client);
        if (id === null) {
          expect(OF_THEIR_OWN, nameOf(operation)).toContain(`${whose} ${resourceOf(operation)} ${role}`);
          continue;
        }
        const { statusCode, body } = await send(operation, id, client.cookie);
        const told = `${nameOf(operation)} ${whose} ${statusCode} ${body.slice(0, 300)}`;
        if (whose === 'other' && !seesOthers(operation)) expect(statusCode, told).toBe(404);
        else {
          expect([...NOT_FOR_THEM, 400, 404], told).not.toContain(statusCode);
          if (operation.method === 'GET') expect(statusCode, told).toBe(200);
        }
      }
    }
  });

  it('what is not there is not there', async () => {
    for (const operation of mine().filter((one) => may(one) && one.path.includes('{id}'))) {
      const { statusCode, body } = await send(operation, 'missing', client.cookie);
      expect(statusCode, `${nameOf(operation)} ${body.slice(0, 300)}`).toBe(404);
    }
  });
});

describe('Signing out', () => {
  it('is for everyone who is signed in, once', async () => {
    for (const role of ROLES) {
      const signedIn = await desk.app.inject({ method: 'POST', url: '/api/session', payload: { email: (await desk.as(role)).staff.email, password: PASSWORD } });
      const cookie = signedIn.cookies.map((one) => `${one.name}=${one.value}`).join('; ');
      expect((await desk.app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } })).statusCode).toBe(200);
      expect((await desk.app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } })).statusCode).toBe(401);
    }
  });
});

/** Commands whose name in the table is not simply `RESOURCE.VERB`: what they do is one of those, or no change of a record at all. */
const NAMED: Record<string, string | null> = {
  'POST /escalations': 'escalations.log', 'POST /escalations/bulk-transfer': 'escalations.transfer', 'POST /upgrades': 'upgrades.start', 'POST /session': 'session.sign-in', 'POST /access/{token}': 'users.set-password',
  'POST /imports': 'imports.upload', 'POST /presence': null, 'POST /portal/{token}/ask-again': 'escalations.escalate-again', 'POST /events': null,
  'POST /returns/remind-many': 'returns.remind', 'POST /returns/{id}/files': 'returns.add-file', 'POST /returns/{id}/attestations': 'attestations.sign', 'POST /portal/sign/{token}': 'attestations.sign',
  'POST /codings/evaluate': null, 'POST /codings/{id}/preview-override': null, 'POST /codings/{id}/preview-join': null, 'POST /codings/preview-override-many': null, 'POST /codings/override-many': 'codings.override',
};

describe('Every command', () => {
  it('has its weight on the self-serve rate', () => {
    for (const operation of operations.filter((one) => one.method === 'POST')) {
      const [resource = '', second = '', third] = operation.path.slice(1).split('/');
      const verb = third ?? second;
      const named = NAMED[nameOf(operation)];
      if (named === null) continue;
      const command = named ?? (verb === '' ? 'records.create' : `${resource}.${verb}`);
      expect(Object.keys(TOUCH), nameOf(operation)).toContain(command);
    }
  });
});
