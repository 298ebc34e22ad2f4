import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { CUTS } from '../../../server/domain/adoption/journey.ts';
import type { Wanted } from './queries.ts';

/** What a page shows stands in its address: it can be sent to somebody, and the way back leads to it. */
export function useAsked() {
  const [params, setParams] = useSearchParams();
  const asked = useMemo<Wanted>(() => ({
    from: params.get('from') ?? undefined, to: params.get('to') ?? undefined,
    cuts: Object.fromEntries(CUTS.flatMap((cut) => {
      const value = params.get(cut);
      return value ? [[cut, value]] : [];
    })),
  }), [params]);
  const ask = (change: Record<string, string | undefined>) => setParams((before) => {
    const next = new URLSearchParams(before);
    for (const [key, value] of Object.entries(change)) {
      if (value) next.set(key, value);
      else next.delete(key);
    }
    return next;
  }, { replace: true });
  return { asked, ask, param: (name: string) => params.get(name) ?? undefined };
}
