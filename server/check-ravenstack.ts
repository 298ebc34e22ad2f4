import { count, eq, isNull, max, min, sum } from 'drizzle-orm';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore, type Store } from '../db/store.ts';
import { seedReference } from '../seeds/reference.ts';
import { readBridge } from './coding/bridge.ts';
import { readDifferences } from './coding/differences.ts';
import { checkLedger } from './coding/verify.ts';
import { DESK } from './domain/escalation.ts';
import type { ImportOptions } from './domain/imports/options.ts';
import type { ImportKind } from './domain/words.ts';
import { importFile } from './intake/commands.ts';
import { decodeFile } from './rest/csv-file.ts';
import { planTable } from './intake/table.ts';
import { searchText } from './rest/search.ts';

type Step = { kind: ImportKind; file: string; options?: Partial<ImportOptions>; expected: number };

const STEPS: readonly Step[] = [
  { kind: 'accounts', file: 'accounts.csv', expected: 500 },
  { kind: 'subscriptions', file: 'subscriptions.csv', expected: 5_000 },
  { kind: 'escalations', file: 'support_tickets.csv', options: { reopenEscalated: true }, expected: 2_000 },
];
const WAITING = 95;
const MANAGERS = ['Ada', 'Ben', 'Eve', 'Joe'];

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function addManagers(store: Store): Promise<void> {
  await store.write(async ({ db, t }) => {
    const [calendar] = await db.select({ id: t.calendars.id }).from(t.calendars);
    await db.insert(t.users).values(MANAGERS.map((name) => ({
      id: `check-${name.toLowerCase()}`, name, email: `${name.toLowerCase()}@check.example`, role: 'account_manager' as const, status: 'active' as const, passwordHash: null, calendarId: calendar?.id ?? '',
      awayFrom: null, awayUntil: null, coverUserId: null, preferences: {}, createdAt: new Date().toISOString(), search: searchText(name),
    })));
  });
}

/** Both imports of every file; answers what is not as it should be. */
async function runFiles(store: Store, folder: string): Promise<string[]> {
  const faults: string[] = [];
  for (const round of ['First', 'The same again'] as const) {
    say(`\n${round}`);
    for (const { kind, file, options, expected } of STEPS) {
      const text = decodeFile(await readFile(join(folder, file)));
      const started = performance.now();
      const batch = await importFile({ store, clock: () => new Date() }, { kind, fileName: file, text, actor: DESK, options });
      say(`${planTable(batch)}\n${((performance.now() - started) / 1000).toFixed(1).padStart(9)}  seconds`);
      const outcome = round === 'First' ? 'create' : 'unchanged';
      if (batch.status !== 'done' || batch.counts[outcome] !== expected) faults.push(`${round}: ${file} should have ${expected} rows ${outcome}, has ${batch.counts[outcome] ?? 0}`);
    }
  }
  return faults;
}

async function totals({ read, t }: Store): Promise<string[]> {
  const [arr] = await read.select({ n: sum(t.accounts.reportingArrMinor).mapWith(Number) }).from(t.accounts);
  const [trials] = await read.select({ n: count() }).from(t.subscriptions).where(eq(t.subscriptions.isTrial, true));
  const [ended] = await read.select({ n: count() }).from(t.subscriptions).where(eq(t.subscriptions.status, 'ended'));
  const [waiting] = await read.select({ n: count() }).from(t.escalations).where(eq(t.escalations.status, 'waiting'));
  const dealt = await read.select({ id: t.accounts.managerId, n: count() }).from(t.accounts).groupBy(t.accounts.managerId).orderBy(t.accounts.managerId);
  const segments = await read.select({ id: t.accounts.segment, n: count() }).from(t.accounts).groupBy(t.accounts.segment).orderBy(t.accounts.segment);
  const regions = await read.select({ id: t.accounts.region, n: count() }).from(t.accounts).groupBy(t.accounts.region).orderBy(t.accounts.region);
  const list = (rows: { id: string; n: number }[]) => rows.map((row) => `${row.id} ${Number(row.n)}`).join(', ');
  say(`\nIn the books: ${((arr?.n ?? 0) / 100).toLocaleString('en', { minimumFractionDigits: 2 })} ARR; ${Number(trials?.n)} trials, ${Number(ended?.n)} ended lines`);
  say(`Accounts by manager: ${list(dealt)}\nby segment: ${list(segments)}\nby region: ${list(regions)}`);
  say(`Waiting escalations: ${Number(waiting?.n)}`);
  return Number(waiting?.n) === WAITING ? [] : [`${WAITING} escalations should wait, ${Number(waiting?.n)} do`];
}

