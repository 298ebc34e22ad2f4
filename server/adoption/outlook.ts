import { and, desc, eq, lte } from 'drizzle-orm';
import type { Filter, Rows, Window } from '../domain/adoption/definitions.ts';
import { within } from '../domain/adoption/definitions.ts';
import { FEWEST_A_MONTH, FEWEST_MONTHS, forecastOf, seeded, type Forecast, type MonthCount, type Refusal } from '../domain/adoption/forecast.ts';
import { NO_COUNTS } from '../domain/adoption/journey.ts';
import { BASIS_POINTS } from '../domain/adoption/rate.ts';
import { lastDayOf, monthsThrough } from '../domain/coding/months.ts';
import { addDays } from '../domain/days.ts';
import type { Day, Month } from '../domain/words.ts';
import type { Cuts } from './ask.ts';
import { readGoal, readSeries, type Reader } from './read.ts';

const LONGEST_DAYS = 3 * 366;
/** The same months are simulated alike, whoever asks. */
const SEED = 1;

const WHY: Record<Refusal, string> = {
  few_months: `There are fewer than ${FEWEST_MONTHS} whole months with journeys since the process last became another one`,
  thin: `There are fewer than ${FEWEST_A_MONTH} journeys in an average month`,
  no_trend: 'The trend’s 95% interval holds zero: as far as these months say, the rate may be standing still',
  away: 'The rate is falling',
};

export type Outlook = {
  goal: number; goalDueOn: Day | null;
  /** As likely as not. */
  date: Day | null;
  refusal: string | null;
  /** The trend is at the goal already. */
  met: boolean;
  date50: Day | null; date80: Day | null; date95: Day | null;
  probabilities: { date: Day; probability: number; middle: number; low: number; high: number }[];
  trend: Forecast['trend'];
  window: Window;
  months: (MonthCount & { rows: Rows })[];
};

const firstOf = (month: Month | null): Day | null => (month === null ? null : `${month}-01`);

/** Whole months since the last new baseline, up to the one before today's. */
async function stableMonths(reader: Reader, cuts: Cuts, today: Day): Promise<MonthCount[]> {
  const end = addDays(`${today.slice(0, 7)}-01`, -1);
  const { adoptionAnnotations: a } = reader.t;
  const [baseline] = await reader.db.select({ day: a.day }).from(a).where(and(eq(a.rebaselines, true), lte(a.day, today))).orderBy(desc(a.day)).limit(1);
  const earliest = addDays(end, -LONGEST_DAYS);
  // A month in which the process changed is of neither.
  const from = `${baseline && baseline.day > earliest ? addDays(lastDayOf(addDays(baseline.day, -1).slice(0, 7)), 1) : `${earliest.slice(0, 7)}-01`}`;
  if (from > end) return [];
  const series = await readSeries(reader, { from, to: end }, cuts, 'month', ['strict', 'completed']);
  const months = monthsThrough(from.slice(0, 7), end.slice(0, 7)).map((month): MonthCount => {
    const { strict, completed } = series.get(month) ?? NO_COUNTS;
    return { month, numerator: strict, denominator: completed };
  });
  const first = months.findIndex(({ denominator }) => denominator > 0);
  return first < 0 ? [] : months.slice(first);
}

/** When the strict rate will meet its goal, as far as its months since the last new baseline say. */
export async function readOutlook(reader: Reader, cuts: Cuts, filter: Filter, today: Day): Promise<Outlook> {
  const [months, goal] = await Promise.all([stableMonths(reader, cuts, today), readGoal(reader, cuts.segment, today)]);
  const { refusal, met, ahead, month50, month80, month95, trend } = forecastOf(months, goal.targetBasisPoints / BASIS_POINTS, seeded(SEED));
  const first = months[0]?.month ?? today.slice(0, 7);
  return {
    goal: goal.targetBasisPoints / BASIS_POINTS, goalDueOn: goal.dueOn, date: firstOf(month50), refusal: refusal === null ? null : WHY[refusal], met, date50: firstOf(month50), date80: firstOf(month80), date95: firstOf(month95),
    probabilities: ahead.map(({ month, reached, middle, low, high }) => ({ date: `${month}-01`, probability: reached, middle, low, high })), trend,
    window: { from: `${first}-01`, to: lastDayOf(months.at(-1)?.month ?? first) },
    months: months.map((month) => ({ ...month, rows: { resource: 'upgrades', filter: within('completedOn', { from: `${month.month}-01`, to: lastDayOf(month.month) }, { automatic: false, ...filter }) } })),
  };
}
