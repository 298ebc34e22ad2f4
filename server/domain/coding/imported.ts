import { sumMinor, writtenAmount } from '../money.ts';
import { MOVEMENTS, type Driver, type Movement } from '../words.ts';
import type { CaseLine, Coded, CodingCase, Leg } from './case.ts';
import { signFault } from './legs.ts';

/** What a file called a change, or a part of it: `lines` by name, none for all of them; with its side (`after:a`) where the other side has a line of this name too. */
export type FileCode = { movement: Movement; driver: Driver | null; lines: readonly string[] };

/** The movements that a file may tell: halves of a move between accounts, and what rates did, are reckoned here. */
export const FILE_MOVEMENTS = MOVEMENTS.filter((movement): movement is Exclude<Movement, 'transfer' | 'fx'> => movement !== 'transfer' && movement !== 'fx');

/** As it is kept with its upgrade: equal codes have one text. */
export const writeCodes = (codes: readonly FileCode[]): string | null => (codes.length === 0 ? null : `[${codes.map(({ movement, driver, lines }) => JSON.stringify([movement, driver, lines])).sort().join()}]`);

export const readCodes = (text: string | null): FileCode[] =>
  text === null ? [] : (JSON.parse(text) as [Movement, Driver | null, string[]][]).map(([movement, driver, lines]) => ({ movement, driver, lines }));

type Worth = { line: string; side: 'before' | 'after'; minor: number };

/** What is wrong with codes for lines of these worths: an amount that its movement cannot have. Null: they can stand. */
export function codesFault(codes: readonly FileCode[], worths: readonly Worth[], currency: string): string | null {
  for (const code of codes) {
    const amountMinor = amountOf(code, worths);
    const fault = signFault(code.movement, amountMinor);
    if (fault) return `${code.movement}: its lines move ${writtenAmount(amountMinor, currency)}, which ${fault}`;
  }
  return null;
}

const isOf = ({ lines }: FileCode) => ({ line, side }: Worth): boolean => lines.length === 0 || lines.includes(line) || lines.includes(`${side}:${line}`);

const amountOf = (code: FileCode, worths: readonly Worth[]): number => sumMinor(worths.filter(isOf(code)).map(({ side, minor }) => (side === 'after' ? minor : -minor)));

/**
 * The legs that a file's codes come to, with the amounts that the books have: they sum to what the coder's sum to. Where they cannot stand, why:
 * then the coder's do, for a person to look at.
 */
export function importedLegs(given: CodingCase, coded: Coded, codes: readonly FileCode[]): { legs: Leg[] } | { because: string } {
  const own = (side: 'before' | 'after') => (line: CaseLine): Worth => ({ line: line.line, side, minor: line.reportingArrMinor ?? line.arrMinor ?? line.unitArrMinor * line.quantity });
  const worths = [...given.before.map(own('before')), ...given.after.map(own('after'))];
  const fault = codesFault(codes, worths, given.reportingCurrency);
  if (fault) return { because: `The file says ${fault}` };
  const legs = codes.map((code): Leg => {
    const { movement } = code;
    const same = coded.legs.find((leg) => leg.movement === movement);
    const amountMinor = amountOf(code, worths);
    const named = [...new Set(worths.filter(isOf(code)).map(({ line }) => line))];
    return { movement, driver: code.driver ?? same?.driver ?? 'none', amountMinor: amountMinor === 0 ? 0 : amountMinor, currency: given.reportingCurrency, effectiveOn: given.effectiveOn, lines: named.sort() };
  });
  if (sumMinor(legs.map(({ amountMinor }) => amountMinor)) !== coded.deltaMinor) return { because: 'The file’s codes leave out a line that moved' };
  return { legs };
}
