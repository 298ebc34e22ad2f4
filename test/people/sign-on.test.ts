import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, SETTINGS, START, type Client, type Desk } from '../support/app.ts';
import { CLIENT, openProvider } from '../support/provider.ts';
import { call, signIn } from '../support/sign-in.ts';

const BACK = `${SETTINGS.publicUrl}/api/sign-on/callback`;
type Idp = Awaited<ReturnType<typeof openProvider>>;
let idp: Idp;
let desk: Desk;
let admin: Client;

const settingsFor = (issuer: string, more: object = {}) => ({ signOn: { issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, name: 'Example ID', trustEmail: false, ...more } });
beforeAll(async () => {
  idp = await openProvider(BACK);
  desk = await openDesk({ settings: settingsFor(idp.issuer) });
  admin = await desk.as('admin');
});
beforeEach(() => desk.at(START));
afterEach(async () => {
  const { identities } = desk.store.t;
  await desk.store.write(({ db }) => db.delete(identities).then(() => undefined));
});
afterAll(async () => {
  await desk.close();
  await idp.close();
});

const cookieIn = (headers: { 'set-cookie'?: string | string[] }, name: string) => [headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0] ?? '').find((one) => one.startsWith(`${name}=`) && !one.endsWith('=')) ?? '';
const redirect = async (path: string, cookie = '', at = desk) => {
  const { statusCode, headers } = await at.app.inject({ method: 'GET', url: path, headers: cookie === '' ? {} : { cookie } });
  return { status: statusCode, to: String(headers.location), headers };
};

/** There and back as a browser goes: where it ends, and the session that it then has. */
async function signOn({ to = '', at = desk, provider = idp } = {}): Promise<{ to: string; cookie: string }> {
  const there = await redirect(`/api/sign-on${to && `?to=${encodeURIComponent(to)}`}`, '', at);
  const back = await provider.visit(there.to);
  const home = await redirect(back.slice(SETTINGS.publicUrl.length), cookieIn(there.headers, 'upgrade_desk_sign_on'), at);
  expect(home.status).toBe(303);
  return { to: home.to, cookie: cookieIn(home.headers, 'upgrade_desk') };
}

