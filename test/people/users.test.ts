import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAccessLink } from '../../server/people/access-links.ts';
import { openDesk, SETTINGS, START, type Client, type Desk } from '../support/app.ts';
import { listPath } from '../support/paths.ts';
import { PASSWORD } from '../support/people.ts';
import { call, signIn } from '../support/sign-in.ts';
import { done } from '../support/work.ts';

let desk: Desk;
let admin: Client;
let ada: Client;
let ops: Client;

beforeAll(async () => {
  desk = await openDesk();
  [admin, ada, ops] = [await desk.as('admin'), await desk.as('ada'), await desk.as('ops')];
});
beforeEach(() => desk.at(START));
afterAll(() => desk.close());

type User = { id: string; email?: string; version: number; link?: string; status?: string };
let made = 0;
const newUser = (more = {}): Promise<User> => done(admin.post('/users', { name: 'New Person', email: `new-${(made += 1)}@desk.example`, role: 'account_manager', calendarId: 'berlin', ...more }));
const linkFor = async (user: User) => ((await done<User>(admin.post(`/users/${user.id}/access-link`))).link ?? '').split('/access/')[1] ?? '';
const open = (token: string, payload: object) => call(desk, 'POST', `/access/${token}`, { payload });

describe('Of users', () => {
  it('everyone reads id, name and role, and admins the rest', async () => {
    for (const client of [ada, ops]) {
      const rows = await done<Record<string, unknown>[]>(client.get(listPath('users', { role: 'account_manager' })));
      for (const row of rows) expect(Object.keys(row).sort()).toEqual(['id', 'name', 'role']);
      expect(Object.keys(await done<object>(client.get('/users/ben'))).sort()).toEqual(['id', 'name', 'role']);
    }
    expect(await done(admin.get('/users/ben'))).toMatchObject({ email: 'ben@desk.example', status: 'active', calendarId: 'berlin' });
  });

  it('admins see who was invited and has not come in yet', async () => {
    const user = await newUser();
    const invitedOf = async () => (await done<{ invited: boolean }>(admin.get(`/users/${user.id}`))).invited;
    expect(await invitedOf()).toBe(true);
    const token = await linkFor(user);
    expect(await invitedOf()).toBe(true);
    expect((await open(token, { password: PASSWORD })).status).toBe(200);
    expect(await invitedOf()).toBe(false);
    expect(await done(ada.get(`/users/${user.id}`))).not.toHaveProperty('invited');
  });

  it('nobody asks by what not everyone may read', async () => {
    for (const filter of [{ email: 'ben@desk.example' }, { email_like: 'ben' }, { status: 'active' }, { passwordHash_like: '$' }]) {
      for (const client of [ada, ops, admin]) expect((await client.get(listPath('users', filter))).status, JSON.stringify(filter)).toBe(400);
    }
    for (const client of [ada, ops, admin]) expect((await client.get(listPath('users', { q: 'ben@' }))).body, 'names are searched, and nothing else').toEqual([]);
    expect((await ada.get(listPath('users', {}, [0, 9], ['email', 'ASC']))).status).toBe(400);
  });

  it('admins alone make and change', async () => {
    const user = await newUser({ email: 'Mixed.Case@Desk.Example' });
    expect(user).toMatchObject({ email: 'mixed.case@desk.example', status: 'active' });
    expect((await admin.post('/users', { name: 'Twin', email: 'MIXED.case@desk.example', role: 'admin', calendarId: 'berlin' })).status).toBe(409);
    expect((await ada.put(`/users/${user.id}`, { version: user.version, role: 'admin' })).status).toBe(403);
    expect((await done<User>(admin.put(`/users/${user.id}`, { version: user.version, awayFrom: '2026-03-09', awayUntil: '2026-03-13', coverUserId: 'ben' })))).toMatchObject({ coverUserId: 'ben' });
  });

  it('nobody gives themselves another role, an absence that ends before it begins, or themselves as cover', async () => {
    const self = await done<User>(admin.get('/users/admin'));
    expect((await admin.put('/users/admin', { version: self.version, role: 'sales_ops' })).status).toBe(422);
    const user = await newUser();
    expect((await admin.put(`/users/${user.id}`, { version: user.version, awayFrom: '2026-03-10', awayUntil: '2026-03-09' })).status).toBe(422);
    expect((await admin.put(`/users/${user.id}`, { version: user.version, coverUserId: user.id })).status).toBe(422);
  });

  it('no secret ever comes out, not in a conflict nor in the audit log', async () => {
    const user = await newUser();
    await open(await linkFor(user), { password: PASSWORD });
    const stale = await admin.post(`/users/${user.id}/suspend`, { version: 99 });
    expect(stale).toMatchObject({ status: 409, body: { current: { id: user.id } } });
    const told = [stale.body, (await admin.get(`/users/${user.id}`)).body, (await admin.get(listPath('audit-events', { recordId: user.id }))).body].map((one) => JSON.stringify(one)).join();
    expect(told).not.toMatch(/argon2|passwordHash|\$m=/);
  });
});

