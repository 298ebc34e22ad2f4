import { and, eq, isNotNull, ne, or, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { codeLineChange, reverseCoding, undoLapse } from '../coding/commands.ts';
import { saveLines } from '../coding/lines.ts';
import { standingCoding, type CodingRow } from '../coding/read.ts';
import { addDays } from '../domain/days.ts';
import type { CataloguePrice, LineTerms } from '../domain/line-change.ts';
import { MissingRate, toReporting, type Rate } from '../domain/money.ts';
import { invalid } from '../domain/refusal.ts';
import type { Day } from '../domain/words.ts';
import { record } from '../record/record.ts';
import { refusalProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { asLine, type SubscriptionRow } from './read.ts';

/** What changing lines by events goes by: the same for all of one request. `accounts`: by the sender's own ids. */
export type Ground = { zone: string; today: Day; reportingCurrency: string; gapDays: number; rates: Rate[]; accounts: ReadonlyMap<string, string>; products: ReadonlyMap<string, CataloguePrice> };

/** What a coding of an event is about; the half that the old account sees of a move has one of its own. */
const subjectOf = (eventId: string): string => `event:${eventId}`;
const leavingOf = (eventId: string): string => `event:${eventId}:from`;

/** The line that a sender means: the one it gave the id to, or the one that alone has taken its place since. Null: nobody knows it. */
export async function findLine(act: Act, ref: string): Promise<SubscriptionRow | null> {
  const { db, t: { subscriptions: s } } = act.tx;
  const [row] = await db.select().from(s).where(or(eq(s.externalId, ref), eq(s.id, ref)));
  return row ? standsFor(act, row) : null;
}

/** The line itself while it counts, else the one that alone took its place; where none did, or several, it stays what it was. */
export async function standsFor({ tx }: Pick<Act, 'tx'>, line: SubscriptionRow): Promise<SubscriptionRow> {
  const { subscriptions: s } = tx.t;
  for (let row = line; ;) {
    const id = row.countsUntil === null ? null : await successorOf(tx, row);
    const [next] = id === null ? [] : await tx.db.select().from(s).where(eq(s.id, id));
    if (!next) return row;
    row = next;
  }
}

async function successorOf(tx: Act['tx'], { id, accountId }: SubscriptionRow): Promise<string | null> {
  const { codings } = tx.t;
  const standing = await tx.db.select().from(codings).where(and(eq(codings.accountId, accountId), ne(codings.status, 'reversed')));
  // What came back after it had lapsed or ended says more than how it left.
  let closing = standing.find(({ given }) => given.follows?.includes(id)) ?? standing.find(({ given }) => given.before.some(({ line }) => line === id));
  if (closing?.given.transfer === 'out') closing = (await standingCoding(tx, closing.subject.replace(/:from$/, ''))) ?? closing;
  if (!closing) return null;
  const follows = closing.given.follows?.includes(id) ?? false;
  const takers = closing.given.after.filter(({ replaces = [] }) => follows || replaces.includes(id));
  if (takers.length === 0) return null;
  const replaced = new Set(takers.flatMap(({ replaces = [] }) => replaces));
  return takers.length === 1 && replaced.size <= 1 ? (takers[0]?.line ?? null) : null;
}

/** A line that lapsed counts on where the change falls into its gap window. */
export async function comeBack(act: Act, { gapDays }: Ground, row: SubscriptionRow, on: Day): Promise<SubscriptionRow> {
  if (row.countsUntil === null || row.endsOn === null || on > addDays(row.endsOn, gapDays)) return row;
  return (await standingCoding(act.tx, `close:${row.id}`))?.origin === 'lapse' ? undoLapse(act, row) : row;
}

function worth({ reportingCurrency, rates }: Ground, { arrMinor, currency }: LineTerms, on: Day): number {
  try {
    return toReporting({ amountMinor: arrMinor, currency, on }, reportingCurrency, rates);
  } catch (error) {
    if (error instanceof MissingRate) throw refusalProblem(invalid('currency', `has no exchange rate to ${reportingCurrency} on ${on}`));
    throw refusalProblem(invalid('quantity', 'makes an amount that is too large to be exact'));
  }
}

export type Opening = { ref: string; accountId: string; terms: LineTerms; on: Day; eventId: string; /** A line of that name which had left the books. */ follows: SubscriptionRow | null };

export async function openLine(act: Act, ground: Ground, { ref, accountId, terms, on, eventId, follows }: Opening): Promise<void> {
  const row: SubscriptionRow = {
    ...terms, id: uuidv7(), externalId: follows === null ? ref : null, accountId, reportingArrMinor: worth(ground, terms, on), countsFrom: on, countsUntil: null, autoRenew: follows?.autoRenew ?? false, isTrial: false, status: 'active',
    deviceId: follows?.deviceId ?? null, upgradeId: null, version: 1,
  };
  await saveLines(act, [{ before: null, after: row }]);
  await codeLineChange(act, { subject: subjectOf(eventId), accountId, effectiveOn: on, before: [], after: [{ row, replaces: [] }], follows: follows?.accountId === accountId ? [follows.id] : [] });
  await recordLine(act, null, row);
}

/** The line leaves the books on that day, and nothing takes its place. */
export async function endLine(act: Act, was: SubscriptionRow, { eventId, on }: { eventId: string; on: Day }): Promise<void> {
  const after: SubscriptionRow = { ...was, status: 'ended', countsUntil: on, version: was.version + 1 };
  await saveLines(act, [{ before: was, after }]);
  await codeLineChange(act, { subject: subjectOf(eventId), accountId: was.accountId, effectiveOn: on, before: [was], after: [] });
  await recordLine(act, was, after);
}

export type Changing = Omit<Opening, 'follows' | 'ref'> & { was: SubscriptionRow };

/** The line leaves the books and goes on as another, in the same account or in that to which it moves; orders that are being prepared go on from the new one. */
export async function changeLine(act: Act, ground: Ground, { accountId, was, terms, on, eventId }: Changing): Promise<void> {
  const moves = was.accountId !== accountId;
  const row: SubscriptionRow = { ...was, ...terms, id: uuidv7(), externalId: null, accountId, reportingArrMinor: worth(ground, terms, on), countsFrom: on, countsUntil: null, isTrial: was.isTrial && terms.arrMinor === 0, status: 'active', upgradeId: null, version: 1 };
  await saveLines(act, [{ before: was, after: { ...was, status: 'replaced', countsUntil: on, version: was.version + 1 } }, { before: null, after: row }]);
  if (moves) {
    await codeLineChange(act, { subject: leavingOf(eventId), accountId: was.accountId, effectiveOn: on, before: [was], after: [], transfer: 'out' });
    await moveDevice(act, was.deviceId, accountId);
  }
  await codeLineChange(act, { subject: subjectOf(eventId), accountId, effectiveOn: on, before: [was], after: [{ row, replaces: [was.id] }], ...(moves && { transfer: 'in' as const }) });
  if (!moves) await moveDrafts(act, was, row);
  await recordLine(act, was, row);
}

async function moveDevice({ tx }: Act, deviceId: string | null, accountId: string): Promise<void> {
  if (deviceId !== null) await tx.db.update(tx.t.devices).set({ accountId }).where(eq(tx.t.devices.id, deviceId));
}

async function moveDrafts(act: Act, from: SubscriptionRow, to: SubscriptionRow): Promise<void> {
  const { tx } = act;
  const { upgradeLines: l, upgrades: u } = tx.t;
  const drafts = await tx.db.select({ id: l.id, upgradeId: l.upgradeId, beforeArrMinor: u.beforeArrMinor }).from(l).innerJoin(u, eq(u.id, l.upgradeId)).where(and(eq(l.subscriptionId, from.id), eq(l.side, 'before'), eq(u.status, 'draft')));
  for (const { id, upgradeId, beforeArrMinor } of drafts) {
    const { replaces: _none, ...fields } = asLine(to);
    await tx.db.update(l).set({ ...fields, subscriptionId: to.id }).where(eq(l.id, id));
    const after = await tx.db.select({ id: l.id, replaces: l.replaces }).from(l).where(and(eq(l.upgradeId, upgradeId), eq(l.side, 'after')));
    for (const line of after) if (line.replaces.includes(from.id)) await tx.db.update(l).set({ replaces: line.replaces.map((name) => (name === from.id ? to.id : name)) }).where(eq(l.id, line.id));
    const moved = { beforeArrMinor: beforeArrMinor + to.reportingArrMinor - from.reportingArrMinor };
    await tx.db.update(u).set({ ...moved, version: sql`${u.version} + 1` }).where(eq(u.id, upgradeId));
    await record(act, { command: 'upgrades.event', resource: 'upgrades', id: upgradeId, before: { beforeArrMinor }, after: moved, accountId: from.accountId, upgradeId });
  }
}

/** Whether nobody corrected it, or proposed to: what a person has said stands. */
const isTheCoders = ({ status }: CodingRow): boolean => status !== 'overridden' && status !== 'proposed';

/**
 * Takes back what an event did to a line, so that one that holds before it can be put under it. Answers false, and does nothing, where a later
 * order goes on from the line or a person corrected the coding.
 */
export async function takeBackChange(act: Act, eventId: string, today: Day): Promise<boolean> {
  const { tx } = act;
  const { subscriptions: s } = tx.t;
  const coding = await standingCoding(tx, subjectOf(eventId));
  if (!coding) return true;
  const [opened] = coding.given.after.length === 0 ? [] : await tx.db.select().from(s).where(eq(s.id, coding.given.after[0]?.line ?? ''));
  if (!isTheCoders(coding) || (opened && opened.countsUntil !== null)) return false;
  const [closed] = coding.given.before.length === 0 ? [] : await tx.db.select().from(s).where(and(eq(s.id, coding.given.before[0]?.line ?? ''), isNotNull(s.countsUntil)));
  await saveLines(act, [
    ...(opened ? [{ before: opened, after: { ...opened, externalId: null, status: 'ended' as const, countsUntil: opened.countsFrom, version: opened.version + 1 } }] : []),
    ...(closed ? [{ before: closed, after: { ...closed, status: closed.endsOn !== null && closed.endsOn < today ? 'expired' as const : 'active' as const, countsUntil: null, version: closed.version + 1 } }] : []),
  ]);
  await reverseCoding(act, subjectOf(eventId), 'event');
  if (coding.given.transfer && closed) {
    await reverseCoding(act, leavingOf(eventId), 'event');
    await moveDevice(act, closed.deviceId, closed.accountId);
  }
  if (opened && closed && !coding.given.transfer) await moveDrafts(act, opened, closed);
  return true;
}

/** Whether the line renews by itself: what was said of it last. */
export async function renewsItself(act: Act, ref: string, autoRenew: boolean): Promise<void> {
  const row = await findLine(act, ref);
  if (!row || row.countsUntil !== null || row.autoRenew === autoRenew) return;
  const after = { ...row, autoRenew, version: row.version + 1 };
  await saveLines(act, [{ before: row, after }]);
  await recordLine(act, row, after);
}

const recordLine = (act: Act, before: SubscriptionRow | null, after: SubscriptionRow): Promise<void> => record(act, { command: 'subscriptions.event', resource: 'subscriptions', id: after.id, before, after, accountId: after.accountId });
