import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { arbitraryOf, nearly, odd } from '../support/generate.ts';
import { operationsOf, type Operation, type Parameter } from '../support/openapi.ts';
import { recordMaker } from '../support/records.ts';
import { attest, makeReturn } from '../support/returns.ts';
import { claim, configure, logCall, startUpgrade } from '../support/work.ts';

const SEED = 20_260_310;
const RUNS = 10;
/** They end the sessions that the rest goes on with, or never end themselves. */
const APART = new Set(['DELETE /session', 'GET /stream']);

let desk: Desk;
let operations: Operation[];
/** Records that are there, by the resource whose addresses name them: a command that hits none answers 404 and shows nothing. */
const ids = new Map<string, string[]>();

const resourceOf = ({ path }: Operation) => path.split('/')[1] ?? '';

beforeAll(async () => {
  desk = await openDesk();
  operations = (await operationsOf(desk.app)).filter(({ method, path }) => !APART.has(`${method} ${path}`));
  const [ada, admin] = [await desk.as('ada'), await desk.as('admin')];
  const { back, serial } = await makeReturn(desk, ada);
  const customer = await makeCustomer(desk.store);
  const draft = await configure(ada, await startUpgrade(ada, customer));
  const call = await claim(ada, await logCall(ada, customer, { upgradeId: draft.id }));
  const free = await logCall(ada, customer);
  const make = await recordMaker(desk);
  for (const resource of new Set(operations.filter(({ path }) => path.includes('{id}')).map(resourceOf))) {
    const made = [await make(resource, 'own', admin), await make(resource, 'own', admin)].filter((id) => id !== null);
    expect(made, resource).not.toEqual([]);
    ids.set(resource, made);
  }
  const more: Record<string, string[]> = { upgrades: [draft.id, back.upgradeId], escalations: [call.id, free.id], returns: [back.id], attestations: [(await attest(desk, ada, back, serial)).id], users: ['eve'], 'audit-events': ['1'] };
  for (const [resource, others] of Object.entries(more)) ids.set(resource, [...(ids.get(resource) ?? []), ...others]);
});
afterAll(() => desk.close());

const ROLES = ['account_manager', 'sales_ops', 'admin', 'nobody'] as const;
type Sent = { role: (typeof ROLES)[number]; params: Record<string, unknown>; query: [string, unknown][]; body: unknown };

const json = (value: unknown) => JSON.stringify(value) ?? '';
const listFilter = fc.oneof(
  fc.record({ id: fc.oneof(fc.constantFrom('x'), odd), q: odd, status: odd, name_like: odd, score_gt: odd }, { requiredKeys: [] }).map(json), fc.dictionary(fc.string(), odd, { maxKeys: 3 }).map(json), fc.string(),
);
const listRange = fc.oneof(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 1100 })).map(json), fc.array(odd, { maxLength: 3 }).map(json), fc.string());
const listSort = fc.oneof(fc.tuple(fc.constantFrom('id', 'name', 'openedAt'), fc.constantFrom('ASC', 'DESC')).map(json), fc.array(odd, { maxLength: 3 }).map(json), fc.string());
const SPECIAL: Record<string, fc.Arbitrary<unknown>> = { filter: listFilter, range: listRange, sort: listSort };

const queryValue = ({ name, schema }: Parameter) => SPECIAL[name] ?? fc.oneof(arbitraryOf(schema), odd);

function requests(operation: Operation): fc.Arbitrary<Sent> {
  const paths = operation.parameters.filter((one) => one.in === 'path');
  const queries = operation.parameters.filter((one) => one.in === 'query');
  const all = [...ids.values()].flat();
  const own = ids.get(resourceOf(operation)) ?? all;
  const params = fc.record(Object.fromEntries(paths.map(({ name }) => [name, fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...own) }, { weight: 1, arbitrary: fc.constantFrom(...all) }, { weight: 1, arbitrary: fc.string() })])));
  const query = fc.record(Object.fromEntries(queries.map((one) => [one.name, queryValue(one)])), { requiredKeys: [] }).map((given) => Object.entries(given));
  return fc.record({ role: fc.constantFrom(...ROLES), params, query, body: operation.body ? nearly(operation.body) : fc.constant(undefined) });
}

const urlOf = ({ path }: Operation, { params, query }: Sent) => {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(String(params[name]).toWellFormed()));
  const text = query.map(([key, value]) => `${key}=${encodeURIComponent((typeof value === 'string' ? value : json(value)).toWellFormed())}`).join('&');
  return `/api${filled}${text === '' ? '' : `?${text}`}`;
};

async function cookieOf(role: Sent['role']): Promise<string> {
  if (role === 'nobody') return '';
  const client: Client = await desk.as(role);
  return client.cookie;
}

describe('Whatever is sent, by whomever, to any address of the API', () => {
  it('is answered, and never with a failure of our own', async () => {
    expect(operations.length).toBeGreaterThan(200);
    const found = new Set<string>();
    for (const operation of operations) {
      await fc.assert(fc.asyncProperty(requests(operation), async (sent) => {
        const cookie = await cookieOf(sent.role);
        const response = await desk.app.inject({
          method: operation.method as 'GET', url: urlOf(operation, sent), headers: { ...(cookie === '' ? {} : { cookie }), ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(sent.body === undefined ? {} : { payload: json(sent.body) }),
        });
        const told = `${operation.method} ${urlOf(operation, sent)} ${response.body.slice(0, 300)}`;
        expect(response.statusCode, told).toBeLessThan(500);
        if (![401, 403, 404].includes(response.statusCode)) found.add(operation.path);
        if (response.statusCode >= 400) expect(response.json(), told).toMatchObject({ status: response.statusCode, title: expect.any(String), detail: expect.any(String), instance: expect.any(String) });
      }), { numRuns: RUNS, seed: SEED });
    }
    const missed = operations.map(({ path }) => path).filter((path) => path.includes('{id}') && !found.has(path));
    expect([...new Set(missed)]).toEqual([]);
  }, 120_000);
});
