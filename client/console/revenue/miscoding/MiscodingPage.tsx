import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useMemo } from 'react';
import { useTranslate, type RaRecord } from 'react-admin';
import { Link as RouterLink, useSearchParams } from 'react-router';
import { codingsWith } from '../../coding/tabs.ts';
import { formatMonth, formatNumber, formatShare } from '../../fields/format.ts';
import { Nothing } from '../../fields/Nothing.tsx';
import { useWord } from '../../fields/words.ts';
import { Page } from '../../layout/Page.tsx';
import { PrintButton } from '../../layout/PrintButton.tsx';
import type { DataColumn } from '../../table/columns.ts';
import { LocalTable } from '../../table/LocalTable.tsx';
import { Bones } from '../../theme/Bones.tsx';
import { Chip } from '../../theme/Chip.tsx';
import { EmptyState } from '../../theme/EmptyState.tsx';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { WindowFields } from '../MonthField.tsx';
import { useMiscoding } from '../queries.ts';
import type { MiscodingBy, MiscodingRow } from '../records.ts';

const BY: readonly MiscodingBy[] = ['pathId', 'rule', 'kind', 'month'];
/** Under so many orders one more or less moves the rate by more than a person should read out of it. */
const FEW = 20;

type Row = RaRecord<string> & MiscodingRow & { title: string };

/** A row's key as people say it. */
function useTitleOf(by: MiscodingBy): (row: MiscodingRow) => string {
  const translate = useTranslate();
  const word = useWord();
  return ({ key, name }) => {
    if (key === null) return translate(`revenue.miscoding.without.${by}`, { _: '–' });
    switch (by) {
      case 'pathId': return name ?? key;
      case 'kind': return word('upgrade_kind', key);
      case 'month': return formatMonth(key);
      case 'rule': return translate(`coding.rule.${key}`, { _: key });
    }
  };
}

function Rate({ rate, most }: { rate: number | null; most: number }) {
  if (rate === null) return <Nothing />;
  return (
    <Box component="span" sx={{ display: 'grid', gridTemplateColumns: '52px minmax(40px, 1fr)', gap: '10px', alignItems: 'center', width: '100%' }}>
      <Box component="b" sx={{ textAlign: 'right' }}>{formatShare(rate)}</Box>
      <Box component="span" aria-hidden="true" sx={{ display: 'block', height: 9, borderRadius: '4px', bgcolor: rate === 0 ? 'transparent' : tone.accent, width: most === 0 ? 0 : `max(2px, ${(rate / most) * 100}%)`, printColorAdjust: 'exact' }} />
    </Box>
  );
}

const sumOf = (rows: readonly MiscodingRow[], field: 'coded' | 'miscoded') => rows.reduce((sum, row) => sum + row[field], 0);

function Rows({ by, rows }: { by: MiscodingBy; rows: readonly MiscodingRow[] }) {
  const translate = useTranslate();
  const titleOf = useTitleOf(by);
  const named = rows.map((row): Row => ({ ...row, id: row.key ?? '–', title: titleOf(row) }));
  const most = Math.max(0, ...rows.map(({ rate }) => rate ?? 0));
  const columns = useMemo<DataColumn<Row>[]>(() => [
    { id: by === 'month' ? 'id' : 'title', label: `revenue.miscoding.by.${by}`, main: true, width: 220, render: ({ title, coded }) => <>{title}{coded < FEW && <> <Chip title={translate('revenue.miscoding.few_hint', { few: FEW })}>{translate('revenue.miscoding.few')}</Chip></>}</> },
    { id: 'coded', label: 'revenue.miscoding.coded', align: 'right', width: 90, render: ({ coded, rows: { coded: behind } }) => <Link component={RouterLink} to={codingsWith(behind.filter)}>{formatNumber(coded)}</Link> },
    { id: 'miscoded', label: 'revenue.miscoding.miscoded', align: 'right', width: 100, render: ({ miscoded, rows: { miscoded: behind } }) => (miscoded === 0 ? <Nothing text="0" /> : <Link component={RouterLink} to={codingsWith(behind.filter)}>{formatNumber(miscoded)}</Link>) },
    { id: 'rate', label: 'revenue.miscoding.rate', width: 240, grow: 2, render: ({ rate }) => <Rate rate={rate} most={most} /> },
  ], [by, most, translate]);
  return (
    <LocalTable<Row>
      key={by} title={translate(`revenue.miscoding.by_title.${by}`)} rows={named} sort={by === 'month' ? { field: 'id', order: 'ASC' } : { field: 'miscoded', order: 'DESC' }} columns={columns} settingsKey={`miscoding-${by}`}
      empty={<EmptyState title={translate('revenue.miscoding.empty')}>{translate('revenue.miscoding.empty_hint')}</EmptyState>}
    />
  );
}

/** How many orders were coded as what they were not, and where: each figure opens its codings. */
export function MiscodingPage() {
  const translate = useTranslate();
  const [params, setParams] = useSearchParams();
  const by = BY.find((one) => one === params.get('by')) ?? 'pathId';
  const { data, error, refetch, isPlaceholderData } = useMiscoding({ from: params.get('from') ?? undefined, to: params.get('to') ?? undefined, by });
  const ask = (change: Record<string, string>) => setParams((before) => ({ ...Object.fromEntries(before), ...change }), { replace: true });
  const rows = data?.rows ?? [];
  const [coded, miscoded] = [sumOf(rows, 'coded'), sumOf(rows, 'miscoded')];
  return (
    <Page title={translate('revenue.miscoding.title')} beside={<PrintButton />}>
      <Box role="search" aria-label={translate('revenue.bridge.controls')} sx={{ display: 'flex', flexWrap: 'wrap', gap: '10px', alignItems: 'center', marginBottom: '14px' }}>
        <WindowFields from={params.get('from') ?? data?.from ?? ''} to={params.get('to') ?? data?.to ?? ''} labels={{ from: translate('revenue.from'), to: translate('revenue.to') }} onChange={(from, to) => ask({ from, to })} />
        <ToggleButtonGroup exclusive size="small" value={by} aria-label={translate('revenue.miscoding.by_label')} onChange={(_event, next: MiscodingBy | null) => next && ask({ by: next })}>
          {BY.map((one) => <ToggleButton key={one} value={one}>{translate(`revenue.miscoding.by.${one}`)}</ToggleButton>)}
        </ToggleButtonGroup>
      </Box>
      <Box aria-busy={isPlaceholderData} sx={{ display: 'grid', gap: '14px', opacity: isPlaceholderData ? 0.6 : 1 }}>
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Panel><Bones lines={8} /></Panel>}
        {data && !error && (
          <>
            <Box sx={{ maxWidth: 820 }}>{coded === 0 ? translate('revenue.miscoding.none') : <><b>{translate('revenue.miscoding.sentence', { miscoded: formatNumber(miscoded), coded: formatNumber(coded), rate: formatShare(miscoded / coded) })}</b> {translate('revenue.miscoding.meaning')}</>}</Box>
            <Rows by={data.by} rows={rows} />
          </>
        )}
      </Box>
    </Page>
  );
}
