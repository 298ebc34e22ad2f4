import { can, type Permission } from '../permissions.ts';
import { forbidden, notNow, type Refusal } from '../refusal.ts';
import type { CodingStatus, Role } from '../words.ts';

export type CodingMove = 'confirm' | 'override' | 'join' | 'approve' | 'reject';

/** Every act on a coding: from which status, and by whom. Buttons and tests draw from here. */
export const CODING_MOVES: readonly { move: CodingMove; from: readonly CodingStatus[]; permission: Permission }[] = [
  { move: 'confirm', from: ['needs_review', 'imported'], permission: 'codings:propose' },
  { move: 'override', from: ['auto', 'needs_review', 'confirmed', 'overridden', 'imported'], permission: 'codings:propose' },
  { move: 'join', from: ['auto', 'needs_review', 'confirmed', 'overridden', 'imported'], permission: 'codings:propose' },
  { move: 'approve', from: ['proposed'], permission: 'codings:approve' },
  { move: 'reject', from: ['proposed'], permission: 'codings:approve' },
];

export type CodingFacts = { status: CodingStatus; proposal: { byId: string } | null };
export type CodingActor = { id: string | null; role: Role | null; managesAccount: boolean };

const isTheirs = ({ role, managesAccount }: CodingActor): boolean => role === 'admin' || managesAccount;

/** What this person may do with a coding now. */
export function allowedCodingMoves(coding: CodingFacts, actor: CodingActor): CodingMove[] {
  return CODING_MOVES.filter(({ move, from, permission }) => from.includes(coding.status) && refuseActor(coding, move, permission, actor) === null).map(({ move }) => move);
}

function refuseActor(coding: CodingFacts, move: CodingMove, permission: Permission, actor: CodingActor): Refusal | null {
  if (actor.role === null || !can(actor.role, permission)) return forbidden('Your role does not allow this');
  if (permission === 'codings:propose' && !isTheirs(actor)) return forbidden('Only the account’s manager or an admin may correct its coding');
  // Whatever role somebody has by then: it is the same person.
  if (move === 'approve' && coding.proposal?.byId === actor.id) return forbidden('Somebody else has to decide what you proposed');
  return null;
}

/** Null where this person may do this now, else why not. */
export function refuseCodingMove(coding: CodingFacts, move: CodingMove, actor: CodingActor): Refusal | null {
  const row = CODING_MOVES.find((one) => one.move === move);
  if (!row) return forbidden('There is no such act');
  const refused = refuseActor(coding, move, row.permission, actor);
  if (refused) return refused;
  return row.from.includes(coding.status) ? null : notNow(`The coding is ${coding.status.replaceAll('_', ' ')}: it cannot be ${PAST[move]} now`, allowedCodingMoves(coding, actor));
}

const PAST: Record<CodingMove, string> = { confirm: 'confirmed', override: 'corrected', join: 'joined', approve: 'approved', reject: 'rejected' };
