import { asc, eq, sql } from 'drizzle-orm';
import { kept, rowById, rowsByIds } from '../../db/kept.ts';
import type { Tx } from '../../db/store.ts';
import type { Line } from '../domain/configuration.ts';
import type { Journey } from '../domain/upgrade.ts';
import { notThere } from '../rest/problem.ts';

type Reader = Pick<Tx, 'db' | 't'>;
type Tables = Tx['t'];
export type UpgradeRow = Tables['upgrades']['$inferSelect'];
export type SubscriptionRow = Tables['subscriptions']['$inferSelect'];
export type PathRow = Tables['upgradePaths']['$inferSelect'];
export type LineRow = Tables['upgradeLines']['$inferSelect'];

export async function readUpgrade({ db, t }: Reader, id: string): Promise<UpgradeRow> {
  const row = await rowById(db, t.upgrades, id);
  if (!row) throw notThere('This upgrade');
  return row;
}

export async function readPath({ db, t }: Reader, id: string | null): Promise<PathRow | null> {
  return id === null ? null : ((await rowById(db, t.upgradePaths, id)) ?? null);
}

export async function readLines({ db, t }: Reader, upgradeId: string): Promise<{ before: LineRow[]; after: LineRow[] }> {
  const rows = await kept(db, 'lines of an upgrade', (on) => on.select().from(t.upgradeLines).where(eq(t.upgradeLines.upgradeId, sql.placeholder('id'))).orderBy(asc(t.upgradeLines.position), asc(t.upgradeLines.line))).execute({ id: upgradeId });
  return { before: rows.filter((row) => row.side === 'before'), after: rows.filter((row) => row.side === 'after') };
}

export const journeyOf = (upgrade: UpgradeRow, path: PathRow | null, lineCount: number): Journey & { exceptionStatus: string | null } => ({
  status: upgrade.status, step: upgrade.step, pathId: upgrade.pathId, lineCount, exceptionStatus: upgrade.exceptionStatus,
  returnRequired: path?.returnRequired ?? false, attestationRequired: path?.attestationRequired ?? false,
});

/** Where a journey stands, in one statement. */
export async function readJourney({ db, t }: Reader, id: string): Promise<{ upgrade: UpgradeRow; journey: ReturnType<typeof journeyOf> }> {
  const lineCount = sql<number>`(select count(*) from ${t.upgradeLines} where ${t.upgradeLines.upgradeId} = ${t.upgrades.id} and ${t.upgradeLines.side} = 'after')`.mapWith(Number);
  const [row] = await kept(db, 'a journey', (on) => on.select({ upgrade: t.upgrades, path: t.upgradePaths, lineCount }).from(t.upgrades).leftJoin(t.upgradePaths, eq(t.upgradePaths.id, t.upgrades.pathId)).where(eq(t.upgrades.id, sql.placeholder('id')))).execute({ id });
  if (!row) throw notThere('This upgrade');
  return { upgrade: row.upgrade, journey: journeyOf(row.upgrade, row.path, row.lineCount) };
}

/** A subscription as a line of an upgrade; its name there is its id. */
export const asLine = (row: SubscriptionRow): Line => ({
  line: row.id, product: row.product, quantity: row.quantity, unitArrMinor: row.unitArrMinor, currency: row.currency, termMonths: row.termMonths, startsOn: row.startsOn, endsOn: row.endsOn,
  arrMinor: row.arrMinor, reportingArrMinor: row.reportingArrMinor, replaces: [],
});

/** Of the named subscriptions, those of this account that still count in the books. */
export async function countingSubscriptions({ db, t }: Reader, accountId: string, ids: readonly string[]): Promise<SubscriptionRow[]> {
  if (ids.length === 0) return [];
  const { subscriptions } = t;
  const rows = await rowsByIds(db, subscriptions, ids);
  return rows.filter((row) => row.accountId === accountId && row.countsUntil === null).sort((a, b) => (a.startsOn === b.startsOn ? (a.id < b.id ? -1 : 1) : a.startsOn < b.startsOn ? -1 : 1));
}
