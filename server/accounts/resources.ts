import { and, eq, sql } from 'drizzle-orm';
import { Type } from 'typebox';
import { uuidv7 } from 'uuidv7';
import type { Tables } from '../../db/schema/index.ts';
import { addDays } from '../domain/days.ts';
import { can } from '../domain/permissions.ts';
import { forbidden, invalid } from '../domain/refusal.ts';
import { DEVICE_STATUSES, SEGMENTS, SUBSCRIPTION_STATUSES } from '../domain/words.ts';
import { moveAccount, type AccountCuts } from '../record/account.ts';
import { bigInteger, day, flag, text, word } from '../rest/filterable.ts';
import type { Act } from '../rest/request.ts';
import type { Resource, Row, RowQuery } from '../rest/resource.ts';
import { Body, orNull, Text, words } from '../rest/schemas.ts';
import { searchText } from '../rest/search.ts';
import { giveAccountTo } from './commands.ts';
import { AccountFacts, accountFacts } from './facts.ts';

const accountFields = {
  name: Text.line(200), segment: words(SEGMENTS), region: Text.id, customerSince: Text.day, managerId: Text.id,
  externalId: Type.Optional(orNull(Text.line(200))), country: Type.Optional(orNull(Type.String({ maxLength: 60 }))), industry: Type.Optional(orNull(Type.String({ maxLength: 100 }))),
};

const accountListed = {
  id: Type.String(), ...accountFields, regionName: Type.String(), managerName: Type.String(), reportingArrMinor: Type.Integer(), openEscalations: Type.Integer(), createdAt: Type.String(), version: Type.Integer(),
};

async function checkManager({ tx }: Act, managerId: unknown) {
  const [manager] = await tx.db.select({ role: tx.t.users.role, status: tx.t.users.status }).from(tx.t.users).where(eq(tx.t.users.id, String(managerId)));
  if (manager?.status === 'suspended') return invalid('managerId', 'is suspended');
  return manager && can(manager.role, 'escalations:work') ? null : invalid('managerId', 'must be an account manager');
}

async function checkRegion({ tx }: Act, region: unknown) {
  const [found] = await tx.db.select({ id: tx.t.regions.id }).from(tx.t.regions).where(eq(tx.t.regions.id, String(region)));
  return found ? null : invalid('region', 'is not one of the regions');
}

/** Of a customer somewhere it is tomorrow already. */
const checkSince = ({ now }: Act, day: unknown) => (String(day) > addDays(now.slice(0, 10), 1) ? invalid('customerSince', 'lies in the future') : null);

const accounts = (t: Tables): Resource => ({
  name: 'accounts', title: 'accounts', read: 'accounts:read', table: t.accounts, searchable: true,
  select: (db) => db.select({
    id: t.accounts.id, externalId: t.accounts.externalId, name: t.accounts.name, segment: t.accounts.segment, region: t.accounts.region, regionName: t.regions.name, country: t.accounts.country,
    industry: t.accounts.industry, customerSince: t.accounts.customerSince, managerId: t.accounts.managerId, managerName: t.users.name, reportingArrMinor: t.accounts.reportingArrMinor,
    openEscalations: sql<number>`(select count(*) from ${t.escalations} where ${t.escalations.accountId} = ${t.accounts.id} and ${t.escalations.status} in ('waiting', 'claimed', 'paused', 'handed_back'))`.mapWith(Number),
    createdAt: t.accounts.createdAt, version: t.accounts.version,
  }).from(t.accounts).innerJoin(t.users, eq(t.users.id, t.accounts.managerId)).innerJoin(t.regions, eq(t.regions.id, t.accounts.region)).$dynamic() as unknown as RowQuery,
  shape: Type.Object(accountListed),
  filters: {
    id: text(t.accounts.id), name: text(t.accounts.name), segment: word(t.accounts.segment, SEGMENTS), region: text(t.accounts.region), managerId: text(t.accounts.managerId),
    externalId: text(t.accounts.externalId), reportingArrMinor: bigInteger(t.accounts.reportingArrMinor), customerSince: day(t.accounts.customerSince),
  },
  sorts: { id: { column: t.accounts.id }, name: { column: t.accounts.name }, reportingArrMinor: { column: t.accounts.reportingArrMinor }, customerSince: { column: t.accounts.customerSince } },
  standardSort: { field: 'name', order: 'ASC' },
  accountOf: (row) => String(row.id),
  one: { shape: Type.Object({ ...accountListed, facts: AccountFacts }), load: async (kernel, row) => ({ ...row, facts: await accountFacts(kernel, String(row.id)) }) },
  create: {
    permission: 'accounts:edit', fields: Body(accountFields),
    make: async (act, body) => checkSince(act, body.customerSince) ?? (await checkManager(act, body.managerId)) ?? (await checkRegion(act, body.region))
      ?? { id: uuidv7(), externalId: null, country: null, industry: null, reportingArrMinor: 0, createdAt: act.now, ...body, search: searchText(String(body.name), body.externalId as string | null) },
  },
  update: {
    permission: 'accounts:edit', fields: Body(accountFields),
    check: async (act, current, changes) => {
      if (changes.managerId !== undefined) {
        if (act.actor.role !== 'admin' && current.managerId !== act.actor.id) return forbidden('Only its account manager or an admin can give an account away');
        const refusal = await checkManager(act, changes.managerId);
        if (refusal) return refusal;
        await giveAccountTo(act, String(current.id), String(changes.managerId));
      }
      const refusal = (changes.customerSince === undefined ? null : checkSince(act, changes.customerSince)) ?? (changes.region === undefined ? null : await checkRegion(act, changes.region));
      const next: Row = { ...current, ...changes };
      if (refusal) return refusal;
      await moveAccount(act.tx, String(current.id), current as AccountCuts, next as AccountCuts);
      return { ...changes, search: searchText(String(next.name), next.externalId as string | null) };
    },
  },
});

