import type { CodingCase, Leg, TraceStep } from '../../server/domain/coding/case.ts';
import type { BridgePeriod } from '../../server/domain/coding/bridge.ts';
import { CODING_STATUSES, DRIVERS, MOVEMENTS, ORIGINS, PERIOD_STATES, UPGRADE_KINDS, type CodingFlag, type CodingStatus } from '../../server/domain/words.ts';
import type { Kit } from '../kit.sqlite.ts';
import type { definePaths } from './accounts.ts';

/** A correction that waits for a second person, as the coding's readers see it. */
export type ProposalOf = {
  legs: Leg[]; by: string; byId: string; at: string; reasonCode: string; note: string; because: string; weightMinor: number; correctionId: string;
  /** What the coding was before: what it is again when the proposal is rejected. */
  was: CodingStatus;
  /** The other half of a pair that is to be coded as one change. */
  joins?: string;
};

/** The books of recurring revenue: what each change was coded as, the entries it made, and the months they stand in. */
export function defineCoding(kit: Kit, { upgradePaths }: ReturnType<typeof definePaths>) {
  const { table, text, words, integer, money, flag, json, index, uniqueIndex } = kit;
  const codings = table('codings', {
    id: text().primaryKey(),
    origin: words(ORIGINS).notNull(),
    // No references to what it is about: the books outlive a record that an import brought and took back.
    upgradeId: text(),
    accountId: text().notNull(),
    /** What it codes: `upgrade:ID`, or the opening or closing of one line: `open:ID`, `close:ID`. One that stands at a time. */
    subject: text().notNull(),
    kind: words(UPGRADE_KINDS),
    pathId: text().references(() => upgradePaths.id),
    status: words(CODING_STATUSES).notNull(),
    effectiveOn: text().notNull(),
    /** The month of `effectiveOn`. */
    month: text().notNull(),
    deltaMinor: money().notNull(),
    currency: text().notNull(),
    /** Those in the books. */
    legs: json<Leg[]>().notNull(),
    /** What the coder said, whatever came with a file or was corrected since. */
    computed: json<Leg[]>().notNull(),
    flags: json<CodingFlag[]>().notNull(),
    trace: json<TraceStep[]>().notNull(),
    /** What the coder was given, so that it can be asked again. */
    given: json<CodingCase>().notNull(),
    /** The first rule that applied: figures are cut by it. */
    rule: text().notNull(),
    /** A flag or a person says that path and lines did not agree. */
    miscoded: flag().notNull(),
    /** A line came, or left, that was linked to no other: the two ends of a pair that may belong together. */
    comes: flag().notNull(),
    leaves: flag().notNull(),
    /** The coding of another upgrade that this one may belong together with. */
    pairId: text(),
    proposal: json<ProposalOf>(),
    codedAt: text().notNull(),
    reviewedById: text(),
    reviewedAt: text(),
    version: integer().notNull().default(1),
  }, (t) => [
    index('codings_subject').on(t.subject, t.codedAt),
    index('codings_status').on(t.status, t.codedAt, t.id),
    index('codings_coded').on(t.codedAt, t.id),
    index('codings_account').on(t.accountId, t.codedAt, t.id),
    index('codings_upgrade').on(t.upgradeId, t.codedAt, t.id),
    index('codings_path').on(t.pathId, t.codedAt, t.id),
    index('codings_rule').on(t.rule, t.codedAt, t.id),
    index('codings_month').on(t.month, t.status, t.codedAt, t.id),
    index('codings_origin').on(t.origin, t.codedAt, t.id),
    index('codings_kind').on(t.kind, t.codedAt, t.id),
    index('codings_miscoded').on(t.miscoded, t.codedAt, t.id),
    index('codings_delta').on(t.deltaMinor, t.id),
  ]);

  /** One correction, from its proposal to the decision on it. What it says in words stays here: the chain holds a salted digest of it. */
  const corrections = table('coding_corrections', {
    id: text().primaryKey(),
    codingId: text().notNull().references(() => codings.id),
    accountId: text().notNull(),
    before: json<Leg[]>().notNull(),
    after: json<Leg[]>().notNull(),
    reasonCode: text().notNull(),
    note: text(),
    salt: text(),
    proposedById: text(),
    proposedByName: text().notNull(),
    proposedAt: text().notNull(),
    weightMinor: money().notNull(),
    /** Why a second person had to look; null: nobody had to. */
    because: text(),
    decision: words(['waiting', 'applied', 'approved', 'rejected']).notNull(),
    decidedById: text(),
    decidedByName: text(),
    decidedAt: text(),
    decisionNote: text(),
  }, (t) => [index('coding_corrections_coding').on(t.codingId, t.proposedAt), index('coding_corrections_weight').on(t.proposedById, t.accountId, t.proposedAt)]);

  /** Append-only, by trigger; each entry carries the hash of the one before it. */
  const revenueEntries = table('revenue_entries', {
    id: text().primaryKey(),
    /** Its place in the chain, from 1 without gaps. */
    position: integer().notNull(),
    codingId: text().notNull().references(() => codings.id),
    correctionId: text().references(() => corrections.id),
    origin: words(ORIGINS).notNull(),
    upgradeId: text(),
    accountId: text().notNull(),
    movement: words(MOVEMENTS).notNull(),
    driver: words(DRIVERS).notNull(),
    amountMinor: money().notNull(),
    currency: text().notNull(),
    effectiveOn: text().notNull(),
    lines: json<string[]>().notNull(),
    postingPeriod: text().notNull(),
    effectivePeriod: text().notNull(),
    /** Posted to another month than the one it belongs to: what tells reported from corrected. No part of the chain, like the family: both follow from it. */
    late: flag().notNull(),
    reversalOf: text(),
    postedAt: text().notNull(),
    /** Salted digest of a correction's reason and note. */
    noteDigest: text(),
    /** The product family of its lines where they share one: a cut of reports. */
    family: text(),
    previousHash: text().notNull(),
    hash: text().notNull(),
  }, (t) => [
    uniqueIndex('revenue_entries_position').on(t.position),
    uniqueIndex('revenue_entries_reversal').on(t.reversalOf),
    index('revenue_entries_coding').on(t.codingId, t.position),
    index('revenue_entries_upgrade').on(t.upgradeId, t.position),
    index('revenue_entries_account').on(t.accountId, t.position),
    index('revenue_entries_posting').on(t.postingPeriod, t.movement, t.position),
    index('revenue_entries_effective').on(t.effectivePeriod, t.movement, t.position),
    index('revenue_entries_movement').on(t.movement, t.position),
    index('revenue_entries_origin').on(t.origin, t.position),
    index('revenue_entries_late').on(t.late, t.position),
    index('revenue_entries_day').on(t.effectiveOn, t.position),
    index('revenue_entries_amount').on(t.amountMinor, t.id),
  ]);

  /** Where a hash chain ends. Whoever appends to it locks it first. */
  const chainHeads = table('chain_heads', { id: text().primaryKey(), length: integer().notNull(), hash: text().notNull() });

  const periods = table('periods', {
    /** The month, `YYYY-MM`. */
    id: text().primaryKey(),
    state: words(PERIOD_STATES).notNull(),
    closedAt: text(),
    closedById: text(),
    closedByName: text(),
    /** The reported figures as they were when it closed. */
    reported: json<BridgePeriod>(),
    reopenedAt: text(),
    reopenedByName: text(),
    reopenReason: text(),
    version: integer().notNull().default(1),
  }, (t) => [index('periods_state').on(t.state, t.id)]);

  /**
   * Sums of entries by month, kept in the transaction of what they sum. `view`: `reported` by posting month, `corrected` by effective month,
   * `books` of the subscriptions themselves. `cut`: empty for the whole, else one property of the account as it is today: `region:emea`.
   */
  const revenueMonths = table('revenue_months', {
    id: text().primaryKey(),
    view: words(['reported', 'corrected', 'books']).notNull(),
    cut: text().notNull(),
    month: text().notNull(),
    movement: text().notNull(),
    amountMinor: money().notNull(),
  }, (t) => [index('revenue_months_cut').on(t.view, t.cut, t.month)]);

  const reasonCodes = table('reason_codes', {
    id: text().primaryKey(),
    name: text().notNull(),
    description: text().notNull(),
    active: flag().notNull(),
    position: integer().notNull(),
    version: integer().notNull().default(1),
  }, (t) => [index('reason_codes_position').on(t.position, t.id)]);

  /** What a change along a path usually moves: outside of it a coding is looked at. Reckoned anew each night. */
  const pathRanges = table('path_ranges', {
    id: text().primaryKey().references(() => upgradePaths.id),
    lowMinor: money().notNull(),
    highMinor: money().notNull(),
    samples: integer().notNull(),
    reckonedOn: text().notNull(),
  });

  return { codings, corrections, revenueEntries, chainHeads, periods, revenueMonths, reasonCodes, pathRanges };
}
