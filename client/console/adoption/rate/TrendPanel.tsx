import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useId, useMemo } from 'react';
import { useTranslate, type RaRecord } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { DEFINITIONS } from '../../../../server/domain/adoption/definitions.ts';
import { GRAINS } from '../../../../server/domain/adoption/periods.ts';
import { formatDay, formatShare } from '../../fields/format.ts';
import { Nothing } from '../../fields/Nothing.tsx';
import { ChoicePill } from '../../table/ChoicePill.tsx';
import type { DataColumn } from '../../table/columns.ts';
import { LocalTable } from '../../table/LocalTable.tsx';
import { EmptyState } from '../../theme/EmptyState.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { Counted } from '../Counted.tsx';
import { rowsPath } from '../links.ts';
import type { Trend, TrendPeriod } from '../records.ts';
import { periodName, TrendChart } from './TrendChart.tsx';

/** Of a cohort of which less is over it is too early to say anything. */
const RIPE = 0.95;

type Row = RaRecord<string> & TrendPeriod;

/** One sentence that says what the chart shows. */
function Sentence({ trend }: { trend: Trend }) {
  const translate = useTranslate();
  const ripe = trend.periods.filter(({ rate, maturity }) => rate !== null && (maturity === null || maturity >= RIPE));
  const told = ripe.filter(({ whole }) => whole).length > 1 ? ripe.filter(({ whole }) => whole) : ripe;
  const more = trend.dated === 'cohort' ? ` ${translate('adoption.trend.unripe')}` : trend.definition === 'strict' ? ` ${translate(`adoption.trend.verdict.${trend.verdict}`)}` : '';
  const [first, last] = [told[0], told.at(-1)];
  if (!first || !last || first === last) return <>{translate('adoption.trend.one')}</>;
  const change = (last.rate ?? 0) - (first.rate ?? 0);
  return <>{translate(`adoption.trend.${Math.abs(change) < 0.0005 ? 'stayed' : change > 0 ? 'rose' : 'fell'}`, { from: periodName(first, trend.by), to: periodName(last, trend.by), before: formatShare(first.rate ?? 0), after: formatShare(last.rate ?? 0) })}{more}</>;
}

/** The same, as a table. */
export function PeriodsTable({ trend }: { trend: Trend }) {
  const translate = useTranslate();
  const { by, dated } = trend;
  const columns = useMemo<DataColumn<Row>[]>(() => [
    { id: 'id', label: `adoption.period.${by}`, main: true, width: 130, render: (row) => periodName(row, by) },
    { id: 'numerator', label: 'adoption.counted', align: 'right', width: 90, render: ({ numerator, rows }) => <Counted count={numerator} rows={rows.numerator} /> },
    { id: 'denominator', label: 'adoption.of_all', align: 'right', width: 90, render: ({ denominator, rows }) => <Counted count={denominator} rows={rows.denominator} /> },
    { id: 'rate', label: 'adoption.rate', align: 'right', width: 80, render: ({ rate, rows }) => (rate === null ? <Nothing /> : <Link component={RouterLink} to={rowsPath(rows.denominator)}><b>{formatShare(rate)}</b></Link>) },
    { id: 'low', label: 'adoption.interval', align: 'right', width: 130, sortable: false, render: ({ low, high }) => (low === null || high === null ? <Nothing /> : `${formatShare(low)} – ${formatShare(high)}`) },
    { id: 'limits', label: 'adoption.limits', align: 'right', width: 130, sortable: false, render: ({ limits }) => (limits === null ? <Nothing /> : `${formatShare(limits.low)} – ${formatShare(limits.high)}`) },
    ...(dated === 'cohort' ? [{ id: 'maturity', label: 'adoption.maturity', align: 'right', width: 100, render: ({ maturity }: Row) => (maturity === null ? <Nothing /> : formatShare(maturity)) } satisfies DataColumn<Row>] : []),
  ], [by, dated]);
  return <LocalTable<Row> title={translate('adoption.trend.table')} rows={trend.periods} sort={{ field: 'id', order: 'DESC' }} columns={columns} settingsKey={`adoption-trend-${dated}`} empty={null} />;
}

type TrendPanelProps = { trend: Trend; ask: (change: Record<string, string | undefined>) => void };

/** How the rate has moved, as a chart. */
export function TrendPanel({ trend, ask }: TrendPanelProps) {
  const translate = useTranslate();
  const title = useId();
  const some = trend.periods.some(({ rate }) => rate !== null);
  return (
    <Panel>
      <Box role="group" aria-label={translate('adoption.trend.controls')} className="not-printed" sx={{ display: 'flex', flexWrap: 'wrap', gap: '8px', marginBottom: '10px' }}>
        <ToggleButtonGroup exclusive size="small" value={trend.by} aria-label={translate('adoption.trend.by')} onChange={(_event, by: string | null) => by && ask({ by: by === 'month' ? undefined : by })}>
          {GRAINS.map((grain) => <ToggleButton key={grain} value={grain}>{translate(`adoption.grain.${grain}`)}</ToggleButton>)}
        </ToggleButtonGroup>
        <ToggleButtonGroup exclusive size="small" value={trend.dated} aria-label={translate('adoption.trend.dated')} onChange={(_event, dated: string | null) => dated && ask(dated === 'cohort' ? { dated, definition: undefined } : { dated: undefined })}>
          {(['flow', 'cohort'] as const).map((dated) => <ToggleButton key={dated} value={dated} title={translate(`adoption.dated_hint.${dated}`)}>{translate(`adoption.dated.${dated}`)}</ToggleButton>)}
        </ToggleButtonGroup>
        {trend.dated === 'flow' && <ChoicePill single label={translate('adoption.definition_of')} choices={DEFINITIONS.map((id) => ({ id, name: translate(`adoption.definition.${id}`) }))} chosen={[trend.definition]} onToggle={(id) => ask({ definition: id === 'strict' ? undefined : id })} />}
      </Box>
      <Box component="figure" aria-labelledby={title} sx={{ margin: 0 }}>
        <Box component="figcaption" id={title} sx={{ margin: '0 0 8px', maxWidth: 900 }}><b>{translate('adoption.trend.title', { definition: translate(`adoption.definition.${trend.definition}`), by: translate(`adoption.by.${trend.by}`) })}</b> <Sentence trend={trend} /></Box>
        {some ? <TrendChart trend={trend} /> : <EmptyState title={translate('adoption.none')}>{translate('adoption.none_hint')}</EmptyState>}
      </Box>
      {trend.annotations.length > 0 && <Box component="ul" sx={{ margin: '6px 0 0', padding: 0, listStyle: 'none', color: tone.mute, fontSize: 11.5 }}>{trend.annotations.map(({ id, day, text, rebaselines }) => <li key={id}>{formatDay(day)}: {text}{rebaselines && ` · ${translate('adoption.trend.rebaselined')}`}</li>)}</Box>}
      {some && <Box sx={{ color: tone.mute, fontSize: 11.5, marginTop: '4px' }}>{translate('adoption.trend.legend')} {trend.definition === 'strict' && trend.dated === 'flow' && `${translate('adoption.trend.legend_goal')} `}{trend.annotations.length > 0 && `${translate('adoption.trend.legend_annotation')} `}<span className="not-printed">{translate('adoption.trend.legend_click')}</span></Box>}
    </Panel>
  );
}
