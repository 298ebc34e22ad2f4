export type PausePreset = { id: string; at: Date };

const HOUR_MS = 3_600_000;
const MORNING_HOUR = 9;

function morning(from: Date, days: number): Date {
  const at = new Date(from);
  at.setDate(at.getDate() + days);
  at.setHours(MORNING_HOUR, 0, 0, 0);
  return at;
}

/** Times that people actually agree on, in the viewer's zone: later today, tomorrow morning, after the weekend, in a week. */
export function pausePresets(now: Date): PausePreset[] {
  const untilMonday = ((8 - now.getDay()) % 7) || 7;
  return [
    { id: 'hour', at: new Date(now.getTime() + HOUR_MS) },
    { id: 'hours', at: new Date(now.getTime() + 4 * HOUR_MS) },
    { id: 'tomorrow', at: morning(now, 1) },
    ...(untilMonday > 1 ? [{ id: 'monday', at: morning(now, untilMonday) }] : []),
    { id: 'week', at: morning(now, 7) },
  ];
}

const two = (part: number) => String(part).padStart(2, '0');

/** As a `datetime-local` field has it: local time, to the minute. */
export const asLocalField = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;

/** The instant that a `datetime-local` field names; null for none. */
export function instantOfField(value: string): string | null {
  const at = new Date(value);
  return value === '' || Number.isNaN(at.getTime()) ? null : at.toISOString();
}
