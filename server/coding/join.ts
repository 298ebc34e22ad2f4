import { eq, inArray } from 'drizzle-orm';
import { readPolicy } from '../admin/commands.ts';
import { codeChange } from '../domain/coding/coder.ts';
import type { Coded, CodingCase, Leg } from '../domain/coding/case.ts';
import { daysBetween } from '../domain/days.ts';
import { invalid, isRefusal, notNow } from '../domain/refusal.ts';
import { record } from '../record/record.ts';
import { refusalProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { saveLines, type LineChange } from './lines.ts';
import { post } from './post.ts';
import { accountOn, entriesInForce, ratesOn, type Asking, type CodingRow, type CorrectionRow } from './read.ts';
import { digestOf } from './record.ts';

/** Two codings as one: `comes` takes over what `leaves` had let go; what is left of `leaves` is coded without it. */
type Joined = { comes: CodingRow; leaves: CodingRow; given: CodingCase; coded: Coded; rest: { given: CodingCase; coded: Coded } | null; lines: LineChange[]; before: Leg[]; after: Leg[] };

const lineNames = (rows: readonly { line: string }[]) => rows.map(({ line }) => line);

/** Before-lines that nothing takes the place of. */
const letGo = ({ before, after }: CodingCase) => before.filter(({ line }) => !after.some(({ replaces = [] }) => replaces.includes(line)));

/** What the two would be as one change on the day on which the new line came, or why they cannot be. */
export async function joinedLegs(act: Asking, row: CodingRow, otherId: string): Promise<Joined> {
  const { tx } = act;
  const [other] = await tx.db.select().from(tx.t.codings).where(eq(tx.t.codings.id, otherId));
  if (!other) throw refusalProblem(invalid('otherId', 'is not a coding'));
  const { gapDays } = await readPolicy(tx);
  const [comes, leaves] = row.comes ? [row, other] : [other, row];
  if (other.accountId !== row.accountId || !comes.comes || !leaves.leaves || comes.id === leaves.id) throw refusalProblem(invalid('otherId', 'is not the other half of a pair of this account: a line that left, and one that came'));
  if (['proposed', 'reversed'].includes(other.status)) throw refusalProblem(notNow(`The other coding is ${other.status}`, []));
  if (Math.abs(daysBetween(leaves.effectiveOn, comes.effectiveOn)) > gapDays) throw refusalProblem(invalid('otherId', `is more than ${gapDays} days apart`));
  const gone = letGo(leaves.given);
  const names = lineNames(gone);
  const on = comes.effectiveOn;
  const apart = [...names, ...lineNames([...comes.given.before, ...comes.given.after])];
  const rates = ratesOn(await tx.db.select().from(tx.t.exchangeRates), gone.map(({ currency }) => currency), comes.currency, on);
  const given: CodingCase = {
    ...comes.given, effectiveOn: on, account: await accountOn(tx, comes.accountId, on, apart), rates: { ...rates, ...comes.given.rates }, before: [...comes.given.before, ...gone],
    after: comes.given.after.map((line) => (line.replaces?.length ? line : { ...line, replaces: names })),
  };
  const keeps = { ...leaves.given, before: leaves.given.before.filter(({ line }) => !names.includes(line)) };
  const rest = keeps.before.length + keeps.after.length === 0 ? null : { given: keeps, coded: coded(keeps) };
  const { subscriptions } = tx.t;
  const rows = await tx.db.select().from(subscriptions).where(inArray(subscriptions.id, names));
  const early = rows.find((line) => line.countsFrom > on);
  if (early) throw refusalProblem(invalid('otherId', `let a line go that began to count on ${early.countsFrom}, after the other came`));
  const both = coded(given);
  return {
    comes, leaves, given, coded: both, rest, lines: rows.map((line) => ({ before: line, after: { ...line, status: 'replaced', countsUntil: on, version: line.version + 1 } })),
    before: [...comes.legs, ...leaves.legs], after: [...both.legs, ...(rest?.coded.legs ?? [])],
  };
}

function coded(given: CodingCase): Coded {
  const result = codeChange(given);
  if (isRefusal(result)) throw refusalProblem(result);
  return result;
}

/** Takes both out of the books and enters them as one change, with the correction that says why. */
export async function joinCodings(act: Act, row: CodingRow, otherId: string, correction: CorrectionRow): Promise<void> {
  const { comes, leaves, given, coded: both, rest, lines } = await joinedLegs(act, row, otherId);
  const entries = await entriesInForce(act.tx, [comes.id, leaves.id]);
  const of = (coding: CodingRow) => entries.filter(({ codingId }) => codingId === coding.id);
  const proof = { id: correction.id, noteDigest: digestOf(correction) };
  await saveLines(act, lines);
  await post(act, [
    { coding: leaves, origin: 'correction', reverses: of(leaves), legs: rest?.coded.legs ?? [], correction: proof },
    { coding: { ...comes, given }, origin: 'correction', reverses: of(comes), legs: both.legs, correction: proof },
  ]);
  const reviewed = { proposal: null, reviewedById: act.actor.id, reviewedAt: act.now };
  const said = ({ legs, flags, trace, deltaMinor }: Coded) => ({ legs, computed: legs, flags, trace, deltaMinor });
  const told = { ...said(both), given, comes: false, pairId: leaves.id };
  await save(act, comes, { ...reviewed, ...told, status: 'overridden', miscoded: true });
  await save(act, leaves, rest ? { ...reviewed, ...said(rest.coded), status: 'overridden', given: rest.given, leaves: false, pairId: comes.id, miscoded: true } : { ...reviewed, status: 'reversed', pairId: comes.id });
}

async function save(act: Act, row: CodingRow, patch: Partial<CodingRow>): Promise<void> {
  const { codings } = act.tx.t;
  await act.tx.db.update(codings).set({ ...patch, version: row.version + 1 }).where(eq(codings.id, row.id));
  await record(act, { command: 'codings.join', resource: 'codings', id: row.id, before: { status: row.status, legs: row.legs }, after: { status: patch.status, legs: patch.legs ?? row.legs }, accountId: row.accountId, upgradeId: row.upgradeId });
}
