import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { useMemo } from 'react';
import { useNotify, useTranslate, type RaRecord } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import type { Movement } from '../../../../server/domain/words.ts';
import { formatMonth, minorDigits } from '../../fields/format.ts';
import { Money, SignedMoney } from '../../fields/Money.tsx';
import { useWord } from '../../fields/words.ts';
import type { DataColumn } from '../../table/columns.ts';
import { LocalTable } from '../../table/LocalTable.tsx';
import { tone } from '../../theme/palette.ts';
import { entriesWith, periodPath } from '../links.ts';
import type { Bridge, BridgePeriod } from '../records.ts';
import { useThisMonth } from './thisMonth.ts';
import { IN_ORDER, type Totals } from './waterfall.ts';

type Row = RaRecord<string> & Omit<BridgePeriod, 'period'>;

/** All that a spreadsheet takes at one go: exact, in whole units, a tab between. */
function asText(rows: readonly Row[], shown: readonly Movement[], head: readonly string[], currency: string, nameOf: (row: Row) => string): string {
  const digits = minorDigits(currency);
  const figure = (minor: number | null) => (minor === null ? '' : (minor / 10 ** digits).toFixed(digits));
  return [head, ...rows.map((row) => [nameOf(row), figure(row.openingMinor), ...shown.map((movement) => figure(row.movements[movement])), figure(row.closingMinor), figure(row.subscriptionsMinor)])].map((cells) => cells.join('\t')).join('\n');
}

/** The chart in figures, month by month: each opens its entries, a month its own page. */
export function MonthsTable({ bridge, totals }: { bridge: Bridge; totals: Totals }) {
  const translate = useTranslate();
  const word = useWord();
  const notify = useNotify();
  const { currency, periods } = bridge;
  const rows = useMemo<Row[]>(() => periods.map(({ period, ...figures }) => ({ id: period, ...figures })), [periods]);
  // As a text, so that the columns are made anew only when others are shown.
  const moved = IN_ORDER.filter((movement) => periods.some(({ movements }) => movements[movement] !== 0)).join(' ');
  const shown = useMemo(() => (moved === '' ? [] : (moved.split(' ') as Movement[])), [moved]);
  const thisMonth = useThisMonth();
  const legend = [periods.some(({ state }) => state === 'closed') && translate('revenue.bridge.closed_mark'), periods.some(({ period }) => period >= thisMonth) && translate('revenue.bridge.so_far_mark')].filter(Boolean).join(' · ');
  const whole = totals.openingMinor !== null;
  const columns = useMemo<DataColumn<Row>[]>(() => [
    { id: 'id', label: 'revenue.month', main: true, width: 96, render: ({ id, state }) => <span style={{ whiteSpace: 'nowrap' }}>{formatMonth(id, true)}{state === 'closed' && <Box component="span" title={word('period', 'closed')} sx={{ color: tone.mute, fontSize: 9, verticalAlign: '1px' }}> <span role="img" aria-label={word('period', 'closed')}>■</span></Box>}{id >= thisMonth && <Box component="span" sx={{ color: tone.mute, fontWeight: 400 }}> {translate('revenue.bridge.so_far')}</Box>}</span> },
    ...(whole ? [{ id: 'openingMinor', label: 'revenue.bridge.opening', align: 'right', width: 86, render: ({ openingMinor }: Row) => <Money minor={openingMinor} currency={currency} whole /> } satisfies DataColumn<Row>] : []),
    ...shown.map((movement): DataColumn<Row> => ({
      id: `movements.${movement}`, label: `words.movement.${movement}`, align: 'right', width: 80,
      render: ({ movements, filter }) => <Link component={RouterLink} to={entriesWith({ ...filter, movement })}><SignedMoney minor={movements[movement]} currency={currency} whole /></Link>,
    })),
    ...(whole ? [
      { id: 'closingMinor', label: 'revenue.bridge.closing', align: 'right', width: 86, render: ({ closingMinor }: Row) => <b><Money minor={closingMinor} currency={currency} whole /></b> } satisfies DataColumn<Row>,
      {
        id: 'subscriptionsMinor', label: 'revenue.bridge.subscriptions_short', align: 'right', width: 96,
        render: ({ closingMinor, subscriptionsMinor }: Row) => (closingMinor === subscriptionsMinor
          ? <span style={{ whiteSpace: 'nowrap' }}><Money minor={subscriptionsMinor} currency={currency} whole /> <Box component="span" role="img" aria-label={translate('revenue.bridge.agrees')} sx={{ color: tone.good }}>✓</Box></span>
          : <span style={{ whiteSpace: 'nowrap' }}><Money minor={subscriptionsMinor} currency={currency} whole /> <SignedMoney minor={(subscriptionsMinor ?? 0) - (closingMinor ?? 0)} currency={currency} whole /></span>),
      } satisfies DataColumn<Row>,
    ] : []),
  ], [currency, shown, thisMonth, translate, whole, word]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(asText(rows, shown, [translate('revenue.month'), translate('revenue.bridge.opening'), ...shown.map((movement) => word('movement', movement)), translate('revenue.bridge.closing'), translate('revenue.bridge.subscriptions')], currency, ({ id }) => id));
      notify('revenue.bridge.copied', { type: 'success' });
    } catch {
      notify('revenue.bridge.not_copied', { type: 'error' });
    }
  };
  return (
    <>
      {/* A table is told of its columns once. */}
      <LocalTable<Row>
        key={`${whole} ${moved}`} title={translate('revenue.bridge.by_month')} rows={rows} sort={{ field: 'id', order: 'ASC' }} columns={columns} rowPath={periodPath} counted={false} settingsKey="bridge" empty={null}
        actions={<Button variant="text" onClick={() => void copy()}>{translate('revenue.bridge.copy')}</Button>}
      />
      {legend && <Box component="p" sx={{ color: tone.mute, fontSize: 11.5, margin: '6px 2px 0' }}>{legend}</Box>}
    </>
  );
}
