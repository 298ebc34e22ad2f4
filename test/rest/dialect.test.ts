import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, Refused, type Client, type Desk } from '../support/app.ts';
import { manyContacts } from '../support/bulk.ts';
import { makeCustomer, type Customer } from '../support/customers.ts';
import { listPath } from '../support/paths.ts';

const MANY = 10_050;
let desk: Desk;
let admin: Client;
let ada: Client;
let customer: Customer;

beforeAll(async () => {
  desk = await openDesk();
  [admin, ada] = [await desk.as('admin'), await desk.as('ada')];
  customer = await makeCustomer(desk.store, { name: 'Alpine Freight' });
  await makeCustomer(desk.store, { name: 'Brook Dairy', managerId: 'ben', segment: 'smb' });
  await makeCustomer(desk.store, { name: 'Cedar Bank', managerId: 'ben', segment: 'enterprise' });
  await manyContacts(desk.store, customer.accountId, MANY);
});
afterAll(() => desk.close());

type Named = { id: string; name: string };
const names = (rows: unknown) => (rows as Named[]).map((row) => row.name);
const page = (number: number, perPage = 25) => ({ page: number, perPage });

describe('The data provider of react-admin reads', () => {
  it('a page of a list, in the order asked for, with the total', async () => {
    const { data, total } = await ada.data.getList('accounts', { pagination: page(1, 2), sort: { field: 'name', order: 'DESC' }, filter: {} });
    expect(names(data)).toEqual(['Cedar Bank', 'Brook Dairy']);
    expect(total).toBe(3);
  });

  it('the last page, which is shorter', async () => {
    const { data, total } = await ada.data.getList('accounts', { pagination: page(2, 2), sort: { field: 'name', order: 'ASC' }, filter: {} });
    expect(names(data)).toEqual(['Cedar Bank']);
    expect(total).toBe(3);
  });

  it('the total as it now is, whoever changed it and however', async () => {
    const ask = async () => (await ada.data.getList('contacts', { pagination: page(1, 1), sort: { field: 'name', order: 'ASC' }, filter: { email: 'counted@many.example' } })).total;
    const counted = { accountId: customer.accountId, name: 'Counted', email: 'counted@many.example', title: null, phone: null, isPrimary: false, search: 'counted' };
    expect(await ask()).toBe(0);
    await desk.store.write(({ db, t }) => db.insert(t.contacts).values([{ ...counted, id: 'counted-1' }, { ...counted, id: 'counted-2' }]).then(() => undefined));
    expect([await ask(), await ask()]).toEqual([2, 2]);
    await desk.store.write(({ db, t }) => db.delete(t.contacts).where(eq(t.contacts.email, counted.email)).then(() => undefined));
    expect(await ask()).toBe(0);
  });

  it('nothing past the end, and still the total', async () => {
    const { data, total } = await ada.data.getList('accounts', { pagination: page(9, 2), sort: { field: 'name', order: 'ASC' }, filter: {} });
    expect(data).toEqual([]);
    expect(total).toBe(3);
  });

  it.each([
    [{ segment: 'smb' }, ['Brook Dairy']],
    [{ segment: ['smb', 'enterprise'] }, ['Brook Dairy', 'Cedar Bank']],
    [{ segment_ne: 'smb' }, ['Alpine Freight', 'Cedar Bank']],
    [{ name_gte: 'B', name_lt: 'C' }, ['Brook Dairy']],
    [{ name_gt: 'Brook Dairy' }, ['Cedar Bank']],
    [{ name_lte: 'Alpine Freight' }, ['Alpine Freight']],
    [{ name_like: 'BANK' }, ['Cedar Bank']],
    [{ externalId_null: false }, []],
    [{ externalId: null, segment: 'smb' }, ['Brook Dairy']],
    [{ segment: [] }, []],
    [{ q: 'ceDAR' }, ['Cedar Bank']],
    [{ q: 'al' }, ['Alpine Freight']],
    [{ q: 'bank cedar' }, ['Cedar Bank']],
    [{ q: 'br da' }, ['Brook Dairy']],
  ])('what a filter %j lets through', async (filter, expected) => {
    const { data } = await ada.data.getList('accounts', { pagination: page(1), sort: { field: 'name', order: 'ASC' }, filter });
    expect(names(data)).toEqual(expected);
  });

  it.each<[filter: Record<string, unknown>, passes: boolean[]]>([[{ active: true }, [true]], [{ active: false }, [false]], [{ active: [true, false] }, [true, false]], [{ active_ne: true }, [false]]])('what is and what is not, with a filter %j', async (filter, passes) => {
    await admin.post('/root-causes', { id: 'out_of_use', name: 'Out of use', description: '', active: false, position: 800 });
    const list = async (through: Record<string, unknown>) => (await ada.data.getList('root-causes', { pagination: page(1, 100), sort: { field: 'position', order: 'ASC' }, filter: through })).data as (Named & { active: boolean })[];
    const found = await list(filter);
    expect(names(found)).toEqual(names((await list({})).filter(({ active }) => passes.includes(active))));
    expect(new Set(found.map(({ active }) => active))).toEqual(new Set(passes));
  });

  it('every one of three hundred records by their ids', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `person-${String(index * 30 + 1).padStart(5, '0')}`);
    const { data } = await ada.data.getMany('contacts', { ids });
    expect(data.map((row: Named) => row.id).sort()).toEqual(ids);
  });

  it('what hangs on another record', async () => {
    const { data, total } = await ada.data.getManyReference('contacts', { target: 'accountId', id: customer.accountId, pagination: page(1, 3), sort: { field: 'name', order: 'ASC' }, filter: { name_gte: 'Person 00002' } });
    expect(names(data)).toEqual(['Person 00002', 'Person 00003', 'Person 00004']);
    expect(total).toBeGreaterThan(10_000);
  });

  it('one record', async () => {
    const { data } = await ada.data.getOne('accounts', { id: customer.accountId });
    expect(data).toMatchObject({ id: customer.accountId, name: 'Alpine Freight', managerName: 'Ada Berg', regionName: 'Europe, Middle East and Africa', facts: { subscriptions: 1, escalations: 0 } });
  });
});

