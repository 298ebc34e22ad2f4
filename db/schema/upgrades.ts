import { EXCEPTION_STATUSES, MOTIONS, PARTIES, STEPS, UPGRADE_KINDS, UPGRADE_STATUSES } from '../../server/domain/words.ts';
import type { Kit } from '../kit.sqlite.ts';
import type { defineAccounts, definePaths } from './accounts.ts';

/** A price below what the catalogue or the contract gives, granted by the person configuring or waiting for an admin. */
export type PriceException = { discountBasisPoints: number; reason: string; byId: string; byName: string; at: string; decidedById?: string; decidedByName?: string; decidedAt?: string };

export function defineUpgrades(kit: Kit, { accounts, contacts, products, subscriptions }: ReturnType<typeof defineAccounts>, { upgradePaths }: ReturnType<typeof definePaths>) {
  const { table, text, words, integer, money, json, index, uniqueIndex } = kit;
  const upgrades = table('upgrades', {
    id: text().primaryKey(),
    reference: text().notNull(),
    /** The sender's own id, where the journey came in from outside. */
    externalId: text(),
    accountId: text().notNull().references(() => accounts.id),
    contactId: text().references(() => contacts.id),
    kind: words(UPGRADE_KINDS).notNull(),
    pathId: text().references(() => upgradePaths.id),
    status: words(UPGRADE_STATUSES).notNull(),
    step: words(STEPS).notNull(),
    motion: words(MOTIONS).notNull(),
    startedBy: words(PARTIES).notNull(),
    startedById: text(),
    startedAt: text().notNull(),
    placedAt: text(),
    completedAt: text(),
    cancelledAt: text(),
    lastActivityAt: text().notNull(),
    effectiveOn: text().notNull(),
    /** Reporting currency: yearly value of the lines before and after, as they stand now or stood at placing. */
    beforeArrMinor: money().notNull(),
    afterArrMinor: money().notNull(),
    exceptionStatus: words(EXCEPTION_STATUSES),
    exception: json<PriceException>(),
    cancelReason: text(),
    /** What a file said that its change of recurring revenue was coded as, where one did. */
    codedAs: text(),
    touches: integer().notNull().default(0),
    /** When the first of these was. */
    firstTouchedAt: text(),
    shadowTouches: integer().notNull().default(0),
    timesEscalated: integer().notNull().default(0),
    /** Folded text that `q` searches; triggers keep the search index in step with it. */
    search: text().notNull(),
    version: integer().notNull().default(1),
  }, (t) => [
    uniqueIndex('upgrades_reference').on(t.reference),
    uniqueIndex('upgrades_external').on(t.externalId),
    index('upgrades_started').on(t.startedAt, t.id),
    index('upgrades_placed').on(t.placedAt, t.id),
    index('upgrades_activity').on(t.status, t.lastActivityAt, t.id),
    index('upgrades_account').on(t.accountId, t.startedAt, t.id),
    index('upgrades_status').on(t.status, t.startedAt, t.id),
    index('upgrades_kind').on(t.kind, t.startedAt, t.id),
    index('upgrades_path').on(t.pathId, t.startedAt, t.id),
    index('upgrades_motion').on(t.motion, t.startedAt, t.id),
    index('upgrades_exception').on(t.exceptionStatus, t.startedAt, t.id),
  ]);

  const upgradeLines = table('upgrade_lines', {
    id: text().primaryKey(),
    upgradeId: text().notNull().references(() => upgrades.id),
    side: words(['before', 'after']).notNull(),
    /** The line's name inside the upgrade: a before-line's is its subscription's id. */
    line: text().notNull(),
    position: integer().notNull(),
    /** Before: the subscription it was read from. After: the one that placing opened. */
    subscriptionId: text().references(() => subscriptions.id),
    product: text().notNull().references(() => products.id),
    quantity: integer().notNull(),
    unitArrMinor: money().notNull(),
    currency: text().notNull(),
    termMonths: integer().notNull(),
    startsOn: text().notNull(),
    endsOn: text(),
    arrMinor: money().notNull(),
    reportingArrMinor: money().notNull(),
    replaces: json<string[]>().notNull(),
  }, (t) => [uniqueIndex('upgrade_lines_line').on(t.upgradeId, t.side, t.line), index('upgrade_lines_subscription').on(t.subscriptionId)]);

  const upgradeSteps = table('upgrade_steps', {
    id: text().primaryKey(),
    upgradeId: text().notNull().references(() => upgrades.id),
    step: words(STEPS).notNull(),
    startedAt: text().notNull(),
    by: words(PARTIES).notNull(),
    actorId: text(),
  }, (t) => [index('upgrade_steps_upgrade').on(t.upgradeId, t.startedAt, t.id)]);

  return { upgrades, upgradeLines, upgradeSteps };
}
