import { required } from 'react-admin';
import { minorDigits } from '../fields/format.ts';
import { NumberInput } from './inputs.tsx';

const must = required();

/** Shown in whole units, kept in minor ones: 1,200.50 is 120050. */
export function MoneyInput({ currency, ...props }: { source: string; label: string; hint?: string; currency: string }) {
  const unit = 10 ** minorDigits(currency);
  return (
    <NumberInput
      {...props} min={0} step={1 / unit} validate={must}
      format={(minor: number | null | undefined) => (minor === null || minor === undefined ? '' : minor / unit)}
      parse={(typed: string) => (typed === '' ? null : Math.round(Number(typed) * unit))}
    />
  );
}