describe('Suspending somebody', () => {
  it('ends their sessions with the next request, and they do not get in again until they are back', async () => {
    const user = await newUser();
    await open(await linkFor(user), { password: PASSWORD });
    const { cookie } = await signIn(desk, user.email ?? '');
    expect((await call(desk, 'GET', '/session', { cookie })).status).toBe(200);
    const suspended = await done<User>(admin.post(`/users/${user.id}/suspend`, { version: user.version, reason: 'has left' }));
    expect(suspended.status).toBe('suspended');
    expect((await call(desk, 'GET', '/session', { cookie })).status).toBe(401);
    expect((await signIn(desk, user.email ?? '')).status).toBe(401);
    const back = await done<User>(admin.post(`/users/${user.id}/reinstate`, { version: suspended.version }));
    expect(back.status).toBe('active');
    expect((await call(desk, 'GET', '/session', { cookie })).status, 'the old session stays ended').toBe(401);
    expect((await signIn(desk, user.email ?? '')).status).toBe(200);
  });

  it('makes their access link worthless', async () => {
    const user = await newUser();
    const token = await linkFor(user);
    await done(admin.post(`/users/${user.id}/suspend`, { version: user.version }));
    expect((await call(desk, 'GET', `/access/${token}`)).status).toBe(410);
    expect((await open(token, { password: PASSWORD })).status).toBe(410);
  });

  it('is not done to oneself, nor twice', async () => {
    const self = await done<User>(admin.get('/users/admin'));
    expect((await admin.post('/users/admin/suspend', { version: self.version })).status).toBe(409);
    const user = await newUser();
    const once = await done<User>(admin.post(`/users/${user.id}/suspend`, { version: user.version }));
    expect(await admin.post(`/users/${user.id}/suspend`, { version: once.version })).toMatchObject({ status: 409, body: { allowed: ['reinstate'] } });
  });
});

describe('An access link', () => {
  it('sets a password once, and signs in', async () => {
    const user = await newUser();
    const token = await linkFor(user);
    expect((await call(desk, 'GET', `/access/${token}`)).body).toEqual({ purpose: 'set_password', email: user.email, name: 'New Person' });
    expect((await open(token, { password: 'too short' })).status).toBe(422);
    const opened = await open(token, { password: PASSWORD });
    expect(opened).toMatchObject({ status: 200, body: { id: user.id } });
    expect(String(opened.headers['set-cookie'])).toContain('upgrade_desk=');
    expect((await open(token, { password: PASSWORD })).status).toBe(410);
    expect((await call(desk, 'GET', `/access/${token}`)).status).toBe(410);
  });

  it('ends the other links and the sessions of the same person', async () => {
    const user = await newUser();
    const [first, second] = [await linkFor(user), await linkFor(user)];
    await open(first, { password: PASSWORD });
    expect((await open(second, { password: 'another password of theirs' })).status).toBe(410);
    const { cookie } = await signIn(desk, user.email ?? '');
    await open(await linkFor(user), { password: 'another password of theirs' });
    expect((await call(desk, 'GET', '/session', { cookie })).status).toBe(401);
  });

  it('lasts three days, and is kept as a digest', async () => {
    const token = await linkFor(await newUser());
    expect(JSON.stringify(await desk.store.read.select().from(desk.store.t.accessLinks))).not.toContain(token);
    desk.at('2026-03-13T09:59:59.000Z');
    expect((await call(desk, 'GET', `/access/${token}`)).status).toBe(200);
    desk.at('2026-03-13T10:00:00.000Z');
    expect((await call(desk, 'GET', `/access/${token}`)).status).toBe(410);
    expect((await call(desk, 'GET', '/access/a-link-that-nobody-has-made')).status).toBe(410);
  });
});

