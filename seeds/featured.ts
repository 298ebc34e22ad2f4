import { addDays } from '../server/domain/days.ts';
import type { Step } from '../server/domain/words.ts';
import type { Story } from './accounts.ts';
import { actedOnUpgrade } from './escalations.ts';
import { fulfil, holdSlots, keepUpgrade, type Grant } from './fulfilment.ts';
import { layOut, openedAt, type Ground } from './open-work.ts';
import type { OpenCase, OpenReturn } from './open-cases.ts';
import { configured, orderFor } from './orders.ts';
import type { Feature } from './plan.ts';
import { iso, MINUTE, personOf } from './setting.ts';
import { blanksOf, stakesOf } from './stakes.ts';
import { act, beginWalk, chooseLines, go, type Walk } from './walk.ts';

/** An upgrade that is open at the start: one with an escalation by recipe, or one whose old device is on its way. */
export function tellFeature(story: Story, feature: Feature, at: number, number: number): void {
  if (feature.type === 'return') tellOpenReturn(story, feature.status, at, number);
  else if (feature.recipe.step === 'return' || feature.recipe.step === 'shipment') tellStuckOrder(story, feature.recipe, at, number);
  else story.atTheEnd.push(() => tellStuckDraft(story, feature.recipe, at, number));
}

/** In one sitting: what is featured is to have been ordered by today. */
function orderAtOnce(walk: Walk): void {
  for (const step of ['options', 'configure', 'review', 'payment', 'placed'] as const) go(walk, step, walk.at + walk.story.random.between(0.7, 6) * MINUTE, 'customer');
}

function tellOpenReturn(story: Story, status: OpenReturn, at: number, number: number): void {
  const { random, setting } = story;
  // Where the device is inspected, only an attestation can keep a return open.
  const attests = status === 'inspected' || random.chance(0.6);
  const order = orderFor(story, 'refresh', 'middle', addDays(setting.today, random.int(30, 280)), attests);
  const walk = beginWalk(story, { at, number, order, by: 'customer', limit: setting.cutoffMs });
  orderAtOnce(walk);
  fulfil(walk, null, { wanted: status });
  holdSlots(walk, Infinity);
  keepUpgrade(walk, []);
}

/** Ordered, and then a question about the old device or about the delivery. */
function tellStuckOrder(story: Story, recipe: OpenCase, at: number, number: number): void {
  const { setting } = story;
  const order = orderFor(story, 'refresh', recipe.amount, addDays(setting.today, recipe.term));
  const walk = beginWalk(story, { at, number, order, by: 'customer', limit: setting.cutoffMs });
  orderAtOnce(walk);
  fulfil(walk, null, recipe.step === 'return' ? { wanted: story.random.chance(0.5) ? 'label_issued' : 'in_transit' } : { wanted: 'authorised', until: 'shipment' });
  holdSlots(walk, Infinity);
  story.atTheEnd.push(() => {
    const ground = groundOf(walk, recipe);
    const made = layOut(story, ground, openedAt(story, ground));
    keepUpgrade(walk, [made]);
    walk.upgrade.lastActivityAt = made.row.statusSince;
  });
}

function groundOf(walk: Walk, recipe: OpenCase): Ground {
  return { recipe, opening: { upgrade: walk.upgrade, step: walk.journey.step, blanks: blanksOf(walk) }, stakes: (when) => stakesOf(walk, when), earliest: walk.at + 20 * MINUTE };
}

const DRAFT_STEPS: readonly Step[] = ['entry', 'options', 'configure', 'review', 'payment'];

/** A draft that stopped where the recipe says, with its path and lines, so that it can really be worked. */
function tellStuckDraft(story: Story, recipe: OpenCase, at: number, number: number): void {
  const { setting } = story;
  const order = orderFor(story, recipe.kind ?? 'renewal', recipe.amount, addDays(setting.today, recipe.term));
  const walk = beginWalk(story, { at, number, order, by: 'customer', limit: setting.nowMs });
  const step = recipe.step ?? 'entry';
  // They looked at all of it at first, and came back later to the step at which they stopped.
  customerVisit(walk, step);
  chooseLines(walk);
  const ground: Ground = { ...groundOf(walk, recipe), opening: { upgrade: walk.upgrade, step, blanks: blanksOf(walk) } };
  const since = openedAt(story, ground);
  comeBack(walk, step, since);
  holdSlots(walk, Infinity);
  const made = layOut(story, ground, since);
  const grant = recipe.discount ? askForDiscount(walk, recipe, made) : null;
  keepUpgrade(walk, [made], grant);
  walk.upgrade.lastActivityAt = made.row.statusSince > walk.upgrade.lastActivityAt ? made.row.statusSince : walk.upgrade.lastActivityAt;
}

function customerVisit(walk: Walk, step: Step): void {
  const before = DRAFT_STEPS[DRAFT_STEPS.indexOf(step) - 1];
  if (before !== undefined && before !== 'entry') customerInOneSitting(walk, before);
}

function customerInOneSitting(walk: Walk, target: Step): void {
  for (const step of DRAFT_STEPS.slice(1, DRAFT_STEPS.indexOf(target) + 1)) go(walk, step, walk.at + walk.story.random.between(0.7, 6) * MINUTE, 'customer');
}

function comeBack(walk: Walk, step: Step, since: number): void {
  if (walk.journey.step === step) return;
  walk.at = Math.max(walk.at, since - walk.story.random.between(12, 18) * MINUTE);
  const { random } = walk.story;
  const left = DRAFT_STEPS.slice(DRAFT_STEPS.indexOf(walk.journey.step) + 1, DRAFT_STEPS.indexOf(step) + 1);
  for (const next of left) go(walk, next, walk.at + random.between(0.5, 4) * MINUTE, 'customer');
}

/** More than an account manager may grant: it waits for an admin. */
function askForDiscount(walk: Walk, recipe: OpenCase, made: ReturnType<typeof layOut>): Grant {
  const { story, upgrade, order } = walk;
  const by = personOf(story.setting, recipe.holder ?? 'am');
  const claimed = Date.parse(made.row.claimedAt ?? made.row.openedAt);
  const at = claimed + (Date.parse(made.row.statusSince) - claimed) * 0.7;
  const reason = 'The competing offer is lower, and they would sign for three years.';
  const grant: Grant = { status: 'waiting', input: { discountPercent: 22, reason } };
  const { after, exceptionStatus, discountBasisPoints } = configured(story, order, upgrade.effectiveOn, grant.input);
  Object.assign(upgrade, { exceptionStatus, exception: { discountBasisPoints, reason, byId: by.id, byName: by.name, at: iso(at) }, version: upgrade.version + 1 });
  act(walk, at, by, 'upgrades.configure', { exceptionStatus: null }, { exceptionStatus, afterArrMinor: after.reduce((sum, line) => sum + line.reportingArrMinor, 0) });
  upgrade.afterArrMinor = after.reduce((sum, line) => sum + line.reportingArrMinor, 0);
  actedOnUpgrade(made, at, by, 'configure', upgrade);
  return grant;
}

