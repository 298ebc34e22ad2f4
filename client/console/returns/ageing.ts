import { addDays } from '../../../server/domain/days.ts';
import { AGEING_BUCKETS, dueDaysOf, type AgeingBucket } from '../../../server/domain/return-standing.ts';
import type { FilterValues } from '../table/filters.ts';

export { AGEING_BUCKETS, type AgeingBucket };

/** How long overdue, as due days. Other operators than the tabs': a bucket narrows a tab, and is none itself. */
export function bucketFilter(bucket: AgeingBucket, today: string): FilterValues {
  const { from, to } = dueDaysOf(bucket, today, addDays);
  return { ...(from !== null && { dueOn_gt: addDays(from, -1) }), dueOn_lte: to };
}

export const withoutBucket = ({ dueOn_gt: _from, dueOn_lte: _to, ...filter }: FilterValues): FilterValues => filter;

/** The bucket that a filter asks for. */
export const bucketOf = (filter: FilterValues, today: string): AgeingBucket | undefined =>
  AGEING_BUCKETS.find((bucket) => Object.entries(bucketFilter(bucket, today)).every(([key, value]) => filter[key] === value) && ('dueOn_gt' in filter) === ('dueOn_gt' in bucketFilter(bucket, today)));
