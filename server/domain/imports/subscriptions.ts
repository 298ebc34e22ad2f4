import { foldText } from '../fold.ts';
import { addDays, monthsBetween } from '../days.ts';
import { isCurrency, MissingRate, toReporting, type Rate } from '../money.ts';
import type { Day, SubscriptionStatus } from '../words.ts';
import { changesFrom, skipped, type Decision, type Existing } from './decision.ts';
import type { ImportOptions } from './options.ts';
import { RowReader } from './row.ts';
import { quoted } from './values.ts';

/** What a file says of a line: what an import compares. */
export type SubscriptionFacts = {
  product: string; quantity: number; arrMinor: number; currency: string; termMonths: number; startsOn: Day; endsOn: Day | null; autoRenew: boolean; isTrial: boolean; deviceId: string | null;
};

/** What the books make of it. */
export type SubscriptionBooks = { unitArrMinor: number; reportingArrMinor: number; countsFrom: Day; countsUntil: Day | null; status: SubscriptionStatus };

export type SubscriptionValues = SubscriptionFacts & SubscriptionBooks & { externalId: string; accountId: string };

/** `openedHere`: an order that was placed here, or an event, opened the line, and what it is worth was said there; `endedHere`: an event ended it. */
export type ExistingSubscription = Existing<SubscriptionValues> & { openedHere?: boolean; endedHere?: boolean };

export type KnownProduct = { id: string; name: string };
export type NewProduct = { id: string; name: string; listPriceMinor: number; currency: string };

export type SubscriptionReferences = {
  today: Day;
  reportingCurrency: string;
  rates: readonly Rate[];
  accounts: ReadonlyMap<string, { id: string }>;
  /** By folded code and by folded name. */
  products: ReadonlyMap<string, KnownProduct>;
  devices: ReadonlyMap<string, { id: string; accountId: string }>;
};

const MOST_UNITS = 10_000_000;
const LONGEST_TERM = 240;
const BILLING: Readonly<Record<string, number>> = { monthly: 1, month: 1, quarterly: 3, quarter: 3, semi_annual: 6, half_yearly: 6, annual: 12, annually: 12, yearly: 12, year: 12, biennial: 24, two_yearly: 24 };

export const productKey = (text: string): string => foldText(text);

export function productsByKey(products: readonly KnownProduct[]): Map<string, KnownProduct> {
  // A code goes before another product's name.
  return new Map([...products.map((one) => [productKey(one.name), one] as const), ...products.map((one) => [productKey(one.id), one] as const)]);
}

/** What an order agrees on: once it is placed, its coding says so, and no file says otherwise. */
const AGREED = ['product', 'quantity', 'arrMinor', 'currency', 'startsOn', 'isTrial'] as const satisfies readonly (keyof SubscriptionFacts)[];

/** Whether an upgrade placed here, or an event, ended the line: its end in the books is not the end of its term. */
const isEndedHere = ({ endedHere = false, status, countsUntil, endsOn }: ExistingSubscription): boolean => endedHere || status === 'replaced' || (countsUntil !== null && (endsOn === null || countsUntil !== addDays(endsOn, 1)));

/** What a row would make of a subscription line. */
export function planSubscription(row: ReadonlyMap<string, string>, existing: ExistingSubscription | undefined, refs: SubscriptionReferences, options: ImportOptions): Decision<SubscriptionValues> {
  const read = new RowReader(row);
  const externalId = read.need('externalId', read.key('externalId'));
  const accountId = accountIn(read, refs);
  const told = factsIn(read, refs, options, accountId);
  if (read.faults) return { outcome: 'skipped', fault: read.faults };
  if (externalId === null || accountId === null || told === null) return skipped('missing_value', 'A needed value is empty');
  // What the file has no column for is the record's to keep.
  const facts: SubscriptionFacts = existing
    ? {
        ...told,
        autoRenew: read.has('autoRenew') ? told.autoRenew : existing.autoRenew,
        isTrial: read.has('isTrial') ? told.isTrial : existing.isTrial,
        endsOn: read.has('endsOn') ? told.endsOn : existing.endsOn,
        termMonths: hasTerm(read) ? told.termMonths : existing.termMonths,
        deviceId: read.raw('serial') === '' ? existing.deviceId : told.deviceId,
      }
    : told;
  if (facts.endsOn !== null && facts.endsOn < facts.startsOn) return skipped('ends_before_start', `It ends on ${facts.endsOn}, before it starts on ${facts.startsOn}`);
  if (!existing) return booked(facts, refs, (books) => ({ outcome: 'create', values: { externalId, accountId, ...facts, ...books } }));
  if (existing.accountId !== accountId) return skipped('other_account', 'The line belongs to another account here');
  const changes = changesFrom<SubscriptionFacts>(existing, facts);
  if (Object.keys(changes).length === 0) return { outcome: 'unchanged', id: existing.id };
  if (isEndedHere(existing)) return skipped('changed_by_upgrade', `An upgrade placed here, or an event, ended the line: ${Object.keys(changes).join(', ')} cannot be changed by a file`);
  const agreed = AGREED.filter((field) => field in changes);
  if (existing.openedHere && agreed.length > 0) return skipped('changed_by_upgrade', `An upgrade placed here, or an event, opened the line: ${agreed.join(', ')} cannot be changed by a file`);
  const { id, version } = existing;
  // A line counts from the day on which it entered the books, which need not be its term's first.
  const countsFrom = 'startsOn' in changes ? {} : { countsFrom: existing.countsFrom };
  return booked(facts, refs, (books) => ({ outcome: 'update', id, version, changes: { ...changes, ...changesFrom<SubscriptionBooks>(existing, { ...books, ...countsFrom }) } }));
}

