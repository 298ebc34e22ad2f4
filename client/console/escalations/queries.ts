import { useQuery } from '@tanstack/react-query';
import { useGetList } from 'react-admin';
import type { PolicyRules } from '../../../server/domain/policy.ts';
import { request } from '../providers/httpClient.ts';
import type { RootCause, SavedReply } from '../records.ts';
import type { ClockExplained, Counts } from './records.ts';

const RARELY_CHANGES_MS = 5 * 60_000;
const NO_CAUSES: RootCause[] = [];
const NO_REPLIES: SavedReply[] = [];

/** All root causes, in the order in which they are offered. Past ones are there too: old escalations name them. */
export function useRootCauses(): RootCause[] {
  const { data = NO_CAUSES } = useGetList<RootCause>('root-causes', { sort: { field: 'position', order: 'ASC' }, pagination: { page: 1, perPage: 500 } }, { staleTime: RARELY_CHANGES_MS });
  return data;
}

export function useSavedReplies(): SavedReply[] {
  const { data = NO_REPLIES } = useGetList<SavedReply>('saved-replies', { filter: { active: true }, sort: { field: 'name', order: 'ASC' }, pagination: { page: 1, perPage: 500 } }, { staleTime: RARELY_CHANGES_MS });
  return data;
}

/** The rules in force; undefined until they are known. */
export function usePolicy(): PolicyRules | undefined {
  const { data } = useQuery({ queryKey: ['policies', 'current'], queryFn: () => request<{ rules: PolicyRules }>('GET', '/policies/current'), staleTime: RARELY_CHANGES_MS });
  return data?.rules;
}

// Keys begin with the resource: a change of it refreshes them with its lists.
export function useCounts(): Counts | undefined {
  return useQuery({ queryKey: ['escalations', 'counts'], queryFn: () => request<Counts>('GET', '/escalations/counts') }).data;
}

export function useClock(id: string) {
  return useQuery({ queryKey: ['escalations', 'clock', id], queryFn: () => request<ClockExplained>('GET', `/escalations/${encodeURIComponent(id)}/clock`) });
}
