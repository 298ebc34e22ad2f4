import { DEVICE_STATUSES, PRODUCT_KINDS, SEGMENTS, SUBSCRIPTION_STATUSES, UPGRADE_KINDS, type Movement } from '../../server/domain/words.ts';
import type { Kit } from '../kit.sqlite.ts';
import type { defineCalendars, definePeople } from './people.ts';

export function defineAccounts(kit: Kit, { regions }: ReturnType<typeof defineCalendars>, { users }: ReturnType<typeof definePeople>) {
  const { table, text, words, integer, money, flag, index, uniqueIndex } = kit;
  const accounts = table('accounts', {
    id: text().primaryKey(),
    /** The company's own key for the customer; imports and events match by it. */
    externalId: text(),
    name: text().notNull(),
    segment: words(SEGMENTS).notNull(),
    region: text().notNull().references(() => regions.id),
    country: text(),
    industry: text(),
    customerSince: text().notNull(),
    managerId: text().notNull().references(() => users.id),
    /** ARR in the books, reporting currency: the sum over the account's counting subscriptions, kept with every change of them. */
    reportingArrMinor: money().notNull().default(0),
    createdAt: text().notNull(),
    /** Folded text that `q` searches; triggers keep the search index in step with it. */
    search: text().notNull(),
    version: integer().notNull().default(1),
  }, (t) => [
    uniqueIndex('accounts_external').on(t.externalId),
    index('accounts_name').on(t.name, t.id),
    index('accounts_arr').on(t.reportingArrMinor, t.id),
    index('accounts_since').on(t.customerSince, t.id),
    index('accounts_manager').on(t.managerId, t.name, t.id),
    index('accounts_segment').on(t.segment, t.name, t.id),
    index('accounts_region').on(t.region, t.name, t.id),
  ]);

  const contacts = table('contacts', {
    id: text().primaryKey(),
    accountId: text().notNull().references(() => accounts.id),
    name: text().notNull(),
    email: text().notNull(),
    title: text(),
    phone: text(),
    isPrimary: flag().notNull(),
    /** Folded text that `q` searches; triggers keep the search index in step with it. */
    search: text().notNull(),
    version: integer().notNull().default(1),
  }, (t) => [index('contacts_account').on(t.accountId, t.name, t.id), index('contacts_name').on(t.name, t.id), index('contacts_email').on(t.email, t.id)]);

  const products = table('products', {
    /** The catalogue code, as it stands on orders. */
    id: text().primaryKey(),
    name: text().notNull(),
    kind: words(PRODUCT_KINDS).notNull(),
    family: text().notNull(),
    capacity: text(),
    /** For one unit and one year. */
    listPriceMinor: money().notNull(),
    currency: text().notNull(),
    active: flag().notNull(),
    /** Folded text that `q` searches; triggers keep the search index in step with it. */
    search: text().notNull(),
    version: integer().notNull().default(1),
  }, (t) => [index('products_name').on(t.name, t.id), index('products_family').on(t.family, t.name, t.id)]);

  const devices = table('devices', {
    id: text().primaryKey(),
    accountId: text().notNull().references(() => accounts.id),
    serial: text().notNull(),
    productId: text().notNull().references(() => products.id),
    status: words(DEVICE_STATUSES).notNull(),
    shippedOn: text().notNull(),
    /** Folded text that `q` searches; triggers keep the search index in step with it. */
    search: text().notNull(),
    version: integer().notNull().default(1),
  }, (t) => [
    uniqueIndex('devices_serial').on(t.serial),
    index('devices_account').on(t.accountId, t.serial),
    index('devices_status').on(t.status, t.serial),
    index('devices_shipped').on(t.shippedOn, t.id),
  ]);

  const subscriptions = table('subscriptions', {
    id: text().primaryKey(),
    externalId: text(),
    accountId: text().notNull().references(() => accounts.id),
    product: text().notNull().references(() => products.id),
    quantity: integer().notNull(),
    unitArrMinor: money().notNull(),
    arrMinor: money().notNull(),
    currency: text().notNull(),
    reportingArrMinor: money().notNull(),
    termMonths: integer().notNull(),
    startsOn: text().notNull(),
    endsOn: text(),
    /** Counts in the books from this day … */
    countsFrom: text().notNull(),
    /** … until the day before this one; null while it counts. */
    countsUntil: text(),
    autoRenew: flag().notNull(),
    isTrial: flag().notNull(),
    status: words(SUBSCRIPTION_STATUSES).notNull(),
    deviceId: text().references(() => devices.id),
    /** The upgrade that opened the line, where one did. */
    upgradeId: text(),
    version: integer().notNull().default(1),
  }, (t) => [
    uniqueIndex('subscriptions_external').on(t.externalId),
    index('subscriptions_account').on(t.accountId, t.startsOn, t.id),
    index('subscriptions_start').on(t.startsOn, t.id),
    index('subscriptions_end').on(t.endsOn, t.id),
    index('subscriptions_status').on(t.status, t.endsOn, t.id),
    index('subscriptions_arr').on(t.reportingArrMinor, t.id),
    index('subscriptions_product').on(t.product, t.startsOn, t.id),
    index('subscriptions_device').on(t.deviceId),
    index('subscriptions_upgrade').on(t.upgradeId),
  ]);

  /** One unit of `base` in `quote`, a decimal string, from the day `on`. */
  const exchangeRates = table('exchange_rates', {
    id: text().primaryKey(),
    base: text().notNull(),
    quote: text().notNull(),
    on: text().notNull(),
    rate: text().notNull(),
  }, (t) => [uniqueIndex('exchange_rates_day').on(t.base, t.quote, t.on), index('exchange_rates_on').on(t.on, t.id)]);

  return { accounts, contacts, products, devices, subscriptions, exchangeRates };
}

export function definePaths({ table, text, words, integer, flag, json, index }: Kit) {
  const upgradePaths = table('upgrade_paths', {
    id: text().primaryKey(),
    name: text().notNull(),
    kind: words(UPGRADE_KINDS).notNull(),
    fromFamily: text(),
    toFamily: text(),
    returnRequired: flag().notNull(),
    attestationRequired: flag().notNull(),
    /** Customers may take it themselves. */
    selfServe: flag().notNull(),
    /** The movements the path is expected to cause: none stated, no contract; several, any of them. */
    expected: json<{ movement: Movement }[]>().notNull(),
    description: text().notNull(),
    active: flag().notNull(),
    version: integer().notNull().default(1),
  }, (t) => [index('upgrade_paths_name').on(t.name, t.id), index('upgrade_paths_kind').on(t.kind, t.name, t.id)]);
  return { upgradePaths };
}

