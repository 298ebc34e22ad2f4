import { and, asc, gte, lte } from 'drizzle-orm';
import { MEANING, within, type Definition, type Filter, type Rows, type Window } from '../domain/adoption/definitions.ts';
import { NO_COUNTS, type Counter, type Counts } from '../domain/adoption/journey.ts';
import { limitsOf, verdictOn, type Limits, type Verdict } from '../domain/adoption/limits.ts';
import { isWhole, periodId, periodsOf, type Grain, type Period } from '../domain/adoption/periods.ts';
import { BASIS_POINTS, rateOf, type Rate } from '../domain/adoption/rate.ts';
import type { Day } from '../domain/words.ts';
import type { Cuts } from './ask.ts';
import { readGoal, readSeries, total, type Reader, type Series } from './read.ts';

/** `flow`: by the day that the definition goes by. `cohort`: strict journeys among all that began in the period. */
export type Dated = 'flow' | 'cohort';
export type TrendQuery = { today: Day; window: Window; cuts: Cuts; filter: Filter; by: Grain; definition: Definition; dated: Dated };

type Annotation = { id: string; day: Day; kind: string; text: string; rebaselines: boolean };
export type TrendPeriod = Period & Rate & { counts: Counts; phase: number; limits: Limits | null; /** Of a cohort: how much of it is over. */ maturity: number | null; /** The whole of its period, and over. */ whole: boolean; rows: { numerator: Rows; denominator: Rows } };
export type Trend = { definition: Definition; by: Grain; dated: Dated; goal: number; window: Window; verdict: Verdict; periods: TrendPeriod[]; annotations: Annotation[] };

const COHORT = ['cohort', 'cohortOver', 'cohortCompleted', 'cohortStrict'] as const satisfies readonly Counter[];

/** A cohort of which less is over will rise yet: it tells nothing of limits. */
const MATURE = 0.95;

/**
 * A rate, period by period. Limits are reckoned anew from every annotation that says so, from what is no longer on its way; the verdict goes by the
 * last period that is over. The goal is one of the strict rate by completion: of any other series there is no verdict.
 */
export async function readTrend(reader: Reader, { today, window, cuts, filter, by, definition, dated }: TrendQuery): Promise<Trend> {
  const { adoptionAnnotations: a } = reader.t;
  const meaning = dated === 'flow' ? MEANING[definition] : { dated: 'startedOn' as const, numerator: 'cohortStrict' as const, denominator: 'cohort' as const, of: { automatic: false }, counted: { strict: true } };
  const [series, annotations, goal] = await Promise.all([
    readWhole(reader, window, cuts, by, dated === 'flow' ? [meaning.numerator, meaning.denominator] : COHORT), reader.db.select().from(a).where(and(gte(a.day, window.from), lte(a.day, window.to))).orderBy(asc(a.day), asc(a.id)), readGoal(reader, cuts.segment, window.to),
  ]);
  const breaks = annotations.filter(({ rebaselines }) => rebaselines).map(({ day }) => day);
  const periods = periodsOf(by, window).map((period) => {
    const counts = series.get(period.id) ?? NO_COUNTS;
    const rows = (of: Filter): Rows => ({ resource: 'upgrades', filter: within(meaning.dated, period, { ...meaning.of, ...of, ...filter }) });
    return {
      ...period, whole: isWhole(by, period, today), ...rateOf(counts[meaning.numerator], counts[meaning.denominator]), counts, phase: breaks.filter((day) => day <= period.to).length,
      maturity: dated === 'cohort' && counts.cohort > 0 ? counts.cohortOver / counts.cohort : null, rows: { numerator: rows(meaning.counted), denominator: rows({}) },
    };
  });
  const limits = new Map<TrendPeriod['id'], Limits | null>();
  for (const phase of Map.groupBy(periods, ({ phase: own }) => own).values()) {
    const told = phase.filter(({ maturity }) => maturity === null || maturity >= MATURE);
    for (const [index, limit] of limitsOf(told).entries()) limits.set(told[index]?.id ?? '', limit);
  }
  const last = periods.at(-1)?.phase;
  const over = periods.filter(({ phase, whole }) => phase === last && whole).map(({ id }) => limits.get(id) ?? null);
  return {
    definition, by, dated, goal: goal.targetBasisPoints / BASIS_POINTS, window, verdict: definition === 'strict' && dated === 'flow' ? verdictOn(goal.targetBasisPoints / BASIS_POINTS, over) : 'unknown', periods: periods.map((period) => ({ ...period, limits: limits.get(period.id) ?? null })),
    annotations: annotations.map(({ id, day, kind, text, rebaselines }) => ({ id, day, kind, text, rebaselines })),
  };
}

/** Months are read as such; weeks are made of days. */
async function readWhole(reader: Reader, window: Window, cuts: Cuts, by: Grain, wanted: readonly Counter[]): Promise<Series> {
  if (by === 'month') return readSeries(reader, window, cuts, 'month', wanted);
  const days = [...(await readSeries(reader, window, cuts, 'day', wanted))];
  return new Map([...Map.groupBy(days, ([day]) => periodId(by, day))].map(([id, some]) => [id, total(some.map(([, counts]) => counts))]));
}
