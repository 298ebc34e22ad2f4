import { configureLines, type CatalogueProduct, type Configuration, type ExceptionInput, type Line, type LineInput, type Rate } from '../../../server/domain/configuration.ts';
import { CURRENCIES, isCurrency, parseDecimalToMinor } from '../../../server/domain/money.ts';
import type { PathOption } from '../../../server/domain/options.ts';
import { isRefusal } from '../../../server/domain/refusal.ts';
import type { Product } from '../records.ts';
import type { UpgradeLine, UpgradeRecord } from './records.ts';

/** A line as it is being typed: figures are texts until they are sent. */
export type CartLine = { key: string; line?: string; product: string | null; quantity: string; unitPrice: string; currency?: string; termMonths: string; startsOn?: string; replaces: string[] };

export type Cart = {
  pathId: string | null;
  lines: CartLine[];
  /** Off the standard price of every line; empty: none. */
  discountPercent: string;
  exceptionReason: string;
  /** What was changed and why: goes into the record. */
  reason: string;
};

let keys = 0;
const newKey = () => `line-${(keys += 1)}`;

const decimals = (currency: string) => (isCurrency(currency) ? CURRENCIES[currency] : 2);

/** Minor units as one types them: 120000 in USD is "1200", 120050 is "1200.50". */
export function typedPrice(minor: number, currency: string): string {
  const digits = decimals(currency);
  const text = (minor / 10 ** digits).toFixed(digits);
  return text.replace(/\.0+$/, '');
}

export const emptyLine = (): CartLine => ({ key: newKey(), product: null, quantity: '1', unitPrice: '', termMonths: '12', replaces: [] });

const asCartLine = (line: UpgradeLine): CartLine => ({
  key: newKey(), line: line.line, product: line.product, quantity: String(line.quantity), unitPrice: typedPrice(line.unitArrMinor, line.currency), currency: line.currency, termMonths: String(line.termMonths), startsOn: line.startsOn, replaces: line.replaces,
});

/** The cart as the order stands. */
export function cartOf(upgrade: Pick<UpgradeRecord, 'pathId' | 'after' | 'exception'>): Cart {
  return { pathId: upgrade.pathId, lines: upgrade.after.length > 0 ? upgrade.after.map(asCartLine) : [], discountPercent: '', exceptionReason: upgrade.exception?.reason ?? '', reason: '' };
}

/** A before-line that goes on as it is: same product, quantity, price and term. */
export function keptLine(before: UpgradeLine): CartLine {
  return { ...emptyLine(), product: before.product, quantity: String(before.quantity), unitPrice: typedPrice(before.unitArrMinor, before.currency), currency: before.currency, termMonths: String(before.termMonths), replaces: [before.line] };
}

/** The cart that an option suggests: its product in place of the lines before – beside them where it only adds. */
export function cartFromOption(cart: Cart, option: Pick<PathOption, 'pathId' | 'product' | 'kind'>, before: readonly UpgradeLine[]): Cart {
  if (option.product === null) return { ...cart, pathId: option.pathId };
  if (option.kind === 'renewal') return { ...cart, pathId: option.pathId, lines: before.map(keptLine), discountPercent: '' };
  const [first] = before;
  const added: CartLine = { ...emptyLine(), product: option.product };
  const lines = option.kind === 'add_on'
    ? [...before.map(keptLine), added]
    : [{ ...added, quantity: String(first?.quantity ?? 1), termMonths: String(first?.termMonths ?? 12), replaces: before.map(({ line }) => line) }];
  return { ...cart, pathId: option.pathId, lines, discountPercent: '' };
}

/** Before-lines that nothing in the cart goes on with: placing the order ends them. */
export function endedLines(cart: Cart, before: readonly UpgradeLine[]): UpgradeLine[] {
  const named = new Set(cart.lines.flatMap(({ replaces }) => replaces));
  return before.filter(({ line }) => !named.has(line));
}

const wholeNumber = (text: string, most: number): number | null => (/^\d{1,7}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most ? Number(text) : null);

function percentOf(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value) && value > 0 && value <= 100 ? value : null;
}

const currencyOf = (line: CartLine, before: readonly UpgradeLine[], products: ReadonlyMap<string, Product>) =>
  line.currency ?? before.find((one) => line.replaces.includes(one.line))?.currency ?? products.get(line.product ?? '')?.currency ?? 'USD';