/** The books that the files open: what moved, and that entries, chain, bridge and lines come to the same. */
async function books({ read, t }: Store): Promise<string[]> {
  const reader = { db: read, t };
  const { revenueEntries: e, subscriptions: s } = t;
  const moved = await read.select({ movement: e.movement, n: count(), minor: sum(e.amountMinor).mapWith(Number) }).from(e).groupBy(e.movement).orderBy(e.movement);
  const [lines] = await read.select({ minor: sum(s.reportingArrMinor).mapWith(Number) }).from(s).where(isNull(s.countsUntil));
  const { length, faults } = await checkLedger(reader);
  const differences = await readDifferences(reader, '9999-12-31');
  const [known] = await read.select({ from: min(e.effectivePeriod), to: max(e.effectivePeriod) }).from(e);
  const { periods } = await readBridge(reader, { from: known?.from ?? '', to: known?.to ?? '', view: 'corrected', cuts: {} });
  const closing = periods.at(-1)?.closingMinor ?? 0;
  const dollars = (minor: number) => (minor / 100).toLocaleString('en', { minimumFractionDigits: 2 });
  say(`\nThe books: ${length.toLocaleString('en')} entries in ${periods.length} months, ${periods[0]?.period ?? ''} to ${periods.at(-1)?.period ?? ''}`);
  for (const { movement, n, minor } of moved) say(`${String(Number(n)).padStart(9)}  ${movement.padEnd(12)} ${dollars(minor).padStart(18)}`);
  say(`Closing ${dollars(closing)}; the lines that count are worth ${dollars(lines?.minor ?? 0)}`);
  return [
    ...faults, ...differences.map(({ accountName, causes }) => `${accountName}: ${causes.join('; ')}`),
    ...(closing === Number(lines?.minor ?? 0) ? [] : ['The bridge does not close at what the lines are worth']),
    ...periods.filter(({ openingMinor, movements, closingMinor }) => Number(openingMinor) + Object.values(movements).reduce((total, one) => total + one, 0) !== closingMinor).map(({ period }) => `The bridge of ${period} does not add up`),
  ];
}

async function check(folder: string, databaseUrl: string): Promise<string[]> {
  const store = await openStore(databaseUrl);
  try {
    await seedReference(store);
    await addManagers(store);
    return [...(await runFiles(store, folder)), ...(await totals(store)), ...(await books(store))];
  } finally {
    await store.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, databaseUrl] = process.argv.slice(2);
  if (folder === undefined) {
    process.stderr.write('npm run check:ravenstack -- DIR [postgres://… of an empty database]\nDIR holds accounts.csv, subscriptions.csv and support_tickets.csv\n');
    process.exitCode = 1;
  } else {
    const temporary = await mkdtemp(join(tmpdir(), 'upgrade-desk-check-'));
    try {
      const faults = await check(folder, databaseUrl ?? `file:${join(temporary, 'check.db')}`);
      for (const fault of faults) process.stderr.write(`${fault}\n`);
      say(faults.length === 0 ? 'All as expected.' : '');
      process.exitCode = faults.length === 0 ? 0 : 1;
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }
}
