import { eq, sql } from 'drizzle-orm';
import { insertCounted } from '../../db/kept.ts';
import type { Change } from '../../db/store.ts';
import { TOUCH, type CommandName } from '../domain/touch.ts';
import type { Act } from '../rest/request.ts';
import { countAnew } from './journeys.ts';

type Fields = Record<string, unknown>;

/** Never in the audit log: secrets, and what is derived from other fields. */
const LEFT_OUT = new Set(['passwordHash', 'search', 'version']);

/** Only what differs, on both sides; null where there was no record before, or is none after. */
function difference(before: Fields | null, after: Fields | null): { before: Fields | null; after: Fields | null } {
  const kept = (fields: Fields | null, other: Fields | null) =>
    fields && Object.fromEntries(Object.entries(fields).filter(([name, value]) => !LEFT_OUT.has(name) && (other === null || (name in other && JSON.stringify(value) !== JSON.stringify(other[name])))));
  return { before: kept(before, after), after: kept(after, before) };
}

export type Recorded = {
  command: CommandName;
  resource: string;
  id: string;
  before: Fields | null;
  /** The record after, or the fields of it that the command set. */
  after: Fields | null;
  accountId?: string | null;
  upgradeId?: string | null;
};

/**
 * What every change leaves behind, in the change's own transaction: an audit row, the touch counted on the upgrade, and the notice that
 * goes out to viewers after the commit. Nothing is changed without passing here.
 */
export async function record(act: Act, recorded: Recorded): Promise<void> {
  const { command, resource, id, upgradeId = null } = recorded;
  const written = auditRow(act, recorded);
  const seq = await insertCounted(act.tx.db, act.tx.t.auditEvents, written);
  const touch = TOUCH[command];
  if (upgradeId && touch !== 'none' && act.actor.id !== null) await countTouch(act, upgradeId, touch);
  countAnew(act.tx, journeysOf(recorded));
  act.tx.announce({ seq, resource, id, action: written.action, actorId: act.actor.id });
}

/** The upgrades whose self-serve figures may be others after a change. */
const journeysOf = ({ command, resource, id, upgradeId = null }: Recorded): string[] =>
  (resource === 'upgrades' ? [id] : upgradeId !== null && (resource === 'escalations' || TOUCH[command] !== 'none') ? [upgradeId] : []);

const ROWS_A_STATEMENT = 500;

/** For commands that are no touch. */
type Untouching = Recorded & { command: 'records.create' | 'records.update' | 'records.delete' | 'upgrades.event' | 'escalations.event' };

/** The same for many records: an audit row each, and a notice each. */
export async function recordEach(act: Act, many: readonly Untouching[]): Promise<void> {
  const { db, t } = act.tx;
  for (let from = 0; from < many.length; from += ROWS_A_STATEMENT) {
    const written = many.slice(from, from + ROWS_A_STATEMENT).map((recorded) => auditRow(act, recorded));
    countAnew(act.tx, many.slice(from, from + ROWS_A_STATEMENT).flatMap(journeysOf));
    const rows = await db.insert(t.auditEvents).values(written).returning({ id: t.auditEvents.id, resource: t.auditEvents.resource, recordId: t.auditEvents.recordId, action: t.auditEvents.action });
    for (const { id, resource, recordId, action } of rows) act.tx.announce({ seq: id, resource, id: recordId, action, actorId: act.actor.id });
  }
}

/**
 * The same for the many records of a bulk load: an audit row each, and one notice for each resource, since viewers fetch lists anew and not
 * records.
 */
export async function recordMany(act: Act, many: readonly Untouching[]): Promise<void> {
  const last = new Map<string, Change>();
  await recordEach({ ...act, tx: { ...act.tx, announce: (change) => void last.set(change.resource, change) } }, many);
  for (const change of last.values()) act.tx.announce(change);
}

function auditRow(act: Act, { command, resource, id, before, after, accountId = null, upgradeId = null }: Recorded) {
  return {
    at: act.now, actorId: act.actor.id, actorName: act.actor.name, action: command.startsWith('records.') ? `${resource}.${command.slice('records.'.length)}` : command,
    resource, recordId: id, accountId, upgradeId, touch: TOUCH[command], ...difference(before, after), requestId: act.requestId,
  };
}

/** A touch that a customer can notice makes their journey an assisted one, until it is completed. */
async function countTouch(act: Act, upgradeId: string, touch: 'touch' | 'shadow'): Promise<void> {
  const { db, t } = act.tx;
  const { upgrades } = t;
  const set = touch === 'shadow'
    ? { shadowTouches: sql`${upgrades.shadowTouches} + 1` }
    : {
      touches: sql`${upgrades.touches} + 1`, firstTouchedAt: sql`coalesce(${upgrades.firstTouchedAt}, ${act.now})`,
      motion: sql`case when ${upgrades.motion} = 'self_serve' and ${upgrades.completedAt} is null then 'assisted' else ${upgrades.motion} end`,
    };
  await db.update(upgrades).set(set).where(eq(upgrades.id, upgradeId));
}
