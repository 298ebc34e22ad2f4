import Database from 'better-sqlite3';
import { keepStatementsOf } from '../../db/kept.ts';
import { openReader, type Reader } from '../../db/store.ts';
import { countSeries, readCounts, readSeries } from '../../server/adoption/read.ts';
import { forecastOf, seeded } from '../../server/domain/adoption/forecast.ts';
import { monthsThrough } from '../../server/domain/coding/months.ts';
import { feltDuring, linesOf } from './felt.ts';
import { drive, each, get } from './load.ts';
import type { Bench } from './main.ts';
import { byTurns, median, ms, times, type Measured } from './table.ts';

const WINDOW = { from: '2023-12-01', to: '2026-11-30' };
const ROUNDS = 101;
const RUNS = 11;
const ASKED = 20;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

type Sums = { what: string; cuts: Record<string, string>; work: (cuts: Record<string, string>) => Promise<unknown>; /** Milliseconds. */ goal: number };
/** A full count of ten million takes a quarter of a minute. */
const COUNTED_ANEW = 1;

/** From the sums that are kept, beside the same figures counted from every journey. */
async function measureKept({ read, t }: Reader, { what, cuts, work, goal }: Sums): Promise<Measured> {
  await work(cuts);
  const told = await byTurns(ROUNDS, () => timed(() => work(cuts)), async (round) => (round >= COUNTED_ANEW ? Number.NaN : timed(() => countSeries({ db: read, t }, WINDOW, cuts, 'month'))));
  const [own, plain] = [median(told.ours), median(told.bare.filter((one) => !Number.isNaN(one)))];
  return { what, ours: ms(own), bare: `${ms(plain)} (counted anew)`, ratio: times(own / plain), goal: `≤ ${goal} ms`, met: own <= goal };
}

function regionIn(path: string): string {
  const connection = new Database(path, { readonly: true });
  const { region } = connection.prepare('select region from journeys limit 1').get() as { region: string };
  connection.close();
  return region;
}

/** What is read of the sums that are kept, in the database: the whole, with one cut, and with three. */
export async function measureSums(path: string): Promise<Measured[]> {
  const region = regionIn(path);
  const reader = await openReader(`file:${path}`);
  keepStatementsOf(reader.read);
  const on = { db: reader.read, t: reader.t };
  const lines: Measured[] = [];
  try {
    for (const [cut, cuts] of [['whole', {}], ['one cut', { region }]] as const) {
      lines.push(await measureKept(reader, { what: `summary of 36 months, ${cut}`, cuts, work: (given) => readCounts(on, WINDOW, given), goal: 1 }));
      lines.push(await measureKept(reader, { what: `trend of 36 months, ${cut}`, cuts, work: (given) => readSeries(on, WINDOW, given, 'month', ['strict', 'completed']), goal: 1 }));
    }
    lines.push(await measureKept(reader, { what: 'trend of 36 months, three cuts', cuts: { region, kind: 'refresh', segment: 'smb' }, work: (given) => readSeries(on, WINDOW, given, 'month'), goal: 150 }));
  } finally {
    await reader.close();
  }
  return lines;
}

/** The self-serve rate: its kept sums, any cuts through HTTP, and the simulation that nothing else may wait for. */
export async function measureAdoption(bench: Bench): Promise<Measured[]> {
  const { ours, cookie, path } = bench;
  const lines = await measureSums(path);
  const region = regionIn(path);
  const path3 = (more: Record<string, string>) => `/api/adoption/trend?${new URLSearchParams({ ...WINDOW, region, kind: 'refresh', segment: 'smb', ...more }).toString()}`;
  const deep = await drive(ours.port, 1, each(Array.from({ length: ASKED }, () => get(path3({}), { cookie }))));
  lines.push({ what: 'trend of 36 months by three cuts, through HTTP', ours: ms(deep.p50), bare: '', ratio: '', goal: '≤ 150 ms', met: deep.p50 <= 150 });
  const asked = [path3({}), path3({ by: 'day' }), ...['summary', 'gap', 'funnel', 'mix', 'fixes', 'effects', 'forecast'].map((report) => `/api/adoption/${report}?${new URLSearchParams({ ...WINDOW, region, kind: 'refresh' }).toString()}`)];
  // The first one starts a worker, as it does once in a day of work.
  const felt = await feltDuring(bench, () => drive(ours.port, 3, each([...asked, ...asked, ...asked].map((one) => get(one, { cookie })))));
  lines.push(...linesOf('reports with several cuts', felt));
  const months = monthsThrough('2023-12', '2026-11').map((month, index) => ({ month, denominator: 27_000, numerator: 20_000 + 100 * index }));
  const simulated: number[] = [];
  for (let round = 0; round < RUNS; round += 1) simulated.push(await timed(async () => forecastOf(months, 0.97, seeded(1))));
  lines.push({ what: 'date to goal, the simulation alone (in a worker)', ours: ms(median(simulated)), bare: '', ratio: '', goal: '', met: null });
  return lines;
}
