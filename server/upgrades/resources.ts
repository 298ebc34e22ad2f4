import { asc, eq, getTableColumns, sql, type SQL } from 'drizzle-orm';
import { kept } from '../../db/kept.ts';
import { Type } from 'typebox';
import type { Tables } from '../../db/schema/index.ts';
import type { Db } from '../../db/store.ts';
import { dayIn } from '../domain/days.ts';
import { can } from '../domain/permissions.ts';
import { legalCommands, legalSteps } from '../domain/upgrade.ts';
import { ESCALATION_STATUSES, EXCEPTION_STATUSES, MOTIONS, PARTIES, RETURN_STATUSES, SEGMENTS, STEPS, UPGRADE_KINDS, UPGRADE_STATUSES } from '../domain/words.ts';
import { day, flag, integer, moment, text, word, type Filters } from '../rest/filterable.ts';
import { instant, type Kernel, type Viewer } from '../rest/request.ts';
import type { Resource, Row, RowQuery } from '../rest/resource.ts';
import { orNull, words, wordsOrNull } from '../rest/schemas.ts';
import { journeyOf, type PathRow, type UpgradeRow } from './read.ts';

const text_ = Type.String();
const maybe = orNull(Type.String());
const minor = Type.Integer();

const Exception = Type.Union([Type.Null(), Type.Object({
  discountBasisPoints: minor, reason: text_, byId: text_, byName: text_, at: text_, decidedById: Type.Optional(text_), decidedByName: Type.Optional(text_), decidedAt: Type.Optional(text_),
})]);

const listed = {
  id: text_, reference: text_, externalId: maybe, accountId: text_, accountName: text_, contactId: maybe, contactName: maybe, kind: words(UPGRADE_KINDS), pathId: maybe, pathName: maybe, status: words(UPGRADE_STATUSES),
  step: words(STEPS), motion: words(MOTIONS), startedBy: text_, startedById: maybe, startedAt: text_, placedAt: maybe, completedAt: maybe, cancelledAt: maybe, lastActivityAt: text_, effectiveOn: text_,
  beforeArrMinor: minor, afterArrMinor: minor, exceptionStatus: wordsOrNull(EXCEPTION_STATUSES), exception: Exception, cancelReason: maybe, touches: minor, shadowTouches: minor, timesEscalated: minor, version: minor,
};

const LineShape = Type.Object({
  line: text_, subscriptionId: maybe, product: text_, productName: text_, quantity: minor, unitArrMinor: minor, currency: text_, termMonths: minor, startsOn: text_, endsOn: maybe, arrMinor: minor, reportingArrMinor: minor,
  replaces: Type.Array(text_), serial: maybe,
});

const PathShape = Type.Union([Type.Null(), Type.Object({
  id: text_, name: text_, kind: words(UPGRADE_KINDS), fromFamily: maybe, toFamily: maybe, returnRequired: Type.Boolean(), attestationRequired: Type.Boolean(), selfServe: Type.Boolean(),
  expected: Type.Array(Type.Object({ movement: text_ })), description: text_,
})]);

export const UpgradeShape = Type.Object({
  ...listed, before: Type.Array(LineShape), after: Type.Array(LineShape), steps: Type.Array(Type.Object({ step: words(STEPS), startedAt: text_, by: text_ })), path: PathShape,
  allowed: Type.Array(text_), legalSteps: Type.Array(words(STEPS)),
  openEscalation: Type.Union([Type.Null(), Type.Object({ id: text_, status: words(ESCALATION_STATUSES), assigneeId: maybe, assigneeName: maybe })]),
  escalations: Type.Array(Type.Object({ id: text_, status: words(ESCALATION_STATUSES), openedAt: text_, reason: text_, outcome: maybe })),
  returns: Type.Array(Type.Object({ id: text_, status: words(RETURN_STATUSES), dueOn: text_, complete: Type.Boolean(), atStakeMinor: minor, currency: text_ })),
});

export function upgradesResource(t: Tables): Resource {
  const { upgrades, accounts, contacts, upgradePaths } = t;
  const { search: _search, ...columns } = getTableColumns(upgrades);
  const selected = { ...columns, accountName: accounts.name, contactName: contacts.name, pathName: upgradePaths.name };
  const joined = (db: Db, fields: typeof selected & { path?: typeof upgradePaths }) => db.select(fields as typeof selected).from(upgrades).innerJoin(accounts, eq(accounts.id, upgrades.accountId))
    .leftJoin(contacts, eq(contacts.id, upgrades.contactId)).leftJoin(upgradePaths, eq(upgradePaths.id, upgrades.pathId)).$dynamic() as unknown as RowQuery;
  return {
    name: 'upgrades', title: 'upgrades', read: 'upgrades:read', table: upgrades, searchable: true,
    select: (db) => joined(db, selected),
    shape: Type.Object(listed),
    filters: {
      id: text(upgrades.id), status: word(upgrades.status, UPGRADE_STATUSES), kind: word(upgrades.kind, UPGRADE_KINDS), pathId: text(upgrades.pathId), accountId: text(upgrades.accountId), step: word(upgrades.step, STEPS), motion: word(upgrades.motion, MOTIONS),
      ...ofJourney(t), exceptionStatus: word(upgrades.exceptionStatus, EXCEPTION_STATUSES), startedAt: moment(upgrades.startedAt), placedAt: moment(upgrades.placedAt), reference: text(upgrades.reference), externalId: text(upgrades.externalId), timesEscalated: integer(upgrades.timesEscalated),
    },
    sorts: { id: { column: upgrades.id }, startedAt: { column: upgrades.startedAt }, placedAt: { column: upgrades.placedAt, nullable: true } },
    standardSort: { field: 'startedAt', order: 'DESC' },
    accountOf: (row) => String(row.accountId),
    one: { shape: UpgradeShape, select: (db) => joined(db, { ...selected, path: upgradePaths }), load: loadWhole },
  };
}

