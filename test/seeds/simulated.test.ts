import { describe, expect, it } from 'vitest';
import { PATHS, PRODUCTS } from '../../seeds/catalogue.ts';
import { simulateJourneys, type Market } from '../../seeds/simulated.ts';
import { DATA, Envelope, faultOf, isTaken } from '../../server/intake/events/shapes.ts';

const NOW = '2026-03-10T10:00:00.000Z';
const OWNED = ['S4-2TB', 'S5-3TB', 'S6-4TB'] as const;

const market = (accounts: number): Market => ({
  accounts: Array.from({ length: accounts }, (_, index) => ({ id: `a${index}`, externalId: index % 10 === 9 ? null : `CRM-${index}`, name: `Company ${index}` })),
  subscriptions: Array.from({ length: accounts * 2 }, (_, index) => ({
    externalId: `SUB-${index}`, accountId: `a${Math.floor(index / 2)}`, product: OWNED[index % 3] ?? 'S4-2TB', productName: 'a product', quantity: 1, endsOn: index % 4 === 0 ? '2026-05-31' : null, termMonths: 12,
  })),
  paths: PATHS.map((path) => ({ id: path.id, kind: path.kind, fromFamily: path.fromFamily ?? null, toFamily: path.toFamily ?? null, selfServe: path.selfServe, active: path.active })),
  products: PRODUCTS.map(({ id, name, family, listPriceMinor, active }) => ({ id, name, family, listPriceMinor, active })),
});
const journeys = (seed = 'one', accounts = 400) => [...simulateJourneys(seed, market(accounts), () => NOW)];

describe('Simulated journeys', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(journeys()).toEqual(journeys());
    expect(journeys('two').map((one) => one.story)).not.toEqual(journeys().map((one) => one.story));
  });

  it('are one for each account that senders can name', () => {
    const all = journeys('one', 50);
    expect(all).toHaveLength(45);
    expect(new Set(all.map((one) => one.accountName)).size).toBe(45);
  });

  it('hold events that the desk takes, but for the few that are meant not to be', () => {
    for (const { events, story } of journeys()) {
      for (const event of events) {
        expect(faultOf(Envelope, event)).toBeNull();
        expect(isTaken(event.type)).toBe(true);
        if (isTaken(event.type)) expect(faultOf(DATA[event.type], event.data), JSON.stringify(event)).toBeNull();
        if (event.type === 'return.fact') expect(story).toContain('of no return');
      }
    }
  });

  it('have all happened, the last of each just now', () => {
    for (const { events } of journeys()) expect(events.map((event) => event.time).toSorted().at(-1)).toBe(NOW);
  });

  it('take self-serve paths from what the customer has, and replace it unless something is added', () => {
    const { paths, subscriptions, products } = market(400);
    for (const { events, kind } of journeys()) {
      const started = events.find((event) => event.type === 'upgrade.started')?.data as { pathId: string; subscriptionRefs: string[] };
      const path = paths.find((one) => one.id === started.pathId);
      const owned = subscriptions.find((one) => one.externalId === started.subscriptionRefs[0]);
      expect(path).toMatchObject({ kind, selfServe: true });
      if (kind === 'add_on') expect(started.subscriptionRefs).toEqual([]);
      else if (path?.fromFamily) expect(products.find((one) => one.id === owned?.product)?.family).toBe(path.fromFamily);
    }
  });

  it('show every ending and every oddity, and about half of them escalate', () => {
    const all = journeys();
    for (const word of ['escalated twice', 'ordered by themselves', 'completed', 'left lying', 'cancelled', 'twice)', 'late)', 'before its start)', 'misspelt)']) expect(all.some((one) => one.story.includes(word)), word).toBe(true);
    const escalated = all.filter((one) => one.events.some((event) => event.type === 'upgrade.escalated')).length;
    expect(escalated / all.length).toBeGreaterThan(0.4);
    expect(escalated / all.length).toBeLessThan(0.6);
    expect(new Set(all.flatMap((one) => one.events.flatMap((event) => (event.type === 'upgrade.escalated' ? [event.data.reason] : [])))).size).toBeGreaterThan(8);
  });
});
