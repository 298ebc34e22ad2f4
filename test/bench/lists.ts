import Database from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { openReader } from '../../db/store.ts';
import { listed } from '../../server/lists.ts';
import { searchCondition } from '../../server/rest/search.ts';
import { countUp } from '../../server/rest/selection.ts';
import { listPath } from '../support/paths.ts';
import { ask, drive, during, each, get } from './load.ts';
import type { Bench } from './main.ts';
import { byTurns, median, ms, perSecond, times, type Measured } from './table.ts';

const CONNECTIONS = 10;
const ROUNDS = 7;
const ROUND_MS = 1_500;
/** More questions than are kept. */
const OTHERS = 1_200;

export type ListAsked = { resource: string; filter: Record<string, unknown>; sort: [string, string] };

/** A list as the console asks for it beside the bare route that answers the same rows: the same page for all, which is read once until something changes; and read anew each time, with its total, as after a change. */
export async function measureList({ ours, bare, cookie }: Bench, what: string, { resource, filter, sort }: ListAsked, barePath: string): Promise<Measured[]> {
  const [request, bareRequest] = [get(`/api${listPath(resource, filter, [0, 24], sort)}`, { cookie }), get(barePath)];
  // Without a record that is not there: the same rows, by a question of its own.
  const others = Array.from({ length: OTHERS }, (_, number) => get(`/api${listPath(resource, { ...filter, id_ne: `none-${number}` }, [0, 24], sort)}`, { cookie }));
  await drive(ours.port, CONNECTIONS, during(ROUND_MS, request));
  const loads = await byTurns(ROUNDS, () => drive(ours.port, CONNECTIONS, during(ROUND_MS, request)), () => drive(bare.port, CONNECTIONS, during(ROUND_MS, bareRequest)));
  const rate = (some: typeof loads.ours) => median(some.map((one) => one.perSecond));
  const slow = (some: typeof loads.ours) => median(some.map((one) => one.p99));
  const ratio = rate(loads.ours) / rate(loads.bare);
  const anew = await byTurns(ROUNDS, () => drive(ours.port, CONNECTIONS, during(ROUND_MS, ...others)), () => drive(bare.port, CONNECTIONS, during(ROUND_MS, bareRequest)));
  const anewRatio = rate(anew.ours) / rate(anew.bare);
  return [
    { what: `${what}: requests`, ours: perSecond(rate(loads.ours)), bare: perSecond(rate(loads.bare)), ratio: times(ratio), goal: '≥ 0.7 ×', met: ratio >= 0.7 },
    { what: `${what}: p99 of ${CONNECTIONS} connections`, ours: ms(slow(loads.ours)), bare: ms(slow(loads.bare)), ratio: times(slow(loads.ours) / slow(loads.bare)), goal: '≤ 15 ms', met: slow(loads.ours) <= 15 },
    { what: `${what}, read anew each time: requests`, ours: perSecond(rate(anew.ours)), bare: perSecond(rate(anew.bare)), ratio: times(anewRatio), goal: '≥ 0.7 ×', met: anewRatio >= 0.7 },
    { what: `${what}, read anew each time: p99`, ours: ms(slow(anew.ours)), bare: ms(slow(anew.bare)), ratio: times(slow(anew.ours) / slow(anew.bare)), goal: '≤ 15 ms', met: slow(anew.ours) <= 15 },
  ];
}

async function medianOf(port: number, request: string, times_: number): Promise<number> {
  return (await drive(port, 1, each(Array.from({ length: times_ }, () => request)))).p50;
}

/** The first page, the one at nine tenths by a jump, and the one behind it by the key of its last row, as "next" can go there. */
export async function measureDeepPages({ ours, bare, cookie, upgrades }: Bench): Promise<Measured[]> {
  const from = Math.floor(upgrades * 0.9);
  const page = (filter: Record<string, unknown>, at: number) => get(`/api${listPath('upgrades', filter, [at, at + 24], ['id', 'ASC'])}`, { cookie });
  const byStart = (at: number) => get(`/api${listPath('upgrades', {}, [at, at + 24], ['startedAt', 'DESC'])}`, { cookie });
  const first = await medianOf(ours.port, byStart(0), 100);
  const [jump, bareJump] = [await medianOf(ours.port, byStart(from), 9), await medianOf(bare.port, get(`/upgrades?from=${from}`), 5)];
  const [last] = await ask<{ id: string }[]>(ours.port, page({}, from));
  const [one, next] = [await medianOf(ours.port, page({}, 0), 100), await medianOf(ours.port, page({ id_gt: last?.id }, 0), 100)];
  return [
    { what: 'jump to the page at 90 %', ours: ms(jump), bare: `${ms(bareJump)} (OFFSET)`, ratio: times(jump / bareJump), goal: '≤ 0.5 × of OFFSET', met: jump <= 0.5 * bareJump },
    { what: 'the page at 90 % by "next"', ours: ms(next), bare: `${ms(one)} (first page)`, ratio: times(next / one), goal: '≤ 1.5 × of the first', met: next <= 1.5 * one },
    { what: 'the first page, one connection', ours: ms(first), bare: '', ratio: '', goal: '', met: null },
  ];
}

async function timed(rounds: number, work: () => unknown): Promise<number> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await work();
    taken.push(performance.now() - began);
  }
  return median(taken);
}

/** Without HTTP: what the database is asked, beside the plain form of the question. */
export async function measureQuestions({ path }: Bench): Promise<Measured[]> {
  const reader = await openReader(`file:${path}`);
  const connection = new Database(path, { readonly: true });
  const { t, read } = reader;
  const upgrades = listed(t, { store: reader, clock: () => new Date() }).find(({ name }) => name === 'upgrades');
  if (!upgrades) throw new Error('There is no list of upgrades');
  const plainCount = connection.prepare("select count(*) from upgrades where status = 'completed'");
  const [counted, plain] = [await timed(41, () => countUp(reader, upgrades, eq(t.upgrades.status, 'completed'))), await timed(9, () => plainCount.get())];
  const { serial } = connection.prepare('select serial from devices order by id limit 1 offset 1000').get() as { serial: string };
  const part = serial.slice(2, 9);
  const plainSearch = connection.prepare('select id from devices where serial like ? limit 25');
  const found = () => read.select({ id: t.devices.id }).from(t.devices).where(searchCondition(t, 'devices', t.devices.id, part.toLowerCase(), 'sqlite')).limit(25);
  // No row beyond the last: LIKE has to look at all of them when fewer than a page match.
  const [searched, plainlySearched] = [await timed(101, found), await timed(9, () => plainSearch.all(`%${part}zz%`))];
  connection.close();
  await reader.close();
  return [
    { what: 'total of a filtered list, 86 % of rows match', ours: ms(counted), bare: `${ms(plain)} (count(*))`, ratio: times(counted / plain), goal: '≤ 1 ms', met: counted <= 1 },
    { what: 'a device by any part of its serial', ours: ms(searched), bare: `${ms(plainlySearched)} (LIKE)`, ratio: times(searched / plainlySearched), goal: '≤ 1 ms', met: searched <= 1 },
  ];
}
