import { eq, getTableColumns, sql, type SQL } from 'drizzle-orm';
import { Type } from 'typebox';
import type { Tables } from '../../db/schema/index.ts';
import { forIds } from '../../db/kept.ts';
import type { Db } from '../../db/store.ts';
import { ofAccount } from '../accounts/read.ts';
import { allowedAttestationMoves } from '../domain/attestation.ts';
import { dayIn } from '../domain/days.ts';
import { can } from '../domain/permissions.ts';
import { DEFAULT_POLICY, POLICY_ID, type PolicyRules } from '../domain/policy.ts';
import { flagsOf, keyOfSerial, MISMATCHES } from '../domain/returns.ts';
import { ageingOf } from '../domain/return-standing.ts';
import { ATTESTATION_STATUSES, CAPTURES, DISPOSITIONS, MEANINGS, RETURN_STATUSES } from '../domain/words.ts';
import { bigInteger, day, flag, held, moment, text, word } from '../rest/filterable.ts';
import { instant, type ReadingKernel, type Viewer } from '../rest/request.ts';
import type { Resource, Row, RowQuery } from '../rest/resource.ts';
import { Body, orNull, Text, words } from '../rest/schemas.ts';
import { unattested } from './attest.ts';
import { returnsListJson } from './list-json.ts';
import { asFarAsTheyCame, policyOf, readActs, readFacts, type Reader, type ReturnRow, type WholeReturn } from './read.ts';
import { AttestationListed, AttestationShape, ReturnListed, ReturnShape } from './shapes.ts';
import { newStatement } from './statements.ts';

/** Returns as records: opened by placing, their standing kept with their facts, their flags as of now. */
export function returnsResource(t: Tables, kernel: ReadingKernel): Resource {
  const { returns, upgrades, accounts, upgradePaths, returnDevices } = t;
  const ofDevice = (condition: SQL) => sql`${returns.id} in (select ${returnDevices.returnId} from ${returnDevices} where ${condition})`;
  const listed = { ...getTableColumns(returns), upgradeReference: upgrades.reference, accountName: accounts.name, managerId: accounts.managerId, attestationRequired: upgradePaths.attestationRequired };
  const joined = (db: Db, fields: typeof listed & Record<string, unknown>) => db.select(fields as typeof listed).from(returns).innerJoin(upgrades, eq(upgrades.id, returns.upgradeId)).innerJoin(accounts, eq(accounts.id, returns.accountId))
    .leftJoin(upgradePaths, eq(upgradePaths.id, upgrades.pathId)).$dynamic() as unknown as RowQuery;
  return {
    name: 'returns', title: 'returns', read: 'returns:read', table: returns, searchable: { about: [['upgrades', returns.upgradeId], ['accounts', returns.accountId]] },
    select: (db) => joined(db, listed),
    shape: Type.Object(ReturnListed),
    filters: {
      id: text(returns.id), status: word(returns.status, RETURN_STATUSES), upgradeId: text(returns.upgradeId), accountId: text(returns.accountId), complete: flag(returns.complete), owed: flag(returns.owed), disposition: word(returns.disposition, DISPOSITIONS), dueOn: day(returns.dueOn),
      isMismatched: flag(returns.isMismatched), mismatch: held(returns.mismatchCodes, MISMATCHES, ','), unscannedSince: moment(returns.unscannedSince), quietSince: moment(returns.quietSince), trackingNumber: text(returns.trackingNumber), atStakeMinor: bigInteger(returns.atStakeMinor),
      remindedAt: moment(returns.remindedAt), openedAt: moment(returns.openedAt), serial: { ...text(returnDevices.serialKey), through: ofDevice, as: keyOfSerial }, managerId: ofAccount(t, returns.accountId, text(accounts.managerId)),
    },
    sorts: { id: { column: returns.id }, dueOn: { column: returns.dueOn }, atStakeMinor: { column: returns.atStakeMinor } },
    standardSort: { field: 'dueOn', order: 'ASC' },
    accountOf: (row) => String(row.accountId),
    widen: (rows, db) => withFacts(kernel, { db, t }, rows),
    listJson: returnsListJson(t, kernel),
    one: {
      shape: ReturnShape,
      select: (db) => joined(db, { ...listed, writesToName: ofCorrespondent(t, 'name'), writesToEmail: ofCorrespondent(t, 'email') }),
      load: async ({ store }, { writesToName: name, writesToEmail: email, ...row }, viewer) => ({ ...row, acts: await readActs({ db: store.read, t }, String(row.id)), allowed: allowedOn(row, viewer), writesTo: typeof email === 'string' ? { name, email: email.trim() } : null }),
    },
  };
}

