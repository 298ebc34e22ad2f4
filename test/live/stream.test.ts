import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../db/store.ts';
import { DESK } from '../../server/domain/escalation.ts';
import { record } from '../../server/record/record.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { engine } from '../support/database.ts';
import { listenTo, openPort, type Heard } from '../support/listen.ts';
import { PASSWORD } from '../support/people.ts';
import { claim, done, logCall } from '../support/work.ts';

type Ear = Awaited<ReturnType<typeof listenTo>>;
let desk: Desk;
let base: string;
let [ada, ben, ops]: Client[] = [];
const ears: Ear[] = [];

beforeAll(async () => {
  desk = await openDesk();
  base = await openPort(desk);
  [ada, ben, ops] = await Promise.all(['ada', 'ben', 'ops'].map(desk.as));
});
afterEach(async () => {
  for (const ear of ears.splice(0)) await ear.close();
});
afterAll(() => desk.close());

async function listen(client: Client | undefined, lastId?: string): Promise<Ear> {
  const ear = await listenTo(base, client?.cookie ?? '', lastId);
  ears.push(ear);
  return ear;
}
const ready = (one: Heard) => one.event === 'ready';
const of = (id: string, action?: string) => (one: Heard) => one.event === 'change' && one.data.id === id && (action === undefined || one.data.action === action);
const waiting = async () => logCall(ada as Client, await makeCustomer(desk.store));

describe('What one does', () => {
  it('shows on another’s screen within a second', async () => {
    const item = await waiting();
    const bens = await listen(ben);
    await bens.next(ready);
    await claim(ada as Client, item);
    const heard = await bens.next(of(item.id, 'escalations.claim'));
    expect(heard.data).toEqual({ resource: 'escalations', id: item.id, action: 'escalations.claim', by: 'ada' });
    expect(Number(heard.id)).toBeGreaterThan(0);
  });

  it('is not told where it was refused', async () => {
    const item = await waiting();
    const bens = await listen(ben);
    await bens.next(ready);
    expect((await (ada as Client).post(`/escalations/${item.id}/resume`, { version: item.version })).status).toBe(409);
    const after = await waiting();
    await bens.next(of(after.id));
    expect(bens.heard.filter(of(item.id))).toEqual([]);
  });

  it('needs a session to be heard', async () => {
    const nobody = await listen(undefined);
    expect(nobody.status).toBe(401);
  });
});

describe('After a break', () => {
  it('what was missed is told, under the same names, from the last thing that was heard', async () => {
    const item = await waiting();
    const first = await listen(ben);
    const start = await first.next(ready);
    await first.close();
    desk.later(1);
    await claim(ada as Client, item);
    const view = (await (ben as Client).post('/root-causes', {})).status;
    expect(view).toBe(403);
    const again = await listen(ben, start.id ?? '');
    const heard = await again.next(of(item.id, 'escalations.claim'));
    const third = await listen(ben, heard.id ?? '');
    await third.next(ready);
    expect((await third.next(of(item.id, 'escalations.claim'))).id, 'hearing twice does no harm').toBe(heard.id);
  });

  it('a viewer who resumes is not said to have heard what comes next', async () => {
    const again = await listen(ben, '1');
    expect((await again.next(ready)).id).toBeNull();
  });

  it('what the browser itself heard goes before what its page knew at first', async () => {
    const first = await listen(ben);
    const start = await first.next(ready);
    const item = await waiting();
    await first.next(of(item.id));
    const again = await listenTo(base, (ben as Client).cookie, start.id ?? '', 'nonsense');
    ears.push(again);
    await again.next(of(item.id));
  });

  it('nonsense for a last thing heard is as good as none', async () => {
    for (const lastId of ['x', '-1', '1e9', '9'.repeat(40)]) {
      const ear = await listen(ben, lastId);
      expect((await ear.next(ready)).id).toMatch(/^\d+$/);
      await ear.close();
    }
  });

  it('more is told than fits into one look at the log', async () => {
    await desk.store.write(async ({ db, t }) => {
      for (let from = 0; from < 3; from += 1) await db.insert(t.auditEvents).values(Array.from({ length: 250 }, (_, n) => ({ at: desk.now(), actorId: null, actorName: 'x', action: 'accounts.update', resource: 'accounts', recordId: `missed-${from * 250 + n}`, touch: 'none' as const, before: null, after: null, requestId: 'x' })));
    });
    const again = await listen(ben, '1');
    await again.next(of('missed-749'));
    expect(again.heard.filter((one) => String(one.data.id).startsWith('missed-'))).toHaveLength(750);
  });

  it('more than is told one by one is to be fetched anew, and what comes next is told again', async () => {
    const first = await listen(ben);
    const start = await first.next(ready);
    await first.close();
    await desk.store.write(async ({ db, t }) => {
      for (let from = 0; from <= 10_000; from += 500) await db.insert(t.auditEvents).values(Array.from({ length: 500 }, (_, n) => ({ at: desk.now(), actorId: null, actorName: 'x', action: 'accounts.update', resource: 'accounts', recordId: `many-${from + n}`, touch: 'none' as const, before: null, after: null, requestId: 'x' })));
    });
    const again = await listen(ben, start.id ?? '');
    const anew = await again.next((one) => one.event === 'anew');
    expect(again.heard.filter((one) => one.event === 'change')).toEqual([]);
    const item = await waiting();
    const heard = await again.next(of(item.id));
    expect(Number(heard.id)).toBeGreaterThan(Number(anew.id));
    expect(Number(anew.id)).toBeGreaterThan(Number(start.id) + 10_000);
    desk.later(1);
  });
});

