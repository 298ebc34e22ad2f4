import { useMemo } from 'react';
import { useGetList } from 'react-admin';
import type { RootCause } from '../records.ts';
import { useWord } from './words.ts';

const RARELY_CHANGES_MS = 5 * 60_000;
const NONE: RootCause[] = [];

/** All root causes, in the order in which they are offered. Past ones are there too: old escalations name them. */
export function useRootCauses(): RootCause[] {
  const { data = NONE } = useGetList<RootCause>('root-causes', { sort: { field: 'position', order: 'ASC' }, pagination: { page: 1, perPage: 500 } }, { staleTime: RARELY_CHANGES_MS });
  return data;
}

/** A root cause by the name that it has today. */
export function useCauseName(): (code: string) => string {
  const causes = useRootCauses();
  const word = useWord();
  return useMemo(() => {
    const names = new Map(causes.map(({ id, name }) => [id, name]));
    return (code) => names.get(code) ?? word('root_cause', code);
  }, [causes, word]);
}
