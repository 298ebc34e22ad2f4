import type { Tables } from '../db/schema/index.ts';
import type { Store } from '../db/store.ts';
import { readOutlook } from '../server/adoption/outlook.ts';
import { lastDayOf, monthsThrough } from '../server/domain/coding/months.ts';
import { addDays } from '../server/domain/days.ts';
import type { Day } from '../server/domain/words.ts';
import { readEscalated, readRenewals } from '../server/adoption/worth.ts';
import { makeRandom } from './random.ts';

const BY = 'Petra Lund';
const MONTHS_OF_TRAFFIC = 15;

/** What sales operations has set, written down and loaded: goals, what a reader of the rate should know, fixes with what people say of them, and months of traffic. */
export async function seedAdoption(store: Store, today: Day, seed: number): Promise<void> {
  const yearBefore = addDays(today, -365);
  const due = lastDayOf(addDays(today, 365).slice(0, 7));
  const at = `${yearBefore}T09:00:00.000Z`;
  const lastMonth = addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7);
  const random = makeRandom(seed, 'traffic');
  const months = monthsThrough(addDays(today, -31 * MONTHS_OF_TRAFFIC).slice(0, 7), lastMonth).slice(-MONTHS_OF_TRAFFIC);
  await store.write(async ({ db, t }) => {
    await db.insert(t.adoptionGoals).values([
      { id: 'goal-all', segment: null, targetBasisPoints: 9_000, startsOn: yearBefore, dueOn: due, note: 'Nine of ten upgrades need no one.', setByName: BY, setAt: at },
      { id: 'goal-enterprise', segment: 'enterprise', targetBasisPoints: 8_500, startsOn: yearBefore, dueOn: due, note: 'More sites, more exceptions: a step on the way.', setByName: BY, setAt: at },
    ]);
    await db.insert(t.adoptionAnnotations).values([
      { id: 'note-cart', day: `${addDays(today, -170).slice(0, 7)}-01`, kind: 'release', text: 'Co-term in the cart', rebaselines: false, addedByName: BY },
      { id: 'note-returns', day: addDays(today, -50), kind: 'policy', text: 'Return label with the order', rebaselines: false, addedByName: BY },
    ]);
    const fix = { pathId: null, enteredByName: BY, enteredAt: at, shippedOn: null };
    await db.insert(t.adoptionFixes).values([
      { ...fix, id: 'fix-prices', name: 'Agreed prices in the review', step: 'review', rootCause: 'pricing_exception', confidencePercent: 80, effortDays: 25, note: 'Contract prices come from the same place as the quote.' },
      { ...fix, id: 'fix-invoice', name: 'Pay by invoice', step: 'payment', rootCause: 'payment_method', confidencePercent: 90, effortDays: 15, note: 'For accounts with a framework contract.' },
      { ...fix, id: 'fix-card', name: 'Say why a card is refused', step: 'payment', rootCause: 'card_by_phone', confidencePercent: 50, effortDays: 4, note: 'Most calls begin with “it just says no”.' },
      { ...fix, id: 'fix-fit', name: 'Show what fits before the choice', step: 'configure', rootCause: 'compatibility', confidencePercent: 60, effortDays: 12, note: '' },
      { ...fix, id: 'fix-label', name: 'Return label with the order', step: 'return', rootCause: 'return_question', confidencePercent: 90, effortDays: 3, note: 'Was the most asked question after the order.', shippedOn: addDays(today, -50) },
    ]);
    await db.insert(t.adoptionTraffic).values(months.map((id, index) => {
      const contacts = 60 + Math.round(random.between(-8, 8)) - index;
      return { id, visits: 330 + 9 * index + Math.round(random.between(-20, 20)), contacts, contactOrders: Math.round(contacts * random.between(0.2, 0.28)), loadedAt: `${today}T06:00:00.000Z`, loadedByName: BY };
    }));
  });
}

const KEPT_MONTHS = 8;

/** What was foretold in the months before, from what was known then. */
async function forecastsOf({ read, t }: Store, today: Day): Promise<Tables['adoptionForecasts']['$inferInsert'][]> {
  const forecasts: Tables['adoptionForecasts']['$inferInsert'][] = [];
  for (const madeIn of monthsThrough(addDays(today, -31 * KEPT_MONTHS).slice(0, 7), addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7))) {
    const third = (await readOutlook({ db: read, t }, {}, {}, `${madeIn}-01`)).probabilities[2];
    if (third) forecasts.push({ id: `${madeIn}|`, madeIn, segment: null, month: third.date.slice(0, 7), middle: third.middle, low: third.low, high: third.high, madeAt: `${madeIn}-01T06:00:00.000Z` });
  }
  return forecasts;
}

/** What needs journeys that are counted: the month that renewals are compared with, the first that is a year back, and what was foretold. */
export async function seedMeasured(store: Store, today: Day): Promise<void> {
  const month = addDays(today, -365).slice(0, 7);
  const window = { from: `${month}-01`, to: lastDayOf(month) };
  const reader = { db: store.read, t: store.t };
  const [renewals, calls, forecasts] = [(await readRenewals(reader, window, {})).get(month), await readEscalated(reader, window, {}), await forecastsOf(store, today)];
  await store.write(async ({ db, t }) => {
    if (forecasts.length > 0) await db.insert(t.adoptionForecasts).values(forecasts);
    if (!renewals) return;
    const frozenAt = `${addDays(window.to, 3)}T09:00:00.000Z`;
    await db.insert(t.adoptionBaselines).values({ id: 'current', month, renewals: renewals.all, onlineRenewals: renewals.online, ...calls, frozenAt, frozenByName: BY });
  });
}
