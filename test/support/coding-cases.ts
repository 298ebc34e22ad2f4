import type { CaseLine, CodingCase, Leg } from '../../server/domain/coding/case.ts';
import { CURRENCIES, isCurrency } from '../../server/domain/money.ts';
import { CODING_FLAGS, DRIVERS, MOVEMENTS, UPGRADE_KINDS } from '../../server/domain/words.ts';

type WrittenLeg = Pick<Leg, 'movement' | 'driver' | 'amountMinor' | 'lines'>;

/** A row of docs/revenue-coding.md: a case, and what it has to become. */
export type WorkedCase = { number: string; why: string; given: CodingCase; refused: string | null; legs: WrittenLeg[]; flags: string[] };

const COLUMNS = ['#', 'kind', 'before', 'after', 'account and day', 'contract', 'legs', 'flags', 'why'];
const NEEDED = COLUMNS.filter((column) => !['account and day', 'contract'].includes(column));
const NOTHING = '—';

const unreadable = (text: string): never => {
  throw new Error(`cannot be read: ${text}`);
};

function oneOf<Word extends string>(words: readonly Word[], text: string): Word {
  return words.find((word) => word === text) ?? unreadable(text);
}

const parted = (text: string, by: string | RegExp): string[] => (text === NOTHING ? [] : text.split(by).map((part) => part.trim()));

/** `1,234.50` with exactly the decimals of its currency, as minor units: read without the code under test. */
function minorOf(text: string, currency: string): number {
  const digits = isCurrency(currency) ? CURRENCIES[currency] : unreadable(currency);
  if (!(digits === 0 ? /^[+-]?\d{1,3}(,\d{3})*$/ : /^[+-]?\d{1,3}(,\d{3})*\.\d\d$/).test(text)) unreadable(text);
  const amount = Number(text.replace(/[+,.]/g, ''));
  return Number.isSafeInteger(amount) ? amount : unreadable(text);
}

const LINE = /^(?<line>\w+): (?<quantity>[\d,]+) × (?<product>[\w -]+?) (?<how>at|for) (?<amount>[\d,.]+)(?: (?<currency>[A-Z]{3}))?$/;

function lineOf(text: string, books: string, side: 'before' | 'after'): CaseLine {
  const [head = '', ...words] = text.split(/, /);
  const { line = '', quantity = '', product = '', how, amount = '', currency = books } = LINE.exec(head)?.groups ?? unreadable(text);
  const minor = minorOf(amount, currency);
  const dates = side === 'before' ? { startsOn: '2025-04-01', endsOn: '2026-03-31' } : { startsOn: '2026-04-01', endsOn: '2027-03-31' };
  const read: CaseLine = { line, product, quantity: Number(quantity.replaceAll(',', '')), unitArrMinor: how === 'at' ? minor : 0, ...(how === 'for' && { arrMinor: minor }), currency, termMonths: 12, ...dates };
  for (const word of words) {
    const [, booked, months, until, replaces] = /^(?:booked ([\d,.]+)|(\d+) months|until (\d{4}-\d\d-\d\d)|replaces (\w+(?: \+ \w+)*)|open-ended)$/.exec(word) ?? unreadable(word);
    if (booked !== undefined) read.reportingArrMinor = minorOf(booked, books);
    else if (months !== undefined) read.termMonths = Number(months);
    else if (replaces !== undefined) read.replaces = replaces.split(' + ');
    else read.endsOn = until ?? null;
  }
  return read;
}

