import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Body, type Client, type Desk } from '../support/app.ts';
import { makeCustomer, type Customer } from '../support/customers.ts';
import { rowCounts } from '../support/unchanged.ts';
import { claim, logCall, startUpgrade, type Item, type Upgrade } from '../support/work.ts';

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
  call = await claim(ada, await logCall(ada, customer));
  upgrade = await startUpgrade(ada, customer);
  before = await rowCounts(desk.store);
});
afterAll(async () => {
  expect(await rowCounts(desk.store), 'nothing of all this has changed anything').toEqual(before);
  await desk.close();
});

type Problem = { detail: string; errors?: Record<string, string> };

async function raw(method: 'POST' | 'PUT', path: string, payload: string | Buffer, type: string | null = 'application/json') {
  const response = await desk.app.inject({ method, url: `/api${path}`, headers: { cookie: admin.cookie, ...(type === null ? {} : { 'content-type': type }) }, payload });
  return { status: response.statusCode, body: response.json<Problem>(), text: response.body };
}

const account = (): Body => ({ name: 'New Ltd', segment: 'smb', region: 'emea', customerSince: '2024-01-01', managerId: 'ada' });

describe('A body', () => {
  it.each([
    ['broken JSON', '{"name":'], ['another text', 'name=New'], ['the same key twice', '{"name":"A","name":"B"}'], ['the same key twice, once in disguise', '{"name":"A","n\\u0061me":"B"}'], ['__proto__', '{"__proto__":{"role":"admin"}}'],
    ['a prototype deep inside', '{"name":{"__proto__":1}}'], ['a list', '[]'], ['a text', '"x"'], ['a number', '12'], ['null', 'null'], ['too many levels', `{"name":${'['.repeat(60_000)}${']'.repeat(60_000)}}`], ['NaN', '{"name":NaN}'], ['a comment', '{/* */}'], ['nothing', ''],
  ])('that is %s is malformed', async (_what, payload) => {
    const { status, text } = await raw('POST', '/accounts', payload);
    expect(status, text.slice(0, 300)).toBe(400);
  });

  it('of two megabytes is too large', async () => {
    expect((await raw('POST', '/accounts', JSON.stringify({ ...account(), industry: 'x'.repeat(2_000_000) }))).status).toBe(413);
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/problem+json', 'text/html; charset=utf-7'])('sent as %s is not taken', async (type) => {
    expect((await raw('POST', '/accounts', JSON.stringify(account()), type)).status).toBe(415);
  });

  it.each([
    ['{"name":"A","region":"emea","region":"apac"}', { region: 'is there twice' }], [`{"name":"A","name"${' '.repeat(100)}\n:"B"}`, { name: 'is there twice' }], ['{"a":[{"b":1},{"b":1,"c":{"d":1,"d":2}}]}', { 'a[1].c.d': 'is there twice' }], ['{"name":"A, \\"name\\": B","name":"C"}', { name: 'is there twice' }],
    ['{"4111111111111111":1,"4111111111111111":2}', { body: 'is there twice' }], ['{"a":{"odd key!":1,"odd key!":2}}', { a: 'is there twice' }], ['{"name":{"__proto__":1}}', { 'name.__proto__': 'is not allowed' }], ['{"name":"a\\u0000b"}', { name: 'holds a NUL character' }],
    ['{"lines":[{"note":"\\ud83d"}]}', { 'lines[0].note': 'holds half of a character' }], ['{"a":{"b\\u0000":1}}', { a: 'has a name that holds a NUL character' }], ['{"\\udc00":1}', { body: 'has a name that holds half of a character' }],
  ])('%s is refused by name', async (payload, errors) => {
    const { status, body } = await raw('POST', '/accounts', payload);
    expect([status, body.errors]).toEqual([400, errors]);
  });

  it('of thousands of levels is looked through in no time', async () => {
    const deep = (inside: string) => `${'{"a":['.repeat(100_000)}${inside}${']}'.repeat(100_000)}`;
    for (const inside of ['"\\u0000"', '{"b":1,"b":2}']) expect((await raw('POST', '/accounts', deep(inside))).status).toBe(400);
  });

  it('with a card number for a name says which part holds it, and not what was typed', async () => {
    const { status, text, body } = await raw('POST', '/accounts', JSON.stringify({ ...account(), '4111 1111 1111 1111': 'x' }));
    expect([status, Object.keys(body.errors ?? {})]).toEqual([422, ['body']]);
    expect(text).not.toContain('4111');
  });

  it('whose field is none is named as people write it', async () => {
    const { body } = await raw('POST', '/codings/evaluate', JSON.stringify({ kind: 'renewal', rates: { 'EUR/USD': 12, 'EUR~USD': '1' } }));
    expect(Object.keys(body.errors ?? {})).toContain('rates.EUR/USD');
    expect((await raw('POST', '/accounts', JSON.stringify({ ...account(), 'odd key!': 1 }))).body.errors).toEqual({ body: 'has a field that is none of this request' });
  });
});

