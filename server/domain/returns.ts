import { dayIn } from './days.ts';
import { keyOfSerial, toldBy, type DeviceTold, type ReturnDevice, type ReturnFact, type Told } from './return-facts.ts';
import { RETURN_STATUSES, type Day, type DeviceStatus, type Disposition, type Instant, type ReturnFactName, type ReturnStatus } from './words.ts';

export { keyOfSerial, type ReturnDevice, type ReturnFact };

export const RETURN_FLAGS = ['overdue', 'never_scanned', 'quiet'] as const;
export type ReturnFlag = (typeof RETURN_FLAGS)[number];

export const MISMATCHES = ['attested_never_scanned', 'wrong_serial', 'certificate_for_other_device', 'fee_then_received', 'received_after_end'] as const;
export type MismatchCode = (typeof MISMATCHES)[number];

/** Who can settle a contradiction. */
export type NextMover = 'customer' | 'account_manager' | 'warehouse' | 'carrier' | 'admin';
/** What settles a contradiction, as the console offers it. */
export type Settling = 'remind' | 'record_receipt' | 'request_attestation' | 'refund_fee' | 'settle';
export type Mismatch = { code: MismatchCode; nextMover: NextMover; serial: string | null; action: Settling };

/** Facts that come from a command of their own and from nowhere else, with the way to them. */
export const OWN_COMMAND: Partial<Record<ReturnFactName, string>> = {
  authorised: 'placing the order opens the return', attested: 'record an attestation', certificate: 'verify an attestation, or record the certificate of whoever destroyed the device', waived: 'waive the return', cancelled: 'cancel the order',
};

/** What the path asks of a return. */
export type ReturnPath = { disposition: Disposition; attestationRequired: boolean };
/** Plain days; `zone` is the one in which the due day ends. */
export type ReturnPolicy = { neverScannedDays: number; quietDays: number; zone: string };
/** As long as nobody has set them. */
export const DEFAULT_RETURN_POLICY: ReturnPolicy = { neverScannedDays: 7, quietDays: 10, zone: 'UTC' };

const NEXT_MOVER: Record<MismatchCode, NextMover> = {
  attested_never_scanned: 'customer', wrong_serial: 'warehouse', certificate_for_other_device: 'customer', fee_then_received: 'account_manager',
  received_after_end: 'account_manager',
};
const SETTLED_BY: Record<MismatchCode, Settling> = {
  attested_never_scanned: 'remind', wrong_serial: 'record_receipt', certificate_for_other_device: 'request_attestation', fee_then_received: 'refund_fee', received_after_end: 'settle',
};
const DAY_MS = 86_400_000;

const rank = (status: ReturnStatus): number => RETURN_STATUSES.indexOf(status);

/** How far the return has come: the lowest of its devices' statuses, whatever the order, repetition or dates of the facts. `authorised` where nothing is known. */
export const statusOf = ({ each }: Told): ReturnStatus => each.map(({ status }) => status).reduce((lowest, status) => (rank(status) < rank(lowest) ? status : lowest));
export const returnStatus = (devices: readonly ReturnDevice[], facts: readonly ReturnFact[]): ReturnStatus => statusOf(toldBy(devices, facts));

/** What each device of a return is by now, by its serial. What was destroyed on site, or given up, is out of use; a return called off leaves the device where it is. */
export function deviceStatuses(devices: readonly ReturnDevice[], facts: readonly ReturnFact[], disposition: Disposition): Map<string, DeviceStatus> {
  const is = (own: DeviceTold): DeviceStatus => {
    if (own.status === 'cancelled') return 'in_field';
    if (own.status === 'waived' || (disposition === 'destroy_on_site' && own.has('certificate'))) return 'retired';
    return own.has('received') || own.has('inspected') ? 'returned' : 'due_back';
  };
  const { each } = toldBy(devices, facts);
  return new Map(devices.flatMap(({ serial }, index) => (each[index] ? [[serial, is(each[index])] as const] : [])));
}

/** The highest rung of each device, by its serial. */
export function rungsOf(devices: readonly ReturnDevice[], facts: readonly ReturnFact[]): Map<string, ReturnStatus> {
  const { each } = toldBy(devices, facts);
  return new Map(devices.map(({ serial }, index) => [serial, each[index]?.status ?? 'authorised'] as const));
}

/**
 * Whether nothing is left to do for the path: every device cancelled, waived, or inspected (attested and certified where it is destroyed on site),
 * and attested where the path asks for it or the customer keeps the drive.
 */
export const completeOf = ({ each }: Told, path: ReturnPath): boolean => each.every((own) => own.hasEnded || (!customerOwes(own, path) && (path.disposition === 'destroy_on_site' || own.has('inspected'))));
export const isComplete = (devices: readonly ReturnDevice[], facts: readonly ReturnFact[], path: ReturnPath): boolean => completeOf(toldBy(devices, facts), path);

