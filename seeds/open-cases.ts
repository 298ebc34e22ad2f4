import type { PauseReason, Step, UpgradeKind } from '../server/domain/words.ts';
import type { Cause } from './texts.ts';

/** Whose account it is about: a demo account manager's, the one's who is away, or anyone else's. */
export type Owner = 'am' | 'am2' | 'away' | 'other';

/** An escalation that is open at the start, as a recipe: times are relative to now, in minutes. */
export type OpenCase = {
  state: 'waiting' | 'claimed' | 'paused' | 'handed_back';
  owner: Owner;
  /** Null: a call about no upgrade. */
  step: Step | null;
  kind: UpgradeKind | null;
  cause: Cause;
  /** Days until the term ends. */
  term: number;
  amount: 'small' | 'middle' | 'large';
  /** When the first response falls due; below zero it is late. */
  dueIn?: number;
  /** Since when it has been where it is. */
  since?: number;
  /** On an account served round the clock, so that it holds on a Sunday too. */
  roundTheClock?: true;
  times?: 2 | 3;
  holder?: string;
  answered?: true;
  pause?: PauseReason;
  /** Its owner's alone still: it has just come in. */
  fresh?: true;
  /** What has happened before: a claim given back, or one that ran out. */
  before?: 'released' | 'lease-ended' | 'declined';
  /** A band that a person set. */
  override?: 'urgent' | 'low';
  /** A discount that waits for an admin. */
  discount?: true;
};

type More = Partial<Omit<OpenCase, 'state' | 'owner' | 'step' | 'kind' | 'cause' | 'term' | 'amount'>>;

const open = (state: OpenCase['state']) => (owner: Owner, kind: UpgradeKind | null, step: Step | null, cause: Cause, term: number, amount: OpenCase['amount'], more: More): OpenCase =>
  ({ state, owner, kind, step, cause, term, amount, ...more });
const waiting = open('waiting');
const claimed = open('claimed');
const paused = open('paused');
const handedBack = open('handed_back');

