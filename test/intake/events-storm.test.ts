import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRandom } from '../../seeds/random.ts';
import { openDesk, type Desk } from '../support/app.ts';
import { makeJourney, outcomeOf, SECRETS, sendTo, type Event } from '../support/events.ts';

const JOURNEYS = 65;
const A_BATCH = 100;

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk({ webhookSecrets: SECRETS });
});
afterAll(() => desk.close());

function shuffled(events: readonly Event[]): Event[] {
  const random = makeRandom('storm');
  return events.map((event) => ({ event, key: random.real() })).sort((a, b) => a.key - b.key).map(({ event }) => event);
}

/** How far each journey is told of: some end early, some are placed, some are done. */
const told = (events: readonly Event[], index: number): Event[] => events.slice(0, [4, 6, 7, 8, 9, 9, 9][index % 7]);

describe('A storm of events', () => {
  it('of many journeys at once, in no order and with repeats, ends where each journey would have ended by itself', async () => {
    const journeys: { upgradeRef: string; events: Event[] }[] = [];
    for (let index = 0; index < JOURNEYS; index += 1) {
      const { upgradeRef, events } = await makeJourney(desk);
      journeys.push({ upgradeRef, events: told(events, index) });
    }
    const once = journeys.flatMap(({ events }) => events);
    const storm = shuffled([...once, ...shuffled(once).slice(0, 80)]);
    const dispositions: Record<string, number> = {};
    for (let from = 0; from < storm.length; from += A_BATCH) {
      const { results } = await sendTo(desk, storm.slice(from, from + A_BATCH));
      for (const { disposition } of results) dispositions[disposition] = (dispositions[disposition] ?? 0) + 1;
    }
    expect(dispositions).toMatchObject({ duplicate: 80 });
    expect(dispositions.quarantined).toBeUndefined();
    const { read, t } = desk.store;
    const left = (await read.select({ disposition: t.incomingEvents.disposition }).from(t.incomingEvents)).filter((row) => row.disposition === 'waiting');
    expect(left, 'nothing waits any more').toEqual([]);

    const inOrder = new Map<number, unknown>();
    for (const length of new Set(journeys.map(({ events }) => events.length))) {
      const { upgradeRef, events } = await makeJourney(desk);
      await sendTo(desk, events.slice(0, length));
      inOrder.set(length, await outcomeOf(desk, upgradeRef));
    }
    for (const { upgradeRef, events } of journeys) expect(await outcomeOf(desk, upgradeRef)).toEqual(inOrder.get(events.length));
  }, 120_000);
});
