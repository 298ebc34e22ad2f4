import type { UpgradeKind } from '../server/domain/words.ts';
import type { Story } from './accounts.ts';
import { actedOnUpgrade, askAgain, givenUp, handBack, openCase, selfCompleted, type Case } from './escalations.ts';
import { fulfil, holdSlots, keepUpgrade, type Grant } from './fulfilment.ts';
import { resolve, withdraw, workOn } from './handling.ts';
import { automaticOrder, chooseOrder, configured, placeLines, type Order } from './orders.ts';
import type { Person } from './people.ts';
import { callOff } from './returns.ts';
import { DAY, HOUR, iso, MINUTE, personOf } from './setting.ts';
import { blanksOf, causeAt, channelOf, isByHand, stakesOf, STUCK_AT } from './stakes.ts';
import { answerTo } from './texts.ts';
import { act, beginWalk, chooseLines, customerTo, go, type Walk } from './walk.ts';

const WISHES: readonly (readonly [UpgradeKind, number])[] = [['renewal', 40], ['refresh', 22], ['upgrade', 13], ['downgrade', 6], ['add_on', 19]];
const AUTOMATIC_SHARE = 0.14;
const DRAFT_DAYS = 14;

/** The share of completed upgrades that needed no one: from 70% a year and a half ago to 84% of late. */
export function strictShare({ startMs, cutoffMs }: { startMs: number; cutoffMs: number }, at: number): number {
  const passed = Math.min(1, Math.max(0, (at - startMs) / (cutoffMs - startMs)));
  return 0.695 + 0.15 * passed;
}

type Told = { walk: Walk; cases: Case[]; grant: Grant | null; /** They call while the old device is on its way. */ callsLater?: boolean };
type Manner = 'strict' | 'escalated' | 'sales_led' | 'touched';

/** One ordinary upgrade, from its start to its end or to today. `spread` runs evenly over 0 to 1 from one upgrade to the next, so that shares come out as meant. */
export function tellUpgrade(story: Story, at: number, number: number, spread: number): void {
  const { random, setting } = story;
  const limit = setting.cutoffMs;
  if (random.chance(AUTOMATIC_SHARE)) {
    const order = automaticOrder(story, at);
    if (order) return tellAutomatic(story, at, number, order);
  }
  const order = chooseOrder(story, random.weighted(WISHES), at);
  const start = { at, number, order, limit };
  const ending = random.weighted([['completed', 865], ['abandoned', 95], ['cancelled', 26], ['undone', 14]] as const);
  if (ending === 'abandoned') return tellAbandoned(story, start);
  if (ending === 'cancelled') return tellCancelled(story, start);
  const share = strictShare(setting, at + (order.path?.returnRequired ? 24 : 1.2) * DAY);
  const rest = (spread - share) / (1 - share);
  const manner: Manner = spread < share || ending === 'undone' ? 'strict' : rest < 0.62 ? 'escalated' : rest < 0.83 ? 'sales_led' : 'touched';
  const later = manner === 'escalated' && order.path?.returnRequired === true && random.chance(0.3);
  const told = later ? { ...byThemselves(story, start), callsLater: true } : (manner === 'escalated' ? escalated(story, start) : null) ?? (manner === 'sales_led' ? salesLed(story, start) : manner === 'strict' ? byThemselves(story, start) : touched(story, start));
  finish(story, told, ending === 'undone');
}

type Beginning = { at: number; number: number; order: Order; limit: number };

function tellAutomatic(story: Story, at: number, number: number, order: Order): void {
  const walk = beginWalk(story, { at, number, order, by: 'system', limit: story.setting.cutoffMs });
  chooseLines(walk);
  go(walk, 'placed', at, 'system');
  placeLines(story, walk.upgrade, order, configured(story, order, walk.upgrade.effectiveOn).after, at);
  // Nothing is shipped, and nothing has to be switched on: it is complete as it is placed.
  go(walk, 'shipment', at, 'system');
  go(walk, 'completed', at, 'system');
  keepUpgrade(walk, []);
}