function accountIn(read: RowReader, { accounts }: Pick<SubscriptionReferences, 'accounts'>): string | null {
  const key = read.need('account', read.key('account'));
  if (key === null) return null;
  return accounts.get(key)?.id ?? read.blame('unknown_account', `No account has the key ${quoted(key)}`);
}

function factsIn(read: RowReader, refs: SubscriptionReferences, options: ImportOptions, accountId: string | null): SubscriptionFacts | null {
  const named = read.need('product', read.text('product', 200));
  const product = named === null ? null : (refs.products.get(productKey(named))?.id ?? read.blame('unknown_product', `The catalogue has no product ${quoted(named)}`));
  const quantity = read.need('quantity', read.count('quantity', 1, MOST_UNITS));
  const currency = currencyIn(read, options);
  const isTrial = read.flag('isTrial') ?? false;
  const arrMinor = currency === null ? null : arrIn(read, currency, isTrial);
  const startsOn = read.need('startsOn', read.day('startsOn'));
  const endsOn = read.day('endsOn');
  const autoRenew = read.flag('autoRenew') ?? false;
  const termMonths = termIn(read, startsOn, endsOn);
  const deviceId = deviceIn(read, refs, accountId);
  if (product === null || quantity === null || currency === null || arrMinor === null || startsOn === null) return null;
  return { product, quantity, arrMinor, currency, termMonths, startsOn, endsOn, autoRenew, isTrial, deviceId };
}

function currencyIn(read: RowReader, options: ImportOptions): string | null {
  const code = read.raw('currency').toUpperCase() || options.currency;
  return isCurrency(code) ? code : read.blame('bad_word', `currency: ${quoted(code)} is not a currency of the books`);
}

/** Recurring revenue of a year. A trial has none, whatever its price would be. */
function arrIn(read: RowReader, currency: string, isTrial: boolean): number | null {
  const arr = read.amount('arr', currency);
  const mrr = read.amount('mrr', currency);
  if (isTrial) return 0;
  const minor = arr ?? (mrr === null ? null : mrr * 12);
  if (minor === null) return read.raw('arr') === '' && read.raw('mrr') === '' ? read.blame('missing_value', 'Neither ARR nor MRR is told') : null;
  return Number.isSafeInteger(minor) ? minor : read.blame('bad_number', 'The amount is too large to be exact');
}

const hasTerm = (read: RowReader): boolean => read.raw('termMonths') !== '' || read.raw('billing') !== '';

function termIn(read: RowReader, startsOn: Day | null, endsOn: Day | null): number {
  const months = read.count('termMonths', 1, LONGEST_TERM);
  const billing = read.raw('billing').toLowerCase().replace(/[\s-]+/g, '_');
  if (months !== null) return months;
  if (billing !== '') {
    const known = Object.hasOwn(BILLING, billing) ? BILLING[billing] : undefined;
    if (known === undefined) read.blame('bad_word', `billing: ${quoted(billing)} is not one of monthly, quarterly, annual`);
    return known ?? 12;
  }
  return startsOn !== null && endsOn !== null && endsOn >= startsOn ? Math.min(LONGEST_TERM, monthsBetween(startsOn, endsOn)) : 12;
}

function deviceIn(read: RowReader, { devices }: SubscriptionReferences, accountId: string | null): string | null {
  const serial = read.key('serial');
  // Whose account is at fault, its devices are not known.
  if (serial === null || accountId === null) return null;
  const device = devices.get(serial);
  return device && device.accountId === accountId ? device.id : read.blame('unknown_device', 'serial: this account has no device with this serial number');
}

function booked(facts: SubscriptionFacts, refs: SubscriptionReferences, decide: (books: SubscriptionBooks) => Decision<SubscriptionValues>): Decision<SubscriptionValues> {
  try {
    return decide(booksOf(facts, refs));
  } catch (error) {
    if (error instanceof MissingRate) return skipped('missing_rate', error.message);
    if (error instanceof RangeError) return skipped('bad_number', error.message);
    throw error;
  }
}

/** A line whose end has passed left the books the day after; what has not ended counts from its start. `arrMinor` is the truth, the unit price what it comes to. */
function booksOf(facts: SubscriptionFacts, { today, reportingCurrency, rates }: SubscriptionReferences): SubscriptionBooks {
  const ended = facts.endsOn !== null && facts.endsOn < today;
  return {
    unitArrMinor: Math.floor(facts.arrMinor / facts.quantity),
    reportingArrMinor: toReporting({ amountMinor: facts.arrMinor, currency: facts.currency, on: facts.startsOn }, reportingCurrency, rates),
    countsFrom: facts.startsOn,
    countsUntil: ended && facts.endsOn !== null ? addDays(facts.endsOn, 1) : null,
    status: ended ? 'ended' : 'active',
  };
}
