import type { ReturnFactName } from '../../../server/domain/words.ts';
import { keyOf } from './serials.ts';
import type { DeviceOfReturn, Fact, ReturnRow } from './records.ts';

/** The rungs on which a device comes back, and what is signed and certified about it: these are no rungs, and may come at any time. */
export const RUNGS = ['authorised', 'label_issued', 'in_transit', 'delivered', 'received', 'inspected'] as const;
export const MARKS = ['attested', 'certificate'] as const;
export type Rung = (typeof RUNGS)[number] | (typeof MARKS)[number];

const SHOWN_BY: Partial<Record<Rung, readonly ReturnFactName[]>> = { in_transit: ['first_scan', 'in_transit'] };

/** How far the evidence for a rung goes: for every device, for some, for none; and since when. */
export type Evidence = { rung: Rung; reached: 'all' | 'some' | 'none'; at: string | null; devices: number };

/** Facts that count: what a rejected or superseded attestation said does not. */
export const standing = (facts: readonly Fact[]): Fact[] => facts.filter(({ stands }) => stands !== false);

export const factsOf = (facts: readonly Fact[], serial: string): Fact[] => facts.filter((fact) => !fact.serial || keyOf(fact.serial) === keyOf(serial));

const earliest = (facts: readonly Fact[]): string | null => facts.reduce<string | null>((first, { occurredAt }) => (first === null || occurredAt < first ? occurredAt : first), null);

/** What there is evidence of, rung by rung: a rung without a fact stays hollow, though a later one was reached. */
export function evidenceOf({ devices, facts }: Pick<ReturnRow, 'facts'> & { devices: readonly Pick<DeviceOfReturn, 'serial'>[] }): Evidence[] {
  const told = standing(facts);
  return [...RUNGS, ...MARKS].map((rung) => {
    const names = SHOWN_BY[rung] ?? [rung as ReturnFactName];
    const shown = told.filter(({ fact }) => names.includes(fact));
    const perDevice = devices.map(({ serial }) => factsOf(shown, serial)).filter((own) => own.length > 0);
    const reached = perDevice.length === 0 ? 'none' : perDevice.length < devices.length ? 'some' : 'all';
    return { rung, reached, at: earliest(perDevice.flat()), devices: perDevice.length };
  });
}
