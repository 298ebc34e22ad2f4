import { and, asc, eq, gt, inArray, sql, type SQL } from 'drizzle-orm';
import { forIds, rowById } from '../../db/kept.ts';
import { addRows, insertRows, putRows } from '../../db/many.ts';
import type { Db, Store, Tx } from '../../db/store.ts';
import type { Tables } from '../../db/schema/index.ts';
import { COUNTERS, countsOf, cutsOf, journeyOf, MONTHLY_CUTS, NO_COUNTS, type Counts, type Journey, type JourneyFacts, type MonthlyCut } from '../domain/adoption/journey.ts';
import { DEFAULT_POLICY, POLICY_ID } from '../domain/policy.ts';
import type { Step } from '../domain/words.ts';

type Reader = Pick<Tx, 'db' | 't'>;

const ROWS_A_STATEMENT = 400;
const A_SLICE = 100;
const A_PAGE = 5_000;

const OVER = ['completed', 'cancelled', 'abandoned'] as const;

/** What the rate asks of an upgrade, told by the upgrade itself, its account, its path, its steps and its escalations. */
function factsQuery(db: Db, { upgrades: u, accounts: a, upgradePaths: p, upgradeSteps: s, escalations: e }: Tables) {
  const first = (what: SQL): SQL<string | null> => sql`(select ${what} from ${e} where ${e.upgradeId} = ${u.id} order by ${e.openedAt}, ${e.id} limit 1)`;
  return db.select({
    id: u.id, kind: u.kind, pathId: u.pathId, family: sql<string | null>`coalesce(${p.fromFamily}, ${p.toFamily})`, segment: a.segment, region: a.region, managerId: a.managerId, customerSince: a.customerSince,
    startedBy: u.startedBy, startedAt: u.startedAt, placedAt: u.placedAt, completedAt: u.completedAt, status: u.status, motion: u.motion, firstTouchedAt: u.firstTouchedAt, shadowTouches: u.shadowTouches, timesEscalated: u.timesEscalated,
    placedBy: sql<JourneyFacts['placedBy']>`(select ${s.by} from ${s} where ${s.upgradeId} = ${u.id} and ${s.step} = 'placed' order by ${s.startedAt} desc limit 1)`,
    firstStep: first(sql`${e.step}`), firstCause: first(sql`coalesce(${e.rootCause}, ${e.reason})`),
    alone: sql<number>`(select count(*) from ${e} where ${e.upgradeId} = ${u.id} and ${e.outcome} = 'self_completed')`.mapWith(Number),
  }).from(u).innerJoin(a, eq(a.id, u.accountId)).leftJoin(p, eq(p.id, u.pathId)).$dynamic();
}

type FactsRow = Awaited<ReturnType<typeof factsQuery>>[number];

const asJourney = ({ status, alone, firstStep, ...row }: FactsRow, zone: string): Journey =>
  journeyOf({ ...row, firstStep: firstStep as Step | null, isOver: (OVER as readonly string[]).includes(status), wentOnAlone: alone > 0 }, zone);

async function booksZone({ db, t }: Reader): Promise<string> {
  const row = await rowById(db, t.policies, POLICY_ID);
  return { ...DEFAULT_POLICY, ...row?.rules }.booksZone;
}

type Days = Tables['adoptionDays'];
type Months = Tables['adoptionMonths'];

/** Sums of journeys, each under what tells it from others. */
class Sums<Of extends object> {
  readonly #sums = new Map<string, { of: Of; counts: Counts }>();

  add(id: string, of: () => Of, counts: Counts, sign: 1 | -1): void {
    const sum = this.#sums.get(id) ?? { of: of(), counts: { ...NO_COUNTS } };
    for (const counter of COUNTERS) sum.counts[counter] += sign * counts[counter];
    this.#sums.set(id, sum);
  }

  /** Those that are not nothing, by id, so that two transactions never wait for one another's rows. */
  rows(): ({ id: string } & Of & Counts)[] {
    return [...this.#sums].filter(([, { counts }]) => COUNTERS.some((counter) => counts[counter] !== 0)).sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, { of, counts }]) => ({ id, ...of, ...counts }));
  }
}

/** Sums by cut and day, and by month for all cuts together. */
class Figures {
  readonly days = new Sums<Pick<Days['$inferInsert'], 'cut' | 'month' | 'day'>>();
  readonly months = new Sums<Pick<Months['$inferInsert'], 'month' | MonthlyCut>>();

