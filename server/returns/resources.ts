import { asc, eq, inArray } from 'drizzle-orm';
import { Type } from 'typebox';
import type { Tables } from '../../db/schema/index.ts';
import { DEFAULT_RETURN_POLICY, isComplete, mismatches, returnFlags, returnStatus, type ReturnFact } from '../domain/returns.ts';
import { DISPOSITIONS, RETURN_FACTS, RETURN_STATUSES } from '../domain/words.ts';
import { flag, text } from '../rest/query.ts';
import { instant, type ReadingKernel } from '../rest/request.ts';
import type { Resource, Row, RowQuery } from '../rest/resource.ts';
import { orNull, words } from '../rest/schemas.ts';

const text_ = Type.String();
const maybe = orNull(Type.String());

const FactShape = Type.Object({ id: text_, fact: words(RETURN_FACTS), serial: maybe, occurredAt: text_, recordedAt: text_, source: text_, by: maybe, detail: Type.Record(Type.String(), Type.Unknown()) });

const shape = Type.Object({
  id: text_, upgradeId: text_, upgradeReference: text_, accountId: text_, accountName: text_, status: words(RETURN_STATUSES), complete: Type.Boolean(), flags: Type.Array(text_), disposition: words(DISPOSITIONS),
  devices: Type.Array(Type.Object({ serial: text_, deviceId: maybe, productId: text_ })), facts: Type.Array(FactShape), mismatches: Type.Array(Type.Object({ code: text_, nextMover: text_ })),
  dueOn: text_, atStakeMinor: Type.Integer(), currency: text_, openedAt: text_, version: Type.Integer(),
});

/** Returns as records: opened by placing, their status derived from their facts. */
export function returnsResource(t: Tables, kernel: ReadingKernel): Resource {
  const { returns, upgrades, accounts, upgradePaths } = t;
  return {
    name: 'returns', title: 'returns', read: 'returns:read', table: returns,
    select: (db) => db.select({
      id: returns.id, upgradeId: returns.upgradeId, upgradeReference: upgrades.reference, accountId: returns.accountId, accountName: accounts.name, status: returns.status, complete: returns.complete,
      disposition: returns.disposition, dueOn: returns.dueOn, atStakeMinor: returns.atStakeMinor, currency: returns.currency, openedAt: returns.openedAt, version: returns.version, attestationRequired: upgradePaths.attestationRequired,
    }).from(returns).innerJoin(upgrades, eq(upgrades.id, returns.upgradeId)).innerJoin(accounts, eq(accounts.id, returns.accountId)).leftJoin(upgradePaths, eq(upgradePaths.id, upgrades.pathId)).$dynamic() as unknown as RowQuery,
    shape,
    filters: {
      id: text(returns.id), status: text(returns.status), upgradeId: text(returns.upgradeId), accountId: text(returns.accountId), complete: flag(returns.complete), disposition: text(returns.disposition), dueOn: text(returns.dueOn),
    },
    sorts: { id: { column: returns.id }, dueOn: { column: returns.dueOn } },
    standardSort: { field: 'dueOn', order: 'ASC' },
    accountOf: (row) => String(row.accountId),
    widen: (rows) => withFacts(kernel, t, rows),
  };
}

/** Devices and facts of a page's returns, two statements for all of them, and what follows from the facts now. */
async function withFacts(kernel: ReadingKernel, t: Tables, rows: Row[]): Promise<Row[]> {
  const ids = rows.map((row) => String(row.id));
  if (ids.length === 0) return rows;
  const { read } = kernel.store;
  const devices = await read.select().from(t.returnDevices).where(inArray(t.returnDevices.returnId, ids)).orderBy(asc(t.returnDevices.serial));
  const facts = await read.select().from(t.returnFacts).where(inArray(t.returnFacts.returnId, ids)).orderBy(asc(t.returnFacts.recordedAt), asc(t.returnFacts.id));
  const now = instant(kernel);
  return rows.map((row) => {
    const own = devices.filter((device) => device.returnId === row.id);
    const told = facts.filter((fact) => fact.returnId === row.id);
    const known = told.map(({ detail, ...fact }) => ({ ...detail, ...fact })) as ReturnFact[];
    const path = { disposition: row.disposition as (typeof DISPOSITIONS)[number], attestationRequired: row.attestationRequired === true };
    return {
      ...row, devices: own, facts: told, status: returnStatus(own, known), complete: isComplete(own, known, path),
      flags: returnFlags(own, known, { now, dueOn: String(row.dueOn), path, policy: DEFAULT_RETURN_POLICY }), mismatches: mismatches(own, known, path),
    };
  });
}