describe('Somebody who is given another role', () => {
  it('hears no more as what they were: the stream ends, and goes on as what they are', async () => {
    const admin = await desk.as('admin');
    const ear = await listen(ops);
    await ear.next(ready);
    const { version } = (await admin.get('/users/ops')).body as { version: number };
    await admin.put('/users/ops', { role: 'account_manager', version });
    expect(await ear.ended()).toBe(true);
    const after = await listen(ops);
    await after.next(ready);
    await admin.put('/users/ops', { role: 'sales_ops', version: version + 1 });
    expect(await after.ended()).toBe(true);
  });

  it('or suspended is cut off at once', async () => {
    const own = await openDesk();
    const [joe, boss] = [await own.as('ben'), await own.as('admin')];
    const ear = await listenTo(await openPort(own), joe.cookie);
    await ear.next(ready);
    const { version } = (await boss.get(`/users/${joe.staff.id}`)).body as { version: number };
    expect((await boss.post(`/users/${joe.staff.id}/suspend`, { version })).status).toBe(200);
    expect(await ear.ended()).toBe(true);
    await own.close();
  });
});

if (engine === 'postgres') describe('A database that was away', () => {
  it('ends the streams once other servers are heard again; what they changed meanwhile is told from the log', async () => {
    const own = await openDesk();
    const client = await own.as('ada');
    const address = await openPort(own);
    const ear = await listenTo(address, client.cookie);
    const start = await ear.next(ready);
    const [listening] = await own.store.rows<{ pid: number }>(sql`select pid from pg_stat_activity where datname = current_database() and query = 'listen upgrade_desk'`);
    await own.store.rows(sql`select pg_terminate_backend(${listening?.pid})`);
    await expect.poll(() => own.store.hearsOthers()).toBe(false);
    // Another server's change, which nobody here hears.
    const other = await openStore(own.store.url);
    await other.write((tx) => record({ tx, actor: DESK, now: own.now(), requestId: 'x' }, { command: 'records.update', resource: 'accounts', id: 'far', before: null, after: null }));
    await other.close();
    own.later(5);
    const item = await logCall(client, await makeCustomer(own.store));
    const near = await ear.next(of(item.id));
    expect(near.id, 'it must not count as heard before what went before it').toBeNull();
    expect(await ear.ended()).toBe(true);
    expect(own.store.hearsOthers()).toBe(true);
    const again = await listenTo(address, client.cookie, start.id ?? '');
    await again.next(of('far'));
    expect(Number((await again.next(of(item.id))).id)).toBeGreaterThan(0);
    await again.close();
    await own.close();
  });
});

describe('What one may not read', () => {
  it('is not told, neither live nor afterwards', async () => {
    const bens = await listen(ben);
    const start = await bens.next(ready);
    await (ben as Client).post('/saved-views', { resource: 'accounts', name: 'Mine', shared: false, filter: {} });
    const after = await waiting();
    await bens.next(of(after.id));
    const again = await listen(ben, start.id ?? '');
    await again.next(of(after.id));
    for (const ear of [bens, again]) expect(ear.heard.filter((one) => one.data.resource === 'saved-views')).toEqual([]);
  });
});

