import { parseArgs } from 'node:util';
import { count } from 'drizzle-orm';
import { openStore } from '../db/store.ts';
import { hashPassword } from '../server/people/passwords.ts';
import { DEMO_PASSWORD } from '../server/people/routes.ts';
import { readSettings } from '../server/settings.ts';
import { ORDINARY_SIZE, seedWorld } from './world.ts';

const { values } = parseArgs({ options: { upgrades: { type: 'string' }, accounts: { type: 'string' }, seed: { type: 'string' }, today: { type: 'string' } } });

function wholeNumber(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} must be a whole number above zero`);
  return value;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

const { databaseUrl } = readSettings(process.env);
const upgrades = wholeNumber('upgrades', values.upgrades, ORDINARY_SIZE.upgrades);
// Without a word about it, accounts keep the proportion that they have in the ordinary world.
const accounts = wholeNumber('accounts', values.accounts, Math.max(40, Math.round((upgrades * ORDINARY_SIZE.accounts) / ORDINARY_SIZE.upgrades)));
const clock = new Date().toISOString();
const today = values.today ?? clock.slice(0, 10);
const store = await openStore(databaseUrl);
try {
  const [staff] = await store.read.select({ n: count() }).from(store.t.users);
  if (Number(staff?.n ?? 0) > 0) throw new Error('This database is in use: a demo world goes into an empty one only.');
  const started = Date.now();
  let told = 0;
  await seedWorld(store, {
    seed: wholeNumber('seed', values.seed, 1), today, ...(today === clock.slice(0, 10) ? { now: clock } : {}), size: { accounts, upgrades }, passwordHash: await hashPassword(DEMO_PASSWORD),
    onProgress: (done, of) => {
      if (Date.now() - told < 5_000 && done < of) return;
      told = Date.now();
      say(`${done} of ${of} accounts`);
    },
  });
  say(`${upgrades} upgrades of ${accounts} accounts in ${((Date.now() - started) / 1000).toFixed(1)} s`);
} finally {
  await store.close();
}
