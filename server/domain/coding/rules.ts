import { divideHalfEven, sumMinor, writtenAmount } from '../money.ts';
import type { Driver, Movement } from '../words.ts';
import type { Group } from './groups.ts';
import type { ValuedCase, ValuedLine } from './values.ts';

/** A leg before it has its date and currency. */
export type Part = { movement: Movement; driver: Driver; amountMinor: number; lines: ValuedLine[] };

/** What the rules ask of a group of lines that stand for one another. Amounts in the reporting currency, at today's rate. */
export type GroupFacts = Group & { oldMinor: number; newMinor: number; oneProduct: boolean; oldQuantity: number; newQuantity: number };

/** What becomes of a group: legs of its own, or its lines count as added, or as removed. */
type Verdict = { parts: Part[] } | { as: 'added' | 'removed' };

export type GroupRule = {
  id: string;
  applies: (group: GroupFacts) => boolean;
  verdict: (group: GroupFacts, given: ValuedCase) => Verdict;
  because: (group: GroupFacts, given: ValuedCase) => string;
};

const worth = (lines: readonly ValuedLine[], key: 'bookedMinor' | 'nowMinor') => sumMinor(lines.map((line) => line[key]));
export const bookedMinor = (lines: readonly ValuedLine[]) => worth(lines, 'bookedMinor');
export const nowMinor = (lines: readonly ValuedLine[]) => worth(lines, 'nowMinor');
const units = (lines: readonly ValuedLine[]) => sumMinor(lines.map((line) => line.quantity));

export function factsOf(group: Group): GroupFacts {
  const products = new Set([...group.before, ...group.after].map((line) => line.product));
  return { ...group, oldMinor: nowMinor(group.before), newMinor: nowMinor(group.after), oneProduct: products.size === 1, oldQuantity: units(group.before), newQuantity: units(group.after) };
}

const all = ({ before, after }: Group) => [...before, ...after];
const up = (amountMinor: number): Movement => (amountMinor > 0 ? 'expansion' : 'contraction');
const names = (lines: readonly ValuedLine[]) => [...new Set(lines.map((line) => line.product))].join(' + ');

/**
 * What more or fewer units make at the old average unit price, rounded once, half-even; the rest of the difference is price. Each may be past
 * what a number holds exactly while their sum is a plain amount (one unit at a million becomes a million units at one).
 */
function effectsOf({ oldMinor, newMinor, oldQuantity, newQuantity }: GroupFacts): { quantity: bigint; price: bigint } {
  const quantity = divideHalfEven(BigInt(oldMinor) * BigInt(newQuantity - oldQuantity), BigInt(oldQuantity));
  return { quantity, price: BigInt(newMinor - oldMinor) - quantity };
}

const areOpposite = (a: bigint, b: bigint) => (a > 0n && b < 0n) || (a < 0n && b > 0n);
const size = (amount: bigint) => (amount < 0n ? -amount : amount);

function quantityAndPrice(group: GroupFacts): Part[] {
  const { quantity, price } = effectsOf(group);
  const part = (driver: Driver, amountMinor: number): Part => ({ movement: up(amountMinor), driver, amountMinor, lines: all(group) });
  if (quantity === 0n || price === 0n || areOpposite(quantity, price)) return [part(size(quantity) > size(price) ? 'quantity' : 'price', group.newMinor - group.oldMinor)];
  return [part('quantity', Number(quantity)), part('price', Number(price))];
}

function sameWorth(group: GroupFacts, { kind }: ValuedCase): Part {
  const nothing = { amountMinor: 0, lines: all(group) };
  if (kind === 'renewal') return { movement: 'renewal', driver: 'none', ...nothing };
  return { movement: 'excluded', driver: kind === 'refresh' ? 'hardware_only' : 'none', ...nothing };
}