describe('What somebody does about themselves', () => {
  const signIn = (client: Client | undefined, password: string) => desk.app.inject({ method: 'POST', url: '/api/session', payload: { email: client?.staff.email, password } });

  it('is told to nobody else, neither live nor afterwards, and what only admins read of people is told to them', async () => {
    // Whoever resumes hears the last seconds again: what went before is not of them.
    desk.later(1);
    await waiting();
    const admin = await desk.as('admin');
    const [bens, opss, admins, adas] = [await listen(ben), await listen(ops), await listen(admin), await listen(ada)];
    const starts = [];
    for (const ear of [bens, opss, admins, adas]) starts.push(await ear.next(ready));
    expect((await signIn(ada, PASSWORD)).statusCode).toBe(200);
    await (ada as Client).put('/profile', { preferences: { theme: 'dark' } });
    for (let n = 0; n < 10; n += 1) await signIn(ada, 'a guess');
    const { version } = await done<{ version: number }>(admin.get('/users/eve'));
    const suspended = await done<{ version: number }>(admin.post('/users/eve/suspend', { version }));
    await done(admin.post('/users/eve/reinstate', { version: suspended.version }));
    const after = await waiting();
    const again = [await listen(ben, starts[0]?.id ?? ''), await listen(ops, starts[1]?.id ?? ''), await listen(admin, starts[2]?.id ?? ''), await listen(ada, starts[3]?.id ?? '')];
    const heardOf = async (ear: Ear) => {
      await ear.next(of(after.id));
      return [...new Set(ear.heard.filter((one) => one.data.resource === 'users').map((one) => String(one.data.action)))];
    };
    for (const ear of [bens, opss, again[0], again[1]]) expect(await heardOf(ear as Ear)).toEqual([]);
    for (const ear of [admins, again[2]]) expect(await heardOf(ear as Ear)).toEqual(['users.suspend', 'users.reinstate']);
    for (const ear of [adas, again[3]]) expect(await heardOf(ear as Ear)).toEqual(['session.sign-in', 'profile.update', 'session.locked']);
  });

  it('is heard by everybody where it is the name that changes', async () => {
    const admin = await desk.as('admin');
    const bens = await listen(ben);
    await bens.next(ready);
    const eve = await done<{ version: number }>(admin.get('/users/eve'));
    await done(admin.put('/users/eve', { name: 'Eve Dorn-Hall', version: eve.version }));
    await bens.next(of('eve', 'users.update'));
  });
});

describe('A stream', () => {
  it.each(['application/json', 'text/event-stream;q=0'])('is refused in the shape of every failure to who takes none: %s', async (accept) => {
    const response = await fetch(`${base}/api/stream`, { headers: { cookie: (ada as Client).cookie, accept } });
    expect([response.status, response.headers.get('content-type')]).toEqual([406, 'application/problem+json; charset=utf-8']);
    expect(await response.json()).toMatchObject({ title: 'Not acceptable', status: 406, detail: 'This is a stream of events: accept text/event-stream', message: expect.any(String), instance: expect.any(String) });
  });
});

describe('Who looks at what', () => {
  const presence = (id: string, names: string[]) => (one: Heard) => one.event === 'presence' && one.data.id === id && JSON.stringify((one.data.people as { name: string }[]).map((person) => person.name)) === JSON.stringify(names);

  it('appears, changes, and goes when they leave', async () => {
    const item = await waiting();
    const bens = await listen(ben);
    await bens.next(ready);
    await (ada as Client).post('/presence', { resource: 'escalations', id: item.id, mode: 'editing' });
    expect((await bens.next(presence(item.id, ['Ada Berg']))).data).toEqual({ resource: 'escalations', id: item.id, people: [{ id: 'ada', name: 'Ada Berg', mode: 'editing' }] });
    await (ops as Client).post('/presence', { resource: 'escalations', id: item.id, mode: 'viewing' });
    await bens.next(presence(item.id, ['Ada Berg', 'Olga Park']));
    await (ada as Client).delete(`/presence?resource=escalations&id=${item.id}`);
    await bens.next(presence(item.id, ['Olga Park']));
  });

  it('is told to who comes later, until nobody has repeated it for three quarters of a minute', async () => {
    const item = await waiting();
    await (ada as Client).post('/presence', { resource: 'escalations', id: item.id, mode: 'viewing' });
    await (await listen(ben)).next(presence(item.id, ['Ada Berg']));
    desk.later(1);
    const other = await waiting();
    await (ops as Client).post('/presence', { resource: 'escalations', id: other.id, mode: 'viewing' });
    const late = await listen(ben);
    await late.next(presence(other.id, ['Olga Park']));
    expect(late.heard.filter((one) => one.data.id === item.id)).toEqual([]);
  });

  it('is of a resource that there is', async () => {
    expect((await (ada as Client).post('/presence', { resource: 'audit-events', id: 'x', mode: 'viewing' })).status).toBe(400);
    expect((await (ada as Client).post('/presence', { resource: 'escalations', id: 'x', mode: 'hiding' })).status).toBe(400);
  });
});

describe('A server that stops', () => {
  it('ends the streams first, so that it can', async () => {
    const own = await openDesk();
    const client = await own.as('ada');
    const ear = await listenTo(await openPort(own), client.cookie);
    await ear.next(ready);
    await own.close();
    expect(await ear.ended()).toBe(true);
  });
});