function caseOf(row: Record<string, string>): CodingCase {
  const words = parted(row['account and day'] ?? NOTHING, ', ');
  const reportingCurrency = words.map((word) => /^books in ([A-Z]{3})$/.exec(word)?.[1]).find((found) => found !== undefined) ?? 'USD';
  let [otherActiveArrMinor, lastEndedOn, effectiveOn, usual]: [number, string | null, string, CodingCase['path']['usual']] = [0, null, '2026-04-01', undefined];
  const rates: Record<string, string> = {};
  const follows: string[] = [];
  for (const word of words) {
    const [, other, last, currency, rate, left, on] = /^(?:other ([\d,.]+)|last had any (\d{4}-\d\d-\d\d)|([A-Z]{3}) at ([\d.]+)|left (\w+)|on (\d{4}-\d\d-\d\d)|books in [A-Z]{3})$/.exec(word) ?? unreadable(word);
    if (other !== undefined) otherActiveArrMinor = minorOf(other, reportingCurrency);
    if (last !== undefined) lastEndedOn = last;
    if (currency !== undefined && rate !== undefined) rates[`${currency}/${reportingCurrency}`] = rate;
    if (left !== undefined) follows.push(left);
    if (on !== undefined) effectiveOn = on;
  }
  const expected: { movement: Leg['movement'] }[] = [];
  for (const word of parted(row['contract'] ?? NOTHING, /, | or /)) {
    const [, low, high] = /^usual (\S+) to (\S+)$/.exec(word) ?? [];
    if (low === undefined || high === undefined) expected.push({ movement: oneOf(MOVEMENTS, word) });
    else usual = { lowMinor: minorOf(low, reportingCurrency), highMinor: minorOf(high, reportingCurrency) };
  }
  const lines = (side: 'before' | 'after') => parted(row[side] ?? '', ';').map((text) => lineOf(text, reportingCurrency, side));
  return {
    kind: row['kind'] === NOTHING ? null : oneOf(UPGRADE_KINDS, row['kind'] ?? ''), effectiveOn, before: lines('before'), after: lines('after'), account: { otherActiveArrMinor, lastEndedOn },
    reportingCurrency, rates, path: { expected, ...(usual && { usual }) }, follows,
  };
}

function legOf(text: string, currency: string): WrittenLeg {
  const [, movement = '', driver = '', amount = '', lines = ''] = /^(\w+)\/(\w+) (\S+) \((.*)\)$/.exec(text) ?? unreadable(text);
  if (!/^(?:[+-]|0(?:\.00)?$)/.test(amount)) unreadable(text);
  return { movement: oneOf(MOVEMENTS, movement), driver: oneOf(DRIVERS, driver), amountMinor: minorOf(amount, currency), lines: lines === '' ? [] : lines.split(', ') };
}

function workedCase(row: Record<string, string>): WorkedCase {
  const given = caseOf(row);
  const legs = row['legs'] ?? '';
  const refused = /^refused (\S+)$/.exec(legs)?.[1] ?? null;
  return {
    number: row['#'] ?? '', why: row['why'] || unreadable('a case without its reason'), given, refused,
    legs: refused === null ? parted(legs, ';').map((text) => legOf(text, given.reportingCurrency)) : [],
    flags: parted(row['flags'] ?? '', ', ').map((flag) => oneOf(CODING_FLAGS, flag)),
  };
}

const cells = (line: string): string[] => line.split('|').slice(1, -1).map((cell) => cell.trim());

/** Every row of every table of cases in the document. Throws, with the row, over one that cannot be read. */
export function readCases(document: string): WorkedCase[] {
  const cases: WorkedCase[] = [];
  let header: string[] | null = null;
  for (const line of document.split('\n')) {
    const isRow = line.startsWith('|');
    if (!isRow) header = null;
    else if (/^\| *# *\|/.test(line)) {
      header = cells(line);
      const wrong = [...header.filter((column) => !COLUMNS.includes(column)), ...NEEDED.filter((column) => !header?.includes(column))];
      if (wrong.length > 0) throw new Error(`A table of cases has other columns than ${COLUMNS.join(', ')}: ${wrong.join(', ')}`);
    } else if (header !== null && !/^[|\s:-]+$/.test(line)) {
      const values = cells(line);
      try {
        if (values.length !== header.length) unreadable(`${values.length} cells under ${header.length} headings`);
        cases.push(workedCase(Object.fromEntries(header.map((column, index) => [column, values[index] ?? '']))));
      } catch (error) {
        throw new Error(`Case ${values[0]}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    }
  }
  return cases;
}
