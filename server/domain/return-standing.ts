import { daysBetween } from './days.ts';
import { keyOfSerial, toldBy, type ReturnDevice, type ReturnFact } from './return-facts.ts';
import { completeOf, mismatchesOf, statusOf, waitingOf, type Mismatch, type MismatchCode, type ReturnPath } from './returns.ts';
import type { Day, Instant, ReturnStatus } from './words.ts';

/** A contradiction that somebody looked at and declared dealt with. */
export type Settlement = { code: MismatchCode; serial: string | null };

/** What follows from the facts of a return at any time, and is kept beside them: only the flags need a clock. Instants are the earliest over its devices. */
export type ReturnStanding = {
  status: ReturnStatus; complete: boolean; owed: boolean; unscannedSince: Instant | null; quietSince: Instant | null; mismatches: Mismatch[]; feeMinor: number; carrier: string | null; trackingNumber: string | null; labelUrl: string | null;
};

/** The standing that a set of facts means, whatever their order and repetition. */
export function standingOf(devices: readonly ReturnDevice[], facts: readonly ReturnFact[], path: ReturnPath, settled: readonly Settlement[] = []): ReturnStanding {
  const told = toldBy(devices, facts);
  const isSettled = ({ code, serial }: Mismatch) => settled.some((one) => one.code === code && keyOfSerial(one.serial ?? '') === (serial ?? ''));
  const { carrier = null, trackingNumber = null, labelUrl = null } = latestLabel(facts) ?? {};
  return { status: statusOf(told), complete: completeOf(told, path), ...waitingOf(told, path), mismatches: mismatchesOf(told, path).filter((one) => !isSettled(one)), feeMinor: told.fees.left(), carrier, trackingNumber, labelUrl };
}

/** The label that counts is the one that was issued last; of two at once the one whose number comes last, so that their order does not matter. */
function latestLabel(facts: readonly ReturnFact[]): ReturnFact | null {
  let latest: ReturnFact | null = null;
  const rank = ({ occurredAt, trackingNumber = '', carrier = '', labelUrl = '' }: ReturnFact) => `${occurredAt} ${trackingNumber} ${carrier} ${labelUrl}`;
  for (const fact of facts) {
    if (fact.fact !== 'label_issued' || (fact.trackingNumber ?? fact.carrier ?? fact.labelUrl) === undefined) continue;
    if (latest === null || rank(fact) > rank(latest)) latest = fact;
  }
  return latest;
}

export const AGEING_BUCKETS = ['1-7', '8-14', '15-30', '31+'] as const;
export type AgeingBucket = (typeof AGEING_BUCKETS)[number];
/** The fewest days overdue of each bucket. */
export const BUCKET_FROM: Record<AgeingBucket, number> = { '1-7': 1, '8-14': 8, '15-30': 15, '31+': 31 };

/** How long a return has been overdue: whole days past its due day, and their bucket; null while it is not, or owes nothing. */
export function ageingOf(dueOn: Day, owed: boolean, today: Day): { days: number; bucket: AgeingBucket } | null {
  const days = daysBetween(dueOn, today);
  if (!owed || days < 1) return null;
  return { days, bucket: AGEING_BUCKETS.findLast((bucket) => days >= BUCKET_FROM[bucket]) ?? '1-7' };
}

/** What is asked of the store for a bucket: due days from … to …, both included; null where it is open. */
export function dueDaysOf(bucket: AgeingBucket, today: Day, addDays: (day: Day, days: number) => Day): { from: Day | null; to: Day } {
  const next = AGEING_BUCKETS[AGEING_BUCKETS.indexOf(bucket) + 1];
  return { from: next === undefined ? null : addDays(today, 1 - BUCKET_FROM[next]), to: addDays(today, -BUCKET_FROM[bucket]) };
}
