import type { ImportOptions } from './options.ts';
import { productKey, type KnownProduct, type NewProduct } from './subscriptions.ts';
import { RowReader } from './row.ts';

const LONGEST_CODE = 60;

/**
 * Gathers the products that a file names and the catalogue lacks. The price for one unit and one year is that of the first row that pays for
 * it: a trial says nothing of the price.
 */
export class ProductFinder {
  readonly #known: ReadonlyMap<string, KnownProduct>;
  readonly #codes: Set<string>;
  readonly #found = new Map<string, NewProduct>();
  readonly #options: ImportOptions;

  constructor(known: ReadonlyMap<string, KnownProduct>, options: ImportOptions) {
    this.#known = known;
    this.#codes = new Set([...known.values()].map((product) => product.id));
    this.#options = options;
  }

  see(row: ReadonlyMap<string, string>): void {
    const read = new RowReader(row);
    const name = read.text('product', 200);
    if (name === null || this.#known.has(productKey(name))) return;
    const product = this.#found.get(productKey(name)) ?? this.#add(name);
    if (product.listPriceMinor > 0 || read.flag('isTrial') === true) return;
    const currency = read.raw('currency').toUpperCase() || this.#options.currency;
    const quantity = read.count('quantity', 1, 10_000_000);
    const price = currency === product.currency ? unitPrice(read, currency, quantity) : null;
    if (price !== null) product.listPriceMinor = price;
  }

  #add(name: string): NewProduct {
    const base = name.normalize('NFKD').replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+|-+$/g, '').slice(0, LONGEST_CODE - 4) || 'product';
    let id = base;
    for (let number = 2; this.#codes.has(id); number += 1) id = `${base}-${number}`;
    this.#codes.add(id);
    const product: NewProduct = { id, name, listPriceMinor: 0, currency: this.#options.currency };
    this.#found.set(productKey(name), product);
    return product;
  }

  get found(): NewProduct[] {
    return [...this.#found.values()];
  }
}

function unitPrice(read: RowReader, currency: string, quantity: number | null): number | null {
  const arr = read.amount('arr', currency) ?? (read.amount('mrr', currency) ?? 0) * 12;
  return quantity === null || read.fault || arr <= 0 ? null : Math.floor(arr / quantity);
}
