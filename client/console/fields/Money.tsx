import { tone } from '../theme/palette.ts';
import { formatMoney, toWhole } from './format.ts';
import { Nothing } from './Nothing.tsx';
import { useReportingCurrency } from './reportingCurrency.ts';

type MoneyProps = {
  minor: number | null | undefined;
  currency?: string;
  exact?: boolean;
  /** Without the minor digits, for columns that are read at a glance; hovering shows them. */
  whole?: boolean;
};

/** `minor`: integer minor units. Without a `currency` they are in the reporting one. */
export function Money({ minor, currency, exact, whole = false }: MoneyProps) {
  const reporting = useReportingCurrency();
  if (minor === null || minor === undefined) return <Nothing />;
  const of = currency ?? reporting;
  return <span style={{ whiteSpace: 'nowrap' }} title={whole ? formatMoney(minor, of) : undefined}>{formatMoney(whole ? toWhole(minor, of) : minor, of, { exact })}</span>;
}

/** A difference: with its sign always, and its colour. */
export function SignedMoney({ minor, currency, whole = false }: MoneyProps) {
  const reporting = useReportingCurrency();
  if (minor === null || minor === undefined) return <Nothing />;
  const of = currency ?? reporting;
  const color = minor > 0 ? tone.good : minor < 0 ? tone.bad : tone.mute;
  return <span title={whole ? formatMoney(minor, of, { signed: true }) : undefined} style={{ whiteSpace: 'nowrap', fontWeight: 600, color }}>{formatMoney(whole ? toWhole(minor, of) : minor, of, { signed: true })}</span>;
}
