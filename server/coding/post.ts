import { max, min } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { insertRow, kept, rowsByIds } from '../../db/kept.ts';
import type { Tx } from '../../db/store.ts';
import type { Leg } from '../domain/coding/case.ts';
import { monthOf, monthsThrough } from '../domain/coding/months.ts';
import { isClosed, postingMonth, type Closed } from '../domain/coding/periods.ts';
import { isTooFar, TOO_FAR } from '../domain/days.ts';
import { invalid } from '../domain/refusal.ts';
import type { Month, Origin } from '../domain/words.ts';
import { appendToChain } from '../record/chain.ts';
import { addToMonths } from '../record/months.ts';
import { refusalProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { readClosed, type CodingRow, type EntryRow } from './read.ts';

export const LEDGER = 'revenue-entries';

/** Legs that enter the books, or entries that leave them again, for one coding. */
export type Posting = {
  coding: Pick<CodingRow, 'id' | 'accountId' | 'upgradeId' | 'given'>;
  origin: Origin;
  legs?: readonly Leg[];
  /** Entries that are taken back: each gets its opposite, on its own effective day. */
  reverses?: readonly EntryRow[];
  correction?: { id: string; noteDigest: string };
};

type Draft = Omit<EntryRow, 'position' | 'previousHash' | 'hash' | 'late'>;

/** What the chain covers of an entry, and nothing else: where it stands, what it says, and whom it is about by id. */
export const chained = ({ id, codingId, correctionId, origin, upgradeId, accountId, movement, driver, amountMinor, currency, effectiveOn, lines, postingPeriod, effectivePeriod, reversalOf, postedAt, noteDigest }: Omit<Draft, 'family'>): Omit<Draft, 'family'> =>
  ({ id, codingId, correctionId, origin, upgradeId, accountId, movement, driver, amountMinor, currency, effectiveOn, lines, postingPeriod, effectivePeriod, reversalOf, postedAt, noteDigest });

const ROWS_A_STATEMENT = 150;

/**
 * The one way in which recurring revenue changes in the books. Writes the entries at the end of the chain, each in its own month while that is
 * open and else in the earliest open one after it, and counts them into their months.
 */
export async function post(act: Act, postings: readonly Posting[]): Promise<EntryRow[]> {
  const { tx, now } = act;
  if (!tx.books) throw new Error('Entries are posted by a change that holds the books');
  const closed = await readClosed(tx);
  const familyOf = await families(tx, postings);
  const drafts = postings.flatMap((posting): Draft[] => {
    const { coding, origin, legs = [], reverses = [], correction } = posting;
    const base = { codingId: coding.id, correctionId: correction?.id ?? null, origin, upgradeId: coding.upgradeId, accountId: coding.accountId, postedAt: now, noteDigest: correction?.noteDigest ?? null };
    const entry = (leg: Leg, reversalOf: string | null, family: string | null): Draft => ({
      ...base, id: uuidv7(), movement: leg.movement, driver: leg.driver, amountMinor: leg.amountMinor, currency: leg.currency, effectiveOn: leg.effectiveOn, lines: leg.lines,
      postingPeriod: postingMonth(leg.effectiveOn, closed), effectivePeriod: monthOf(leg.effectiveOn), reversalOf, family,
    });
    return [...reverses.map((row) => entry({ ...row, amountMinor: row.amountMinor === 0 ? 0 : -row.amountMinor }, row.id, row.family)), ...legs.map((leg) => entry(leg, null, familyOf(coding, leg)))];
  });
  if (drafts.length === 0) return [];
  if (drafts.some(({ effectiveOn }) => isTooFar(effectiveOn, now.slice(0, 10)))) throw refusalProblem(invalid('effectiveOn', TOO_FAR));
  const linked = await appendToChain(tx, LEDGER, drafts.map(chained));
  const rows: EntryRow[] = linked.map((row, index) => ({ ...row, family: drafts[index]?.family ?? null, late: row.postingPeriod !== row.effectivePeriod }));
  const { revenueEntries } = tx.t;
  if (rows.length === 1 && rows[0]) await insertRow(tx.db, revenueEntries, rows[0]);
  else for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) await tx.db.insert(revenueEntries).values(rows.slice(from, from + ROWS_A_STATEMENT));
  await openPeriods(tx, rows.flatMap(({ postingPeriod, effectivePeriod }) => [postingPeriod, effectivePeriod]), closed);
  await addToMonths(tx, rows.flatMap(({ accountId, movement, amountMinor, postingPeriod, effectivePeriod }) => [
    { accountId, view: 'reported' as const, month: postingPeriod, movement, amountMinor }, { accountId, view: 'corrected' as const, month: effectivePeriod, movement, amountMinor },
  ]));
  tx.announce({ seq: 0, resource: 'revenue-entries', id: rows[0]?.id ?? '', action: 'revenue-entries.posted', actorId: act.actor.id });
  return rows;
}

/** Every month between the first and the last that have entries is there, without gaps: months close one after the other, so one before those that are closed is closed too. */
async function openPeriods({ db, t: { periods } }: Tx, months: readonly Month[], closed: Closed): Promise<void> {
  const [known] = await kept(db, 'months of the books', (on) => on.select({ first: min(periods.id), last: max(periods.id) }).from(periods)).execute({});
  const sorted = [...months, ...(known?.first && known.last ? [known.first, known.last] : [])].sort();
  const wanted = monthsThrough(sorted[0] ?? '', sorted.at(-1) ?? '').filter((month) => !known?.first || !known.last || month < known.first || month > known.last);
  for (let from = 0; from < wanted.length; from += ROWS_A_STATEMENT) {
    await db.insert(periods).values(wanted.slice(from, from + ROWS_A_STATEMENT).map((id) => ({ id, state: isClosed(id, closed) ? 'closed' as const : 'open' as const }))).onConflictDoNothing();
  }
}

/** The product family that a leg's lines share; null where they are of several. */
async function families({ db, t }: Tx, postings: readonly Posting[]): Promise<(coding: Posting['coding'], leg: Leg) => string | null> {
  const products = new Set(postings.flatMap(({ coding, legs = [] }) => (legs.length === 0 ? [] : [...coding.given.before, ...coding.given.after].map(({ product }) => product))));
  const rows = products.size === 0 ? [] : await rowsByIds(db, t.products, [...products]);
  const family = new Map(rows.map((row) => [row.id, row.family]));
  return ({ given }, { lines }) => {
    // What a line became says more than what it was.
    const named = (side: readonly { line: string; product: string }[]) => new Set(side.filter(({ line }) => lines.includes(line)).map(({ product }) => family.get(product) ?? null));
    const after = named(given.after);
    const found = after.size > 0 ? after : named(given.before);
    return found.size === 1 ? ([...found][0] ?? null) : null;
  };
}
