import { request } from 'node:http';
import Database from 'better-sqlite3';
import { feltDuring, linesOf } from './felt.ts';
import type { Bench } from './main.ts';
import { mb, perSecond, times, type Measured } from './table.ts';

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
