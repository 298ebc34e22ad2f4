import type { CaseLine, CodingCase } from '../../server/domain/coding/case.ts';
import { CURRENCIES, isCurrency } from '../../server/domain/money.ts';

/** A fraction: slow, and exact whatever is done with it. */
type Fraction = { over: bigint; under: bigint };

/** The nearest whole number, halfway to the even one: found from the one below, unlike in the code under test. */
function nearest({ over, under }: Fraction): bigint {
  const rest = ((over % under) + under) % under;
  const below = (over - rest) / under;
  if (rest * 2n === under) return below % 2n === 0n ? below : below + 1n;
  return rest * 2n < under ? below : below + 1n;
}

const decimals = (currency: string) => 10n ** BigInt(isCurrency(currency) ? CURRENCIES[currency] : NaN);

const nativeOf = (line: CaseLine): bigint => (line.arrMinor === undefined ? BigInt(line.unitArrMinor) * BigInt(line.quantity) : BigInt(line.arrMinor));

function converted(line: CaseLine, { reportingCurrency, rates }: CodingCase): bigint {
  const rate = rates[`${line.currency}/${reportingCurrency}`] ?? '';
  const [, fraction = ''] = rate.split('.');
  const over = nativeOf(line) * BigInt(rate.replace('.', '')) * decimals(reportingCurrency);
  return nearest({ over, under: 10n ** BigInt(fraction.length) * decimals(line.currency) });
}

/** What the books hold of a line before. */
export function bookedOf(line: CaseLine, given: CodingCase): bigint {
  if (line.reportingArrMinor !== undefined) return BigInt(line.reportingArrMinor);
  return line.currency === given.reportingCurrency ? nativeOf(line) : converted(line, given);
}

/** What a line is worth at today's rate; one in the currency of the books is worth what they hold. */
export function worthOf(line: CaseLine, given: CodingCase): bigint {
  return line.currency === given.reportingCurrency ? bookedOf(line, given) : converted(line, given);
}

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
export const totalOf = (lines: readonly CaseLine[], given: CodingCase, value: (line: CaseLine, given: CodingCase) => bigint) => sum(lines.map((line) => value(line, given)));

/** The quantity effect and the price effect of all the lines as one group of one product. */
export function effectsOf(given: CodingCase): { quantity: bigint; price: bigint } {
  const [old, now] = [totalOf(given.before, given, worthOf), totalOf(given.after, given, worthOf)];
  const [had, has] = [given.before, given.after].map((lines) => sum(lines.map(({ quantity }) => BigInt(quantity)))) as [bigint, bigint];
  const average: Fraction = { over: old, under: had };
  const quantity = nearest({ over: average.over * (has - had), under: average.under });
  return { quantity, price: now - old - quantity };
}

/** Lines that hang together, found by walking from each to its neighbours until no more come: names of lines before (`<`) and after (`>`). */
export function groupsOf({ before, after }: CodingCase): string[][] {
  const names = [...before.map(({ line }) => `<${line}`), ...after.map(({ line }) => `>${line}`)];
  const links = after.flatMap(({ line, replaces = [] }) => replaces.map((name) => [`<${name}`, `>${line}`])).filter((link) => link.every((name) => names.includes(name)));
  const groups: string[][] = [];
  for (const name of names) {
    if (groups.some((group) => group.includes(name))) continue;
    const group = new Set([name]);
    for (let size = 0; size < group.size;) {
      size = group.size;
      for (const link of links) if (link.some((one) => group.has(one))) for (const one of link) group.add(one);
    }
    groups.push([...group]);
  }
  return groups;
}