function byThemselves(story: Story, start: Beginning): Told {
  const walk = beginWalk(story, { ...start, by: 'customer' });
  customerTo(walk, 'placed');
  return { walk, cases: [], grant: null };
}

const managerOf = ({ profile, setting }: Story): Person => (profile.manager.away ? personOf(setting, 'tomasz') : profile.manager);

function salesLed(story: Story, start: Beginning): Told {
  const { random } = story;
  const by = managerOf(story);
  const walk = beginWalk(story, { ...start, by: 'staff', actorId: by.id });
  act(walk, start.at, by, 'upgrades.start', null, { status: 'draft', step: 'configure', kind: walk.upgrade.kind, pathId: walk.upgrade.pathId });
  const grant = configureFor(walk, start.at + random.between(4, 30) * MINUTE, by, random.chance(0.3));
  if (random.chance(0.6)) placeFor(walk, walk.at + random.between(2, 240) * MINUTE, by);
  else customerTo(walk, 'placed');
  return { walk, cases: [], grant };
}

/** Staff help a customer who has not called: the page has told them that somebody is stuck. */
function touched(story: Story, start: Beginning): Told {
  const { random } = story;
  const walk = beginWalk(story, { ...start, by: 'customer' });
  if (!customerTo(walk, random.pick(['configure', 'review'] as const))) return { walk, cases: [], grant: null };
  const grant = configureFor(walk, walk.at + random.between(10, 500) * MINUTE, managerOf(story), random.chance(0.25));
  customerTo(walk, 'placed');
  return { walk, cases: [], grant };
}

/** Staff set path, lines and prices; a discount within what they may grant. */
function configureFor(walk: Walk, at: number, by: Person, discounted: boolean): Grant | null {
  const { story, order, upgrade, limit } = walk;
  if (at > limit) return null;
  chooseLines(walk);
  const grant: Grant | null = discounted ? { status: 'granted', input: { discountPercent: story.random.int(3, 14), reason: 'Agreed with the customer.' } } : null;
  const { after, exceptionStatus, discountBasisPoints } = configured(story, order, upgrade.effectiveOn, grant?.input);
  upgrade.exceptionStatus = exceptionStatus;
  if (exceptionStatus) upgrade.exception = { discountBasisPoints, reason: grant?.input.reason ?? 'Price held.', byId: by.id, byName: by.name, at: iso(at) };
  walk.at = at;
  upgrade.lastActivityAt = iso(at);
  upgrade.version += 1;
  act(walk, at, by, 'upgrades.configure', { afterArrMinor: 0 }, { pathId: upgrade.pathId, afterArrMinor: after.reduce((sum, line) => sum + line.reportingArrMinor, 0), exceptionStatus });
  return grant;
}

function placeFor(walk: Walk, at: number, by: Person): void {
  if (go(walk, 'placed', at, 'staff', by.id)) act(walk, at, by, 'upgrades.place-on-behalf', { status: 'draft' }, { status: 'placed', placedAt: iso(at), effectiveOn: walk.upgrade.effectiveOn });
}

/** The customer calls for help on the way, and gets it. Null where the world ends before it is over. */
function escalated(story: Story, start: Beginning): Told | null {
  const { random } = story;
  const walk = beginWalk(story, { ...start, by: 'customer' });
  const step = random.weighted(STUCK_AT);
  if (step !== 'entry' && !customerTo(walk, step)) return null;
  const made = callFrom(walk);
  const held = made && workOn(made, walk.at, walk.limit);
  if (!held) return null;
  const grant = help(walk, made, held);
  if (walk.upgrade.placedAt === null && !customerTo(walk, 'placed')) return null;
  if (made.row.status === 'handed_back') selfCompleted(made, walk.at);
  return made.row.closedAt !== null && made.row.closedAt <= iso(walk.limit) ? { walk, cases: [made], grant } : null;
}

