import { and, asc, eq, inArray, isNotNull, ne, notExists, notInArray, sql } from 'drizzle-orm';
import { readPolicy } from '../admin/commands.ts';
import { codeChange } from '../domain/coding/coder.ts';
import { tellHistory, type BookLine, type PastUpgrade, type Told } from '../domain/coding/history.ts';
import { importedLegs, readCodes, type FileCode } from '../domain/coding/imported.ts';
import { sameLegs } from '../domain/coding/legs.ts';
import { DESK } from '../domain/escalation.ts';
import { isRefusal } from '../domain/refusal.ts';
import { addToMonths, lineMonths } from '../record/months.ts';
import type { Act, Kernel } from '../rest/request.ts';
import { endProposal } from './commands.ts';
import { post, type Posting } from './post.ts';
import { asCaseLine, entriesInForce, type CodingRow, type Reader } from './read.ts';
import { codingRow } from './record.ts';

/** Codings that are made from the lines as they stand, and made anew where those change; what was placed here is told once, at placing. */
const RETOLD: readonly CodingRow['origin'][] = ['import', 'lapse'];
const CODINGS_A_STATEMENT = 100;

/**
 * Makes the books of these accounts say what their lines say: codes what is not coded yet, takes back what an import has changed or removed,
 * and leaves alone what is right already. Whatever came in by a file comes through here; what the file had coded itself stands, with the coder's
 * opinion beside it. `upgradesFrom`: where orders come from that are not coded yet.
 */
export async function tellBooks(act: Act, accountIds: readonly string[], { upgradesFrom = 'import' }: { upgradesFrom?: 'upgrade' | 'import' } = {}): Promise<void> {
  const { tx, now } = act;
  const past = await readPast(tx, accountIds, upgradesFrom);
  const postings: Posting[] = [];
  const made: CodingRow[] = [];
  const taken: CodingRow[] = [];
  for (const accountId of accountIds) {
    const { told, standing, codes } = past(accountId);
    const wanted = new Set(told.map(({ subject }) => subject));
    for (const row of standing.values()) if (RETOLD.includes(row.origin) && !wanted.has(row.subject)) taken.push(row);
    for (const one of told) {
      const coded = codeChange(one.given);
      if (isRefusal(coded)) throw new Error(`The books of account ${accountId} cannot be told: ${coded.because}`);
      const file = one.upgradeId === null ? undefined : codes.get(one.upgradeId);
      const imported = file && importedLegs(one.given, coded, file);
      const before = standing.get(one.subject);
      if (before && sameLegs(before.computed, coded.legs) && sameWord(before, imported)) continue;
      if (before) taken.push(before);
      const doubt = imported && 'because' in imported ? [{ rule: 'imported.cannot_stand', because: imported.because }] : [];
      const row = codingRow({ ...one, accountId, coded: { ...coded, trace: [...coded.trace, ...doubt] }, doubted: doubt.length > 0, now, ...(imported && 'legs' in imported && { imported: imported.legs }) });
      made.push(row);
      postings.push({ coding: row, origin: one.origin, legs: row.legs });
    }
  }
  await takeBack(act, taken);
  for (let from = 0; from < made.length; from += CODINGS_A_STATEMENT) await tx.db.insert(tx.t.codings).values(made.slice(from, from + CODINGS_A_STATEMENT));
  await post(act, postings);
}

/** Whether a coding still has the word of the file, or of a person who looked at it since. */
function sameWord({ status, legs, trace }: CodingRow, imported: ReturnType<typeof importedLegs> | undefined): boolean {
  if (status === 'overridden' || status === 'proposed') return true;
  if (!imported) return status !== 'imported';
  return 'legs' in imported ? sameLegs(legs, imported.legs) : trace.some(({ rule, because }) => rule === 'imported.cannot_stand' && because === imported.because);
}

async function takeBack(act: Act, rows: readonly CodingRow[]): Promise<void> {
  if (rows.length === 0) return;
  const { codings } = act.tx.t;
  const entries = await entriesInForce(act.tx, rows.map(({ id }) => id));
  await post(act, rows.map((coding) => ({ coding, origin: coding.origin, reverses: entries.filter(({ codingId }) => codingId === coding.id) })));
  for (const row of rows) {
    await endProposal(act, row);
    await act.tx.db.update(codings).set({ status: 'reversed', proposal: null, version: row.version + 1 }).where(eq(codings.id, row.id));
  }
}

type Past = { told: Told[]; standing: Map<string, CodingRow>; codes: Map<string, FileCode[]> };

