import { and, eq, inArray } from 'drizzle-orm';
import type { Tables } from '../../db/schema/index.ts';
import { readPolicy } from '../admin/commands.ts';
import { NO_COUNTS } from '../domain/adoption/journey.ts';
import { mondayOf } from '../domain/adoption/periods.ts';
import { weeklyMail } from '../domain/adoption/weekly.ts';
import { lastDayOf } from '../domain/coding/months.ts';
import { addDays, dayIn } from '../domain/days.ts';
import { DESK } from '../domain/escalation.ts';
import { SEGMENTS, type Day, type Month } from '../domain/words.ts';
import { enqueueMail, type Mail } from '../mail/commands.ts';
import { instant, type Act, type Kernel } from '../rest/request.ts';
import { readOutlook } from './outlook.ts';
import type { ReportPool } from './pool.ts';
import { readCounts, readSeries, type Reader } from './read.ts';
import { readWeek } from './week.ts';

const KEPT = 'adoption:kept';
const MAILED = 'adoption:mailed';
/** A forecast is scored by the month that is the third after the last that it knew. */
const MONTHS_AHEAD = 3;
const REMEMBERED_MONTHS = 13;
/** In the books time zone: before people begin. */
const MAIL_HOUR = 6;

/** What happens to the figures of the self-serve rate because a month or a week has begun: forecasts and figures of past months are kept, the weekly summary is sent. Twice does no harm. */
export async function adoptionRound(kernel: Kernel, reports: Pick<ReportPool, 'run'>, publicUrl: string): Promise<number> {
  const { store } = kernel;
  const now = instant(kernel);
  const { booksZone } = await readPolicy({ db: store.read, t: store.t });
  const today = dayIn(booksZone, now);
  const kept = await onceFor(kernel, KEPT, Number(today.slice(0, 7).replace('-', '')), now, async () => keepMonth(await reports.run<MonthToKeep>('month-to-keep', { today })));
  const monday = mondayOf(today);
  const isEarly = monday === today && Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: booksZone }).format(new Date(now))) < MAIL_HOUR;
  const mailed = isEarly ? 0 : await onceFor(kernel, MAILED, Number(monday.replaceAll('-', '')), now, async () => mailWeek(await reports.run<Mail[]>('week-to-mail', { monday, publicUrl })));
  return kept + mailed;
}

/** What is to be written, once it is known; answers how much was. */
type Work = (act: Act) => Promise<number>;

/** Does what is to be done once for a number that only grows. It is read before the transaction begins, which is short then. */
async function onceFor({ store }: Kernel, id: string, value: number, now: string, prepare: () => Promise<Work>): Promise<number> {
  const { counters } = store.t;
  const done = async ({ db }: Pick<Reader, 'db'>) => ((await db.select({ value: counters.value }).from(counters).where(eq(counters.id, id)))[0]?.value ?? 0) >= value;
  if (await done({ db: store.read })) return 0;
  const work = await prepare();
  return store.write(async (tx) => {
    if (await done(tx)) return 0;
    await tx.db.insert(counters).values({ id, value }).onConflictDoUpdate({ target: counters.id, set: { value } });
    return work({ tx, actor: DESK, now, requestId: 'adoption' });
  });
}

export type MonthToKeep = { forecasts: Omit<Tables['adoptionForecasts']['$inferInsert'], 'madeAt'>[]; snapshots: Tables['adoptionSnapshots']['$inferInsert'][] };

/** What is foretold this month, of all and of each segment, and how the months of the past year stand now. */
export async function monthToKeep(reader: Reader, { today }: { today: Day }): Promise<MonthToKeep> {
  const madeIn = today.slice(0, 7);
  const forecasts: MonthToKeep['forecasts'] = [];
  for (const segment of [null, ...SEGMENTS]) {
    const third = (await readOutlook(reader, segment === null ? {} : { segment }, {}, today)).probabilities[MONTHS_AHEAD - 1];
    if (third) forecasts.push({ id: `${madeIn}|${segment ?? ''}`, madeIn, segment, month: third.date.slice(0, 7), middle: third.middle, low: third.low, high: third.high });
  }
  const snapshots: MonthToKeep['snapshots'] = [];
  const window = { from: `${addDays(today, -31 * REMEMBERED_MONTHS).slice(0, 7)}-01`, to: addDays(`${madeIn}-01`, -1) };
  for (const [month, { strict, completed }] of await readSeries(reader, window, {}, 'month', ['strict', 'completed'])) {
    if (completed > 0) snapshots.push({ id: `${month}|${madeIn}`, month, asOf: madeIn, numerator: strict, denominator: completed });
  }
  return { forecasts, snapshots };
}