/** What only the customer can do: send the device, attest, have it destroyed and certified. */
function customerOwes(own: DeviceTold, { disposition, attestationRequired }: ReturnPath): boolean {
  if (own.hasEnded) return false;
  if (disposition === 'destroy_on_site') return !own.has('attested') || !own.has('certificate');
  return !own.atOurDock || ((attestationRequired || disposition === 'keep_drive') && !own.has('attested'));
}

/** What a return waits for, and since when: the earliest over its devices, null where none does. Nothing of it needs a clock. */
export type Waiting = { owed: boolean; unscannedSince: Instant | null; quietSince: Instant | null };

/**
 * `owed`: the customer still owes a device, an attestation or a certificate. `unscannedSince`: the latest label of a device that no carrier has
 * seen. `quietSince`: the latest news of one that is on its way.
 */
export function waitingOf({ each }: Told, path: ReturnPath): Waiting {
  const waiting: Waiting = { owed: false, unscannedSince: null, quietSince: null };
  const earlier = (known: Instant | null, at: Instant): Instant => (known === null || at < known ? at : known);
  for (const own of each) {
    if (customerOwes(own, path)) waiting.owed = true;
    if (own.hasEnded || own.atOurDock) continue;
    if (own.hasNews) waiting.quietSince = earlier(waiting.quietSince, own.lastNews);
    else if (own.has('label_issued')) waiting.unscannedSince = earlier(waiting.unscannedSince, own.lastLabel);
  }
  return waiting;
}

/**
 * What is worrying about a return now, in the order of RETURN_FLAGS. `overdue`: the due day is over in the policy's zone and the customer still owes
 * something. `never_scanned`: the latest label is so many days old and no carrier has seen it. `quiet`: on its way, without news for so many days.
 */
export function flagsOf({ owed, unscannedSince, quietSince }: Waiting, { now, dueOn, policy = DEFAULT_RETURN_POLICY }: { now: Instant; dueOn: Day; policy?: ReturnPolicy }): ReturnFlag[] {
  const today = dayIn(policy.zone, now);
  const isOld = (since: Instant | null, days: number) => since !== null && Date.parse(now) - Date.parse(since) >= days * DAY_MS;
  const holds: Record<ReturnFlag, boolean> = { overdue: owed && today > dueOn, never_scanned: isOld(unscannedSince, policy.neverScannedDays), quiet: isOld(quietSince, policy.quietDays) };
  return RETURN_FLAGS.filter((flag) => holds[flag]);
}

/** The same from the facts themselves. */
export const returnFlags = (devices: readonly ReturnDevice[], facts: readonly ReturnFact[], { path, ...at }: { now: Instant; dueOn: Day; path: ReturnPath; policy?: ReturnPolicy }): ReturnFlag[] =>
  flagsOf(waitingOf(toldBy(devices, facts), path), at);

/**
 * The contradictions between the facts, each with who moves next and the serial it is about (null where there is one return and no device named). They
 * leave the list when facts settle them: the right device received after the wrong one was seen, or certified, the fee refunded, the attested device seen.
 */
export function mismatchesOf({ serials, each, strangers, fees }: Told, { disposition }: Pick<ReturnPath, 'disposition'>): Mismatch[] {
  const found: Mismatch[] = [];
  const add = (code: MismatchCode, serial: string | null) => void found.push({ code, nextMover: NEXT_MOVER[code], serial, action: SETTLED_BY[code] });
  for (const [position, own] of each.entries()) {
    const serial = serials[position] ?? null;
    const key = serial === null ? null : keyOfSerial(serial);
    if (disposition !== 'destroy_on_site' && !own.hasEnded && own.has('attested') && !own.hasNews && !own.atOurDock) add('attested_never_scanned', key);
    // What came before the end, and what nobody knew of then, is as much of a surprise.
    if (own.lastSeen > own.ended || own.seenKnownLast > own.endKnown) add('received_after_end', key);
    if (!own.has('received')) continue;
    // A fee charged once the receipt was known is for something else, such as damage.
    if (fees.left({ device: key ?? '', before: own.receiptKnown }) > 0) add('fee_then_received', key);
  }
  for (const [serial, at] of strangers.seen) if (!each.every((own) => own.has('received') && own.lastReceived >= at)) add('wrong_serial', serial);
  if (!each.every((own) => own.has('certificate'))) for (const serial of strangers.certificate) add('certificate_for_other_device', serial);
  return found.sort((a, b) => MISMATCHES.indexOf(a.code) - MISMATCHES.indexOf(b.code) || ((a.serial ?? '') < (b.serial ?? '') ? -1 : 1));
}
export const mismatches = (devices: readonly ReturnDevice[], facts: readonly ReturnFact[], path: Pick<ReturnPath, 'disposition'>): Mismatch[] => mismatchesOf(toldBy(devices, facts), path);