/** All that is known of some accounts, in five statements; answers what has to be coded of each, and what is. */
async function readPast({ db, t }: Reader, accountIds: readonly string[], upgradesFrom: 'upgrade' | 'import'): Promise<(accountId: string) => Past> {
  const ids = [...accountIds];
  const { subscriptions, upgrades, upgradeLines, upgradePaths, codings } = t;
  const rows = await db.select().from(subscriptions).where(inArray(subscriptions.accountId, ids)).orderBy(asc(subscriptions.countsFrom), asc(subscriptions.id));
  const standing = await db.select().from(codings).where(and(inArray(codings.accountId, ids), ne(codings.status, 'reversed')));
  const orders = await db.select({ upgrade: upgrades, expected: upgradePaths.expected }).from(upgrades).leftJoin(upgradePaths, eq(upgradePaths.id, upgrades.pathId))
    .where(and(inArray(upgrades.accountId, ids), isNotNull(upgrades.placedAt), notInArray(upgrades.status, ['draft', 'cancelled', 'abandoned'])));
  const lines = orders.length === 0 ? [] : await db.select({ upgradeId: upgradeLines.upgradeId, side: upgradeLines.side, subscriptionId: upgradeLines.subscriptionId, line: upgradeLines.line, replaces: upgradeLines.replaces })
    .from(upgradeLines).innerJoin(upgrades, eq(upgrades.id, upgradeLines.upgradeId)).where(and(inArray(upgrades.accountId, ids), isNotNull(upgrades.placedAt)));
  const [{ reportingCurrency }, rates] = [await readPolicy({ db, t }), await db.select().from(t.exchangeRates)];
  const [rowsOf, standingOf, ordersOf, linesOf] = [group(rows, 'accountId'), group(standing, 'accountId'), group(orders.map(({ upgrade, expected }) => ({ ...upgrade, expected })), 'accountId'), group(lines, 'upgradeId')];

  return (accountId) => {
    const known = new Map((standingOf.get(accountId) ?? []).map((row) => [row.subject, row]));
    const fixed = [...known.values()].filter(({ origin }) => !RETOLD.includes(origin));
    const codes = new Map<string, FileCode[]>();
    const past = (ordersOf.get(accountId) ?? []).filter(({ id }) => !fixed.some(({ subject }) => subject === `upgrade:${id}`)).map((order): PastUpgrade => {
      const own = linesOf.get(order.id) ?? [];
      const before = own.filter(({ side }) => side === 'before');
      const idOf = new Map(before.map(({ line, subscriptionId }) => [line, subscriptionId ?? line]));
      const nameOf = new Map(own.map(({ line, subscriptionId }) => [line, subscriptionId ?? line]));
      if (order.codedAs !== null) codes.set(order.id, readCodes(order.codedAs).map((code) => ({ ...code, lines: code.lines.map((line) => nameOf.get(line) ?? line) })));
      return {
        id: order.id, kind: order.kind, pathId: order.pathId, effectiveOn: order.effectiveOn, expected: order.expected ?? [], before: before.map(({ line, subscriptionId }) => subscriptionId ?? line),
        after: own.flatMap(({ side, subscriptionId, replaces }) => (side === 'after' && subscriptionId !== null ? [{ line: subscriptionId, replaces: replaces.map((name) => idOf.get(name) ?? name) }] : [])),
      };
    });
    const told = tellHistory({
      lines: (rowsOf.get(accountId) ?? []).map((row): BookLine => ({ ...asCaseLine(row), countsFrom: row.countsFrom, countsUntil: row.countsUntil, reportingArrMinor: row.reportingArrMinor })),
      upgrades: past.sort((a, b) => (`${a.effectiveOn} ${a.id}` < `${b.effectiveOn} ${b.id}` ? -1 : 1)), openedElsewhere: new Set(fixed.flatMap(({ given }) => given.after.map(({ line }) => line))),
      closedElsewhere: new Set(fixed.flatMap(({ given }) => given.before.map(({ line }) => line))), upgradesFrom, reportingCurrency, rates,
    });
    return { told, standing: known, codes };
  };
}

function group<Key extends string, R extends Record<Key, string>>(rows: readonly R[], key: Key): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const known = groups.get(row[key]);
    if (known) known.push(row);
    else groups.set(row[key], [row]);
  }
  return groups;
}

const OPENED = 'books-opened';

/** The same once for a database: a version that has books codes whatever it writes, and looking for what it did not takes seconds on a large one. */
export async function openBooksOnce(kernel: Kernel): Promise<void> {
  const { store } = kernel;
  const { counters } = store.t;
  const [known] = await store.read.select({ id: counters.id }).from(counters).where(eq(counters.id, OPENED));
  if (known) return;
  await openBooks(kernel);
  await store.write(({ db }) => db.insert(counters).values({ id: OPENED, value: 1 }).onConflictDoNothing().then(() => undefined));
}

const ACCOUNTS_A_WRITE = 25;

/** Opens the books on what is there already: accounts with lines of which nothing was ever coded. Can be stopped and run again. */
export async function openBooks({ store, clock }: Kernel, progress?: (accounts: number) => void): Promise<void> {
  const { subscriptions, codings } = store.t;
  for (let told = 0; ;) {
    const uncoded = store.read.select({ one: sql`1` }).from(codings).where(eq(codings.accountId, subscriptions.accountId));
    const next = await store.read.selectDistinct({ id: subscriptions.accountId }).from(subscriptions).where(notExists(uncoded)).limit(ACCOUNTS_A_WRITE);
    if (next.length === 0) return;
    const ids = next.map(({ id }) => id);
    await store.write(async (tx) => {
      const lines = await tx.db.select().from(subscriptions).where(inArray(subscriptions.accountId, ids));
      await addToMonths(tx, lines.flatMap((line) => lineMonths({ ...line, amountMinor: line.reportingArrMinor }).map((change) => ({ ...change, accountId: line.accountId }))));
      await tellBooks({ tx, actor: DESK, now: clock().toISOString(), requestId: 'books' }, ids, { upgradesFrom: 'upgrade' });
    }, { books: true });
    told += ids.length;
    progress?.(told);
    // SQLite answers at once: without this pause nobody else would be heard meanwhile.
    await new Promise(setImmediate);
  }
}