function callFrom(walk: Walk): Case | null {
  const { story, upgrade } = walk;
  const { random } = story;
  const at = walk.at + random.between(2, 25) * MINUTE;
  if (at > walk.limit) return null;
  const channel = channelOf(random);
  const cause = causeAt(random, walk.journey.step);
  walk.at = at;
  upgrade.lastActivityAt = iso(at);
  return openCase(story, { at, upgrade, step: walk.journey.step, cause, channel, ...(isByHand(channel) ? { loggedBy: managerOf(story) } : {}), timesEscalated: 1, stakes: stakesOf(walk, at), blanks: blanksOf(walk) });
}

/** What the account manager does about it: hand it back with the one thing mended, answer, order for them; seldom in vain. */
function help(walk: Walk, made: Case, held: { by: Person; at: number }): Grant | null {
  const { random } = walk.story;
  const { by } = held;
  walk.at = held.at + random.between(3, 30) * MINUTE;
  const how = random.weighted([['back', 50], ['back_twice', 5], ['answered', 19], ['ordered', 23], ['withdrawn', 3]] as const);
  const mends = how !== 'withdrawn' && ['configure', 'review', 'payment'].includes(walk.journey.step) && (made.cause === 'pricing_exception' || random.chance(0.25));
  let grant: Grant | null = null;
  if (mends || how === 'ordered') {
    grant = configureFor(walk, walk.at, by, made.cause === 'pricing_exception');
    actedOnUpgrade(made, walk.at, by, 'configure', walk.upgrade);
    walk.at += random.between(2, 9) * MINUTE;
  }
  if (how === 'back' || how === 'back_twice') {
    handBack(made, walk.at, by, walk.journey.step, answerTo(random, made.cause));
    walk.at += random.between(0.2, how === 'back' ? 40 : 20) * HOUR;
    if (how === 'back_twice' && walk.at < walk.limit) askAgainAndAnswer(walk, made);
  }
  if (how === 'answered') resolve(made, walk.at, by, false);
  if (how === 'withdrawn') withdraw(made, walk.at, by);
  if (how === 'ordered') {
    placeFor(walk, walk.at, by);
    if (walk.upgrade.placedAt !== null) actedOnUpgrade(made, walk.at, by, 'place-on-behalf', walk.upgrade);
    resolve(made, walk.at + MINUTE, by, walk.upgrade.placedAt !== null);
  }
  return grant;
}

function askAgainAndAnswer(walk: Walk, made: Case): void {
  askAgain(made, walk.at);
  const again = workOn(made, walk.at, walk.limit);
  if (!again) return;
  walk.at = again.at + walk.story.random.between(3, 20) * MINUTE;
  resolve(made, walk.at, again.by, false);
}

function tellAbandoned(story: Story, start: Beginning): void {
  const { random } = story;
  const walk = beginWalk(story, { ...start, by: 'customer' });
  customerTo(walk, random.weighted(STUCK_AT));
  const cases: Case[] = [];
  const called = random.chance(0.22) && walk.at < walk.limit - 20 * DAY ? callFrom(walk) : null;
  const held = called && workOn(called, walk.at, walk.limit);
  if (called && held) {
    handBack(called, held.at + 6 * MINUTE, held.by, walk.journey.step, answerTo(random, called.cause));
    const end = held.at + 6 * MINUTE + DRAFT_DAYS * DAY + random.between(1, 40) * MINUTE;
    if (end <= walk.limit) {
      walk.at = held.at + 6 * MINUTE;
      givenUp(called, end);
      cases.push(called);
    }
  }
  walk.upgrade.lastActivityAt = iso(Math.min(walk.at, walk.limit));
  const isLeft = walk.at < story.setting.nowMs - DRAFT_DAYS * DAY;
  if (isLeft) walk.upgrade.status = 'abandoned';
  holdSlots(walk, isLeft ? walk.at + (2 * DRAFT_DAYS + 1) * DAY : Infinity);
  keepUpgrade(walk, cases);
}