describe('A field of an account', () => {
  it.each<[string, Body, number]>([
    ['name', { name: undefined }, 400], ['name', { name: null }, 400], ['name', { name: '' }, 400], ['name', { name: '   ' }, 400], ['name', { name: 12 }, 400], ['name', { name: 'x'.repeat(10_000) }, 400], ['name', { name: { first: 'x' } }, 400],
    ['segment', { segment: 'huge' }, 400], ['segment', { segment: ['smb'] }, 400], ['region', { region: 'atlantis' }, 422], ['managerId', { managerId: 'nobody' }, 422], ['managerId', { managerId: 'ops' }, 422],
    ['customerSince', { customerSince: '2026-02-30' }, 400], ['customerSince', { customerSince: '2026-13-01' }, 400], ['customerSince', { customerSince: '2025-02-29' }, 400], ['customerSince', { customerSince: '1.3.2026' }, 400], ['customerSince', { customerSince: '2026-03-10T10:00:00Z' }, 400], ['customerSince', { customerSince: '0000-01-01' }, 400],
    ['name', { name: '\u200b\u2060' }, 400], ['name', { name: 'New\nLtd' }, 400], ['name', { name: 'New\u2028Ltd' }, 400], ['externalId', { externalId: '' }, 400], ['externalId', { externalId: ' ' }, 400], ['customerSince', { customerSince: '2999-01-01' }, 400], ['customerSince', { customerSince: '2026-03-12' }, 422],
    ['reportingArrMinor', { reportingArrMinor: 5 }, 400], ['id', { id: 'mine' }, 400], ['version', { version: 1 }, 400], ['isAdmin', { isAdmin: true }, 400], ['constructor', { constructor: 'x' }, 400], ['externalId', { externalId: 5 }, 400],
  ])('%s %j is refused by name', async (field, wrong, status) => {
    const answer = await admin.post('/accounts', { ...account(), ...wrong });
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    expect(Object.keys((answer.body as Problem).errors ?? {})).toContain(field);
  });

  it('holding a NUL is refused, and six letters that only look like one are not its business', async () => {
    expect((await admin.post('/accounts', { ...account(), name: 'a\u0000b' })).status).toBe(400);
    const answer = await admin.post('/accounts', { ...account(), name: 'a \\u0000 b', region: 'atlantis' });
    expect(answer.status).toBe(422);
  });
});