describe('The first admin', () => {
  it('is made once by the link of the start, and by no other such link afterwards', async () => {
    const empty = await openDesk();
    const { t } = empty.store;
    await empty.store.write(async ({ db }) => {
      await db.delete(t.users);
    });
    const links = await empty.store.write(async (tx) => [await makeAccessLink(tx, SETTINGS.publicUrl, null, new Date(START)), await makeAccessLink(tx, SETTINGS.publicUrl, null, new Date(START))]);
    const [first = '', second = ''] = links.map((link) => link.split('/access/')[1] ?? '');
    expect((await call(empty, 'GET', '/sign-in-page')).body).toEqual({ demo: null, firstAdmin: true, signOn: null, passwords: true });
    expect((await call(empty, 'GET', `/access/${first}`)).body).toEqual({ purpose: 'first_admin', email: null, name: null });
    expect((await call(empty, 'POST', `/access/${first}`, { payload: { password: PASSWORD } })).status).toBe(422);
    const made = await call(empty, 'POST', `/access/${first}`, { payload: { password: PASSWORD, email: 'Boss@desk.example', name: 'The Boss' } });
    expect(made).toMatchObject({ status: 200, body: { role: 'admin', email: 'boss@desk.example' } });
    for (const token of [first, second]) expect((await call(empty, 'POST', `/access/${token}`, { payload: { password: PASSWORD, email: 'other@desk.example', name: 'Other' } })).status).toBe(410);
    expect(await empty.store.read.select().from(t.users).where(eq(t.users.role, 'admin'))).toHaveLength(1);
    expect((await call(empty, 'GET', '/sign-in-page')).body).toMatchObject({ firstAdmin: false });
    await empty.close();
  });
});

describe('The audit log', () => {
  it('shows an account manager their own acts, and sales operations and admins all', async () => {
    await ada.post('/saved-views', { resource: 'accounts', name: 'Mine', shared: false, filter: {} });
    const actors = async (client: Client) => new Set((await done<{ actorId: string | null }[]>(client.get(listPath('audit-events')))).map((row) => row.actorId));
    expect(await actors(ada)).toEqual(new Set(['ada']));
    for (const client of [ops, admin]) expect([...(await actors(client))]).toEqual(expect.arrayContaining(['ada', 'admin']));
    const [theirs] = await done<{ id: string }[]>(admin.get(listPath('audit-events', { actorId: 'admin' })));
    expect((await ada.get(`/audit-events/${theirs?.id}`)).status).toBe(404);
    expect(await done(ada.get(listPath('audit-events', { actorId: 'admin' })))).toEqual([]);
    expect((await ops.get(`/audit-events/${theirs?.id}`)).status).toBe(200);
  });

  it('holds who did what to what, when, and what differed', async () => {
    const view = await done<User>(ada.post('/saved-views', { resource: 'accounts', name: 'Before', shared: false, filter: {} }));
    await done(ada.put(`/saved-views/${view.id}`, { version: 1, name: 'After' }));
    const rows = await done<object[]>(ada.get(listPath('audit-events', { recordId: view.id }, [0, 9], ['id', 'ASC'])));
    expect(rows).toMatchObject([{ action: 'saved-views.create', before: null, at: START, actorName: 'Ada Berg' }, { action: 'saved-views.update', before: { name: 'Before' }, after: { name: 'After' } }]);
  });
});
