import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { measureAdoption, measureSums } from './adoption.ts';
import { measureBooks } from './books.ts';
import { measureClaims, measureEvents } from './commands.ts';
import { NOW, withDatabase } from './database.ts';
import { measureBackup, measureExport } from './exports.ts';
import { journeysDatabase } from './journeys.ts';
import { measureDeepPages, measureList, measureQuestions, type ListAsked } from './lists.ts';
import { buildServer } from '../../server/build.ts';
import { measureReturns } from './returns.ts';
import { serving, type Served } from './processes.ts';
import { measureFirstRow, measureStart } from './starts.ts';
import { tableOf, type Measured } from './table.ts';

/** What a measurement works with: both servers over one database, and whose sessions it may use. */
export type Bench = { ours: Served; bare: Served; path: string; upgrades: number; cookie: string; other: string; secret: string; serverNow: () => string };

const QUICK = 50_000;
const { values } = parseArgs({ options: { upgrades: { type: 'string', default: '1000000' }, quick: { type: 'boolean', default: false }, /** Names of measurements, with commas between them. */ only: { type: 'string' }, /** The sums of the self-serve rate alone, over so many journeys. */ journeys: { type: 'string' } } });
const upgrades = values.quick ? QUICK : Number(values.upgrades);
if (!Number.isSafeInteger(upgrades) || upgrades < 1_000) throw new Error('--upgrades must be a whole number of at least 1,000');

const byStart: ListAsked = { resource: 'upgrades', filter: {}, sort: ['startedAt', 'DESC'] };
const queue: ListAsked = { resource: 'escalations', filter: { status: 'waiting' }, sort: ['queueDueAt', 'ASC'] };

const MEASURES: Record<string, (bench: Bench) => Promise<Measured[]>> = {
  upgrades: (bench) => measureList(bench, 'list of upgrades', byStart, '/upgrades'),
  queue: (bench) => measureList(bench, 'the queue', queue, '/queue'),
  pages: measureDeepPages,
  questions: measureQuestions,
  claims: measureClaims,
  events: measureEvents,
  export: measureExport,
  backup: measureBackup,
  books: measureBooks,
  returns: measureReturns,
  adoption: measureAdoption,
  console: measureFirstRow,
};

const say = (line: string) => void process.stdout.write(`${line}\n`);

if (values.journeys !== undefined) {
  const journeys = Number(values.journeys);
  if (!Number.isSafeInteger(journeys) || journeys < 1_000) throw new Error('--journeys must be a whole number of at least 1,000');
  say(`${journeys.toLocaleString('en')} journeys\n\n${tableOf(await measureSums(await journeysDatabase(journeys)))}`);
  process.exit(0);
}
await buildServer();
await withDatabase(upgrades, async (path) => {
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const began = Date.now();
  const [ours, bare] = [await serving('server.ts', [path, NOW, dirname(path), secret]), await serving('bare.ts', [path])];
  const wanted = (name: string) => !values.only || values.only.split(',').includes(name);
  const bench: Bench = { ours, bare, path, upgrades, secret, serverNow: () => new Date(Date.parse(NOW) + Date.now() - began).toISOString(), ...(await ours.sessions()) };
  const lines: Measured[] = [];
  try {
    for (const [name, measure] of Object.entries(MEASURES)) {
      if (!wanted(name)) continue;
      say(`measuring ${name} …`);
      const told = await measure(bench);
      for (const { what, ours: own, bare: plain, ratio } of told) say(`  ${what}: ${own} ${plain} ${ratio}`);
      lines.push(...told);
    }
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
  }
  if (wanted('start')) lines.push(...(await measureStart(bench)));
  say(`\n${upgrades.toLocaleString('en')} upgrades\n\n${tableOf(lines)}`);
});