/** Of whom a mail about a return goes to, as `readCorrespondent` finds them: a statement less than asking for them. */
const ofCorrespondent = ({ contacts: c, returns, upgrades }: Tables, column: 'name' | 'email') => sql<string | null>`(select ${c[column]} from ${c} where ${c.accountId} = ${returns.accountId} and ${c.email} like '%@%'
  order by case when ${c.id} = ${upgrades.contactId} then 0 when ${c.isPrimary} then 1 else 2 end, ${c.name}, ${c.id} limit 1)`;

/** What may be done with a return now, by this viewer: the same table that refuses. */
function allowedOn(row: Row, { role }: Viewer): string[] {
  const { status, complete, owed, isMismatched, devices, facts } = row as unknown as ReturnRow & Pick<WholeReturn, 'devices' | 'facts'>;
  if (!can(role, 'returns:work')) return [];
  const ended = status === 'waived' || status === 'cancelled';
  const open = !ended && !complete;
  const isAttested = unattested({ devices, facts }).length === 0;
  return [
    'record-fact', ...(open && owed ? ['remind'] : []), ...(open ? ['extend', 'change-disposition'] : []), ...(ended ? [] : [...(isAttested ? [] : ['request-attestation']), 'attestations', 'record-certificate']), 'files',
    ...(isMismatched ? ['settle'] : []), ...(open && can(role, 'returns:waive') ? ['waive'] : []),
  ];
}

/** The devices of returns and the rules of their flags, in one statement: the rules stand as a row whose serial nobody has. */
async function devicesAndRules({ db, t }: Reader, ids: readonly string[]) {
  const { returnDevices, policies } = t;
  const asRow = (on: Db) => on.select({ returnId: policies.id, serial: sql<string>`'rules'`, deviceId: sql<string | null>`null`, productId: sql<string>`${policies.rules}` }).from(policies).where(eq(policies.id, POLICY_ID));
  const rows = await forIds(db, 'devices of returns and rules', ids, (on, among) => on.select({ returnId: returnDevices.returnId, serial: returnDevices.serial, deviceId: returnDevices.deviceId, productId: sql<string>`${returnDevices.productId}` }).from(returnDevices).where(among(returnDevices.returnId)).unionAll(asRow(on) as never));
  const rules = rows.find((row) => row.returnId === POLICY_ID && row.serial === 'rules');
  return { devices: rows.filter((row) => row !== rules).sort((a, b) => (a.serial < b.serial ? -1 : 1)), policy: { ...DEFAULT_POLICY, ...(rules && (JSON.parse(rules.productId) as Partial<PolicyRules>)) } };
}

