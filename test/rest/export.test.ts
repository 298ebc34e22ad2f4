import { parse } from 'csv-parse/sync';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleOfServer } from '../../db/place.ts';
import { ExportPool } from '../../server/rest/export-pool.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { manyContacts } from '../support/bulk.ts';
import { makeCustomer, type Customer } from '../support/customers.ts';
import { PERMITTED } from '../support/permitted.ts';
import { statementCounter } from '../support/statements.ts';
import { configure, logCall, place, startUpgrade } from '../support/work.ts';

const MANY = 20_000;
const FORMULAS = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1+1', ' =1+1', '＝1+1', '\n=1', 'a;=1+1', 'plain "quoted", text'];

const counter = statementCounter();
let desk: Desk;
let ada: Client;
let ops: Client;
let customer: Customer;

beforeAll(async () => {
  desk = await openDesk({ onQuery: counter.onQuery });
  [ada, ops] = [await desk.as('ada'), await desk.as('ops')];
  customer = await makeCustomer(desk.store, { name: 'Alpine Freight' });
  const second = await makeCustomer(desk.store, { name: 'Brook Dairy', managerId: 'ben', segment: 'smb' });
  await manyContacts(desk.store, customer.accountId, MANY);
  const { contacts } = desk.store.t;
  await desk.store.write(({ db }) => db.insert(contacts).values(FORMULAS.map((title, index) => ({
    id: `formula-${index}`, accountId: second.accountId, name: `Formula ${index}`, email: 'formula@many.example', title, phone: null, isPrimary: false, search: '',
  }))).then(() => undefined));
});
afterAll(() => desk.close());

