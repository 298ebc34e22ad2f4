import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { lastDayOf } from '../../../../server/domain/coding/months.ts';
import { formatDay, formatMonth } from '../../fields/format.ts';
import { Money, SignedMoney } from '../../fields/Money.tsx';
import { Chip } from '../../theme/Chip.tsx';
import { tone } from '../../theme/palette.ts';
import { entriesWith } from '../links.ts';
import type { Bridge } from '../records.ts';
import { useThisMonth } from './thisMonth.ts';
import { movementsOf, WEIGHTS, type Totals } from './waterfall.ts';

function Figure({ label, children, hint }: { label: string; children: ReactNode; hint?: ReactNode }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box component="dt" sx={{ color: tone.mute, fontSize: 11.5 }}>{label}</Box>
      <Box component="dd" sx={{ margin: 0, fontSize: 19, fontWeight: 650, letterSpacing: '-.02em', '& a, & span': { fontWeight: 'inherit' } }}>{children}</Box>
      {hint && <Box component="dd" sx={{ margin: '2px 0 0', color: tone.mute, fontSize: 11.5 }}>{hint}</Box>}
    </Box>
  );
}

/** Whether the entries come to what the subscriptions are worth: the tick that the books are for. */
function Agreement({ totals: { closingMinor, subscriptionsMinor }, currency, view }: { totals: Totals; currency: string; view: Bridge['view'] }) {
  const translate = useTranslate();
  if (closingMinor === null || subscriptionsMinor === null) return null;
  const difference = closingMinor - subscriptionsMinor;
  if (difference === 0) return <Chip tone="good" mark="✓">{translate('revenue.bridge.agrees')}</Chip>;
  return (
    <>
      <Chip tone={view === 'reported' ? 'warn' : 'bad'} mark="▲"><SignedMoney minor={-difference} currency={currency} /></Chip>{' '}
      {view === 'reported' ? translate('revenue.bridge.posted_later') : <Link component={RouterLink} to="/revenue/differences">{translate('revenue.bridge.see_differences')}</Link>}
    </>
  );
}

/** The window in figures; each of what moved opens its entries. */
export function Figures({ bridge, totals, entriesFilter }: { bridge: Bridge; totals: Totals; /** Of the whole window. */ entriesFilter: Record<string, unknown> }) {
  const translate = useTranslate();
  const { currency, view, periods } = bridge;
  const thisMonth = useThisMonth();
  const first = periods[0]?.period ?? '';
  const last = periods.at(-1)?.period ?? '';
  return (
    <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', md: 'repeat(auto-fit, minmax(140px, 1fr))' }, gap: '14px 20px', margin: 0 }}>
      {totals.openingMinor !== null && <Figure label={translate('revenue.bridge.opening_on', { day: formatDay(`${first}-01`) })}><Money minor={totals.openingMinor} currency={currency} whole /></Figure>}
      {WEIGHTS.map((weight) => (
        <Figure key={weight} label={translate(`revenue.weight.${weight}`)} hint={translate(`revenue.weight_of.${weight}`)}>
          <Link component={RouterLink} to={entriesWith({ ...entriesFilter, movement: movementsOf(weight) })}><SignedMoney minor={totals.weights[weight]} currency={currency} whole /></Link>
        </Figure>
      ))}
      {totals.closingMinor !== null && <Figure label={last >= thisMonth ? translate('revenue.bridge.closing_so_far', { month: formatMonth(last, true) }) : translate('revenue.bridge.closing_on', { day: formatDay(lastDayOf(last)) })}><Money minor={totals.closingMinor} currency={currency} whole /></Figure>}
      {totals.subscriptionsMinor !== null && <Figure label={translate('revenue.bridge.subscriptions')} hint={<Agreement totals={totals} currency={currency} view={view} />}><Money minor={totals.subscriptionsMinor} currency={currency} whole /></Figure>}
    </Box>
  );
}
