import { and, eq, inArray } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { inSlices, insertRows } from '../../db/many.ts';
import { readPolicy } from '../admin/commands.ts';
import { configureLines, type LineInput, type Rate } from '../domain/configuration.ts';
import { dayIn } from '../domain/days.ts';
import { invalid, isRefusal } from '../domain/refusal.ts';
import type { PolicyRules } from '../domain/policy.ts';
import type { Day, Instant, UpgradeKind } from '../domain/words.ts';
import { takeNumbers } from '../record/counters.ts';
import { refusalProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { searchText } from '../rest/search.ts';
import { referenceOf, writeLines } from './commands.ts';
import { standsFor } from './line-by-event.ts';
import { placeAgreed } from './place.ts';
import { asLine, countingSubscriptions, type PathRow, type SubscriptionRow, type UpgradeRow } from './read.ts';

export type Started = { accountRef: string; kind: UpgradeKind; pathId?: string | null; subscriptionRefs?: string[] };

type Tables = Act['tx']['t'];
type AccountRow = Tables['accounts']['$inferSelect'];

/** What taking journeys over has to know: the same for all of one request, so it is read once. */
export type Ground = {
  policy: PolicyRules;
  paths: Map<string, PathRow>;
  products: Map<string, Tables['products']['$inferSelect']>;
  rates: Rate[];
  /** By the sender's own ids. */
  accounts: Map<string, AccountRow>;
  /** The main contact's id by account. */
  contacts: Map<string, string>;
  subscriptions: Named[];
};

/** A line, and what senders call it. */
type Named = { names: readonly (string | null)[]; row: SubscriptionRow };

/** `starts`: what begins; `orders`: whether any is placed, which takes the catalogue. */
export async function readGround({ tx }: Act, starts: readonly Started[], orders: boolean): Promise<Ground> {
  const { db, t } = tx;
  const accounts = await inSlices(starts.map((one) => one.accountRef), (refs) => db.select().from(t.accounts).where(inArray(t.accounts.externalId, refs)));
  const accountIds = accounts.map((account) => account.id);
  const contacts = await inSlices(accountIds, (ids) => db.select({ id: t.contacts.id, accountId: t.contacts.accountId }).from(t.contacts).where(and(inArray(t.contacts.accountId, ids), eq(t.contacts.isPrimary, true))));
  return {
    policy: await readPolicy(tx),
    paths: new Map((await db.select().from(t.upgradePaths)).map((path) => [path.id, path])),
    products: new Map(orders ? (await db.select().from(t.products)).map((product) => [product.id, { ...product, active: true }]) : []),
    rates: orders ? await db.select().from(t.exchangeRates) : [],
    accounts: new Map(accounts.map((account) => [account.externalId ?? '', account])),
    contacts: new Map(contacts.map((contact) => [contact.accountId, contact.id])),
    subscriptions: await readNamed({ tx }, starts.flatMap((one) => one.subscriptionRefs ?? [])),
  };
}

/** The lines that senders name, or those that have taken their place since. */
async function readNamed(act: Pick<Act, 'tx'>, refs: readonly string[]): Promise<Named[]> {
  const { db, t: { subscriptions } } = act.tx;
  const rows = [
    ...(await inSlices(refs, (some) => db.select().from(subscriptions).where(inArray(subscriptions.externalId, some)))), ...(await inSlices(refs, (some) => db.select().from(subscriptions).where(inArray(subscriptions.id, some)))),
  ];
  const named: Named[] = [];
  for (const row of rows) named.push({ names: [row.externalId, row.id], row: row.countsUntil === null ? row : await standsFor(act, row) });
  return named;
}

/** The subscriptions of an account that the sender names by its own ids; ours are taken too. */
function named(rows: readonly Named[], accountId: string, refs: readonly string[], field: string): Map<string, SubscriptionRow> {
  const found = new Map<string, SubscriptionRow>();
  for (const { names, row } of rows) if (row.accountId === accountId) for (const name of names) if (name !== null) found.set(name, row);
  if (refs.some((ref) => !found.has(ref))) throw refusalProblem(invalid(field, 'names a subscription that this account does not have'));
  return new Map(refs.flatMap((ref) => [[ref, found.get(ref)] as const]).filter((pair): pair is readonly [string, SubscriptionRow] => pair[1] !== undefined));
}

/** A journey that begins here: not written yet, and without its number. */
export type Start = { upgrade: UpgradeRow; accountName: string; before: SubscriptionRow[] };

/** Begins the journey that a customer has begun elsewhere. */
export function startByEvent(ground: Ground, ref: string, { accountRef, kind, pathId, subscriptionRefs = [] }: Started, at: Instant): Start {
  const account = ground.accounts.get(accountRef);
  if (!account) throw refusalProblem(invalid('accountRef', 'is not the externalId of an account'));
  const path = pathId ? ground.paths.get(pathId) : undefined;
  if (pathId && !path) throw refusalProblem(invalid('pathId', 'is not one of the paths'));
  const before = [...new Set(named(ground.subscriptions, account.id, subscriptionRefs, 'subscriptionRefs').values())].filter((row) => row.countsUntil === null).sort((a, b) => (a.startsOn + a.id < b.startsOn + b.id ? -1 : 1));
  const upgrade: UpgradeRow = {
    id: uuidv7(), reference: '', externalId: ref, accountId: account.id, contactId: ground.contacts.get(account.id) ?? null, kind: path?.kind ?? kind, pathId: path?.id ?? null, status: 'draft', step: 'entry', motion: 'self_serve', startedBy: 'customer',
    startedById: null, startedAt: at, placedAt: null, completedAt: null, cancelledAt: null, lastActivityAt: at, effectiveOn: dayIn(ground.policy.booksZone, at), beforeArrMinor: before.reduce((sum, line) => sum + line.reportingArrMinor, 0),
    afterArrMinor: 0, exceptionStatus: null, exception: null, cancelReason: null, codedAs: null, touches: 0, firstTouchedAt: null, shadowTouches: 0, timesEscalated: 0, search: '', version: 1,
  };
  return { upgrade, accountName: account.name, before };
}

/** Gives each its number: those of a year in a row. Answers the references by the upgrade's id. */
export async function numberStarts({ tx }: Act, starts: readonly Start[]): Promise<Map<string, Pick<UpgradeRow, 'reference' | 'search'>>> {
  const numbered = new Map<string, Pick<UpgradeRow, 'reference' | 'search'>>();
  for (const [year, some] of Map.groupBy(starts, (start) => start.upgrade.startedAt.slice(0, 4))) {
    const first = await takeNumbers(tx, `upgrades:${year}`, some.length);
    for (const [index, { upgrade, accountName }] of some.entries()) {
      const reference = referenceOf(year, first + index);
      numbered.set(upgrade.id, { reference, search: searchText(reference, accountName, upgrade.externalId) });
    }
  }
  return numbered;
}

/** The lines that the journeys are about, once the journeys themselves are written. */
export async function writeStartLines({ tx }: Act, starts: readonly Start[]): Promise<void> {
  await insertRows(tx.db, tx.t.upgradeLines, starts.flatMap(({ upgrade, before }) => before.map((row, position) => ({ ...asLine(row), id: uuidv7(), upgradeId: upgrade.id, side: 'before' as const, position, subscriptionId: row.id }))));
}

/** Carries out an order that was placed elsewhere: its lines are what was ordered, at the price that was agreed there. */
export async function placeByEvent(act: Act, ground: Ground, upgrade: UpgradeRow, { effectiveOn, lines }: { effectiveOn: Day; lines: LineInput[] }, at: Instant): Promise<void> {
  const { tx } = act;
  const refs = [...new Set(lines.flatMap((line) => line.replaces ?? []))];
  const replaced = named(await readNamed(act, refs), upgrade.accountId, refs, 'lines');
  const { upgradeLines } = tx.t;
  const known = await tx.db.select({ line: upgradeLines.line }).from(upgradeLines).where(and(eq(upgradeLines.upgradeId, upgrade.id), eq(upgradeLines.side, 'before')));
  const before = await countingSubscriptions(tx, upgrade.accountId, [...new Set([...known.map((line) => line.line), ...[...replaced.values()].map((row) => row.id)])]);
  const inputs = lines.map((line) => ({ ...line, replaces: (line.replaces ?? []).map((ref) => replaced.get(ref)?.id ?? ref) }));
  const configured = configureLines(inputs, undefined, {
    before: before.map(asLine), products: ground.products, effectiveOn, reportingCurrency: ground.policy.reportingCurrency, rates: ground.rates, exceptionLimitBasisPoints: 10_000, mayGrant: true,
  });
  if (isRefusal(configured)) throw refusalProblem(configured);
  const written = await writeLines(act, upgrade.id, { before: before.map(asLine), after: configured.after });
  const path = (upgrade.pathId === null ? null : ground.paths.get(upgrade.pathId)) ?? null;
  const placed = await placeAgreed({ ...act, now: at }, { ...upgrade, effectiveOn }, { path, policy: ground.policy, lines: written, current: before }, effectiveOn);
  await tx.db.update(tx.t.upgrades).set(placed).where(eq(tx.t.upgrades.id, upgrade.id));
}
