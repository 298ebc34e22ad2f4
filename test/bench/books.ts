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
import { GENESIS, linkHash } from '../../server/record/chain.ts';
import { drive, each, post } from './load.ts';
import type { Bench } from './main.ts';
import { byTurns, median, ms, perSecond, times, type Measured } from './table.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CASES = 20_000;
const ENTRIES = 1_000_000;
const ROUNDS = 5;
const PLACED_A_ROUND = 40;

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
    const child = spawn(process.execPath, ['dist/server/verify.mjs', file], { cwd: ROOT, stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number];
    if (code !== 0) throw new Error('The ledger that was made for it does not verify');
  });
  return { what: `verifying ${ENTRIES.toLocaleString('en')} entries (${Math.round(statSync(file).size / 1_048_576)} MB), the command`, ours: ms(took), bare: '', ratio: '', goal: '≤ 5,000 ms', met: took <= 5_000 };
}

/** Ours through HTTP: lines, coding, entries, chain, sums, audit, journey, kept answer; the bare one writes as many rows of the same size in one durable transaction. */
async function measurePlacing({ ours, bare, cookie, path }: Bench): Promise<Measured> {
  const connection = new Database(path, { readonly: true });
  const drafts = connection.prepare(`select u.id, u.version from upgrades u where u.status = 'draft' and u.path_id is not null and u.step in ('review', 'configure') and (u.exception_status is null or u.exception_status = 'granted')
    and exists (select 1 from upgrade_lines l where l.upgrade_id = u.id and l.side = 'after') and not exists (select 1 from escalations e where e.upgrade_id = u.id and e.status in ('claimed', 'paused', 'waiting', 'handed_back')) limit ?`).all(ROUNDS * PLACED_A_ROUND) as { id: string; version: number }[];
  connection.close();
  const a = Math.floor(drafts.length / ROUNDS);
  let taken = 0;
  const told = await byTurns(ROUNDS, () => {
    const some = drafts.slice(taken, (taken += a));
    return drive(ours.port, 1, each(some.map(({ id, version }) => post(`/api/upgrades/${id}/place-on-behalf`, { cookie, 'idempotency-key': `place-${id}` }, JSON.stringify({ version })))));
  }, () => drive(bare.port, 1, each(Array.from({ length: a }, (_, index) => post(`/place/${taken + index}`, {}, '{}')))));
  const [rate, bareRate] = [median(told.ours.map((one) => one.perSecond)), median(told.bare.map((one) => one.perSecond))];
  return { what: 'placing, with coding, chain, audit, sums', ours: perSecond(rate), bare: `${perSecond(bareRate)} (INSERT of the same rows)`, ratio: times(bareRate / rate), goal: '≤ 1.25 × the time', met: bareRate / rate <= 1.25 };
}

/** The books: while both servers run, and on a file of their own where nobody else writes. */
export async function measureBooks(bench: Bench): Promise<Measured[]> {
  const placing = await measurePlacing(bench);
  const connection = new Database(bench.path, { timeout: 60_000 });
  try {
    return [measureCoder(connection), placing, await measureBridge(bench.path, connection), await measureVerify(bench.path, connection)];
  } finally {
    connection.close();
  }
}
