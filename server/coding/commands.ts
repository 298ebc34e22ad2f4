import { and, eq, gte, inArray, lte, ne } from 'drizzle-orm';
import { insertRow, rowById } from '../../db/kept.ts';
import { readPolicy } from '../admin/commands.ts';
import { codeChange } from '../domain/coding/coder.ts';
import type { Coded, CodingCase } from '../domain/coding/case.ts';
import { addDays } from '../domain/days.ts';
import { isRefusal } from '../domain/refusal.ts';
import type { Day, Movement, Origin, UpgradeKind } from '../domain/words.ts';
import { record } from '../record/record.ts';
import { refusalProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { saveLines } from './lines.ts';
import { post } from './post.ts';
import { accountOn, asCaseLine, entriesInForce, ratesOn, standingCoding, type CodingRow, type SubscriptionRow } from './read.ts';
import { codingRow } from './record.ts';

export type Order = { id: string; accountId: string; kind: UpgradeKind; pathId: string | null };

/** A line that an order opens, and what it takes the place of. */
export type OpenedLine = { row: SubscriptionRow; replaces: readonly string[] };

export type OrderLines = { effectiveOn: Day; before: readonly SubscriptionRow[]; after: readonly OpenedLine[]; expected: readonly { movement: Movement }[]; /** Named by the order, and gone from the books by then. */ follows?: readonly string[] };

/** Codes an order that is being placed, and posts it: the lines before leave the books and the lines after enter them in the same transaction. */
export async function codeUpgrade(act: Act, order: Order, lines: OrderLines): Promise<CodingRow> {
  const { tx } = act;
  const { effectiveOn, before, after, expected, follows = [] } = lines;
  const range = order.pathId === null ? undefined : await rowById(tx.db, tx.t.pathRanges, order.pathId);
  const given: CodingCase = { ...(await changeOf(act, order.accountId, { effectiveOn, before, after, follows })), kind: order.kind, path: { expected, ...(range && { usual: { lowMinor: range.lowMinor, highMinor: range.highMinor } }) } };
  return enter(act, { subject: `upgrade:${order.id}`, origin: 'upgrade', accountId: order.accountId, upgradeId: order.id, pathId: order.pathId, given });
}

export type LineChange = { subject: string; accountId: string; effectiveOn: Day; before: readonly SubscriptionRow[]; after: readonly OpenedLine[]; follows?: readonly string[]; transfer?: 'out' | 'in' };

/** Codes what an event said of one line, and posts it; the line itself is changed by whoever calls it. */
export async function codeLineChange(act: Act, { subject, accountId, effectiveOn, before, after, follows = [], transfer }: LineChange): Promise<void> {
  const given: CodingCase = { ...(await changeOf(act, accountId, { effectiveOn, before, after, follows })), kind: null, path: { expected: [] }, ...(transfer && { transfer }) };
  await enter(act, { subject, origin: 'event', accountId, upgradeId: null, pathId: null, given });
}

/** Lines that leave and lines that come on a day, as a case for the coder: what each comes in place of is named among them. */
async function changeOf(act: Act, accountId: string, { effectiveOn, before, after, follows }: Pick<OrderLines, 'effectiveOn' | 'before' | 'after'> & { follows: readonly string[] }): Promise<Omit<CodingCase, 'kind' | 'path'>> {
  const own = [...before.map(({ id }) => id), ...after.map(({ row }) => row.id)];
  return {
    ...(await circumstances(act, accountId, effectiveOn, own, [...before, ...after.map(({ row }) => row)])), before: before.map((row) => asCaseLine(row)),
    after: after.map(({ row, replaces }) => asCaseLine(row, replaces.filter((name) => own.includes(name)))), ...(follows.length > 0 && { follows }),
  };
}

async function circumstances({ tx }: Act, accountId: string, effectiveOn: Day, apart: readonly string[], lines: readonly SubscriptionRow[]): Promise<Pick<CodingCase, 'effectiveOn' | 'account' | 'reportingCurrency' | 'rates'>> {
  const { reportingCurrency } = await readPolicy(tx);
  const foreign = lines.some(({ currency }) => currency !== reportingCurrency);
  const rates = foreign ? ratesOn(await tx.db.select().from(tx.t.exchangeRates), lines.map(({ currency }) => currency), reportingCurrency, effectiveOn) : {};
  return { effectiveOn, account: await accountOn(tx, accountId, effectiveOn, apart), reportingCurrency, rates };
}

type Entering = { subject: string; origin: Origin; accountId: string; upgradeId: string | null; pathId: string | null; given: CodingCase };

async function enter(act: Act, entering: Entering): Promise<CodingRow> {
  const coded = codeChange(entering.given);
  if (isRefusal(coded)) throw refusalProblem(coded);
  const row = await withPair(act, codingRow({ ...entering, coded, now: act.now }));
  await insertRow(act.tx.db, act.tx.t.codings, row);
  await post(act, [{ coding: row, origin: entering.origin, legs: row.legs }]);
  await recordCoded(act, row);
  return row;
}

const recordCoded = (act: Act, row: CodingRow): Promise<void> =>
  record(act, { command: 'codings.code', resource: 'codings', id: row.id, before: null, after: { subject: row.subject, status: row.status, legs: row.legs, flags: row.flags }, accountId: row.accountId, upgradeId: row.upgradeId });

/**
 * A line that leaves in one upgrade and one that comes in another may be one change in two halves. Looked for inside the gap window, among
 * lines of the same product family: a care plan that goes and a cloud copy that comes are two decisions.
 */
async function withPair({ tx }: Act, row: CodingRow): Promise<CodingRow> {
  if (row.comes === row.leaves || row.flags.includes('unlinked_pair')) return row;
  const { codings } = tx.t;
  const { gapDays } = await readPolicy(tx);
  const near = await tx.db.select().from(codings).where(and(
    eq(codings.accountId, row.accountId), row.comes ? eq(codings.leaves, true) : eq(codings.comes, true), ne(codings.status, 'reversed'), inArray(codings.origin, ['upgrade', 'lapse', 'event']),
    gte(codings.effectiveOn, addDays(row.effectiveOn, -gapDays)), lte(codings.effectiveOn, addDays(row.effectiveOn, gapDays)),
  ));
  const wanted = await familiesOf(tx, row);
  for (const other of near) {
    if (other.subject === row.subject || other.comes === other.leaves) continue;
    const theirs = await familiesOf(tx, other);
    const shared = [...wanted].find((family) => theirs.has(family));
    if (shared === undefined) continue;
    const because = `${shared} ${row.comes ? 'comes here and left' : 'leaves here and came'} on ${other.effectiveOn}, within ${gapDays} days: the two may be one change`;
    const flagged: Pick<Coded, 'flags' | 'trace'> = { flags: [...row.flags, 'unlinked_pair'], trace: [...row.trace, { rule: 'flag.unlinked_pair', because }] };
    return { ...row, ...flagged, pairId: other.id, status: 'needs_review' };
  }
  return row;
}

/** The families of the lines that stand alone on one side. */
async function familiesOf({ db, t }: Act['tx'], { given, comes }: CodingRow): Promise<Set<string>> {
  const lines = comes ? given.after : given.before;
  const rows = await db.select({ family: t.products.family }).from(t.products).where(inArray(t.products.id, lines.map(({ product }) => product)));
  return new Set(rows.map(({ family }) => family));
}

/** Takes what was coded out of the books again: each of its entries gets its opposite. */
export async function reverseCoding(act: Act, subject: string, origin: Origin): Promise<void> {
  const row = await standingCoding(act.tx, subject);
  if (!row) return;
  await post(act, [{ coding: row, origin, reverses: await entriesInForce(act.tx, [row.id]) }]);
  await endProposal(act, row);
  await act.tx.db.update(act.tx.t.codings).set({ status: 'reversed', proposal: null, version: row.version + 1 }).where(eq(act.tx.t.codings.id, row.id));
  await record(act, { command: 'codings.reverse', resource: 'codings', id: row.id, before: { status: row.status }, after: { status: 'reversed' }, accountId: row.accountId, upgradeId: row.upgradeId });
}

/** What was proposed for a coding that stands no more is not decided on any more. */
export async function endProposal({ tx, now }: Act, { id, proposal }: Pick<CodingRow, 'id' | 'proposal'>): Promise<void> {
  if (!proposal) return;
  const { corrections } = tx.t;
  await tx.db.update(corrections).set({ decision: 'rejected', decidedAt: now, decidedByName: 'Upgrade Desk', decisionNote: 'What it would have corrected was taken back' }).where(and(eq(corrections.codingId, id), eq(corrections.decision, 'waiting')));
}

/** A line past its end whose gap window is over leaves the books, the day after its end. `alongside`: lines of the account that lapse on the same day. */
export async function lapseLine(act: Act, line: SubscriptionRow, alongside: readonly string[]): Promise<void> {
  if (line.endsOn === null) return;
  const effectiveOn = addDays(line.endsOn, 1);
  await saveLines(act, [{ before: line, after: { ...line, status: 'ended', countsUntil: effectiveOn, version: line.version + 1 } }]);
  const given: CodingCase = { ...(await circumstances(act, line.accountId, effectiveOn, [line.id, ...alongside], [line])), kind: null, before: [asCaseLine(line)], after: [], path: { expected: [] } };
  await enter(act, { subject: `close:${line.id}`, origin: 'lapse', accountId: line.accountId, upgradeId: null, pathId: null, given });
}

/** A line that had lapsed is back in the books, as if it had not: what is placed inside its gap window goes on from it. */
export async function undoLapse(act: Act, line: SubscriptionRow): Promise<SubscriptionRow> {
  await reverseCoding(act, `close:${line.id}`, 'lapse');
  const after: SubscriptionRow = { ...line, status: 'expired', countsUntil: null, version: line.version + 1 };
  await saveLines(act, [{ before: line, after }]);
  return after;
}
