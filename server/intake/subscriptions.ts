import { and, eq, inArray, ne, notInArray } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { readPolicy } from '../admin/commands.ts';
import { tellBooks } from '../coding/history.ts';
import { saveLines, type LineChange } from '../coding/lines.ts';
import { dayIn } from '../domain/days.ts';
import { planSubscription, productsByKey, type NewProduct, type SubscriptionValues } from '../domain/imports/subscriptions.ts';
import { recordMany } from '../record/record.ts';
import type { Act } from '../rest/request.ts';
import { searchText } from '../rest/search.ts';
import { keyOf, keysOf, type Opened, type Work, writtenInOrder } from './session.ts';
import type { Reader } from './read.ts';

export async function openSubscriptions({ db, t }: Reader, { options, newProducts, rows, now }: Work): Promise<Opened<SubscriptionValues>> {
  const { accounts, subscriptions, products, devices, exchangeRates } = t;
  const { booksZone, reportingCurrency } = await readPolicy({ db, t });
  const customers = await db.select({ id: accounts.id, externalId: accounts.externalId }).from(accounts).where(inArray(accounts.externalId, keysOf(rows, 'account')));
  const serials = keysOf(rows, 'serial');
  const owned = serials.length === 0 ? [] : await db.select({ id: devices.id, serial: devices.serial, accountId: devices.accountId }).from(devices).where(inArray(devices.serial, serials));
  const refs = {
    today: dayIn(booksZone, now), reportingCurrency, rates: await db.select().from(exchangeRates),
    accounts: new Map(customers.map((one) => [one.externalId ?? '', one])),
    products: productsByKey([...newProducts, ...(await db.select({ id: products.id, name: products.name }).from(products))]),
    devices: new Map(owned.map((one) => [one.serial, one])),
  };
  const found = await db.select().from(subscriptions).where(inArray(subscriptions.externalId, keysOf(rows)));
  const orders = found.flatMap((row) => row.upgradeId ?? []);
  const placed = orders.length === 0 ? [] : await db.select({ id: t.codings.upgradeId }).from(t.codings).where(and(inArray(t.codings.upgradeId, orders), notInArray(t.codings.origin, ['import'])));
  const placedHere = new Set(placed.map((one) => one.id));
  const byEvent = found.length === 0 ? [] : await db.select({ given: t.codings.given }).from(t.codings).where(and(inArray(t.codings.accountId, [...new Set(found.map((row) => row.accountId))]), eq(t.codings.origin, 'event'), ne(t.codings.status, 'reversed')));
  const [opened, ended] = (['after', 'before'] as const).map((side) => new Set(byEvent.flatMap(({ given }) => given[side].map(({ line }) => line))));
  const byKey = new Map(found.map((row) => [row.externalId ?? '', { ...row, externalId: row.externalId ?? '', openedHere: placedHere.has(row.upgradeId) || opened?.has(row.id), endedHere: ended?.has(row.id) }]));
  const byId = new Map(found.map((row) => [row.id, row]));

  return {
    decide: (row) => planSubscription(row, byKey.get(keyOf(row)), refs, options),
    write: async (act, decisions) => {
      const made = decisions.flatMap((one) => (one.outcome === 'create' ? [{ ...one.values, id: uuidv7(), upgradeId: null, version: 1 }] : []));
      const created = made.map((row) => ({ command: 'records.create' as const, resource: 'subscriptions', id: row.id, before: null, after: row, accountId: row.accountId }));
      const updated = [];
      const changes: LineChange[] = made.map((after) => ({ before: null, after }));
      for (const one of decisions) {
        const before = one.outcome === 'update' ? byId.get(one.id) : undefined;
        if (one.outcome !== 'update' || !before) continue;
        const after = { ...before, ...one.changes, version: before.version + 1 };
        changes.push({ before, after });
        updated.push({ command: 'records.update' as const, resource: 'subscriptions', id: one.id, before, after, accountId: before.accountId });
      }
      const recorded = [...created, ...updated];
      await saveLines(act, changes);
      await tellBooks(act, [...new Set(recorded.map((one) => one.accountId))]);
      await recordMany(act, recorded);
      return writtenInOrder('subscriptions', decisions, made, byId);
    },
  };
}

/** Puts the products into the catalogue that the plan found missing, and answers those; one that somebody has added meanwhile stays as it is. */
export async function addProducts(act: Act, newProducts: readonly NewProduct[]): Promise<NewProduct[]> {
  const { db, t } = act.tx;
  if (newProducts.length === 0) return [];
  const rows = newProducts.map((product) => ({
    ...product, kind: 'service' as const, family: product.name.slice(0, 80), capacity: null, active: true, search: searchText(product.id, product.name), version: 1,
  }));
  const added = new Set((await db.insert(t.products).values(rows).onConflictDoNothing().returning({ id: t.products.id })).map((row) => row.id));
  await recordMany(act, rows.filter((row) => added.has(row.id)).map((row) => ({ command: 'records.create' as const, resource: 'products', id: row.id, before: null, after: row })));
  return newProducts.filter((product) => added.has(product.id));
}
