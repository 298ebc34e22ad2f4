import { eq, inArray } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { PriceException } from '../../db/schema/upgrades.ts';
import { tellBooks } from '../coding/history.ts';
import { saveLines } from '../coding/lines.ts';
import { addDays } from '../domain/days.ts';
import type { Decision } from '../domain/imports/decision.ts';
import { beforeImage, type UndoImage } from '../domain/imports/undo.ts';
import type { ImportedStep, UpgradeValues } from '../domain/imports/upgrades.ts';
import type { ImportedLine } from '../domain/imports/upgrade-lines.ts';
import type { Day, Instant } from '../domain/words.ts';
import { takeNumbers } from '../record/counters.ts';
import { recordMany, type Recorded } from '../record/record.ts';
import type { Act } from '../rest/request.ts';
import { searchText } from '../rest/search.ts';
import { referenceOf } from '../upgrades/commands.ts';
import type { SubscriptionRow, UpgradeRow } from '../upgrades/read.ts';
import type { Written } from './session.ts';

type Context = { names: ReadonlyMap<string, string>; dayOf: (at: Instant) => Day };
type Audited = Recorded & { command: 'records.create' | 'records.update' };
type Order = Pick<UpgradeRow, 'id' | 'accountId' | 'kind' | 'status' | 'effectiveOn'>;

/** Writes upgrades as a file tells them: history as it was, drafts as they stand. Nothing is placed, but for lines that open their subscription. */
export class UpgradeWriter {
  readonly #act: Act;
  readonly #context: Context;
  readonly #audited: Audited[] = [];
  readonly #accounts = new Set<string>();

  constructor(act: Act, context: Context) {
    this.#act = act;
    this.#context = context;
  }

  async write(decisions: readonly Decision<UpgradeValues>[]): Promise<Written[]> {
    const written: Written[] = [];
    for (const one of decisions) {
      if (one.outcome === 'create') written.push(await this.#create(one.values));
      else if (one.outcome === 'update') written.push(await this.#update(one.id, one.changes));
      else written.push({ id: one.outcome === 'unchanged' ? one.id : '', undo: null });
    }
    await tellBooks(this.#act, [...this.#accounts]);
    await recordMany(this.#act, this.#audited);
    return written;
  }

  async #create({ discountBasisPoints, steps, lines, ...values }: UpgradeValues): Promise<Written> {
    const { tx } = this.#act;
    const year = values.startedAt.slice(0, 4);
    const reference = referenceOf(year, await takeNumbers(tx, `upgrades:${year}`));
    const row: UpgradeRow = {
      ...values, id: uuidv7(), reference, contactId: null, startedById: null, lastActivityAt: this.#lastActivity(values), exception: this.#exceptionOf(values.exceptionStatus, discountBasisPoints), cancelReason: null,
      shadowTouches: 0, timesEscalated: 0, search: searchText(reference, this.#context.names.get(values.accountId), values.externalId), version: 1,
    };
    const undo: UndoImage = { created: [['upgrades', row.id]], changed: [], removed: [] };
    this.#accounts.add(row.accountId);
    await tx.db.insert(tx.t.upgrades).values(row);
    await this.#writeSteps(row.id, steps, undo);
    await this.#writeLines(row, lines, undo);
    this.#audited.unshift({ command: 'records.create', resource: 'upgrades', id: row.id, before: null, after: row, accountId: row.accountId, upgradeId: row.id });
    return { id: row.id, undo };
  }

  async #update(id: string, { discountBasisPoints, steps, lines, ...changes }: Partial<UpgradeValues>): Promise<Written> {
    const { db, t } = this.#act.tx;
    const [before] = await db.select().from(t.upgrades).where(eq(t.upgrades.id, id));
    if (!before) throw new Error('The upgrade was there when the row was decided');
    const exception = discountBasisPoints === undefined ? {} : { exception: this.#exceptionOf(changes.exceptionStatus === undefined ? before.exceptionStatus : changes.exceptionStatus, discountBasisPoints) };
    const patch: Partial<UpgradeRow> = { ...changes, ...exception, lastActivityAt: this.#lastActivity({ ...before, ...changes }) };
    const after: UpgradeRow = { ...before, ...patch, version: before.version + 1 };
    const undo: UndoImage = { created: [], changed: [['upgrades', beforeImage(before, Object.keys(patch))]], removed: [] };
    this.#accounts.add(before.accountId);
    await db.update(t.upgrades).set({ ...patch, version: after.version }).where(eq(t.upgrades.id, id));
    if (steps) {
      const removed = await db.delete(t.upgradeSteps).where(eq(t.upgradeSteps.upgradeId, id)).returning();
      undo.removed.push(...removed.map((row): ['upgradeSteps', typeof row] => ['upgradeSteps', row]));
      await this.#writeSteps(id, steps, undo);
    }
    if (lines) {
      const removed = await db.delete(t.upgradeLines).where(eq(t.upgradeLines.upgradeId, id)).returning();
      undo.removed.push(...removed.map((row): ['upgradeLines', typeof row] => ['upgradeLines', row]));
      await this.#letGo(id, lines, undo);
      await this.#writeLines(after, lines, undo);
    }
    this.#audited.push({ command: 'records.update', resource: 'upgrades', id, before, after, accountId: before.accountId, upgradeId: id });
    return { id, undo };
  }

  /** Subscriptions that the file does not name as this upgrade's any more. */
  async #letGo(id: string, lines: readonly ImportedLine[], undo: UndoImage): Promise<void> {
    const { db, t } = this.#act.tx;
    const kept = new Set(lines.filter((line) => line.side === 'after').map((line) => line.subscriptionId));
    for (const row of await db.select().from(t.subscriptions).where(eq(t.subscriptions.upgradeId, id))) if (!kept.has(row.id)) await this.#change(row, { upgradeId: null }, undo);
  }

  /** A draft is alive from the moment that it is here, or it would be given up at once. */
  #lastActivity({ status, startedAt, placedAt, completedAt, cancelledAt }: Pick<UpgradeRow, 'status' | 'startedAt' | 'placedAt' | 'completedAt' | 'cancelledAt'>): Instant {
    return status === 'draft' ? this.#act.now : (cancelledAt ?? completedAt ?? placedAt ?? startedAt);
  }

  #exceptionOf(status: UpgradeRow['exceptionStatus'], discountBasisPoints: number): PriceException | null {
    const { actor, now } = this.#act;
    return status === null ? null : { discountBasisPoints, reason: 'The price that the import brought', byId: actor.id ?? '', byName: actor.name, at: now };
  }

  async #writeSteps(upgradeId: string, steps: readonly ImportedStep[], undo: UndoImage): Promise<void> {
    const { db, t } = this.#act.tx;
    const rows = steps.map((step) => ({ ...step, id: uuidv7(), upgradeId, actorId: null }));
    await db.insert(t.upgradeSteps).values(rows);
    undo.created.push(...rows.map((row): ['upgradeSteps', string] => ['upgradeSteps', row.id]));
  }

  async #writeLines(order: Order, lines: readonly ImportedLine[], undo: UndoImage): Promise<void> {
    const { db, t } = this.#act.tx;
    if (lines.length === 0) return;
    const named = lines.flatMap((line) => (line.subscriptionId === null ? [] : [line.subscriptionId]));
    const subscriptions = named.length === 0 ? [] : await db.select().from(t.subscriptions).where(inArray(t.subscriptions.id, named));
    const opened = await this.#books(order, lines, subscriptions, undo);
    const rows = lines.map(({ opens, isPriced: _priced, ...line }) => ({ ...line, id: uuidv7(), upgradeId: order.id, subscriptionId: opens === null ? line.subscriptionId : (opened.get(opens) ?? null) }));
    await db.insert(t.upgradeLines).values(rows);
    undo.created.push(...rows.map((row): ['upgradeLines', string] => ['upgradeLines', row.id]));
  }

