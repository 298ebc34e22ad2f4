import { and, asc, avg, between, count, eq, gt, gte, isNotNull, lte, ne, sql, sum } from 'drizzle-orm';
import { figureOf, lostTo, MEANING, within, type Figure, type Filter, type Rows, type Window } from '../domain/adoption/definitions.ts';
import { worthOf } from '../domain/adoption/gap.ts';
import { rateOf, type Rate } from '../domain/adoption/rate.ts';
import { hoursFreed, scoreFix, trafficWorth, type FixScore, type TrafficWorth } from '../domain/adoption/worth.ts';
import { lastDayOf, monthsThrough } from '../domain/coding/months.ts';
import { addDays, daysBetween } from '../domain/days.ts';
import type { Day, Month, Motion } from '../domain/words.ts';
import { asFilter, type Cuts } from './ask.ts';
import { cutting, readCounts, readLosses, readSeries, type Loss, type Reader } from './read.ts';

const MONTH_DAYS = 365.25 / 12;
/** From the first of a month, so many days back lie in the eleventh month before it, whichever that is. */
const ELEVEN_MONTHS_DAYS = 330;

const earlier = (one: Day, other: Day): Day => (one < other ? one : other);
/** What happened after a fix is compared with as long a time before it, at most a quarter. */
const LONGEST_AFTER_DAYS = 90;

export type FixRow = Reader['t']['adoptionFixes']['$inferSelect'];
type Aside = Rate & { rows: Rows };
export type RankedFix = FixRow & FixScore & { escalations: number; worth: number; rows: Rows; /** Journeys that met the cause, of those completed, before it shipped and since. */ effect: { before: Aside; after: Aside } | null };

type Closes = Pick<FixRow, 'step' | 'rootCause' | 'pathId'>;

/** What a fix would close, among what journeys were lost to; and those journeys. */
const closedBy = (fix: Closes, causes: readonly Loss[]): Loss[] => causes.filter((cause) => cause.step === fix.step && cause.rootCause === fix.rootCause && (fix.pathId === null || cause.pathId === fix.pathId));
const rowsOf = (fix: Closes, window: Window, filter: Filter): Rows => lostTo(window, { firstStep: fix.step, firstCause: fix.rootCause, ...(fix.pathId !== null && { pathId: fix.pathId }) }, filter);
const escalationsOf = (causes: readonly Loss[]): number => causes.reduce((total, { escalations }) => total + escalations, 0);

/** Fixes by how many strict journeys a month a day of work on each can be expected to bring; those that have shipped come last, with what happened since. A cut by path leaves out what is meant for others. */
export async function rankFixes(reader: Reader, window: Window, cuts: Cuts, filter: Filter, today: Day): Promise<RankedFix[]> {
  const { db, t } = reader;
  const [all, losses] = await Promise.all([db.select().from(t.adoptionFixes).orderBy(asc(t.adoptionFixes.name)), readLosses(reader, window, cuts)]);
  const fixes = all.filter(({ pathId }) => pathId === null || cuts.pathId === undefined || pathId === cuts.pathId);
  const months = (daysBetween(window.from, window.to) + 1) / MONTH_DAYS;
  const ranked = await Promise.all(fixes.map(async (fix): Promise<RankedFix> => {
    const own = closedBy(fix, losses.causes);
    const escalations = escalationsOf(own);
    const worth = worthOf(losses, own);
    return {
      ...fix, escalations, worth, ...scoreFix({ escalations, worth, months }, { confidence: fix.confidencePercent / 100, effortDays: fix.effortDays }),
      rows: rowsOf(fix, window, filter), effect: await effectOf(reader, fix, cuts, filter, today),
    };
  }));
  return ranked.sort((a, b) => Number(a.shippedOn !== null) - Number(b.shippedOn !== null) || b.score - a.score || (a.name < b.name ? -1 : 1));
}

