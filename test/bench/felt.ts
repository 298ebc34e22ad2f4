import { listPath } from '../support/paths.ts';
import { drive, during, get, type Requests } from './load.ts';
import type { Bench } from './main.ts';
import { ms, times, type Measured } from './table.ts';

const USUAL_MS = 4_000;
const LOOK_EVERY_MS = 100;

/** Somebody who looks at the queue, without haste, for as long as `over` is false. */
function lookingOn(cookie: string, over: () => boolean): Requests {
  const look = get(`/api${listPath('escalations', { status: 'waiting' }, [0, 24], ['queueDueAt', 'ASC'])}`, { cookie });
  return () => (over() ? null : look);
}

type Felt = { usual: number; meanwhile: number; longestStallMs: number; usualStallMs: number; moreBytes: number };

/** What another person's list and the event loop feel while something heavy runs. */
export async function feltDuring({ ours, other }: Bench, heavy: () => Promise<unknown>): Promise<Felt> {
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

/** The two as lines of the table. */
export function linesOf(what: string, felt: Felt): Measured[] {
  const slower = felt.meanwhile / felt.usual;
  return [
    { what: `another’s queue during ${what}: p99`, ours: ms(felt.meanwhile), bare: `${ms(felt.usual)} (usual)`, ratio: times(slower), goal: '≤ 3 ×', met: slower <= 3 },
    { what: `longest stall of the event loop during ${what}`, ours: ms(felt.longestStallMs), bare: `${ms(felt.usualStallMs)} (usual)`, ratio: '', goal: '≤ 50 ms', met: felt.longestStallMs <= 50 },
  ];
}