  /** After-lines are joined to the subscriptions that they became. Only where one opens its own do the books change: what is replaced leaves them. */
  async #books(order: Order, lines: readonly ImportedLine[], subscriptions: readonly SubscriptionRow[], undo: UndoImage): Promise<Map<string, string>> {
    const opened = new Map<string, string>();
    if (['draft', 'cancelled', 'abandoned'].includes(order.status)) return opened;
    const sideOf = new Map(lines.filter((line) => line.subscriptionId !== null).map((line) => [`${line.side} ${line.subscriptionId}`, line]));
    for (const row of subscriptions) if (sideOf.has(`after ${row.id}`) && row.upgradeId !== order.id) await this.#change(row, { upgradeId: order.id }, undo);
    const opening = lines.flatMap((line) => (line.opens === null ? [] : [{ ...line, opens: line.opens }]));
    if (opening.length === 0) return opened;
    const replaced = new Set(lines.flatMap((line) => line.replaces));
    const left = subscriptions.filter((row) => sideOf.has(`before ${row.id}`) && !sideOf.has(`after ${row.id}`));
    for (const row of left) if (row.countsUntil === null) await this.#change(row, { status: replaced.has(row.id) ? 'replaced' : 'ended', countsUntil: order.effectiveOn }, undo);
    for (const line of opening) opened.set(line.opens, await this.#open(order, line, left.filter((row) => line.replaces.includes(row.id)), undo));
    return opened;
  }

  async #change(row: SubscriptionRow, patch: Partial<SubscriptionRow>, undo: UndoImage): Promise<void> {
    const after = { ...row, ...patch, version: row.version + 1 };
    await saveLines(this.#act, [{ before: row, after }]);
    undo.changed.push(['subscriptions', beforeImage(row, Object.keys(patch))]);
    this.#audited.push({ command: 'records.update', resource: 'subscriptions', id: row.id, before: row, after, accountId: row.accountId });
  }

  async #open(order: Order, line: ImportedLine & { opens: string }, replaced: readonly SubscriptionRow[], undo: UndoImage): Promise<string> {
    const { product, quantity, unitArrMinor, arrMinor, currency, reportingArrMinor, termMonths, startsOn, endsOn } = line;
    const hasEnded = endsOn !== null && endsOn < this.#context.dayOf(this.#act.now);
    const row: SubscriptionRow = {
      id: uuidv7(), externalId: line.opens, accountId: order.accountId, product, quantity, unitArrMinor, arrMinor, currency, reportingArrMinor, termMonths, startsOn, endsOn, countsFrom: order.effectiveOn,
      countsUntil: hasEnded ? addDays(endsOn, 1) : null, autoRenew: replaced.some((one) => one.autoRenew), isTrial: false, status: hasEnded ? 'ended' : 'active',
      // As with every order: a refresh brings another device, whose serial is not known here.
      deviceId: order.kind === 'refresh' ? null : (replaced.find((one) => one.deviceId !== null)?.deviceId ?? null), upgradeId: order.id, version: 1,
    };
    await saveLines(this.#act, [{ before: null, after: row }]);
    undo.created.push(['subscriptions', row.id]);
    this.#audited.push({ command: 'records.create', resource: 'subscriptions', id: row.id, before: null, after: row, accountId: row.accountId });
    return row.id;
  }
}
