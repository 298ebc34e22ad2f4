import { useMemo } from 'react';
import { useNow } from '../fields/now.ts';
import { usePolicy } from '../providers/policy.ts';

const MINUTE_MS = 60_000;

/** A day as it is written, in a zone: `sv` writes it as the domain does. */
export const dayOf = (at: number | string, zone: string): string => new Date(at).toLocaleDateString('sv-SE', { timeZone: zone });

/** Whole days from now on, back or ahead. */
export const daysFrom = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export type ReturnClock = { today: string; zone: string; /** To the minute: what is asked of a list must not be another at every look. */ minute: number; neverScannedDays: number; quietDays: number };

/** The day that due days are held against, and the limits past which a return is pointed out. */
export function useReturnClock(): ReturnClock {
  const now = useNow();
  const rules = usePolicy();
  const zone = rules?.booksZone ?? 'UTC';
  const minute = Math.ceil(now / MINUTE_MS) * MINUTE_MS;
  const { neverScannedDays = 7, quietDays = 10 } = rules ?? {};
  return useMemo(() => ({ today: dayOf(minute, zone), zone, minute, neverScannedDays, quietDays }), [minute, neverScannedDays, quietDays, zone]);
}
