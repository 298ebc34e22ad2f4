import { refuseStep, STATUS_AT, type Journey } from '../server/domain/upgrade.ts';
import { STEPS, type Step } from '../server/domain/words.ts';
import type { Act, Story } from './accounts.ts';
import type { PathRow } from './catalogue.ts';
import { beforeLines, type Order } from './orders.ts';
import type { Row } from './rows.ts';
import { dayOf, iso, MINUTE } from './setting.ts';
import { addDays } from '../server/domain/days.ts';
import { searchText } from '../server/rest/search.ts';
import { referenceOf } from '../server/upgrades/commands.ts';

type Who = 'customer' | 'staff' | 'system';

/** A journey while it is walked. Past its limit nothing happens any more: the world has not come so far. */
export type Walk = {
  story: Story;
  upgrade: Row<'upgrades'>;
  order: Order;
  /** What the customer had when they began. */
  had: Row<'subscriptions'>[];
  journey: Journey;
  steps: Row<'upgradeSteps'>[];
  acts: Act[];
  /** Of the last thing that happened. */
  at: number;
  limit: number;
  isOver: boolean;
};

const NO_PATH = { returnRequired: false, attestationRequired: false };

export type Start = { at: number; number: number; order: Order; by: Who; actorId?: string; limit: number };

/** Someone begins: a customer or the desk at the entry, staff with the path they have chosen. */
export function beginWalk(story: Story, { at, number, order, by, actorId, limit }: Start): Walk {
  const { random, account } = story;
  const startedAt = iso(at);
  const first: Step = by === 'staff' ? 'configure' : 'entry';
  const reference = referenceOf(startedAt.slice(0, 4), number);
  const ends = order.slots.flatMap(({ line }) => (line?.endsOn ? [line.endsOn] : [])).sort();
  const contact = story.contacts[random.chance(0.75) ? 0 : story.contacts.length - 1];
  const upgrade: Row<'upgrades'> = {
    id: random.id(at), reference, externalId: null, accountId: account.id, contactId: by === 'system' ? null : (contact?.id ?? null), kind: order.kind, pathId: by === 'staff' ? (order.path?.id ?? null) : null, status: 'draft', step: first,
    motion: by === 'customer' ? 'self_serve' : by === 'staff' ? 'sales_led' : 'automatic', startedBy: by, startedById: actorId ?? null, startedAt, placedAt: null, completedAt: null, cancelledAt: null, lastActivityAt: startedAt,
    // A renewal begins the day after the term that it renews; everything else on the day of the order.
    effectiveOn: order.kind === 'renewal' && ends[0] !== undefined && ends[0] >= addDays(dayOf(at), by === 'system' ? -1 : 0) ? addDays(ends[0], 1) : dayOf(at),
    beforeArrMinor: 0, afterArrMinor: 0, exceptionStatus: null, exception: null, cancelReason: null, codedAs: null, touches: 0, firstTouchedAt: null, shadowTouches: 0, timesEscalated: 0, search: searchText(reference, account.name), version: 1,
  };
  const contract: Pick<PathRow, 'returnRequired' | 'attestationRequired'> = order.path ?? NO_PATH;
  const journey: Journey = { status: 'draft', step: first, pathId: upgrade.pathId, lineCount: 0, returnRequired: contract.returnRequired, attestationRequired: contract.attestationRequired };
  const walk: Walk = { story, upgrade, order, had: beforeLines(order), journey, steps: [], acts: [], at, limit, isOver: at > limit };
  keepStep(walk, first, at, by, actorId ?? null);
  return walk;
}

function keepStep({ story, upgrade, steps }: Walk, step: Step, at: number, by: Who, actorId: string | null): void {
  steps.push({ id: story.random.id(at), upgradeId: upgrade.id, step, startedAt: iso(at), by, actorId });
}

/** One step, if the journey allows it and the world has come so far. */
export function go(walk: Walk, to: Step, at: number, who: Who, actorId: string | null = null): boolean {
  const { journey, upgrade, order } = walk;
  if (walk.isOver || at > walk.limit) {
    walk.isOver = true;
    return false;
  }
  if (to === 'configure') choosePath(walk);
  if (to === 'review' || (to === 'placed' && who !== 'customer')) chooseLines(walk);
  const refused = refuseStep(journey, to, who);
  if (refused) throw new Error(`The demo went from ${journey.step} to ${to}: ${refused.because}`);
  keepStep(walk, to, at, who, actorId);
  Object.assign(journey, { step: to, status: STATUS_AT[to] });
  Object.assign(upgrade, { step: to, status: STATUS_AT[to], lastActivityAt: iso(at), version: upgrade.version + 1 });
  if (to === 'placed') {
    upgrade.placedAt = iso(at);
    if (order.kind !== 'renewal') upgrade.effectiveOn = dayOf(at);
  }
  if (to === 'completed') upgrade.completedAt = iso(at);
  walk.at = at;
  return true;
}

export function choosePath({ journey, upgrade, order }: Walk): void {
  journey.pathId = order.path?.id ?? null;
  upgrade.pathId = journey.pathId;
}

export function chooseLines(walk: Walk): void {
  choosePath(walk);
  walk.journey.lineCount = walk.order.inputs.length;
}

const NEXT: Partial<Record<Step, Step>> = { entry: 'options', options: 'configure', configure: 'review', review: 'payment', payment: 'placed' };
const reached = (walk: Walk, step: Step): boolean => STEPS.indexOf(walk.journey.step) >= STEPS.indexOf(step);

/** The customer goes on to a step, mostly in one sitting, with a look back now and then. Answers whether they got there. */
export function customerTo(walk: Walk, target: Step): boolean {
  const { random } = walk.story;
  let pause = random.chance(0.22) ? random.between(5, 100) * 60 : 0;
  while (!reached(walk, target)) {
    const { step } = walk.journey;
    const minutes = random.between(0.7, 8) + (random.chance(0.3) ? pause : 0);
    if (minutes > 60) pause = 0;
    const straight = step === 'review' && target !== 'payment' && random.chance(0.15);
    const back = step === 'review' && !straight && random.chance(0.08);
    if (!go(walk, straight ? 'placed' : back ? 'configure' : (NEXT[step] ?? target), walk.at + minutes * MINUTE, 'customer')) return false;
  }
  return true;
}

export function act(walk: Walk, at: number, actor: Act['actor'], command: Act['command'], before: Act['before'], after: Act['after']): void {
  walk.acts.push({ at, actor, command, resource: 'upgrades', recordId: walk.upgrade.id, before, after });
}
