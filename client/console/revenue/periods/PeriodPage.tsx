import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useMemo } from 'react';
import { useGetOne, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { lastDayOf } from '../../../../server/domain/coding/months.ts';
import { formatMonth, formatNumber } from '../../fields/format.ts';
import { Person } from '../../fields/Person.tsx';
import { StatusChip } from '../../fields/StatusChip.tsx';
import { Day, When } from '../../fields/Times.tsx';
import { ColumnsSkeleton } from '../../layout/ColumnsSkeleton.tsx';
import { Page } from '../../layout/Page.tsx';
import { PrintButton } from '../../layout/PrintButton.tsx';
import { useMay } from '../../providers/session.ts';
import { RelatedTable } from '../../table/RelatedTable.tsx';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { KeyValues } from '../../theme/KeyValues.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { codingOf, useEntryColumns } from '../entries/columns.tsx';
import { entriesWith } from '../links.ts';
import { useBridge } from '../queries.ts';
import type { EntryRow, Period } from '../records.ts';
import { BooksTable } from './BooksTable.tsx';
import { CloseList } from './CloseList.tsx';
import { PeriodActs } from './PeriodActs.tsx';
import { waitingIn } from './waiting.ts';

function Facts({ period }: { period: Period }) {
  const translate = useTranslate();
  return (
    <Panel title={translate('revenue.periods.facts')}>
      <KeyValues
        items={[
          { label: translate('revenue.periods.ends'), value: <Day on={lastDayOf(period.id)} /> },
          period.waiting > 0 && { label: translate('revenue.periods.waiting'), value: <Link component={RouterLink} to={waitingIn(period.id)}>{formatNumber(period.waiting)}</Link> },
          period.state === 'closed' && { label: translate('revenue.periods.closed'), value: <When at={period.closedAt} as="exact" /> },
          period.state === 'closed' && { label: translate('revenue.periods.closed_by'), value: <Person name={period.closedByName} /> },
          period.reopenedAt !== null && { label: translate('revenue.periods.reopened'), value: <When at={period.reopenedAt} as="exact" /> },
          period.reopenedAt !== null && { label: translate('revenue.periods.reopened_by'), value: <Person name={period.reopenedByName} />, hint: period.reopenReason ? `“${period.reopenReason}”` : undefined },
        ]}
      />
      <Box sx={{ marginTop: 1.5, display: 'flex', flexWrap: 'wrap', gap: '4px 14px' }}>
        <Link component={RouterLink} to={`/revenue?from=${period.id}&to=${period.id}`}>{translate('revenue.periods.open_bridge')}</Link>
        <Link component={RouterLink} to={entriesWith({ postingPeriod: period.id })}>{translate('revenue.periods.open_entries')}</Link>
      </Box>
    </Panel>
  );
}

/** What was posted elsewhere than where it belongs, into this month or out of it: all of the difference between the two books. */
function LateOf({ month }: { month: string }) {
  const translate = useTranslate();
  const columns = useEntryColumns(true);
  const filter = useMemo(() => ({ late: true, postingPeriod_gte: month, effectivePeriod_lte: month }), [month]);
  return <RelatedTable<EntryRow> title={translate('revenue.periods.late')} resource="revenue-entries" filter={filter} sort={{ field: 'position', order: 'DESC' }} columns={columns} rowPath={codingOf} empty={translate('revenue.periods.no_late')} settingsKey="period-late-entries" exportable />;
}

/** One month of the books: whether it can close, what it reported, and what is known now. */
export function PeriodPage({ id }: { id: string }) {
  const translate = useTranslate();
  const may = useMay();
  const { data: period, error, refetch } = useGetOne<Period>('periods', { id });
  const reported = useBridge({ from: id, to: id, view: 'reported', cuts: {} }, period !== undefined).data?.periods[0];
  const corrected = useBridge({ from: id, to: id, view: 'corrected', cuts: {} }, period !== undefined).data?.periods[0];
  const frozen = period?.reported ?? reported;
  const trail = [{ label: translate('revenue.periods.title'), to: '/periods' }];
  return (
    <Page title={formatMonth(id)} trail={trail} beside={period && <><StatusChip of="period" value={period.state} />{may('periods:close') && <PeriodActs period={period} closingMinor={reported?.closingMinor ?? null} />}<PrintButton /></>}>
      {error && !period && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!period && !error && <ColumnsSkeleton />}
      {period && (
        <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '300px minmax(0, 1fr)' }, gap: '14px', alignItems: 'start' }}>
          <Box sx={{ display: 'grid', gap: '14px' }}>
            <CloseList period={period} />
            <Facts period={period} />
          </Box>
          <Box sx={{ display: 'grid', gap: '14px', minWidth: 0 }}>
            {frozen && corrected && <BooksTable month={id} closed={period.state === 'closed'} reported={frozen} corrected={corrected} />}
            <LateOf month={id} />
          </Box>
        </Box>
      )}
    </Page>
  );
}
