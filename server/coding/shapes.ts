import { Type } from 'typebox';
import { CODING_FLAGS, CODING_STATUSES, DRIVERS, MOVEMENTS, ORIGINS, PERIOD_STATES, UPGRADE_KINDS } from '../domain/words.ts';
import { Body, orNull, Text, words, wordsOrNull } from '../rest/schemas.ts';

const text = Type.String();
const maybe = orNull(Type.String());
const minor = Type.Integer();

export const LegBody = Body({
  movement: words(MOVEMENTS), driver: words(DRIVERS), amountMinor: Text.minor, currency: Text.currency, effectiveOn: Text.day, lines: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 200 }),
});

export const LegShape = Type.Object({ movement: words(MOVEMENTS), driver: words(DRIVERS), amountMinor: minor, currency: text, effectiveOn: text, lines: Type.Array(text) });
const TraceShape = Type.Object({ rule: text, because: text });
const Flags = Type.Array(words(CODING_FLAGS));
const Movements = Type.Object(Object.fromEntries(MOVEMENTS.map((movement) => [movement, minor])));

const GivenLine = Type.Object({
  line: text, product: text, quantity: minor, unitArrMinor: minor, arrMinor: Type.Optional(minor), currency: text, termMonths: minor, startsOn: text, endsOn: maybe, reportingArrMinor: Type.Optional(minor), replaces: Type.Optional(Type.Array(text)),
});

const ProposalShape = Type.Object({
  legs: Type.Array(LegShape), by: text, byId: text, at: text, reasonCode: text, note: text, because: text, weightMinor: minor, joins: Type.Optional(text),
});

export const codingListed = {
  id: text, origin: words(ORIGINS), upgradeId: maybe, accountId: text, kind: wordsOrNull(UPGRADE_KINDS), pathId: maybe, status: words(CODING_STATUSES), effectiveOn: text, month: text, deltaMinor: minor, currency: text,
  legs: Type.Array(LegShape), computed: Type.Array(LegShape), proposal: Type.Union([Type.Null(), ProposalShape]), flags: Flags, trace: Type.Array(TraceShape), rule: text, miscoded: Type.Boolean(), pairId: maybe, codedAt: text,
  reviewedById: maybe, reviewedAt: maybe, version: minor, accountName: maybe, managerId: maybe, upgradeReference: maybe, pathName: maybe,
};

export const EntryShape = Type.Object({
  id: text, position: minor, codingId: text, correctionId: maybe, origin: words(ORIGINS), upgradeId: maybe, accountId: text, movement: words(MOVEMENTS), driver: words(DRIVERS), amountMinor: minor, currency: text, effectiveOn: text,
  lines: Type.Array(text), postingPeriod: text, effectivePeriod: text, late: Type.Boolean(), reversalOf: maybe, postedAt: text, noteDigest: maybe, family: maybe, previousHash: text, hash: text,
});

export const CorrectionShape = Type.Object({
  id: text, before: Type.Array(LegShape), after: Type.Array(LegShape), reasonCode: text, note: maybe, proposedById: maybe, proposedByName: text, proposedAt: text, weightMinor: minor, because: maybe,
  decision: words(['waiting', 'applied', 'approved', 'rejected']), decidedById: maybe, decidedByName: maybe, decidedAt: maybe, decisionNote: maybe,
});

export const CodingShape = Type.Object({
  ...codingListed, before: Type.Array(GivenLine), after: Type.Array(GivenLine), expected: Type.Array(Type.Object({ movement: words(MOVEMENTS) })), entries: Type.Array(EntryShape), corrections: Type.Array(CorrectionShape),
  pair: Type.Union([Type.Null(), Type.Object({ id: text, upgradeReference: maybe, effectiveOn: text, status: words(CODING_STATUSES), legs: Type.Array(LegShape) })]), allowed: Type.Array(text),
});

const PeriodFigures = Type.Object({ period: text, state: words(PERIOD_STATES), openingMinor: orNull(minor), movements: Movements, closingMinor: orNull(minor), subscriptionsMinor: orNull(minor) });

export const periodListed = {
  id: text, state: words(PERIOD_STATES), closedAt: maybe, closedById: maybe, closedByName: maybe, reported: Type.Union([Type.Null(), PeriodFigures]), reopenedAt: maybe, reopenedByName: maybe, reopenReason: maybe, version: minor, waiting: minor,
};

export const PeriodShape = Type.Object({
  ...periodListed, checks: Type.Array(Type.Object({ code: text, holds: Type.Boolean(), because: text })), differenceMinor: minor, allowed: Type.Array(words(['close', 'reopen'])),
});

export const BridgeShape = Type.Object({
  currency: text, view: words(['reported', 'corrected']), periods: Type.Array(Type.Object({ ...PeriodFigures.properties, filter: Type.Record(text, text) })),
});

const Views = Type.Object({ before: BridgeShape, after: BridgeShape });

export const PreviewShape = Type.Object({
  before: BridgeShape, after: BridgeShape, reported: Views, legs: Type.Array(LegShape), needsApproval: Type.Boolean(), because: maybe, weightMinor: minor, postingPeriod: text, periods: Type.Array(text),
});

export const PreviewManyShape = Type.Object({
  before: BridgeShape, after: BridgeShape, reported: Views, periods: Type.Array(text), needsApproval: Type.Boolean(),
  items: Type.Array(Type.Object({ id: text, legs: Type.Array(LegShape), needsApproval: Type.Boolean(), because: maybe, weightMinor: minor, postingPeriod: text })),
});

const wholeUnits = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const name = Type.String({ minLength: 1, maxLength: 200 });

const CaseLineBody = {
  line: name, product: name, quantity: wholeUnits, unitArrMinor: Text.count, arrMinor: Type.Optional(Text.count), currency: Text.currency, termMonths: Type.Integer({ minimum: 1, maximum: 240 }), startsOn: Text.day,
  endsOn: orNull(Text.day), reportingArrMinor: Type.Optional(Text.count), replaces: Type.Optional(Type.Array(name, { maxItems: 200 })),
};

/** A case of one's own: what `POST /api/codings/evaluate` takes. */
export const EvaluateBody = Body({
  kind: words(UPGRADE_KINDS), orderedOn: Type.Optional(Text.day), effectiveOn: Text.day, before: Type.Array(Body(CaseLineBody), { maxItems: 200 }), after: Type.Array(Body(CaseLineBody), { maxItems: 200 }),
  account: Type.Optional(Body({ otherActiveArrMinor: Type.Optional(Text.count), lastEndedOn: Type.Optional(orNull(Text.day)) })),
  rates: Type.Optional(Type.Record(Type.String({ pattern: '^[A-Z]{3}/[A-Z]{3}$' }), Type.String({ pattern: '^\\d{1,20}(\\.\\d{1,20})?$' }), { additionalProperties: false })),
  path: Type.Optional(Body({ expected: Type.Optional(Type.Array(Body({ movement: words(MOVEMENTS) }), { maxItems: 20 })) })),
});

export const EvaluatedShape = Type.Object({ legs: Type.Array(LegShape), deltaMinor: minor, trace: Type.Array(TraceShape), flags: Flags });