const path = (resource: string, query: Record<string, unknown> = {}) =>
  `/${resource}/export.csv?${Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`).join('&')}`;
const rowsOf = (body: unknown) => parse(String(body), { columns: true }) as Record<string, string>[];

type Noted = { actorId: string | null; recordId: string; after: Record<string, unknown> | null };
/** The last export of the list that was noted; a cancelled one is noted behind its answer. */
async function noted(resource: string, outcome: string): Promise<Noted> {
  const { auditEvents } = desk.store.t;
  return expect.poll(async () => {
    const rows = await desk.store.read.select().from(auditEvents).where(and(eq(auditEvents.action, 'lists.export'), eq(auditEvents.recordId, resource)));
    return rows.at(-1)?.after?.outcome;
  }, { timeout: 10_000 }).toBe(outcome).then(async () => {
    const rows = await desk.store.read.select().from(auditEvents).where(and(eq(auditEvents.action, 'lists.export'), eq(auditEvents.recordId, resource)));
    return rows.at(-1) as Noted;
  });
}

describe('A list that goes out', () => {
  it.each([['name', 'ASC'], ['name', 'DESC'], ['id', 'ASC'], ['email', 'DESC']] as const)('holds all its twenty thousand rows once, in order, by %s %s', async (field, order) => {
    const answer = await ada.get(path('contacts', { filter: { accountId: customer.accountId }, sort: [field, order] }));
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.headers['content-disposition']).toContain('contacts-2026-03-10.csv');
    expect([answer.headers['x-total-estimate'], answer.headers['x-total-exact']]).toEqual(['10001', 'false']);
    const rows = rowsOf(answer.body);
    // The customer has a contact of its own beside them.
    expect(rows).toHaveLength(MANY + 1);
    const keys = rows.map((row) => `${row[field]}\u0000${row.id}`);
    const sorted = [...keys].sort((a, b) => (a < b ? -1 : 1));
    expect(keys).toEqual(order === 'ASC' ? sorted : sorted.reverse());
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
  });

  it('has the fields as its header, and in every cell what JSON says', async () => {
    const list = (await ada.get('/accounts')).body as Record<string, unknown>[];
    const rows = rowsOf((await ada.get(path('accounts'))).body);
    expect(rows).toEqual(list.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value)]))));
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(Object.keys(list[0] ?? {}).sort());
  });

  it('goes through the same filter, search and order as the list, with the columns asked for', async () => {
    expect((await ada.get(path('accounts', { filter: { segment: 'smb' }, columns: 'name,segment' }))).body).toBe('name,segment\nBrook Dairy,smb\n');
    expect((await ada.get(path('accounts', { filter: { q: 'alpine' }, columns: 'name' }))).body).toBe('name\nAlpine Freight\n');
    expect((await ada.get(path('accounts', { filter: { segment: [] }, columns: 'id' }))).body).toBe('id\n');
    expect((await ada.get(path('accounts', { sort: ['name', 'DESC'], columns: 'name' }))).body).toBe('name\nBrook Dairy\nAlpine Freight\n');
  });

  it.each([
    [{ filter: '{' }, 'filter'], [{ filter: { passwordHash: 'x' } }, 'passwordHash'], [{ sort: ['phone', 'ASC'] }, 'sort'], [{ columns: 'name,passwordHash' }, 'columns'], [{ columns: '__proto__' }, 'columns'], [{ columns: 'id,id' }, 'columns'],
    [{ range: '[0,1]' }, 'range'],
  ])('is refused before its first byte where the list would be: %j', async (query, field) => {
    const answer = await ada.get(path('contacts', query));
    expect(answer.status).toBe(400);
    expect(Object.keys((answer.body as { errors: object }).errors)).toEqual([field]);
  });

  it('holds no cell that a spreadsheet takes for a formula', async () => {
    const body = String((await ada.get(path('contacts', { filter: { email: 'formula@many.example' }, sort: ['id', 'ASC'], columns: 'title' }))).body);
    const titles = (parse(body) as string[][]).slice(1).map(([title]) => title);
    expect(titles).toEqual(FORMULAS.map((text, index) => (index < 7 ? `'${text}` : text)).with(4, "'\t'=1+1").with(7, "'\n'=1").with(8, "a;'=1+1"));
    // However it is parted: by lines, commas, semicolons, tabs or bars, with quotation marks seen or not.
    expect(body.split(/[\n,;\t|]/).filter((part) => /^"?\s*[=+\-@＝]/.test(part))).toEqual([]);
  });

  it('puts rows without a value where the list has them', async () => {
    const placed = await place(ada, await configure(ada, await startUpgrade(ada, customer)));
    const draft = await startUpgrade(ada, await makeCustomer(desk.store, { name: 'Cedar Bank' }));
    for (const order of ['ASC', 'DESC'] as const) {
      const wanted = ((await ada.get(`/upgrades?sort=["placedAt","${order}"]`)).body as { id: string }[]).map(({ id }) => id);
      expect(wanted.sort()).toEqual([placed.id, draft.id].sort());
      const ids = rowsOf((await ada.get(path('upgrades', { sort: ['placedAt', order], columns: 'id' }))).body).map(({ id }) => id);
      expect(ids).toEqual(order === 'ASC' ? [placed.id, draft.id] : [draft.id, placed.id]);
    }
  });

  it('writes what is nested as JSON, with the fields of the answer alone', async () => {
    await logCall(ada, customer);
    const [listed] = (await ada.get('/escalations')).body as { scoreParts: unknown[] }[];
    expect(JSON.parse(rowsOf((await ada.get(path('escalations'))).body)[0]?.scoreParts ?? '')).toEqual(listed?.scoreParts);
    const [back] = (await ada.get('/returns')).body as { devices: object[] }[];
    expect(JSON.parse(rowsOf((await ada.get(path('returns'))).body)[0]?.devices ?? '')).toEqual(back?.devices);
  });

  it('shows nobody more than the list does', async () => {
    await ops.post('/saved-views', { resource: 'accounts', name: 'Olga’s own', shared: false, filter: {} });
    expect(String((await ada.get(path('saved-views'))).body)).not.toContain('Olga’s own');
    expect(String((await ops.get(path('saved-views'))).body)).toContain('Olga’s own');
    expect(new Set(rowsOf((await ada.get(path('audit-events'))).body).map(({ actorId }) => actorId))).toEqual(new Set(['ada']));
    const users = rowsOf((await ada.get(path('users'))).body);
    expect(users.map(({ name }) => name)).toContain('Eve Dorn');
    expect(new Set(users.map(({ email }) => email))).toEqual(new Set(['']));
  });

  it('is not for a role that may not read the list, nor for a stranger', async () => {
    expect((await ada.get(path('imports'))).status).toBe(403);
    expect((await ada.get(path('incoming-events'))).status).toBe(403);
    expect((await desk.app.inject({ method: 'GET', url: '/api/accounts/export.csv' })).statusCode).toBe(401);
  });

  it('is noted: who, what, how many, and how it ended', async () => {
    await ada.get(path('accounts', { filter: { segment: 'smb' }, columns: 'name' }));
    expect(await noted('accounts', 'finished')).toMatchObject({ actorId: 'ada', after: { rows: 1, filter: { segment: 'smb' }, sort: ['name', 'ASC'], columns: ['name'], startedAt: desk.now() } });
  });

  it.each(Object.keys(PERMITTED).filter((route) => route.endsWith('/export.csv')))('can be had of every list, by whatever it is sorted: %s', async (route) => {
    const resource = route.split('/')[1] ?? '';
    const answer = await (await desk.as('admin')).get(path(resource));
    expect(answer.status, String(answer.body)).toBe(200);
    const refused = (await ops.get(path(resource, { sort: ['?', 'ASC'] }))).body as { errors: { sort: string } };
    const header = String(answer.body).split('\n')[0]?.split(',') ?? [];
    // The next piece goes on behind the last row's value, so a row has to hold it.
    for (const field of refused.errors.sort.replace(/^.*can be by /, '').split(', ')) expect(header).toContain(field);
  });
});

