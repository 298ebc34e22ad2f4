import { and, asc, eq, gt, inArray, min, ne } from 'drizzle-orm';
import { AUDITED_AS, recordsIn, type UndoImage } from '../domain/imports/undo.ts';
import type { Batch, Reader } from './read.ts';

/** One thing that stands in the way of an undo: the line of the file (null: a product that came with it), its record, and what touched that. */
export type Blocker = { line: number | null; resource: string; id: string; because: string };
export type Done = { line: number; undo: UndoImage };

/** A record that an import wrote, and the version at which it left it. */
type Written = { line: number | null; resource: string; id: string; version: number; isNew: boolean };

const IDS_A_READ = 500;

/** What has touched the records of an import since, one reason a record: what the audit log tells, what refers to it, or that it is not as it was left. */
export async function blockersOf(reader: Reader, batch: Batch, done: readonly Done[]): Promise<Blocker[]> {
  // What the import changed refers to what it made only until it is as it was.
  const ours = new Set(done.flatMap(({ undo }) => [...undo.created.map(([table, id]) => `${table} ${id}`), ...undo.changed.map(([table, { id }]) => `${table} ${id}`)]));
  const log = await openLog(reader, batch);
  const blockers: Blocker[] = [];
  for (const slice of slicesOf(recordsOf(batch, done))) {
    const resource = slice[0]?.resource ?? '';
    const ids = slice.map((one) => one.id);
    const references = await referencesTo(reader, resource, slice.filter((one) => one.isNew).map((one) => one.id), ours);
    const { told, undone } = await log(resource, ids);
    const versions = await versionsOf(reader, resource, ids);
    for (const { line, id, version } of slice) {
      const now = versions.get(id);
      const moved = now !== undefined && now !== version + (undone.get(id) ?? 0);
      const because = now === undefined ? 'It is not there any more' : (told.get(id) ?? references.get(id) ?? (moved ? movedOn(resource) : null));
      if (because !== null) blockers.push({ line, resource, id, because });
    }
  }
  return blockers.sort((one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.id < other.id ? -1 : 1));
}

/** An order changes the lines that it replaces without an entry of their own in the log. */
const movedOn = (resource: string): string => (resource === 'subscriptions' ? 'An order here has replaced or ended it' : 'It has been changed since');

/** Each record once, at the version that the import's last change of it made. */
function recordsOf(batch: Batch, done: readonly Done[]): Written[] {
  const written = new Map<string, Written>();
  for (const { line, undo } of done) {
    for (const { table, id, version, isNew } of recordsIn(undo)) {
      const known = written.get(`${table} ${id}`);
      written.set(`${table} ${id}`, { line, resource: AUDITED_AS[table] ?? table, id, version: Math.max(version, known?.version ?? 0), isNew: isNew || (known?.isNew ?? false) });
    }
  }
  const products = done.length === 0 ? [] : batch.newProducts.map(({ id }) => ({ line: null, resource: 'products', id, version: 1, isNew: true }));
  return [...written.values(), ...products];
}

function* slicesOf(written: readonly Written[]): Generator<Written[]> {
  for (const resource of new Set(written.map((one) => one.resource))) {
    const records = written.filter((one) => one.resource === resource);
    for (let from = 0; from < records.length; from += IDS_A_READ) yield records.slice(from, from + IDS_A_READ);
  }
}

type Log = (resource: string, ids: readonly string[]) => Promise<{ told: Map<string, string>; undone: Map<string, number> }>;

/**
 * Reads what the audit log has of records since an import began to write. What a later import did and was undone again is counted apart:
 * it has moved the record's version and left nothing else.
 */