function tellCancelled(story: Story, start: Beginning): void {
  const { random } = story;
  const walk = beginWalk(story, { ...start, by: 'customer' });
  customerTo(walk, random.weighted(STUCK_AT));
  const at = walk.at + random.between(0.1, 60) * HOUR;
  if (at <= walk.limit) {
    const by = managerOf(story);
    const cancelReason = random.pick(['Ordered by another department already.', 'Budget moved to next year.', 'They stay as they are for now.', 'Wrong device chosen.']);
    Object.assign(walk.upgrade, { status: 'cancelled', cancelledAt: iso(at), cancelReason, lastActivityAt: iso(at) });
    act(walk, at, by, 'upgrades.cancel', { status: 'draft' }, { status: 'cancelled', cancelReason });
  }
  holdSlots(walk, at <= walk.limit ? at + DAY : Infinity);
  keepUpgrade(walk, []);
}

function finish(story: Story, { walk, cases, grant, callsLater = false }: Told, undone: boolean): void {
  const { upgrade, order } = walk;
  if (upgrade.placedAt === null) holdSlots(walk, Infinity);
  else if (undone) takeBack(story, walk, grant);
  else fulfil(walk, grant);
  if (order.slots.length > 0 && upgrade.completedAt === null && upgrade.status !== 'cancelled') holdSlots(walk, Infinity);
  const call = callsLater ? callDuringReturn(walk) : null;
  keepUpgrade(walk, call ? [call] : cases, grant);
}

/** A question about the old device, asked and answered before it is here. */
function callDuringReturn(walk: Walk): Case | null {
  const { story, upgrade, steps } = walk;
  const { random } = story;
  const index = steps.findIndex(({ step }) => step === 'return');
  const [from, until] = [steps[index]?.startedAt, steps[index + 1]?.startedAt].map((at) => (at === undefined ? null : Date.parse(at)));
  if (index < 0 || from == null || until == null) return null;
  const at = from + (until - from) * random.between(0.1, 0.5);
  const made = openCase(story, { at, upgrade, step: 'return', cause: causeAt(random, 'return'), channel: 'portal', timesEscalated: 1, stakes: stakesOf(walk, at), blanks: blanksOf(walk) });
  const held = workOn(made, at, until);
  if (!held || held.at + 5 * MINUTE > until) return null;
  if (random.chance(0.5)) resolve(made, held.at + 4 * MINUTE, held.by, false);
  else {
    handBack(made, held.at + 4 * MINUTE, held.by, 'return', answerTo(random, made.cause));
    selfCompleted(made, until);
  }
  return made;
}

/** An order is taken back before it takes effect: the new lines never counted, the old ones count on. */
function takeBack(story: Story, walk: Walk, grant: Grant | null): void {
  const { upgrade, order } = walk;
  const before = order.slots.map((slot) => ({ slot, line: slot.line, device: slot.device }));
  const old = before.flatMap(({ device }) => (device ? [device] : []));
  const placedAt = walk.at;
  // The order is told no further than its placing.
  fulfil(Object.assign(walk, { limit: placedAt }), grant);
  const at = Math.min(placedAt + story.random.between(10, 60) * MINUTE, Date.parse(`${upgrade.effectiveOn}T23:59:59Z`));
  const by = managerOf(story);
  for (const row of story.rows.subscriptions) if (row.upgradeId === upgrade.id) Object.assign(row, { status: 'ended', countsUntil: row.countsFrom, version: row.version + 1 });
  for (const { slot, line, device } of before) {
    if (line) Object.assign(line, { status: 'active', countsUntil: null });
    Object.assign(slot, { line, device, freeFrom: at + 2 * DAY });
  }
  callOff(story, upgrade, old, at, by.id);
  const cancelReason = 'Ordered by mistake.';
  Object.assign(upgrade, { status: 'cancelled', cancelledAt: iso(at), cancelReason, lastActivityAt: iso(at) });
  act(walk, at, by, 'upgrades.cancel', { status: 'placed' }, { status: 'cancelled', cancelReason });
}
