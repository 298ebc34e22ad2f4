import { useQuery } from '@tanstack/react-query';
import type { PolicyRules } from '../../../server/domain/policy.ts';
import { request } from './httpClient.ts';

const RARELY_CHANGES_MS = 5 * 60_000;

/** The rules in force; undefined until they are known. */
export function usePolicy(enabled = true): PolicyRules | undefined {
  const { data } = useQuery({ queryKey: ['policies', 'current'], queryFn: () => request<{ rules: PolicyRules }>('GET', '/policies/current'), staleTime: RARELY_CHANGES_MS, enabled });
  return data?.rules;
}
