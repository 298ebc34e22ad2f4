import type { Store } from '../db/store.ts';
import { addDays } from '../server/domain/days.ts';
import type { Day, ProductKind, UpgradeKind, Movement } from '../server/domain/words.ts';
import { searchText } from '../server/rest/search.ts';
import { makeRandom } from './random.ts';
import { SAVED_REPLIES } from './replies.ts';

type Tables = Store['t'];
export type ProductRow = Tables['products']['$inferInsert'];
export type PathRow = Tables['upgradePaths']['$inferInsert'];
export type RateRow = Tables['exchangeRates']['$inferInsert'];

export const DEVICE_FAMILIES = ['S4', 'S5', 'S6'] as const;
export const OTHER_FAMILIES = ['Cloud', 'Recovery', 'Care'] as const;
export type Family = (typeof DEVICE_FAMILIES)[number] | (typeof OTHER_FAMILIES)[number];

const product = (id: string, name: string, kind: ProductKind, family: Family, capacity: string | null, listPriceMinor: number, active = true): ProductRow =>
  ({ id, name, kind, family, capacity, listPriceMinor, currency: 'USD', active, search: searchText(id, name, family) });

/** Prices for one unit and one year. Within a family from small to large: upgrades and downgrades go along this order. */
export const PRODUCTS: readonly ProductRow[] = [
  product('S4-1TB', 'S4 backup appliance, 1 TB', 'device', 'S4', '1 TB', 84_000, false),
  product('S4-2TB', 'S4 backup appliance, 2 TB', 'device', 'S4', '2 TB', 120_000),
  product('S4-4TB', 'S4 backup appliance, 4 TB', 'device', 'S4', '4 TB', 186_000),
  product('S5-2TB', 'S5 backup appliance, 2 TB', 'device', 'S5', '2 TB', 150_000),
  product('S5-3TB', 'S5 backup appliance, 3 TB', 'device', 'S5', '3 TB', 192_000),
  product('S5-6TB', 'S5 backup appliance, 6 TB', 'device', 'S5', '6 TB', 318_000),
  product('S5-12TB', 'S5 backup appliance, 12 TB', 'device', 'S5', '12 TB', 564_000),
  product('S6-4TB', 'S6 backup appliance, 4 TB', 'device', 'S6', '4 TB', 264_000),
  product('S6-8TB', 'S6 backup appliance, 8 TB', 'device', 'S6', '8 TB', 456_000),
  product('S6-16TB', 'S6 backup appliance, 16 TB', 'device', 'S6', '16 TB', 828_000),
  product('S6-32TB', 'S6 backup appliance, 32 TB', 'device', 'S6', '32 TB', 1_512_000),
  product('CLD-1TB', 'Cloud copy, 1 TB', 'service', 'Cloud', '1 TB', 36_000),
  product('CLD-5TB', 'Cloud copy, 5 TB', 'service', 'Cloud', '5 TB', 144_000),
  product('CLD-20TB', 'Cloud copy, 20 TB', 'service', 'Cloud', '20 TB', 480_000),
  product('DR-STD', 'Recovery in the cloud, standard', 'service', 'Recovery', null, 98_000),
  product('DR-PRO', 'Recovery in the cloud, within the hour', 'service', 'Recovery', null, 210_000),
  product('CARE-STD', 'Care: next business day', 'warranty', 'Care', null, 18_000),
  product('CARE-PLUS', 'Care: same day, drive kept', 'warranty', 'Care', null, 42_000),
  product('CARE-24', 'Care: round the clock', 'warranty', 'Care', null, 96_000),
];

export const PRODUCT = new Map(PRODUCTS.map((one) => [one.id, one]));
export const familyOf = (productId: string): Family => PRODUCT.get(productId)?.family as Family;
export const inFamily = (family: Family): ProductRow[] => PRODUCTS.filter((one) => one.family === family && one.active);
export const isDevice = (family: Family): boolean => (DEVICE_FAMILIES as readonly string[]).includes(family);

type Contract = { returns?: true; attests?: true; staffOnly?: true; expected: readonly Movement[] };

const path = (id: string, name: string, kind: UpgradeKind, from: Family | null, to: Family | null, description: string, contract: Contract): PathRow => ({
  id, name, kind, fromFamily: from, toFamily: to, returnRequired: contract.returns === true, attestationRequired: contract.attests === true, selfServe: contract.staffOnly !== true,
  expected: contract.expected.map((movement) => ({ movement })), description, active: true,
});

