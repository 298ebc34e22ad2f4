import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, START, type Desk } from '../support/app.ts';
import { PASSWORD } from '../support/people.ts';
import { call, signIn } from '../support/sign-in.ts';
import { round } from '../support/work.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.at(START));
afterAll(() => desk.close());

describe('Signing in', () => {
  it('answers who one is and what one may do, with a cookie that no script can read', async () => {
    const { status, body, headers, cookie } = await signIn(desk, 'ada@desk.example');
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: 'ada', name: 'Ada Berg', email: 'ada@desk.example', role: 'account_manager', permissions: expect.arrayContaining(['escalations:work']) });
    expect(JSON.stringify(body)).not.toContain('argon2');
    expect(String(headers['set-cookie'])).toMatch(/HttpOnly/);
    expect(String(headers['set-cookie'])).toMatch(/SameSite=Lax/);
    expect((await call(desk, 'GET', '/session', { cookie })).body).toMatchObject({ id: 'ada', role: 'account_manager' });
  });

  it('does not care how the e-mail is capitalised or padded', async () => {
    expect((await signIn(desk, '  ADA@Desk.Example ')).status).toBe(200);
  });

  it.each([['another password', 'ada@desk.example', 'wrong'], ['nobody’s address', 'nobody@desk.example', PASSWORD], ['an empty name', ' ', PASSWORD]])('with %s is refused in the same words', async (_what, email, password) => {
    const { status, body, headers } = await signIn(desk, email, { password });
    expect(status).toBe(401);
    expect(body.detail).toBe('The e-mail or the password is not right');
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('out ends the session, not only the cookie', async () => {
    const { cookie } = await signIn(desk, 'ada@desk.example');
    const out = await call(desk, 'DELETE', '/session', { cookie });
    expect(out.status).toBe(200);
    expect(String(out.headers['set-cookie'])).toContain('upgrade_desk=;');
    expect((await call(desk, 'GET', '/session', { cookie })).status).toBe(401);
  });

  it('lasts twelve hours', async () => {
    const { cookie } = await signIn(desk, 'ada@desk.example');
    desk.at('2026-03-10T21:59:59.000Z');
    expect((await call(desk, 'GET', '/session', { cookie })).status).toBe(200);
    desk.at('2026-03-10T22:00:00.000Z');
    expect((await call(desk, 'GET', '/session', { cookie })).status).toBe(401);
  });

  it('is not done by a cookie that somebody made up', async () => {
    const { cookie } = await signIn(desk, 'ada@desk.example');
    const [name = '', value = ''] = cookie.split('=');
    const [token = '', signature = ''] = value.split('.');
    for (const forged of [token, `${token}.`, `${token}.${'A'.repeat(signature.length)}`, `x${token}.${signature}`, `.${signature}`, '', 'a.b.c', '%00.%00']) expect((await call(desk, 'GET', '/session', { cookie: `${name}=${forged}` })).status, forged).toBe(401);
    const { sessions } = desk.store.t;
    const rows = await desk.store.read.select().from(sessions).where(eq(sessions.userId, 'ada'));
    expect(JSON.stringify(rows), 'a copy of the table signs nobody in').not.toContain(token);
  });
});

