import { Temporal } from 'temporal-polyfill';
import { RETURN_STATUSES, type Day, type Disposition, type Instant, type ReturnFactName, type ReturnStatus } from './words.ts';

export const RETURN_FLAGS = ['overdue', 'never_scanned', 'quiet'] as const;
export type ReturnFlag = (typeof RETURN_FLAGS)[number];

export const MISMATCHES = ['attested_never_scanned', 'wrong_serial', 'certificate_for_other_device', 'fee_then_received', 'received_after_end'] as const;
export type MismatchCode = (typeof MISMATCHES)[number];

/** Who can settle a contradiction. */
export type NextMover = 'customer' | 'account_manager' | 'warehouse' | 'carrier' | 'admin';
export type Mismatch = { code: MismatchCode; nextMover: NextMover; serial: string | null };

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
  amountMinor?: number;
  note?: string;
};
export type ReturnDevice = { serial: string };

/** What the path asks of a return. */
export type ReturnPath = { disposition: Disposition; attestationRequired: boolean };
/** Plain days; `zone` is the one in which the due day ends. */
export type ReturnPolicy = { neverScannedDays: number; quietDays: number; zone: string };
export const DEFAULT_RETURN_POLICY: ReturnPolicy = { neverScannedDays: 7, quietDays: 10, zone: 'UTC' };

const RUNG_OF: Partial<Record<ReturnFactName, ReturnStatus>> = {
  authorised: 'authorised', label_issued: 'label_issued', first_scan: 'in_transit', in_transit: 'in_transit', delivered: 'delivered', received: 'received',
  inspected: 'inspected', waived: 'waived', cancelled: 'cancelled',
};
const NEXT_MOVER: Record<MismatchCode, NextMover> = {
  attested_never_scanned: 'customer', wrong_serial: 'warehouse', certificate_for_other_device: 'customer', fee_then_received: 'account_manager',
  received_after_end: 'account_manager',
};
/** A carrier that reports trouble has the parcel, so an exception is news of it, though not a rung. */
const CARRIER_NEWS: readonly ReturnFactName[] = ['first_scan', 'in_transit', 'exception'];
const AT_OUR_DOCK: readonly ReturnFactName[] = ['delivered', 'received', 'inspected'];
const DAY_MS = 86_400_000;

/** An end of the return stands above every rung, `cancelled` above `waived`. */
const rank = (status: ReturnStatus): number => RETURN_STATUSES.indexOf(status);
const isEnd = (status: ReturnStatus): boolean => status === 'waived' || status === 'cancelled';
/** A dock's scanner and a customer's hand write the same serial in other cases. */
const sameSerial = (a: string, b: string): boolean => a.trim().toUpperCase() === b.trim().toUpperCase();
const occurred = (fact: ReturnFact): number => Date.parse(fact.occurredAt);

/** The facts of each device; a return without devices is judged by the facts that name none. */
function factsByDevice(devices: readonly ReturnDevice[], facts: readonly ReturnFact[]): ReturnFact[][] {
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

/**
 * What is worrying about a return now, in the order of RETURN_FLAGS. `overdue`: the due day is over in the policy's zone and the customer still owes a
 * device or an attestation. `never_scanned`: the latest label is so many days old and no carrier has seen it. `quiet`: on its way, without news for so many days.
 */
export function returnFlags(
  devices: readonly ReturnDevice[], facts: readonly ReturnFact[],
  { now, dueOn, path, policy = DEFAULT_RETURN_POLICY }: { now: Instant; dueOn: Day; path: ReturnPath; policy?: ReturnPolicy },
): ReturnFlag[] {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(policy.zone).toPlainDate().toString();
  const time = Date.parse(now);
  const latest = (own: readonly ReturnFact[], names: readonly ReturnFactName[]) => Math.max(...own.filter(({ fact }) => names.includes(fact)).map(occurred));
  const flags = new Set<ReturnFlag>();
  for (const own of factsByDevice(devices, facts)) {
    if (isEnd(statusOf(own))) continue;
    if (today > dueOn && customerOwes(own, path)) flags.add('overdue');
    if (has(own, ...AT_OUR_DOCK)) continue;
    if (has(own, ...CARRIER_NEWS)) {
      if (time - latest(own, CARRIER_NEWS) >= policy.quietDays * DAY_MS) flags.add('quiet');
    } else if (has(own, 'label_issued') && time - latest(own, ['label_issued']) >= policy.neverScannedDays * DAY_MS) flags.add('never_scanned');
  }
  return RETURN_FLAGS.filter((flag) => flags.has(flag));
}

/**
 * The contradictions between the facts, each with who moves next and the serial it is about (null where there is one return and no device named). They
 * leave the list when facts settle them: the right device received or certified, the fee refunded, the attested device seen.
 */
export function mismatches(devices: readonly ReturnDevice[], facts: readonly ReturnFact[], { disposition }: Pick<ReturnPath, 'disposition'>): Mismatch[] {
  const found = new Map<string, Mismatch>();
  const add = (code: MismatchCode, serial: string | null) => {
    const named = serial?.trim().toUpperCase() ?? null;
    found.set(`${code} ${named ?? ''}`, { code, nextMover: NEXT_MOVER[code], serial: named });
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
    const endedAt = Math.min(...own.filter(({ fact }) => fact === 'waived' || fact === 'cancelled').map(occurred));
    if (receipts.some((fact) => occurred(fact) > endedAt)) add('received_after_end', serial);
  }
  addStrangers('received', 'wrong_serial');
  addStrangers('certificate', 'certificate_for_other_device');
  return [...found.values()].sort((a, b) => MISMATCHES.indexOf(a.code) - MISMATCHES.indexOf(b.code) || ((a.serial ?? '') < (b.serial ?? '') ? -1 : 1));

  function addStrangers(name: 'received' | 'certificate', code: MismatchCode): void {
    if (perDevice.every((own) => has(own, name))) return;
    for (const { fact, serial } of facts) {
      if (fact === name && serial && !devices.some((device) => sameSerial(device.serial, serial))) add(code, serial);
    }
  }
}
