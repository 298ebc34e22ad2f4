import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { operationsOf, textFields, type Operation } from '../support/openapi.ts';
import { claim, fresh, logCall, move, type Item } from '../support/work.ts';

const CARD = '4111 1111 1111 1111';
const HIDDEN = ['4111 1111 1111 1111', '4111111111111111', '4111 - 1111', 'CVV 123', 'verification code: 321'];
/** They look for card data by themselves, cell by cell and event by event, and have tests of their own. */
const BY_THEMSELVES = ['POST /imports', 'POST /events'];
const EXEMPT = new Set(['password', 'id', 'version', 'serial', 'trackingNumber']);

let desk: Desk;
let admin: Client;
let ada: Client;
let operations: Operation[];

beforeAll(async () => {
  desk = await openDesk();
  [admin, ada] = [await desk.as('admin'), await desk.as('ada')];
  operations = (await operationsOf(desk.app)).filter((one) => one.body && !BY_THEMSELVES.includes(`${one.method} ${one.path}`));
});
afterAll(async () => {
  for (const [name, table] of Object.entries(desk.store.t)) {
    const stored = JSON.stringify(await desk.store.read.select().from(table));
    for (const text of HIDDEN) expect(stored, `nothing of it is kept in ${name}`).not.toContain(text);
  }
  await desk.close();
});

/** `{lines: [{line: text}]}` for `lines[0].line`. */
const bodyWith = (path: string, text: string): unknown =>
  path.split('.').reduceRight<unknown>((inside, part) => {
    const [name = '', ...lists] = part.split('[');
    return { [name]: lists.reduce<unknown>((item) => [item], inside) };
  }, text);

type Problem = { errors?: Record<string, string>; detail: string };

describe('A payment card’s number', () => {
  it('is refused in every text of every command and record, by the name of the field, and not repeated', async () => {
    let fields = 0;
    for (const { method, path, body } of operations) {
      for (const field of textFields(body ?? {}).filter((one) => !EXEMPT.has(one.split('.').at(-1) ?? ''))) {
        const response = await desk.app.inject({ method: method as 'POST', url: `/api${path.replace(/\{\w+\}/, 'anything-at-all-of-some-length')}`, headers: { cookie: admin.cookie }, payload: bodyWith(field, `Use ${CARD}, exp 12/27`) as object });
        const told = `${method} ${path} ${field} ${response.body}`;
        expect(response.statusCode, told).toBe(422);
        expect(response.json<Problem>().errors, told).toHaveProperty([field]);
        // A request's id may hold any digits.
        expect(JSON.stringify({ ...(response.json() as object), instance: '' }), told).not.toContain('1111');
        fields += 1;
      }
    }
    expect(fields).toBeGreaterThan(50);
  });

  it.each([`call me, ${CARD}`, '4111-1111-1111-1111', '4111 - 1111 - 1111 - 1111', '４１１１１１１１１１１１１１１１', 'CVV 123', 'the verification code: 321', '3782 822463 10005'])('is refused in a note however it is written: %s', async (text) => {
    const item = await claim(ada, await logCall(ada, await makeCustomer(desk.store)));
    for (const verb of ['note', 'message']) expect(await ada.post(`/escalations/${item.id}/${verb}`, { text })).toMatchObject({ status: 422, body: { errors: { text: expect.stringContaining('payment page') } } });
    expect((await fresh<Item>(ada, 'escalations', item)).timeline).toHaveLength(2);
  });

  it('is refused in the field of a filter, a preference or a saved view as well', async () => {
    expect((await ada.post('/saved-views', { resource: 'accounts', name: 'x', shared: false, filter: { deep: [{ in: { it: CARD } }] } })).status).toBe(422);
    expect((await ada.put('/profile', { preferences: { tables: { queue: { title: CARD } } } })).status).toBe(422);
    expect((await ada.put('/profile', { preferences: { tables: { [CARD]: {} } } })).status).toBe(422);
  });

  it('is refused in what is searched for, on every route that takes a query, and nothing goes out', async () => {
    const asking = (await operationsOf(desk.app)).flatMap((one) => one.parameters.filter((parameter) => parameter.in === 'query' && !EXEMPT.has(parameter.name)).map(({ name }) => ({ ...one, name })));
    expect(asking.length).toBeGreaterThan(100);
    for (const { method, path, name } of asking) {
      const given = name === 'filter' ? JSON.stringify({ q: `Use ${CARD}` }) : `Use ${CARD}`;
      const response = await desk.app.inject({ method: method as 'GET', url: `/api${path.replace(/\{\w+\}/, 'anything-at-all-of-some-length')}?${name}=${encodeURIComponent(given)}`, headers: { cookie: admin.cookie, ...(path === '/imports' && method === 'POST' ? { 'content-type': 'text/csv' } : {}) }, ...(method === 'GET' ? {} : { payload: path === '/imports' ? 'name\nx' : {} }) });
      const told = `${method} ${path} ${name} ${response.body}`;
      expect(response.statusCode, told).toBe(422);
      expect(response.json<Problem>().errors, told).toHaveProperty([name === 'filter' ? 'filter.q' : name]);
      expect(JSON.stringify({ ...(response.json() as object), instance: '' }), told).not.toContain('1111');
    }
    expect((await admin.get('/audit-events?filter={"action":"lists.export"}')).body).toEqual([]);
  });
});

describe('What only looks like one', () => {
  it('may be written: telephone numbers, references, dates', async () => {
    const item = await claim(ada, await logCall(ada, await makeCustomer(desk.store)));
    for (const text of ['Call +49 1512 3456786 or 415 555 0132', 'UP-2026-04817 of 2026-04-17', '$4,111.11 instead of $1,111.11', 'serial 4KX-7719-0042']) expect((await move(ada, item, 'note', { text })).timeline.at(-1)?.text).toBe(text);
  });

  it('may be searched for where it is a serial or a tracking number', async () => {
    for (const filter of [{ serial: '4111111111111111' }, { trackingNumber_like: '4111111111111111' }, { id: ['4111111111111111'] }]) expect((await ada.get(`/returns?filter=${encodeURIComponent(JSON.stringify(filter))}`)).status, JSON.stringify(filter)).toBe(200);
  });
});