describe('An export that nobody waits for any more', () => {
  it('ends, and is noted as cancelled with what was handed over', async () => {
    // More than the buffers between here and there hold: else it might be done before anybody has given up.
    const { contacts } = desk.store.t;
    await desk.store.write(({ db }) => db.update(contacts).set({ title: 'x'.repeat(1_000) }).where(eq(contacts.accountId, customer.accountId)).then(() => undefined));
    const address = await desk.app.listen({ host: '127.0.0.1', port: 0 });
    const stop = new AbortController();
    const response = await fetch(`${address}/api${path('contacts')}`, { headers: { cookie: ada.cookie }, signal: stop.signal });
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value?.length).toBeGreaterThan(0);
    stop.abort();
    const { after } = await noted('contacts', 'cancelled');
    expect(Number(after?.rows)).toBeLessThan(MANY);
    expect((await ada.get(path('accounts', { columns: 'id' }))).status).toBe(200);
  });
});

describe('While a list goes out', () => {
  it('the thread that answers everybody reads none of its rows', async () => {
    const sent = await counter.during(() => ada.get(path('contacts')));
    const listing = sent.filter((statement) => /from "contacts"/.test(statement));
    expect(listing).toHaveLength(1);
    expect(listing[0]).toMatch(/^select count/);
  });
});

describe('Readers who take nothing', () => {
  it('are given up, so that others have their turn', async () => {
    const pool = new ExportPool({ url: desk.store.url, lists: moduleOfServer('server/lists').href }, 50);
    const job = { resource: 'contacts', query: {}, columns: ['id', 'name'], viewer: { ...ada.staff, sessionId: 'x' }, now: desk.now() };
    const outcomes: string[] = [];
    const start = () => {
      const csv = pool.start(job, async (outcome) => void outcomes.push(outcome));
      return { csv, over: new Promise<void>((resolve) => { csv.on('error', () => undefined).once('close', resolve); }) };
    };
    const asleep = Array.from({ length: 4 }, start);
    expect(start).toThrow('Several lists are being exported');
    // One of them has begun to read.
    asleep[0]?.csv.once('readable', () => asleep[0]?.csv.read(1));
    await Promise.all(asleep.map(({ over }) => over));
    expect(outcomes).toEqual(Array.from({ length: 4 }, () => 'failed'));
    const after = start();
    after.csv.destroy();
    await after.over;
    expect(outcomes.at(-1)).toBe('cancelled');
    await pool.close();
  });
});
