import { allowedMoves, MOVE_NAMES, MOVES, type MoveName } from '../../../server/domain/escalation.ts';
import type { Role } from '../../../server/domain/words.ts';
import type { EscalationRow, TimelineEntry } from './records.ts';

export type Viewer = { id: string; name: string; role: Role };

/** How the viewer stands to an escalation: it decides what the workspace offers at its top. */
export type Standing = 'unheld' | 'mine' | 'theirs' | 'with_customer' | 'closed';

export function standingOf({ status, assigneeId }: Pick<EscalationRow, 'status' | 'assigneeId'>, viewerId: string | undefined): Standing {
  if (status === 'resolved' || status === 'cancelled') return 'closed';
  if (status === 'handed_back') return 'with_customer';
  if (status === 'waiting' || assigneeId === null) return 'unheld';
  return assigneeId === viewerId ? 'mine' : 'theirs';
}

/** What this person may do with it now: what the server says, or, for a row that does not carry it, the same table asked here. */
export function movesOf(escalation: Pick<EscalationRow, 'status' | 'assigneeId' | 'upgradeId'> & { allowed?: readonly MoveName[] }, viewer: Viewer | undefined): readonly MoveName[] {
  if (escalation.allowed) return escalation.allowed;
  return viewer ? allowedMoves(escalation, viewer) : [];
}

type Happened = Pick<TimelineEntry, 'verb' | 'authorId' | 'authorName' | 'at'>;

/** Whether this person declined it, later than an instant, and it was not theirs since. */
export function hasDeclined(timeline: readonly Happened[], viewerId: string | undefined, since: number): boolean {
  const last = timeline.findLast(({ verb, authorId }) => authorId === viewerId && (verb === 'decline' || verb === 'claim'));
  return last?.verb === 'decline' && Date.parse(last.at) > since;
}

/** How its holder came by it: by a claim of theirs, or by a colleague's transfer. */
export const takenHow = <T extends Happened>(timeline: readonly T[]): T | undefined => timeline.findLast(({ verb }) => verb === 'claim' || verb === 'transfer');

/** Moves with a place of their own on the screen: the claim bar, the composer and what stands under it. */
const PLACED_ELSEWHERE: readonly MoveName[] = ['claim', 'note', 'message', 'hand-back', 'resolve', 'set-priority'];

/** The remaining moves that a person can make, in the table's order: the buttons of the actions panel. */
export function sideMoves(allowed: readonly MoveName[]): MoveName[] {
  return MOVE_NAMES.filter((name) => MOVES[name].by !== 'desk' && !PLACED_ELSEWHERE.includes(name) && allowed.includes(name));
}
