import { createContext, use } from 'react';
import type { MoveName } from '../../../../server/domain/escalation.ts';
import type { PolicyRules } from '../../../../server/domain/policy.ts';
import type { CommandResult } from '../../providers/useCommand.ts';
import type { UpgradeRecord } from '../../upgrades/records.ts';
import type { EscalationRecord } from '../records.ts';
import type { Standing } from '../standing.ts';

/** What the workspace can lay over itself; one at a time. */
export type Overlay = 'hand-back' | 'resolve' | 'place' | 'configure' | 'cancel-upgrade' | 'pause' | 'transfer' | 'release' | 'decline' | 'cancel' | 'set-priority' | 'escalate-again' | 'clock';

export type RunMove = (verb: MoveName, body?: object, options?: { mine?: Record<string, unknown>; success?: string; quiet?: boolean; appends?: boolean; insists?: boolean }) => Promise<CommandResult<EscalationRecord>>;

export type Work = {
  escalation: EscalationRecord;
  /** Undefined while it is fetched, null where there is none. */
  upgrade: UpgradeRecord | null | undefined;
  policy: PolicyRules | undefined;
  standing: Standing;
  can: (move: MoveName) => boolean;
  run: RunMove;
  pending: string | null;
  show: (overlay: Overlay | null) => void;
  /** The single-use link of a hand-back made just now: shown until the page is left. */
  link: string | null;
  keepLink: (link: string | null) => void;
};

export const WorkContext = createContext<Work | null>(null);

/** The escalation that the workspace around is about, and what can be done with it. */
export function useWork(): Work {
  const work = use(WorkContext);
  if (!work) throw new Error('The workspace is missing above');
  return work;
}
