import { and, eq } from 'drizzle-orm';
import { updateRow } from '../../db/kept.ts';
import { uuidv7 } from 'uuidv7';
import { insertRows } from '../../db/many.ts';
import type { PriceException } from '../../db/schema/upgrades.ts';
import { readPolicy } from '../admin/commands.ts';
import { configureLines, type ExceptionInput, type Line, type LineInput } from '../domain/configuration.ts';
import { addDays, dayIn, isTooFar, TOO_FAR } from '../domain/days.ts';
import { can } from '../domain/permissions.ts';
import { invalid, isRefusal, type Refusal } from '../domain/refusal.ts';
import { refuseCommand, refuseStep, STATUS_AT, type UpgradeCommand } from '../domain/upgrade.ts';
import type { Day, Step, UpgradeKind } from '../domain/words.ts';
import { takeNumbers } from '../record/counters.ts';
import { record } from '../record/record.ts';
import { notThere, refusalProblem, staleProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { searchText } from '../rest/search.ts';
import { placeOrder, undoOrder } from './place.ts';
import { asLine, countingSubscriptions, readJourney, readLines, readPath, type journeyOf, type LineRow, type UpgradeRow } from './read.ts';

/** What watches a journey from above: an open escalation says who may touch it, and follows what becomes of it. */
export type JourneyWatch = {
  /** Refuses (by throwing) when somebody else holds the open escalation, or nobody does. */
  guard(act: Act, upgradeId: string): Promise<void>;
  /** A customer-visible act of staff has happened on the upgrade; `why` as they said it. */
  acted(act: Act, upgradeId: string, why?: string): Promise<void>;
  /** The upgrade went on to another step. */
  advanced(act: Act, upgrade: UpgradeRow): Promise<void>;
  /** The upgrade's account, kind or path changed. */
  changed(act: Act, upgrade: UpgradeRow): Promise<void>;
};

export type StartInput = { accountId: string; kind: UpgradeKind; pathId?: string | null; subscriptionIds?: string[]; contactId?: string | null; effectiveOn?: Day };

export const referenceOf = (year: string, number: number): string => `UP-${year}-${String(number).padStart(5, '0')}`;

const refuse = (refusal: Refusal | null, current?: unknown): void => {
  if (refusal) throw refusalProblem(refusal, current);
};

/** Starts an upgrade for an account; its before-lines are the subscriptions that it is about. */
export async function startUpgrade(act: Act, input: StartInput): Promise<string> {
  const { tx } = act;
  const [account] = await tx.db.select().from(tx.t.accounts).where(eq(tx.t.accounts.id, input.accountId));
  if (!account) throw refusalProblem(invalid('accountId', 'is not one of the accounts'));
  const path = await readPath(tx, input.pathId ?? null);
  if (input.pathId && !path?.active) refuse(invalid('pathId', 'is not one of the active paths'));
  if (input.contactId) {
    const [contact] = await tx.db.select({ id: tx.t.contacts.id }).from(tx.t.contacts).where(and(eq(tx.t.contacts.id, input.contactId), eq(tx.t.contacts.accountId, account.id)));
    if (!contact) refuse(invalid('contactId', 'is not a contact of this account'));
  }
  const wanted = [...new Set(input.subscriptionIds ?? [])];
  const before = await countingSubscriptions(tx, account.id, wanted);
  if (before.length < wanted.length) refuse(invalid('subscriptionIds', 'must be subscriptions of this account that still count'));
  const policy = await readPolicy(tx);
  const today = dayIn(policy.booksZone, act.now);
  if (input.effectiveOn !== undefined && isTooFar(input.effectiveOn, today)) refuse(invalid('effectiveOn', TOO_FAR));
  if (input.effectiveOn !== undefined && input.effectiveOn < addDays(today, -366)) refuse(invalid('effectiveOn', 'must not be more than a year ago'));
  const year = act.now.slice(0, 4);
  const reference = referenceOf(year, await takeNumbers(tx, `upgrades:${year}`));
  const beforeArrMinor = before.reduce((sum, line) => sum + line.reportingArrMinor, 0);
  const id = uuidv7();
  const row: UpgradeRow = {
    id, reference, externalId: null, accountId: account.id, contactId: input.contactId ?? null, kind: path?.kind ?? input.kind, pathId: path?.id ?? null, status: 'draft', step: path ? 'configure' : 'options', motion: 'sales_led',
    startedBy: 'staff', startedById: act.actor.id, startedAt: act.now, placedAt: null, completedAt: null, cancelledAt: null, lastActivityAt: act.now,
    effectiveOn: input.effectiveOn ?? effectiveDay(input.kind, before.map((line) => line.endsOn), today), beforeArrMinor, afterArrMinor: 0, exceptionStatus: null, exception: null, cancelReason: null, codedAs: null,
    touches: 0, firstTouchedAt: null, shadowTouches: 0, timesEscalated: 0, search: searchText(reference, account.name), version: 1,
  };
  await tx.db.insert(tx.t.upgrades).values(row);
  await tx.db.insert(tx.t.upgradeSteps).values({ id: uuidv7(), upgradeId: id, step: row.step, startedAt: act.now, by: 'staff', actorId: act.actor.id });
  await writeLines(act, id, { before: before.map(asLine) });
  await record(act, { command: 'upgrades.start', resource: 'upgrades', id, before: null, after: row, accountId: account.id, upgradeId: id });
  return id;
}

/** A renewal begins the day after the term that it renews; everything else today. */
function effectiveDay(kind: UpgradeKind, ends: (Day | null)[], today: Day): Day {
  const first = ends.filter((end) => end !== null).sort()[0];
  return kind === 'renewal' && first !== undefined && first >= today ? addDays(first, 1) : today;
}

/** Puts an upgrade's lines in the place of those that it has on these sides; answers them as they are kept. */
export async function writeLines({ tx }: Act, upgradeId: string, sides: { before: readonly Line[]; after?: readonly Line[] }): Promise<{ before: LineRow[]; after: LineRow[] }> {
  const { upgradeLines } = tx.t;
  const rowsOf = (side: 'before' | 'after') => (sides[side] ?? []).map((line, position): LineRow => ({ ...line, id: uuidv7(), upgradeId, side, position, subscriptionId: side === 'before' ? line.line : null }));
  const written = { before: rowsOf('before'), after: rowsOf('after') };
  await tx.db.delete(upgradeLines).where(and(eq(upgradeLines.upgradeId, upgradeId), sides.after ? undefined : eq(upgradeLines.side, 'before')));
  await insertRows(tx.db, upgradeLines, [...written.before, ...written.after]);
  return written;
}

type Versioned = { version: number };
type Loaded = { upgrade: UpgradeRow; journey: ReturnType<typeof journeyOf> };

async function load(act: Act, watch: JourneyWatch, id: string, version: number | undefined, command: UpgradeCommand): Promise<Loaded> {
  const { upgrade, journey } = await readJourney(act.tx, id);
  if (version !== undefined && upgrade.version !== version) throw staleProblem(upgrade);
  refuse(refuseCommand(journey, command), upgrade);
  if (command !== 'approve-exception' && command !== 'refuse-exception') await watch.guard(act, id);
  return { upgrade, journey };
}

/** Writes what changed. `why` goes into the log: the upgrade itself has no room for each reason that there ever was. */
async function save(act: Act, command: Parameters<typeof record>[1]['command'], before: UpgradeRow, patch: Partial<UpgradeRow>, why?: string): Promise<UpgradeRow> {
  const { upgrades } = act.tx.t;
  const after: UpgradeRow = { ...before, ...patch, lastActivityAt: act.now, version: before.version + 1 };
  // Touch counters are the record's to keep: they are not written back from here.
  const { touches: _touches, firstTouchedAt: _firstTouchedAt, shadowTouches: _shadow, motion: _motion, ...own } = after;
  const changed = Object.entries(own).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof UpgradeRow]));
  await updateRow(act.tx.db, upgrades, before.id, Object.fromEntries(changed));
  const said = (row: UpgradeRow, reason: string | null) => (why === undefined ? row : { ...row, reason });
  await record(act, { command, resource: 'upgrades', id: before.id, before: said(before, null), after: said(after, why ?? null), accountId: before.accountId, upgradeId: before.id });
  return after;
}

