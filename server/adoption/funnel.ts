import { and, between, count, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { inSlices } from '../../db/many.ts';
import { within, type Filter, type Rows, type Window } from '../domain/adoption/definitions.ts';
import { funnelOf, minutesBetween, type FunnelStep } from '../domain/adoption/funnel.ts';
import { STEPS, type Step } from '../domain/words.ts';
import type { Cuts } from './ask.ts';
import { cutting, type Reader } from './read.ts';

/** Times between steps are told from so many of the latest journeys of a cohort: more of them move a median by less than it is read to. */
export const TIMED_JOURNEYS = 2_000;

/** Which step it is, counted from the first. */
const placeOf = (step: SQLiteColumn): SQL<number> => sql<number>`case ${step} ${sql.join(STEPS.map((name, place) => sql.raw(`when '${name}' then ${place}`)), sql` `)} else 0 end`;

type StepRows = Record<'left' | 'waiting' | 'escalated' | 'handedBack', Rows>;
export type Funnel = { begun: number; rows: Rows; steps: (FunnelStep & { rows: StepRows })[] };

/** Journeys that customers began in the window, step by step: who came how far, who left, who called, and how long a step takes. */
export async function readFunnel(reader: Reader, window: Window, cuts: Cuts, filter: Filter): Promise<Funnel> {
  const { db, t: { journeys: j, upgrades: u, upgradeSteps: s, escalations: e } } = reader;
  const cohort = and(between(j.startedOn, window.from, window.to), sql`not ${j.automatic}`, eq(j.startedBy, 'customer'), cutting(reader, cuts));
  const gone = sql<number>`sum(case when ${j.over} and ${j.completedOn} is null then 1 else 0 end)`.mapWith(Number);
  const standing = await db.select({ step: u.step, all: count(), gone }).from(j).innerJoin(u, eq(u.id, j.id)).where(cohort).groupBy(u.step);
  const came = db.select({ id: j.id, furthest: sql<number>`max(${placeOf(s.step)})`.as('furthest') }).from(j).innerJoin(s, eq(s.upgradeId, j.id)).where(cohort).groupBy(j.id).as('came');
  // Where an upgrade stands may be told without the step having been: by hand, by a file.
  const place = sql<number>`case when ${came.furthest} > ${placeOf(u.step)} then ${came.furthest} else ${placeOf(u.step)} end`;
  const furthest = await db.select({ place: place.mapWith(Number), journeys: count() }).from(j).innerJoin(u, eq(u.id, j.id)).leftJoin(came, eq(came.id, j.id)).where(cohort).groupBy(place);
  const called = await db.select({ step: j.firstStep, journeys: count() }).from(j).where(and(cohort, sql`${j.firstStep} is not null`)).groupBy(j.firstStep);
  const back = await db.select({ step: e.handedBackStep, journeys: sql<number>`count(distinct ${e.upgradeId})`.mapWith(Number) }).from(j).innerJoin(e, eq(e.upgradeId, j.id)).where(and(cohort, sql`${e.handedBackStep} is not null`)).groupBy(e.handedBackStep);
  const events = new Map<Step, { escalated: number; handedBack: number }>();
  const at = (step: Step | null) => {
    const known = events.get(step ?? 'entry') ?? { escalated: 0, handedBack: 0 };
    events.set(step ?? 'entry', known);
    return known;
  };
  for (const { step, journeys } of called) at(step).escalated = Number(journeys);
  for (const { step, journeys } of back) at(step).handedBack = journeys;
  const latest = (await db.select({ id: j.id }).from(j).where(cohort).orderBy(desc(j.startedOn), desc(j.id)).limit(TIMED_JOURNEYS)).map(({ id }) => id);
  const starts = Map.groupBy(await inSlices(latest, (ids) => db.select({ upgradeId: s.upgradeId, step: s.step, startedAt: s.startedAt }).from(s).where(inArray(s.upgradeId, ids))), ({ upgradeId }) => upgradeId);
  const minutes = new Map<Step, number[]>();
  for (const own of starts.values()) for (const [step, taken] of minutesBetween(own)) minutes.set(step, (minutes.get(step) ?? []).concat(taken));
  const steps = funnelOf(new Map(furthest.map(({ place: furthestPlace, journeys }) => [STEPS[furthestPlace] ?? 'entry', Number(journeys)])), new Map(standing.map(({ step, all, gone: left }) => [step, { all: Number(all), gone: left }])), events, minutes);
  const rows = (own: Filter): Rows => ({ resource: 'upgrades', filter: within('startedOn', window, { automatic: false, startedBy: 'customer', ...own, ...filter }) });
  return {
    begun: steps[0]?.reached ?? 0, rows: rows({}),
    steps: steps.map((step) => ({ ...step, rows: { left: rows({ step: step.step, over: true, completedOn_null: true }), waiting: rows({ step: step.step, over: false }), escalated: rows({ firstStep: step.step }), handedBack: rows({ handedBackStep: step.step }) } })),
  };
}