async function effectOf(reader: Reader, fix: FixRow, cuts: Cuts, filter: Filter, today: Day): Promise<RankedFix['effect']> {
  if (fix.shippedOn === null || fix.shippedOn > today) return null;
  const days = Math.min(LONGEST_AFTER_DAYS, daysBetween(fix.shippedOn, today) + 1);
  const side = async (window: Window): Promise<Aside> => {
    const { begun, causes } = await readLosses(reader, window, cuts);
    return { ...rateOf(escalationsOf(closedBy(fix, causes)), begun), rows: rowsOf(fix, window, filter) };
  };
  const [before, after] = await Promise.all([side({ from: addDays(fix.shippedOn, -days), to: addDays(fix.shippedOn, -1) }), side({ from: fix.shippedOn, to: addDays(fix.shippedOn, days - 1) })]);
  return { before, after };
}

export type Traffic = TrafficWorth & { months: number; from: Month; to: Month; valuePerUpgradeMinor: number };

/** What moving offline contacts to the portal is worth, from the months of traffic that lie in the window whole; null where none is loaded. */
export async function readTraffic(reader: Reader, window: Window): Promise<Traffic | null> {
  const { db, t: { adoptionTraffic: a, journeys: j, upgrades: u } } = reader;
  const rows = (await db.select().from(a).where(and(gte(a.id, window.from.slice(0, 7)), lte(a.id, window.to.slice(0, 7)))).orderBy(asc(a.id))).filter(({ id }) => `${id}-01` >= window.from && lastDayOf(id) <= window.to);
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return null;
  const orders = await readSeries(reader, { from: `${first.id}-01`, to: lastDayOf(last.id) }, {}, 'month', ['takenUp']);
  const months = rows.map(({ id, visits, contacts, contactOrders }) => ({ visits, contacts, contactOrders, orders: orders.get(id)?.takenUp ?? 0 }));
  const [value] = await db.select({ mean: avg(sql`${u.afterArrMinor} - ${u.beforeArrMinor}`).mapWith(Number) }).from(j).innerJoin(u, eq(u.id, j.id)).where(and(between(j.placedOn, `${first.id}-01`, lastDayOf(last.id)), sql`not ${j.automatic}`, ne(u.status, 'cancelled')));
  const valuePerUpgradeMinor = Math.round(value?.mean ?? 0);
  return { ...trafficWorth(months, valuePerUpgradeMinor), months: rows.length, from: first.id, to: last.id, valuePerUpgradeMinor };
}

/** Renewals of a month: how many were placed, and how many of them through the portal. Automatic ones are nobody's act. */
export async function readRenewals(reader: Reader, { from, to }: Window, cuts: Cuts): Promise<Map<Month, { all: number; online: number }>> {
  const { db, t: { journeys: j } } = reader;
  const month = sql<string>`substr(${j.placedOn}, 1, 7)`;
  const rows = await db.select({ month, all: count(), online: sum(sql`case when ${j.placedBy} = 'customer' then 1 else 0 end`).mapWith(Number) }).from(j).where(and(between(j.placedOn, from, to), eq(j.kind, 'renewal'), sql`not ${j.automatic}`, cutting(reader, cuts))).groupBy(month);
  return new Map(rows.map((row) => [row.month, { all: Number(row.all), online: row.online }]));
}

/** Journeys that customers began in a window, and how many of them were escalated. */
export async function readEscalated(reader: Reader, window: Window, cuts: Cuts): Promise<{ begun: number; escalated: number }> {
  const { begun, contained } = await readCounts(reader, window, cuts);
  return { begun, escalated: begun - contained };
}

export type Migration = { baseline: { month: Month; share: Rate; frozenAt: string; frozenByName: string } | null; months: (Rate & { month: Month; rows: { numerator: Rows; denominator: Rows } })[]; hoursFreed: number | null; secondsEach: number | null };

