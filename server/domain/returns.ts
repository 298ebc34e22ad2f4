import { Temporal } from 'temporal-polyfill';
import { RETURN_STATUSES, type Day, type DeviceStatus, type Disposition, type Instant, type ReturnFactName, type ReturnStatus } from './words.ts';

export const RETURN_FLAGS = ['overdue', 'never_scanned', 'quiet'] as const;
export type ReturnFlag = (typeof RETURN_FLAGS)[number];

export const MISMATCHES = ['attested_never_scanned', 'wrong_serial', 'certificate_for_other_device', 'fee_then_received', 'received_after_end'] as const;
export type MismatchCode = (typeof MISMATCHES)[number];

/** Who can settle a contradiction. */
export type NextMover = 'customer' | 'account_manager' | 'warehouse' | 'carrier' | 'admin';
/** What settles a contradiction, as the console offers it. */
export type Settling = 'remind' | 'record_receipt' | 'request_attestation' | 'refund_fee' | 'settle';
export type Mismatch = { code: MismatchCode; nextMover: NextMover; serial: string | null; action: Settling };

/** One thing known about a return. A serial says which device it is about; without one it is about all of them. */
export type ReturnFact = {
  fact: ReturnFactName;
  occurredAt: Instant;
  recordedAt: Instant;
  source: string;
  by: string | null;
  serial?: string | null;
  cause?: string;
  grade?: string;
  carrier?: string;
  trackingNumber?: string;
  labelUrl?: string;
  amountMinor?: number;
  note?: string;
  /** False: what said it was rejected or superseded since. It stays, and counts no more. */
  stands?: boolean;
};
export type ReturnDevice = { serial: string };

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

const RUNG_OF: Partial<Record<ReturnFactName, ReturnStatus>> = {
  authorised: 'authorised', label_issued: 'label_issued', first_scan: 'in_transit', in_transit: 'in_transit', delivered: 'delivered', received: 'received',
  inspected: 'inspected', waived: 'waived', cancelled: 'cancelled',
};
const NEXT_MOVER: Record<MismatchCode, NextMover> = {
  attested_never_scanned: 'customer', wrong_serial: 'warehouse', certificate_for_other_device: 'customer', fee_then_received: 'account_manager',
  received_after_end: 'account_manager',
};
const SETTLED_BY: Record<MismatchCode, Settling> = {
  attested_never_scanned: 'remind', wrong_serial: 'record_receipt', certificate_for_other_device: 'request_attestation', fee_then_received: 'refund_fee', received_after_end: 'settle',
};
/** A carrier that reports trouble has the parcel, so an exception is news of it, though not a rung. */
const CARRIER_NEWS: readonly ReturnFactName[] = ['first_scan', 'in_transit', 'exception'];
const AT_OUR_DOCK: readonly ReturnFactName[] = ['delivered', 'received', 'inspected'];
const DAY_MS = 86_400_000;

/** An end of the return stands above every rung, `cancelled` above `waived`. */
const rank = (status: ReturnStatus): number => RETURN_STATUSES.indexOf(status);
const isEnd = (status: ReturnStatus): boolean => status === 'waived' || status === 'cancelled';
/** A serial or tracking number as it is compared: a dock's scanner and a customer's hand write the same one in other cases. */
export const keyOfSerial = (serial: string): string => serial.trim().toUpperCase();
const sameSerial = (a: string, b: string): boolean => keyOfSerial(a) === keyOfSerial(b);
const occurred = (fact: ReturnFact): number => Date.parse(fact.occurredAt);

/** The facts of each device; a return without devices is judged by the facts that name none. */
function factsByDevice(devices: readonly ReturnDevice[], all: readonly ReturnFact[]): ReturnFact[][] {
  const facts = all.filter(({ stands }) => stands !== false);
  if (devices.length === 0) return [facts.filter((fact) => !fact.serial)];
  return devices.map(({ serial }) => facts.filter((fact) => !fact.serial || sameSerial(fact.serial, serial)));
}

function statusOf(facts: readonly ReturnFact[]): ReturnStatus {
  let highest: ReturnStatus = 'authorised';
  for (const { fact } of facts) {
    const rung = RUNG_OF[fact];
    if (rung && rank(rung) > rank(highest)) highest = rung;
  }
  return highest;
}

