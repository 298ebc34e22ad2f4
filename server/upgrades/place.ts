import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { insertRows, putRows } from '../../db/bulk.ts';
import { settleAccountsArr } from '../accounts/commands.ts';
import { readPolicy } from '../admin/commands.ts';
import { addDays, dayIn, endOfTerm } from '../domain/days.ts';
import { shareOf } from '../domain/money.ts';
import { notNow } from '../domain/refusal.ts';
import { legalCommands } from '../domain/upgrade.ts';
import type { PolicyRules } from '../domain/policy.ts';
import type { Day } from '../domain/words.ts';
import { refusalProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { asLine, countingSubscriptions, journeyOf, readLines, readPath, type LineRow, type PathRow, type SubscriptionRow, type UpgradeRow } from './read.ts';

/** What placing an order goes by: how things stand at that moment. `current`: the before-lines that still count in the books. */
export type Order = { path: PathRow | null; policy: PolicyRules; lines: { before: LineRow[]; after: LineRow[] }; current: SubscriptionRow[] };

/**
 * Places an order: the lines before leave the books on the day it takes effect, the lines after enter them, and a return is opened where the path
 * asks for the old device. Answers what changes on the upgrade; the caller's transaction holds all of it.
 */
export async function placeOrder(act: Act, upgrade: UpgradeRow, by: 'customer' | 'staff'): Promise<Partial<UpgradeRow>> {
  const { tx } = act;
  const [path, policy, lines] = [await readPath(tx, upgrade.pathId), await readPolicy(tx), await readLines(tx, upgrade.id)];
  const current = await countingSubscriptions(tx, upgrade.accountId, lines.before.map((line) => line.line));
  if (current.length < lines.before.length) {
    const allowed = legalCommands(journeyOf(upgrade, path, lines.after.length)).filter((command) => command !== 'place-on-behalf');
    throw refusalProblem(notNow('A line that this order replaces has left the books meanwhile: configure the order again', allowed), upgrade);
  }
  await refreshBefore(act, lines.before, current);
  const today = dayIn(policy.booksZone, act.now);
  const effectiveOn = upgrade.effectiveOn < today && upgrade.kind !== 'renewal' ? today : upgrade.effectiveOn;
  return fulfil(act, upgrade, { path, policy, lines: { ...lines, after: moveStarts(lines.after, effectiveOn) }, current }, by, effectiveOn);
}

/** The same for an order whose lines and day were agreed elsewhere: the day stands, even when it is past. */
export const placeAgreed = (act: Act, upgrade: UpgradeRow, order: Order, effectiveOn: Day): Promise<Partial<UpgradeRow>> => fulfil(act, upgrade, order, 'customer', effectiveOn);

async function fulfil(act: Act, upgrade: UpgradeRow, { path, policy, lines, current }: Order, by: 'customer' | 'staff', effectiveOn: Day): Promise<Partial<UpgradeRow>> {
  const { tx } = act;
  await closeLines(act, current, new Set(lines.after.flatMap((line) => line.replaces)), effectiveOn);
  await openLines(act, upgrade, lines.after, current, effectiveOn);
  await settleAccountsArr(tx, [upgrade.accountId]);
  if (path?.returnRequired) await openReturn(act, upgrade, current, addDays(effectiveOn, policy.returnDueDays), policy.returnStakeBasisPoints);
  await tx.db.insert(tx.t.upgradeSteps).values({ id: uuidv7(), upgradeId: upgrade.id, step: 'placed', startedAt: act.now, by, actorId: act.actor.id });
  const sum = (rows: { reportingArrMinor: number }[]) => rows.reduce((total, row) => total + row.reportingArrMinor, 0);
  return { status: 'placed', step: 'placed', placedAt: act.now, effectiveOn, beforeArrMinor: sum(current), afterArrMinor: sum(lines.after) };
}

/** A draft that lay about starts when it is placed: a line's term is what was agreed, not the day. */
const moveStarts = (after: readonly LineRow[], effectiveOn: Day): LineRow[] =>
  after.map((line) => (line.startsOn < effectiveOn ? { ...line, startsOn: effectiveOn, endsOn: line.endsOn === null ? null : endOfTerm(effectiveOn, line.termMonths) } : line));

/** The before-lines keep what the books held at placing. */
async function refreshBefore({ tx }: Act, rows: readonly LineRow[], current: readonly SubscriptionRow[]): Promise<void> {
  for (const row of rows) {
    const subscription = current.find((one) => one.id === row.line);
    if (subscription) await tx.db.update(tx.t.upgradeLines).set({ ...asLine(subscription), subscriptionId: subscription.id }).where(eq(tx.t.upgradeLines.id, row.id));
  }
}

async function closeLines({ tx }: Act, current: readonly SubscriptionRow[], replaced: ReadonlySet<string>, effectiveOn: string): Promise<void> {
  const { subscriptions } = tx.t;
  for (const [status, rows] of Map.groupBy(current, (row) => (replaced.has(row.id) ? 'replaced' : 'ended'))) {
    await tx.db.update(subscriptions).set({ status, countsUntil: effectiveOn, version: sql`${subscriptions.version} + 1` }).where(inArray(subscriptions.id, rows.map((row) => row.id)));
  }
}

async function openLines({ tx }: Act, upgrade: UpgradeRow, after: readonly LineRow[], before: readonly SubscriptionRow[], effectiveOn: string): Promise<void> {
  const { subscriptions, upgradeLines } = tx.t;
  const opened = after.map((line) => {
    const replaced = before.filter((row) => line.replaces.includes(row.id));
    return {
      id: uuidv7(), externalId: null, accountId: upgrade.accountId, product: line.product, quantity: line.quantity, unitArrMinor: line.unitArrMinor, arrMinor: line.arrMinor, currency: line.currency,
      reportingArrMinor: line.reportingArrMinor, termMonths: line.termMonths, startsOn: line.startsOn, endsOn: line.endsOn, countsFrom: effectiveOn, countsUntil: null,
      autoRenew: replaced.some((row) => row.autoRenew), isTrial: false, status: 'active' as const,
      // A refresh ships another device, whose serial is not known yet; every other kind goes on with the one that is there.
      deviceId: upgrade.kind === 'refresh' ? null : (replaced.find((row) => row.deviceId !== null)?.deviceId ?? null), upgradeId: upgrade.id,
    };
  });
  await insertRows(tx.db, subscriptions, opened);
  await putRows(tx.db, upgradeLines, after.map((line, index) => ({ ...line, subscriptionId: opened[index]?.id ?? null })));
}

async function openReturn({ tx, now, actor }: Act, upgrade: UpgradeRow, before: readonly SubscriptionRow[], dueOn: string, stakeBasisPoints: number): Promise<void> {
  const { devices, products, returns, returnDevices, returnFacts } = tx.t;
  const ids = before.flatMap((row) => (row.deviceId === null ? [] : [row.deviceId]));
  if (ids.length === 0) return;
  const old = await tx.db.select({ device: devices, listPriceMinor: products.listPriceMinor, currency: products.currency }).from(devices).innerJoin(products, eq(products.id, devices.productId)).where(inArray(devices.id, ids));
  const returnId = uuidv7();
  await tx.db.insert(returns).values({
    id: returnId, upgradeId: upgrade.id, accountId: upgrade.accountId, status: 'authorised', complete: false, disposition: 'return', dueOn,
    atStakeMinor: old.reduce((sum, one) => sum + shareOf(one.listPriceMinor, stakeBasisPoints), 0), currency: old[0]?.currency ?? 'USD', openedAt: now,
  });
  await tx.db.insert(returnDevices).values(old.map(({ device }) => ({ id: uuidv7(), returnId, deviceId: device.id, serial: device.serial, productId: device.productId })));
  await tx.db.insert(returnFacts).values({ id: uuidv7(), returnId, fact: 'authorised', serial: null, occurredAt: now, recordedAt: now, source: 'desk', by: actor.id, detail: {} });
  await tx.db.update(devices).set({ status: 'due_back' }).where(inArray(devices.id, ids));
}

/** Takes a placed order back before it takes effect: the new lines never counted, the old ones count on, the return is called off. */
export async function undoOrder(act: Act, upgrade: UpgradeRow): Promise<Partial<UpgradeRow>> {
  const { tx, now } = act;
  const { booksZone } = await readPolicy(tx);
  if (dayIn(booksZone, now) > upgrade.effectiveOn) throw refusalProblem(notNow('The order has taken effect: undo it by a new upgrade', ['advance']), upgrade);
  const { subscriptions, devices, returns, returnFacts } = tx.t;
  const opened = await tx.db.select().from(subscriptions).where(and(eq(subscriptions.upgradeId, upgrade.id), isNull(subscriptions.countsUntil)));
  const lines = await readLines(tx, upgrade.id);
  if (opened.length < lines.after.length) throw refusalProblem(notNow('A line of this order has been replaced meanwhile', ['advance']), upgrade);
  for (const row of opened) await tx.db.update(subscriptions).set({ status: 'ended', countsUntil: row.countsFrom, version: row.version + 1 }).where(eq(subscriptions.id, row.id));
  for (const line of lines.before) {
    if (line.subscriptionId === null) continue;
    const [row] = await tx.db.update(subscriptions).set({ status: 'active', countsUntil: null, version: sql`${subscriptions.version} + 1` }).where(eq(subscriptions.id, line.subscriptionId)).returning();
    if (row?.deviceId) await tx.db.update(devices).set({ status: 'in_field' }).where(eq(devices.id, row.deviceId));
  }
  const open = await tx.db.update(returns).set({ status: 'cancelled', complete: true }).where(eq(returns.upgradeId, upgrade.id)).returning({ id: returns.id });
  for (const { id } of open) await tx.db.insert(returnFacts).values({ id: uuidv7(), returnId: id, fact: 'cancelled', serial: null, occurredAt: now, recordedAt: now, source: 'desk', by: act.actor.id, detail: {} });
  await settleAccountsArr(tx, [upgrade.accountId]);
  return {};
}
