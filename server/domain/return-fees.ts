import type { Instant } from './words.ts';

/** Money that was charged or given back. `device`: the serial as it is compared, empty where none is named; `amountMinor` null: all of it. */
export type Money = { at: Instant; device: string; amountMinor: number | null };

/** What is asked of the fees: those of one device alone, and those of before a time. */
type Which = { device?: string; before?: Instant };

/**
 * What was charged for a return and given back, in whatever order it was told, and however often. A refund that names no amount gives back all that was
 * charged until it happened: of every device, or, where it names one, of that device and of all of them together.
 */
export class Fees {
  readonly #told = new Set<string>();
  readonly #charges: Money[] = [];
  readonly #refunds: Money[] = [];

  /** Takes a fact about money; one that was told already counts once. */
  tell(fact: 'fee_charged' | 'fee_refunded', money: Money, source: string): void {
    const one = JSON.stringify([fact, money.at, money.device, money.amountMinor, source]);
    if (this.#told.has(one)) return;
    this.#told.add(one);
    (fact === 'fee_charged' ? this.#charges : this.#refunds).push(money);
  }

  /** What was charged and not given back, never below zero, in minor units. */
  left({ device = '', before }: Which = {}): number {
    const concerns = (money: Money) => device === '' || money.device === '' || money.device === device;
    const whole = this.#refunds.filter(({ amountMinor }) => amountMinor === null);
    const isBack = (charge: Money) => whole.some((one) => one.at >= charge.at && (one.device === '' || charge.device === '' || one.device === charge.device));
    // What was given back of charges of which all was given back later is no part of what is left.
    const isSpent = (refund: Money) => whole.some((one) => one.at >= refund.at && (one.device === '' || one.device === refund.device));
    const sum = (all: readonly Money[]) => all.reduce((total, { amountMinor }) => total + (amountMinor ?? 0), 0);
    const charged = this.#charges.filter((one) => concerns(one) && (before === undefined || one.at < before) && !isBack(one));
    return Math.max(0, sum(charged) - sum(this.#refunds.filter((one) => concerns(one) && !isSpent(one))));
  }
}
