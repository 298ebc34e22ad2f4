import { Type } from 'typebox';
import { DEFINITIONS, figureOf, lostTo, within, type Definition, type Filter, type Window } from '../domain/adoption/definitions.ts';
import { worthOf } from '../domain/adoption/gap.ts';
import { CUTS, type Cut } from '../domain/adoption/journey.ts';
import { mixOf } from '../domain/adoption/mix.ts';
import { GRAINS, type Grain } from '../domain/adoption/periods.ts';
import { BASIS_POINTS, neededFor, rateOf } from '../domain/adoption/rate.ts';
import { walkOf } from '../domain/adoption/walk.ts';
import { addDays, daysBetween } from '../domain/days.ts';
import { fieldProblem, Problem } from '../rest/problem.ts';
import { demand } from '../rest/request.ts';
import { orNull } from '../rest/schemas.ts';
import { windowOf } from './ask.ts';
import { AHEAD } from './ahead.ts';
import { EFFECTS } from './effects.ts';
import { readCounts, readGoal, readGroups, readLosses, readWalk, type Reader } from './read.ts';
import { aReport, isKept, SUMMARY_DAYS, TREND_DAYS, type Report } from './report.ts';
import { BasedOn, Figure, RateShape, Rows, Trend, WindowShape } from './shapes.ts';
import { readTrend, type Dated } from './trend.ts';
import { WEEK } from './week.ts';

const text = Type.String();
const whole = Type.Integer();

const summary = aReport({
  name: 'summary', summary: 'The self-serve rate by its five definitions, and the walk between them', days: SUMMARY_DAYS,
  answer: Type.Object({
    goal: Type.Number(), goalDueOn: orNull(text), needed: whole, window: WindowShape, definitions: Type.Object(Object.fromEntries(DEFINITIONS.map((definition) => [definition, Figure]))),
    assistedThenSelfServed: whole, shadowTouches: whole, automatic: whole, rows: Type.Object({ assistedThenSelfServed: Rows, shadowTouches: Rows, automatic: Rows }),
    walk: Type.Object({ begun: whole, rows: Rows, steps: Type.Array(Type.Object({ id: text, stay: whole, leave: whole, rows: Type.Object({ stay: Rows, leave: Rows }) })) }),
  }),
  read: async (reader, { window, cuts, filter }) => {
    const [counts, walked, goal] = await Promise.all([readCounts(reader, window, cuts), readWalk(reader, window, cuts), readGoal(reader, cuts.segment, window.to)]);
    const completed = (of: Filter) => ({ resource: 'upgrades', filter: within('completedOn', window, { ...of, ...filter }) });
    const cohort = within('startedOn', window, { automatic: false, startedBy: 'customer', ...filter });
    return {
      goal: goal.targetBasisPoints / BASIS_POINTS, goalDueOn: goal.dueOn, needed: neededFor(goal.targetBasisPoints, { numerator: counts.strict, denominator: counts.completed }), window,
      definitions: Object.fromEntries(DEFINITIONS.map((definition) => [definition, figureOf(definition, counts, window, filter)])),
      assistedThenSelfServed: counts.helped, shadowTouches: counts.shadowTouches, automatic: counts.automatic,
      rows: { assistedThenSelfServed: completed({ automatic: false, helped: true }), shadowTouches: completed({ automatic: false, shadowTouches_gt: 0 }), automatic: completed({ automatic: true }) },
      walk: {
        begun: walked[0], rows: { resource: 'upgrades', filter: cohort },
        steps: walkOf(walked, cohort).map(({ rows, ...step }) => ({ ...step, rows: { stay: { resource: 'upgrades', filter: rows.stay }, leave: { resource: 'upgrades', filter: rows.leave } } })),
      },
    };
  },
});

const LONGEST_BY_DAY = 1_100;

type Trending = { by: Grain; definition: Definition; dated: Dated };

