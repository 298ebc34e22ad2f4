import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { request } from '../providers/httpClient.ts';
import type { Cohort, Cuts, Effects, Fixes, Funnel, Gap, Mix, Outlook, Revision, Summary, Trend, Week, Window } from './records.ts';

export type Wanted = { from?: string; to?: string; cuts: Cuts };

// The key begins with the upgrades: the rate is of them, so a change of one reads the reports anew.
function useReport<T>(path: string, { from, to, cuts }: Wanted, more: Record<string, string | undefined> = {}) {
  const query = new URLSearchParams(Object.entries({ from, to, ...cuts, ...more }).filter((pair): pair is [string, string] => Boolean(pair[1]))).toString();
  return useQuery({ queryKey: ['upgrades', 'adoption', path, query], queryFn: () => request<T>('GET', `/adoption/${path}?${query}`), placeholderData: keepPreviousData });
}

export const useSummary = (wanted: Wanted) => useReport<Summary>('summary', wanted);
export const useTrend = (wanted: Wanted, more: Record<string, string | undefined>) => useReport<Trend>('trend', wanted, more);
export const useGap = (wanted: Wanted) => useReport<Gap>('gap', wanted);
export const useFunnel = (wanted: Wanted) => useReport<Funnel>('funnel', wanted);
export const useOutlook = (wanted: Wanted) => useReport<Outlook>('forecast', wanted);
export const useFixes = (wanted: Wanted) => useReport<Fixes>('fixes', wanted);
export const useEffects = (wanted: Wanted) => useReport<Effects>('effects', wanted);
export const useRevisions = () => useReport<{ months: Revision[] }>('revisions', { cuts: {} });
export const useWeek = (wanted: Wanted) => useReport<Week>('week', wanted);
export const useCohorts = (wanted: Wanted) => useReport<{ window: Window; cohorts: Cohort[] }>('cohorts', wanted);
export const useMix = (wanted: Wanted, by: string, before: { beforeFrom?: string; beforeTo?: string }) => useReport<Mix>('mix', wanted, { by, ...before });