/** Sixty, in every state. A smaller world takes every nth, a larger one goes through the list again. */
export const OPEN_CASES: readonly OpenCase[] = [
  waiting('am', 'renewal', 'payment', 'payment_method', 2, 'large', { dueIn: 25, roundTheClock: true }),
  waiting('am', 'refresh', 'configure', 'pricing_exception', 12, 'middle', { dueIn: -180 }),
  waiting('am', 'upgrade', 'options', 'eligibility_unclear', 120, 'small', { dueIn: 200 }),
  waiting('am', 'renewal', 'review', 'contract_terms', 6, 'large', { dueIn: 900 }),
  waiting('am', 'add_on', 'payment', 'card_by_phone', 0, 'small', { dueIn: -1_500 }),
  waiting('am', 'upgrade', 'configure', 'compatibility', 70, 'middle', { dueIn: 1_500, before: 'released' }),
  waiting('am', 'refresh', 'review', 'quote_needed', 20, 'middle', { dueIn: 48, roundTheClock: true }),
  waiting('am', 'refresh', 'options', 'choice_of_services', 200, 'middle', { fresh: true }),
  waiting('am', 'renewal', 'payment', 'auto_renew_options', 1, 'middle', { dueIn: -40, times: 2 }),
  waiting('am', 'renewal', 'entry', 'portal_defect', 40, 'small', { dueIn: 2_400 }),
  waiting('am', null, null, 'customer_preference', 0, 'middle', { dueIn: 600 }),
  waiting('am2', 'refresh', 'configure', 'compatibility', 9, 'large', { dueIn: 15, roundTheClock: true }),
  waiting('am2', 'renewal', 'payment', 'payment_method', 3, 'large', { dueIn: -600 }),
  waiting('am2', 'add_on', 'options', 'choice_of_services', 0, 'middle', { dueIn: 300 }),
  waiting('am2', 'upgrade', 'review', 'quote_needed', 90, 'large', { dueIn: 1_200 }),
  waiting('am2', 'downgrade', 'configure', 'pricing_exception', 30, 'middle', { fresh: true }),
  waiting('am2', 'renewal', 'review', 'auto_renew_options', 13, 'small', { dueIn: 700, before: 'lease-ended' }),
  waiting('am2', 'refresh', 'return', 'return_question', 60, 'middle', { dueIn: -2_000 }),
  waiting('am2', 'refresh', 'options', 'eligibility_unclear', 150, 'small', { dueIn: 2_000, times: 3 }),
  waiting('other', 'renewal', 'payment', 'card_by_phone', 5, 'middle', { dueIn: -90 }),
  waiting('other', 'renewal', 'payment', 'payment_method', -3, 'large', { dueIn: 35, times: 2 }),
  waiting('other', 'refresh', 'configure', 'pricing_exception', 25, 'large', { dueIn: -2_900 }),
  waiting('other', 'upgrade', 'configure', 'compatibility', 180, 'small', { dueIn: 400 }),
  waiting('other', 'upgrade', 'review', 'contract_terms', 55, 'middle', { dueIn: 1_800, override: 'low' }),
  waiting('other', 'add_on', 'configure', 'choice_of_services', 0, 'small', { dueIn: 900 }),
  waiting('other', 'renewal', 'options', 'auto_renew_options', 28, 'middle', { dueIn: 260, before: 'declined' }),
  waiting('other', 'refresh', 'review', 'quote_needed', 75, 'middle', { dueIn: -400 }),
  waiting('other', 'downgrade', 'review', 'pricing_exception', 10, 'large', { dueIn: 150, override: 'urgent' }),
  waiting('other', 'refresh', 'shipment', 'other', 140, 'small', { dueIn: 1_000 }),
  waiting('other', 'renewal', 'entry', 'portal_defect', 16, 'small', { fresh: true }),
  waiting('other', null, null, 'contract_terms', 0, 'large', { dueIn: -120 }),
  waiting('away', 'renewal', 'review', 'contract_terms', 8, 'large', { dueIn: 90 }),
  waiting('away', 'refresh', 'configure', 'pricing_exception', 33, 'middle', { dueIn: -800 }),
  waiting('away', 'upgrade', 'payment', 'payment_method', 100, 'small', { dueIn: 2_100 }),

  claimed('am', 'renewal', 'review', 'pricing_exception', 7, 'large', { holder: 'am', since: 35, answered: true }),
  claimed('am', 'refresh', 'configure', 'compatibility', 45, 'middle', { holder: 'am', since: 12 }),
  claimed('am', 'upgrade', 'payment', 'payment_method', 110, 'middle', { holder: 'am', since: 95, answered: true, times: 2 }),
  claimed('other', 'refresh', 'return', 'return_question', 80, 'middle', { holder: 'am', since: 50, answered: true }),
  claimed('am2', 'renewal', 'payment', 'auto_renew_options', 4, 'middle', { holder: 'am2', since: 20 }),
  claimed('am2', 'add_on', 'review', 'quote_needed', 0, 'large', { holder: 'am2', since: 75, answered: true }),
  claimed('other', null, null, 'customer_preference', 0, 'middle', { holder: 'am2', since: 25 }),
  claimed('other', 'upgrade', 'options', 'eligibility_unclear', 60, 'small', { holder: 'tomasz', since: 60, answered: true }),
  claimed('other', 'renewal', 'payment', 'payment_method', 11, 'middle', { holder: 'priya', since: 8 }),
  claimed('other', 'refresh', 'review', 'contract_terms', 22, 'large', { holder: 'june', since: 110, answered: true }),

  paused('am', 'refresh', 'configure', 'pricing_exception', 15, 'large', { holder: 'am', since: 300, pause: 'waiting_for_approval', discount: true }),
  paused('am', 'renewal', 'review', 'quote_needed', 18, 'middle', { holder: 'am', since: 1_100, pause: 'waiting_for_customer', answered: true }),
  paused('am2', 'upgrade', 'configure', 'compatibility', 85, 'middle', { holder: 'am2', since: 700, pause: 'waiting_for_colleague', answered: true }),
  paused('am2', 'renewal', 'payment', 'card_by_phone', 6, 'small', { holder: 'am2', since: 150, pause: 'callback_agreed', answered: true }),
  paused('other', 'refresh', 'review', 'contract_terms', 50, 'large', { holder: 'orla', since: 1_600, pause: 'waiting_for_supplier', answered: true }),
  paused('other', 'renewal', 'payment', 'payment_method', 2, 'large', { holder: 'callum', since: 420, pause: 'waiting_for_customer', answered: true, times: 2 }),
  paused('away', 'downgrade', 'review', 'pricing_exception', 27, 'middle', { holder: 'tomasz', since: 240, pause: 'waiting_for_approval', discount: true }),

  handedBack('am', 'renewal', 'payment', 'payment_method', 9, 'middle', { holder: 'am', since: 120 }),
  handedBack('am', 'refresh', 'review', 'pricing_exception', 31, 'large', { holder: 'am', since: 1_300 }),
  handedBack('am', 'upgrade', 'configure', 'compatibility', 95, 'small', { holder: 'am', since: 4_400, times: 2 }),
  handedBack('am2', 'renewal', 'review', 'auto_renew_options', 14, 'middle', { holder: 'am2', since: 300 }),
  handedBack('am2', 'add_on', 'options', 'choice_of_services', 0, 'small', { holder: 'am2', since: 6_100 }),
  handedBack('other', 'refresh', 'options', 'eligibility_unclear', 170, 'middle', { holder: 'june', since: 2_700 }),
  handedBack('other', 'renewal', 'payment', 'card_by_phone', 7, 'large', { holder: 'orla', since: 45 }),
  handedBack('other', 'refresh', 'return', 'return_question', 65, 'middle', { holder: 'priya', since: 8_000 }),
  handedBack('other', 'upgrade', 'review', 'quote_needed', 40, 'large', { holder: 'tomasz', since: 11_000 }),
];

/** The status of a return that is open at the start, each this many times in a world of ordinary size. */
export const OPEN_RETURNS = ['authorised', 'label_issued', 'in_transit', 'delivered', 'received', 'inspected'] as const;
export type OpenReturn = (typeof OPEN_RETURNS)[number];
export const OPEN_RETURNS_EACH = 15;
