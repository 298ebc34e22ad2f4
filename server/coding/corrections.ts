import { and, eq, gte, lt, ne, sql, sum } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { readPolicy } from '../admin/commands.ts';
import type { Leg } from '../domain/coding/case.ts';
import { legsSum, refuseLegs, sameLegs } from '../domain/coding/legs.ts';
import { refuseCodingMove, type CodingMove } from '../domain/coding/moves.ts';
import { monthOf, nextMonth } from '../domain/coding/months.ts';
import { secondPersonBecause, weightMinor } from '../domain/coding/override.ts';
import { dayIn, isTooFar, startOfDay, TOO_FAR } from '../domain/days.ts';
import { invalid, isRefusal, type Refusal } from '../domain/refusal.ts';
import type { CodingStatus } from '../domain/words.ts';
import { record } from '../record/record.ts';
import { refusalProblem, staleProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { movedLines } from './days.ts';
import { joinCodings, joinedLegs } from './join.ts';
import { saveLines } from './lines.ts';
import { post } from './post.ts';
import { entriesInForce, readCoding, type Asking, type CodingRow, type CorrectionRow } from './read.ts';
import { digestOf, newSalt } from './record.ts';

export type OverrideInput = { legs: Leg[]; reasonCode: string; note: string; version: number };

const refuse = (refusal: Refusal | null, current?: unknown): void => {
  if (refusal) throw refusalProblem(refusal, current);
};

/** The coding as it was seen, if this person may do this with it now. */
export async function loadCoding(act: Asking, id: string, version: number, move: CodingMove): Promise<CodingRow> {
  const row = await readCoding(act.tx, id);
  if (row.version !== version) throw staleProblem(row);
  refuse(refuseCodingMove(row, move, { ...act.actor, managesAccount: await manages(act, row.accountId) }), row);
  return row;
}

export async function manages({ tx, actor }: Asking, accountId: string): Promise<boolean> {
  const [account] = await tx.db.select({ managerId: tx.t.accounts.managerId }).from(tx.t.accounts).where(eq(tx.t.accounts.id, accountId));
  return actor.id !== null && account?.managerId === actor.id;
}

export async function checkReason({ tx }: Asking, reasonCode: string): Promise<void> {
  const { reasonCodes } = tx.t;
  const [known] = await tx.db.select({ id: reasonCodes.id }).from(reasonCodes).where(and(eq(reasonCodes.id, reasonCode), eq(reasonCodes.active, true)));
  if (!known) refuse(invalid('reasonCode', 'is not one of the reasons for corrections'));
}

/** Whether these legs can stand for the coding: what they sum to, their signs, and the days on which its lines would count. */
export async function checkLegs(act: Asking, row: CodingRow, legs: readonly Leg[]): Promise<void> {
  const transferMinor = legsSum(row.computed.filter(({ movement }) => movement === 'transfer'));
  const day = legs[0]?.effectiveOn ?? row.effectiveOn;
  refuse(refuseLegs(legs, { totalMinor: legsSum(row.legs), currency: row.currency, lines: [...row.given.before, ...row.given.after].map(({ line }) => line), transferMinor }));
  if (isTooFar(day, act.now.slice(0, 10))) refuse(invalid('legs[0].effectiveOn', TOO_FAR));
  if (row.given.transfer && day !== row.effectiveOn) refuse(invalid('legs[0].effectiveOn', `stays ${row.effectiveOn}: the other account has the other half on that day`));
  const moved = await movedLines(act.tx, row, day);
  if (isRefusal(moved)) refuse(moved);
}

/** What the same person has proposed for the same account this calendar month of the books, in minor units: a large correction in small steps is a large one. */
async function earlierMinor({ tx, actor, now }: Asking, accountId: string, booksZone: string): Promise<number> {
  const { corrections } = tx.t;
  const month = monthOf(dayIn(booksZone, now));
  const [from, until] = [startOfDay(booksZone, `${month}-01`), startOfDay(booksZone, `${nextMonth(month)}-01`)];
  const [row] = await tx.db.select({ total: sum(corrections.weightMinor) }).from(corrections)
    .where(and(eq(corrections.proposedById, actor.id ?? ''), eq(corrections.accountId, accountId), gte(corrections.proposedAt, from), lt(corrections.proposedAt, until), ne(corrections.decision, 'rejected')));
  return Number(row?.total ?? 0);
}

/** Null where this person may decide it alone, else why a second one has to look. `alongside`: what else they propose for the account in the same request. */
export async function whySecondPerson(act: Asking, row: CodingRow, before: readonly Leg[], after: readonly Leg[], alongside = 0): Promise<string | null> {
  const { overrideThresholdMinor, booksZone } = await readPolicy(act.tx);
  return secondPersonBecause({
    role: act.actor.role ?? 'account_manager', before, after, earlierMinor: (await earlierMinor(act, row.accountId, booksZone)) + alongside, thresholdMinor: overrideThresholdMinor, currency: row.currency,
  });
}

/** Corrects a coding at once, or proposes the correction where a second person has to look first. */
export async function override(act: Act, id: string, { legs, reasonCode, note, version }: OverrideInput, alongside = 0): Promise<void> {
  const row = await loadCoding(act, id, version, 'override');
  await checkReason(act, reasonCode);
  await checkLegs(act, row, legs);
  if (sameLegs(row.legs, legs)) refuse(invalid('legs', 'are those in the books already'));
  await propose(act, row, { before: row.legs, after: legs, reasonCode, note, alongside });
}

type Wanted = { before: readonly Leg[]; after: readonly Leg[]; reasonCode: string; note: string; alongside?: number; joins?: string };

export async function propose(act: Act, row: CodingRow, { before, after, reasonCode, note, alongside = 0, joins }: Wanted): Promise<void> {
  const because = await whySecondPerson(act, row, before, after, alongside);
  const correction: CorrectionRow = {
    id: uuidv7(), codingId: row.id, accountId: row.accountId, before: [...before], after: [...after], reasonCode, note, salt: newSalt(), proposedById: act.actor.id, proposedByName: act.actor.name, proposedAt: act.now,
    weightMinor: weightMinor(before, after), because, decision: because === null ? 'applied' : 'waiting', decidedById: null, decidedByName: null, decidedAt: null, decisionNote: null,
  };
  await act.tx.db.insert(act.tx.t.corrections).values(correction);
  if (because === null) {
    await (joins === undefined ? apply(act, row, correction) : joinCodings(act, row, joins, correction));
    return;
  }
  const proposal = { legs: [...after], by: act.actor.name, byId: act.actor.id ?? '', at: act.now, reasonCode, note, because, weightMinor: correction.weightMinor, correctionId: correction.id, was: row.status, ...(joins !== undefined && { joins }) };
  await saveCoding(act, row, { status: 'proposed', proposal }, 'codings.propose');
}

/** Reversal and new entries, never an edit; the lines count from and until the day that the new legs have. */
export async function apply(act: Act, row: CodingRow, correction: CorrectionRow): Promise<void> {
  const effectiveOn = correction.after[0]?.effectiveOn ?? row.effectiveOn;
  const moved = await movedLines(act.tx, row, effectiveOn);
  if (isRefusal(moved)) throw refusalProblem(moved);
  await saveLines(act, moved);
  await post(act, [{ coding: row, origin: 'correction', reverses: await entriesInForce(act.tx, [row.id]), legs: correction.after, correction: { id: correction.id, noteDigest: digestOf(correction) } }]);
  // What the coder would say moves to the same day, so that it is not taken for another opinion.
  const day = { given: { ...row.given, effectiveOn }, computed: row.computed.map((leg) => ({ ...leg, effectiveOn })) };
  await saveCoding(act, row, { ...day, status: 'overridden', legs: correction.after, proposal: null, effectiveOn, month: effectiveOn.slice(0, 7), miscoded: true, reviewedById: act.actor.id, reviewedAt: act.now }, 'codings.override');
}

export async function saveCoding(act: Act, row: CodingRow, patch: Partial<CodingRow>, command: 'codings.override' | 'codings.propose' | 'codings.approve' | 'codings.reject' | 'codings.confirm' | 'codings.join'): Promise<void> {
  const { codings } = act.tx.t;
  await act.tx.db.update(codings).set({ ...patch, version: sql`${codings.version} + 1` }).where(eq(codings.id, row.id));
  const shown = ({ status, legs, proposal }: Partial<CodingRow>) => ({ ...(status && { status }), ...(legs && { legs }), ...(proposal && { proposal: { legs: proposal.legs, reasonCode: proposal.reasonCode } }) });
  await record(act, { command, resource: 'codings', id: row.id, before: shown(row), after: shown({ ...row, ...patch }), accountId: row.accountId, upgradeId: row.upgradeId });
}

async function waitingCorrection({ tx }: Act, { proposal }: CodingRow): Promise<CorrectionRow> {
  const [row] = await tx.db.select().from(tx.t.corrections).where(eq(tx.t.corrections.id, proposal?.correctionId ?? ''));
  if (!row) throw new Error('A proposed coding has its correction');
  return row;
}

/** The second person's word on a proposal. Approved, it is looked at once more: the books may have gone on since. */
export async function decideProposal(act: Act, id: string, { note, version }: { note: string; version: number }, approved: boolean): Promise<void> {
  const row = await loadCoding(act, id, version, approved ? 'approve' : 'reject');
  const correction = await waitingCorrection(act, row);
  const decided = { decision: approved ? 'approved' as const : 'rejected' as const, decidedById: act.actor.id, decidedByName: act.actor.name, decidedAt: act.now, decisionNote: note };
  await act.tx.db.update(act.tx.t.corrections).set(decided).where(eq(act.tx.t.corrections.id, correction.id));
  const was: CodingStatus = row.proposal?.was ?? 'auto';
  await saveCoding(act, row, { status: was, proposal: null }, approved ? 'codings.approve' : 'codings.reject');
  if (!approved) return;
  const restored: CodingRow = { ...row, status: was, proposal: null };
  const joins = row.proposal?.joins;
  if (joins !== undefined) {
    await joinCodings(act, restored, joins, correction);
    return;
  }
  await checkLegs(act, restored, correction.after);
  await apply(act, restored, correction);
}

/** Somebody looked, and it is right as it is. */
export async function confirm(act: Act, id: string, version: number): Promise<void> {
  const row = await loadCoding(act, id, version, 'confirm');
  await saveCoding(act, row, { status: 'confirmed', reviewedById: act.actor.id, reviewedAt: act.now }, 'codings.confirm');
}

/** Codes a line that left in one upgrade and one that came in another as the one change that they are. */
export async function join(act: Act, id: string, { otherId, note, version }: { otherId: string; note: string; version: number }): Promise<void> {
  const row = await loadCoding(act, id, version, 'join');
  const joined = await joinedLegs(act, row, otherId);
  await propose(act, row, { before: joined.before, after: joined.after, reasonCode: 'unlinked_pair', note, joins: otherId });
}