describe('Signing in through the identity provider', () => {
  it('finds the person by their verified address, opens a session like any other, and goes where they were going', async () => {
    idp.sit('subject-ada', { email: 'Ada@Desk.Example', email_verified: true });
    const { to, cookie } = await signOn({ to: '/escalations?filter=%7B%7D' });
    expect(to).toBe('/escalations?filter=%7B%7D');
    expect((await call(desk, 'GET', '/session', { cookie })).body).toMatchObject({ id: 'ada', role: 'account_manager' });
    const { auditEvents } = desk.store.t;
    const kept = await desk.store.read.select().from(auditEvents).where(eq(auditEvents.recordId, 'ada'));
    expect(kept.map(({ action }) => action)).toEqual(expect.arrayContaining(['users.bind-sign-on', 'session.sign-in']));
  });

  it('knows them by the provider’s subject from then on, whatever address they have there or here', async () => {
    idp.sit('subject-ben', { email: 'ben@desk.example', email_verified: true });
    await signOn();
    idp.sit('subject-ben', { email: 'benjamin@elsewhere.example', email_verified: false });
    expect((await call(desk, 'GET', '/session', { cookie: (await signOn()).cookie })).body).toMatchObject({ id: 'ben' });
  });

  it('lets nobody in by an address that went to somebody else there, until an admin forgets the old account', async () => {
    idp.sit('old-eve', { email: 'eve@desk.example', email_verified: true });
    const before = await signOn();
    idp.sit('new-eve', { email: 'eve@desk.example', email_verified: true });
    expect(await signOn()).toEqual({ to: '/login?refused=another', cookie: '' });
    expect((await admin.get('/users/eve')).body).toMatchObject({ signOnAt: START });
    expect((await admin.post('/users/eve/forget-sign-on')).body).toMatchObject({ signOnAt: null });
    expect((await call(desk, 'GET', '/session', { cookie: before.cookie })).status, 'their session ended').toBe(401);
    expect(await admin.post('/users/eve/forget-sign-on')).toMatchObject({ status: 409, body: { detail: 'No account of the identity provider is theirs' } });
    expect((await call(desk, 'GET', '/session', { cookie: (await signOn()).cookie })).body).toMatchObject({ id: 'eve' });
  });

  it('makes nobody: who is not here, has an address that was not verified, or none, or is suspended, stays outside and is told why', async () => {
    for (const [person, refused] of [[{ email: 'stranger@desk.example', email_verified: true }, 'nobody'], [{}, 'nobody'], [{ email: 'ada@desk.example' }, 'unverified'], [{ email: 'ada@desk.example', email_verified: false }, 'unverified']] as const) {
      idp.sit('somebody', person);
      expect(await signOn(), JSON.stringify(person)).toEqual({ to: `/login?refused=${refused}`, cookie: '' });
    }
    idp.sit('subject-ops', { email: 'ops@desk.example', email_verified: true });
    await signOn();
    const { version } = (await admin.get('/users/ops')).body as { version: number };
    const suspended = (await admin.post('/users/ops/suspend', { version })).body as { version: number };
    expect(await signOn()).toEqual({ to: '/login?refused=suspended', cookie: '' });
    await admin.post('/users/ops/reinstate', { version: suspended.version });
    expect((await signOn()).cookie).not.toBe('');
  });

  it('says so when they said no there', async () => {
    idp.sit(null);
    expect(await signOn()).toEqual({ to: '/login?refused=cancelled', cookie: '' });
  });

  it('believes a way back only in the browser that began it, once, within ten minutes, and as the provider gave it', async () => {
    idp.sit('subject-ada', { email: 'ada@desk.example', email_verified: true });
    const there = await redirect('/api/sign-on');
    const way = cookieIn(there.headers, 'upgrade_desk_sign_on');
    const back = (await idp.visit(there.to)).slice(SETTINGS.publicUrl.length);
    expect((await redirect(back)).to, 'another browser').toBe('/login?refused=too_late');
    expect((await redirect(back, `${way}x`)).to, 'a forged way').toBe('/login?refused=too_late');
    expect((await redirect(back, cookieIn((await redirect('/api/sign-on')).headers, 'upgrade_desk_sign_on'))).to, 'another way').toBe('/login?refused=failed');
    expect((await redirect(back.replace('state=', 'state=x'), way)).to).toBe('/login?refused=failed');
    expect((await redirect(back.replace('code=', 'code=x'), way)).to).toBe('/login?refused=failed');
    desk.later(11);
    expect((await redirect(back, way)).to).toBe('/login?refused=too_late');
    desk.at(START);
    expect((await redirect('/api/sign-on/callback', way)).to, 'without an answer').toBe('/login?refused=failed');
    const session = cookieIn({ 'set-cookie': (await signIn(desk, 'ada@desk.example')).cookie.replace('upgrade_desk=', 'upgrade_desk_sign_on=') }, 'upgrade_desk_sign_on');
    expect((await redirect(back, session)).to, 'a session is no way').toBe('/login?refused=too_late');
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example/', '/login', '/api/openapi.json', 'javascript:alert(1)', '/\t/evil.example'])('never goes on to %s', async (to) => {
    idp.sit('subject-ada', { email: 'ada@desk.example', email_verified: true });
    expect((await signOn({ to })).to).toBe('/');
  });

  it('takes the address from where the provider tells it, also if that is not the token', async () => {
    const other = await openProvider(BACK, { inIdToken: false });
    const there = await openDesk({ settings: settingsFor(other.issuer) });
    other.sit('subject-ada', { email: 'ada@desk.example', email_verified: true });
    const { cookie } = await signOn({ at: there, provider: other });
    expect((await call(there, 'GET', '/session', { cookie })).body).toMatchObject({ id: 'ada' });
    await there.close();
    await other.close();
  });

  it('relies on addresses that were not verified only where the installation says so', async () => {
    const there = await openDesk({ settings: settingsFor(idp.issuer, { trustEmail: true }) });
    idp.sit('subject-ada', { email: 'ada@desk.example' });
    expect((await signOn({ at: there })).to).toBe('/');
    await there.close();
  });
});

describe('A provider that is down', () => {
  it('holds up no start, is named on the sign-in page, and is asked again', async () => {
    const later = await openProvider(BACK);
    await later.close();
    const there = await openDesk({ settings: settingsFor(later.issuer) });
    expect((await redirect('/api/sign-on', '', there)).to).toBe('/login?refused=unreachable');
    expect((await signIn(there, 'ada@desk.example')).status, 'passwords still work').toBe(200);
    await there.close();
  });
});

describe('Where passwords are off', () => {
  it('the page offers the provider alone, and neither a password nor a link signs anybody in', async () => {
    const there = await openDesk({ settings: { ...settingsFor(idp.issuer), passwords: false } });
    expect((await call(there, 'GET', '/sign-in-page')).body).toMatchObject({ demo: null, signOn: { name: 'Example ID' }, passwords: false });
    const refused = await signIn(there, 'ada@desk.example');
    expect(refused).toMatchObject({ status: 403, body: { detail: 'Passwords are not used here: sign in with Example ID' } });
    expect(await (await there.as('admin')).post('/users/ada/access-link')).toMatchObject({ status: 409, body: { detail: 'Passwords are not used here: they sign in with Example ID' } });
    await there.close();
  });
});

describe('Where there is no provider', () => {
  it('nothing is said of one', async () => {
    const there = await openDesk();
    expect((await call(there, 'GET', '/sign-in-page')).body).toMatchObject({ signOn: null, passwords: true });
    expect(await redirect('/api/sign-on', '', there)).toMatchObject({ status: 303, to: '/login' });
    await there.close();
  });
});
