import { can } from './permissions.ts';
import type { Role } from './words.ts';

/** A list as a page of the console first asks for it; its rows are sent along with the document, so that it need not ask. */
export type FirstList = {
  resource: 'escalations';
  filter: Record<string, unknown>;
  sort: { field: string; order: 'ASC' | 'DESC' };
  perPage: number;
};

const BY_DUE = { field: 'queueDueAt', order: 'ASC' } as const;

/** What waits, in the order in which it should be taken: the queue as it opens. */
export const QUEUE = { resource: 'escalations', filter: { status: 'waiting' }, sort: BY_DUE, perPage: 50 } as const satisfies FirstList;

/** What this person has in work. */
export const heldBy = (userId: string) => ({ resource: 'escalations', filter: { assigneeId: userId, status: 'claimed' }, sort: BY_DUE, perPage: 25 }) as const satisfies FirstList;

/** What the page at this address shows first. The queue with a query is another list than the one it opens with. */
export function firstLists(address: string, { id, role }: { id: string; role: Role }): FirstList[] {
  if (!can(role, 'escalations:read')) return [];
  if (address === '/escalations') return [QUEUE];
  if (address === '/') return can(role, 'escalations:work') ? [heldBy(id), QUEUE] : [QUEUE];
  return [];
}