describe('The data provider of react-admin changes', () => {
  const newView = { resource: 'escalations', name: 'Urgent', shared: false, filter: { priority: 'urgent' } };

  it('a record that it makes, changes whole, and deletes', async () => {
    const { data: made } = await ada.data.create('saved-views', { data: newView });
    expect(made).toMatchObject({ ...newView, ownerId: 'ada', version: 1 });
    const { data: changed } = await ada.data.update('saved-views', { id: made.id, data: { ...made, name: 'Most urgent' }, previousData: made });
    expect(changed).toMatchObject({ name: 'Most urgent', version: 2 });
    const { data: gone } = await ada.data.delete('saved-views', { id: made.id, previousData: changed });
    expect(gone).toMatchObject({ id: made.id, name: 'Most urgent' });
    await expect(ada.data.getOne('saved-views', { id: made.id })).rejects.toMatchObject({ status: 404 });
  });

  it('several at once by a part of them, and deletes several', async () => {
    const ids: string[] = [];
    for (const name of ['One', 'Two']) ids.push(String((await ada.data.create('saved-views', { data: { ...newView, name } })).data.id));
    const changed = await ada.data.updateMany('saved-views', { ids, data: { shared: true, version: 1 } });
    expect(changed.data).toEqual(ids);
    const { data: seen } = await ada.data.getMany('saved-views', { ids });
    expect(seen.map((view: { shared: boolean }) => view.shared)).toEqual([true, true]);
    expect((await ada.data.deleteMany('saved-views', { ids })).data).toEqual(ids);
    expect((await ada.data.getMany('saved-views', { ids })).data).toEqual([]);
  });

  it('and is told when somebody else changed the record meanwhile, with the record as it is', async () => {
    const { data: made } = await admin.data.create('root-causes', { data: { id: 'was_on_holiday', name: 'Was on holiday', description: '', active: true, position: 900 } });
    await admin.data.update('root-causes', { id: made.id, data: { ...made, name: 'Away' }, previousData: made });
    const late = admin.data.update('root-causes', { id: made.id, data: { ...made, name: 'On leave' }, previousData: made });
    await expect(late).rejects.toBeInstanceOf(Refused);
    await expect(late).rejects.toMatchObject({ status: 409, body: { current: { name: 'Away', version: 2 } } });
  });

  it('keeps fields that follow from others out of it', async () => {
    const { data: account } = await ada.data.getOne('accounts', { id: customer.accountId });
    const { data: changed } = await ada.data.update('accounts', { id: account.id, data: { ...account, managerName: 'Somebody', facts: null, industry: 'freight' }, previousData: account });
    expect(changed).toMatchObject({ industry: 'freight', managerName: 'Ada Berg' });
    await expect(ada.data.update('accounts', { id: account.id, data: { ...changed, reportingArrMinor: 1 }, previousData: changed })).rejects.toMatchObject({ status: 422, body: { errors: { reportingArrMinor: 'cannot be changed here' } } });
  });

  it('and answers 405 with what is possible where a resource does not offer it', async () => {
    const refused = await admin.delete(`/accounts/${customer.accountId}`);
    expect(refused.status).toBe(405);
    expect(String(refused.headers.allow)).toContain('GET');
    expect((await admin.put('/audit-events/1', { version: 1 })).status).toBe(405);
    expect((await admin.post('/returns', {})).status).toBe(405);
  });
});

describe('Totals', () => {
  it('are exact up to ten thousand, and capped and marked past it', async () => {
    const all = await ada.get(listPath('contacts', {}, [0, 24], ['name', 'ASC']));
    expect(all.headers['content-range']).toBe('contacts 0-24/10001');
    expect(all.headers['x-total-exact']).toBe('false');
    expect(all.headers['access-control-expose-headers']).toContain('Content-Range');
    const some = await ada.get(listPath('contacts', { name_lt: 'Person 09000', name_gte: 'Person' }, [0, 24], ['name', 'ASC']));
    expect(some.headers['content-range']).toBe('contacts 0-24/8999');
    expect(some.headers['x-total-exact']).toBeUndefined();
  });

  it('are exact on a last page that ends before ten thousand', async () => {
    const last = await ada.get(listPath('contacts', { name_gte: 'Person 10040', name_lt: 'Persona' }, [10, 34], ['name', 'ASC']));
    expect(last.headers['content-range']).toBe('contacts 10-10/11');
  });
});

describe('A deep page', () => {
  it.each([['name', 'ASC'], ['name', 'DESC'], ['email', 'ASC'], ['id', 'DESC']] as const)('by %s %s holds what counting off the rows one by one would give', async (field, order) => {
    const slices = await Promise.all([0, 1000, 2000].map((from) => ada.get(listPath('contacts', { accountId: customer.accountId }, [from, from + 999], [field, order]))));
    const walked = slices.flatMap((slice) => slice.body as Named[]).map((row) => row.id);
    expect(new Set(walked).size).toBe(3000);
    const deep = await ada.get(listPath('contacts', { accountId: customer.accountId }, [1500, 1524], [field, order]));
    expect((deep.body as Named[]).map((row) => row.id)).toEqual(walked.slice(1500, 1525));
  });
});