export const PATHS: readonly PathRow[] = [
  path('renew', 'Renew on the same terms', 'renewal', null, null, 'The same lines for another term, at the price they have.', { expected: ['renewal'] }),
  path('s4-to-s5', 'Refresh S4 to S5', 'refresh', 'S4', 'S5', 'A new S5 is shipped; the S4 comes back, and the customer attests what was done with the data on it.', { returns: true, attests: true, expected: ['expansion', 'excluded'] }),
  path('s5-to-s6', 'Refresh S5 to S6', 'refresh', 'S5', 'S6', 'A new S6 is shipped; the S5 comes back and is wiped at our dock.', { returns: true, expected: ['expansion'] }),
  path('s5-to-s6-destroy', 'Refresh S5 to S6, old drive destroyed on site', 'refresh', 'S5', 'S6', 'For customers whose drives never leave the building. An account manager arranges it; the customer attests the destruction.', { attests: true, staffOnly: true, expected: ['expansion'] }),
  path('s5-more', 'More capacity on S5', 'upgrade', 'S5', 'S5', 'A larger capacity licence for the S5 that is there.', { expected: ['expansion'] }),
  path('s6-more', 'More capacity on S6', 'upgrade', 'S6', 'S6', 'A larger capacity licence for the S6 that is there.', { expected: ['expansion'] }),
  path('cloud-more', 'More cloud space', 'upgrade', 'Cloud', 'Cloud', 'A larger cloud copy, from the day of the order.', { expected: ['expansion'] }),
  path('s5-less', 'Less capacity on S5', 'downgrade', 'S5', 'S5', 'A smaller capacity licence; what is stored has to fit.', { expected: ['contraction'] }),
  path('s6-less', 'Less capacity on S6', 'downgrade', 'S6', 'S6', 'A smaller capacity licence; what is stored has to fit.', { expected: ['contraction'] }),
  path('cloud-less', 'Less cloud space', 'downgrade', 'Cloud', 'Cloud', 'A smaller cloud copy; what is stored has to fit.', { expected: ['contraction'] }),
  path('add-cloud', 'Add a cloud copy', 'add_on', null, 'Cloud', 'A second copy of the backups, away from the building.', { expected: ['expansion'] }),
  path('add-recovery', 'Add recovery in the cloud', 'add_on', null, 'Recovery', 'Servers that start in the cloud when the building cannot.', { expected: ['expansion'] }),
  path('add-care', 'Add a care plan', 'add_on', null, 'Care', 'A warranty beyond the first year, with the reaction time chosen.', { expected: ['expansion'] }),
];

export const PATH = new Map(PATHS.map((one) => [one.id, one]));

/** Roughly what the currencies were worth, as a walk of its own: figures for a demo, not a source of rates. */
const WORTH_IN_USD = { EUR: 1.09, GBP: 1.27, AUD: 0.66, INR: 0.0119 } as const;
const QUARTERS = 30;

/** A rate for each quarter of the past seven years, both ways, so that a price list in dollars can be quoted in any of them. */
export function exchangeRates(seed: number, today: Day): RateRow[] {
  const rows: RateRow[] = [];
  for (const [currency, worth] of Object.entries(WORTH_IN_USD)) {
    const random = makeRandom(seed, 'rates', currency);
    let drift = 1;
    for (let quarter = QUARTERS; quarter >= 0; quarter -= 1) {
      const on = addDays(today, -quarter * 91);
      drift = Math.min(1.08, Math.max(0.92, drift * random.between(0.985, 1.015)));
      const rate = worth * drift;
      const id = () => random.id(Date.parse(`${on}T00:00:00Z`));
      rows.push({ id: id(), base: currency, quote: 'USD', on, rate: rate.toFixed(6) }, { id: id(), base: 'USD', quote: currency, on, rate: (1 / rate).toFixed(6) });
    }
  }
  return rows;
}

/** What the demo's maker of backup appliances sells, how one may move between it, and the replies kept for account managers. */
export async function seedCatalogue(store: Store, rates: readonly RateRow[]): Promise<void> {
  await store.write(async ({ db, t }) => {
    await db.insert(t.products).values([...PRODUCTS]).onConflictDoNothing();
    await db.insert(t.upgradePaths).values([...PATHS]).onConflictDoNothing();
    await db.insert(t.savedReplies).values(SAVED_REPLIES.map((reply) => ({ ...reply, active: true }))).onConflictDoNothing();
    await db.insert(t.exchangeRates).values([...rates]).onConflictDoNothing();
  });
}

export const nameOfProduct = (id: string): string => PRODUCT.get(id)?.name ?? id;
