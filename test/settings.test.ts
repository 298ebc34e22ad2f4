import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BadSetting, readSettings } from '../server/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'upgrade-desk-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inFolder = (name: string) => `file:${join(folder, name, 'desk.db')}`;
const key = (kind: 'ed25519' | 'x25519' = 'ed25519') => (kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519')).privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
const secrets = { SESSION_SECRET: 'a secret of the tests, at least 32 letters', SIGNING_KEY: key() };
const read = (env: Record<string, string> = {}) => readSettings({ DATABASE_URL: inFolder('plain'), ...secrets, ...env });

describe('Without a word', () => {
  it('the server listens on this machine alone, on port 4000, with a database beside it', () => {
    expect(readSettings(secrets)).toMatchObject({ host: '127.0.0.1', port: 4000, publicUrl: 'http://127.0.0.1:4000', trustProxy: false, databaseUrl: 'file:data/upgrade-desk.db', demo: null, production: false, logLevel: 'warn', mail: null, webhookSecrets: [] });
  });

  it('demo data are for a new embedded database outside production', () => {
    expect(read().demo).toBeNull();
    expect(read({ NODE_ENV: 'production' }).demo).toBe(false);
    expect(read({ DATABASE_URL: 'postgres://desk@localhost/desk' }).demo).toBe(false);
    expect(read({ DEMO: '1', NODE_ENV: 'production' }).demo).toBe(true);
    expect(read({ DEMO: '0' }).demo).toBe(false);
  });

  it('links lead to where it listens, also on IPv6', () => {
    expect(read({ PORT: '8080' }).publicUrl).toBe('http://127.0.0.1:8080');
    expect(read({ HOST: '::1' }).publicUrl).toBe('http://[::1]:4000');
    expect(read({ PUBLIC_URL: 'https://desk.example/' }).publicUrl).toBe('https://desk.example');
  });
});

describe('Proxies in front', () => {
  it.each([['0', false], ['off', false], ['', false], ['1', 1], ['on', 1], ['3', 3], ['10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']], ['loopback', ['loopback']], ['192.0.2.7', ['192.0.2.7']]])('TRUST_PROXY=%s', (text, trusted) => {
    expect(read({ TRUST_PROXY: text }).trustProxy).toEqual(trusted);
  });
});

describe('An identity provider', () => {
  it('is known by its address until it is given a name; its addresses count where it verified them', () => {
    expect(read().signOn).toBeNull();
    expect(read({ OIDC_ISSUER: 'https://id.example/realm', OIDC_CLIENT_ID: 'desk' }).signOn).toEqual({ issuer: 'https://id.example/realm', clientId: 'desk', clientSecret: null, name: 'id.example', trustEmail: false });
    const named = read({ OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'desk', OIDC_CLIENT_SECRET: 'x', OIDC_NAME: 'Example ID', OIDC_TRUST_EMAIL: '1', PASSWORDS: 'off' });
    expect(named).toMatchObject({ passwords: false, signOn: { clientSecret: 'x', name: 'Example ID', trustEmail: true } });
  });
});

describe('A wrong setting', () => {
  it.each<[string, Record<string, string>]>([
    ['PORT', { PORT: 'eighty' }], ['PORT', { PORT: '' }], ['PORT', { PORT: '70000' }], ['PORT', { PORT: '-1' }], ['PORT', { PORT: '80.5' }], ['PORT', { PORT: '0x50 ' + 'x' }], ['PUBLIC_URL', { PUBLIC_URL: 'desk.example' }], ['PUBLIC_URL', { PUBLIC_URL: 'ftp://desk.example' }], ['PUBLIC_URL', { PUBLIC_URL: '' }],
    ['TRUST_PROXY', { TRUST_PROXY: 'maybe' }], ['DEMO', { DEMO: '2' }], ['DATABASE_URL', { DATABASE_URL: 'mysql://x' }], ['DATABASE_URL', { DATABASE_URL: 'file:' }], ['DATABASE_URL', { DATABASE_URL: 'data/desk.db' }],
    ['SESSION_SECRET', { SESSION_SECRET: 'short' }], ['SIGNING_KEY', { SIGNING_KEY: 'not a key' }], ['SIGNING_KEY', { SIGNING_KEY: key('x25519') }], ['WEBHOOK_SECRETS', { WEBHOOK_SECRETS: 'hunter2' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'id.example', OIDC_CLIENT_ID: 'desk' }], ['OIDC_ISSUER', { OIDC_ISSUER: 'http://id.example', OIDC_CLIENT_ID: 'desk' }], ['OIDC_CLIENT_ID', { OIDC_ISSUER: 'https://id.example' }], ['OIDC_TRUST_EMAIL', { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'desk', OIDC_TRUST_EMAIL: 'maybe' }],
    ['PASSWORDS', { PASSWORDS: '0' }], ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ...['11', '-1', '1.5', 'proxy.example', '10.0.0.0/0', '10.0.0.0/33', '10.0.0.1,', '::1/129', '10.0.0.0/8/8'].map((text): [string, Record<string, string>] => ['TRUST_PROXY', { TRUST_PROXY: text }]),
  ])('%s %j stops the start, and is named', (name, env) => {
    expect(() => read(env)).toThrow(BadSetting);
    expect(() => read(env)).toThrow(name);
  });

  it('is not told again, where it may be a secret', () => {
    for (const [name, secret] of [['SESSION_SECRET', 'my-short-secret'], ['SIGNING_KEY', 'my-broken-key'], ['WEBHOOK_SECRETS', 'my-hook-secret']] as const) expect(() => read({ [name]: secret })).not.toThrow(/my-/);
  });

  it('is a missing secret in production, each by its name', () => {
    expect(() => readSettings({ NODE_ENV: 'production', SIGNING_KEY: secrets.SIGNING_KEY })).toThrow('SESSION_SECRET is missing');
    expect(() => readSettings({ NODE_ENV: 'production', SESSION_SECRET: secrets.SESSION_SECRET })).toThrow('SIGNING_KEY is missing');
  });
});

describe('Secrets that nobody has set', () => {
  it('are made once, kept beside the database for its owner alone, and are the same after a restart', () => {
    const url = inFolder('made');
    const first = readSettings({ DATABASE_URL: url });
    const path = join(folder, 'made', 'secrets.json');
    expect(statSync(path).mode & 0o077).toBe(0);
    const second = readSettings({ DATABASE_URL: url });
    expect(second.sessionSecret).toBe(first.sessionSecret);
    expect(second.signingKey.equals(first.signingKey)).toBe(true);
    expect(first.sessionSecret.length).toBeGreaterThanOrEqual(32);
  });

  it('are not made where they are set', () => {
    readSettings({ DATABASE_URL: inFolder('set'), ...secrets });
    expect(existsSync(join(folder, 'set'))).toBe(false);
  });

  it.each(['{', '{}', '{"sessionSecret": 5}', 'null'])('in a file that holds %s stop the start, naming the file, and leave it as it is', (text) => {
    readSettings({ DATABASE_URL: inFolder('broken') });
    const path = join(folder, 'broken', 'secrets.json');
    writeFileSync(path, text);
    expect(() => readSettings({ DATABASE_URL: inFolder('broken') })).toThrow(BadSetting);
    expect(() => readSettings({ DATABASE_URL: inFolder('broken') })).toThrow(path);
    expect(readFileSync(path, 'utf8')).toBe(text);
    rmSync(path);
  });
});
