import type { ReturnFactName } from './words.ts';

/** Whose words a carrier's news comes in; none: our own. */
export const VOCABULARIES = ['easypost', 'aftership', 'karrio'] as const;
export type Vocabulary = (typeof VOCABULARIES)[number];

/** Where each vocabulary is written down. */
export const VOCABULARY_SOURCE: Record<Vocabulary, string> = {
  easypost: 'https://docs.easypost.com/docs/trackers (status of a Tracker)',
  aftership: 'https://www.aftership.com/docs/tracking/enum/delivery-statuses (tag)',
  karrio: 'https://github.com/karrioapi/karrio, modules/sdk/karrio/core/units.py (TrackingStatus)',
};

/** What a term means on a return, where the parcel comes to us: null for what tells nothing that a return records. */
export type Meant = { fact: ReturnFactName; cause?: string } | null;

const exception = (cause: string): Meant => ({ fact: 'exception', cause });
const moving: Meant = { fact: 'in_transit' };
const atOurDock: Meant = { fact: 'delivered' };

/**
 * The carriers' words in ours. On a return their sense is turned round: the recipient is our dock, so `delivered` is ours, and what goes back to the
 * sender goes back to the customer. A label that the carrier merely knows of was told by whoever issued it.
 */
export const CARRIER_TERMS: Record<Vocabulary, Readonly<Record<string, Meant>>> = {
  easypost: {
    unknown: null, pre_transit: null, in_transit: moving, out_for_delivery: moving, available_for_pickup: moving, delivered: atOurDock, return_to_sender: exception('return_to_sender'), failure: exception('failure'), cancelled: exception('cancelled'), error: exception('error'),
  },
  aftership: {
    pending: null, inforeceived: null, intransit: moving, outfordelivery: moving, availableforpickup: moving, delivered: atOurDock, attemptfail: exception('attempt_failed'), exception: exception('exception'), expired: exception('no_news_for_30_days'),
  },
  karrio: {
    pending: null, unknown: null, picked_up: { fact: 'first_scan' }, in_transit: moving, out_for_delivery: moving, ready_for_pickup: moving, delivered: atOurDock, on_hold: exception('on_hold'), delivery_delayed: exception('delivery_delayed'), delivery_failed: exception('delivery_failed'), pickup_failed: exception('pickup_failed'),
    cancelled: exception('cancelled'), return_to_sender: exception('return_to_sender'),
  },
};

/** What a carrier's term means on a return; undefined where the vocabulary does not have it. Case, blanks and hyphens do not matter. */
export function meantBy(vocabulary: Vocabulary, term: string): Meant | undefined {
  const folded = term.trim().toLowerCase().replaceAll(/[\s-]+/g, '_');
  const terms = CARRIER_TERMS[vocabulary];
  return Object.hasOwn(terms, folded) ? terms[folded] : undefined;
}
