import type { CodingFlag, Day, Driver, Movement, UpgradeKind } from '../words.ts';

/** A line as the coder sees it. Amounts are for one year, in whole minor units of the line's currency. */
export type CaseLine = {
  line: string;
  product: string;
  quantity: number;
  unitArrMinor: number;
  /** The line's value where it is not quantity × unit price: books that came in from outside may know no unit price. */
  arrMinor?: number;
  currency: string;
  termMonths: number;
  startsOn: Day;
  endsOn: Day | null;
  /** What the books hold of it, in the reporting currency; of a line that is not in the books yet, its value at today's rate. */
  reportingArrMinor?: number;
  /** Of a line after: the lines before that it takes the place of. */
  replaces?: readonly string[];
};

/** All that the coder knows. It has no clock and no database: the same case is coded the same way, today and in ten years. */
export type CodingCase = {
  /** Null: nobody asked for a change, the line ran out or came with the books. */
  kind: UpgradeKind | null;
  effectiveOn: Day;
  before: readonly CaseLine[];
  after: readonly CaseLine[];
  account: {
    /** Other recurring revenue in the books on the effective day, in the reporting currency. */
    otherActiveArrMinor: number;
    /** The last day on which the account had any; null: never yet. */
    lastEndedOn: Day | null;
  };
  reportingCurrency: string;
  /** `EUR/USD`: one unit of the first in the second, a decimal string, on the effective day. */
  rates: Readonly<Record<string, string>>;
  path: {
    /** The movements that its contract allows; none stated: no contract. */
    expected: readonly { movement: Movement }[];
    /** Between these a change along this path usually lies, in minor units of the reporting currency; absent where too little is known. */
    usual?: { lowMinor: number; highMinor: number };
  };
  /** Lines before that had left the books by then: named in the order, and no part of the sum. */
  follows?: readonly string[];
  /** The lines before move to another account (`out`), or come from another one (`in`), at their booked value: one half of a pair that sums to 0. */
  transfer?: 'out' | 'in';
};

/** A part of what an upgrade did to recurring revenue. */
export type Leg = {
  movement: Movement;
  driver: Driver;
  /** Signed, in minor units of `currency`, the reporting currency. */
  amountMinor: number;
  currency: string;
  effectiveOn: Day;
  lines: string[];
};

/** One rule that applied, and why, for a person to read. */
export type TraceStep = { rule: string; because: string };

export type Coded = {
  legs: Leg[];
  /** Recurring revenue in the books after minus before: what the legs sum to. */
  deltaMinor: number;
  trace: TraceStep[];
  flags: CodingFlag[];
};