async function openLog({ db, t: { auditEvents, importBatches } }: Reader, batch: Batch): Promise<Log> {
  const [began] = await db.select({ id: min(auditEvents.id) }).from(auditEvents).where(and(eq(auditEvents.resource, 'imports'), eq(auditEvents.recordId, batch.id), eq(auditEvents.action, 'imports.commit')));
  const undone = new Set((await db.select({ id: importBatches.id }).from(importBatches).where(eq(importBatches.status, 'undone'))).map((one) => `imports/${one.id}`));
  return async (resource, ids) => {
    const found: { told: Map<string, string>; undone: Map<string, number> } = { told: new Map(), undone: new Map() };
    const events = await db.select({ recordId: auditEvents.recordId, action: auditEvents.action, actorName: auditEvents.actorName, at: auditEvents.at, requestId: auditEvents.requestId }).from(auditEvents)
      .where(and(eq(auditEvents.resource, resource), inArray(auditEvents.recordId, [...ids]), gt(auditEvents.id, began?.id ?? 0), ne(auditEvents.requestId, `imports/${batch.id}`))).orderBy(asc(auditEvents.id));
    for (const { recordId, action, actorName, at, requestId } of events) {
      if (undone.has(requestId)) found.undone.set(recordId, (found.undone.get(recordId) ?? 0) + 1);
      // The first change is the one to look at: what came after may follow from it.
      else if (!found.told.has(recordId)) found.told.set(recordId, `${action} by ${actorName}, ${at.slice(0, 10)} ${at.slice(11, 16)} UTC${requestId.startsWith('imports/') ? ', in a later import' : ''}`);
    }
    return found;
  };
}

async function versionsOf({ db, t }: Reader, resource: string, ids: readonly string[]): Promise<Map<string, number>> {
  const table = t[resource as 'accounts' | 'subscriptions' | 'upgrades' | 'escalations' | 'products'] as typeof t.accounts;
  const rows = await db.select({ id: table.id, version: table.version }).from(table).where(inArray(table.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row.version]));
}

/** What belongs to records that would go, and is not the import's own. */
async function referencesTo({ db, t }: Reader, resource: string, ids: readonly string[], ours: ReadonlySet<string>): Promise<Map<string, string>> {
  const { contacts, devices, subscriptions, upgrades, upgradeLines, upgradeSteps, escalations, returns, returnDevices, timeline, handBackLinks, declines, outbox } = t;
  // Tables of one shape as far as this reads them; the column that refers is named apart.
  const from = (table: object, name: string, word: string, column: object) => ({ table: table as typeof contacts, name, word, column: column as typeof contacts.accountId });
  const sources = {
    accounts: [from(contacts, 'contacts', 'contact', contacts.accountId), from(devices, 'devices', 'device', devices.accountId), from(subscriptions, 'subscriptions', 'subscription', subscriptions.accountId), from(upgrades, 'upgrades', 'upgrade', upgrades.accountId), from(escalations, 'escalations', 'escalation', escalations.accountId), from(outbox, 'outbox', 'mail', outbox.accountId)],
    subscriptions: [from(upgradeLines, 'upgradeLines', 'upgrade line', upgradeLines.subscriptionId)],
    upgrades: [from(escalations, 'escalations', 'escalation', escalations.upgradeId), from(returns, 'returns', 'return', returns.upgradeId), from(subscriptions, 'subscriptions', 'subscription', subscriptions.upgradeId), from(upgradeLines, 'upgradeLines', 'upgrade line', upgradeLines.upgradeId), from(upgradeSteps, 'upgradeSteps', 'step', upgradeSteps.upgradeId), from(handBackLinks, 'handBackLinks', 'link', handBackLinks.upgradeId), from(outbox, 'outbox', 'mail', outbox.upgradeId)],
    escalations: [from(timeline, 'timeline', 'entry of the timeline', timeline.escalationId), from(handBackLinks, 'handBackLinks', 'link', handBackLinks.escalationId), from(declines, 'declines', 'decline', declines.escalationId), from(outbox, 'outbox', 'mail', outbox.escalationId)],
    products: [from(subscriptions, 'subscriptions', 'subscription', subscriptions.product), from(upgradeLines, 'upgradeLines', 'upgrade line', upgradeLines.product), from(devices, 'devices', 'device', devices.productId), from(returnDevices, 'returnDevices', 'device of a return', returnDevices.productId)],
  }[resource] ?? [];
  const found = new Map<string, string>();
  if (ids.length === 0) return found;
  for (const { table, name, word, column } of sources) {
    for (const row of await db.select({ id: table.id, of: column }).from(table).where(inArray(column, [...ids]))) {
      if (!ours.has(`${name} ${row.id}`) && !found.has(row.of)) found.set(row.of, `The ${word} ${row.id} belongs to it`);
    }
  }
  return found;
}
