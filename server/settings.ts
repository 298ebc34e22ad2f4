import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join } from 'node:path';
import { LOG_LEVELS, type LogLevel } from './rest/logging.ts';

export type Settings = {
  host: string;
  port: number;
  /** Without a trailing slash; the address in links, and what `Origin` is held against. */
  publicUrl: string;
  /** Whom to believe that a request came from elsewhere: so many proxies before this server, or their addresses and networks; false: nobody. */
  trustProxy: TrustProxy;
  databaseUrl: string;
  /** True and false where it was said; null: on for a new embedded database. */
  demo: boolean | null;
  production: boolean;
  /** From which level on lines are written to the log. */
  logLevel: LogLevel;
  /** What incoming events may be signed with; several while one replaces another. */
  webhookSecrets: string[];
  /** Null: mail is kept in the outbox and shown, and goes nowhere. */
  mail: MailSettings | null;
  backup: BackupSettings;
  /** The folder in which evidence files lie. */
  filesFolder: string;
  /** Null: nobody signs in through an identity provider. */
  signOn: SignOnSettings | null;
  /** False: staff sign in through the identity provider only. */
  passwords: boolean;
  sessionSecret: string;
  /** Ed25519; signs what an outsider verifies. */
  signingKey: KeyObject;
};

export type TrustProxy = false | number | readonly string[];

export type MailSettings = { smtpUrl: string; from: string };

/** An OpenID Connect provider. `name` is how people call it; `trustEmail`: addresses count although the provider does not say that it verified them. */
export type SignOnSettings = { issuer: string; clientId: string; clientSecret: string | null; name: string; trustEmail: boolean };

/** `everyHours` 0: none are made by themselves. */
export type BackupSettings = { folder: string; everyHours: number; keep: number };

export class BadSetting extends Error {}

type Environment = Record<string, string | undefined>;

