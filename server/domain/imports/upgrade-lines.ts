import { endOfTerm } from '../days.ts';
import type { CatalogueProduct, Line } from '../configuration.ts';
import { isCurrency, MissingRate, toReporting, type Rate } from '../money.ts';
import type { Day } from '../words.ts';
import type { ImportOptions } from './options.ts';
import type { Fault } from './reasons.ts';
import { RowReader } from './row.ts';
import { productKey, type KnownProduct } from './subscriptions.ts';
import { quoted } from './values.ts';

/** One row of an upgrade: the line of the file, and its cells by field. */
export type UpgradeRow = { line: number; values: ReadonlyMap<string, string> };

/** A subscription here, as far as an upgrade's line may be about it. */
export type LineSubscription = Omit<Line, 'line' | 'replaces'> & { id: string; externalId: string | null; accountId: string; upgradeId: string | null; countsFrom: Day; countsUntil: Day | null };

export type StoredLine = Line & { side: 'before' | 'after'; position: number; subscriptionId: string | null };

/** `opens`: the key of the subscription that the line opens in the books. `isPriced`: the file says what it costs, or its subscription does. */
export type ImportedLine = StoredLine & { opens: string | null; isPriced: boolean };

export type LineReferences = {
  reportingCurrency: string;
  rates: readonly Rate[];
  /** By folded code and by folded name. */
  products: ReadonlyMap<string, KnownProduct>;
  catalogue: ReadonlyMap<string, CatalogueProduct>;
  /** By the key that files know them by. */
  subscriptions: ReadonlyMap<string, LineSubscription>;
};

/** What the lines are read for: whose, since when, and whether it is an order to come or one that was. */
export type LineContext = { accountId: string; effectiveOn: Day; isDraft: boolean; wasPlaced: boolean };

type Told = { row: UpgradeRow; line: ImportedLine; subscriptionKey: string | null; replaces: string[] };

const MOST_UNITS = 10_000_000;
const LONGEST_TERM = 240;
const LONGEST_NAME = 60;
const LINE_FIELDS = ['side', 'line', 'subscription', 'product', 'quantity', 'unitArr', 'arr', 'startsOn', 'endsOn', 'replaces'];

/** Whether a row tells of a line at all, and of one of the order. */
export const hasLine = ({ values }: UpgradeRow): boolean => LINE_FIELDS.some((field) => (values.get(field) ?? '') !== '');

export const isAfter = (row: UpgradeRow): boolean => hasLine(row) && /^(?:after|new|to)$/i.test(row.values.get('side') ?? '');

/** The lines of one upgrade, those before first, or what is wrong with which of them. */
export function readLines(rows: readonly UpgradeRow[], context: LineContext, refs: LineReferences, options: ImportOptions): ImportedLine[] | Fault {
  const told: Told[] = [];
  const counted = { before: 0, after: 0 };
  for (const row of rows.filter(hasLine)) {
    const read = new RowReader(row.values);
    const side = read.need('side', read.word('side', ['before', 'after'], { old: 'before', new: 'after', from: 'before', to: 'after' }));
    const line = side === null ? null : bookable(read, () => lineIn(read, { ...context, side, position: counted[side] }, refs, options));
    if (read.fault || side === null || line === null) return { ...(read.fault ?? { reason: 'missing_value', detail: 'A needed value is empty' }), line: row.line };
    counted[side] += 1;
    const twice = told.find((one) => one.line.side === side && (one.line.line === line.line || (line.subscriptionId !== null && one.line.subscriptionId === line.subscriptionId)));
    if (twice) return { reason: 'duplicate_line', detail: `Line ${twice.row.line} is the same line of the upgrade`, line: row.line };
    told.push({ row, line, subscriptionKey: read.raw('subscription') || null, replaces: read.raw('replaces').split(/[;|]/).map((name) => name.trim()).filter(Boolean) });
  }
  return joined(told);
}

function bookable<T>(read: RowReader, make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof MissingRate) return read.blame('missing_rate', error.message);
    if (error instanceof RangeError) return read.blame('bad_number', error.message);
    throw error;
  }
}

/** A line is replaced under the name that the file gives it, or by its subscription's key. */
function joined(told: readonly Told[]): ImportedLine[] | Fault {
  const names = new Map<string, string>();
  for (const { row, line, subscriptionKey } of told) {
    if (line.side !== 'before') continue;
    for (const name of [row.values.get('line') ?? '', subscriptionKey ?? '', line.line]) if (name !== '' && !names.has(name)) names.set(name, line.line);
  }
  for (const { row, line, replaces } of told) {
    const missing = replaces.find((name) => line.side === 'before' || !names.has(name));
    if (missing !== undefined) return { reason: 'unknown_line', detail: line.side === 'before' ? 'Only an after-line replaces others' : `replaces: the upgrade has no before-line ${quoted(missing)}`, line: row.line };
  }
  const lines = told.map(({ line, replaces }) => ({ ...line, replaces: [...new Set(replaces.map((name) => names.get(name) ?? name))] }));
  return [...lines.filter((line) => line.side === 'before'), ...lines.filter((line) => line.side === 'after')];
}

type Place = LineContext & { side: 'before' | 'after'; position: number };

