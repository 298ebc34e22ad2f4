import type { Meaning } from './words.ts';

/** The meaning of a signature in words, as a certificate prints it. */
export const MEANING_TEXT: Record<Meaning, string> = {
  returned: 'The devices named below were sent back.',
  wiped: 'The data on the devices named below were removed.',
  destroyed: 'The devices named below, with their storage, were destroyed.',
  kept: 'The storage of the devices named below was kept by the customer.',
};

/** A time as it stands under a signature: day, time to the second, zone by its name and its offset on that day. */
export function signedTime(at: string, zone: string): string {
  const date = new Date(at);
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: zone } as const;
  const day = new Intl.DateTimeFormat('sv-SE', parts).format(date).replace(',', '');
  const offset = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(date).find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', 'UTC').replace('+00:00', '') ?? 'UTC';
  return offset === `UTC${zone}` || zone === 'UTC' ? `${day} ${offset}` : `${day} ${offset} (${zone})`;
}