const has = (facts: readonly ReturnFact[], ...names: readonly ReturnFactName[]): boolean => facts.some(({ fact }) => names.includes(fact));

/** How far the return has come: the lowest of its devices' statuses, whatever the order, repetition or dates of the facts. `authorised` where nothing is known. */
export function returnStatus(devices: readonly ReturnDevice[], facts: readonly ReturnFact[]): ReturnStatus {
  return factsByDevice(devices, facts).map(statusOf).reduce((lowest, status) => (rank(status) < rank(lowest) ? status : lowest));
}

/** What each device of a return is by now, by its serial. What was destroyed on site, or given up, is out of use; a return called off leaves the device where it is. */
export function deviceStatuses(devices: readonly ReturnDevice[], facts: readonly ReturnFact[], disposition: Disposition): Map<string, DeviceStatus> {
  return new Map(factsByDevice(devices, facts).flatMap((own, index) => {
    const serial = devices[index]?.serial;
    const status = statusOf(own);
    const is: DeviceStatus = status === 'cancelled' ? 'in_field' : status === 'waived' || (disposition === 'destroy_on_site' && has(own, 'certificate')) ? 'retired' : has(own, 'received', 'inspected') ? 'returned' : 'due_back';
    return serial === undefined ? [] : [[serial, is] as const];
  }));
}

/** The highest rung of each device, by its serial. */
export const rungsOf = (devices: readonly ReturnDevice[], facts: readonly ReturnFact[]): Map<string, ReturnStatus> =>
  new Map(factsByDevice(devices, facts).flatMap((own, index) => (devices[index] ? [[devices[index].serial, statusOf(own)] as const] : [])));

/**
 * Whether nothing is left to do for the path: every device cancelled, waived, or inspected (attested and certified where it is destroyed on site),
 * and attested where the path asks for it or the customer keeps the drive.
 */
export function isComplete(devices: readonly ReturnDevice[], facts: readonly ReturnFact[], path: ReturnPath): boolean {
  return factsByDevice(devices, facts).every((own) => isEnd(statusOf(own)) || (!customerOwes(own, path) && (path.disposition === 'destroy_on_site' || has(own, 'inspected'))));
}

/** What only the customer can do: send the device, attest, have it destroyed and certified. */
function customerOwes(facts: readonly ReturnFact[], { disposition, attestationRequired }: ReturnPath): boolean {
  if (isEnd(statusOf(facts))) return false;
  if (disposition === 'destroy_on_site') return !has(facts, 'attested') || !has(facts, 'certificate');
  return !has(facts, ...AT_OUR_DOCK) || ((attestationRequired || disposition === 'keep_drive') && !has(facts, 'attested'));
}

/** What a return waits for, and since when: the earliest over its devices, null where none does. Nothing of it needs a clock. */
export type Waiting = { owed: boolean; unscannedSince: Instant | null; quietSince: Instant | null };

/**
 * `owed`: the customer still owes a device, an attestation or a certificate. `unscannedSince`: the latest label of a device that no carrier has
 * seen. `quietSince`: the latest news of one that is on its way.
 */
export function waitingSince(devices: readonly ReturnDevice[], facts: readonly ReturnFact[], path: ReturnPath): Waiting {
  const earliest: { unscanned: number; quiet: number } = { unscanned: Infinity, quiet: Infinity };
  const latest = (own: readonly ReturnFact[], names: readonly ReturnFactName[]) => Math.max(...own.filter(({ fact }) => names.includes(fact)).map(occurred));
  let owed = false;
  for (const own of factsByDevice(devices, facts)) {
    if (customerOwes(own, path)) owed = true;
    if (isEnd(statusOf(own)) || has(own, ...AT_OUR_DOCK)) continue;
    if (has(own, ...CARRIER_NEWS)) earliest.quiet = Math.min(earliest.quiet, latest(own, CARRIER_NEWS));
    else if (has(own, 'label_issued')) earliest.unscanned = Math.min(earliest.unscanned, latest(own, ['label_issued']));
  }
  const instant = (ms: number) => (ms === Infinity ? null : new Date(ms).toISOString());
  return { owed, unscannedSince: instant(earliest.unscanned), quietSince: instant(earliest.quiet) };
}

