import type { ReturnRow } from './records.ts';

const HERE: readonly string[] = ['received', 'inspected'];

/** Whether what is at stake can still be charged: a device is missing, nobody gave it up, and no fee was charged for it. */
export const mayStillBeCharged = ({ atStakeMinor, feeMinor, status, complete, devices }: Pick<ReturnRow, 'atStakeMinor' | 'feeMinor' | 'status' | 'complete' | 'devices'>): boolean =>
  atStakeMinor > 0 && feeMinor === 0 && !complete && status !== 'waived' && status !== 'cancelled' && devices.some((device) => !HERE.includes(device.status));
