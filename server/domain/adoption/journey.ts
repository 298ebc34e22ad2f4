import { dayIn, daysBetween } from '../days.ts';
import type { Day, Instant, Motion, Segment, Step, UpgradeKind } from '../words.ts';

type Who = 'customer' | 'staff' | 'system';

/** What is known of an upgrade, of the account that it is for and of its path, as far as the self-serve rate asks. */
export type JourneyFacts = {
  id: string;
  kind: UpgradeKind;
  pathId: string | null;
  /** Product family that the path leads from, or where it leads to when it names none. */
  family: string | null;
  segment: Segment;
  region: string;
  managerId: string;
  /** When the account became a customer. */
  customerSince: Day;
  startedBy: Who;
  startedAt: Instant;
  placedAt: Instant | null;
  placedBy: Who | null;
  completedAt: Instant | null;
  isOver: boolean;
  motion: Motion;
  firstTouchedAt: Instant | null;
  shadowTouches: number;
  timesEscalated: number;
  /** Of its first escalation: where it was, and why, as the closing says or else as the customer did. */
  firstStep: Step | null;
  firstCause: string | null;
  /** The customer went on by themselves after it had been handed back. */
  wentOnAlone: boolean;
};

/** One upgrade as the self-serve rate counts it. Days are of the books time zone. */
export type Journey = {
  id: string;
  kind: UpgradeKind;
  pathId: string | null;
  family: string | null;
  segment: Segment;
  region: string;
  managerId: string;
  newCustomer: boolean;
  startedOn: Day;
  placedOn: Day | null;
  completedOn: Day | null;
  startedBy: Who;
  placedBy: Who | null;
  /** Nobody acted: in no numerator and no denominator. */
  automatic: boolean;
  /** Completed, begun by the customer, never escalated, not touched from start to end. */
  strict: boolean;
  /** Placed before anybody had touched it. */
  untouchedOrder: boolean;
  escalated: boolean;
  /** Touched, handed back, and completed by the customer: assisted, then self-served. */
  helped: boolean;
  /** Completed, cancelled or abandoned: nothing more comes. */
  over: boolean;
  shadowTouches: number;
  firstStep: Step | null;
  firstCause: string | null;
};

/** For so many days after it came, an account is a new customer. */
export const NEW_CUSTOMER_DAYS = 365;

/** An upgrade as the rate counts it. The answer depends on how things stand alone, and not on the order in which they became so. */
export function journeyOf(facts: JourneyFacts, booksZone: string): Journey {
  const on = (at: Instant | null): Day | null => (at === null ? null : dayIn(booksZone, at));
  const startedOn = dayIn(booksZone, facts.startedAt);
  const automatic = facts.motion === 'automatic';
  const isTouchedBy = (at: Instant) => facts.firstTouchedAt !== null && facts.firstTouchedAt <= at;
  const { completedAt, placedAt } = facts;
  const isTheirs = !automatic && facts.startedBy === 'customer';
  return {
    id: facts.id, kind: facts.kind, pathId: facts.pathId, family: facts.family, segment: facts.segment, region: facts.region, managerId: facts.managerId,
    newCustomer: daysBetween(facts.customerSince, startedOn) <= NEW_CUSTOMER_DAYS,
    startedOn, placedOn: on(placedAt), completedOn: on(completedAt), startedBy: facts.startedBy, placedBy: placedAt === null ? null : (facts.placedBy ?? facts.startedBy), automatic,
    strict: isTheirs && completedAt !== null && !isTouchedBy(completedAt) && facts.timesEscalated === 0,
    untouchedOrder: isTheirs && placedAt !== null && !isTouchedBy(placedAt),
    escalated: facts.timesEscalated > 0, helped: isTheirs && completedAt !== null && isTouchedBy(completedAt) && facts.wentOnAlone,
    over: facts.isOver, shadowTouches: facts.shadowTouches, firstStep: facts.firstStep, firstCause: facts.firstCause,
  };
}

/** What is counted on a day; each is a number of journeys. `shadowTouches`: those that staff mended unseen, once or more. `cohort…`: of the journeys that began on the day, automatic ones left out. */
export const COUNTERS = [
  'completed', 'strict', 'automatic', 'helped', 'shadowTouches', 'placed', 'untouchedOrders', 'takenUp', 'begun', 'contained', 'begunPlaced',
  'cohort', 'cohortOver', 'cohortCompleted', 'cohortStrict',
] as const;
export type Counter = (typeof COUNTERS)[number];
export type Counts = Record<Counter, number>;

export const NO_COUNTS: Counts = Object.fromEntries(COUNTERS.map((counter) => [counter, 0])) as Counts;

/** The days that a journey is counted on, and as what: the kept sums are the sums of these, and nothing else. */
export function countsOf(journey: Journey): Map<Day, Counts> {
  const days = new Map<Day, Counts>();
  const count = (day: Day | null, counter: Counter, isCounted = true) => {
    if (day === null || !isCounted) return;
    const counts = days.get(day) ?? { ...NO_COUNTS };
    counts[counter] += 1;
    days.set(day, counts);
  };
  const { startedOn, placedOn, completedOn, automatic, startedBy } = journey;
  if (automatic) {
    count(completedOn, 'automatic');
    return days;
  }
  count(completedOn, 'completed');
  count(completedOn, 'strict', journey.strict);
  count(completedOn, 'helped', journey.helped);
  count(completedOn, 'shadowTouches', journey.shadowTouches > 0);
  count(placedOn, 'placed');
  count(placedOn, 'untouchedOrders', journey.untouchedOrder);
  count(placedOn, 'takenUp', journey.placedBy === 'customer');
  count(startedOn, 'cohort');
  count(startedOn, 'cohortOver', journey.over);
  count(startedOn, 'cohortCompleted', completedOn !== null);
  count(startedOn, 'cohortStrict', journey.strict);
  if (startedBy !== 'customer') return days;
  count(startedOn, 'begun');
  count(startedOn, 'contained', !journey.escalated);
  count(startedOn, 'begunPlaced', placedOn !== null);
  return days;
}

/** Properties by which the rate is cut; an account's are as they are today. */
export const CUTS = ['kind', 'segment', 'region', 'family', 'pathId', 'managerId', 'newCustomer'] as const;
export type Cut = (typeof CUTS)[number];

/** The name of one value of a cut, as sums are kept under it. */
export const cutName = (cut: Cut, value: string | boolean): string => `${cut}:${value}`;

/** Cuts that sums of whole months are kept of together. */
export const MONTHLY_CUTS = ['kind', 'segment', 'region', 'family', 'pathId', 'newCustomer'] as const satisfies readonly Cut[];
export type MonthlyCut = (typeof MONTHLY_CUTS)[number];

/** Under which names a journey is counted: the whole, and one for each cut that it has a value of. */
export const cutsOf = (journey: Journey): string[] => ['', ...CUTS.flatMap((cut) => (journey[cut] === null ? [] : [cutName(cut, journey[cut])]))];
