import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../server/domain/policy.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { listPath } from '../support/paths.ts';
import { done, logCall } from '../support/work.ts';

let desk: Desk;
let [ada, ben, ops, admin]: Client[] = [];
beforeAll(async () => {
  desk = await openDesk();
  [ada, ben, ops, admin] = await Promise.all(['ada', 'ben', 'ops', 'admin'].map(desk.as));
});
afterAll(() => desk.close());

type Versioned = { id: string; version: number };
const always = [['00:00', '24:00']];
const week = { 1: always, 2: always, 3: always, 4: always, 5: always, 6: always, 7: always };

describe('The policy', () => {
  it('that an admin sets holds for the next call', async () => {
    const { version } = await done<Versioned>((admin as Client).get('/policies/current'));
    const rules = { ...DEFAULT_POLICY, ownerWindowMinutes: 0, targets: { ...DEFAULT_POLICY.targets, normal: { firstResponseMinutes: 30, resolutionMinutes: 60 } } };
    await done((admin as Client).put('/policies/current', { version, rules }));
    const item = await logCall(ada as Client, await makeCustomer(desk.store));
    expect(item).toMatchObject({ offeredAt: '2026-03-10T10:00:00.000Z', firstResponseDueAt: '2026-03-10T10:30:00.000Z', resolutionDueAt: '2026-03-10T11:00:00.000Z' });
  });

  it('that cannot be kept is refused by the field, and nothing changes', async () => {
    const before = await done<Versioned>((admin as Client).get('/policies/current'));
    const wrong = { ...DEFAULT_POLICY, leaseFloorMinutes: 500, reportingCurrency: 'XXX' };
    expect(await (admin as Client).put('/policies/current', { version: before.version, rules: wrong })).toMatchObject({ status: 422, body: { errors: { 'rules.leaseFloorMinutes': expect.any(String), 'rules.reportingCurrency': expect.any(String) } } });
    expect(await done((admin as Client).get('/policies/current'))).toEqual(before);
  });

  it('names one currency for the books, which stays once they have amounts in it', async () => {
    await makeCustomer(desk.store);
    const { version, rules } = await done<Versioned & { rules: object }>((admin as Client).get('/policies/current'));
    expect(await (admin as Client).put('/policies/current', { version, rules: { ...rules, reportingCurrency: 'EUR' } })).toMatchObject({ status: 422, body: { errors: { 'rules.reportingCurrency': expect.stringContaining('cannot change') } } });
  });
});

describe('A calendar', () => {
  it('is made, given to a region, and kept for as long as it is used', async () => {
    const made = await done<Versioned>((admin as Client).post('/calendars', { name: 'Night desk', zone: 'Asia/Tokyo', week, holidays: [{ date: '2026-05-04', name: 'Greenery Day' }] }));
    const region = await done<Versioned>((admin as Client).post('/regions', { id: 'japan', name: 'Japan', calendarId: made.id }));
    expect(region).toMatchObject({ calendarName: 'Night desk', zone: 'Asia/Tokyo' });
    expect(await (admin as Client).delete(`/calendars/${made.id}`)).toMatchObject({ status: 409, body: { detail: expect.stringContaining('in use') } });
    await done((admin as Client).delete('/regions/japan'));
    await done((admin as Client).delete(`/calendars/${made.id}`));
  });

  it.each([['zone', { zone: 'Mars/Olympus' }], ['week.1.0', { week: { ...week, 1: [['17:00', '09:00']] } }], ['week', { week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } }], ['holidays.1.date', { holidays: [{ date: '2026-05-04', name: 'A' }, { date: '2026-05-04', name: 'B' }] }]])('with a wrong %s is refused by it', async (field, wrong) => {
    expect(await (admin as Client).post('/calendars', { name: 'X', zone: 'UTC', week, holidays: [], ...wrong })).toMatchObject({ status: 422, body: { errors: { [field]: expect.any(String) } } });
  });
});

describe('A saved view', () => {
  it('is one’s own until one shares it, and stays one’s own to change', async () => {
    const view = await done<Versioned>((ada as Client).post('/saved-views', { resource: 'escalations', name: 'Urgent', shared: false, filter: { priority: 'urgent' }, sort: { field: 'queueDueAt', order: 'ASC' } }));
    const seenByBen = async () => (await done<Versioned[]>((ben as Client).get(listPath('saved-views', { resource: 'escalations' })))).map((row) => row.id);
    expect(await seenByBen()).toEqual([]);
    await done((ada as Client).put(`/saved-views/${view.id}`, { version: 1, shared: true }));
    expect(await seenByBen()).toEqual([view.id]);
    expect((await (ben as Client).put(`/saved-views/${view.id}`, { version: 2, name: 'Mine now' })).status).toBe(403);
    expect((await (ben as Client).delete(`/saved-views/${view.id}`)).status).toBe(403);
    expect((await (ada as Client).put(`/saved-views/${view.id}`, { version: 2, ownerId: 'ben' })).status).toBe(422);
  });
});

describe('Root causes and saved replies', () => {
  it('are sales operations’ to keep; a root cause is switched off, never deleted', async () => {
    const cause = await done<Versioned>((ops as Client).post('/root-causes', { id: 'lost_password', name: 'Lost password', description: '', active: true, position: 500 }));
    expect(await done((ops as Client).put(`/root-causes/${cause.id}`, { version: 1, active: false }))).toMatchObject({ active: false });
    expect((await (ops as Client).delete(`/root-causes/${cause.id}`)).status).toBe(405);
    expect((await (ops as Client).post('/root-causes', { id: 'lost_password', name: 'Again', description: '', active: true, position: 1 })).status).toBe(409);
    const reply = await done<Versioned>((ops as Client).post('/saved-replies', { name: 'Hello', text: 'Good morning', active: true, rootCause: 'other' }));
    await done((ops as Client).delete(`/saved-replies/${reply.id}`));
  });
});
