import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useGetList } from 'react-admin';
import type { Leg } from '../../../server/domain/coding/case.ts';
import { useDebounced } from '../palette/search.ts';
import { request } from '../providers/httpClient.ts';
import type { Preview, PreviewOfMany, ReasonCode } from './records.ts';
import type { Evaluated, EvaluateBody } from './tryCase.ts';

const RARELY_CHANGES_MS = 5 * 60_000;
const SETTLE_MS = 250;
const NO_REASONS: ReasonCode[] = [];

/** Every reason for a correction, in the admins' order; those no longer in use too, as past corrections name them. */
export function useReasonCodes(): readonly ReasonCode[] {
  return useGetList<ReasonCode>('reason-codes', { sort: { field: 'position', order: 'ASC' }, pagination: { page: 1, perPage: 200 } }, { staleTime: RARELY_CHANGES_MS }).data ?? NO_REASONS;
}

export function useReasonName(): (id: string) => string {
  const reasons = useReasonCodes();
  return useMemo(() => {
    const names = new Map(reasons.map(({ id, name }) => [id, name]));
    return (id) => names.get(id) ?? id.replaceAll('_', ' ');
  }, [reasons]);
}

type Answer<T> = { data: T | undefined; error: unknown; /** It is of what was there before. */ isStale: boolean; refetch: () => unknown };

/** What is asked once somebody has stopped typing; the answer before stays in sight until the next is there. */
function useAnswerOf<T>(path: string, body: object | null): Answer<T> {
  const text = body === null ? null : JSON.stringify(body);
  const settled = useDebounced(text, SETTLE_MS);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['codings', 'preview', path, settled], queryFn: async () => ({ answer: await request<T>('POST', path, JSON.parse(settled ?? '{}')) }), enabled: settled !== null, placeholderData: keepPreviousData, staleTime: 0,
  });
  return { data: data?.answer, error, isStale: text !== settled || isFetching, refetch };
}

/** What a correction does depends neither on its reason nor on its note, which are written last. */
const UNSAID = { reasonCode: 'other', note: '–' };

export const usePreview = (id: string, version: number, legs: readonly Leg[] | null) => useAnswerOf<Preview>(`/codings/${encodeURIComponent(id)}/preview-override`, legs && { legs, version, ...UNSAID });

/** `otherId`: the other half, where there is one to be joined. */
export const useJoinPreview = (id: string, version: number, otherId: string | null) => useAnswerOf<Preview>(`/codings/${encodeURIComponent(id)}/preview-join`, otherId === null ? null : { otherId, version });

export type ManyItem = { id: string; legs: Leg[]; version: number };
export const usePreviewOfMany = (items: readonly ManyItem[] | null) => useAnswerOf<PreviewOfMany>('/codings/preview-override-many', items && { items, ...UNSAID });

export const useEvaluation = (body: EvaluateBody | null) => useAnswerOf<Evaluated>('/codings/evaluate', body);
