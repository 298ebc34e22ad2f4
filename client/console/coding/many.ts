import type { Leg } from '../../../server/domain/coding/case.ts';
import { sameLegs, signFault } from '../../../server/domain/coding/legs.ts';
import { allowedCodingMoves } from '../../../server/domain/coding/moves.ts';
import type { Driver, Movement, Role } from '../../../server/domain/words.ts';
import type { ManyItem } from './queries.ts';
import type { CodingRow } from './records.ts';

/** What is done to each: another code for its main leg, or another day for all its legs. */
export type Change = { what: 'code'; movement: Movement; driver: Driver } | { what: 'day'; effectiveOn: string };

/** The leg that a coding is mostly about: the largest that is not the rates' doing, the first of equals. */
export function mainLeg(legs: readonly Leg[]): number {
  let main = 0;
  for (const [index, leg] of legs.entries()) {
    const best = legs[main];
    if (!best || (leg.movement !== 'fx' && (best.movement === 'fx' || Math.abs(leg.amountMinor) > Math.abs(best.amountMinor)))) main = index;
  }
  return main;
}

export function changedLegs(legs: readonly Leg[], change: Change): Leg[] {
  if (change.what === 'day') return legs.map((leg) => ({ ...leg, effectiveOn: change.effectiveOn }));
  const main = mainLeg(legs);
  return legs.map((leg, index) => (index === main ? { ...leg, movement: change.movement, driver: change.driver } : leg));
}

type Viewer = { id: string; role: Role };

/** Of the marked codings, those that this person may correct now. */
export const mayCorrect = (row: CodingRow, { id, role }: Viewer): boolean => allowedCodingMoves(row, { id, role, managesAccount: row.managerId === id }).includes('override');

export type Planned = { items: ManyItem[]; /** Those that would change. */ changes: number; /** What is wrong with some of them, by the coding's id. */ faults: Map<string, string> };

/** The corrections that the change makes of these codings. */
export function planMany(rows: readonly CodingRow[], change: Change): Planned {
  const items = rows.map(({ id, version, legs }) => ({ id, version, legs: changedLegs(legs, change) }));
  const faults = new Map(items.flatMap(({ id, legs }): [string, string][] => {
    const fault = legs.map(({ movement, amountMinor }) => signFault(movement, amountMinor)).find((each) => each !== null);
    return fault ? [[id, fault]] : [];
  }));
  return { items, faults, changes: items.filter(({ legs }, index) => !sameLegs(legs, rows[index]?.legs ?? [])).length };
}

/** Whom a refusal is about: the server names rows by their place, people know them by name. */
export function namedRows(errors: Readonly<Record<string, string>>, items: readonly ManyItem[]): { id: string; message: string }[] {
  return Object.entries(errors).flatMap(([field, message]) => {
    const place = /^items\[(\d+)\]/.exec(field)?.[1];
    const item = place === undefined ? undefined : items[Number(place)];
    return item ? [{ id: item.id, message }] : [];
  });
}

/** How far a run is, out of what its changes are called: "codings.override-many 3/40". */
export function progressOf(action: string): { done: number; of: number } | null {
  const [, done, of] = /^codings\.override-many (\d+)\/(\d+)$/.exec(action) ?? [];
  return done && of ? { done: Number(done), of: Number(of) } : null;
}