/** What the self-serve rate counts an upgrade as: its figures open their rows by these. */
function ofJourney({ upgrades, journeys: j, escalations: e }: Tables): Filters {
  const through = (condition: SQL) => sql`${upgrades.id} in (select ${j.id} from ${j} where ${condition})`;
  const filters = {
    startedOn: day(j.startedOn), placedOn: day(j.placedOn), completedOn: day(j.completedOn), startedBy: word(j.startedBy, PARTIES), placedBy: word(j.placedBy, PARTIES), automatic: flag(j.automatic), strict: flag(j.strict),
    untouchedOrder: flag(j.untouchedOrder), escalated: flag(j.escalated), helped: flag(j.helped), over: flag(j.over), shadowTouches: integer(j.shadowTouches), firstStep: word(j.firstStep, STEPS), firstCause: text(j.firstCause),
    family: text(j.family), segment: word(j.segment, SEGMENTS), region: text(j.region), managerId: text(j.managerId), newCustomer: flag(j.newCustomer),
  };
  const handedBack = (condition: SQL) => sql`${upgrades.id} in (select ${e.upgradeId} from ${e} where ${condition})`;
  return { ...Object.fromEntries(Object.entries(filters).map(([name, filter]) => [name, { ...filter, through }])), handedBackStep: { ...word(e.handedBackStep, STEPS), through: handedBack } };
}

/** Everything about one upgrade: its lines, its way so far, what may be done, and what hangs on it. */
async function loadWhole(kernel: Kernel, row: Row, viewer: Viewer): Promise<Row> {
  const { read, t } = kernel.store;
  const upgrade = row as UpgradeRow;
  const lines = await kept(read, 'lines of an upgrade, named', (on) => on.select({ ...getTableColumns(t.upgradeLines), productName: t.products.name, serial: t.devices.serial }).from(t.upgradeLines).innerJoin(t.products, eq(t.products.id, t.upgradeLines.product))
    .leftJoin(t.subscriptions, eq(t.subscriptions.id, t.upgradeLines.subscriptionId)).leftJoin(t.devices, eq(t.devices.id, t.subscriptions.deviceId))
    .where(eq(t.upgradeLines.upgradeId, sql.placeholder('id'))).orderBy(asc(t.upgradeLines.position), asc(t.upgradeLines.line))).execute({ id: upgrade.id });
  const path = row.path as PathRow | null;
  const steps = await kept(read, 'steps of an upgrade', (on) => on.select({ step: t.upgradeSteps.step, startedAt: t.upgradeSteps.startedAt, by: t.upgradeSteps.by }).from(t.upgradeSteps).where(eq(t.upgradeSteps.upgradeId, sql.placeholder('id'))).orderBy(asc(t.upgradeSteps.startedAt), asc(t.upgradeSteps.id))).execute({ id: upgrade.id });
  const { escalations, returns } = await whatHangsOn(kernel, upgrade.id);
  const after = lines.filter((line) => line.side === 'after');
  const journey = journeyOf(upgrade, path, after.length);
  const open = escalations.find((one) => ['waiting', 'claimed', 'paused', 'handed_back'].includes(one.status)) ?? null;
  const mayWork = can(viewer.role, 'upgrades:work') && (open === null || open.assigneeId === viewer.id);
  const decides = (command: string) => command === 'approve-exception' || command === 'refuse-exception';
  // Once it is that day everywhere; until then the command itself asks in the books' zone, for which nothing more is read here.
  const tookEffect = upgrade.status === 'placed' && upgrade.effectiveOn <= dayIn('Etc/GMT+12', instant(kernel));
  const allowed = legalCommands(journey).filter((command) => (decides(command) ? can(viewer.role, 'upgrades:approve-exception') && upgrade.exception?.byId !== viewer.id : mayWork && !(command === 'cancel' && tookEffect)));
  return { ...row, before: lines.filter((line) => line.side === 'before'), after, steps, allowed, legalSteps: legalSteps(journey, 'staff').filter((step) => step !== 'placed'), openEscalation: open, escalations, returns };
}

/** Its returns, oldest first, and its escalations, newest first, in one statement. */
async function whatHangsOn({ store: { read, t } }: Kernel, upgradeId: string) {
  const none = sql<null>`null`;
  const { returns, escalations, users } = t;
  const rows = await kept(read, 'what hangs on an upgrade', (on) => on.select({
    id: returns.id, status: sql<string>`${returns.status}`, at: returns.openedAt, dueOn: returns.dueOn, complete: returns.complete, atStakeMinor: returns.atStakeMinor, currency: returns.currency,
    reason: sql<string | null>`null`, outcome: sql<string | null>`null`, assigneeId: sql<string | null>`null`, assigneeName: sql<string | null>`null`,
  }).from(returns).where(eq(returns.upgradeId, sql.placeholder('id'))).unionAll(on.select({
    id: escalations.id, status: sql<string>`${escalations.status}`, at: escalations.openedAt, dueOn: none, complete: none, atStakeMinor: none, currency: none,
    reason: escalations.reason, outcome: escalations.outcome, assigneeId: escalations.assigneeId, assigneeName: users.name,
  }).from(escalations).leftJoin(users, eq(users.id, escalations.assigneeId)).where(eq(escalations.upgradeId, sql.placeholder('id'))) as never)).execute({ id: upgradeId });
  const inOrder = rows.sort((a, b) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? -1 : 1));
  return {
    returns: inOrder.filter((row) => row.dueOn !== null),
    escalations: inOrder.filter((row) => row.dueOn === null).map(({ at, ...row }) => ({ ...row, openedAt: at })).reverse(),
  };
}
