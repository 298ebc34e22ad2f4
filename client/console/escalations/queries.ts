import { useQuery } from '@tanstack/react-query';
import { useGetList } from 'react-admin';
import { request } from '../providers/httpClient.ts';
import type { SavedReply } from '../records.ts';
import type { ClockExplained, Counts } from './records.ts';

const RARELY_CHANGES_MS = 5 * 60_000;
const NO_REPLIES: SavedReply[] = [];

export function useSavedReplies(): SavedReply[] {
  const { data = NO_REPLIES } = useGetList<SavedReply>('saved-replies', { filter: { active: true }, sort: { field: 'name', order: 'ASC' }, pagination: { page: 1, perPage: 500 } }, { staleTime: RARELY_CHANGES_MS });
  return data;
}

// Keys begin with the resource: a change of it refreshes them with its lists.
export function useCounts(): Counts | undefined {
  return useQuery({ queryKey: ['escalations', 'counts'], queryFn: () => request<Counts>('GET', '/escalations/counts') }).data;
}

export function useClock(id: string) {
  return useQuery({ queryKey: ['escalations', 'clock', id], queryFn: () => request<ClockExplained>('GET', `/escalations/${encodeURIComponent(id)}/clock`) });
}
