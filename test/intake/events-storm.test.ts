import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRandom } from '../../seeds/random.ts';
import { openDesk, type Desk } from '../support/app.ts';
import { engine } from '../support/database.ts';
import { journeyOf, manyKnownCustomers, outcomesOf, SECRETS, sendTo, type Event } from '../support/events.ts';

/** On PostgreSQL each takes three times as long, and finds no other faults. */
const EVENTS = engine === 'sqlite' ? 10_000 : 3_000;
const REPEATED = EVENTS / 20;
const A_BATCH = 1_000;
/** How many of its nine events each journey is told of: most end before the order, some are placed, some are done. */
const TOLD = [2, 4, 5, 6, 6, 7, 8, 9];
/** They are told of these by turns, on days of their own, so that no two are the same. */
const DAYS = 5;

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk({ webhookSecrets: SECRETS });
});
afterAll(() => desk.close());

const random = makeRandom('storm');
const shuffled = <T>(all: readonly T[]): T[] => all.map((one) => ({ one, key: random.real() })).sort((a, b) => a.key - b.key).map(({ one }) => one);
const begun = (index: number) => `2026-03-0${(index % DAYS) + 1}T09:00:00.000Z`;

async function tell(events: readonly Event[]): Promise<Record<string, number>> {
  const dispositions: Record<string, number> = {};
  for (let from = 0; from < events.length; from += A_BATCH) {
    const { results } = await sendTo(desk, events.slice(from, from + A_BATCH));
    for (const { disposition } of results) dispositions[disposition] = (dispositions[disposition] ?? 0) + 1;
  }
  return dispositions;
}

describe(`A storm of ${EVENTS} events`, () => {
  it('of many journeys at once, in no order and with repeats, ends where each journey would have ended by itself', async () => {
    const kinds = TOLD.length * DAYS;
    const many = Math.ceil((EVENTS - REPEATED) / (TOLD.reduce((sum, told) => sum + told, 0) / TOLD.length));
    const customers = await manyKnownCustomers(desk, many + kinds);
    const journeys = customers.map((who, index) => {
      const { upgradeRef, events } = journeyOf(who, begun(index));
      return { upgradeRef, events: events.slice(0, TOLD[index % TOLD.length]), kind: index % kinds };
    });
    const [alone, together] = [journeys.slice(0, kinds), journeys.slice(kinds)];
    for (const { events } of alone) expect(Object.keys(await tell(events))).toEqual(['applied']);

    const once = together.flatMap(({ events }) => events).slice(0, EVENTS - REPEATED);
    const dispositions = await tell(shuffled([...once, ...shuffled(once).slice(0, REPEATED)]));
    expect(dispositions).toMatchObject({ duplicate: REPEATED });
    expect(dispositions.quarantined).toBeUndefined();
    expect(dispositions.late).toBeGreaterThan(0);
    const { read, t } = desk.store;
    const left = (await read.select({ disposition: t.incomingEvents.disposition }).from(t.incomingEvents)).filter((row) => row.disposition === 'waiting');
    expect(left, 'nothing waits any more').toEqual([]);

    const outcomes = await outcomesOf(desk, journeys.map((journey) => journey.upgradeRef));
    // The storm ends in the middle of the last journey.
    const whole = together.slice(0, -1);
    expect(whole.every(({ upgradeRef }) => outcomes.has(upgradeRef))).toBe(true);
    const differing = whole.filter(({ upgradeRef, kind }) => JSON.stringify(outcomes.get(upgradeRef)) !== JSON.stringify(outcomes.get(alone[kind]?.upgradeRef ?? '')));
    expect(differing.map(({ upgradeRef }) => outcomes.get(upgradeRef))).toEqual([]);
  }, 120_000);
});
