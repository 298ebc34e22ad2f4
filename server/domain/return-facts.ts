import { Fees } from './return-fees.ts';
import { RETURN_FACTS, type Instant, type ReturnFactName, type ReturnStatus } from './words.ts';

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
  /** Of a fee; a refund without one gives all of it back. */
  amountMinor?: number;
  note?: string;
  /** False: what said it was rejected or superseded since. It stays, and counts no more. */
  stands?: boolean;
};
export type ReturnDevice = { serial: string };

/** A serial or tracking number as it is compared: a dock's scanner and a customer's hand write the same one in other cases. */
export const keyOfSerial = (serial: string): string => serial.trim().toUpperCase();

const BIT = Object.fromEntries(RETURN_FACTS.map((fact, index) => [fact, 1 << index])) as Record<ReturnFactName, number>;
const bits = (...facts: readonly ReturnFactName[]): number => facts.reduce((sum, fact) => sum | BIT[fact], 0);
/** A carrier that reports trouble has the parcel, so an exception is news of it, though not a rung. */
const CARRIER_NEWS = bits('first_scan', 'in_transit', 'exception');
const AT_OUR_DOCK = bits('delivered', 'received', 'inspected');
const ENDS = bits('waived', 'cancelled');

/** The rungs from the highest: an end of the return stands above every other, `cancelled` above `waived`. */
const RUNGS: readonly (readonly [number, ReturnStatus])[] = [
  [BIT.cancelled, 'cancelled'], [BIT.waived, 'waived'], [BIT.inspected, 'inspected'], [BIT.received, 'received'], [BIT.delivered, 'delivered'], [bits('first_scan', 'in_transit'), 'in_transit'], [BIT.label_issued, 'label_issued'],
];

/** Later than every instant that is compared with it, as texts are. */
export const NEVER: Instant = '~';
const first = (a: Instant, b: Instant): Instant => (b < a ? b : a);
const last = (a: Instant, b: Instant): Instant => (b > a ? b : a);

/** What the facts say of one device, none of it depending on their order or repetition. `NEVER` and '' where nothing says it. */
export class DeviceTold {
  #seen = 0;
  lastLabel: Instant = '';
  lastNews: Instant = '';
  lastReceived: Instant = '';
  /** Anything that shows that it moves or is here. */
  lastSeen: Instant = '';
  seenKnownLast: Instant = '';
  receiptKnown: Instant = NEVER;
  ended: Instant = NEVER;
  endKnown: Instant = NEVER;

  tell({ fact, occurredAt, recordedAt }: ReturnFact): void {
    const bit = BIT[fact];
    this.#seen |= bit;
    if ((bit & (CARRIER_NEWS | AT_OUR_DOCK)) !== 0) {
      this.lastSeen = last(this.lastSeen, occurredAt);
      this.seenKnownLast = last(this.seenKnownLast, recordedAt);
    }
    if (fact === 'label_issued') this.lastLabel = last(this.lastLabel, occurredAt);
    else if ((bit & CARRIER_NEWS) !== 0) this.lastNews = last(this.lastNews, occurredAt);
    else if (fact === 'received') {
      this.lastReceived = last(this.lastReceived, occurredAt);
      this.receiptKnown = first(this.receiptKnown, recordedAt);
    } else if ((bit & ENDS) !== 0) {
      this.ended = first(this.ended, occurredAt);
      this.endKnown = first(this.endKnown, recordedAt);
    }
  }

  has(fact: ReturnFactName): boolean {
    return (this.#seen & BIT[fact]) !== 0;
  }

  get hasEnded(): boolean {
    return (this.#seen & ENDS) !== 0;
  }

  get atOurDock(): boolean {
    return (this.#seen & AT_OUR_DOCK) !== 0;
  }

  get hasNews(): boolean {
    return (this.#seen & CARRIER_NEWS) !== 0;
  }

  /** The highest rung that any fact reached. */
  get status(): ReturnStatus {
    for (const [mask, status] of RUNGS) if ((this.#seen & mask) !== 0) return status;
    return 'authorised';
  }
}

/** The facts by what they say: of each device, in the order of the devices, the serials that are on no device of the return, and the money. A return without devices has one that nobody names. */
export type Told = { serials: (string | null)[]; each: DeviceTold[]; /** `seen`: with when they were named last. */ strangers: { seen: Map<string, Instant>; certificate: Set<string> }; fees: Fees };

export function toldBy(devices: readonly ReturnDevice[], facts: readonly ReturnFact[]): Told {
  const told: Told = { serials: devices.length === 0 ? [null] : devices.map(({ serial }) => serial), each: [], strangers: { seen: new Map(), certificate: new Set() }, fees: new Fees() };
  const keys = told.serials.map((serial) => (serial === null ? null : keyOfSerial(serial)));
  for (const _serial of keys) told.each.push(new DeviceTold());
  for (const fact of facts) {
    if (fact.stands === false) continue;
    const key = fact.serial ? keyOfSerial(fact.serial) : '';
    let known = false;
    for (let index = 0; index < keys.length; index += 1) {
      if (key !== '' && keys[index] !== key) continue;
      known = true;
      told.each[index]?.tell(fact);
    }
    if (fact.fact === 'fee_charged' || fact.fact === 'fee_refunded') told.fees.tell(fact.fact, { at: fact.occurredAt, device: key, amountMinor: fact.amountMinor ?? (fact.fact === 'fee_charged' ? 0 : null) }, fact.source);
    if (known) continue;
    if (fact.fact === 'certificate') told.strangers.certificate.add(key);
    else told.strangers.seen.set(key, last(told.strangers.seen.get(key) ?? '', fact.occurredAt));
  }
  return told;
}
