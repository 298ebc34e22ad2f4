import { isLate } from '../../domain/events.ts';
import { notNow } from '../../domain/refusal.ts';
import { asksAgain, callAgain, callIn, readCallers, type Asked, type Callers } from '../../escalations/by-customer.ts';
import { deskMove } from '../../escalations/commands.ts';
import { refusalProblem } from '../../rest/problem.ts';
import type { Act } from '../../rest/request.ts';
import { placeByEvent, readGround, startByEvent, type Ground } from '../../upgrades/by-event.ts';
import { undoOrder } from '../../upgrades/place.ts';
import { readUpgrade, type UpgradeRow } from '../../upgrades/read.ts';
import { dataOf, inOrder, keepOutcomes, meaning, readJourneys, refused, rereadJourneys, stateAfter, writeJourneys, type Incoming, type Journey, type Outcome } from './journeys.ts';

export const UNKNOWN_YET: Outcome = { disposition: 'waiting', because: 'its upgrade is not known yet' };

type World = { ground: Ground; callers: Callers };
type Queue = { journey: Journey; left: Incoming[] };

/**
 * Takes events that are stored and valid, in the order in which they came, and those that waited for them. One that a rule refuses goes to the quarantine and
 * nothing of it stays; one whose upgrade is not known yet waits; one that newer ones have overtaken is late: its step is recorded, and nothing newer is overwritten.
 *
 * Journeys are worked on in memory and written together. What orders, and what takes up a hand-back, is a command with its own statements: before it
 * everything is written, and after it read anew.
 */
export async function applyEvents(act: Act, events: readonly Incoming[]): Promise<Map<Incoming, Outcome>> {
  const outcomes = new Map<Incoming, Outcome>();
  if (events.length === 0) return outcomes;
  const journeys = await readJourneys(act, events);
  const queues = [...Map.groupBy(events, (event) => event.upgradeRef ?? '')].flatMap(([ref, left]): Queue[] => {
    const journey = journeys.get(ref);
    return journey ? [{ journey, left }] : [];
  });
  const world = await readWorld(act, queues);
  for (let busy = queues; busy.length > 0;) {
    for (const queue of busy) takeInMemory(world, queue, outcomes);
    await writeJourneys(act, journeys.values());
    busy = busy.filter(({ left }) => left.length > 0);
    for (const { journey, left } of busy) {
      const event = left.shift();
      if (event) outcomes.set(event, await carryOut(act, world, journey, event).catch(refused));
      letGo(journey, left);
    }
    await rereadJourneys(act, busy.map(({ journey }) => journey));
  }
  await keepOutcomes(act, outcomes);
  return outcomes;
}

/** What waited may go on now that something has been taken. */
function letGo(journey: Journey, left: Incoming[]): void {
  left.unshift(...journey.waiting.sort(inOrder));
  journey.waiting = [];
}

/** Takes what touches nothing but the journey and its call, up to the first that needs more. */
function takeInMemory({ ground, callers }: World, { journey, left }: Queue, outcomes: Map<Incoming, Outcome>): void {
  for (let event = left[0]; event && !needsMore(journey, event); event = left[0]) {
    left.shift();
    let outcome: Outcome;
    try {
      outcome = take(ground, callers, journey, event);
    } catch (error) {
      outcome = refused(error);
    }
    outcomes.set(event, outcome);
    if (outcome.disposition === 'waiting') journey.waiting.push(event);
    else if (outcome.disposition !== 'quarantined') letGo(journey, left);
  }
}

/** Orders, what undoes one, and what a hand-back follows. */
function needsMore({ upgrade, open }: Journey, event: Incoming): boolean {
  if (!upgrade) return false;
  if (event.type === 'upgrade.placed') return true;
  if (event.type === 'upgrade.cancelled') return upgrade.placedAt !== null || open?.status === 'handed_back';
  return event.type === 'upgrade.escalated' && asksAgain(open, event.occurredAt);
}