/** The share of renewals that go through the portal, month by month over a year up to the window's end or over a longer window, beside the frozen baseline; and the hours that fewer escalations than then have freed in the window. The baseline was frozen for all journeys: no hours are reckoned from it where cuts are asked for. */
export async function readMigration(reader: Reader, window: Window, cuts: Cuts, cut: Filter): Promise<Migration> {
  const { db, t } = reader;
  const year = { from: earlier(`${addDays(`${window.to.slice(0, 7)}-01`, -ELEVEN_MONTHS_DAYS).slice(0, 7)}-01`, `${window.from.slice(0, 7)}-01`), to: window.to };
  const [[baseline], renewals, now, [handled]] = await Promise.all([
    db.select().from(t.adoptionBaselines).limit(1), readRenewals(reader, year, cuts), readEscalated(reader, window, cuts),
    db.select({ seconds: avg(t.escalations.handleSeconds).mapWith(Number) }).from(t.escalations).where(and(gt(t.escalations.handleSeconds, 0), isNotNull(t.escalations.closedAt))),
  ]);
  const secondsEach = handled?.seconds ? Math.round(handled.seconds) : null;
  const other = cuts.kind !== undefined && cuts.kind !== 'renewal';
  const months = (other ? [] : monthsThrough(year.from.slice(0, 7), year.to.slice(0, 7))).map((month) => {
    const { all, online } = renewals.get(month) ?? { all: 0, online: 0 };
    const own = { from: `${month}-01`, to: earlier(lastDayOf(month), year.to) };
    const rows = (filter: Filter): Rows => ({ resource: 'upgrades', filter: within('placedOn', own, { automatic: false, kind: 'renewal', ...filter, ...cut }) });
    return { month, ...rateOf(online, all), rows: { numerator: rows(MEANING.take_up.counted), denominator: rows({}) } };
  });
  return {
    baseline: baseline ? { month: baseline.month, share: rateOf(baseline.onlineRenewals, baseline.renewals), frozenAt: baseline.frozenAt, frozenByName: baseline.frozenByName } : null, months,
    hoursFreed: baseline && Object.keys(cuts).length === 0 && baseline.begun > 0 && secondsEach !== null ? hoursFreed(baseline.escalated / baseline.begun, now, secondsEach) : null, secondsEach,
  };
}

export type MotionFigures = { motion: Motion; journeys: number; accounts: number; deltaMinor: number; valuePerAccountMinor: number | null; arrPerAccountMinor: number | null; rows: Rows };

/** What orders of each motion that were not called off brought in the window, and what the accounts that placed them are worth. */
export async function readMotions(reader: Reader, window: Window, cuts: Cuts, filter: Filter): Promise<MotionFigures[]> {
  const { db, t: { journeys: j, upgrades: u, accounts: a } } = reader;
  const placed = and(between(j.placedOn, window.from, window.to), ne(u.status, 'cancelled'), cutting(reader, cuts));
  const orders = await db.select({ motion: u.motion, journeys: count(), deltaMinor: sum(sql`${u.afterArrMinor} - ${u.beforeArrMinor}`).mapWith(Number) }).from(j).innerJoin(u, eq(u.id, j.id)).where(placed).groupBy(u.motion);
  const each = db.selectDistinct({ motion: u.motion, accountId: u.accountId }).from(j).innerJoin(u, eq(u.id, j.id)).where(placed).as('each');
  const worth = await db.select({ motion: each.motion, accounts: count(), arrMinor: sum(a.reportingArrMinor).mapWith(Number) }).from(each).innerJoin(a, eq(a.id, each.accountId)).groupBy(each.motion);
  return orders.map(({ motion, journeys, deltaMinor }) => {
    const own = worth.find((one) => one.motion === motion);
    const accounts = Number(own?.accounts ?? 0);
    return {
      motion, journeys: Number(journeys), accounts, deltaMinor: deltaMinor ?? 0, valuePerAccountMinor: accounts === 0 ? null : Math.round((deltaMinor ?? 0) / accounts), arrPerAccountMinor: accounts === 0 ? null : Math.round((own?.arrMinor ?? 0) / accounts),
      rows: { resource: 'upgrades', filter: within('placedOn', window, { motion, status_ne: 'cancelled', ...filter }) } as Rows,
    };
  }).sort((a, b) => b.journeys - a.journeys);
}


export type CustomerFigures = { newCustomer: boolean } & Record<'strict' | 'take_up', Figure>;

/** How far new customers take to the portal, beside those who were there before. */
export function readCustomers(reader: Reader, window: Window, cuts: Cuts): Promise<CustomerFigures[]> {
  const asked = cuts.newCustomer === undefined ? ['true', 'false'] : [cuts.newCustomer];
  return Promise.all(asked.map(async (newCustomer) => {
    const own = { ...cuts, newCustomer };
    const counts = await readCounts(reader, window, own);
    const figure = (definition: 'strict' | 'take_up') => figureOf(definition, counts, window, asFilter(own));
    return { newCustomer: newCustomer === 'true', strict: figure('strict'), take_up: figure('take_up') };
  }));
}
