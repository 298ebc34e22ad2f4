import type { MoveName } from '../../../server/domain/escalation.ts';
import type { PauseReason, Segment, Step } from '../../../server/domain/words.ts';
import type { Escalation } from '../records.ts';

export type ScorePart = { code: string; points: number; because: string };

/** An escalation as the queue has it. Amounts are in minor units of the reporting currency. */
export type EscalationRow = Escalation & {
  claimedAt: string | null;
  leaseUntil: string | null;
  priorityOverride: { band: string; reason: string; byName: string; at: string } | null;
  scoreParts: ScorePart[];
  roundStartedAt: string;
  pauseReason: PauseReason | null;
  pausedUntil: string | null;
  handedBackAt: string | null;
  handleSeconds: number;
  region: string;
  segment: Segment;
  pathName: string | null;
  contactName: string | null;
};

export type TimelineEntry = {
  id: string;
  at: string;
  kind: 'customer' | 'message' | 'note' | 'event';
  verb: string | null;
  authorId: string | null;
  authorName: string;
  text: string;
  detail: Record<string, unknown>;
};

/** One escalation alone: with everything said on it, and what this viewer may do with it now. */
export type EscalationRecord = EscalationRow & {
  timeline: TimelineEntry[];
  allowed: MoveName[];
  handBackSteps: Step[];
  contactEmail: string | null;
  calendarZone: string | null;
  /** Answered once, by hand-back. */
  link?: string;
};

export type Counts = { waiting: number; mine: number; dueWithinHour: number; paused: number; handedBack: number };

export type TargetExplained = {
  due: string;
  targetMinutes: number;
  counted: { from: string; to: string; minutes: number }[];
  leftOut: { from: string; to: string; because: string }[];
};

export type ClockExplained = {
  zone: string;
  calendarName: string;
  running: boolean;
  firstResponse: TargetExplained;
  resolution: TargetExplained;
  lease: { until: string; because: string } | null;
};
