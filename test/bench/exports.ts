import { request } from 'node:http';
import Database from 'better-sqlite3';
import { listPath } from '../support/paths.ts';
import { drive, during, get, type Requests } from './load.ts';
import type { Bench } from './main.ts';
import { mb, ms, perSecond, times, type Measured } from './table.ts';

const USUAL_MS = 4_000;
const LOOK_EVERY_MS = 100;

/** Takes a whole answer and throws it away; answers how many lines it had. */
function download(port: number, path: string, cookie: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ port, path, headers: { cookie } }, (response) => {
      let lines = 0;
      response.on('data', (piece: Buffer) => {
        for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines += 1;
      });
      response.on('end', () => (response.statusCode === 200 ? resolve(lines - 1) : reject(new Error(`The export answered ${response.statusCode}`))));
      response.on('error', reject);
    }).on('error', reject).end();
  });
}

/** Written out in this process with nothing looked at: joined rows by a prepared statement, their cells with commas between them. */
function bareExport(path: string): { rows: number; seconds: number } {
  const connection = new Database(path, { readonly: true });
  const began = performance.now();
  let [rows, bytes] = [0, 0];
  for (const row of connection.prepare('select u.*, a.name, c.name, p.name from upgrades u join accounts a on a.id = u.account_id left join contacts c on c.id = u.contact_id left join upgrade_paths p on p.id = u.path_id order by u.started_at desc, u.id desc').raw().iterate()) {
    bytes += (row as unknown[]).join(',').length;
    rows += 1;
  }
  connection.close();
  return { rows: bytes > 0 ? rows : 0, seconds: (performance.now() - began) / 1000 };
}

/** Somebody who looks at the queue, without haste, for as long as `over` is false. */
function lookingOn(cookie: string, over: () => boolean): Requests {
  const look = get(`/api${listPath('escalations', { status: 'waiting' }, [0, 24], ['queueDueAt', 'ASC'])}`, { cookie });
  return () => (over() ? null : look);
}

type Felt = { usual: number; meanwhile: number; longestStallMs: number; usualStallMs: number; moreBytes: number };

/** What another person's list and the event loop feel while something heavy runs. */
async function feltDuring({ ours, other }: Bench, heavy: () => Promise<unknown>): Promise<Felt> {
  await ours.look();
  const usual = await drive(ours.port, 1, during(USUAL_MS, lookingOn(other, () => false)() ?? ''));
  const before = await ours.look();
  let over = false;
  let [most, stall] = [before.bytes, 0];
  const watch = setInterval(() => void ours.look().then(({ bytes, longestStallMs }) => {
    most = Math.max(most, bytes);
    stall = Math.max(stall, longestStallMs);
  }), LOOK_EVERY_MS);
  const work = heavy().finally(() => { over = true; });
  const meanwhile = await drive(ours.port, 1, lookingOn(other, () => over));
  await work;
  clearInterval(watch);
  return { usual: usual.p99, meanwhile: meanwhile.p99, longestStallMs: Math.max(stall, (await ours.look()).longestStallMs), usualStallMs: before.longestStallMs, moreBytes: most - before.bytes };
}

function linesOf(what: string, felt: Felt): Measured[] {
  const slower = felt.meanwhile / felt.usual;
  return [
    { what: `another’s queue during ${what}: p99`, ours: ms(felt.meanwhile), bare: `${ms(felt.usual)} (usual)`, ratio: times(slower), goal: '≤ 3 ×', met: slower <= 3 },
    { what: `longest stall of the event loop during ${what}`, ours: ms(felt.longestStallMs), bare: `${ms(felt.usualStallMs)} (usual)`, ratio: '', goal: '≤ 50 ms', met: felt.longestStallMs <= 50 },
  ];
}

export async function measureExport(bench: Bench): Promise<Measured[]> {
  const { ours, cookie, path, upgrades } = bench;
  let [rows, seconds] = [0, 0];
  const felt = await feltDuring(bench, async () => {
    const began = performance.now();
    rows = await download(ours.port, '/api/upgrades/export.csv', cookie);
    seconds = (performance.now() - began) / 1000;
  });
  if (rows < upgrades) throw new Error(`The export has ${rows} rows`);
  const bare = bareExport(path);
  const [rate, bareRate] = [rows / seconds, bare.rows / bare.seconds];
  return [
    { what: `CSV of ${rows.toLocaleString('en')} upgrades, rows`, ours: perSecond(rate), bare: perSecond(bareRate), ratio: times(rate / bareRate), goal: '≥ 150,000/s', met: rate >= 150_000 },
    { what: 'CSV: more memory', ours: mb(felt.moreBytes), bare: '', ratio: '', goal: '≤ 100 MB', met: felt.moreBytes <= 100 * 1_048_576 },
    ...linesOf('an export', felt),
  ];
}

export async function measureBackup(bench: Bench): Promise<Measured[]> {
  const felt = await feltDuring(bench, async () => bench.ours.backUp());
  return linesOf('a backup', felt);
}
