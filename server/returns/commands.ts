import { hash } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { insertOnce, insertRow, rowById, updateRow } from '../../db/kept.ts';
import { calendarOfRegion } from '../admin/commands.ts';
import { canonicalJson } from '../domain/coding/canonical.ts';
import { shareOf } from '../domain/money.ts';
import type { PolicyRules } from '../domain/policy.ts';
import { invalid, notNow } from '../domain/refusal.ts';
import { deviceStatuses, keyOfSerial, OWN_COMMAND } from '../domain/returns.ts';
import { standingOf, type ReturnStanding } from '../domain/return-standing.ts';
import type { CommandName } from '../domain/touch.ts';
import { addWorkingDays } from '../domain/working-days.ts';
import type { Day, ReturnFactName } from '../domain/words.ts';
import { record } from '../record/record.ts';
import { refusalProblem, staleProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { knownFact, readReturn, settledOf, type FactRow, type KnownFact, type Reader, type ReturnRow, type WholeReturn } from './read.ts';

/** What is told of a return, as it comes in. */
export type ToldFact = {
  fact: ReturnFactName; occurredAt: string; source: string; serial?: string | null; cause?: string; grade?: string; carrier?: string; trackingNumber?: string; labelUrl?: string; amountMinor?: number; note?: string; attestationId?: string; fileId?: string;
};

const AHEAD_MS = 5 * 60_000;

/** Why a fact cannot be told here; throws by the field at fault. */
export function refuseFact({ fact, occurredAt, amountMinor, labelUrl }: ToldFact, now: string): void {
  const own = OWN_COMMAND[fact];
  if (own !== undefined) throw refusalProblem(invalid('fact', `${fact} is not recorded like this: ${own}`));
  if (Date.parse(occurredAt) > Date.parse(now) + AHEAD_MS) throw refusalProblem(invalid('occurredAt', 'lies in the future'));
  if (amountMinor !== undefined && fact !== 'fee_charged' && fact !== 'fee_refunded') throw refusalProblem(invalid('amountMinor', `does not belong to ${fact}`));
  if (labelUrl !== undefined && !labelUrl.startsWith('https://')) throw refusalProblem(invalid('labelUrl', 'must be an https address'));
}

/** A charge that names no amount is what is at stake. A refund without one stays so, which makes the same one the same again: what it gives back is reckoned from all the facts. */
const priced = (told: ToldFact, { atStakeMinor }: ReturnRow): ToldFact => (told.fact === 'fee_charged' ? { ...told, amountMinor: told.amountMinor ?? atStakeMinor } : told);

/** What the same fact has too when it is told again, by whomever: all of it but when it was recorded. */
export const digestOfFact = ({ serial, ...fact }: Pick<FactRow, 'fact' | 'occurredAt' | 'source' | 'serial' | 'detail' | 'attestationId'>): string =>
  hash('sha256', canonicalJson({ ...fact, serial: serial === null ? null : keyOfSerial(serial) }), 'hex');

function factRow(returnId: string, { attestationId: said, serial, ...told }: ToldFact, act: Act): FactRow {
  const attestationId = said ?? null;
  const { fact, source, occurredAt: given, ...rest } = told;
  const occurredAt = new Date(given).toISOString();
  const detail = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Record<string, string | number>;
  const named = serial?.trim() ? serial.trim() : null;
  const digest = digestOfFact({ fact, occurredAt, source, serial: named, detail, attestationId });
  return { id: uuidv7(), returnId, fact, serial: named, occurredAt, recordedAt: act.now, source, by: act.actor.id, trackingKey: told.trackingNumber === undefined ? null : keyOfSerial(told.trackingNumber), attestationId, digest, detail };
}

/** What is kept of a standing on the return's own row. */
export const keptStanding = ({ mismatches, ...standing }: ReturnStanding) =>
  ({ ...standing, mismatches, isMismatched: mismatches.length > 0, mismatchCodes: mismatches.length === 0 ? '' : `,${[...new Set(mismatches.map(({ code }) => code))].join(',')},` });

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** Reckons a return's standing anew from all that is known, and saves what differs, with what else changes; the devices follow. `before`: the facts that were known, where some are new. */
export async function saveStanding({ tx }: Act, { row, path, devices, facts, acts }: WholeReturn, also: Partial<ReturnRow> = {}, before: readonly KnownFact[] = facts): Promise<ReturnRow> {
  const { returns } = tx.t;
  const disposition = also.disposition ?? path.disposition;
  const standing = standingOf(devices, facts, { ...path, disposition }, settledOf(acts));
  const patch: Partial<ReturnRow> = Object.fromEntries(Object.entries({ ...keptStanding(standing), ...also }).filter(([name, value]) => !same(value, row[name as keyof ReturnRow])));
  await updateRow(tx.db, returns, row.id, patch);
  const [was, is] = [deviceStatuses(devices, before, row.disposition), deviceStatuses(devices, facts, disposition)];
  for (const { deviceId, serial } of devices) {
    const status = is.get(serial);
    if (deviceId !== null && status !== undefined && (status !== was.get(serial) || before === facts)) await updateRow(tx.db, tx.t.devices, deviceId, { status });
  }
  return { ...row, ...patch };
}

/**
 * Adds facts to a return, each once: what is told again changes nothing. Its standing follows in the same transaction, and nothing else does:
 * no fact reaches the books. Answers whether anything was new.
 */
export async function addFacts(act: Act, whole: WholeReturn, told: readonly ToldFact[], command: CommandName, also: Partial<ReturnRow> = {}): Promise<boolean> {
  const { tx } = act;
  const { row } = whole;
  const rows = told.map((one) => factRow(row.id, priced(one, row), act));
  const fresh: FactRow[] = [];
  for (const one of rows) if (await insertOnce(tx.db, tx.t.returnFacts, one)) fresh.push(one);
  if (fresh.length === 0 && Object.keys(also).length === 0) return false;
  const known = fresh.map((one): KnownFact => knownFact(one, one.attestationId === null ? null : 'signed'));
  const saved = await saveStanding(act, { ...whole, facts: [...whole.facts, ...known] }, also, whole.facts);
  for (const { fact, serial, occurredAt, source, detail } of fresh) {
    await record(act, { command, resource: 'returns', id: row.id, before: { status: row.status }, after: { status: saved.status, fact, serial, occurredAt, source, ...detail }, accountId: row.accountId, upgradeId: row.upgradeId });
  }
  return fresh.length > 0;
}

/** Refuses what was decided on another state of the return than the one that is there. */
export function demandVersion(row: ReturnRow, version: number | undefined): void {
  if (version !== undefined && version !== row.version) throw staleProblem(row);
}

/** Ended or complete: nothing is asked of the customer any more. */
export function demandOpen({ row }: WholeReturn, allowed: readonly string[]): void {
  if (row.status === 'waived' || row.status === 'cancelled') throw refusalProblem(notNow(`The return is ${row.status}`, allowed), row);
  if (row.complete) throw refusalProblem(notNow('The return is complete: nothing is owed any more', allowed), row);
}

/** Records one fact that came by hand. */
export async function recordFact(act: Act, id: string, { version, ...told }: ToldFact & { version?: number }): Promise<void> {
  const whole = await readReturn(act.tx, id);
  refuseFact(told, act.now);
  demandVersion(whole.row, version);
  await addFacts(act, whole, [told], told.fact === 'fee_charged' || told.fact === 'fee_refunded' ? 'returns.charge-fee' : 'returns.record-fact');
}

export type Opening = { upgradeId: string; accountId: string; effectiveOn: Day; deviceIds: readonly string[] };

/** Until when a device has to be back: so many working days after the day, by the calendar of the account's region. */
export async function returnDueOn({ tx }: { tx: Reader }, accountId: string, from: Day, { returnDueWorkingDays }: PolicyRules): Promise<Day> {
  const account = await rowById(tx.db, tx.t.accounts, accountId);
  return addWorkingDays(await calendarOfRegion(tx, account?.region ?? ''), from, returnDueWorkingDays);
}

/** Opens the return of devices that an order replaces; nothing where it replaces none. */
export async function openReturn(act: Act, { upgradeId, accountId, effectiveOn, deviceIds }: Opening, policy: PolicyRules): Promise<void> {
  const { tx, now } = act;
  const { devices, products, returns, returnDevices, returnFacts } = tx.t;
  if (deviceIds.length === 0) return;
  const old = await tx.db.select({ device: devices, listPriceMinor: products.listPriceMinor, currency: products.currency }).from(devices).innerJoin(products, eq(products.id, devices.productId)).where(inArray(devices.id, [...deviceIds]));
  const returnId = uuidv7();
  await insertRow(tx.db, returns, {
    id: returnId, upgradeId, accountId, status: 'authorised', complete: false, owed: true, disposition: 'return', dueOn: await returnDueOn(act, accountId, effectiveOn, policy),
    atStakeMinor: old.reduce((sum, one) => sum + shareOf(one.listPriceMinor, policy.returnStakeBasisPoints), 0), currency: old[0]?.currency ?? policy.reportingCurrency, openedAt: now,
  });
  await tx.db.insert(returnDevices).values(old.map(({ device }) => ({ id: uuidv7(), returnId, deviceId: device.id, serial: device.serial, serialKey: keyOfSerial(device.serial), productId: device.productId })));
  await insertRow(tx.db, returnFacts, factRow(returnId, { fact: 'authorised', occurredAt: now, source: 'desk' }, act));
  await tx.db.update(devices).set({ status: 'due_back' }).where(inArray(devices.id, [...deviceIds]));
}

/** The order is taken back: nothing need come. The devices stay where they are. */
export async function callOffReturns(act: Act, upgradeId: string): Promise<void> {
  const { db, t } = act.tx;
  const open = await db.select({ id: t.returns.id }).from(t.returns).where(eq(t.returns.upgradeId, upgradeId));
  for (const { id } of open) await addFacts(act, await readReturn(act.tx, id), [{ fact: 'cancelled', occurredAt: act.now, source: 'desk' }], 'returns.call-off');
}