function lineIn(read: RowReader, place: Place, refs: LineReferences, options: ImportOptions): ImportedLine | null {
  const { side, position, effectiveOn } = place;
  const subscription = subscriptionIn(read, place, refs, options);
  const known = subscription?.found ?? null;
  if (place.isDraft && side === 'before') return known && asBefore(known, position);
  const product = productIn(read, refs) ?? known?.product ?? read.blame('missing_value', 'product is empty');
  const quantity = read.count('quantity', 1, MOST_UNITS) ?? known?.quantity ?? read.blame('missing_value', 'quantity is empty');
  const currency = currencyIn(read, refs, known, product, options);
  const name = read.key('line', LONGEST_NAME);
  const termMonths = read.count('termMonths', 1, LONGEST_TERM) ?? known?.termMonths ?? 12;
  const startsOn = read.day('startsOn') ?? known?.startsOn ?? effectiveOn;
  const endsOn = read.day('endsOn') ?? (known ? known.endsOn : endOfTerm(startsOn, termMonths));
  if (product === null || quantity === null || currency === null || read.fault) return null;
  const amounts = amountsIn(read, { currency, quantity, known, isDraft: place.isDraft });
  if (amounts === null) return null;
  if (endsOn !== null && endsOn < startsOn) return read.blame('ends_before_start', `The line ends on ${endsOn}, before it starts on ${startsOn}`);
  const isKnownAmount = known !== null && known.arrMinor === amounts.arrMinor && known.currency === currency;
  const reportingArrMinor = isKnownAmount ? known.reportingArrMinor : toReporting({ amountMinor: amounts.arrMinor, currency, on: side === 'before' ? startsOn : effectiveOn }, refs.reportingCurrency, refs.rates);
  return {
    // Here a before-line goes by its subscription.
    line: side === 'before' && known ? known.id : (name ?? `${side === 'before' ? 'before-' : ''}${position + 1}`),
    side, position, subscriptionId: known?.id ?? null, opens: subscription?.opens ?? null, product, quantity, currency, termMonths, startsOn, endsOn, unitArrMinor: amounts.unitArrMinor, arrMinor: amounts.arrMinor,
    reportingArrMinor, replaces: [], isPriced: amounts.isPriced,
  };
}

/** What a draft is about is read from the books, and not from a file. */
function asBefore({ id, product, quantity, unitArrMinor, currency, termMonths, startsOn, endsOn, arrMinor, reportingArrMinor }: LineSubscription, position: number): ImportedLine {
  return { line: id, side: 'before', position, subscriptionId: id, opens: null, isPriced: true, product, quantity, unitArrMinor, currency, termMonths, startsOn, endsOn, arrMinor, reportingArrMinor, replaces: [] };
}

function subscriptionIn(read: RowReader, { side, accountId, isDraft, wasPlaced }: Place, refs: LineReferences, { openSubscriptions }: ImportOptions): { found: LineSubscription | null; opens: string | null } | null {
  const key = read.key('subscription');
  if (key === null) return side === 'before' && isDraft ? read.blame('missing_value', 'subscription is empty: a draft is about lines that are in the books') : null;
  if (isDraft && side === 'after') return read.blame('contradiction', 'subscription: an after-line of a draft has none yet');
  const found = refs.subscriptions.get(key) ?? null;
  if (found === null && side === 'after' && wasPlaced && openSubscriptions) return { found, opens: key };
  if (found === null || found.accountId !== accountId) return read.blame('unknown_subscription', `This account has no subscription with the key ${quoted(key)}`);
  if (isDraft && found.countsUntil !== null) return read.blame('not_in_books', `${quoted(key)} left the books on ${found.countsUntil}`);
  return { found, opens: null };
}

function productIn(read: RowReader, { products }: LineReferences): string | null {
  const named = read.text('product', 200);
  return named === null ? null : (products.get(productKey(named))?.id ?? read.blame('unknown_product', `The catalogue has no product ${quoted(named)}`));
}

function currencyIn(read: RowReader, { catalogue }: LineReferences, known: LineSubscription | null, product: string | null, options: ImportOptions): string | null {
  const isTold = read.raw('arr') !== '' || read.raw('unitArr') !== '';
  const code = read.raw('currency').toUpperCase() || known?.currency || (isTold ? options.currency : (catalogue.get(product ?? '')?.currency ?? options.currency));
  return isCurrency(code) ? code : read.blame('bad_word', `currency: ${quoted(code)} is not a currency of the books`);
}

type Priced = { currency: string; quantity: number; known: LineSubscription | null; isDraft: boolean };

/** The line's ARR goes before the unit's. What history does not say is its subscription's; what a draft does not say is priced as any order is. */
function amountsIn(read: RowReader, { currency, quantity, known, isDraft }: Priced): { unitArrMinor: number; arrMinor: number; isPriced: boolean } | null {
  const arr = read.amount('arr', currency);
  const unit = read.amount('unitArr', currency);
  if (read.fault) return null;
  if (arr !== null) return { unitArrMinor: Math.floor(arr / quantity), arrMinor: arr, isPriced: true };
  if (unit === null && known?.quantity === quantity) return { unitArrMinor: known.unitArrMinor, arrMinor: known.arrMinor, isPriced: true };
  const price = unit ?? known?.unitArrMinor ?? null;
  if (price === null) return isDraft ? { unitArrMinor: 0, arrMinor: 0, isPriced: false } : read.blame('missing_value', 'Neither ARR nor the ARR of one unit is told');
  return Number.isSafeInteger(price * quantity) ? { unitArrMinor: price, arrMinor: price * quantity, isPriced: true } : read.blame('bad_number', 'The amount is too large to be exact');
}