describe('A change of a record', () => {
  it.each<[string, Body, number]>([
    ['version', {}, 400], ['version', { version: '1' }, 400], ['version', { version: 1.5 }, 400], ['version', { version: 0 }, 400], ['version', { version: -0 }, 400], ['version', { version: Number.MAX_SAFE_INTEGER + 2 }, 400], ['version', { version: null }, 400], ['version', { version: 1e300 }, 400],
    ['reportingArrMinor', { version: 1, reportingArrMinor: 1 }, 422], ['id', { version: 1, id: 'other' }, 422], ['createdAt', { version: 1, createdAt: null }, 422], ['nope', { version: 1, nope: 1 }, 400], ['search', { version: 1, search: 'x' }, 400], ['name', { version: 1, name: null }, 400],
    ['region', { version: 1, region: 'atlantis' }, 422], ['customerSince', { version: 1, customerSince: '2026-03-12' }, 422], ['externalId', { version: 1, externalId: '' }, 400],
  ])('with a wrong %s, %j, is refused by name', async (field, body, status) => {
    const answer = await ada.put(`/accounts/${customer.accountId}`, body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    expect(Object.keys((answer.body as Problem).errors ?? {})).toContain(field);
  });

  it('that names a record which is not there is refused by name', async () => {
    const contact = { accountId: 'nobody', name: 'Sam', email: 'sam@many.example', isPrimary: false };
    expect(await ada.post('/contacts', contact)).toMatchObject({ status: 422, body: { errors: { accountId: expect.any(String) } } });
    const person = { name: 'Sam', email: 'sam@desk.example', role: 'admin', calendarId: 'mars' };
    expect(await admin.post('/users', person)).toMatchObject({ status: 422, body: { errors: { calendarId: expect.any(String) } } });
    expect(await admin.post('/users', { ...person, calendarId: 'berlin', coverUserId: 'nobody' })).toMatchObject({ status: 422, body: { errors: { coverUserId: expect.any(String) } } });
    expect(await admin.post('/regions', { id: 'moon', name: 'Moon', calendarId: 'mars' })).toMatchObject({ status: 422, body: { errors: { calendarId: expect.any(String) } } });
    expect(await admin.post('/saved-replies', { name: 'Hello', text: 'Hello', active: true, rootCause: 'nope' })).toMatchObject({ status: 422, body: { errors: { rootCause: expect.any(String) } } });
  });
});

describe('A command', () => {
  it.each<[string, string, Body, number]>([
    ['pause', 'until', { reason: 'waiting_for_customer', until: '2026-03-11T10:00:00' }, 400], ['pause', 'until', { reason: 'waiting_for_customer', until: '2026-02-30T10:00:00Z' }, 400], ['pause', 'until', { reason: 'waiting_for_customer', until: '1998-12-31T23:59:60Z' }, 400],
    ['pause', 'until', { reason: 'waiting_for_customer', until: 'tomorrow' }, 400], ['pause', 'until', { reason: 'waiting_for_customer', until: '2026-03-09T10:00:00Z' }, 422], ['pause', 'until', { reason: 'waiting_for_customer', until: '2027-03-09T10:00:00Z' }, 422], ['pause', 'reason', { reason: 'lunch', until: '2026-03-11T10:00:00Z' }, 422],
    ['release', 'reason', {}, 400], ['release', 'reason', { reason: ' ' }, 400], ['release', 'reason', { reason: 'x'.repeat(10_000) }, 400], ['message', 'text', { text: '' }, 400], ['message', 'text', { text: ['a'] }, 400], ['message', 'text', { text: 'x'.repeat(20_001) }, 400],
    ['resolve', 'rootCause', { rootCause: 'nope' }, 422], ['transfer', 'toUserId', { toUserId: 'ops' }, 422], ['transfer', 'toUserId', { toUserId: 'nobody' }, 422], ['transfer', 'toUserId', { toUserId: 'ada' }, 422], ['set-priority', 'band', { band: 'high ', reason: 'x' }, 400], ['note', 'html', { text: 'x', html: '<b>' }, 400],
  ])('%s with a wrong %s, %j, is refused by name', async (verb, field, body, status) => {
    const answer = await ada.post(`/escalations/${call.id}/${verb}`, { version: call.version, ...body });
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    expect(Object.keys((answer.body as Problem).errors ?? {})).toContain(field);
  });

  const line = { product: 'T5-3TB', quantity: 1 };
  it.each<[string, Body, number]>([
    ['lines', { lines: [] }, 400], ['lines', { lines: 'T5' }, 400], ['lines[0].quantity', { lines: [{ ...line, quantity: 0 }] }, 400], ['lines[0].quantity', { lines: [{ ...line, quantity: '2' }] }, 400], ['lines[0].quantity', { lines: [{ ...line, quantity: 1.5 }] }, 400], ['lines[0].quantity', { lines: [{ ...line, quantity: 1e9 }] }, 400],
    ['lines[0].unitArrMinor', { lines: [{ ...line, unitArrMinor: -1 }] }, 400], ['lines[0].unitArrMinor', { lines: [{ ...line, unitArrMinor: Number.MAX_SAFE_INTEGER + 2 }] }, 400], ['lines[0].quantity', { lines: [{ ...line, quantity: 1_000_000, unitArrMinor: 9_007_199_254_740_000 }] }, 422],
    ['lines[0].product', { lines: [{ ...line, product: 'NOPE' }] }, 422], ['lines[0].replaces', { lines: [{ ...line, replaces: ['nope'] }] }, 422], ['lines[1].line', { lines: [{ ...line, line: 'a' }, { ...line, line: 'a' }] }, 422], ['lines[0].currency', { lines: [{ ...line, currency: 'XXX' }] }, 422], ['lines[0].currency', { lines: [{ ...line, currency: 'usd' }] }, 400],
    ['lines[0].endsOn', { lines: [{ ...line, startsOn: '2026-05-01', endsOn: '2026-04-30' }] }, 422], ['lines[0].startsOn', { lines: [{ ...line, startsOn: '2026-02-30' }] }, 400], ['lines[0].termMonths', { lines: [{ ...line, termMonths: 0 }] }, 400], ['lines[0].discount', { lines: [{ ...line, discount: 5 }] }, 400],
    ['pathId', { pathId: 'nope' }, 422], ['priceException.line', { priceException: { line: 'nope', discountPercent: 5 } }, 422], ['priceException.discountPercent', { priceException: { discountPercent: 101 } }, 400], ['priceException.discountPercent', { priceException: { discountPercent: 10, unitArrMinor: 100_000 } }, 422], ['reason', { reason: '' }, 400],
  ])('that configures with a wrong %s, %j, is refused by name', async (field, body, status) => {
    const answer = await ada.post(`/upgrades/${upgrade.id}/configure`, { pathId: 'refresh', lines: [line], reason: 'asked for', version: upgrade.version, ...body });
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    expect(Object.keys((answer.body as Problem).errors ?? {})).toContain(field);
  });

  it('that starts an upgrade with what belongs to another account is refused by name', async () => {
    const other = await makeCustomer(desk.store, { name: 'Somebody Else', managerId: 'ben' });
    before = await rowCounts(desk.store);
    const start = { accountId: customer.accountId, kind: 'refresh' };
    expect(await ada.post('/upgrades', { ...start, subscriptionIds: [other.subscriptionId] })).toMatchObject({ status: 422, body: { errors: { subscriptionIds: expect.any(String) } } });
    expect(await ada.post('/upgrades', { ...start, contactId: other.contactId })).toMatchObject({ status: 422, body: { errors: { contactId: expect.any(String) } } });
    expect(await ada.post('/upgrades', { ...start, accountId: 'nobody' })).toMatchObject({ status: 422, body: { errors: { accountId: expect.any(String) } } });
    expect(await ada.post('/escalations', { accountId: other.accountId, upgradeId: upgrade.id, channel: 'phone', reason: 'quote_needed', text: 'x' })).toMatchObject({ status: 422, body: { errors: { upgradeId: expect.any(String) } } });
    expect(await ada.post('/escalations', { accountId: other.accountId, channel: 'phone', reason: 'nope', text: 'x' })).toMatchObject({ status: 422, body: { errors: { reason: expect.any(String) } } });
  });
});