const trend = aReport<Trending>({
  name: 'trend', summary: 'A rate, period by period, with its limits, annotations and what can be said of it', more: { by: Type.Optional(text), definition: Type.Optional(text), dated: Type.Optional(text) }, answer: Trend, days: TREND_DAYS, wholeMonths: true, isLight: (question) => isKept(question) && question.by === 'month',
  ask: ({ by = 'month', definition = 'strict', dated = 'flow' }, { window }) => {
    if (!(GRAINS as readonly string[]).includes(by)) throw fieldProblem(400, 'by', `must be one of ${GRAINS.join(', ')}`);
    if (!(DEFINITIONS as readonly string[]).includes(definition)) throw fieldProblem(400, 'definition', `must be one of ${DEFINITIONS.join(', ')}`);
    if (dated !== 'flow' && dated !== 'cohort') throw fieldProblem(400, 'dated', 'must be flow or cohort');
    if (dated === 'cohort' && definition !== 'strict') throw fieldProblem(400, 'definition', 'must be strict for a series by start');
    if (by !== 'month' && daysBetween(window.from, window.to) > LONGEST_BY_DAY) throw fieldProblem(400, 'to', 'must not be more than three years after from by days or weeks');
    return { by: by as Grain, definition: definition as Definition, dated };
  },
  read: (reader, question) => readTrend(reader, question),
});

const gap = aReport({
  name: 'gap', summary: 'What stands between the rate and its goal: causes by step and path, and what each is worth', days: SUMMARY_DAYS,
  answer: Type.Object({
    goal: Type.Number(), window: WindowShape, needed: whole, jointWorth: Type.Number(), ...RateShape, begun: whole, touched: BasedOn, byStaff: BasedOn,
    causes: Type.Array(Type.Object({ step: text, rootCause: orNull(text), rootCauseName: orNull(text), pathId: orNull(text), pathName: orNull(text), escalations: whole, worth: Type.Number(), rows: Rows })),
  }),
  read: async (reader, { window, cuts, filter }) => {
    const [counts, losses, goal, names] = await Promise.all([readCounts(reader, window, cuts), readLosses(reader, window, cuts), readGoal(reader, cuts.segment, window.to), readNames(reader)]);
    const causes = losses.causes.map((cause) => ({
      ...cause, rootCauseName: names.causes.get(cause.rootCause ?? '') ?? null, pathName: names.paths.get(cause.pathId ?? '') ?? null, worth: worthOf(losses, [cause]),
      rows: lostTo(window, { firstStep: cause.step, firstCause: cause.rootCause, pathId: cause.pathId }, filter),
    })).sort((a, b) => b.worth - a.worth || (a.step + a.rootCause + a.pathId < b.step + b.rootCause + b.pathId ? -1 : 1));
    return {
      goal: goal.targetBasisPoints / BASIS_POINTS, window, needed: neededFor(goal.targetBasisPoints, { numerator: counts.strict, denominator: counts.completed }), jointWorth: worthOf(losses, causes), ...rateOf(counts.strict, counts.completed),
      begun: losses.begun, touched: { journeys: losses.touched, rows: lostTo(window, { firstStep_null: true }, filter) }, causes,
      byStaff: { journeys: counts.completed - losses.begun, rows: { resource: 'upgrades', filter: within('completedOn', window, { automatic: false, startedBy_ne: 'customer', ...filter }) } },
    };
  },
});

const cohorts = aReport({
  name: 'cohorts', summary: 'Journeys by the month in which they began: how far they have come', days: TREND_DAYS, wholeMonths: true, isLight: isKept,
  answer: Type.Object({
    window: WindowShape, cohorts: Type.Array(Type.Object({ period: text, from: text, to: text, begun: whole, over: whole, completed: whole, strict: whole, maturity: orNull(Type.Number()), ...RateShape, rows: Type.Object({ begun: Rows, over: Rows, completed: Rows, strict: Rows }) })),
  }),
  read: async (reader, { window, cuts, filter, today }) => {
    const { periods } = await readTrend(reader, { today, window, cuts, filter, by: 'month', definition: 'strict', dated: 'cohort' });
    return {
      window, cohorts: periods.map(({ id, from, to, counts, maturity, rows: _rows, limits: _limits, phase: _phase, whole: _whole, ...rate }) => {
        const rows = (of: Filter) => ({ resource: 'upgrades', filter: within('startedOn', { from, to }, { automatic: false, ...of, ...filter }) });
        return { period: id, from, to, begun: counts.cohort, over: counts.cohortOver, completed: counts.cohortCompleted, strict: counts.cohortStrict, maturity, ...rate, rows: { begun: rows({}), over: rows({ over: true }), completed: rows({ completedOn_null: false }), strict: rows({ strict: true }) } };
      }),
    };
  },
});

type Mixing = { by: Cut; beforeWindow: Window };

