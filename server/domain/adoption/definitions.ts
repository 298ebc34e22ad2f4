import type { Day } from '../words.ts';
import type { Counter, Counts } from './journey.ts';
import { rateOf, type Rate } from './rate.ts';

export const DEFINITIONS = ['strict', 'order', 'take_up', 'containment', 'completion'] as const;
export type Definition = (typeof DEFINITIONS)[number];

/** A filter of the list of upgrades. */
export type Filter = Record<string, unknown>;
export type Rows = { resource: 'upgrades'; filter: Filter };

type Dated = 'startedOn' | 'placedOn' | 'completedOn';
type Meaning = { dated: Dated; numerator: Counter; denominator: Counter; counted: Filter; of: Filter };

/** What each definition counts: the sums that are kept of it, and the same as a filter of upgrades. `counted` is within `of`. */
export const MEANING: Readonly<Record<Definition, Meaning>> = {
  strict: { dated: 'completedOn', numerator: 'strict', denominator: 'completed', of: { automatic: false }, counted: { strict: true } },
  order: { dated: 'placedOn', numerator: 'untouchedOrders', denominator: 'placed', of: { automatic: false }, counted: { untouchedOrder: true } },
  take_up: { dated: 'placedOn', numerator: 'takenUp', denominator: 'placed', of: { automatic: false }, counted: { placedBy: 'customer' } },
  containment: { dated: 'startedOn', numerator: 'contained', denominator: 'begun', of: { automatic: false, startedBy: 'customer' }, counted: { escalated: false } },
  completion: { dated: 'startedOn', numerator: 'begunPlaced', denominator: 'begun', of: { automatic: false, startedBy: 'customer' }, counted: { placedOn_null: false } },
};

/** Whole days, both included. */
export type Window = { from: Day; to: Day };

/** Upgrades whose day of this kind is in the window, and which the cuts let through. */
export const within = (dated: Dated, { from, to }: Window, filter: Filter): Filter => ({ [`${dated}_gte`]: from, [`${dated}_lte`]: to, ...filter });

export type Figure = Rate & { rows: { numerator: Rows; denominator: Rows } };

/** A rate by its definition, with the rows that it counts. */
export function figureOf(definition: Definition, counts: Counts, window: Window, cuts: Filter): Figure {
  const { dated, numerator, denominator, counted, of } = MEANING[definition];
  const rows = (filter: Filter): Rows => ({ resource: 'upgrades', filter: within(dated, window, { ...of, ...filter, ...cuts }) });
  return { ...rateOf(counts[numerator], counts[denominator]), rows: { numerator: rows(counted), denominator: rows({}) } };
}

/** Journeys that customers began and that were completed in a window, but not strictly: those that were first escalated as `called` says. */
export const lostTo = (window: Window, called: Filter, cuts: Filter): Rows => ({ resource: 'upgrades', filter: within('completedOn', window, { automatic: false, startedBy: 'customer', strict: false, ...called, ...cuts }) });