describe('Too many wrong passwords', () => {
  it('keep nothing of what was typed, and nothing at all once they no longer count', async () => {
    const { t, read } = desk.store;
    for (const typed of ['My-Pass-Word-1', 'ada@desk.example']) await signIn(desk, typed, { password: 'wrong', from: '10.0.0.77' });
    const kept = await read.select().from(t.signInFailures);
    expect(kept.length).toBeGreaterThan(1);
    expect(JSON.stringify(kept)).not.toMatch(/my-?pass|desk\.example/i);
    desk.later(14);
    await round(desk);
    expect((await read.select().from(t.signInFailures)).length).toBe(kept.length);
    desk.later(1);
    await round(desk);
    expect(await read.select().from(t.signInFailures)).toEqual([]);
  });

  it.each(['ben@desk.example', 'stranger@desk.example'])('lock %s for a quarter of an hour, whoever asks', async (email) => {
    for (let tries = 1; tries <= 10; tries += 1) expect((await signIn(desk, email, { password: 'wrong', from: '10.0.0.9' })).status, `attempt ${tries}`).toBe(401);
    const locked = await signIn(desk, email, { from: '10.0.0.10' });
    expect(locked).toMatchObject({ status: 429, headers: { 'retry-after': '900' }, body: { detail: 'Too many failed sign-ins: try again in 15 minutes' } });
    desk.at('2026-03-10T10:14:59.000Z');
    expect(await signIn(desk, email)).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
    desk.at('2026-03-10T10:15:00.000Z');
    expect((await signIn(desk, email)).status).toBe(email.startsWith('ben') ? 200 : 401);
  });

  it('are forgotten by a right one, and after a quarter of an hour', async () => {
    for (let tries = 0; tries < 9; tries += 1) await signIn(desk, 'eve@desk.example', { password: 'wrong' });
    expect((await signIn(desk, 'eve@desk.example')).status).toBe(200);
    for (let tries = 0; tries < 9; tries += 1) await signIn(desk, 'eve@desk.example', { password: 'wrong' });
    desk.later(15);
    expect((await signIn(desk, 'eve@desk.example', { password: 'wrong' })).status).toBe(401);
    expect((await signIn(desk, 'eve@desk.example')).status).toBe(200);
  });

  it('sent all at once do not let a right one slip through afterwards', async () => {
    await Promise.all(Array.from({ length: 12 }, () => signIn(desk, 'admin2@desk.example', { password: 'wrong' })));
    expect((await signIn(desk, 'admin2@desk.example')).status).toBe(429);
  });

  it('of somebody who is here are on record, without what was typed', async () => {
    const { auditEvents } = desk.store.t;
    const rows = await desk.store.read.select().from(auditEvents).where(eq(auditEvents.action, 'session.locked'));
    expect(rows.map((row) => row.recordId)).toContain('ben');
    expect(JSON.stringify(rows)).not.toContain('wrong');
  });

  it('are counted by the e-mail, not by what else the body says', async () => {
    expect((await call(desk, 'POST', '/session', { payload: { email: 'ada@desk.example', password: 'x', ip: '1.2.3.4' } })).status).toBe(400);
  });
});

describe('One’s sessions', () => {
  it('are listed with where they came from, the current one marked, and can be ended one by one', async () => {
    const one = await signIn(desk, 'ops@desk.example', { headers: { 'user-agent': 'Firefox' } });
    const two = await signIn(desk, 'ops@desk.example', { headers: { 'user-agent': 'Safari' } });
    type Session = { id: string; current: boolean; userAgent: string };
    const listed = (await call(desk, 'GET', '/sessions', { cookie: one.cookie })).body as Session[];
    expect(listed.map((session) => `${session.userAgent} ${session.current}`).sort()).toEqual(['Firefox true', 'Safari false']);
    const other = listed.find((session) => !session.current)?.id ?? '';
    expect((await call(desk, 'DELETE', `/sessions/${other}`, { cookie: (await signIn(desk, 'admin@desk.example')).cookie })).status, 'not by somebody else').toBe(404);
    expect((await call(desk, 'DELETE', `/sessions/${other}`, { cookie: one.cookie })).status).toBe(200);
    expect((await call(desk, 'GET', '/session', { cookie: two.cookie })).status).toBe(401);
    expect((await call(desk, 'GET', '/session', { cookie: one.cookie })).status).toBe(200);
  });
});

describe('One’s preferences', () => {
  it('are one’s own, added to each other, and on record', async () => {
    const { cookie } = await signIn(desk, 'ada@desk.example');
    await call(desk, 'PUT', '/profile', { cookie, payload: { preferences: { theme: 'dark' } } });
    const { body } = await call(desk, 'PUT', '/profile', { cookie, payload: { preferences: { singleKeys: true } } });
    expect(body).toMatchObject({ preferences: { theme: 'dark', singleKeys: true } });
    expect((await call(desk, 'PUT', '/profile', { cookie, payload: { preferences: { tables: { x: 'y'.repeat(20_001) } } } })).status).toBe(422);
    const { auditEvents } = desk.store.t;
    expect(await desk.store.read.select().from(auditEvents).where(eq(auditEvents.action, 'profile.update'))).toHaveLength(2);
  });
});

describe('A change that another site sends', () => {
  const headers: [string, Record<string, string>, number][] = [
    ['a foreign origin', { origin: 'https://evil.example' }, 403], ['no origin to be told', { origin: 'null' }, 403], ['our address as a part of theirs', { origin: 'http://127.0.0.1:4000.evil.example' }, 403], ['a cross-site request', { 'sec-fetch-site': 'cross-site' }, 403],
    ['our own address', { origin: 'http://127.0.0.1:4000', 'sec-fetch-site': 'same-origin' }, 200], ['a program', {}, 200],
  ];
  it.each(headers)('with %s', async (_what, sent, status) => {
    const { cookie } = await signIn(desk, 'ada@desk.example');
    expect((await call(desk, 'PUT', '/profile', { cookie, headers: sent, payload: { preferences: {} } })).status).toBe(status);
    expect((await call(desk, 'GET', '/session', { cookie, headers: sent })).status, 'reading is not a change').toBe(200);
  });
});