/**
 * What is worrying about a return now, in the order of RETURN_FLAGS. `overdue`: the due day is over in the policy's zone and the customer still owes
 * something. `never_scanned`: the latest label is so many days old and no carrier has seen it. `quiet`: on its way, without news for so many days.
 */
export function flagsOf({ owed, unscannedSince, quietSince }: Waiting, { now, dueOn, policy = DEFAULT_RETURN_POLICY }: { now: Instant; dueOn: Day; policy?: ReturnPolicy }): ReturnFlag[] {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(policy.zone).toPlainDate().toString();
  const isOld = (since: Instant | null, days: number) => since !== null && Date.parse(now) - Date.parse(since) >= days * DAY_MS;
  const holds: Record<ReturnFlag, boolean> = { overdue: owed && today > dueOn, never_scanned: isOld(unscannedSince, policy.neverScannedDays), quiet: isOld(quietSince, policy.quietDays) };
  return RETURN_FLAGS.filter((flag) => holds[flag]);
}

/** The same from the facts themselves. */
export const returnFlags = (devices: readonly ReturnDevice[], facts: readonly ReturnFact[], { path, ...at }: { now: Instant; dueOn: Day; path: ReturnPath; policy?: ReturnPolicy }): ReturnFlag[] =>
  flagsOf(waitingSince(devices, facts, path), at);

/**
 * The contradictions between the facts, each with who moves next and the serial it is about (null where there is one return and no device named). They
 * leave the list when facts settle them: the right device received or certified, the fee refunded, the attested device seen.
 */
export function mismatches(devices: readonly ReturnDevice[], facts: readonly ReturnFact[], { disposition }: Pick<ReturnPath, 'disposition'>): Mismatch[] {
  const found = new Map<string, Mismatch>();
  const add = (code: MismatchCode, serial: string | null) => {
    const named = serial?.trim().toUpperCase() ?? null;
    found.set(`${code} ${named ?? ''}`, { code, nextMover: NEXT_MOVER[code], serial: named, action: SETTLED_BY[code] });
  };
  const perDevice = factsByDevice(devices, facts);
  for (const [position, own] of perDevice.entries()) {
    const serial = devices[position]?.serial ?? null;
    const comesBack = disposition !== 'destroy_on_site' && !isEnd(statusOf(own));
    if (comesBack && has(own, 'attested') && !has(own, ...CARRIER_NEWS, ...AT_OUR_DOCK)) add('attested_never_scanned', serial);
    const receipts = own.filter(({ fact }) => fact === 'received');
    if (receipts.length === 0) continue;
    // A fee charged once the receipt was known is for something else, such as damage.
    const knownAt = Math.min(...receipts.map((fact) => Date.parse(fact.recordedAt)));
    const fees = own.filter((fact) => fact.fact === 'fee_charged' && occurred(fact) < knownAt);
    if (fees.length > 0 && !has(own, 'fee_refunded')) add('fee_then_received', serial);
    const ends = own.filter(({ fact }) => fact === 'waived' || fact === 'cancelled');
    const endedAt = Math.min(...ends.map(occurred));
    const endKnownAt = Math.min(...ends.map(({ recordedAt }) => Date.parse(recordedAt)));
    // One that came before the end, and that nobody knew of then, is as much of a surprise.
    if (receipts.some((fact) => occurred(fact) > endedAt || Date.parse(fact.recordedAt) > endKnownAt)) add('received_after_end', serial);
  }
  addStrangers('received', 'wrong_serial');
  addStrangers('certificate', 'certificate_for_other_device');
  return [...found.values()].sort((a, b) => MISMATCHES.indexOf(a.code) - MISMATCHES.indexOf(b.code) || ((a.serial ?? '') < (b.serial ?? '') ? -1 : 1));

  function addStrangers(name: 'received' | 'certificate', code: MismatchCode): void {
    if (perDevice.every((own) => has(own, name))) return;
    for (const { fact, serial, stands } of facts) {
      if (fact === name && stands !== false && serial && !devices.some((device) => sameSerial(device.serial, serial))) add(code, serial);
    }
  }
}
