import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useId, useMemo, useState } from 'react';
import { useTranslate, type RaRecord } from 'react-admin';
import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, ResponsiveContainer, XAxis, YAxis, type DotItemDotProps } from 'recharts';
import { formatDay, formatMonth, formatNumber, formatShare } from '../../fields/format.ts';
import type { DataColumn } from '../../table/columns.ts';
import { LocalTable } from '../../table/LocalTable.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { useRoving } from '../../theme/useRoving.ts';
import { POINT, POINT_LINKS, PointLink } from '../PointLink.tsx';
import type { Outlook } from '../records.ts';

const HEIGHT = 220;
const STEP = 0.1;
/** So many of the latest forecasts are shown. */
const MOST_KEPT = 8;

type Point = { month: string; counted: number | null; middle: number | null; band: [number, number] | null };
type Row = RaRecord<string> & Outlook['probabilities'][number];

const monthOf = (day: string) => day.slice(0, 7);

/** Months that were, which open their journeys, and the fan of those that may come. */
function Fan({ outlook }: { outlook: Outlook }) {
  const translate = useTranslate();
  const points: Point[] = [
    ...outlook.months.map(({ month, numerator, denominator }) => ({ month, counted: denominator === 0 ? null : numerator / denominator, middle: null, band: null })),
    ...outlook.probabilities.map(({ date, middle, low, high }): Point => ({ month: monthOf(date), counted: null, middle, band: [low, high] })),
  ];
  const levels = points.flatMap(({ counted, band }) => [counted, band?.[0]].filter((level) => level !== null && level !== undefined));
  const lowest = Math.max(0, Math.floor(Math.min(outlook.goal, ...levels) / STEP) * STEP);
  const roving = useRoving(POINT);
  const first = points.findIndex(({ counted }) => counted !== null);
  const dot = ({ cx, cy, index }: DotItemDotProps) => {
    const month = outlook.months[index];
    if (!month || month.denominator === 0 || cx === undefined || cy === undefined) return <g key={index} />;
    const told = translate('adoption.trend.point', { rate: formatShare(month.numerator / month.denominator), numerator: formatNumber(month.numerator), denominator: formatNumber(month.denominator) });
    return <PointLink key={index} cx={cx} cy={cy} r={2.5} rows={month.rows} label={`${formatMonth(month.month)}: ${told}`} isFirst={index === first} />;
  };
  return (
    <Box {...roving} role="group" aria-label={translate('adoption.outlook.chart')} sx={{ ...POINT_LINKS, height: HEIGHT, '& text': { fontSize: 11.5, fill: tone.mute }, '@media print': { '& svg': { width: '100% !important', height: 'auto !important' } } }}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={points} accessibilityLayer={false} margin={{ top: 12, right: 12, bottom: 0, left: 4 }}>
          <CartesianGrid vertical={false} stroke={tone.line} />
          <XAxis dataKey="month" tickFormatter={(month: string) => formatMonth(month, true)} minTickGap={24} tickLine={false} axisLine={{ stroke: tone.line }} />
          <YAxis domain={[lowest, 1]} tickFormatter={(share: number) => formatShare(share)} width={48} tickLine={false} axisLine={false} allowDataOverflow />
          <Area dataKey="band" type="linear" stroke="none" fill={tone.blueSoft} fillOpacity={1} isAnimationActive={false} />
          <ReferenceLine y={outlook.goal} stroke={tone.bad} strokeDasharray="5 4" label={{ value: translate('adoption.trend.goal', { goal: formatShare(outlook.goal) }), position: 'insideTopLeft', fontSize: 11, fill: tone.bad }} />
          <Line dataKey="counted" type="linear" stroke={tone.accent} strokeWidth={2.5} dot={dot} activeDot={false} isAnimationActive={false} connectNulls />
          <Line dataKey="middle" type="linear" stroke={tone.blue} strokeWidth={2} strokeDasharray="4 3" dot={false} isAnimationActive={false} />
        </ComposedChart>
      </ResponsiveContainer>
    </Box>
  );
}

