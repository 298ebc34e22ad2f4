import { ANNOTATION_KINDS, SEGMENTS, STEPS, UPGRADE_KINDS } from '../../server/domain/words.ts';
import type { Kit } from '../kit.sqlite.ts';

export function defineAdoption({ table, text, words, integer, flag, index }: Kit) {
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
    startedBy: words(['customer', 'staff', 'system']).notNull(),
    placedBy: words(['customer', 'staff', 'system']),
    automatic: flag().notNull(),
    strict: flag().notNull(),
    untouchedOrder: flag().notNull(),
    escalated: flag().notNull(),
    helped: flag().notNull(),
    over: flag().notNull(),
    shadowTouches: integer().notNull(),
    firstStep: words(STEPS),
    firstCause: text(),
  }, (t) => [index('journeys_started').on(t.startedOn), index('journeys_placed').on(t.placedOn), index('journeys_completed').on(t.completedOn), index('journeys_first_step').on(t.firstStep, t.completedOn), index('journeys_path').on(t.pathId)]);

  /** Journeys counted by day, for the whole (an empty cut) and for each value of each cut. Kept in the transaction that changes a journey. */
  const adoptionDays = table('adoption_days', {
    /** `cut|day`. */
    id: text().primaryKey(),
    cut: text().notNull(),
    day: text().notNull(),
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
  }, (t) => [index('adoption_days_cut').on(t.cut, t.day)]);

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

  return { journeys, adoptionDays, adoptionGoals, adoptionAnnotations };
}