const asked = (event: Incoming): Asked => {
  const { contactEmail = null, ...said } = dataOf(event, 'upgrade.escalated');
  return { ...said, contactEmail, at: event.occurredAt };
};

function take(ground: Ground, callers: Callers, journey: Journey, event: Incoming): Outcome {
  if (event.type === 'upgrade.started') {
    if (journey.upgrade) throw refusalProblem(notNow('This upgrade has been started already', []));
    journey.start = startByEvent(ground, journey.ref, dataOf(event, 'upgrade.started'), event.occurredAt);
    journey.upgrade = journey.start.upgrade;
    return counted(journey, event);
  }
  if (!journey.upgrade) return UNKNOWN_YET;
  if (event.type === 'upgrade.completed' && !journey.events.some((one) => one.type === 'upgrade.placed')) return { disposition: 'waiting', because: 'its upgrade is not placed yet' };
  if (event.type === 'upgrade.escalated') {
    const { escalation, said } = callIn(callers, journey.upgrade, journey.open, asked(event));
    journey.open = escalation;
    journey.said = [...journey.said, said];
    journey.upgrade = { ...journey.upgrade, timesEscalated: escalation.timesEscalated };
  }
  return counted(journey, event);
}

function counted(journey: Journey, event: Incoming): Outcome {
  const late = event.type !== 'upgrade.started' && isLate(meaning(event), journey.events.map(meaning));
  journey.events = [...journey.events, event];
  journey.changed = true;
  return { disposition: late ? 'late' : 'applied', because: null };
}

/** Takes one event that is a command by itself: all of it, or nothing. The journey's row follows when it is written. */
async function carryOut(act: Act, { ground, callers }: World, journey: Journey, event: Incoming): Promise<Outcome> {
  const { upgrade, open } = journey;
  if (!upgrade) throw new Error(`Event ${event.id} needs an upgrade`);
  const state = stateAfter(journey, [event]);
  const placed = event.type === 'upgrade.placed';
  if (event.type === 'upgrade.cancelled' && upgrade.status === 'completed') throw refusalProblem(notNow('This upgrade is completed: what changes now is a new upgrade', []));
  const cancelled = upgrade.cancelledAt === null && state !== null && state.cancelledAt !== null;
  await act.tx.attempt(async () => {
    if (placed) await order(act, ground, upgrade, event);
    if (event.type === 'upgrade.escalated' && open) await callAgain(act, callers, upgrade, open, asked(event));
    // An order that comes in after its own cancelling, which was later, is taken back at once.
    const inForce = placed || (upgrade.placedAt !== null && upgrade.cancelledAt === null);
    if (state !== null && state.cancelledAt !== null && inForce) await undoOrder(act, await readUpgrade(act.tx, upgrade.id), 'by-event');
    // One that was handed back resolves itself when the customer orders or gives it up.
    if (open?.status === 'handed_back' && (placed || cancelled)) await deskMove(act, open.id, cancelled ? 'left' : 'self-completed');
  });
  return counted(journey, event);
}

async function order(act: Act, ground: Ground, upgrade: UpgradeRow, event: Incoming): Promise<void> {
  if (upgrade.placedAt !== null) throw refusalProblem(notNow('This upgrade has been placed already', []));
  await placeByEvent(act, ground, upgrade, dataOf(event, 'upgrade.placed'), event.occurredAt);
}

/** Whom and what the events may be about, those that wait among them. */
async function readWorld(act: Act, queues: readonly Queue[]): Promise<World> {
  const all = queues.flatMap(({ journey, left }) => [...left, ...journey.waiting]);
  const ground = await readGround(act, all.filter((event) => event.type === 'upgrade.started').map((event) => dataOf(event, 'upgrade.started')), all.some((event) => event.type === 'upgrade.placed'));
  const accounts = queues.flatMap(({ journey }) => journey.upgrade?.accountId ?? []);
  const calls = all.some((event) => event.type === 'upgrade.escalated');
  return { ground, callers: await readCallers(act, calls ? [...accounts, ...[...ground.accounts.values()].map((account) => account.id)] : []) };
}