/** The rules for lines that are linked, in order: the first that applies decides. */
export const GROUP_RULES: readonly GroupRule[] = [
  {
    id: 'linked.nothing_on_both_sides',
    applies: ({ oldMinor, newMinor }) => oldMinor === 0 && newMinor === 0,
    verdict: (group) => ({ parts: [{ movement: 'excluded', driver: 'none', amountMinor: 0, lines: all(group) }] }),
    because: ({ before, after }) => `${names(before)} and ${names(after)} are both worth nothing a year: there is no recurring revenue to move`,
  },
  {
    id: 'linked.trial_becomes_paid',
    applies: ({ oldMinor }) => oldMinor === 0,
    verdict: () => ({ as: 'added' }),
    because: ({ before, after }) => `${names(before)} was worth nothing (a trial): ${names(after)} counts as an added line`,
  },
  {
    id: 'linked.worth_nothing_after',
    applies: ({ newMinor }) => newMinor === 0,
    verdict: () => ({ as: 'removed' }),
    because: ({ before, after }) => `${names(after)} is worth nothing a year: ${names(before)} counts as a removed line`,
  },
  {
    id: 'linked.same_worth',
    applies: ({ oldMinor, newMinor }) => oldMinor === newMinor,
    verdict: (group, given) => ({ parts: [sameWorth(group, given)] }),
    because: ({ newMinor }, given) => `The yearly value stays at ${writtenAmount(newMinor, given.reportingCurrency)}: ${{ renewal: 'a flat renewal', refresh: 'the hardware alone changed' }[given.kind as 'renewal'] ?? 'nothing recurring changed'}`,
  },
  {
    id: 'linked.same_product',
    applies: ({ oneProduct }) => oneProduct,
    verdict: (group) => ({ parts: quantityAndPrice(group) }),
    because: (group, { reportingCurrency }) => {
      const { quantity, price } = effectsOf(group);
      const nets = areOpposite(quantity, price) ? ', of opposite sign: one leg for the difference, named after the larger' : '';
      return `${names(group.after)}: ${group.oldQuantity} → ${group.newQuantity} units at the old average price make ${writtenAmount(quantity, reportingCurrency)}, the price makes ${writtenAmount(price, reportingCurrency)}${nets}`;
    },
  },
  {
    id: 'linked.other_product',
    applies: () => true,
    verdict: (group) => {
      const amountMinor = sumMinor([group.newMinor, -group.oldMinor]);
      return { parts: [{ movement: up(amountMinor), driver: 'tier', amountMinor, lines: all(group) }] };
    },
    because: ({ before, after, oldMinor, newMinor }, { reportingCurrency }) => `${names(before)} became ${names(after)}: ${writtenAmount(oldMinor, reportingCurrency)} → ${writtenAmount(newMinor, reportingCurrency)} a year`,
  },
];

/** What the rules for lines on their own ask of the account. */
export type AccountFacts = { hasBefore: boolean; hasAfter: boolean; everHad: boolean };

export type LineRule = { id: string; applies: (account: AccountFacts) => boolean; movement: Movement; driver: Driver; because: string };

/** Lines that take no other's place. */
export const ADDED_RULES: readonly LineRule[] = [
  { id: 'added.to_what_is_there', applies: ({ hasBefore }) => hasBefore, movement: 'expansion', driver: 'add_on', because: 'The account had recurring revenue before: an added line expands it' },
  { id: 'added.came_back', applies: ({ everHad }) => everHad, movement: 'reactivation', driver: 'none', because: 'The account had recurring revenue once and none any more: it came back' },
  { id: 'added.first_ever', applies: () => true, movement: 'new', driver: 'none', because: 'The account never had recurring revenue before: it is new' },
];

/** Lines that nothing takes the place of, at their booked value. */
export const REMOVED_RULES: readonly LineRule[] = [
  { id: 'removed.something_stays', applies: ({ hasAfter }) => hasAfter, movement: 'contraction', driver: 'item_removal', because: 'The account keeps recurring revenue: a removed line contracts it' },
  { id: 'removed.nothing_stays', applies: () => true, movement: 'churn', driver: 'none', because: 'No recurring revenue is left: the account churns' },
];
