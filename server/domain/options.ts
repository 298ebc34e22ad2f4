import type { CatalogueProduct, Line } from './configuration.ts';
import { daysBetween } from './days.ts';
import type { Day, UpgradeKind } from './words.ts';

export type OptionPath = { id: string; name: string; kind: UpgradeKind; fromFamily: string | null; toFamily: string | null; returnRequired: boolean; attestationRequired: boolean; selfServe: boolean };

/** One way in which the journey could go on, with what it would mean for customer and books. */
export type PathOption = {
  pathId: string;
  name: string;
  kind: UpgradeKind;
  fits: boolean;
  because: string;
  product: string | null;
  afterArrMinor: number | null;
  deltaMinor: number | null;
  /** Already paid and not used: the share of the old lines' term that the change gives up. */
  residualMinor: number;
  returnRequired: boolean;
  attestationRequired: boolean;
  selfServe: boolean;
};

/** What a day of the old lines is worth, for the days that the change takes off their term. */
export function residualMinor(before: readonly Line[], effectiveOn: Day, kind: UpgradeKind): number {
  if (kind === 'renewal' || kind === 'add_on') return 0;
  return before.reduce((sum, line) => (line.endsOn === null || line.endsOn < effectiveOn ? sum : sum + Math.round((line.reportingArrMinor * (daysBetween(effectiveOn, line.endsOn) + 1)) / 365)), 0);
}

/** The product of a family that comes closest at or above today's price: what a customer who grows a little would take. */
function suggested(path: OptionPath, before: readonly Line[], products: readonly CatalogueProduct[]): CatalogueProduct | undefined {
  const current = before[0];
  if (path.kind === 'renewal' && current) return products.find((product) => product.id === current.product);
  const family = products.filter((product) => product.active && product.family === path.toFamily).sort((a, b) => a.listPriceMinor - b.listPriceMinor || (a.id < b.id ? -1 : 1));
  // What they pay for one, in the currency of the books as the catalogue's prices are.
  const unit = current ? current.reportingArrMinor / current.quantity : 0;
  if (path.kind === 'downgrade') return family.filter((product) => product.listPriceMinor < unit).at(-1) ?? family[0];
  if (path.kind === 'refresh') return family.find((product) => product.listPriceMinor >= unit) ?? family.at(-1);
  // With a discount they pay less than the list price of what they have: that is no step up.
  return family.find((product) => product.listPriceMinor > unit && product.id !== current?.product) ?? family.at(-1);
}

/** Every active path side by side, the ones that fit first. Amounts in the reporting currency, a year's worth. */
export function compareOptions(paths: readonly OptionPath[], before: readonly Line[], products: readonly CatalogueProduct[], effectiveOn: Day): PathOption[] {
  const families = new Set(before.map((line) => products.find((product) => product.id === line.product)?.family));
  const beforeMinor = before.reduce((sum, line) => sum + line.reportingArrMinor, 0);
  const quantity = before[0]?.quantity ?? 1;
  return paths.map((path): PathOption => {
    const product = suggested(path, before, products);
    const fits = (path.fromFamily === null || families.has(path.fromFamily)) && product !== undefined;
    const because = fits ? (path.fromFamily === null ? 'open to every line' : `their ${path.fromFamily} may move to ${path.toFamily ?? path.fromFamily}`) : path.fromFamily !== null && !families.has(path.fromFamily) ? `they have no ${path.fromFamily}` : 'nothing in the catalogue fits';
    const kept = path.kind === 'add_on' ? beforeMinor : 0;
    const price = path.kind === 'renewal' ? beforeMinor : product ? product.listPriceMinor * (path.kind === 'add_on' ? 1 : quantity) : null;
    const afterArrMinor = price === null ? null : price + kept;
    return {
      pathId: path.id, name: path.name, kind: path.kind, fits, because, product: product?.id ?? null, afterArrMinor, deltaMinor: afterArrMinor === null ? null : afterArrMinor - beforeMinor,
      residualMinor: residualMinor(before, effectiveOn, path.kind), returnRequired: path.returnRequired, attestationRequired: path.attestationRequired, selfServe: path.selfServe,
    };
  }).sort((a, b) => Number(b.fits) - Number(a.fits) || (a.name < b.name ? -1 : 1));
}
