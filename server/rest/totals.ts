import type { Store } from '../../db/store.ts';

const MOST_KEPT = 1_000;

type Counted = { standing: number; total: number };
const kept = new WeakMap<Store, Map<string, Counted>>();

/** How many there are, counted again only when something was committed since: counting to 10,000 takes longer than reading a page of them. */
export async function totalOnce(store: Store, key: string, count: () => Promise<number>): Promise<number> {
  // Asked for before it is counted: what is committed meanwhile makes the next one count again.
  const standing = store.standing();
  if (standing === null) return count();
  const totals = kept.get(store) ?? new Map<string, Counted>();
  kept.set(store, totals);
  const known = totals.get(key);
  if (known?.standing === standing) return known.total;
  const total = await count();
  if (totals.size >= MOST_KEPT) totals.clear();
  totals.set(key, { standing, total });
  return total;
}
