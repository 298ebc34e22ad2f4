import { useNow } from '../../fields/now.ts';
import { usePolicy } from '../../providers/policy.ts';
import { dayOf } from '../../returns/today.ts';

/** The month that is not over yet, as the books count days. */
export const useThisMonth = (): string => {
  const now = useNow();
  return dayOf(now, usePolicy()?.booksZone ?? 'UTC').slice(0, 7);
};
