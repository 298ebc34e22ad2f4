import { and, between, count, eq, sql, sum, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { kept } from '../../db/kept.ts';
import type { Tables } from '../../db/schema/index.ts';
import type { Tx } from '../../db/store.ts';
import type { Window } from '../domain/adoption/definitions.ts';
import { COUNTERS, cutName, NO_COUNTS, type Counter, type Counts, type Cut, type MonthlyCut } from '../domain/adoption/journey.ts';
import { wholeMonthsOf } from '../domain/adoption/periods.ts';
import type { Day, Step } from '../domain/words.ts';
import { asFilter, type Cuts } from './ask.ts';

export type Reader = Pick<Tx, 'db' | 't'>;

/** Sums of each day, or each month, of a window. */
export type Series = Map<string, Counts>;

type Days = Tables['adoptionDays'];

/** Rows of a cut and a window, along the index of its months. */
const inWindow = (d: Days): SQL | undefined => and(eq(d.cut, sql.placeholder('cut')), between(d.month, sql.placeholder('first'), sql.placeholder('last')), between(d.day, sql.placeholder('from'), sql.placeholder('to')));

const placesFor = (cut: string, { from, to }: Window) => ({ cut, from, to, first: from.slice(0, 7), last: to.slice(0, 7) });

const given = (cuts: Cuts) => Object.entries(cuts) as [Cut, string][];

/**
 * Counts by day or month. Whole or with one cut they are read from the sums by day; with several, whole months are summed from what is kept of
 * all cuts together, and the rest is counted from the journeys. So is what is cut by a manager among others, whose journeys are few.
 * Counters that are not `wanted` may be left at nought.
 */
export async function readSeries(reader: Reader, window: Window, cuts: Cuts, by: 'day' | 'month', wanted: readonly Counter[] = COUNTERS): Promise<Series> {
  const asked = given(cuts);
  if (asked.length > 1) return by === 'day' || cuts.managerId !== undefined ? countSeries(reader, window, cuts, by) : sumMonths(reader, window, cuts);
  const [only] = asked;
  const cut = only ? cutName(...only) : '';
  const { adoptionDays: d } = reader.t;
  const bucket = by === 'day' ? d.day : d.month;
  const rows = await kept(reader.db, `adoption by ${by}: ${wanted.join(' ')}`, (on) => on.select({ bucket: sql<string>`${bucket}`, ...sumsOf(d, wanted) }).from(d)
    .where(inWindow(d)).groupBy(...(by === 'day' ? [d.month, d.day] : [d.month]))).execute(placesFor(cut, window));
  return new Map(rows.map(({ bucket: name, ...counts }) => [name, { ...NO_COUNTS, ...counts }]));
}

const sumsOf = (table: Record<Counter, SQLiteColumn>, counters: readonly Counter[] = COUNTERS) => Object.fromEntries(counters.map((counter) => [counter, sum(table[counter]).mapWith(Number)])) as Record<Counter, SQL<number>>;

async function sumMonths(reader: Reader, window: Window, cuts: Cuts): Promise<Series> {
  const { whole, rest } = wholeMonthsOf(window);
  const { adoptionMonths: m } = reader.t;
  const series: Series = new Map();
  if (whole) {
    const conditions = Object.entries(asFilter(cuts)).map(([cut, value]) => eq(m[cut as MonthlyCut] as SQLiteColumn, value));
    const rows = await reader.db.select({ month: m.month, ...sumsOf(m) }).from(m).where(and(between(m.month, whole.from, whole.to), ...conditions)).groupBy(m.month);
    for (const { month, ...counts } of rows) series.set(month, counts as Counts);
  }
  for (const part of rest) for (const [month, counts] of await countSeries(reader, part, cuts, 'month')) series.set(month, total([counts, series.get(month) ?? NO_COUNTS]));
  return series;
}

/** The sum over a whole window. */
export async function readCounts(reader: Reader, window: Window, cuts: Cuts): Promise<Counts> {
  const asked = given(cuts);
  if (asked.length > 1) return total((await readSeries(reader, window, cuts, 'month')).values());
  const [only] = asked;
  const { adoptionDays: d } = reader.t;
  const [sums] = await kept(reader.db, 'adoption of a window', (on) => on.select(sumsOf(d)).from(d).where(inWindow(d))).execute(placesFor(only ? cutName(...only) : '', window));
  return Object.fromEntries(COUNTERS.map((counter) => [counter, sums?.[counter] ?? 0])) as Counts;
}

export function total(many: Iterable<Counts>): Counts {
  const sums = { ...NO_COUNTS };
  for (const counts of many) for (const counter of COUNTERS) sums[counter] += counts[counter];
  return sums;
}

const whether = (condition: SQL | SQLiteColumn): SQL<number> => sum(sql`case when ${condition} then 1 else 0 end`).mapWith(Number);

/** The condition that cuts make on journeys. */
export function cutting({ t: { journeys: j } }: Pick<Reader, 't'>, cuts: Cuts): SQL | undefined {
  return and(...Object.entries(asFilter(cuts)).map(([cut, value]) => eq(j[cut as Cut] as SQLiteColumn, value)));
}

/** The same counts, from the journeys themselves. */
export async function countSeries(reader: Reader, { from, to }: Window, cuts: Cuts, by: 'day' | 'month'): Promise<Series> {
  const { db, t: { journeys: j } } = reader;
  const where = cutting(reader, cuts);
  const series: Series = new Map();
  const take = (rows: ({ bucket: string } & Partial<Counts>)[]) => {
    for (const { bucket, ...counts } of rows) series.set(bucket, { ...(series.get(bucket) ?? NO_COUNTS), ...counts });
  };
  const bucketOf = (day: SQLiteColumn) => (by === 'day' ? sql<string>`${day}` : sql<string>`substr(${day}, 1, 7)`);
  const counted = sql`not ${j.automatic}`;
  const byCustomer = sql`${counted} and ${j.startedBy} = 'customer'`;
  const completedOn = bucketOf(j.completedOn);
  take(await db.select({
    bucket: completedOn, completed: whether(counted), strict: whether(j.strict), automatic: whether(j.automatic), helped: whether(j.helped), shadowTouches: whether(sql`${counted} and ${j.shadowTouches} > 0`),
  }).from(j).where(and(between(j.completedOn, from, to), where)).groupBy(completedOn));
  const placedOn = bucketOf(j.placedOn);
  take(await db.select({ bucket: placedOn, placed: whether(counted), untouchedOrders: whether(sql`${counted} and ${j.untouchedOrder}`), takenUp: whether(sql`${counted} and ${j.placedBy} = 'customer'`) }).from(j).where(and(between(j.placedOn, from, to), where)).groupBy(placedOn));
  const startedOn = bucketOf(j.startedOn);
  take(await db.select({
    bucket: startedOn, begun: whether(byCustomer), contained: whether(sql`${byCustomer} and not ${j.escalated}`), begunPlaced: whether(sql`${byCustomer} and ${j.placedOn} is not null`), cohort: whether(counted), cohortOver: whether(sql`${counted} and ${j.over}`),
    cohortCompleted: whether(sql`${counted} and ${j.completedOn} is not null`), cohortStrict: whether(j.strict),
  }).from(j).where(and(between(j.startedOn, from, to), where)).groupBy(startedOn));
  return series;
}

/** How many journeys of a cohort of starts come to each step of the walk; the first number is the cohort's. */
export async function readWalk(reader: Reader, { from, to }: Window, cuts: Cuts): Promise<number[]> {
  const { db, t: { journeys: j } } = reader;
  const steps = [sql`${j.placedOn} is not null`, sql`${j.placedBy} = 'customer'`, sql`${j.untouchedOrder}`, sql`${j.completedOn} is not null`, sql`${j.strict}`];
  const [row] = await db.select({ all: count(), ...Object.fromEntries(steps.map((_step, index) => [`s${index}`, whether(sql.join(steps.slice(0, index + 1), sql` and `))])) })
    .from(j).where(and(between(j.startedOn, from, to), sql`not ${j.automatic}`, eq(j.startedBy, 'customer'), cutting(reader, cuts)));
  const counts = row as Record<string, number> | undefined;
  return [Number(counts?.all ?? 0), ...steps.map((_step, index) => Number(counts?.[`s${index}`] ?? 0))];
}

export type Loss = { step: Step; rootCause: string | null; pathId: string | null; escalations: number };

/** Journeys that customers began and that were completed in the window: how many there are, what those that are not strict were first escalated for, and how many were touched without that. */
export async function readLosses(reader: Reader, { from, to }: Window, cuts: Cuts): Promise<{ begun: number; touched: number; causes: Loss[] }> {
  const { db, t: { journeys: j } } = reader;
  const where = and(between(j.completedOn, from, to), sql`not ${j.automatic}`, eq(j.startedBy, 'customer'), cutting(reader, cuts));
  const [all] = await db.select({ begun: count(), strict: whether(j.strict) }).from(j).where(where);
  const rows = await db.select({ step: sql<Step>`${j.firstStep}`, rootCause: j.firstCause, pathId: j.pathId, escalations: count() }).from(j)
    .where(and(where, sql`not ${j.strict}`, sql`${j.firstStep} is not null`)).groupBy(j.firstStep, j.firstCause, j.pathId);
  const [begun, strict] = [Number(all?.begun ?? 0), all?.strict ?? 0];
  const causes = rows.map((cause) => ({ ...cause, escalations: Number(cause.escalations) }));
  return { begun, touched: begun - strict - causes.reduce((total, { escalations }) => total + escalations, 0), causes };
}

/** Completed journeys of a window by the values of one property. */
export async function readGroups(reader: Reader, { from, to }: Window, cuts: Cuts, by: Cut): Promise<Map<string, { numerator: number; denominator: number }>> {
  const { db, t: { journeys: j } } = reader;
  const rows = await db.select({ key: sql<string | number | boolean | null>`${j[by]}`, numerator: whether(j.strict), denominator: count() }).from(j).where(and(between(j.completedOn, from, to), sql`not ${j.automatic}`, cutting(reader, cuts))).groupBy(j[by]);
  return new Map(rows.map(({ key, numerator, denominator }) => [by === 'newCustomer' ? String(Boolean(key)) : String(key ?? ''), { numerator, denominator: Number(denominator) }]));
}

export type Goal = { targetBasisPoints: number; dueOn: Day | null; segment: string | null };

/** Where nobody has set a goal. */
const USUAL_GOAL: Goal = { targetBasisPoints: 9_000, dueOn: null, segment: null };

/** The goal that holds on a day: the segment's own where it has one, else that of all. */
export async function readGoal({ db, t }: Reader, segment: string | undefined, day: Day): Promise<Goal> {
  const goals = await db.select().from(t.adoptionGoals);
  const held = goals.filter(({ startsOn }) => startsOn <= day).sort((a, b) => (a.startsOn + a.id < b.startsOn + b.id ? 1 : -1));
  return (segment === undefined ? undefined : held.find((goal) => goal.segment === segment)) ?? held.find((goal) => goal.segment === null) ?? USUAL_GOAL;
}
