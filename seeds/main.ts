import { parseArgs } from 'node:util';
import { count } from 'drizzle-orm';
import { filesIn } from '../db/files.ts';
import { openStore } from '../db/store.ts';
import { openBooks } from '../server/coding/history.ts';
import { hashPassword } from '../server/people/passwords.ts';
import { recountAll } from '../server/record/journeys.ts';
import { DEMO_PASSWORD } from '../server/people/routes.ts';
import { readSettings } from '../server/settings.ts';
import { copyWorld } from './copies.ts';
import { ORDINARY_SIZE, seedWorld } from './world.ts';

const { values } = parseArgs({ options: { upgrades: { type: 'string' }, accounts: { type: 'string' }, seed: { type: 'string' }, today: { type: 'string' } } });

/** So many upgrades are told one by one, in a minute; a larger world is copies of one that is no larger. */
const MOST_TOLD = 10_000;
const BETWEEN_LINES_MS = 5_000;

function wholeNumber(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} must be a whole number above zero`);
  return value;
}

const started = Date.now();
const say = (line: string) => void process.stdout.write(`${((Date.now() - started) / 1000).toFixed(1).padStart(7)} s  ${line}\n`);

let told = 0;
function nowAndThen(line: string): void {
  if (Date.now() - told < BETWEEN_LINES_MS) return;
  told = Date.now();
  say(line);
}

const { databaseUrl, filesFolder } = readSettings(process.env);
const upgrades = wholeNumber('upgrades', values.upgrades, ORDINARY_SIZE.upgrades);
// Without a word about it, accounts keep the proportion that they have in the ordinary world.
const accounts = wholeNumber('accounts', values.accounts, Math.max(40, Math.round((upgrades * ORDINARY_SIZE.accounts) / ORDINARY_SIZE.upgrades)));
const copies = Math.ceil(upgrades / MOST_TOLD);
const size = { accounts: Math.ceil(accounts / copies), upgrades: Math.ceil(upgrades / copies) };
const clock = new Date().toISOString();
const today = values.today ?? clock.slice(0, 10);
const store = await openStore(databaseUrl);
try {
  const [staff] = await store.read.select({ n: count() }).from(store.t.users);
  if (Number(staff?.n ?? 0) > 0) throw new Error('This database is in use: a demo world goes into an empty one only.');
  await seedWorld(store, {
    seed: wholeNumber('seed', values.seed, 1), today, ...(today === clock.slice(0, 10) ? { now: clock } : {}), size, passwordHash: await hashPassword(DEMO_PASSWORD), files: filesIn(filesFolder),
    onProgress: (done, of) => nowAndThen(`${done} of ${of} accounts${copies > 1 ? `, each to be made ${copies} times` : ''}`),
  });
} finally {
  await store.close();
}
if (copies > 1) {
  await copyWorld(databaseUrl, store.t, copies, nowAndThen);
  // A copy's history is coded by the rules, as that of any database is whose books are opened; the first start would do it otherwise, while people wait.
  const copied = await openStore(databaseUrl);
  try {
    nowAndThen('counting journeys');
    await copied.write((tx) => recountAll(tx, (journeys) => nowAndThen(`counting journeys: ${journeys}`)));
    await openBooks({ store: copied, clock: () => new Date(values.today === undefined ? clock : `${today}T10:00:00.000Z`) }, (accounts) => nowAndThen(`coding the books: ${accounts} of ${size.accounts * (copies - 1)} accounts`));
  } finally {
    await copied.close();
  }
}
say(`${size.upgrades * copies} upgrades of ${size.accounts * copies} accounts`);
