import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { CUTS } from '../../../server/domain/adoption/journey.ts';
import { useSession } from '../providers/session.ts';
import type { Wanted } from './queries.ts';

/** Stands for everybody in the address of who would otherwise see their own. */
const ALL = 'all';

/** What a page shows stands in its address: it can be sent to somebody, and the way back leads to it. Account managers begin with their own accounts. */
export function useAsked() {
  const [params, setParams] = useSearchParams();
  const session = useSession();
  const own = session?.role === 'account_manager' ? session.id : null;
  const asked = useMemo<Wanted>(() => ({
    from: params.get('from') ?? undefined, to: params.get('to') ?? undefined,
    cuts: Object.fromEntries(CUTS.flatMap((cut) => {
      const value = params.get(cut) ?? (cut === 'managerId' ? own : null);
      return value && value !== ALL ? [[cut, value]] : [];
    })),
  }), [own, params]);
  const ask = (change: Record<string, string | undefined>) => setParams((before) => {
    const next = new URLSearchParams(before);
    for (const [key, value] of Object.entries(change)) {
      if (value) next.set(key, value);
      else if (key === 'managerId' && own !== null) next.set(key, ALL);
      else next.delete(key);
    }
    return next;
  }, { replace: true });
  return { asked, ask, param: (name: string) => params.get(name) ?? undefined };
}

const LONG_DAYS = 335;
const A_DAY_MS = 86_400_000;

/** The window above a page is what its figures are of; what they were before goes back a year from its end, or to its beginning where that is longer ago. */
export function historyOf({ from, to, cuts }: Wanted): Wanted {
  const days = from === undefined ? 0 : (Date.parse(to ?? new Date().toISOString().slice(0, 10)) - Date.parse(from)) / A_DAY_MS;
  return { ...(days > LONG_DAYS && { from }), to, cuts };
}