const mix = aReport<Mixing>({
  name: 'mix', summary: 'The change of the rate between two windows, split into mix and what really changed', more: { by: Type.Optional(text), beforeFrom: Type.Optional(text), beforeTo: Type.Optional(text) }, days: SUMMARY_DAYS,
  answer: Type.Object({
    by: text, window: WindowShape, beforeWindow: WindowShape, before: orNull(Type.Number()), after: orNull(Type.Number()), change: orNull(Type.Number()), mix: orNull(Type.Number()), real: orNull(Type.Number()),
    groups: Type.Array(Type.Object({ key: text, name: orNull(text), before: Type.Object({ numerator: whole, denominator: whole, rows: Rows }), after: Type.Object({ numerator: whole, denominator: whole, rows: Rows }), mix: orNull(Type.Number()), real: orNull(Type.Number()) })),
  }),
  ask: ({ by = 'kind', beforeFrom, beforeTo }, { window }, viewer) => {
    if (!(CUTS as readonly string[]).includes(by)) throw fieldProblem(400, 'by', `must be one of ${CUTS.join(', ')}`);
    if (by === 'managerId') demand(viewer, 'adoption:compare');
    return { by: by as Cut, beforeWindow: beforeOf(window, beforeFrom, beforeTo) };
  },
  read: async (reader, { window, cuts, filter, by: cut, beforeWindow }) => {
    const [before, after, names] = await Promise.all([readGroups(reader, beforeWindow, cuts, cut), readGroups(reader, window, cuts, cut), readNames(reader)]);
    const none = { numerator: 0, denominator: 0 };
    const groups = [...new Set([...before.keys(), ...after.keys()])].map((key) => ({ key, before: before.get(key) ?? none, after: after.get(key) ?? none }));
    const parts = mixOf(groups);
    const rows = (own: Window, key: string) => ({ resource: 'upgrades', filter: within('completedOn', own, { automatic: false, ...filter, [cut]: cut === 'newCustomer' ? key === 'true' : key === '' ? null : key }) });
    const effects = parts?.groups ?? groups.map((group) => ({ ...group, mix: null, real: null }));
    return {
      by: cut, window, beforeWindow, before: parts?.before ?? null, after: parts?.after ?? null, change: parts ? parts.after - parts.before : null, mix: parts?.mix ?? null, real: parts?.real ?? null,
      groups: effects.map((group) => ({ ...group, name: nameOf(names, cut, group.key), before: { ...group.before, rows: rows(beforeWindow, group.key) }, after: { ...group.after, rows: rows(window, group.key) } }))
        .sort((a, b) => Math.abs((b.real ?? 0) + (b.mix ?? 0)) - Math.abs((a.real ?? 0) + (a.mix ?? 0)) || (a.key < b.key ? -1 : 1)),
    };
  },
});

/** Every report of the self-serve rate. */
export const REPORTS: readonly Report[] = [summary, trend, gap, cohorts, mix, ...AHEAD, ...EFFECTS, ...WEEK];

type Names = Record<'causes' | 'paths' | 'people', Map<string, string>>;

async function readNames({ db, t: { rootCauses, upgradePaths, users } }: Reader): Promise<Names> {
  const named = async (rows: PromiseLike<{ id: string; name: string }[]>) => new Map((await rows).map(({ id, name }) => [id, name]));
  const [causes, paths, people] = await Promise.all([
    named(db.select({ id: rootCauses.id, name: rootCauses.name }).from(rootCauses)), named(db.select({ id: upgradePaths.id, name: upgradePaths.name }).from(upgradePaths)), named(db.select({ id: users.id, name: users.name }).from(users)),
  ]);
  return { causes, paths, people };
}

const nameOf = ({ paths, people }: Names, cut: Cut, key: string): string | null => (cut === 'pathId' ? paths.get(key) : cut === 'managerId' ? people.get(key) : undefined) ?? null;

/** The window before: as asked for, or as long as the other, just before it. */
function beforeOf({ from, to }: Window, beforeFrom: string | undefined, beforeTo: string | undefined): Window {
  const days = daysBetween(from, to) + 1;
  const last = beforeTo ?? addDays(from, -1);
  try {
    return windowOf({ from: beforeFrom, to: last }, last, days);
  } catch (error) {
    throw error instanceof Problem ? fieldProblem(400, beforeFrom === undefined ? 'beforeTo' : 'beforeFrom', 'must be days of the calendar, YYYY-MM-DD, the first not after the last') : error;
  }
}
