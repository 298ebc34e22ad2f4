import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { makeCustomer, type Customer } from '../support/customers.ts';
import { listPath } from '../support/paths.ts';
import { rowCounts } from '../support/unchanged.ts';
import { openPort } from '../support/listen.ts';
import { logCall, startUpgrade, type Item, type Upgrade } from '../support/work.ts';

let desk: Desk;
let ada: Client;
let admin: Client;
let customer: Customer;
let call: Item;
let upgrade: Upgrade;
let before: Record<string, number>;

beforeAll(async () => {
  desk = await openDesk();
  [ada, admin] = [await desk.as('ada'), await desk.as('admin')];
  customer = await makeCustomer(desk.store);
  call = await logCall(ada, customer);
  upgrade = await startUpgrade(ada, customer);
  before = await rowCounts(desk.store);
});
afterAll(async () => {
  expect(await rowCounts(desk.store), 'nothing of all this has changed anything').toEqual(before);
  await desk.close();
});

type Problem = { status: number; detail: string; errors?: Record<string, string> };
const query = (parts: Record<string, string>) => Object.entries(parts).map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&');

/** 4xx, naming the field, in the shape of every failure, and nothing of the inside shows. */
function expectRefusal({ status, body, headers }: { status: number; body: unknown; headers: Record<string, unknown> }, field: string, wanted = 400) {
  expect(status, JSON.stringify(body).slice(0, 500)).toBe(wanted);
  expect(headers['content-type']).toContain('application/problem+json');
  const problem = body as Problem;
  expect(Object.keys(problem.errors ?? {}), problem.detail).toContain(field);
  expect(JSON.stringify(problem)).not.toMatch(/select |insert |SQLITE|node_modules|at \w+ \(/);
}

describe('A range', () => {
  it.each([
    '[-1,5]', '[5,1]', '[0,1000]', '[0,999999999999]', '[0.5,3]', '[0,1e400]', '[NaN,3]', '"x"', '[0]', '[0,1,2]', 'null', '{}', '[null,5]', '["0","5"]', '[0,', '', '[9007199254740991,9007199254740993]', '[[0],[1]]', '[true,false]',
  ])('%s is refused by name', async (range) => {
    expectRefusal(await ada.get(`/escalations?${query({ range })}`), 'range');
  });

  it('far past the end holds nothing', async () => {
    const answer = await ada.get(`/escalations?${query({ range: '[9007199254740000,9007199254740009]' })}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual([]);
  });
});

describe('A sort', () => {
  it.each(['["nope","ASC"]', '["search","ASC"]', '["__proto__","ASC"]', '["constructor","ASC"]', '["id","up"]', '["id"]', '["id","ASC","id"]', '"id"', '{"id":"ASC"}', '[{"a":1},"ASC"]', '["id; drop table users","ASC"]', '[', ''])('%s is refused by name', async (sort) => {
    expectRefusal(await ada.get(`/escalations?${query({ sort })}`), 'sort');
  });
});

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('A filter', () => {
  it.each([
    ['{', 'filter'], ['', 'filter'], ['[]', 'filter'], ['"x"', 'filter'], ['null', 'filter'], ['1', 'filter'], ['{"nope":1}', 'nope'], ['{"__proto__":1}', '__proto__'], ['{"constructor":1}', 'constructor'], ['{"search":"x"}', 'search'],
    ['{"status; drop table users":1}', 'filter'], ['{"status":{"a":1}}', 'status'], ['{"status":{"$ne":"x"}}', 'status'], ['{"status":[["waiting"]]}', 'status'], ['{"status":[null]}', 'status'], ['{"status":12}', 'status'], ['{"status":true}', 'status'],
    ['{"score":"12"}', 'score'], ['{"score":1.5}', 'score'], ['{"score":1e400}', 'score'], ['{"score":2147483648}', 'score'], ['{"score":9007199254740993}', 'score'], ['{"score_gt":null}', 'score_gt'], ['{"score_like":"1"}', 'score_like'],
    ['{"status_regex":"x"}', 'status_regex'], ['{"status_gte":["a"]}', 'status_gte'], ['{"status_null":"yes"}', 'status_null'], ['{"q":1}', 'q'], ['{"q":["a"]}', 'q'], ['{"q":null}', 'q'], ['{"status":"a\\u0000b"}', 'status'],
    [`{"status":${nested(5000)}}`, 'status'], [`{"status":"${'x'.repeat(10_000)}"}`, 'status'], [`{"q":"${'x'.repeat(10_000)}"}`, 'q'], ['{"accountName":"x"}', 'accountName'], ['{"account.name":"x"}', 'account.name'],
  ].map(([filter = '', field = '']) => [filter.slice(0, 60), field, filter] as const))('%s is refused by name', async (_start, field, filter) => {
    expectRefusal(await ada.get(`/escalations?${query({ filter })}`), field);
  });

  it('by forty thousand ids is refused', async () => {
    const ids = Array.from({ length: 40_000 }, (_, index) => `id-${index}`);
    expectRefusal(await ada.get(listPath('escalations', { id: ids })), 'id');
  });

  it('by the ids of another resource, or of nobody, finds nothing', async () => {
    expect((await ada.get(listPath('escalations', { id: [upgrade.id, customer.accountId, 'nobody'] }))).body).toEqual([]);
  });

  it.each(['%', '_', '%%%', '___', 'N%d', '\\', '\\%'])('takes %s for letters', async (letters) => {
    expect((await ada.get(listPath('accounts', { name_like: letters }))).body).toEqual([]);
    expect((await ada.get(listPath('accounts', { q: letters }))).body).toEqual([]);
  });

  it.each(['"', 'a" OR "b', 'north NEAR dental', 'NEAR(north dental)', 'north*', 'content:north', '-north', '(', ')', 'north AND', 'OR', '^north', '{north}', '😀😀😀', "nor'th", '""""'])('searches %j without taking it for a language', async (q) => {
    const answer = await ada.get(listPath('accounts', { q }));
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect((await ada.get(`/search?${query({ q })}`)).status).toBe(200);
  });
});

describe('A query', () => {
  it.each(['range=[0,1]&range=[2,3]', 'filter={}&filter={}', 'sort=["id","ASC"]&sort=["id","DESC"]'])('that says %s is refused by name', async (text) => {
    expectRefusal(await ada.get(`/escalations?${encodeURI(text)}`), text.split('=')[0] ?? '');
  });

  it.each(['limit=5', 'page=2', '__proto__[x]=1', 'constructor=1', 'range%00=1'])('with a key that is not there (%s) is refused', async (text) => {
    expect((await ada.get(`/escalations?${text}`)).status).toBe(400);
  });
});

describe('An address', () => {
  it.each([
    ['/accounts/..%2fusers', 404], ['/accounts/..%2f..%2fetc%2fpasswd', 404], ['/accounts/%00', 400], ['/accounts/a%00b', 400], ['/accounts/%', 400], ['/accounts/%ff', 400], [`/accounts/${'x'.repeat(250)}`, 400], ['/accounts/nobody', 404],
    ['/audit-events/1e0', 404], ['/audit-events/0x1', 404], ['/audit-events/01', 404], ['/audit-events/1.0', 404], ['/audit-events/-1', 404], ['/audit-events/99999999999999999999', 404], ['/audit-events/%201', 404], ['/nothing', 404], ['/accounts/', 400], ['//accounts', 404],
  ] as const)('%s answers %s', async (path, status) => {
    const answer = await ada.get(path);
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  });

  it('of a record of another kind is not there', async () => {
    expect((await ada.get(`/accounts/${call.id}`)).status).toBe(404);
    expect((await ada.get(`/escalations/${upgrade.id}`)).status).toBe(404);
    expect((await ada.post(`/escalations/${upgrade.id}/claim`, { version: 1 })).status).toBe(404);
    expect((await ada.post(`/upgrades/${call.id}/advance`, { to: 'review', version: 1 })).status).toBe(404);
    expect((await ada.put(`/accounts/${call.id}`, { version: 1, name: 'Other' })).status).toBe(404);
    expect((await admin.post(`/users/${call.id}/suspend`, { version: 1 })).status).toBe(404);
  });
});

describe('What is said of a fault', () => {
  it.each([
    ['pause', { reason: 'callback_agreed', until: '2026-03-11T09:00:00' }, { until: 'must be a time that exists, with its zone, as 2026-03-10T09:00:00Z' }],
    ['pause', { reason: 'callback_agreed', until: '2026-02-30T09:00:00Z' }, { until: 'must be a time that exists, with its zone, as 2026-03-10T09:00:00Z' }],
    ['set-priority', { band: 'mega', reason: ' ' }, { band: 'must be one of urgent, high, normal, low', reason: 'is empty' }],
  ])('can be acted on by somebody who has never seen the schema: %s', async (verb, body, errors) => {
    const answer = await ada.post(`/escalations/${call.id}/${verb}`, { ...body, version: call.version });
    expect(answer).toMatchObject({ status: 400, body: { errors } });
  });

  it('names the reasons that a pause may have', async () => {
    const answer = await ada.post(`/escalations/${call.id}/pause`, { reason: 'lunch', until: '2026-03-11T09:00:00Z', version: call.version });
    expect(answer).toMatchObject({ status: 422, body: { errors: { reason: expect.stringMatching(/^must be one of waiting_for_customer, callback_agreed/) } } });
  });

  it('says which part of the address holds what is no text', async () => {
    expect((await ada.get('/accounts/a%00b')).body).toMatchObject({ status: 400, errors: { id: 'holds a NUL character' } });
    expect((await ada.get('/search?q=a%00b')).body).toMatchObject({ status: 400, errors: { q: 'holds a NUL character' } });
  });

  it('says that a part of the address is too long', async () => {
    expect((await ada.get(`/accounts/${'x'.repeat(600)}`)).body).toMatchObject({ status: 414, title: 'Address too long', detail: 'A part of the address is longer than it may be' });
  });

  it('names the field whose value is taken', async () => {
    const cause = { id: 'other', name: 'Other', description: '', active: true, position: 1 };
    expect(await admin.post('/root-causes', cause)).toMatchObject({ status: 409, body: { errors: { id: 'is taken already' } } });
    expect(await admin.post('/users', { name: 'Ada', email: 'ADA@desk.example', role: 'admin', calendarId: 'berlin' })).toMatchObject({ status: 409, body: { errors: { email: 'is taken already' } } });
  });

  it('has the shape of every failure even where the address is longer than one may be', async () => {
    const base = await openPort(desk);
    const ids = Array.from({ length: 40_000 }, (_, index) => `id-${index}`);
    const response = await fetch(`${base}/api${listPath('escalations', { id: ids })}`, { headers: { cookie: ada.cookie } });
    expect(response.status).toBe(431);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await response.json()).toMatchObject({ title: 'Headers too large', status: 431, detail: 'The address and the headers are larger than 64 kB', message: expect.any(String), instance: expect.any(String) });
  });
});