/** What was foretold before, and what came of it. */
function Kept({ kept }: { kept: Outlook['kept'] }) {
  const translate = useTranslate();
  const scored = kept.filter(({ held }) => held !== null);
  if (kept.length === 0) return null;
  return (
    <Box sx={{ margin: '8px 0' }}>
      <Box component="p" sx={{ margin: '0 0 4px' }}>{scored.length === 0 ? translate('adoption.outlook.unscored') : <b>{translate('adoption.outlook.scored', { held: scored.filter(({ held }) => held).length, of: scored.length })}</b>}</Box>
      <Box component="ul" sx={{ margin: 0, padding: 0, listStyle: 'none', color: tone.mute, fontSize: 11.5 }}>
        {kept.slice(0, MOST_KEPT).map(({ madeIn, month, low, high, actual, held }) => (
          <li key={madeIn}>
            {translate('adoption.outlook.foretold', { made: formatMonth(madeIn, true), month: formatMonth(month, true), low: formatShare(low), high: formatShare(high) })}{' '}
            {actual === null ? translate('adoption.outlook.to_come') : <><Box component="span" aria-hidden="true" sx={{ color: held ? tone.good : tone.bad }}>{held ? '✓' : '✕'}</Box> {translate(held ? 'adoption.outlook.came' : 'adoption.outlook.missed', { actual: formatShare(actual) })}</>}
          </li>
        ))}
      </Box>
    </Box>
  );
}

/** When the goal will be met, or why nobody can say. */
export function OutlookPanel({ outlook }: { outlook: Outlook }) {
  const translate = useTranslate();
  const title = useId();
  const [open, setOpen] = useState(false);
  const rows = outlook.probabilities.map((one): Row => ({ ...one, id: one.date }));
  const columns = useMemo<DataColumn<Row>[]>(() => [
    { id: 'id', label: 'adoption.period.month', main: true, width: 130, render: ({ date }) => formatMonth(monthOf(date)) },
    { id: 'probability', label: 'adoption.outlook.probability', align: 'right', width: 120, render: ({ probability }) => formatShare(probability) },
    { id: 'middle', label: 'adoption.outlook.middle', align: 'right', width: 90, render: ({ middle }) => formatShare(middle) },
    { id: 'low', label: 'adoption.outlook.interval', align: 'right', width: 130, sortable: false, render: ({ low, high }) => `${formatShare(low)} – ${formatShare(high)}` },
  ], []);
  const due = outlook.goalDueOn === null ? undefined : outlook.probabilities.find(({ date }) => monthOf(date) === outlook.goalDueOn?.slice(0, 7));
  const when = (date: string | null) => (date === null ? translate('adoption.outlook.never') : formatMonth(monthOf(date)));
  return (
    <Panel title={translate('adoption.outlook.title')}>
      <Box component="figure" aria-labelledby={title} sx={{ margin: 0 }}>
        <Box component="figcaption" id={title} sx={{ margin: '0 0 8px', maxWidth: 900 }}>
          {outlook.met
            ? <b>{translate('adoption.outlook.met_sentence', { goal: formatShare(outlook.goal) })}</b>
            : outlook.refusal === null
            ? <><b>{translate('adoption.outlook.dates', { half: when(outlook.date50) })}</b> {translate('adoption.outlook.surer', { most: when(outlook.date80), nearly: when(outlook.date95) })}{due && outlook.goalDueOn !== null && ` ${translate('adoption.outlook.due', { day: formatDay(outlook.goalDueOn), chance: formatShare(due.probability) })}`}</>
            : <><b>{translate('adoption.outlook.no_date')}</b> {outlook.refusal}.</>}
        </Box>
        {outlook.probabilities.length > 0 && <Fan outlook={outlook} />}
      </Box>
      {outlook.probabilities.length > 0 && (
        <>
          <Box sx={{ color: tone.mute, fontSize: 11.5, margin: '4px 0' }}>{translate('adoption.outlook.legend')}</Box>
          <Button variant="text" className="not-printed" aria-expanded={open} onClick={() => setOpen(!open)}>{translate(open ? 'adoption.outlook.hide' : 'adoption.outlook.show')}</Button>
          <Kept kept={outlook.kept} />
          {open && <LocalTable<Row> title={translate('adoption.outlook.table')} rows={rows} sort={{ field: 'id', order: 'ASC' }} columns={columns} settingsKey="adoption-outlook" empty={null} />}
        </>
      )}
    </Panel>
  );
}
