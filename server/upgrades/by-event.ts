import { and, eq, inArray } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { readPolicy } from '../admin/commands.ts';
import { configureLines, type LineInput } from '../domain/configuration.ts';
import { dayIn } from '../domain/days.ts';
import { invalid, isRefusal } from '../domain/refusal.ts';
import type { Day, Instant, UpgradeKind } from '../domain/words.ts';
import { takeNumbers } from '../record/counters.ts';
import { record } from '../record/record.ts';
import { refusalProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { searchText } from '../rest/search.ts';
import { referenceOf, writeLines } from './commands.ts';
import { placeOrder } from './place.ts';
import { asLine, countingSubscriptions, readPath, type SubscriptionRow, type UpgradeRow } from './read.ts';

type Started = { accountRef: string; kind: UpgradeKind; pathId?: string | null; subscriptionRefs?: string[] };

/** The subscriptions that the sender names by its own ids; ours are taken too. */
async function named({ tx }: Act, accountId: string, refs: readonly string[], field: string): Promise<Map<string, SubscriptionRow>> {
  const wanted = [...new Set(refs)];
  if (wanted.length === 0) return new Map();
  const { subscriptions } = tx.t;
  const rows = await tx.db.select().from(subscriptions).where(and(eq(subscriptions.accountId, accountId), inArray(subscriptions.externalId, wanted)));
  const own = await tx.db.select().from(subscriptions).where(and(eq(subscriptions.accountId, accountId), inArray(subscriptions.id, wanted)));
  const found = new Map([...rows.map((row) => [row.externalId ?? row.id, row] as const), ...own.map((row) => [row.id, row] as const)]);
  const missing = wanted.find((ref) => !found.has(ref));
  if (missing !== undefined) throw refusalProblem(invalid(field, 'names a subscription that this account does not have'));
  return found;
}

/** Begins the journey that a customer has begun elsewhere. */
export async function startByEvent(act: Act, ref: string, { accountRef, kind, pathId, subscriptionRefs = [] }: Started, at: Instant): Promise<string> {
  const { tx } = act;
  const [account] = await tx.db.select().from(tx.t.accounts).where(eq(tx.t.accounts.externalId, accountRef));
  if (!account) throw refusalProblem(invalid('accountRef', 'is not the externalId of an account'));
  const path = await readPath(tx, pathId ?? null);
  if (pathId && !path) throw refusalProblem(invalid('pathId', 'is not one of the paths'));
  const subscriptions = await named(act, account.id, subscriptionRefs, 'subscriptionRefs');
  const before = await countingSubscriptions(tx, account.id, [...subscriptions.values()].map((row) => row.id));
  const { booksZone } = await readPolicy(tx);
  const year = at.slice(0, 4);
  const reference = referenceOf(year, await takeNumbers(tx, `upgrades:${year}`));
  const [contact] = await tx.db.select({ id: tx.t.contacts.id }).from(tx.t.contacts).where(and(eq(tx.t.contacts.accountId, account.id), eq(tx.t.contacts.isPrimary, true)));
  const row: UpgradeRow = {
    id: uuidv7(), reference, externalId: ref, accountId: account.id, contactId: contact?.id ?? null, kind: path?.kind ?? kind, pathId: path?.id ?? null, status: 'draft', step: 'entry', motion: 'self_serve', startedBy: 'customer',
    startedById: null, startedAt: at, placedAt: null, completedAt: null, cancelledAt: null, lastActivityAt: at, effectiveOn: dayIn(booksZone, at), beforeArrMinor: before.reduce((sum, line) => sum + line.reportingArrMinor, 0),
    afterArrMinor: 0, exceptionStatus: null, exception: null, cancelReason: null, touches: 0, shadowTouches: 0, timesEscalated: 0, search: searchText(reference, account.name, ref), version: 1,
  };
  await tx.db.insert(tx.t.upgrades).values(row);
  await tx.db.insert(tx.t.upgradeSteps).values({ id: uuidv7(), upgradeId: row.id, step: 'entry', startedAt: at, by: 'customer', actorId: null });
  await writeLines(act, row.id, 'before', before.map(asLine));
  await record(act, { command: 'upgrades.event', resource: 'upgrades', id: row.id, before: null, after: row, accountId: account.id, upgradeId: row.id });
  return row.id;
}

/** Carries out an order that was placed elsewhere: its lines are what was ordered, at the price that was agreed there. */
export async function placeByEvent(act: Act, upgrade: UpgradeRow, { effectiveOn, lines }: { effectiveOn: Day; lines: LineInput[] }, at: Instant): Promise<void> {
  const { tx } = act;
  const replaced = await named(act, upgrade.accountId, lines.flatMap((line) => line.replaces ?? []), 'lines');
  const [known, policy] = [await tx.db.select().from(tx.t.upgradeLines).where(and(eq(tx.t.upgradeLines.upgradeId, upgrade.id), eq(tx.t.upgradeLines.side, 'before'))), await readPolicy(tx)];
  const before = await countingSubscriptions(tx, upgrade.accountId, [...new Set([...known.map((line) => line.line), ...[...replaced.values()].map((row) => row.id)])]);
  const inputs = lines.map((line) => ({ ...line, replaces: (line.replaces ?? []).map((ref) => replaced.get(ref)?.id ?? ref) }));
  const { products, exchangeRates } = tx.t;
  const configured = configureLines(inputs, undefined, {
    before: before.map(asLine), products: new Map((await tx.db.select().from(products)).map((product) => [product.id, { ...product, active: true }])), effectiveOn, reportingCurrency: policy.reportingCurrency,
    rates: await tx.db.select().from(exchangeRates), exceptionLimitBasisPoints: 10_000, mayGrant: true,
  });
  if (isRefusal(configured)) throw refusalProblem(configured);
  await writeLines(act, upgrade.id, 'before', before.map(asLine));
  await writeLines(act, upgrade.id, 'after', configured.after);
  const placed = await placeOrder({ ...act, now: at }, { ...upgrade, effectiveOn }, 'customer', effectiveOn);
  await tx.db.update(tx.t.upgrades).set(placed).where(eq(tx.t.upgrades.id, upgrade.id));
}
