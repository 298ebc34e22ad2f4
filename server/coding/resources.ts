import { aliasedTable, and, asc, eq, getTableColumns, inArray, ne, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { Type } from 'typebox';
import type { Tables } from '../../db/schema/index.ts';
import { ofAccount } from '../accounts/read.ts';
import { allowedCodingMoves } from '../domain/coding/moves.ts';
import { CODING_FLAGS, CODING_STATUSES, DRIVERS, MOVEMENTS, ORIGINS, PERIOD_STATES, SEGMENTS, UPGRADE_KINDS } from '../domain/words.ts';
import { bigInteger, day, flag, held, integer, moment, month, text, word, type Filterable } from '../rest/filterable.ts';
import { instant, type Kernel, type Viewer } from '../rest/request.ts';
import type { Resource, Row, RowQuery } from '../rest/resource.ts';
import { Body, Text } from '../rest/schemas.ts';
import { closeList, WAITING } from './periods.ts';
import type { CodingRow } from './read.ts';
import { codingListed, CodingShape, EntryShape, periodListed, PeriodShape } from './shapes.ts';

const cuts = (t: Tables, accountId: SQLiteColumn) => ({ segment: ofAccount(t, accountId, word(t.accounts.segment, SEGMENTS)), region: ofAccount(t, accountId, text(t.accounts.region)), managerId: ofAccount(t, accountId, text(t.accounts.managerId)) });

export function codingsResource(t: Tables): Resource {
  const { codings, accounts, upgrades, upgradePaths } = t;
  const { subject: _subject, comes: _comes, leaves: _leaves, ...columns } = getTableColumns(codings);
  return {
    name: 'codings', title: 'codings', read: 'codings:read', table: codings, searchable: { about: [['upgrades', codings.upgradeId], ['accounts', codings.accountId]] },
    select: (db) => db.select({ ...columns, accountName: accounts.name, managerId: accounts.managerId, upgradeReference: upgrades.reference, pathName: upgradePaths.name })
      .from(codings).leftJoin(accounts, eq(accounts.id, codings.accountId)).leftJoin(upgrades, eq(upgrades.id, codings.upgradeId)).leftJoin(upgradePaths, eq(upgradePaths.id, codings.pathId)).$dynamic() as unknown as RowQuery,
    shape: Type.Object(codingListed),
    filters: {
      id: text(codings.id), status: word(codings.status, CODING_STATUSES), upgradeId: text(codings.upgradeId), accountId: text(codings.accountId), pathId: text(codings.pathId), kind: word(codings.kind, UPGRADE_KINDS), origin: word(codings.origin, ORIGINS), rule: text(codings.rule),
      month: month(codings.month), effectiveOn: day(codings.effectiveOn), miscoded: flag(codings.miscoded), codedAt: moment(codings.codedAt), deltaMinor: bigInteger(codings.deltaMinor), flags: held(codings.flags, CODING_FLAGS, '"'), ...cuts(t, codings.accountId),
      postingPeriod: { ...month(t.revenueEntries.postingPeriod), through: (condition: SQL) => sql`exists (select 1 from ${t.revenueEntries} where ${t.revenueEntries.codingId} = ${codings.id} and ${condition})` },
    },
    sorts: { id: { column: codings.id }, codedAt: { column: codings.codedAt }, deltaMinor: { column: codings.deltaMinor } },
    standardSort: { field: 'codedAt', order: 'DESC' },
    accountOf: (row) => String(row.accountId),
    one: { shape: CodingShape, load: (kernel, row, viewer) => wholeCoding(kernel, t, row as CodingRow & Row, viewer) },
  };
}

/** The coding with its lines, entries, corrections and the other half of its pair: three statements beside its own. */
async function wholeCoding(kernel: Kernel, t: Tables, row: CodingRow & Row, viewer: Viewer): Promise<Row> {
  const { read } = kernel.store;
  const entries = await read.select().from(t.revenueEntries).where(eq(t.revenueEntries.codingId, row.id)).orderBy(asc(t.revenueEntries.position));
  const corrections = await read.select().from(t.corrections).where(eq(t.corrections.codingId, row.id)).orderBy(asc(t.corrections.proposedAt));
  const others = aliasedTable(t.codings, 'others');
  const [pair] = row.pairId === null ? [] : await read.select({ id: others.id, upgradeReference: t.upgrades.reference, effectiveOn: others.effectiveOn, status: others.status, legs: others.legs })
    .from(others).leftJoin(t.upgrades, eq(t.upgrades.id, others.upgradeId)).where(eq(others.id, row.pairId));
  const { given } = row;
  return {
    ...row, before: given.before, after: given.after, expected: given.path.expected, entries, corrections, pair: pair ?? null, allowed: allowedCodingMoves(row, { ...viewer, managesAccount: row.managerId === viewer.id }),
  };
}

export function entriesResource(t: Tables): Resource {
  const { revenueEntries: e, codings, accounts, upgrades } = t;
  const ofCoding = (own: Filterable): Filterable => ({ ...own, through: (condition) => sql`${e.codingId} in (select ${codings.id} from ${codings} where ${condition})` });
  const maybe = Type.Union([Type.String(), Type.Null()]);
  return {
    name: 'revenue-entries', title: 'revenue entries', read: 'codings:read', table: e, searchable: { about: [['upgrades', e.upgradeId], ['accounts', e.accountId]] },
    select: (db) => db.select({ ...getTableColumns(e), accountName: accounts.name, upgradeReference: upgrades.reference })
      .from(e).leftJoin(accounts, eq(accounts.id, e.accountId)).leftJoin(upgrades, eq(upgrades.id, e.upgradeId)).$dynamic() as unknown as RowQuery,
    shape: Type.Object({ ...EntryShape.properties, accountName: maybe, upgradeReference: maybe }),
    filters: {
      id: text(e.id), position: integer(e.position), codingId: text(e.codingId), upgradeId: text(e.upgradeId), accountId: text(e.accountId), movement: word(e.movement, MOVEMENTS), driver: word(e.driver, DRIVERS), origin: word(e.origin, ORIGINS), family: text(e.family),
      postingPeriod: month(e.postingPeriod), effectivePeriod: month(e.effectivePeriod), effectiveOn: day(e.effectiveOn), late: flag(e.late), reversalOf: text(e.reversalOf), amountMinor: bigInteger(e.amountMinor), postedAt: moment(e.postedAt),
      kind: ofCoding(word(codings.kind, UPGRADE_KINDS)), pathId: ofCoding(text(codings.pathId)), ...cuts(t, e.accountId),
    },
    sorts: { id: { column: e.id }, position: { column: e.position }, amountMinor: { column: e.amountMinor } },
    standardSort: { field: 'position', order: 'DESC' },
    accountOf: (row) => String(row.accountId),
  };
}

export function periodsResource(t: Tables): Resource {
  const { periods, codings, revenueEntries: e } = t;
  return {
    name: 'periods', title: 'periods', read: 'codings:read', table: periods,
    // Its own through an index that begins with the month and the status, and those posted to it because their month was closed: of these there are few.
    select: (db) => db.select({
      ...getTableColumns(periods),
      waiting: sql<number>`(select count(*) from ${codings} where ${and(eq(codings.month, periods.id), inArray(codings.status, [...WAITING]))}) + case when ${eq(periods.state, 'open')} then
        (select count(distinct ${e.codingId}) from ${e} join ${codings} on ${eq(codings.id, e.codingId)} where ${and(eq(e.late, true), eq(e.postingPeriod, periods.id), ne(codings.month, periods.id), inArray(codings.status, [...WAITING]))}) else 0 end`.mapWith(Number),
    })
      .from(periods).$dynamic() as unknown as RowQuery,
    shape: Type.Object(periodListed),
    filters: { id: text(periods.id), state: word(periods.state, PERIOD_STATES) },
    sorts: { id: { column: periods.id } },
    standardSort: { field: 'id', order: 'DESC' },
    one: { shape: PeriodShape, load: async (kernel, row) => ({ ...row, ...(await closeList({ db: kernel.store.read, t }, String(row.id), instant(kernel))) }) },
  };
}

const reasonFields = { name: Text.line(80), description: Text.free(500), active: Type.Boolean(), position: Type.Integer({ minimum: 0, maximum: 100_000 }) };

/** Reasons are switched off, never deleted: corrections of past months name them. */
export function reasonCodesResource(t: Tables): Resource {
  return {
    name: 'reason-codes', title: 'reasons for corrections', read: 'codings:read', table: t.reasonCodes, searchable: { texts: [t.reasonCodes.id, t.reasonCodes.name] },
    select: (db) => db.select().from(t.reasonCodes).$dynamic() as unknown as RowQuery,
    shape: Type.Object({ id: Type.String(), ...reasonFields, version: Type.Integer() }),
    filters: { id: text(t.reasonCodes.id), active: flag(t.reasonCodes.active) },
    sorts: { id: { column: t.reasonCodes.id }, position: { column: t.reasonCodes.position } },
    standardSort: { field: 'position', order: 'ASC' },
    create: { permission: 'reason-codes:edit', fields: Body({ id: Type.String({ pattern: '^[a-z][a-z0-9_]{1,60}$' }), ...reasonFields }), make: async (_act, body) => body },
    update: { permission: 'reason-codes:edit', fields: Body(reasonFields) },
  };
}
