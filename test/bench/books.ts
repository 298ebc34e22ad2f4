import { spawn } from 'node:child_process';
import { createWriteStream, statSync } from 'node:fs';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { openReader } from '../../db/store.ts';
import { readBridge } from '../../server/coding/bridge.ts';
import { codeChange } from '../../server/domain/coding/coder.ts';
import { canonicalJson } from '../../server/domain/coding/canonical.ts';
import type { CodingCase } from '../../server/domain/coding/case.ts';
import { GENESIS, linkHash } from '../../server/record/hashes.ts';
import { draftsToPlace } from './drafts.ts';
import { post } from './load.ts';
import type { Bench } from './main.ts';
import { byTurns, median, ms, times, type Measured } from './table.ts';
import { besideItsRows } from './tape.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CASES = 20_000;
const ENTRIES = 1_000_000;
const ROUNDS = 5;
const PLACED = 1_200;

/** The coder alone, on the cases of the world's own codings. */
function measureCoder(connection: Database.Database): Measured {
  const cases = (connection.prepare('select given from codings limit ?').all(CASES) as { given: string }[]).map(({ given }) => JSON.parse(given) as CodingCase);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    for (const one of cases) codeChange(one);
    return ((performance.now() - began) * 1000) / cases.length;
  });
  const micros = median(rounds);
  return { what: `coding an upgrade, the function alone (${cases.length.toLocaleString('en')} cases)`, ours: `${micros.toFixed(1)} µs`, bare: '', ratio: '', goal: '≤ 50 µs', met: micros <= 50 };
}

/** Thirty-six months of the sums that are kept, beside the same figures counted from a million entries and the lines. */
async function measureBridge(path: string, connection: Database.Database): Promise<Measured> {
  const columns = (connection.pragma('table_info(revenue_entries)') as { name: string }[]).map(({ name }) => name);
  const { many } = connection.prepare('select count(*) as many from revenue_entries').get() as { many: number };
  const copies = Math.ceil(ENTRIES / Math.max(1, many));
  const copied = (name: string) => (name === 'id' ? "id || '-' || n.k" : name === 'position' ? `position + n.k * ${many}` : name === 'reversal_of' ? "reversal_of || '-' || n.k" : `"${name}"`);
  connection.exec(`with recursive n(k) as (select 1 union all select k + 1 from n where k < ${copies - 1}) insert into revenue_entries (${columns.map((name) => `"${name}"`).join(', ')}) select ${columns.map(copied).join(', ')} from revenue_entries cross join n`);
  const reader = await openReader(`file:${path}`);
  const query = { from: '2023-12', to: '2026-11', view: 'corrected', cuts: {} } as const;
  const counted = connection.prepare('select effective_period, movement, sum(amount_minor) from revenue_entries where effective_period <= ? group by 1, 2');
  try {
    await readBridge({ db: reader.read, t: reader.t }, query);
    const told = await byTurns(11, async () => timed(() => readBridge({ db: reader.read, t: reader.t }, query)), async (round) => (round > 2 ? Number.NaN : timed(async () => counted.all('2026-11'))));
    const [own, plain] = [median(told.ours), median(told.bare.filter((one) => !Number.isNaN(one)))];
    return { what: `bridge of 36 months over ${(copies * many).toLocaleString('en')} entries`, ours: ms(own), bare: `${ms(plain)} (counted anew)`, ratio: times(own / plain), goal: '≤ 5 ms', met: own <= 5 };
  } finally {
    await reader.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The command on a million entries as they are exported, from its start to its verdict. */
async function measureVerify(path: string, connection: Database.Database): Promise<Measured> {
  const file = join(dirname(path), 'ledger.jsonl');
  const [like] = connection.prepare('select * from revenue_entries limit 1').all() as Record<string, unknown>[];
  const out = createWriteStream(file);
  let hash = GENESIS;
  for (let position = 1; position <= ENTRIES; position += 1) {
    const link = {
      id: `entry-${position}`, codingId: String(like?.['coding_id']), correctionId: null, origin: 'upgrade', upgradeId: String(like?.['upgrade_id']), accountId: String(like?.['account_id']), movement: 'expansion', driver: 'quantity', amountMinor: position, currency: 'USD', effectiveOn: '2026-03-10',
      lines: ['a', 'b'], postingPeriod: '2026-03', effectivePeriod: '2026-03', reversalOf: null, postedAt: '2026-03-10T10:00:00.000Z', noteDigest: null, position, previousHash: hash,
    };
    hash = linkHash(link);
    if (!out.write(`${canonicalJson({ ...link, hash })}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  const took = await timed(async () => {
    const child = spawn(process.execPath, ['server/verify.ts', file], { cwd: ROOT, stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number];
    if (code !== 0) throw new Error('The ledger that was made for it does not verify');
  });
  return { what: `verifying ${ENTRIES.toLocaleString('en')} entries (${Math.round(statSync(file).size / 1_048_576)} MB), the command`, ours: ms(took), bare: '', ratio: '', goal: '≤ 5,000 ms', met: took <= 5_000 };
}

/** Placing with all that belongs to it: lines, coding, entries, chain, sums of the books and of the rate, audit, journey, kept answer. */
async function measurePlacing(bench: Bench): Promise<Measured[]> {
  const connection = new Database(bench.path, { timeout: 60_000 });
  const drafts = draftsToPlace(connection, PLACED);
  connection.close();
  return besideItsRows(bench, 'placing, with coding, chain, audit, sums', drafts.map(({ id, version }) => post(`/api/upgrades/${encodeURIComponent(id)}/place-on-behalf`, { cookie: bench.cookie, 'idempotency-key': `place-${id}` }, JSON.stringify({ version }))));
}

/** The books: while both servers run, and on a file of their own where nobody else writes. */
export async function measureBooks(bench: Bench): Promise<Measured[]> {
  const placing = await measurePlacing(bench);
  const connection = new Database(bench.path, { timeout: 60_000 });
  try {
    return [measureCoder(connection), ...placing, await measureBridge(bench.path, connection), await measureVerify(bench.path, connection)];
  } finally {
    connection.close();
  }
}
