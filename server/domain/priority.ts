import type { Band, Instant, Step } from './words.ts';

export type PriorityFacts = {
  /** Yearly, in minor units of the reporting currency. */
  arrAtStakeMinor: number;
  /** Negative once the term is over; null where there is none. */
  daysToTermEnd: number | null;
  step: Step | null;
  /** 1 the first time. */
  timesEscalated: number;
  returnOutstanding: boolean;
  returnOverdue: boolean;
};

export type PriorityWeights = {
  /** Nearest first: the first row that still reaches the term's end gives the points. */
  termEnd: readonly { withinDays: number; points: number }[];
  /** Logarithmic: none at nothing, all of `points` from `fullAtMinor` on; from about `unitMinor` on, each tenfold adds the same. */
  arr: { points: number; unitMinor: number; fullAtMinor: number };
  step: Readonly<Record<Step, number>>;
  repeats: { each: number; atMost: number };
  returns: { outstanding: number; overdue: number };
  /** The lowest score of each band; what is below them all is low. */
  bands: Readonly<Record<Exclude<Band, 'low'>, number>>;
};

export const DEFAULT_WEIGHTS: PriorityWeights = {
  termEnd: [
    { withinDays: 3, points: 34 },
    { withinDays: 7, points: 30 },
    { withinDays: 14, points: 25 },
    { withinDays: 30, points: 18 },
    { withinDays: 60, points: 10 },
    { withinDays: 90, points: 4 },
  ],
  arr: { points: 26, unitMinor: 10_000, fullAtMinor: 10_000_000 },
  step: { entry: 2, options: 5, configure: 8, review: 12, payment: 14, placed: 6, shipment: 6, return: 6, attestation: 6, completed: 0 },
  repeats: { each: 10, atMost: 20 },
  returns: { outstanding: 5, overdue: 12 },
  bands: { urgent: 70, high: 50, normal: 25 },
};

export type PriorityCode = 'term_end' | 'arr' | 'step' | 'repeats' | 'return';
export type PriorityPart = { code: PriorityCode; points: number; because: string };
export type Priority = { score: number; parts: PriorityPart[]; band: Band };

const MOST = 100;

/** How pressing an escalation is: a whole score from 0 to 100, the parts that sum to exactly that (none of 0 points), and its band. */
export function priority(facts: PriorityFacts, weights: PriorityWeights = DEFAULT_WEIGHTS): Priority {
  const parts: PriorityPart[] = [];
  let score = 0;
  const add = (code: PriorityCode, points: number, because: string) => {
    // What would take the sum past the top is trimmed off the part that does so.
    const given = Math.min(Math.round(points), MOST - score);
    if (given <= 0) return;
    parts.push({ code, points: given, because });
    score += given;
  };
  const { daysToTermEnd: days, arrAtStakeMinor: arr, step, timesEscalated } = facts;
  if (days !== null) add('term_end', weights.termEnd.find((row) => days <= row.withinDays)?.points ?? 0, termEnd(days));
  add('arr', arrPoints(arr, weights.arr), `${dollars(arr)} at stake`);
  if (step !== null) add('step', weights.step[step], `Stopped at ${step}`);
  add('repeats', Math.min(weights.repeats.atMost, weights.repeats.each * (timesEscalated - 1)), `${ordinal(timesEscalated)} escalation`);
  if (facts.returnOverdue) add('return', weights.returns.overdue, 'Return overdue');
  else if (facts.returnOutstanding) add('return', weights.returns.outstanding, 'Return outstanding');
  return { score, parts, band: bandOf(score, weights.bands) };
}

function bandOf(score: number, bands: PriorityWeights['bands']): Band {
  if (score >= bands.urgent) return 'urgent';
  if (score >= bands.high) return 'high';
  return score >= bands.normal ? 'normal' : 'low';
}

function arrPoints(arrMinor: number, { points, unitMinor, fullAtMinor }: PriorityWeights['arr']): number {
  if (arrMinor <= 0) return 0;
  return Math.min(points, (points * Math.log1p(arrMinor / unitMinor)) / Math.log1p(fullAtMinor / unitMinor));
}

function termEnd(days: number): string {
  if (days === 0) return 'Term ends today';
  const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
  return days > 0 ? `Term ends in ${count}` : `Term ended ${count} ago`;
}

const dollars = (minor: number): string => `$${String(Math.round(minor / 100)).replace(/\B(?=(\d{3})+$)/g, ',')}`;

function ordinal(count: number): string {
  const teen = count % 100 >= 11 && count % 100 <= 13;
  return `${count}${(teen ? undefined : ['th', 'st', 'nd', 'rd'][count % 10]) ?? 'th'}`;
}

/** By how many plain minutes each point of the score brings an item forward in the queue. */
export const QUEUE_MINUTES_PER_POINT = 3;

/** The item's place in the queue: its due time, brought forward by its score. Throws RangeError for a bad instant. */
export function queueDueAt({ dueAt, score }: { dueAt: Instant; score: number }): Instant {
  return new Date(Date.parse(dueAt) - score * QUEUE_MINUTES_PER_POINT * 60_000).toISOString();
}