/** Every setting, read and checked here and nowhere else. Throws `BadSetting` with a sentence that names the one at fault. */
export function readSettings(env: Environment): Settings {
  const production = env.NODE_ENV === 'production';
  const host = env.HOST ?? '127.0.0.1';
  const port = wholeNumber('PORT', env.PORT ?? '4000', 0, 65_535);
  const databaseUrl = env.DATABASE_URL ?? 'file:data/upgrade-desk.db';
  if (!/^file:.+/.test(databaseUrl) && !/^postgres(ql)?:\/\//.test(databaseUrl)) throw new BadSetting('DATABASE_URL must be file:PATH or postgres://…');
  const secrets = readSecrets(env, production, databaseUrl);
  const signOn = signOnSettings(env);
  const passwords = onOff('PASSWORDS', env.PASSWORDS) ?? true;
  if (!passwords && !signOn) throw new BadSetting('PASSWORDS can be off only where OIDC_ISSUER is set: nobody could sign in.');
  return {
    host,
    port,
    publicUrl: webAddress('PUBLIC_URL', env.PUBLIC_URL ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`),
    trustProxy: trustProxy(env.TRUST_PROXY),
    databaseUrl,
    demo: onOff('DEMO', env.DEMO) ?? (production || !databaseUrl.startsWith('file:') ? false : null),
    production,
    logLevel: logLevel(env.LOG_LEVEL || 'warn'),
    webhookSecrets: webhookSecrets(env.WEBHOOK_SECRETS),
    mail: mailSettings(env.SMTP_URL, env.MAIL_FROM),
    backup: {
      folder: env.BACKUP_DIR ?? join(besideDatabase(databaseUrl), 'backups'), everyHours: wholeNumber('BACKUP_EVERY_HOURS', env.BACKUP_EVERY_HOURS ?? '24', 0, 8_760), keep: wholeNumber('BACKUP_KEEP', env.BACKUP_KEEP ?? '14', 1, 10_000),
    },
    filesFolder: env.FILES_DIR ?? join(besideDatabase(databaseUrl), 'files'),
    signOn,
    passwords,
    ...secrets,
  };
}

function wholeNumber(name: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < low || value > high) throw new BadSetting(`${name} must be a whole number from ${low} to ${high}.`);
  return value;
}

function onOff(name: string, text: string | undefined): boolean | undefined {
  if (text === undefined || text === '') return undefined;
  if (['1', 'true', 'on', 'yes'].includes(text)) return true;
  if (['0', 'false', 'off', 'no'].includes(text)) return false;
  throw new BadSetting(`${name} must be 1 or 0.`);
}

const MOST_PROXIES = 10;
const NAMED_NETWORKS: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];

function trustProxy(text = ''): TrustProxy {
  if (['', '0', 'false', 'off', 'no'].includes(text)) return false;
  if (['true', 'on', 'yes'].includes(text)) return 1;
  if (/^\d+$/.test(text)) return wholeNumber('TRUST_PROXY', text, 1, MOST_PROXIES);
  const networks = text.split(',').map((one) => one.trim());
  if (!networks.every((one) => NAMED_NETWORKS.includes(one) || isNetwork(one))) throw new BadSetting(`TRUST_PROXY must be 0, the number of proxies in front of this server (1 to ${MOST_PROXIES}), or their addresses or networks, separated by commas: 10.0.0.0/8, ::1, loopback.`);
  return networks;
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const longest = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  return longest > 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= longest));
}

function logLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((one) => one === text);
  if (!level) throw new BadSetting(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.`);
  return level;
}

function webAddress(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw new BadSetting(`${name} must be an http or https address.`);
  return url.href.replace(/\/$/, '');
}

function webhookSecrets(text = ''): string[] {
  const secrets = text.split(',').map((one) => one.trim()).filter(Boolean);
  if (secrets.some((one) => !/^whsec_[A-Za-z0-9+/]{22,}={0,2}$/.test(one))) throw new BadSetting('WEBHOOK_SECRETS must be whsec_… secrets (base64 of at least 16 bytes after the prefix), separated by commas.');
  return secrets;
}

function mailSettings(smtpUrl = '', from = ''): MailSettings | null {
  if (smtpUrl === '') return null;
  const url = URL.canParse(smtpUrl) ? new URL(smtpUrl) : null;
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') throw new BadSetting('SMTP_URL must be an smtp or smtps address: smtp://user:password@host:port.');
  if (!/^[^\s@<>]+@[^\s@<>]+$|^[^<>\r\n]+<[^\s@<>]+@[^\s@<>]+>$/.test(from)) throw new BadSetting('MAIL_FROM must be set where SMTP_URL is: an address, or a name and an address, as in Upgrade Desk <desk@company.example>.');
  return { smtpUrl, from };
}

function signOnSettings(env: Environment): SignOnSettings | null {
  if (!env.OIDC_ISSUER) return null;
  const issuer = webAddress('OIDC_ISSUER', env.OIDC_ISSUER);
  // What signs people in must not be changed on its way; on the same machine it has none.
  const { protocol, hostname } = new URL(issuer);
  if (protocol === 'http:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) throw new BadSetting('OIDC_ISSUER must be an https address.');
  if (!env.OIDC_CLIENT_ID) throw new BadSetting('OIDC_CLIENT_ID must be set where OIDC_ISSUER is: the name by which the provider knows this desk.');
  return { issuer, clientId: env.OIDC_CLIENT_ID, clientSecret: env.OIDC_CLIENT_SECRET || null, name: env.OIDC_NAME || hostname, trustEmail: onOff('OIDC_TRUST_EMAIL', env.OIDC_TRUST_EMAIL) ?? false };
}

function readSecrets(env: Environment, production: boolean, databaseUrl: string): Pick<Settings, 'sessionSecret' | 'signingKey'> {
  if (production && !env.SESSION_SECRET) throw new BadSetting('SESSION_SECRET is missing: in production it signs sessions and has to be set.');
  if (production && !env.SIGNING_KEY) throw new BadSetting('SIGNING_KEY is missing: in production it signs checkpoints and certificates and has to be set (Ed25519, PEM or base64 PKCS #8).');
  const kept = env.SESSION_SECRET && env.SIGNING_KEY ? null : keptSecrets(databaseUrl);
  const sessionSecret = env.SESSION_SECRET ?? kept?.sessionSecret ?? '';
  if (sessionSecret.length < 32) throw new BadSetting('SESSION_SECRET must have at least 32 characters.');
  return { sessionSecret, signingKey: readSigningKey(env.SIGNING_KEY ?? kept?.signingKey ?? '') };
}

function readSigningKey(text: string): KeyObject {
  try {
    const key = text.includes('BEGIN') ? createPrivateKey(text) : createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('another kind of key');
    createPublicKey(key);
    return key;
  } catch {
    throw new BadSetting('SIGNING_KEY must be an Ed25519 private key, PEM or base64 PKCS #8.');
  }
}

const besideDatabase = (databaseUrl: string): string => (databaseUrl.startsWith('file:') ? dirname(databaseUrl.slice('file:'.length)) : 'data');

type Secrets = { sessionSecret: string; signingKey: string };

function readKept(path: string): Secrets {
  try {
    const { sessionSecret, signingKey } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Secrets>;
    if (typeof sessionSecret === 'string' && typeof signingKey === 'string') return { sessionSecret, signingKey };
  } catch {
    // Said below, as for a file that holds something else.
  }
  throw new BadSetting(`SESSION_SECRET and SIGNING_KEY are not set, and ${path}, where they are kept, cannot be read: mend it, or remove it to make new ones.`);
}

/** Made once and kept beside the database, readable by its owner alone, so that sessions outlive a restart. */
function keptSecrets(databaseUrl: string): Secrets {
  const folder = besideDatabase(databaseUrl);
  const path = join(folder, 'secrets.json');
  if (existsSync(path)) return readKept(path);
  const { privateKey } = generateKeyPairSync('ed25519');
  const made = { sessionSecret: randomBytes(32).toString('base64url'), signingKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64') };
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, JSON.stringify(made, null, 2), { mode: 0o600 });
  return made;
}