  add(journey: Journey, sign: 1 | -1): void {
    const cuts = cutsOf(journey);
    const values = MONTHLY_CUTS.map((cut) => journey[cut] ?? '').join('|');
    for (const [day, counts] of countsOf(journey)) {
      const month = day.slice(0, 7);
      for (const cut of cuts) this.days.add(`${cut}|${day}`, () => ({ cut, month, day }), counts, sign);
      const { kind, segment, region, family, pathId, newCustomer } = journey;
      this.months.add(`${month}|${values}`, () => ({ month, kind, segment, region, family, pathId, newCustomer }), counts, sign);
    }
  }
}

async function addFigures({ db, t }: Reader, { days, months }: Figures): Promise<void> {
  await addSums(db, t.adoptionDays, days.rows());
  await addSums(db, t.adoptionMonths, months.rows());
}

async function addSums<T extends Days | Months>(db: Db, table: T, rows: readonly (T['$inferInsert'] & Counts & { id: string })[]): Promise<void> {
  const into = table as Days;
  await addRows(db, into, rows as Days['$inferSelect'][], COUNTERS);
  // Where nothing is counted any more there is no trace left: what is taken back is as if it had never been.
  const less = rows.filter((row) => COUNTERS.some((counter) => row[counter] < 0)).map(({ id }) => id);
  for (let from = 0; from < less.length; from += ROWS_A_STATEMENT) {
    await db.delete(into).where(and(inArray(into.id, less.slice(from, from + ROWS_A_STATEMENT)), ...COUNTERS.map((counter) => eq(into[counter], 0))));
  }
}

/** Counts these upgrades anew. What they were counted as before is kept with them, so that it does not matter what has changed, or in which order. */
async function recount(tx: Tx, all: readonly string[]): Promise<void> {
  const { db, t } = tx;
  const zone = await booksZone(tx);
  const figures = new Figures();
  for (let from = 0; from < all.length; from += A_SLICE) {
    const ids = all.slice(from, from + A_SLICE);
    const was = new Map((await forIds(db, 'journeys', ids, (on, among) => on.select().from(t.journeys).where(among(t.journeys.id)))).map((row) => [row.id, row as Journey]));
    const now = (await forIds(db, 'facts of journeys', ids, (on, among) => factsQuery(on, t).where(among(t.upgrades.id)))).map((row) => asJourney(row, zone));
    const changed = now.filter((journey) => !sameJourney(journey, was.get(journey.id)));
    for (const journey of changed) {
      const before = was.get(journey.id);
      if (before) figures.add(before, -1);
      figures.add(journey, 1);
    }
    const there = new Set(now.map(({ id }) => id));
    const gone = [...was.values()].filter(({ id }) => !there.has(id));
    for (const journey of gone) figures.add(journey, -1);
    if (gone.length > 0) await db.delete(t.journeys).where(inArray(t.journeys.id, gone.map(({ id }) => id)));
    if (changed.length > 0) await putRows(db, t.journeys, changed);
  }
  await addFigures(tx, figures);
}

const sameJourney = (one: Journey, other: Journey | undefined): boolean => other !== undefined && (Object.keys(one) as (keyof Journey)[]).every((name) => one[name] === other[name]);

/** Has the self-serve figures follow these upgrades, in the transaction that changes them, once it is through. */
export function countAnew(tx: Pick<Tx, 'atEnd'>, upgradeIds: readonly string[]): void {
  if (upgradeIds.length > 0) tx.atEnd('journeys', upgradeIds, recount);
}

/** An account is cut as it is today: when its segment, region or manager changes, its journeys go along. */
export async function recountAccount(tx: Tx, accountId: string): Promise<void> {
  const { upgrades } = tx.t;
  countAnew(tx, (await tx.db.select({ id: upgrades.id }).from(upgrades).where(eq(upgrades.accountId, accountId))).map(({ id }) => id));
}

/** The same for the family that a path leads from. */
export async function recountPath(tx: Tx, pathId: string): Promise<void> {
  const { upgrades } = tx.t;
  countAnew(tx, (await tx.db.select({ id: upgrades.id }).from(upgrades).where(eq(upgrades.pathId, pathId))).map(({ id }) => id));
}

/** Counts every upgrade from the beginning: the same figures as those that were kept. `told` hears how many are done. */
export async function recountAll(tx: Tx, told: (journeys: number) => void = () => undefined): Promise<void> {
  const { db, t } = tx;
  const zone = await booksZone(tx);
  await db.delete(t.journeys);
  await db.delete(t.adoptionDays);
  await db.delete(t.adoptionMonths);
  const figures = new Figures();
  let last = '';
  for (let done = 0; ;) {
    const page = await factsQuery(db, t).where(gt(t.upgrades.id, last)).orderBy(asc(t.upgrades.id)).limit(A_PAGE);
    const end = page.at(-1);
    if (!end) break;
    const journeys = page.map((row) => asJourney(row, zone));
    for (const journey of journeys) figures.add(journey, 1);
    await insertRows(db, t.journeys, journeys);
    last = end.id;
    done += page.length;
    told(done);
  }
  await addFigures(tx, figures);
}

/** Counts every upgrade anew at the end of a transaction that changes what a day is. */
export const recountEnd = (tx: Pick<Tx, 'atEnd'>): void => tx.atEnd('all journeys', [], (own) => recountAll(own));

/** Counts what was there before figures were kept. */
export async function countJourneysOnce(store: Store): Promise<void> {
  const { upgrades, adoptionMonths } = store.t;
  const [[any], [counted]] = await Promise.all([store.read.select({ id: upgrades.id }).from(upgrades).limit(1), store.read.select({ id: adoptionMonths.id }).from(adoptionMonths).limit(1)]);
  if (any && !counted) await store.write((tx) => recountAll(tx));
}
