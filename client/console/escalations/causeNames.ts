import { useMemo } from 'react';
import { useWord } from '../fields/words.ts';
import { useRootCauses } from './queries.ts';

/** A root cause by the name that it has today. */
export function useCauseName(): (code: string) => string {
  const causes = useRootCauses();
  const word = useWord();
  return useMemo(() => {
    const names = new Map(causes.map(({ id, name }) => [id, name]));
    return (code) => names.get(code) ?? word('root_cause', code);
  }, [causes, word]);
}
