import { Type } from 'typebox';
import { figureOf, lostTo, type Figure, type Filter, type Rows } from '../domain/adoption/definitions.ts';
import { worthOf } from '../domain/adoption/gap.ts';
import type { Verdict } from '../domain/adoption/limits.ts';
import { mondayOf } from '../domain/adoption/periods.ts';
import { BASIS_POINTS, neededFor } from '../domain/adoption/rate.ts';
import { addDays } from '../domain/days.ts';
import type { Day, Step } from '../domain/words.ts';
import { orNull } from '../rest/schemas.ts';
import type { Cuts } from './ask.ts';
import { readOutlook } from './outlook.ts';
import { readCounts, readGoal, readLosses, type Reader } from './read.ts';
import { aReport, SUMMARY_DAYS, type Report } from './report.ts';
import { Figure as FigureShape, Rows as RowsShape } from './shapes.ts';
import { readTrend } from './trend.ts';

const TOP_CAUSES = 3;
/** So far back a trend has eleven whole months. */
const TREND_BACK_DAYS = 334;

export type WeekCause = { name: string | null; step: Step; escalations: number; /** In points of the rate, a part of one. */ worth: number; rows: Rows };
export type Week = {
  from: Day; to: Day; week: Figure; quarter: Figure; goal: number; needed: number; verdict: Verdict; causes: WeekCause[]; date: Day | null; met: boolean; refusal: string | null;
};

/** The week before a Monday, and what the 90 days up to its end say: what its owners are told each Monday. */
export async function readWeek(reader: Reader, { monday, cuts, filter }: { monday: Day; cuts: Cuts; filter: Filter }): Promise<Week> {
  const { rootCauses } = reader.t;
  const [from, to] = [addDays(monday, -7), addDays(monday, -1)];
  const window = { from: addDays(to, 1 - SUMMARY_DAYS), to };
  const [week, counts, losses, goal, trend, outlook, names] = [
    await readCounts(reader, { from, to }, cuts), await readCounts(reader, window, cuts), await readLosses(reader, window, cuts), await readGoal(reader, cuts.segment, to),
    await readTrend(reader, { today: monday, window: { from: `${addDays(to, -TREND_BACK_DAYS).slice(0, 7)}-01`, to }, cuts, filter, by: 'month', definition: 'strict', dated: 'flow' }), await readOutlook(reader, cuts, filter, monday),
    new Map((await reader.db.select({ id: rootCauses.id, name: rootCauses.name }).from(rootCauses)).map(({ id, name }) => [id, name])),
  ];
  const causes = [...Map.groupBy(losses.causes, ({ step, rootCause }) => `${step}|${rootCause}`).values()].flatMap((some): WeekCause[] => {
    const [first] = some;
    if (!first) return [];
    return [{
      name: names.get(first.rootCause ?? '') ?? null, step: first.step, escalations: some.reduce((sum, { escalations }) => sum + escalations, 0), worth: counts.completed === 0 ? 0 : worthOf(losses, some) / counts.completed,
      rows: lostTo(window, { firstStep: first.step, firstCause: first.rootCause }, filter),
    }];
  }).sort((a, b) => b.worth - a.worth).slice(0, TOP_CAUSES);
  return {
    from, to, week: figureOf('strict', week, { from, to }, filter), quarter: figureOf('strict', counts, window, filter), goal: goal.targetBasisPoints / BASIS_POINTS, needed: neededFor(goal.targetBasisPoints, { numerator: counts.strict, denominator: counts.completed }),
    verdict: trend.verdict, causes, date: outlook.date, met: outlook.met, refusal: outlook.refusal,
  };
}

const text = Type.String();

/** The last week that was over by the end of the window. */
const week = aReport({
  name: 'week', summary: 'The last whole week of the window, the 90 days up to it, and what holds the rate back: what goes out by mail each Monday', days: SUMMARY_DAYS,
  answer: Type.Object({
    from: text, to: text, week: FigureShape, quarter: FigureShape, goal: Type.Number(), needed: Type.Integer(), verdict: text, date: orNull(text), met: Type.Boolean(), refusal: orNull(text),
    causes: Type.Array(Type.Object({ name: orNull(text), step: text, escalations: Type.Integer(), worth: Type.Number(), rows: RowsShape })),
  }),
  read: (reader, { window, cuts, filter, today }) => readWeek(reader, { monday: mondayOf(window.to < today ? addDays(window.to, 1) : today), cuts, filter }),
});

export const WEEK: readonly Report[] = [week];
