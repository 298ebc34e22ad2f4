import type { Leg } from '../domain/coding/case.ts';
import { sameLegs } from '../domain/coding/legs.ts';
import { weightMinor } from '../domain/coding/override.ts';
import { Problem, StaleProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { checkLegs, checkReason, loadCoding, override, whySecondPerson } from './corrections.ts';
import type { Asking, CodingRow } from './read.ts';

export type ManyInput = { items: { id: string; legs: Leg[]; version: number }[]; reasonCode: string; note: string };

/** A fault of one row is told with its place and id: nothing is changed then, and the person knows which one to look at. */
async function named<T>(index: number, id: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const of = Object.entries(error.extra.errors ?? { [error instanceof StaleProblem ? 'version' : '']: error.message });
    const errors = Object.fromEntries(of.map(([field, message]) => [`items[${index}]${field && `.${field}`}`, message]));
    throw new Problem(error.status, `Row ${index + 1} (${id}): ${error.message}`, { ...error.extra, errors });
  }
}

type Checked = { row: CodingRow; legs: Leg[]; because: string | null };

/** What else the same request moves on the same account: a large correction in many rows is a large one. */
const alongside = (rows: readonly { row: CodingRow; legs: readonly Leg[] }[], index: number): number =>
  rows.reduce((sum, { row, legs }, at) => (at !== index && row.accountId === rows[index]?.row.accountId ? sum + weightMinor(row.legs, legs) : sum), 0);

/** Every row as it would be corrected, or the first that cannot be. */
export async function checkMany(act: Asking, { items, reasonCode }: ManyInput): Promise<Checked[]> {
  await checkReason(act, reasonCode);
  const seen = new Set<string>();
  const rows: { row: CodingRow; legs: Leg[] }[] = [];
  for (const [index, { id, legs, version }] of items.entries()) {
    rows.push(await named(index, id, async () => {
      if (seen.has(id)) throw new Problem(422, 'It is there twice', { errors: { id: 'is there twice' } });
      seen.add(id);
      const row = await loadCoding(act, id, version, 'override');
      await checkLegs(act, row, legs);
      return { row, legs };
    }));
  }
  const checked: Checked[] = [];
  for (const [index, { row, legs }] of rows.entries()) {
    checked.push({ row, legs, because: await whySecondPerson(act, row, row.legs, legs, alongside(rows, index)) });
  }
  return checked;
}

/** Hears how far it is while it is under way: nothing of it can be seen before all of it is. */
export type OnStep = (done: number, of: number) => Promise<void>;

/** All or nothing: rows that are as they should be already stay as they are. */
export async function overrideMany(act: Act, input: ManyInput, onStep: OnStep = async () => undefined): Promise<{ applied: number; proposed: number; unchanged: number }> {
  const checked = await checkMany(act, input);
  const told = { applied: 0, proposed: 0, unchanged: 0 };
  for (const [index, { row, legs, because }] of checked.entries()) {
    await onStep(index, checked.length);
    if (sameLegs(row.legs, legs)) {
      told.unchanged += 1;
      continue;
    }
    // What has been corrected before in this request counts as earlier by now; what is still to come is added.
    const toCome = checked.slice(index + 1).reduce((sum, other) => (other.row.accountId === row.accountId ? sum + weightMinor(other.row.legs, other.legs) : sum), 0);
    await named(index, row.id, () => override(act, row.id, { legs, reasonCode: input.reasonCode, note: input.note, version: row.version }, toCome));
    told[because === null ? 'applied' : 'proposed'] += 1;
  }
  await onStep(checked.length, checked.length);
  return told;
}