export type ConfigureInput = Versioned & { pathId: string; lines: LineInput[]; priceException?: ExceptionInput; reason: string };

/** Sets path, lines and prices of a draft. A discount past the policy's limit waits for an admin. */
export async function configureUpgrade(act: Act, watch: JourneyWatch, id: string, input: ConfigureInput): Promise<void> {
  const { upgrade } = await load(act, watch, id, input.version, 'configure');
  const { tx, actor } = act;
  const path = await readPath(tx, input.pathId);
  if (!path?.active) throw refusalProblem(invalid('pathId', 'is not one of the active paths'));
  const known = (await readLines(tx, id)).before.map((line) => line.line);
  const named = input.lines.flatMap((line) => line.replaces ?? []);
  const before = (await countingSubscriptions(tx, upgrade.accountId, [...new Set([...known, ...named])])).map(asLine);
  const policy = await readPolicy(tx);
  const { products, exchangeRates } = tx.t;
  const catalogue = new Map((await tx.db.select().from(products)).map((product) => [product.id, product]));
  const configured = configureLines(input.lines, input.priceException, {
    before, products: catalogue, effectiveOn: upgrade.effectiveOn, reportingCurrency: policy.reportingCurrency, rates: await tx.db.select().from(exchangeRates),
    exceptionLimitBasisPoints: policy.exceptionLimitBasisPoints, mayGrant: actor.role !== null && can(actor.role, 'upgrades:approve-exception'),
  });
  if (isRefusal(configured)) throw refusalProblem(configured);
  await writeLines(act, id, { before, after: configured.after });
  const exception: PriceException | null = configured.exceptionStatus === null ? null
    : { discountBasisPoints: configured.discountBasisPoints, reason: input.priceException?.reason ?? input.reason, byId: actor.id ?? '', byName: actor.name, at: act.now };
  const after = await save(act, 'upgrades.configure', upgrade, {
    pathId: path.id, kind: path.kind, exceptionStatus: configured.exceptionStatus, exception,
    beforeArrMinor: sumOf(before), afterArrMinor: sumOf(configured.after),
  }, input.reason);
  await watch.changed(act, after);
  await watch.acted(act, id, input.reason);
}

