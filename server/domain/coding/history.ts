import { addDays } from '../days.ts';
import { rateOn, sumMinor, type Rate } from '../money.ts';
import type { Day, Movement, Origin, UpgradeKind } from '../words.ts';
import type { CaseLine, CodingCase } from './case.ts';

/** A line as it stands in the books: what it is, and when it counts. `line` is its id. */
export type BookLine = CaseLine & { countsFrom: Day; countsUntil: Day | null; reportingArrMinor: number };

/** An order whose lines are in the books already. */
export type PastUpgrade = {
  id: string;
  kind: UpgradeKind;
  pathId: string | null;
  effectiveOn: Day;
  expected: readonly { movement: Movement }[];
  before: readonly string[];
  after: readonly { line: string; replaces: readonly string[] }[];
};

export type History = {
  lines: readonly BookLine[];
  upgrades: readonly PastUpgrade[];
  /** Where the orders come from: placed here, or told by a file. */
  upgradesFrom: 'upgrade' | 'import';
  /** Lines whose coming, and whose going, is coded by something else already. */
  openedElsewhere: ReadonlySet<string>;
  closedElsewhere: ReadonlySet<string>;
  reportingCurrency: string;
  rates: readonly Rate[];
};

/** What has to be coded, and as what. */
export type Told = { subject: string; origin: Origin; upgradeId: string | null; pathId: string | null; given: CodingCase };

const counts = ({ countsFrom, countsUntil }: BookLine): boolean => countsUntil === null || countsFrom < countsUntil;
const isInBooks = (line: BookLine, on: Day): boolean => line.countsFrom <= on && (line.countsUntil === null || on < line.countsUntil);

/**
 * What an account's books say of its past, as cases for the coder, the earliest first: orders with the lines that they closed and opened, and
 * each line that came or went by itself. Whatever the order in which the lines became known, the same past is told the same way.
 */
export function tellHistory(history: History): Told[] {
  const lines = new Map(history.lines.map((line) => [line.line, line]));
  const opened = new Set(history.openedElsewhere);
  const closed = new Set(history.closedElsewhere);
  const told: Told[] = [];
  for (const upgrade of history.upgrades) {
    const one = tellUpgrade(upgrade, lines, history);
    for (const { line } of one.given.after) opened.add(line);
    for (const { line } of one.given.before) closed.add(line);
    told.push(one);
  }
  const alone = history.lines.filter((line) => counts(line) && !opened.has(line.line));
  // What comes on the same day comes together: none of it was there before the rest.
  const comingOn = new Map<Day, Set<string>>();
  for (const { line, countsFrom } of alone) comingOn.set(countsFrom, (comingOn.get(countsFrom) ?? new Set()).add(line));
  for (const line of alone) told.push({ subject: `open:${line.line}`, origin: 'import', upgradeId: null, pathId: null, given: caseOf(history, line.countsFrom, [], [line], comingOn.get(line.countsFrom)) });
  for (const line of history.lines) {
    if (line.countsUntil === null || !counts(line) || closed.has(line.line)) continue;
    told.push({ subject: `close:${line.line}`, origin: 'lapse', upgradeId: null, pathId: null, given: caseOf(history, line.countsUntil, [line], []) });
  }
  return told.sort((a, b) => (a.given.effectiveOn < b.given.effectiveOn ? -1 : a.given.effectiveOn > b.given.effectiveOn ? 1 : a.subject < b.subject ? -1 : 1));
}

/** Of an order, the lines that really left and entered the books by it: those whose days are its day. */
function tellUpgrade(upgrade: PastUpgrade, lines: ReadonlyMap<string, BookLine>, history: History): Told {
  const after = upgrade.after.flatMap(({ line, replaces }) => {
    const row = lines.get(line);
    return row && counts(row) ? [{ ...row, replaces }] : [];
  });
  const day = after[0]?.countsFrom ?? upgrade.effectiveOn;
  const left = upgrade.before.flatMap((id) => lines.get(id) ?? []).filter((line) => line.countsUntil === day && counts(line));
  const names = new Set(left.map(({ line }) => line));
  const entered = after.filter((line) => line.countsFrom === day).map((line) => ({ ...line, replaces: line.replaces.filter((name) => names.has(name)) }));
  const given = { ...caseOf(history, day, left, entered), kind: upgrade.kind, path: { expected: upgrade.expected } };
  return { subject: `upgrade:${upgrade.id}`, origin: history.upgradesFrom, upgradeId: upgrade.id, pathId: upgrade.pathId, given };
}

function caseOf({ lines, reportingCurrency, rates }: History, on: Day, before: readonly BookLine[], after: readonly BookLine[], alongside: ReadonlySet<string> = new Set()): CodingCase {
  const own = new Set([...before, ...after].map(({ line }) => line));
  const others = lines.filter((line) => !own.has(line.line) && !alongside.has(line.line));
  const ended = others.filter((line) => line.reportingArrMinor > 0 && counts(line) && line.countsUntil !== null && line.countsUntil <= on).map(({ countsUntil }) => countsUntil ?? on).sort().at(-1);
  const foreign = new Set([...before, ...after].map(({ currency }) => currency).filter((currency) => currency !== reportingCurrency));
  const known = [...foreign].flatMap((currency) => {
    const rate = rateOn(rates, currency, reportingCurrency, on);
    return rate === null ? [] : [[`${currency}/${reportingCurrency}`, rate] as const];
  });
  return {
    kind: null, effectiveOn: on, before: before.map(plain), after: after.map(plain), reportingCurrency, rates: Object.fromEntries(known), path: { expected: [] },
    account: { otherActiveArrMinor: sumMinor(others.filter((line) => isInBooks(line, on)).map((line) => line.reportingArrMinor)), lastEndedOn: ended === undefined ? null : addDays(ended, -1) },
  };
}

const plain = ({ countsFrom: _from, countsUntil: _until, ...line }: BookLine): CaseLine => line;
