import { eq, inArray } from 'drizzle-orm';
import { putRows } from '../../db/many.ts';
import { readPolicy } from '../admin/commands.ts';
import { trafficIn, type TrafficFaults, type TrafficRow } from '../domain/adoption/traffic.ts';
import { isMonth, lastDayOf } from '../domain/coding/months.ts';
import { dayIn } from '../domain/days.ts';
import { invalid } from '../domain/refusal.ts';
import type { Month } from '../domain/words.ts';
import { record } from '../record/record.ts';
import { BadFile, readCsv } from '../rest/csv-file.ts';
import { Problem, refusalProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { readEscalated, readRenewals } from './worth.ts';

const MOST_MONTHS = 600;

/** Months of traffic in a CSV, or a problem that tells its faults by line and column. */
export async function readTrafficFile(csv: string): Promise<TrafficRow[]> {
  const { columns, rows } = await readCsv(csv, MOST_MONTHS).catch((error: unknown) => {
    throw error instanceof BadFile ? faulty({ csv: error.message }) : error;
  });
  const broken = rows.flatMap(({ line, fault }) => (fault ? [[`line ${line}`, fault.detail]] : []));
  if (broken.length > 0) throw faulty(Object.fromEntries(broken) as TrafficFaults);
  const read = trafficIn(columns, rows);
  if ('faults' in read) throw faulty(read.faults);
  return read.rows;
}

function faulty(faults: TrafficFaults): Problem {
  const detail = Object.entries(faults).map(([field, fault]) => (field === 'csv' ? fault : `${field}: ${fault}`)).join('; ');
  return new Problem(422, detail, { errors: { ...faults, csv: detail } });
}

/** Keeps months of traffic; a month that is there already is replaced. All or nothing. */
export async function loadTraffic(act: Act, months: readonly TrafficRow[]): Promise<{ months: number; replaced: number }> {
  const { tx, now, actor } = act;
  const { adoptionTraffic } = tx.t;
  const today = dayIn((await readPolicy(tx)).booksZone, now);
  const early = months.find(({ month }) => lastDayOf(month) >= today);
  if (early) throw refusalProblem(invalid('csv', `names ${early.month}, which is not over yet`));
  const before = new Map((await tx.db.select().from(adoptionTraffic).where(inArray(adoptionTraffic.id, months.map(({ month }) => month)))).map((row) => [row.id, row]));
  const rows = months.map(({ month, ...figures }) => ({ id: month, ...figures, loadedAt: now, loadedByName: actor.name, version: (before.get(month)?.version ?? 0) + 1 }));
  await putRows(tx.db, adoptionTraffic, rows);
  for (const row of rows) await record(act, { command: 'adoption.load-traffic', resource: 'adoption-traffic', id: row.id, before: before.get(row.id) ?? null, after: row });
  return { months: rows.length, replaced: before.size };
}

/** Freezes the figures of a month that is over: what comes after is compared with them, whatever is corrected in that month later. There is one baseline at a time. */
export async function freezeBaseline(act: Act, month: Month): Promise<void> {
  const { tx, now, actor } = act;
  const { adoptionBaselines } = tx.t;
  if (!isMonth(month)) throw refusalProblem(invalid('month', 'must be a month, YYYY-MM'));
  const window = { from: `${month}-01`, to: lastDayOf(month) };
  if (window.to >= dayIn((await readPolicy(tx)).booksZone, now)) throw refusalProblem(invalid('month', 'is not over yet'));
  const [renewals, calls] = [await readRenewals(tx, window, {}), await readEscalated(tx, window, {})];
  const { all, online } = renewals.get(month) ?? { all: 0, online: 0 };
  if (all === 0) throw refusalProblem(invalid('month', 'has no renewals to compare with'));
  const [before] = await tx.db.select().from(adoptionBaselines).where(eq(adoptionBaselines.id, 'current'));
  const row = { id: 'current', month, renewals: all, onlineRenewals: online, ...calls, frozenAt: now, frozenByName: actor.name, version: (before?.version ?? 0) + 1 };
  await putRows(tx.db, adoptionBaselines, [row]);
  await record(act, { command: 'adoption.freeze-baseline', resource: 'adoption-baselines', id: row.id, before: before ?? null, after: row });
}