const contactFields = {
  name: Text.line(200), email: Text.email, isPrimary: Type.Boolean(), title: Type.Optional(orNull(Type.String({ maxLength: 120 }))), phone: Type.Optional(orNull(Type.String({ maxLength: 40 }))),
};

async function onePrimary({ tx }: Act, accountId: unknown, isPrimary: unknown) {
  const { contacts } = tx.t;
  if (isPrimary) await tx.db.update(contacts).set({ isPrimary: false }).where(and(eq(contacts.accountId, String(accountId)), eq(contacts.isPrimary, true)));
}

export const contactsResource = (t: Tables): Resource => ({
  name: 'contacts', title: 'contacts', read: 'accounts:read', table: t.contacts, searchable: true,
  select: (db) => db.select({
    id: t.contacts.id, accountId: t.contacts.accountId, accountName: t.accounts.name, name: t.contacts.name, email: t.contacts.email, title: t.contacts.title, phone: t.contacts.phone,
    isPrimary: t.contacts.isPrimary, version: t.contacts.version,
  }).from(t.contacts).innerJoin(t.accounts, eq(t.accounts.id, t.contacts.accountId)).$dynamic() as unknown as RowQuery,
  shape: Type.Object({ id: Type.String(), accountId: Type.String(), accountName: Type.String(), ...contactFields, version: Type.Integer() }),
  filters: { id: text(t.contacts.id), accountId: text(t.contacts.accountId), email: text(t.contacts.email), name: text(t.contacts.name) },
  sorts: { id: { column: t.contacts.id }, name: { column: t.contacts.name }, email: { column: t.contacts.email } },
  standardSort: { field: 'name', order: 'ASC' },
  accountOf: (row) => String(row.accountId),
  references: { accountId: t.accounts },
  create: {
    permission: 'contacts:edit', fields: Body({ accountId: Text.id, ...contactFields }),
    make: async (act, body) => {
      await onePrimary(act, body.accountId, body.isPrimary);
      return { id: uuidv7(), title: null, phone: null, ...body, search: searchText(String(body.name), String(body.email)) };
    },
  },
  update: {
    permission: 'contacts:edit', fields: Body(contactFields),
    check: async (act, current, changes) => {
      await onePrimary(act, current.accountId, changes.isPrimary);
      const next: Row = { ...current, ...changes };
      return { ...changes, search: searchText(String(next.name), String(next.email)) };
    },
  },
  remove: { permission: 'contacts:edit' },
});

const devices = (t: Tables): Resource => ({
  name: 'devices', title: 'devices', read: 'accounts:read', table: t.devices, searchable: true,
  select: (db) => db.select({
    id: t.devices.id, accountId: t.devices.accountId, accountName: t.accounts.name, serial: t.devices.serial, productId: t.devices.productId, productName: t.products.name,
    status: t.devices.status, shippedOn: t.devices.shippedOn, version: t.devices.version,
  }).from(t.devices).innerJoin(t.accounts, eq(t.accounts.id, t.devices.accountId)).innerJoin(t.products, eq(t.products.id, t.devices.productId)).$dynamic() as unknown as RowQuery,
  shape: Type.Object({
    id: Type.String(), accountId: Type.String(), accountName: Type.String(), serial: Type.String(), productId: Type.String(), productName: Type.String(), status: words(DEVICE_STATUSES),
    shippedOn: Text.day, version: Type.Integer(),
  }),
  filters: { id: text(t.devices.id), accountId: text(t.devices.accountId), serial: text(t.devices.serial), status: word(t.devices.status, DEVICE_STATUSES), shippedOn: day(t.devices.shippedOn) },
  sorts: { id: { column: t.devices.id }, serial: { column: t.devices.serial }, shippedOn: { column: t.devices.shippedOn } },
  standardSort: { field: 'serial', order: 'ASC' },
});

