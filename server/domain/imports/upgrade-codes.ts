import { codesFault, FILE_MOVEMENTS, writeCodes, type FileCode } from '../coding/imported.ts';
import { DRIVERS } from '../words.ts';
import type { Fault } from './reasons.ts';
import { RowReader } from './row.ts';
import { hasLine, type ImportedLine, type UpgradeRow } from './upgrade-lines.ts';

/** Other names under which revenue systems know the movements. */
const OTHERS = {
  new_business: 'new', new_logo: 'new', gain: 'expansion', upsell: 'expansion', cross_sell: 'expansion', upgrade: 'expansion', downsell: 'contraction', downgrade: 'contraction', loss: 'churn', churned: 'churn', lost: 'churn', cancelled: 'churn',
  winback: 'reactivation', win_back: 'reactivation', resurrected: 'reactivation', renewed: 'renewal', flat: 'renewal', none: 'excluded', no_change: 'excluded',
} as const;

/**
 * What the rows of an upgrade were coded as elsewhere, as it is kept: one code for all where they agree, else one for each line. Null where the
 * file tells none; a fault where they cannot stand for what the lines moved.
 */
export function codesIn(rows: readonly UpgradeRow[], lines: readonly ImportedLine[], { wasPlaced, currency }: { wasPlaced: boolean; currency: string }): string | null | Fault {
  const told = rows.map((row) => {
    const read = new RowReader(row.values);
    return { row, read, movement: read.word('movement', FILE_MOVEMENTS, OTHERS), driver: read.word('driver', DRIVERS, { item: 'item_removal', addon: 'add_on', none: 'none' }) };
  });
  const bad = told.find(({ read }) => read.fault !== null);
  if (bad?.read.fault) return { ...bad.read.fault, line: bad.row.line };
  const coded = told.filter(({ movement }) => movement !== null);
  const [first] = coded;
  const alone = told.find(({ movement, driver }) => movement === null && driver !== null);
  if (alone) return { reason: 'missing_value', detail: 'movement is empty, and the driver is told', line: alone.row.line };
  if (!first) return null;
  if (!wasPlaced) return { reason: 'contradiction', detail: 'movement: what was not placed has moved nothing', line: first.row.line };
  const codes = coded.every(({ movement, driver }) => movement === first.movement && driver === first.driver) ? [codeOf(first, [])] : [];
  if (codes.length === 0) {
    const own = rowsOfLines(rows, lines);
    for (const one of told) {
      const line = own.get(one.row);
      if (line && one.movement === null && line.reportingArrMinor !== 0) return { reason: 'missing_value', detail: 'movement is empty, and other lines of the upgrade have different ones', line: one.row.line };
      const isTwice = lines.some((other) => other.side !== line?.side && other.line === line?.line);
      if (line && one.movement !== null) codes.push(codeOf(one, [isTwice ? `${line.side}:${line.line}` : line.line]));
    }
  }
  const fault = codesFault(codes, lines.map(({ line, side, reportingArrMinor }) => ({ line, side, minor: reportingArrMinor })), currency);
  return fault === null ? writeCodes(codes) : { reason: 'contradiction', detail: `movement: ${fault}`, line: first.row.line };
}

const codeOf = ({ movement, driver }: { movement: FileCode['movement'] | null; driver: FileCode['driver'] }, lines: string[]): FileCode => ({ movement: movement ?? 'excluded', driver, lines });

/** The lines stand in the order of their rows, each side by itself. */
function rowsOfLines(rows: readonly UpgradeRow[], lines: readonly ImportedLine[]): Map<UpgradeRow, ImportedLine> {
  const found = new Map<UpgradeRow, ImportedLine>();
  for (const side of ['before', 'after'] as const) {
    const own = lines.filter((line) => line.side === side);
    const isOwn = ({ values }: UpgradeRow) => (/^(?:after|new|to)$/i.test(values.get('side') ?? '') ? 'after' : 'before') === side;
    for (const [index, row] of rows.filter((one) => hasLine(one) && isOwn(one)).entries()) if (own[index]) found.set(row, own[index]);
  }
  return found;
}
