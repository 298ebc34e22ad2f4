import { Type } from 'typebox';
import { orNull } from '../rest/schemas.ts';
import { readFunnel, TIMED_JOURNEYS } from './funnel.ts';
import { readKept, readRevisions } from './keep.ts';
import { readOutlook } from './outlook.ts';
import { aReport, SUMMARY_DAYS, type Report } from './report.ts';
import { Rows, WindowShape } from './shapes.ts';

const text = Type.String();
const whole = Type.Integer();
const share = Type.Number();

const funnel = aReport({
  name: 'funnel', summary: 'Journeys that customers began, step by step', days: SUMMARY_DAYS,
  answer: Type.Object({
    window: WindowShape, begun: whole, timed: whole, rows: Rows,
    steps: Type.Array(Type.Object({
      step: text, reached: whole, further: whole, left: whole, waiting: whole, escalated: whole, handedBack: whole, share: orNull(share), medianMinutes: orNull(Type.Number()), rows: Type.Object({ left: Rows, waiting: Rows, escalated: Rows, handedBack: Rows }),
    })),
  }),
  read: async (reader, { window, cuts, filter }) => ({ window, timed: TIMED_JOURNEYS, ...(await readFunnel(reader, window, cuts, filter)) }),
});

const forecast = aReport({
  name: 'forecast', summary: 'When the goal will be met, or why nobody can say', days: SUMMARY_DAYS,
  answer: Type.Object({
    goal: share, goalDueOn: orNull(text), date: orNull(text), refusal: orNull(text), met: Type.Boolean(), date50: orNull(text), date80: orNull(text), date95: orNull(text), window: WindowShape,
    probabilities: Type.Array(Type.Object({ date: text, probability: share, middle: share, low: share, high: share })),
    trend: Type.Union([Type.Null(), Type.Object({ slope: Type.Number(), low: Type.Number(), high: Type.Number() })]),
    months: Type.Array(Type.Object({ month: text, numerator: whole, denominator: whole, rows: Rows })),
    kept: Type.Array(Type.Object({ madeIn: text, month: text, middle: share, low: share, high: share, actual: orNull(share), held: orNull(Type.Boolean()) })),
  }),
  read: async (reader, { cuts, filter, window, today }) => {
    const asOf = window.to < today ? window.to : today;
    const { segment, ...others } = cuts;
    // What was foretold is kept of all and of each segment, and of no other cut.
    const kept = Object.keys(others).length === 0 ? await readKept(reader, segment, asOf) : [];
    return { ...(await readOutlook(reader, cuts, filter, asOf)), kept };
  },
});

const revisions = aReport({
  name: 'revisions', summary: 'How the figures of past months stood when later months began', days: SUMMARY_DAYS, isLight: () => true,
  answer: Type.Object({ months: Type.Array(Type.Object({ month: text, figures: Type.Array(Type.Object({ asOf: text, numerator: whole, denominator: whole, rate: orNull(share) })) })) }),
  read: async (reader, { today }) => ({ months: await readRevisions(reader, today) }),
});

/** Where journeys stand on their way, where the rate is going, and how past figures have moved. */
export const AHEAD: readonly Report[] = [funnel, forecast, revisions];
