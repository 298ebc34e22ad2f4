import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { CUTS, type BridgeView, type Cut, type Cuts } from '../records.ts';

export type Asked = { from?: string; to?: string; view: BridgeView; cuts: Cuts; /** The difference between the two views is laid out. */ difference: boolean };

/** What the page shows stands in its address: it can be sent to somebody, and the way back leads to it. */
export function useAsked() {
  const [params, setParams] = useSearchParams();
  const asked = useMemo<Asked>(() => ({
    from: params.get('from') ?? undefined,
    to: params.get('to') ?? undefined,
    view: params.get('view') === 'reported' ? 'reported' : 'corrected',
    cuts: Object.fromEntries(CUTS.flatMap((cut): [Cut, string][] => {
      const value = params.get(cut);
      return value ? [[cut, value]] : [];
    })),
    difference: params.get('difference') === 'true',
  }), [params]);
  const ask = (change: Partial<Record<'from' | 'to' | 'view' | 'difference' | Cut, string | undefined>>) => setParams((before) => {
    const next = new URLSearchParams(before);
    for (const [key, value] of Object.entries(change)) {
      if (value) next.set(key, value);
      else next.delete(key);
    }
    return next;
  }, { replace: true });
  return { asked, ask };
}
