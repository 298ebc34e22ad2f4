import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import { forIds, kept } from '../../db/kept.ts';
import type { Db, Tx } from '../../db/store.ts';
import { stands } from '../domain/attestation.ts';
import type { PolicyRules } from '../domain/policy.ts';
import { rungsOf, type MismatchCode, type ReturnFact, type ReturnPath, type ReturnPolicy } from '../domain/returns.ts';
import type { ReturnStatus } from '../domain/words.ts';
import type { Settlement } from '../domain/return-standing.ts';
import { notThere } from '../rest/problem.ts';

export type Reader = Pick<Tx, 'db' | 't'>;
type Tables = Tx['t'];
export type ReturnRow = Tables['returns']['$inferSelect'];
export type DeviceRow = Tables['returnDevices']['$inferSelect'];
export type FactRow = Tables['returnFacts']['$inferSelect'];
export type ActRow = Tables['returnActs']['$inferSelect'];
/** A fact as the rules know it, with its own id. */
export type KnownFact = ReturnFact & { id: string; attestationId: string | null };

/** A return with all that its standing follows from. */
export type WholeReturn = { row: ReturnRow; path: ReturnPath; devices: DeviceRow[]; facts: KnownFact[]; acts: ActRow[]; region: string; contactId: string | null };

export const policyOf = ({ neverScannedDays, quietDays, booksZone }: PolicyRules): ReturnPolicy => ({ neverScannedDays, quietDays, zone: booksZone });

export function knownFact({ detail, trackingKey: _key, digest: _digest, returnId: _return, ...fact }: FactRow, status: Tables['attestations']['$inferSelect']['status'] | null): KnownFact {
  return { ...detail, ...fact, ...(status === null ? {} : { stands: stands(status) }) };
}

/** The facts of returns in the order in which they became known; what an attestation said that no longer stands is marked as such. */
export async function readFacts({ db, t }: Reader, returnIds: readonly string[]): Promise<(KnownFact & { returnId: string })[]> {
  const { returnFacts, attestations } = t;
  const of = (on: Db, which: SQL) => on.select({ fact: returnFacts, status: attestations.status }).from(returnFacts).leftJoin(attestations, eq(attestations.id, returnFacts.attestationId)).where(which).orderBy(asc(returnFacts.recordedAt), asc(returnFacts.id));
  const rows = await forIds(db, 'facts of returns', returnIds, (on, among) => of(on, among(returnFacts.returnId)));
  return rows.map(({ fact, status }) => ({ ...knownFact(fact, status), returnId: fact.returnId }));
}

export async function readDevices({ db, t: { returnDevices } }: Reader, returnIds: readonly string[]): Promise<DeviceRow[]> {
  return forIds(db, 'devices of returns', returnIds, (on, among) => on.select().from(returnDevices).where(among(returnDevices.returnId)).orderBy(asc(returnDevices.serial)));
}

/** The devices of a return, each with how far it has come. */
export function asFarAsTheyCame<D extends { serial: string }>(devices: readonly D[], facts: readonly ReturnFact[]): (D & { status: ReturnStatus })[] {
  const rungs = rungsOf(devices, facts);
  return devices.map((device) => ({ ...device, status: rungs.get(device.serial) ?? 'authorised' }));
}

/** What somebody declared dealt with. */
export const settledOf = (acts: readonly ActRow[]): Settlement[] =>
  acts.filter(({ act }) => act === 'settled').map(({ detail }) => ({ code: String(detail['code']) as MismatchCode, serial: detail['serial'] === null ? null : String(detail['serial']) }));

/** What people did about a return, in the order in which they did it. */
export const readActs = ({ db, t: { returnActs } }: Reader, id: string): Promise<ActRow[]> =>
  kept(db, 'acts on a return', (on) => on.select().from(returnActs).where(eq(returnActs.returnId, sql.placeholder('id'))).orderBy(asc(returnActs.at), asc(returnActs.id))).execute({ id });

/** A return with its facts, in four statements; 404 where it is not there. */
export async function readReturn(reader: Reader, id: string): Promise<WholeReturn> {
  const { db, t } = reader;
  const [found] = await kept(db, 'a return', (on) => on.select({ row: t.returns, attestationRequired: t.upgradePaths.attestationRequired, region: t.accounts.region, contactId: t.upgrades.contactId }).from(t.returns)
    .innerJoin(t.upgrades, eq(t.upgrades.id, t.returns.upgradeId)).innerJoin(t.accounts, eq(t.accounts.id, t.returns.accountId)).leftJoin(t.upgradePaths, eq(t.upgradePaths.id, t.upgrades.pathId)).where(eq(t.returns.id, sql.placeholder('id')))).execute({ id });
  if (!found) throw notThere('This return');
  const { row, attestationRequired, ...about } = found;
  const acts = await readActs(reader, id);
  return { row, path: { disposition: row.disposition, attestationRequired: attestationRequired === true }, devices: await readDevices(reader, [id]), facts: await readFacts(reader, [id]), acts, ...about };
}

/** Who is written to about a return: whom the order names, else the account's first contact; null where nobody has an address. */
export async function readCorrespondent({ db, t }: Reader, { row, contactId }: { row: Pick<ReturnRow, 'accountId'>; contactId: string | null }): Promise<{ id: string; name: string; title: string | null; email: string } | null> {
  const { contacts } = t;
  const columns = { id: contacts.id, name: contacts.name, title: contacts.title, email: contacts.email, isPrimary: contacts.isPrimary };
  const people = await db.select(columns).from(contacts).where(eq(contacts.accountId, row.accountId)).orderBy(asc(contacts.name), asc(contacts.id));
  const reachable = people.filter(({ email }) => email.includes('@'));
  return reachable.find(({ id }) => id === contactId) ?? reachable.find(({ isPrimary }) => isPrimary) ?? reachable[0] ?? null;
}

/** The return that a shipment belongs to, by its tracking number as it is compared; several only where a number was used twice. */
export async function returnsOfTracking({ db, t }: Reader, trackingKey: string): Promise<string[]> {
  const rows = await db.selectDistinct({ id: t.returnFacts.returnId }).from(t.returnFacts).where(and(eq(t.returnFacts.trackingKey, trackingKey), eq(t.returnFacts.fact, 'label_issued')));
  return rows.map(({ id }) => id);
}

/** The return that awaits a device: of several the one that is still open, of those the one opened last; null where none names it. */
export async function returnOfSerial({ db, t }: Reader, serialKey: string): Promise<string | null> {
  const rows = await db.select({ id: t.returns.id, complete: t.returns.complete, openedAt: t.returns.openedAt }).from(t.returnDevices).innerJoin(t.returns, eq(t.returns.id, t.returnDevices.returnId)).where(eq(t.returnDevices.serialKey, serialKey));
  const [first] = rows.sort((a, b) => Number(a.complete) - Number(b.complete) || (a.openedAt < b.openedAt ? 1 : -1));
  return first?.id ?? null;
}