const sumOf = (lines: readonly Line[]) => lines.reduce((sum, line) => sum + line.reportingArrMinor, 0);

/** Places what the upgrade is configured to; of its row nothing is written yet. Without a version it is whatever it is now. */
export async function placeNow(act: Act, watch: JourneyWatch, id: string, version?: number): Promise<{ upgrade: UpgradeRow; placed: Partial<UpgradeRow> }> {
  const { upgrade, journey } = await load(act, watch, id, version, 'place-on-behalf');
  refuse(refuseStep(journey, 'placed', 'staff'), upgrade);
  return { upgrade, placed: await placeOrder(act, upgrade, 'staff') };
}

/** Orders for the customer. */
export async function placeOnBehalf(act: Act, watch: JourneyWatch, id: string, { version }: Versioned): Promise<void> {
  const { upgrade, placed } = await placeNow(act, watch, id, version);
  await save(act, 'upgrades.place-on-behalf', upgrade, placed);
  await watch.acted(act, id);
}

export async function advanceUpgrade(act: Act, watch: JourneyWatch, id: string, { to, version }: Versioned & { to: Step }): Promise<void> {
  const { upgrade, journey } = await load(act, watch, id, version, 'advance');
  refuse(refuseStep(journey, to, 'staff'), upgrade);
  if (to === 'placed') throw refusalProblem(invalid('to', 'cannot be placed: place the order for the customer instead'));
  await act.tx.db.insert(act.tx.t.upgradeSteps).values({ id: uuidv7(), upgradeId: id, step: to, startedAt: act.now, by: 'staff', actorId: act.actor.id });
  const after = await save(act, 'upgrades.advance', upgrade, { step: to, status: STATUS_AT[to], completedAt: to === 'completed' ? act.now : null });
  await watch.advanced(act, after);
}

/** Ends a draft, or takes back an order that has not taken effect. */
export async function cancelUpgrade(act: Act, watch: JourneyWatch, id: string, { reason, version }: Versioned & { reason: string }): Promise<void> {
  const { upgrade } = await load(act, watch, id, version, 'cancel');
  const undone = upgrade.status === 'placed' ? await undoOrder(act, upgrade, 'by-staff') : {};
  await save(act, 'upgrades.cancel', upgrade, { ...undone, status: 'cancelled', cancelledAt: act.now, cancelReason: reason });
  await watch.acted(act, id, reason);
}

export async function decideException(act: Act, watch: JourneyWatch, id: string, { version }: Versioned, granted: boolean): Promise<void> {
  const command = granted ? 'approve-exception' : 'refuse-exception';
  const { upgrade } = await load(act, watch, id, version, command);
  if (!upgrade.exception) throw notThere('The exception');
  if (upgrade.exception.byId === act.actor.id) throw refusalProblem({ refused: 'forbidden', because: 'Somebody else has to decide an exception that you asked for' });
  const exception: PriceException = { ...upgrade.exception, decidedById: act.actor.id ?? '', decidedByName: act.actor.name, decidedAt: act.now };
  await save(act, `upgrades.${command}`, upgrade, { exceptionStatus: granted ? 'granted' : 'refused', exception });
}
