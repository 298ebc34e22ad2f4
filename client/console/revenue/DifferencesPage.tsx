import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useMemo } from 'react';
import { useTranslate, type RaRecord } from 'react-admin';
import { useSearchParams } from 'react-router';
import { formatDay, formatMoney } from '../fields/format.ts';
import { Money, SignedMoney } from '../fields/Money.tsx';
import { Page } from '../layout/Page.tsx';
import { Bones } from '../theme/Bones.tsx';
import { EmptyState } from '../theme/EmptyState.tsx';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import type { DataColumn } from '../table/columns.ts';
import { LocalTable } from '../table/LocalTable.tsx';
import { useBridge, useDifferences } from './queries.ts';
import type { Difference } from './records.ts';

type Row = RaRecord<string> & Difference & { differenceMinor: number };

const COLUMNS: DataColumn<Row>[] = [
  { id: 'accountName', label: 'revenue.entries.account', main: true, width: 170, grow: 1, render: ({ accountName }) => accountName },
  { id: 'entriesMinor', label: 'revenue.differences.entries', align: 'right', width: 120, grow: 0, render: ({ entriesMinor }) => <Money minor={entriesMinor} /> },
  { id: 'subscriptionsMinor', label: 'revenue.differences.lines', align: 'right', width: 120, grow: 0, render: ({ subscriptionsMinor }) => <Money minor={subscriptionsMinor} /> },
  { id: 'differenceMinor', label: 'revenue.difference.column', align: 'right', width: 110, grow: 0, render: ({ differenceMinor }) => <SignedMoney minor={differenceMinor} /> },
  { id: 'keptMinor', label: 'revenue.differences.kept', align: 'right', width: 120, grow: 0, render: ({ keptMinor }) => <Money minor={keptMinor} /> },
  { id: 'causes', label: 'revenue.differences.cause', width: 260, grow: 3, sortable: false, render: ({ causes }) => <span title={causes.join('\n')}>{causes.join('. ')}</span> },
];

/** What was compared and came to the same: nothing to do, but a proof. */
function Balanced({ on }: { on: string }) {
  const translate = useTranslate();
  const month = on.slice(0, 7);
  const { data } = useBridge({ from: month, to: month, view: 'corrected', cuts: {} });
  const period = data?.periods[0];
  const sum = period && period.closingMinor === period.subscriptionsMinor && period.closingMinor !== null ? formatMoney(period.closingMinor, data.currency) : null;
  return (
    <Panel>
      <EmptyState title={<><Box component="span" aria-hidden="true" sx={{ color: tone.good }}>✓ </Box>{translate('revenue.differences.balanced')}</>}>
        <Box component="p" sx={{ margin: '0 0 8px' }}>{translate('revenue.differences.compared', { day: formatDay(on) })}</Box>
        {sum && <Box component="p" sx={{ margin: 0 }}>{translate('revenue.differences.sum', { sum })}</Box>}
      </EmptyState>
    </Panel>
  );
}

/** Accounts whose entries and lines do not come to the same, each with what to look for. */
export function DifferencesPage() {
  const translate = useTranslate();
  const [params, setParams] = useSearchParams();
  const { data, error, refetch } = useDifferences(params.get('on') ?? undefined);
  const rows = useMemo<Row[]>(() => (data?.rows ?? []).map((row) => ({ ...row, id: row.accountId, differenceMinor: row.entriesMinor - row.subscriptionsMinor })), [data]);
  return (
    <Page title={translate('revenue.differences.title')}>
      <Box role="search" aria-label={translate('revenue.bridge.controls')} sx={{ marginBottom: '14px' }}>
        <TextField type="date" label={translate('revenue.differences.on')} margin="none" value={params.get('on') ?? data?.on ?? ''} onChange={({ target }) => setParams(target.value ? { on: target.value } : {}, { replace: true })} slotProps={{ inputLabel: { shrink: true } }} />
      </Box>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Panel><Bones lines={6} /></Panel>}
      {data && !error && (rows.length === 0
        ? <Balanced on={data.on} />
        : <LocalTable<Row> title={translate('revenue.differences.accounts')} rows={rows} sort={{ field: 'differenceMinor', order: 'DESC' }} columns={COLUMNS} rowPath={({ accountId }) => `/accounts/${accountId}`} settingsKey="differences" empty={null} />)}
    </Page>
  );
}
