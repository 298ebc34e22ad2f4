import type { Store } from '../../db/store.ts';
import type { Segment } from '../../server/domain/words.ts';
import { searchText } from '../../server/rest/search.ts';

let made = 0;
const next = (name: string): string => `${name}-${String((made += 1)).padStart(4, '0')}`;

type AccountWish = { name?: string; managerId?: string; region?: string; segment?: Segment };

/** A catalogue of two appliances and a service, and the paths between them; idempotent. */
export async function makeCatalogue(store: Store): Promise<void> {
  await store.write(async ({ db, t }) => {
    const product = (id: string, family: string, listPriceMinor: number, kind: 'device' | 'service' = 'device') =>
      ({ id, name: `${family} ${id}`, kind, family, capacity: null, listPriceMinor, currency: 'USD', active: true, search: searchText(id, family) });
    await db.insert(t.products).values([product('T4-2TB', 'T4', 120_000), product('T5-3TB', 'T5', 150_000), product('CLOUD', 'Cloud', 60_000, 'service')]).onConflictDoNothing();
    const path = (id: string, kind: 'renewal' | 'refresh' | 'add_on', fromFamily: string | null, toFamily: string | null, back: boolean) =>
      ({ id, name: id, kind, fromFamily, toFamily, returnRequired: back, attestationRequired: back, selfServe: true, expected: [], description: '', active: true });
    await db.insert(t.upgradePaths).values([path('renew', 'renewal', 'T4', 'T4', false), path('refresh', 'refresh', 'T4', 'T5', true), path('cloud', 'add_on', null, 'Cloud', false)]).onConflictDoNothing();
  });
}

export type Customer = { accountId: string; contactId: string; subscriptionId: string; deviceId: string; serial: string };

/** A company with a contact, a device in the field and the subscription that covers it: $1,200 a year until the end of the month. */
export async function makeCustomer(store: Store, { name = 'Northwind Dental', managerId = 'ada', region = 'emea', segment = 'mid_market' }: AccountWish = {}): Promise<Customer> {
  await makeCatalogue(store);
  const customer = { accountId: next('account'), contactId: next('contact'), subscriptionId: next('subscription'), deviceId: next('device'), serial: next('4KX-7719') };
  await store.write(async ({ db, t }) => {
    await db.insert(t.accounts).values({
      id: customer.accountId, externalId: null, name, segment, region, country: null, industry: null, customerSince: '2024-01-01', managerId, reportingArrMinor: 120_000, createdAt: '2024-01-01T00:00:00.000Z', search: searchText(name),
    });
    await db.insert(t.contacts).values({ id: customer.contactId, accountId: customer.accountId, name: 'Priya Nair', email: 'priya@customer.example', title: null, phone: null, isPrimary: true, search: searchText('Priya Nair', 'priya@customer.example') });
    await db.insert(t.devices).values({ id: customer.deviceId, accountId: customer.accountId, serial: customer.serial, productId: 'T4-2TB', status: 'in_field', shippedOn: '2025-04-01', search: searchText(customer.serial) });
    await db.insert(t.subscriptions).values({
      id: customer.subscriptionId, externalId: null, accountId: customer.accountId, product: 'T4-2TB', quantity: 1, unitArrMinor: 120_000, arrMinor: 120_000, currency: 'USD', reportingArrMinor: 120_000, termMonths: 12,
      startsOn: '2025-04-01', endsOn: '2026-03-31', countsFrom: '2025-04-01', countsUntil: null, autoRenew: false, isTrial: false, status: 'active', deviceId: customer.deviceId, upgradeId: null,
    });
  });
  return customer;
}