/** Devices and facts of a page's returns, two statements for all of them, and what follows from the facts now. */
async function withFacts(kernel: ReadingKernel, reader: Reader, rows: Row[]): Promise<Row[]> {
  const ids = rows.map((row) => String(row.id));
  if (ids.length === 0) return rows;
  const { devices, policy } = await devicesAndRules(reader, ids);
  const facts = Map.groupBy(await readFacts(reader, ids), (fact) => fact.returnId);
  const devicesOf = Map.groupBy(devices, (device) => device.returnId);
  const now = instant(kernel);
  const today = dayIn(policy.booksZone, now);
  return rows.map((given) => {
    const row = given as unknown as ReturnRow & { attestationRequired: boolean | null };
    const own = devicesOf.get(row.id) ?? [];
    const told = facts.get(row.id) ?? [];
    return {
      ...row, attestationRequired: row.attestationRequired === true, devices: asFarAsTheyCame(own, told), facts: told, mismatches: row.mismatches ?? [],
      flags: flagsOf(row, { now, dueOn: row.dueOn, policy: policyOf(policy) }), daysOverdue: ageingOf(row.dueOn, row.owed, today)?.days ?? 0,
    };
  });
}

export function attestationsResource(t: Tables): Resource {
  const { attestations: a, signedAttestations: s, returns, upgrades, accounts } = t;
  const { salt: _salt, contactId: _contact, decidedById: _decided, ...columns } = getTableColumns(a);
  const about = { upgradeId: returns.upgradeId, upgradeReference: upgrades.reference, accountName: accounts.name };
  const { id: _id, returnId: _return, meaning: _meaning, capture: _capture, signedAt: _signedAt, recordedAt: _recordedAt, ...content } = getTableColumns(s);
  return {
    name: 'attestations', title: 'attestations', read: 'returns:read', table: a, searchable: { about: [['accounts', a.accountId]] },
    select: (db) => db.select({ ...columns, ...about }).from(a).innerJoin(returns, eq(returns.id, a.returnId)).innerJoin(upgrades, eq(upgrades.id, returns.upgradeId)).innerJoin(accounts, eq(accounts.id, a.accountId)).$dynamic() as unknown as RowQuery,
    shape: Type.Object(AttestationListed),
    filters: { id: text(a.id), returnId: text(a.returnId), accountId: text(a.accountId), status: word(a.status, ATTESTATION_STATUSES), meaning: word(a.meaning, MEANINGS), capture: word(a.capture, CAPTURES), signedAt: moment(a.signedAt), recordedAt: moment(a.recordedAt) },
    sorts: { id: { column: a.id }, recordedAt: { column: a.recordedAt } },
    standardSort: { field: 'recordedAt', order: 'DESC' },
    accountOf: (row) => String(row.accountId),
    one: {
      shape: AttestationShape,
      select: (db) => db.select({ ...columns, ...about, ...content }).from(a).innerJoin(s, eq(s.id, a.id)).innerJoin(returns, eq(returns.id, a.returnId)).innerJoin(upgrades, eq(upgrades.id, returns.upgradeId)).innerJoin(accounts, eq(accounts.id, a.accountId)).$dynamic() as unknown as RowQuery,
      load: async (_kernel, row, viewer) => ({ ...row, erased: row.signerName === null, allowed: can(viewer.role, 'returns:work') ? allowedAttestationMoves(row.status as never) : [] }),
    },
  };
}

/** What customers sign: a new text is a new edition, which is signed from then on; what is there is never changed. */
export function statementsResource({ statements: s }: Tables): Resource {
  return {
    name: 'statements', title: 'statements', read: 'returns:read', table: s, searchable: { texts: [s.title] },
    select: (db) => db.select().from(s).$dynamic() as unknown as RowQuery,
    shape: Type.Object({ id: Type.String(), meaning: words(MEANINGS), edition: Type.Integer(), title: Type.String(), text: Type.String(), createdAt: Type.String(), createdById: orNull(Type.String()), createdByName: Type.String(), version: Type.Integer() }),
    filters: { id: text(s.id), meaning: word(s.meaning, MEANINGS), createdAt: moment(s.createdAt) },
    sorts: { id: { column: s.id }, createdAt: { column: s.createdAt } },
    standardSort: { field: 'createdAt', order: 'DESC' },
    create: { permission: 'statements:edit', fields: Body({ meaning: words(MEANINGS), title: Text.line(160), text: Text.said(10_000) }), make: newStatement },
  };
}
