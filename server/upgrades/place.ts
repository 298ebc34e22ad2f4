import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { insertRow, updateRow } from '../../db/kept.ts';
import { readPolicy } from '../admin/commands.ts';
import { codeUpgrade, reverseCoding, undoLapse } from '../coding/commands.ts';
import { saveLines } from '../coding/lines.ts';
import { standingCoding } from '../coding/read.ts';
import { keptLines } from '../domain/coding/kept.ts';
import { addDays, dayIn, endOfTerm } from '../domain/days.ts';
import { toReporting } from '../domain/money.ts';
import type { PolicyRules } from '../domain/policy.ts';
import { notNow } from '../domain/refusal.ts';
import { legalCommands } from '../domain/upgrade.ts';
import type { Day } from '../domain/words.ts';
import { refusalProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { callOffReturns, openReturn } from '../returns/commands.ts';
import { asLine, countingSubscriptions, journeyOf, readLines, readPath, type LineRow, type PathRow, type SubscriptionRow, type UpgradeRow } from './read.ts';

/** What placing an order goes by: how things stand at that moment. `current`: the before-lines that still count in the books; `follows`: those that lapsed. */
export type Order = { path: PathRow | null; policy: PolicyRules; lines: { before: LineRow[]; after: LineRow[] }; current: SubscriptionRow[]; follows?: string[] };

/**
 * Places an order: the lines before leave the books on the day it takes effect, the lines after enter them, what that does to recurring revenue
 * is coded and posted, and a return is opened where the path asks for the old device. A day that is past becomes today; a renewal's may lie
 * in the gap window, so that it goes on from the term that has ended. A day that was agreed elsewhere stands, even when it is past, but never before the lines that it replaces began to count. Answers what changes on the upgrade; the caller's transaction holds all of it, and the books.
 */
export async function placeOrder(act: Act, upgrade: UpgradeRow, by: 'customer' | 'staff' | 'system', agreedDay: Day | null = null): Promise<Partial<UpgradeRow>> {
  const { tx } = act;
  const path = await readPath(tx, upgrade.pathId);
  const lines = await readLines(tx, upgrade.id);
  const policy = await readPolicy(tx);
  const today = dayIn(policy.booksZone, act.now);
  const earliest = upgrade.kind === 'renewal' ? addDays(today, -policy.gapDays) : today;
  const wantedDay = agreedDay ?? (upgrade.effectiveOn < earliest ? today : upgrade.effectiveOn);
  const { current, follows } = await beforeInBooks(act, upgrade, lines.before, wantedDay, policy.gapDays, () => legalCommands(journeyOf(upgrade, path, lines.after.length)).filter((command) => command !== 'place-on-behalf'));
  const effectiveOn = [wantedDay, ...current.map((row) => row.countsFrom)].sort().at(-1) ?? wantedDay;
  await refreshBefore(act, lines.before, current);
  return fulfil(act, upgrade, { path, policy, lines: { ...lines, after: agreedDay === null ? moveStarts(lines.after, effectiveOn) : lines.after }, current, follows }, by, effectiveOn);
}

/** The same for an order whose lines and day were agreed elsewhere, and whose before-lines are read already. */
export const placeAgreed = (act: Act, upgrade: UpgradeRow, order: Order, effectiveOn: Day): Promise<Partial<UpgradeRow>> =>
  fulfil(act, upgrade, order, 'customer', [effectiveOn, ...order.current.map((row) => row.countsFrom)].sort().at(-1) ?? effectiveOn);

async function fulfil(act: Act, upgrade: UpgradeRow, { path, policy, lines, current, follows = [] }: Order, by: 'customer' | 'staff' | 'system', effectiveOn: Day): Promise<Partial<UpgradeRow>> {
  const { tx } = act;
  const after = await valueOn(act, lines.after, effectiveOn, policy.reportingCurrency);
  const kept = keptLines(upgrade.kind, current.map(asLine), after);
  const staying = new Set(kept.values());
  const leaving = current.filter((row) => !staying.has(row.id));
  const opened = after.filter(({ line }) => !kept.has(line)).map((line) => ({ line, row: openedLine(upgrade, line, current, effectiveOn), replaces: line.replaces }));
  const replaced = new Set(lines.after.flatMap((line) => line.replaces));
  await saveLines(act, [
    ...leaving.map((row) => ({ before: row, after: { ...row, status: replaced.has(row.id) ? 'replaced' as const : 'ended' as const, countsUntil: effectiveOn, version: row.version + 1 } })),
    ...opened.map(({ row }) => ({ before: null, after: row })),
  ]);
  for (const { line, row } of opened) await saveLine(act, line.id, { ...line, subscriptionId: row.id });
  for (const line of after) {
    const row = current.find(({ id }) => id === kept.get(line.line));
    if (row) await saveLine(act, line.id, { startsOn: row.startsOn, endsOn: row.endsOn, reportingArrMinor: row.reportingArrMinor, subscriptionId: row.id });
  }
  await codeUpgrade(act, upgrade, { effectiveOn, before: leaving, after: opened, expected: path?.expected ?? [], follows });
  if (path?.returnRequired) await openReturn(act, { upgradeId: upgrade.id, accountId: upgrade.accountId, effectiveOn, deviceIds: leaving.flatMap((row) => row.deviceId ?? []) }, policy);
  await insertRow(tx.db, tx.t.upgradeSteps, { id: uuidv7(), upgradeId: upgrade.id, step: 'placed', startedAt: act.now, by, actorId: act.actor.id });
  const sum = (rows: { reportingArrMinor: number }[]) => rows.reduce((total, row) => total + row.reportingArrMinor, 0);
  return { status: 'placed', step: 'placed', placedAt: act.now, effectiveOn, beforeArrMinor: sum(current), afterArrMinor: sum(after) };
}

/**
 * The lines that the order replaces, as the books hold them now. One that lapsed is none any more, and only named; where the order takes effect
 * inside its gap window, the lapse is taken back and the order goes on from it. One that another order took is in the way.
 */
async function beforeInBooks(act: Act, upgrade: UpgradeRow, rows: readonly LineRow[], effectiveOn: Day, gapDays: number, allowed: () => readonly string[]): Promise<{ current: SubscriptionRow[]; follows: string[] }> {
  const { tx } = act;
  const current = await countingSubscriptions(tx, upgrade.accountId, rows.map((line) => line.line));
  const follows: string[] = [];
  for (const { line } of rows) {
    if (current.some((row) => row.id === line)) continue;
    const [gone] = await tx.db.select().from(tx.t.subscriptions).where(eq(tx.t.subscriptions.id, line));
    if (!gone || (await standingCoding(tx, `close:${line}`))?.origin !== 'lapse') throw refusalProblem(notNow('A line that this order replaces has left the books meanwhile: configure the order again', allowed()), upgrade);
    if (gone.endsOn !== null && effectiveOn <= addDays(gone.endsOn, gapDays)) current.push(await undoLapse(act, gone));
    else follows.push(line);
  }
  return { current, follows };
}

/** A draft that lay about starts when it is placed: a line's term is what was agreed, not the day. */
const moveStarts = (after: readonly LineRow[], effectiveOn: Day): LineRow[] => after.map((line) => (line.startsOn < effectiveOn ? { ...line, startsOn: effectiveOn, endsOn: line.endsOn === null ? null : endOfTerm(effectiveOn, line.termMonths) } : line));

/** A line enters the books at the rate of the day on which it does. */
async function valueOn({ tx }: Act, after: readonly LineRow[], effectiveOn: Day, reportingCurrency: string): Promise<LineRow[]> {
  const rates = after.some(({ currency }) => currency !== reportingCurrency) ? await tx.db.select().from(tx.t.exchangeRates) : [];
  return after.map((line) => ({ ...line, reportingArrMinor: toReporting({ amountMinor: line.arrMinor, currency: line.currency, on: effectiveOn }, reportingCurrency, rates) }));
}

async function saveLine({ tx }: Act, id: string, { startsOn, endsOn, reportingArrMinor, subscriptionId }: Partial<LineRow>): Promise<void> {
  await updateRow(tx.db, tx.t.upgradeLines, id, { startsOn, endsOn, reportingArrMinor, subscriptionId });
}

/** The before-lines keep what the books held at placing. */
async function refreshBefore({ tx }: Act, rows: readonly LineRow[], current: readonly SubscriptionRow[]): Promise<void> {
  for (const row of rows) {
    const subscription = current.find((one) => one.id === row.line);
    if (subscription) await updateRow(tx.db, tx.t.upgradeLines, row.id, { ...asLine(subscription), subscriptionId: subscription.id });
  }
}

function openedLine(upgrade: UpgradeRow, line: LineRow, before: readonly SubscriptionRow[], effectiveOn: Day): SubscriptionRow {
  const replaced = before.filter((row) => line.replaces.includes(row.id));
  return {
    id: uuidv7(), externalId: null, accountId: upgrade.accountId, product: line.product, quantity: line.quantity, unitArrMinor: line.unitArrMinor, arrMinor: line.arrMinor, currency: line.currency,
    reportingArrMinor: line.reportingArrMinor, termMonths: line.termMonths, startsOn: line.startsOn, endsOn: line.endsOn, countsFrom: effectiveOn, countsUntil: null,
    autoRenew: replaced.some((row) => row.autoRenew), isTrial: false, status: 'active',
    // A refresh ships another device, whose serial is not known yet; every other kind goes on with the one that is there.
    deviceId: upgrade.kind === 'refresh' ? null : (replaced.find((row) => row.deviceId !== null)?.deviceId ?? null), upgradeId: upgrade.id, version: 1,
  };
}

/**
 * Takes a placed order back before it takes effect: the new lines never counted, the old ones count on, the return is called off. An event may still tell of it on the
 * day itself: what the customer's portal let them do has happened.
 */
export async function undoOrder(act: Act, upgrade: UpgradeRow, told: 'by-staff' | 'by-event'): Promise<Partial<UpgradeRow>> {
  const { tx, now } = act;
  const { booksZone } = await readPolicy(tx);
  const today = dayIn(booksZone, now);
  if (today > upgrade.effectiveOn || (today === upgrade.effectiveOn && told === 'by-staff')) throw refusalProblem(notNow('The order has taken effect: undo it by a new upgrade', ['advance']), upgrade);
  const { subscriptions } = tx.t;
  const opened = await tx.db.select().from(subscriptions).where(and(eq(subscriptions.upgradeId, upgrade.id), isNull(subscriptions.countsUntil)));
  const lines = await readLines(tx, upgrade.id);
  const carried = new Set(lines.before.map((line) => line.line));
  if (opened.length < lines.after.filter(({ subscriptionId }) => subscriptionId === null || !carried.has(subscriptionId)).length) throw refusalProblem(notNow('A line of this order has been replaced meanwhile', ['advance']), upgrade);
  const ids = (await standingCoding(tx, `upgrade:${upgrade.id}`))?.given.before.map(({ line }) => line) ?? [];
  const closed = ids.length === 0 ? [] : await tx.db.select().from(subscriptions).where(and(inArray(subscriptions.id, ids), isNotNull(subscriptions.countsUntil)));
  await saveLines(act, [
    ...opened.map((row) => ({ before: row, after: { ...row, status: 'ended' as const, countsUntil: row.countsFrom, version: row.version + 1 } })),
    ...closed.map((row) => ({ before: row, after: { ...row, status: row.endsOn !== null && row.endsOn < today ? 'expired' as const : 'active' as const, countsUntil: null, version: row.version + 1 } })),
  ]);
  await reverseCoding(act, `upgrade:${upgrade.id}`, 'upgrade');
  await callOffReturns(act, upgrade.id);
  return {};
}
