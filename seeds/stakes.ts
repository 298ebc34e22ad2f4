import type { Step } from '../server/domain/words.ts';

import { nameOfProduct } from './catalogue.ts';
import type { Opening, Stakes } from './escalations.ts';
import { configured, priceOf } from './orders.ts';
import type { Random } from './random.ts';
import { dayOf } from './setting.ts';
import type { Cause } from './texts.ts';
import type { Walk } from './walk.ts';

/** What stands on an upgrade at a time, reckoned as the desk reckons it. */
export function stakesOf(walk: Walk, at: number): Stakes {
  const { story, order, had, upgrade, journey } = walk;
  const sum = (lines: readonly { reportingArrMinor: number }[]) => lines.reduce((total, line) => total + line.reportingArrMinor, 0);
  const after = upgrade.placedAt !== null ? upgrade.afterArrMinor : journey.lineCount > 0 ? sum(configured(story, order, upgrade.effectiveOn).after) : 0;
  const ends = had.flatMap((line) => (line.endsOn === null || line.countsUntil !== null ? [] : [line.endsOn])).sort();
  const open = story.rows.returns.filter((one) => !one.complete);
  return { arrAtStakeMinor: after || sum(had), termEndsOn: ends[0] ?? null, returnOutstanding: open.length > 0, returnOverdue: open.some((one) => one.dueOn < dayOf(at)) };
}

/** What a customer's text may name. */
export function blanksOf({ story, order, had, upgrade }: Walk): Opening['blanks'] {
  const line = upgrade.placedAt === null ? configured(story, order, upgrade.effectiveOn).after[0] : undefined;
  const wanted = order.inputs[0]?.product;
  return { company: story.account.name, old: had[0] ? nameOfProduct(had[0].product) : 'appliance', new: wanted ? nameOfProduct(wanted) : 'new one', price: line ? priceOf(line) : 'that much' };
}

/** Where customers get stuck, and on what; prices and quotes more than anything. */
const CAUSES: Partial<Record<Step, readonly (readonly [Cause, number])[]>> = {
  entry: [['portal_defect', 3], ['customer_preference', 3], ['auto_renew_options', 2], ['other', 1]],
  options: [['eligibility_unclear', 6], ['choice_of_services', 4], ['compatibility', 2], ['customer_preference', 1]],
  configure: [['pricing_exception', 9], ['compatibility', 3], ['choice_of_services', 2], ['quote_needed', 2], ['portal_defect', 1]],
  review: [['quote_needed', 6], ['pricing_exception', 7], ['contract_terms', 3], ['auto_renew_options', 3], ['other', 1]],
  payment: [['payment_method', 8], ['card_by_phone', 4], ['quote_needed', 1], ['portal_defect', 1]],
  return: [['return_question', 9], ['other', 1]],
};

export const STUCK_AT: readonly (readonly [Step, number])[] = [['entry', 4], ['options', 20], ['configure', 28], ['review', 26], ['payment', 22]];

export const causeAt = (random: Random, step: Step): Cause => random.weighted(CAUSES[step] ?? [['other', 1]]);
export const channelOf = (random: Random): Opening['channel'] => random.weighted([['portal', 84], ['phone', 8], ['email', 6], ['rule', 2]] as const);

/** What the desk still writes down by hand. */
export const isByHand = (channel: Opening['channel']): boolean => channel === 'phone' || channel === 'email';