/** Product, quantity, price and dates change by placing an upgrade, never by hand; whether it renews by itself is the customer's to say. */
const subscriptions = (t: Tables): Resource => ({
  name: 'subscriptions', title: 'subscriptions', read: 'accounts:read', table: t.subscriptions, searchable: { about: [['accounts', t.subscriptions.accountId], ['devices', t.subscriptions.deviceId]] },
  select: (db) => db.select({
    id: t.subscriptions.id, externalId: t.subscriptions.externalId, accountId: t.subscriptions.accountId, accountName: t.accounts.name, product: t.subscriptions.product, productName: t.products.name,
    quantity: t.subscriptions.quantity, unitArrMinor: t.subscriptions.unitArrMinor, arrMinor: t.subscriptions.arrMinor, currency: t.subscriptions.currency, reportingArrMinor: t.subscriptions.reportingArrMinor,
    termMonths: t.subscriptions.termMonths, startsOn: t.subscriptions.startsOn, endsOn: t.subscriptions.endsOn, countsFrom: t.subscriptions.countsFrom, countsUntil: t.subscriptions.countsUntil,
    autoRenew: t.subscriptions.autoRenew, isTrial: t.subscriptions.isTrial, status: t.subscriptions.status, deviceId: t.subscriptions.deviceId, serial: t.devices.serial, upgradeId: t.subscriptions.upgradeId,
    version: t.subscriptions.version,
  }).from(t.subscriptions).innerJoin(t.accounts, eq(t.accounts.id, t.subscriptions.accountId)).innerJoin(t.products, eq(t.products.id, t.subscriptions.product))
    .leftJoin(t.devices, eq(t.devices.id, t.subscriptions.deviceId)).$dynamic() as unknown as RowQuery,
  shape: Type.Object({
    id: Type.String(), externalId: orNull(Type.String()), accountId: Type.String(), accountName: Type.String(), product: Type.String(), productName: Type.String(), quantity: Type.Integer(),
    unitArrMinor: Type.Integer(), arrMinor: Type.Integer(), currency: Text.currency, reportingArrMinor: Type.Integer(), termMonths: Type.Integer(), startsOn: Text.day, endsOn: orNull(Text.day),
    countsFrom: Text.day, countsUntil: orNull(Text.day), autoRenew: Type.Boolean(), isTrial: Type.Boolean(), status: words(SUBSCRIPTION_STATUSES), deviceId: orNull(Type.String()),
    serial: orNull(Type.String()), upgradeId: orNull(Type.String()), version: Type.Integer(),
  }),
  filters: {
    id: text(t.subscriptions.id), externalId: text(t.subscriptions.externalId), accountId: text(t.subscriptions.accountId), product: text(t.subscriptions.product), status: word(t.subscriptions.status, SUBSCRIPTION_STATUSES),
    startsOn: day(t.subscriptions.startsOn), endsOn: day(t.subscriptions.endsOn), autoRenew: flag(t.subscriptions.autoRenew), deviceId: text(t.subscriptions.deviceId), upgradeId: text(t.subscriptions.upgradeId),
  },
  sorts: {
    id: { column: t.subscriptions.id }, startsOn: { column: t.subscriptions.startsOn }, endsOn: { column: t.subscriptions.endsOn, nullable: true }, reportingArrMinor: { column: t.subscriptions.reportingArrMinor },
  },
  standardSort: { field: 'startsOn', order: 'DESC' },
  accountOf: (row) => String(row.accountId),
  update: {
    permission: 'subscriptions:edit', fields: Body({ autoRenew: Type.Boolean() }),
    check: async (_act, current, changes) => (current.status === 'active' ? changes : invalid('autoRenew', `cannot change: the subscription is ${String(current.status)}`)),
  },
});

export const accountResources = (t: Tables): Resource[] => [accounts(t), contactsResource(t), devices(t), subscriptions(t)];

