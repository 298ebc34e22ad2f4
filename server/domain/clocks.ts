import type { PolicyRules } from './policy.ts';
import type { Band, Instant } from './words.ts';
import { addWorkingMinutes, explainDue, workingMinutesBetween, type DueExplanation, type Stop, type WorkingCalendar } from './working-time.ts';

/** What an escalation's clocks run from, and when they stood still. */
export type ClockFacts = { openedAt: Instant; roundStartedAt: Instant; stops: readonly Stop[] };
export type ClockExplanation = {
  zone: string;
  firstResponse: DueExplanation & { targetMinutes: number };
  resolution: DueExplanation & { targetMinutes: number };
};

/** When the band's targets fall due on the account's calendar: the first response from the start of the round, the resolution from the opening. Throws RangeError where the calendar has too little working time. */
export function dueTimes(
  calendar: WorkingCalendar, targets: PolicyRules['targets'], band: Band, { openedAt, roundStartedAt, stops }: ClockFacts,
): { firstResponseDueAt: Instant; resolutionDueAt: Instant } {
  const { firstResponseMinutes, resolutionMinutes } = targets[band];
  return {
    firstResponseDueAt: addWorkingMinutes(calendar, roundStartedAt, firstResponseMinutes, stops),
    resolutionDueAt: addWorkingMinutes(calendar, openedAt, resolutionMinutes, stops),
  };
}

/** Why the targets fall due when `dueTimes` says: intervals counted and left out, and the zone in which to show them. Throws as `dueTimes` does. */
export function explainClock(calendar: WorkingCalendar, targets: PolicyRules['targets'], band: Band, { openedAt, roundStartedAt, stops }: ClockFacts): ClockExplanation {
  const { firstResponseMinutes, resolutionMinutes } = targets[band];
  return {
    zone: calendar.zone,
    firstResponse: { ...explainDue(calendar, roundStartedAt, firstResponseMinutes, stops), targetMinutes: firstResponseMinutes },
    resolution: { ...explainDue(calendar, openedAt, resolutionMinutes, stops), targetMinutes: resolutionMinutes },
  };
}

export type LeaseFacts = {
  /** Of whoever holds the item. */
  calendar: WorkingCalendar;
  now: Instant;
  leaseMinutes: number;
  floorMinutes: number;
  firstResponseDueAt: Instant;
  firstRespondedAt: Instant | null;
};

/**
 * Until when a claim made or renewed now lasts: `leaseMinutes` working minutes of the holder's calendar, or the first-response target where that is
 * unanswered, still ahead and earlier, but never less than `floorMinutes` working minutes.
 */
export function leaseUntil({ calendar, now, leaseMinutes, floorMinutes, firstResponseDueAt, firstRespondedAt }: LeaseFacts): Instant {
  const full = addWorkingMinutes(calendar, now, leaseMinutes);
  const floor = addWorkingMinutes(calendar, now, floorMinutes);
  const targetCounts = firstRespondedAt === null && firstResponseDueAt > now && firstResponseDueAt < full;
  const until = targetCounts ? firstResponseDueAt : full;
  return until < floor ? floor : until;
}

/** Whole working minutes that a claim has left on its holder's calendar; 0 once it is over. */
export function leaseLeft(calendar: WorkingCalendar, now: Instant, leaseUntil: Instant): number {
  return workingMinutesBetween(calendar, now, leaseUntil);
}

/** Until when a claim lasts that is taken up again now with `leftMinutes` whole working minutes to go. */
export function leaseAfterPause(calendar: WorkingCalendar, now: Instant, leftMinutes: number): Instant {
  return addWorkingMinutes(calendar, now, leftMinutes);
}
