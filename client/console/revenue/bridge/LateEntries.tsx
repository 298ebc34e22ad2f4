import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useMemo } from 'react';
import { useTranslate, type RaRecord } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { formatMonth } from '../../fields/format.ts';
import { Money, SignedMoney } from '../../fields/Money.tsx';
import { Bones } from '../../theme/Bones.tsx';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import type { DataColumn } from '../../table/columns.ts';
import { LocalTable } from '../../table/LocalTable.tsx';
import { RelatedTable } from '../../table/RelatedTable.tsx';
import { codingOf, useEntryColumns } from '../entries/columns.tsx';
import { entriesWith, periodPath } from '../links.ts';
import { useBridge } from '../queries.ts';
import type { Cuts, EntryRow } from '../records.ts';
import { movedIn } from './waterfall.ts';

type MonthRow = RaRecord<string> & { reportedMinor: number; correctedMinor: number; differenceMinor: number };

/** From what was reported to what is known now: month by month, and entry by entry. */
export function LateEntries({ from, to, cuts }: { from: string; to: string; cuts: Cuts }) {
  const translate = useTranslate();
  const reported = useBridge({ from, to, view: 'reported', cuts });
  const corrected = useBridge({ from, to, view: 'corrected', cuts });
  const columns = useEntryColumns();
  // Whatever was posted in the window or after it, and took effect in it or before: all that makes any of its figures differ.
  const filter = useMemo(() => ({ ...cuts, late: true, postingPeriod_gte: from, effectivePeriod_lte: to }), [cuts, from, to]);
  const rows = useMemo<MonthRow[]>(() => (corrected.data?.periods ?? []).flatMap((period) => {
    const told = reported.data?.periods.find((one) => one.period === period.period);
    if (!told) return [];
    const [reportedMinor, correctedMinor] = [told.closingMinor ?? movedIn(told), period.closingMinor ?? movedIn(period)];
    return reportedMinor === correctedMinor ? [] : [{ id: period.period, reportedMinor, correctedMinor, differenceMinor: correctedMinor - reportedMinor }];
  }), [corrected.data, reported.data]);
  const monthColumns = useMemo<DataColumn<MonthRow>[]>(() => [
    { id: 'id', label: 'revenue.month', main: true, width: 120, render: ({ id }) => formatMonth(id) },
    { id: 'reportedMinor', label: 'revenue.view.reported', align: 'right', render: ({ reportedMinor }) => <Money minor={reportedMinor} /> },
    { id: 'correctedMinor', label: 'revenue.view.corrected', align: 'right', render: ({ correctedMinor }) => <Money minor={correctedMinor} /> },
    { id: 'differenceMinor', label: 'revenue.difference.column', align: 'right', render: ({ differenceMinor }) => <SignedMoney minor={differenceMinor} /> },
  ], []);
  const error = reported.error ?? corrected.error;
  if (error) return <Panel title={translate('revenue.difference.title')}><ErrorNotice error={error} onRetry={() => { void reported.refetch(); void corrected.refetch(); }} compact /></Panel>;
  if (!reported.data || !corrected.data) return <Panel title={translate('revenue.difference.title')}><Bones lines={4} /></Panel>;
  return (
    <Box component="section" aria-label={translate('revenue.difference.title')} sx={{ display: 'grid', gap: '14px' }}>
      <LocalTable<MonthRow> title={translate('revenue.difference.title')} rows={rows} sort={{ field: 'id', order: 'ASC' }} columns={monthColumns} rowPath={periodPath} settingsKey="bridge-difference" empty={translate('revenue.difference.none')} />
      <RelatedTable<EntryRow>
        title={translate('revenue.difference.entries')} resource="revenue-entries" filter={filter} sort={{ field: 'position', order: 'DESC' }} columns={columns} rowPath={codingOf} empty={translate('revenue.difference.no_entries')} settingsKey="late-entries" exportable perPage={25}
        actions={<Link component={RouterLink} to={entriesWith(filter)}>{translate('revenue.difference.open')}</Link>}
      />
      <Box sx={{ color: tone.mute, fontSize: 11.5 }}>{translate('revenue.difference.hint')}</Box>
    </Box>
  );
}
