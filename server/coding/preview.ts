import type { Leg } from '../domain/coding/case.ts';
import { monthOf } from '../domain/coding/months.ts';
import { postingMonth } from '../domain/coding/periods.ts';
import { weightMinor } from '../domain/coding/override.ts';
import type { Month } from '../domain/words.ts';
import { correctedBridge, readBridge, type Bridge, type BridgeView } from './bridge.ts';
import { checkLegs, checkReason, loadCoding, whySecondPerson, type OverrideInput } from './corrections.ts';
import { joinedLegs } from './join.ts';
import { entriesInForce, readClosed, readCoding, type Asking, type CodingRow } from './read.ts';

/** What a correction would do, before anything is saved: the bridge of every month that it touches, in both views, and who would have to agree. */
export type Preview = {
  before: Bridge; after: Bridge; reported: { before: Bridge; after: Bridge }; legs: Leg[]; needsApproval: boolean; because: string | null; weightMinor: number; postingPeriod: Month; periods: Month[];
};

type Correction = { row: CodingRow; legs: readonly Leg[] };
type Change = { month: Month; movement: Leg['movement']; amountMinor: number };

/** The months of a correction's entries and what each would add to them. */
async function changesOf(act: Asking, corrections: readonly Correction[]): Promise<Record<BridgeView, Change[]>> {
  const closed = await readClosed(act.tx);
  const entries = await entriesInForce(act.tx, corrections.map(({ row }) => row.id));
  const out = entries.map((entry) => ({ ...entry, amountMinor: -entry.amountMinor }));
  const all = [...out, ...corrections.flatMap(({ legs }) => legs)];
  const at = (month: (day: string) => Month) => all.map(({ effectiveOn, movement, amountMinor }) => ({ month: month(effectiveOn), movement, amountMinor }));
  return { corrected: at(monthOf), reported: at((day) => postingMonth(day, closed)) };
}

async function bridges(act: Asking, corrections: readonly Correction[]): Promise<Pick<Preview, 'before' | 'after' | 'reported' | 'periods'>> {
  const changes = await changesOf(act, corrections);
  const months = [...new Set([...changes.corrected, ...changes.reported].map(({ month }) => month))].sort();
  const [from, to] = [months[0] ?? '2000-01', months.at(-1) ?? '2000-01'];
  const before = await readBridge(act.tx, { from, to, view: 'corrected', cuts: {} });
  const reported = await readBridge(act.tx, { from, to, view: 'reported', cuts: {} });
  return { before, after: correctedBridge(before, changes.corrected, changes.corrected), reported: { before: reported, after: correctedBridge(reported, changes.reported, changes.corrected) }, periods: months };
}

/** Of a coding that waits for a second person, whoever decides sees what agreeing to it would do. */
export async function previewOverride(act: Asking, id: string, { legs, reasonCode, version }: OverrideInput): Promise<Preview> {
  const { proposal } = await readCoding(act.tx, id);
  const row = await loadCoding(act, id, version, proposal === null ? 'override' : 'reject');
  await checkReason(act, reasonCode);
  await checkLegs(act, row, legs);
  const because = proposal === null ? await whySecondPerson(act, row, row.legs, legs) : proposal.because;
  return { ...(await bridges(act, [{ row, legs }])), legs, needsApproval: because !== null, because, weightMinor: weightMinor(row.legs, legs), postingPeriod: postingMonth(legs[0]?.effectiveOn ?? row.effectiveOn, await readClosed(act.tx)) };
}

/** What coding two as one change would do; of a pair that waits for a second person, whoever decides sees it too. */
export async function previewJoin(act: Asking, id: string, { otherId, version }: { otherId: string; version: number }): Promise<Preview> {
  const { proposal } = await readCoding(act.tx, id);
  const row = await loadCoding(act, id, version, proposal === null ? 'join' : 'reject');
  const { comes, leaves, coded, rest, before, after } = await joinedLegs(act, row, otherId);
  const because = proposal === null ? await whySecondPerson(act, row, before, after) : proposal.because;
  const both = await bridges(act, [{ row: comes, legs: coded.legs }, { row: leaves, legs: rest?.coded.legs ?? [] }]);
  return { ...both, legs: after, needsApproval: because !== null, because, weightMinor: weightMinor(before, after), postingPeriod: postingMonth(after[0]?.effectiveOn ?? row.effectiveOn, await readClosed(act.tx)) };
}

/** One preview for many: what all of them together do. */
export async function previewMany(act: Asking, checked: readonly { row: CodingRow; legs: readonly Leg[]; because: string | null }[]) {
  const closed = await readClosed(act.tx);
  return {
    ...(await bridges(act, checked)),
    items: checked.map(({ row, legs, because }) => ({ id: row.id, legs: [...legs], needsApproval: because !== null, because, weightMinor: weightMinor(row.legs, legs), postingPeriod: postingMonth(legs[0]?.effectiveOn ?? row.effectiveOn, closed) })),
    needsApproval: checked.some(({ because }) => because !== null),
  };
}
