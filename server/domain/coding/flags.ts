import { sumMinor, writtenAmount } from '../money.ts';
import type { CodingFlag, Movement } from '../words.ts';
import type { Leg } from './case.ts';
import type { ValuedCase } from './values.ts';

type Raised = { flag: CodingFlag; because: string };

/** The movements of legs that a path's contract speaks of: what the rates did is nobody's doing. */
const contracted = (legs: readonly Pick<Leg, 'movement'>[]): Movement[] => [...new Set(legs.map(({ movement }) => movement).filter((movement) => movement !== 'fx'))];

/** The movements that a contract does not allow. None stated: no contract. */
export function brokenBy(expected: readonly { movement: Movement }[], legs: readonly Pick<Leg, 'movement'>[]): Movement[] {
  return expected.length === 0 ? [] : contracted(legs).filter((movement) => !expected.some((one) => one.movement === movement));
}

/** What a person should look at, each with its reason. */
export function flagsOf(given: ValuedCase, legs: readonly Leg[], unlinked: { added: boolean; removed: boolean }): Raised[] {
  const { kind, path, reportingCurrency } = given;
  const movedMinor = sumMinor(legs.filter(({ movement }) => movement !== 'fx').map(({ amountMinor }) => amountMinor));
  const broken = brokenBy(path.expected, legs);
  const raised: Raised[] = [];
  const raise = (flag: CodingFlag, because: string) => void raised.push({ flag, because });
  if (broken.length > 0) raise('contract_broken', `The path is expected to cause ${path.expected.map(({ movement }) => movement).join(' or ')}; the lines say ${broken.join(' and ')}`);
  if (kind === 'upgrade' && movedMinor < 0) raise('sign_against_kind', `An upgrade that lowers recurring revenue by ${writtenAmount(-movedMinor, reportingCurrency)}`);
  if (kind === 'downgrade' && movedMinor > 0) raise('sign_against_kind', `A downgrade that raises recurring revenue by ${writtenAmount(movedMinor, reportingCurrency)}`);
  if (unlinked.added && unlinked.removed) raise('unlinked_pair', 'One line leaves and another comes, and nothing says that one takes the place of the other');
  const follows = given.follows ?? [];
  if (follows.length > 0) raise('no_before_lines', `What it renews had left the books by then: ${follows.length === 1 ? 'one line' : `${follows.length} lines`}`);
  else if (kind !== null && kind !== 'add_on' && given.before.length === 0) raise('no_before_lines', `Its kind is ${kind}, but it names no line that the account had`);
  const currencies = new Map(given.before.map(({ line, currency }) => [line, currency]));
  const changes = given.after.some(({ currency, replaces = [] }) => replaces.some((name) => (currencies.get(name) ?? currency) !== currency));
  if (changes) raise('fx', 'A line changes its currency');
  else if (legs.some(({ movement, amountMinor }) => movement === 'fx' && amountMinor !== 0)) raise('fx', 'Exchange rates moved what the books hold');
  const usual = path.usual;
  if (usual && (movedMinor < usual.lowMinor || movedMinor > usual.highMinor)) {
    raise('outlier', `${writtenAmount(movedMinor, reportingCurrency)} is far from what this path usually moves: ${writtenAmount(usual.lowMinor, reportingCurrency)} to ${writtenAmount(usual.highMinor, reportingCurrency)}`);
  }
  return raised;
}