const keepMonth = ({ forecasts, snapshots }: MonthToKeep): Work => async ({ tx: { db, t }, now }) => {
  for (const row of forecasts) await db.insert(t.adoptionForecasts).values({ ...row, madeAt: now }).onConflictDoNothing();
  for (const row of snapshots) await db.insert(t.adoptionSnapshots).values(row).onConflictDoNothing();
  return forecasts.length + snapshots.length;
};

/** The week before this Monday, for everybody who owns the goal and wants it. */
export async function weekToMail(reader: Reader, { monday, publicUrl }: { monday: Day; publicUrl: string }): Promise<Mail[]> {
  const { users } = reader.t;
  const readers = (await reader.db.select().from(users).where(and(eq(users.status, 'active'), inArray(users.role, ['sales_ops'])))).filter(({ preferences }) => preferences.weeklySummary !== false);
  if (readers.length === 0) return [];
  const { causes, ...told } = await readWeek(reader, { monday, cuts: {}, filter: {} });
  const named = causes.map(({ name, ...cause }) => ({ ...cause, name: name ?? 'no cause given' }));
  return readers.map(({ id, name, email }): Mail => {
    const text = weeklyMail({ ...told, readerName: name, causes: named, address: `${publicUrl}/adoption` });
    return { ...text, cause: `weekly-summary:${monday}:${id}`, kind: 'weekly_summary', to: email, replyTo: null, escalationId: null, upgradeId: null, accountId: null };
  });
}

const mailWeek = (mails: readonly Mail[]): Work => async (act) => {
  for (const mail of mails) await enqueueMail(act, mail);
  return mails.length;
};

export type KeptForecast = { madeIn: Month; month: Month; middle: number; low: number; high: number; actual: number | null; held: boolean | null };

/** Forecasts of the past with what came of them, latest first. A month is scored once it is over. */
export async function readKept(reader: Reader, segment: string | undefined, today: Day): Promise<KeptForecast[]> {
  const { adoptionForecasts: f } = reader.t;
  const rows = (await reader.db.select().from(f)).filter((row) => row.segment === (segment ?? null) && row.madeIn <= today.slice(0, 7)).sort((a, b) => (a.madeIn < b.madeIn ? 1 : -1));
  return Promise.all(rows.map(async ({ madeIn, month, middle, low, high }) => {
    const { strict, completed } = lastDayOf(month) < today ? await readCounts(reader, { from: `${month}-01`, to: lastDayOf(month) }, segment === undefined ? {} : { segment }) : { strict: 0, completed: 0 };
    const actual = completed === 0 ? null : strict / completed;
    return { madeIn, month, middle, low, high, actual, held: actual === null ? null : low <= actual && actual <= high };
  }));
}

export type Revision = { month: Month; figures: { asOf: Month; numerator: number; denominator: number; rate: number | null }[] };

/** How past months' figures stood when later months began, and stand now: oldest month first. */
export async function readRevisions(reader: Reader, today: Day): Promise<Revision[]> {
  const { adoptionSnapshots: s } = reader.t;
  const rows = (await reader.db.select().from(s)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const since = addDays(today, -31 * REMEMBERED_MONTHS).slice(0, 7);
  const months = [...Map.groupBy(rows, ({ month }) => month)].filter(([month]) => month >= since);
  const [first, last] = [months[0]?.[0], months.at(-1)?.[0]];
  if (first === undefined || last === undefined) return [];
  const now = await readSeries(reader, { from: `${first}-01`, to: lastDayOf(last) }, {}, 'month', ['strict', 'completed']);
  return months.map(([month, figures]) => {
    const { strict, completed } = now.get(month) ?? NO_COUNTS;
    const all = [...figures.map(({ asOf, numerator, denominator }) => ({ asOf, numerator, denominator })), { asOf: 'now', numerator: strict, denominator: completed }];
    return { month, figures: all.map((figure) => ({ ...figure, rate: figure.denominator === 0 ? null : figure.numerator / figure.denominator })) };
  });
}
