import { ANNOTATION_KINDS, PARTIES, SEGMENTS, STEPS, UPGRADE_KINDS } from '../../server/domain/words.ts';
import type { Kit } from '../kit.sqlite.ts';

export function defineAdoption({ table, text, words, integer, real, flag, index }: Kit) {
  /** Every upgrade as the self-serve rate counts it: what the sums by day are sums of. Nothing refers to an upgrade, so that undoing an import can take it away first. */
  const journeys = table('journeys', {
    /** The upgrade's. */
    id: text().primaryKey(),
    kind: words(UPGRADE_KINDS).notNull(),
    pathId: text(),
    family: text(),
    segment: words(SEGMENTS).notNull(),
    region: text().notNull(),
    managerId: text().notNull(),
    newCustomer: flag().notNull(),
    startedOn: text().notNull(),
    placedOn: text(),
    completedOn: text(),
    startedBy: words(PARTIES).notNull(),
    placedBy: words(PARTIES),
    automatic: flag().notNull(),
    strict: flag().notNull(),
    untouchedOrder: flag().notNull(),
    escalated: flag().notNull(),
    helped: flag().notNull(),
    over: flag().notNull(),
    shadowTouches: integer().notNull(),
    firstStep: words(STEPS),
    firstCause: text(),
  }, (t) => [index('journeys_started').on(t.startedOn), index('journeys_placed').on(t.placedOn), index('journeys_completed').on(t.completedOn), index('journeys_first_step').on(t.firstStep, t.completedOn), index('journeys_path').on(t.pathId), index('journeys_manager').on(t.managerId)]);

  /** What is counted of journeys, whatever it is a sum over; columns anew for each table. */
  const counters = () => ({
    completed: integer().notNull(),
    strict: integer().notNull(),
    automatic: integer().notNull(),
    helped: integer().notNull(),
    shadowTouches: integer().notNull(),
    placed: integer().notNull(),
    untouchedOrders: integer().notNull(),
    takenUp: integer().notNull(),
    begun: integer().notNull(),
    contained: integer().notNull(),
    begunPlaced: integer().notNull(),
    cohort: integer().notNull(),
    cohortOver: integer().notNull(),
    cohortCompleted: integer().notNull(),
    cohortStrict: integer().notNull(),
  });

  /** Journeys counted by day, for the whole (an empty cut) and for each value of each cut. Kept in the transaction that changes a journey. */
  const adoptionDays = table('adoption_days', {
    /** `cut|day`. */
    id: text().primaryKey(),
    cut: text().notNull(),
    /** The day's. */
    month: text().notNull().default(''),
    day: text().notNull(),
    ...counters(),
  }, (t) => [
    // In the order of months, so that they are summed as they are read: a series of three years takes half the time.
    index('adoption_days_month').on(t.cut, t.month, t.day),
  ]);

  /** The same by month, for each set of values of the cuts that is there: any of them together are summed from these. The manager is left out, who would make almost every journey a set of its own. */
  const adoptionMonths = table('adoption_months', {
    /** `month` and the values, with bars between them. */
    id: text().primaryKey(),
    month: text().notNull(),
    kind: words(UPGRADE_KINDS).notNull(),
    segment: words(SEGMENTS).notNull(),
    region: text().notNull(),
    family: text(),
    pathId: text(),
    newCustomer: flag().notNull(),
    ...counters(),
  }, (t) => [index('adoption_months_month').on(t.month)]);

  /** What the strict rate is to reach, from a day on: of a segment, or of all where none is named. */
  const adoptionGoals = table('adoption_goals', {
    id: text().primaryKey(),
    segment: words(SEGMENTS),
    /** Hundredths of a percent. */
    targetBasisPoints: integer().notNull(),
    startsOn: text().notNull(),
    /** By when it is to be reached. */
    dueOn: text(),
    note: text().notNull(),
    setByName: text().notNull(),
    setAt: text().notNull(),
    version: integer().notNull().default(1),
  }, (t) => [index('adoption_goals_starts').on(t.startsOn, t.id)]);

  /** Something that happened and that a series is read with: a release, a new policy. */
  const adoptionAnnotations = table('adoption_annotations', {
    id: text().primaryKey(),
    day: text().notNull(),
    kind: words(ANNOTATION_KINDS).notNull(),
    text: text().notNull(),
    /** The process is another one from here on: limits are reckoned anew. */
    rebaselines: flag().notNull(),
    addedByName: text().notNull(),
    version: integer().notNull().default(1),
  }, (t) => [index('adoption_annotations_day').on(t.day, t.id)]);

  /** Something that would close a cause, with what people say of it: how sure they are, and what it takes. */
  const adoptionFixes = table('adoption_fixes', {
    id: text().primaryKey(),
    name: text().notNull(),
    step: words(STEPS).notNull(),
    rootCause: text().notNull(),
    /** Null: on every path. */
    pathId: text(),
    confidencePercent: integer().notNull(),
    effortDays: integer().notNull(),
    shippedOn: text(),
    note: text().notNull(),
    enteredByName: text().notNull(),
    /** When what people say of it was last written. */
    enteredAt: text(),
    version: integer().notNull().default(1),
  }, (t) => [index('adoption_fixes_name').on(t.name, t.id)]);

  /** A month of visits to the portal, and of contacts elsewhere with the orders that came of them, as a file told it. */
  const adoptionTraffic = table('adoption_traffic', {
    /** The month. */
    id: text().primaryKey(),
    visits: integer().notNull(),
    contacts: integer().notNull(),
    contactOrders: integer().notNull(),
    loadedAt: text().notNull(),
    loadedByName: text().notNull(),
    version: integer().notNull().default(1),
  });

  /** A month that what comes after is compared with, its figures as they were when it was frozen. */
  const adoptionBaselines = table('adoption_baselines', {
    id: text().primaryKey(),
    month: text().notNull(),
    renewals: integer().notNull(),
    onlineRenewals: integer().notNull(),
    begun: integer().notNull(),
    escalated: integer().notNull(),
    frozenAt: text().notNull(),
    frozenByName: text().notNull(),
    version: integer().notNull().default(1),
  });

  /** What was foretold, kept until the month has come. */
  const adoptionForecasts = table('adoption_forecasts', {
    /** `made in|segment`. */
    id: text().primaryKey(),
    madeIn: text().notNull(),
    segment: words(SEGMENTS),
    /** The month that it is about. */
    month: text().notNull(),
    middle: real().notNull(),
    low: real().notNull(),
    high: real().notNull(),
    madeAt: text().notNull(),
  }, (t) => [index('adoption_forecasts_month').on(t.month, t.id)]);

  /** A month's figure as it stood when another month began: how figures of the past have moved since. */
  const adoptionSnapshots = table('adoption_snapshots', {
    /** `month|as of`. */
    id: text().primaryKey(),
    month: text().notNull(),
    asOf: text().notNull(),
    numerator: integer().notNull(),
    denominator: integer().notNull(),
  }, (t) => [index('adoption_snapshots_month').on(t.month, t.asOf)]);

  return { journeys, adoptionDays, adoptionMonths, adoptionGoals, adoptionAnnotations, adoptionFixes, adoptionTraffic, adoptionBaselines, adoptionForecasts, adoptionSnapshots };
}
