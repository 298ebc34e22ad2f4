import type { RaRecord } from 'react-admin';
import type { EventDisposition } from '../../../../server/domain/words.ts';

/** An event as it was taken in. `type` is the sender's word and may be one that is not known here. */
export type IncomingEvent = RaRecord<string> & {
  source: string; eventId: string; type: string; occurredAt: string; receivedAt: string; upgradeRef: string | null; upgradeId: string | null; data: Record<string, unknown>;
  disposition: EventDisposition; because: string | null; handledByName: string | null; version: number;
};

/** Those that stay until somebody, or another event, lets them go on. */
export const canBeTriedAgain = ({ disposition }: Pick<IncomingEvent, 'disposition'>): boolean => disposition === 'quarantined' || disposition === 'waiting' || disposition === 'not_yet';

export const eventPath = ({ id }: Pick<IncomingEvent, 'id'>): string => `/admin/events/${id}`;

/** The list with only what lies in the quarantine. */
export const QUARANTINE_PATH = `/admin/events?${new URLSearchParams({ filter: JSON.stringify({ disposition: 'quarantined' }), sort: 'receivedAt', order: 'DESC', page: '1', perPage: '50' })}`;