/** What cannot be sent as it is, by field: values are the keys of texts. */
export function faultsOf(cart: Cart, before: readonly UpgradeLine[], products: ReadonlyMap<string, Product>): Record<string, string> {
  const faults: Record<string, string> = {};
  if (!cart.pathId) faults['pathId'] = 'cart.fault.path';
  if (cart.lines.length === 0) faults['lines'] = 'cart.fault.lines';
  for (const [index, line] of cart.lines.entries()) {
    const at = `lines[${index}]`;
    if (!line.product) faults[`${at}.product`] = 'cart.fault.product';
    if (wholeNumber(line.quantity, 1_000_000) === null) faults[`${at}.quantity`] = 'cart.fault.quantity';
    if (wholeNumber(line.termMonths, 120) === null) faults[`${at}.termMonths`] = 'cart.fault.term';
    if (line.unitPrice.trim() !== '' && (parseDecimalToMinor(line.unitPrice, currencyOf(line, before, products)) ?? -1) < 0) faults[`${at}.unitArrMinor`] = 'cart.fault.price';
  }
  if (cart.discountPercent.trim() !== '' && percentOf(cart.discountPercent) === null) faults['priceException.discountPercent'] = 'cart.fault.discount';
  return faults;
}

export type ConfigureBody = { pathId: string; lines: LineInput[]; priceException?: ExceptionInput; reason: string; version: number };

function lineInput(line: CartLine, before: readonly UpgradeLine[], products: ReadonlyMap<string, Product>): LineInput {
  const currency = currencyOf(line, before, products);
  const unitArrMinor = line.unitPrice.trim() === '' ? null : parseDecimalToMinor(line.unitPrice, currency);
  return {
    ...(line.line !== undefined && { line: line.line }), product: line.product ?? '', quantity: Number(line.quantity), ...(unitArrMinor !== null && { unitArrMinor }), ...(line.currency !== undefined && { currency: line.currency }),
    termMonths: Number(line.termMonths), ...(line.startsOn !== undefined && { startsOn: line.startsOn }), replaces: line.replaces,
  };
}

/** What `configure` is sent; call it for a cart without faults. */
export function bodyOf(cart: Cart, before: readonly UpgradeLine[], products: ReadonlyMap<string, Product>, version: number): ConfigureBody {
  const discountPercent = percentOf(cart.discountPercent);
  const reason = cart.exceptionReason.trim();
  const exception: ExceptionInput = { ...(discountPercent !== null && { discountPercent }), ...(reason !== '' && { reason }) };
  return {
    pathId: cart.pathId ?? '', lines: cart.lines.map((line) => lineInput(line, before, products)), ...(Object.keys(exception).length > 0 && { priceException: exception }), reason: cart.reason.trim(), version,
  };
}

/** Rates as far as the lines before show them: enough to foresee an order in the customer's own currency; the server reckons with the real ones. */
function ratesShown(before: readonly UpgradeLine[], reportingCurrency: string, on: string): Rate[] {
  return before.filter((line) => line.currency !== reportingCurrency && line.arrMinor > 0 && line.reportingArrMinor > 0).flatMap((line) => {
    const rate = (line.reportingArrMinor / 10 ** decimals(reportingCurrency)) / (line.arrMinor / 10 ** decimals(line.currency));
    return [{ base: line.currency, quote: reportingCurrency, on, rate: rate.toFixed(10) }, { base: reportingCurrency, quote: line.currency, on, rate: (1 / rate).toFixed(10) }];
  });
}

export type CartFacts = { before: readonly UpgradeLine[]; products: ReadonlyMap<string, Product>; effectiveOn: string; reportingCurrency: string; exceptionLimitBasisPoints: number; mayGrant: boolean };
export type Reckoned = Configuration & { afterArrMinor: number; /** Foreign prices are only as near as the lines before show them. */ isNear: boolean };

/** What the order would be worth and whether its price waits for an admin, by the server's own rule; null where the cart cannot be reckoned yet. */
export function reckon(cart: Cart, facts: CartFacts): Reckoned | null {
  const { before, products, effectiveOn, reportingCurrency } = facts;
  const { pathId: _path, reason: _why, ...blocking } = faultsOf(cart, before, products);
  if (Object.keys(blocking).length > 0) return null;
  const { lines, priceException } = bodyOf(cart, before, products, 0);
  const known: Line[] = before.map(({ line, product, quantity, unitArrMinor, currency, termMonths, startsOn, endsOn, arrMinor, reportingArrMinor, replaces }) => ({ line, product, quantity, unitArrMinor, currency, termMonths, startsOn, endsOn, arrMinor, reportingArrMinor, replaces }));
  const catalogue = new Map<string, CatalogueProduct>([...products].map(([id, product]) => [id, { id, family: product.family, listPriceMinor: product.listPriceMinor, currency: product.currency, active: product.active }]));
  const configured = configureLines(lines, priceException, { ...facts, before: known, products: catalogue, rates: ratesShown(before, reportingCurrency, effectiveOn) });
  if (isRefusal(configured)) return null;
  return { ...configured, afterArrMinor: configured.after.reduce((sum, line) => sum + line.reportingArrMinor, 0), isNear: configured.after.some((line) => line.currency !== reportingCurrency) };
}
