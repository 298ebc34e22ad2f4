import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis, type DotItemDotProps } from 'recharts';
import { formatDay, formatMonth, formatNumber, formatShare } from '../../fields/format.ts';
import { tone } from '../../theme/palette.ts';
import { useIsPhone } from '../../theme/useViewport.ts';
import { useRoving } from '../../theme/useRoving.ts';
import { rowsPath } from '../links.ts';
import { POINT, POINT_LINKS, PointLink } from '../PointLink.tsx';
import type { Trend, TrendPeriod } from '../records.ts';

const HEIGHT = 280;
/** The axis begins at a tenth under whatever is lowest: a rate between 70 and 90% is read in tenths. */
const STEP = 0.1;
const MOST_LARGE_POINTS = 60;

export const periodName = ({ id }: Pick<TrendPeriod, 'id'>, by: Trend['by'], short = false) => (by === 'month' ? formatMonth(id, short) : formatDay(id));

type Point = TrendPeriod & { band: [number, number] | null };

/** The rate from period to period, within what it can be expected to stay in, and the goal above it. What it shows stands in the table under it, a row a period. A point opens its journeys; one is reached by Tab, and arrows go on from it. */
export function TrendChart({ trend }: { trend: Trend }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const phone = useIsPhone();
  const roving = useRoving(POINT);
  const points: Point[] = trend.periods.map((period) => ({ ...period, band: period.limits && [period.limits.low, period.limits.high] }));
  // A goal is of the strict rate by completion.
  const hasGoal = trend.definition === 'strict' && trend.dated === 'flow';
  const levels = points.flatMap(({ rate, limits }) => [rate, limits?.low].filter((level) => level !== null && level !== undefined));
  const lowest = Math.max(0, Math.floor(Math.min(...(hasGoal ? [trend.goal] : []), ...levels) / STEP - 0.2) * STEP);
  const ticks = Array.from({ length: Math.round((1 - lowest) / STEP) + 1 }, (_tick, index) => lowest + index * STEP);
  const marks = trend.annotations.flatMap((annotation) => {
    const period = points.find(({ from, to }) => from <= annotation.day && annotation.day <= to);
    // What stands near the right edge is written to the left of its line.
    return period ? [{ ...annotation, at: period.id, side: points.indexOf(period) > points.length * 0.6 ? 'insideBottomRight' as const : 'insideBottomLeft' as const }] : [];
  });
  const first = points.findIndex(({ rate }) => rate !== null);
  const told = (point: Point) => translate('adoption.trend.point', { rate: formatShare(point.rate ?? 0), numerator: formatNumber(point.numerator), denominator: formatNumber(point.denominator) });
  const open = (index: unknown) => {
    const point = points[Number(index)];
    if (point && point.denominator > 0) void navigate(rowsPath(point.rows.denominator));
  };
  const dot = ({ cx, cy, index }: DotItemDotProps) => {
    const point = points[index];
    if (!point || point.rate === null || cx === undefined || cy === undefined) return <g key={index} />;
    return <PointLink key={index} cx={cx} cy={cy} r={points.length > MOST_LARGE_POINTS ? 2 : 3} rows={point.rows.denominator} label={`${periodName(point, trend.by)}: ${told(point)}`} isFirst={index === first} />;
  };
  return (
    <Box {...roving} role="group" aria-label={translate('adoption.trend.chart')} sx={{ ...POINT_LINKS, height: HEIGHT, '& text': { fontSize: 11.5, fill: tone.mute }, '& .recharts-surface': { cursor: 'pointer' }, '@media print': { '& .annotation text': { display: 'none' }, '& svg': { width: '100% !important', height: 'auto !important' } } }}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={points} accessibilityLayer={false} margin={{ top: 18, right: 12, bottom: 0, left: 4 }} onClick={({ activeTooltipIndex }) => open(activeTooltipIndex)}>
          <CartesianGrid vertical={false} stroke={tone.line} />
          <XAxis dataKey="id" tickFormatter={(id: string) => periodName({ id }, trend.by, true)} interval="preserveStartEnd" minTickGap={18} tickLine={false} axisLine={{ stroke: tone.line }} />
          <YAxis domain={[lowest, 1]} ticks={ticks} tickFormatter={(share: number) => formatShare(share)} width={48} tickLine={false} axisLine={false} allowDataOverflow />
          <Area dataKey="band" type="step" stroke="none" fill={tone.accentSoft} fillOpacity={1} isAnimationActive={false} connectNulls={false} />
          {marks.map(({ id, at, text, side }) => <ReferenceLine key={id} x={at} className="annotation" stroke={tone.mute} strokeDasharray="2 3" label={phone ? undefined : { value: text, position: side, fontSize: 11, fill: tone.mute }} />)}
          {hasGoal && <ReferenceLine y={trend.goal} stroke={tone.bad} strokeDasharray="5 4" label={{ value: translate('adoption.trend.goal', { goal: formatShare(trend.goal) }), position: 'insideBottomLeft', fontSize: 11, fill: tone.bad }} />}
          <Line dataKey="rate" type="linear" stroke={tone.accent} strokeWidth={2.5} dot={dot} activeDot={false} isAnimationActive={false} connectNulls />
          <Tooltip
            isAnimationActive={false} cursor={{ stroke: tone.edge }}
            content={({ active, payload }) => {
              const point = payload?.[0]?.payload as Point | undefined;
              if (!active || !point) return null;
              return (
                <Box sx={{ bgcolor: tone.panel, border: `1px solid ${tone.line}`, borderRadius: '8px', padding: '7px 11px', boxShadow: '0 8px 28px rgb(0 0 0 / .14)' }}>
                  <Box sx={{ color: tone.mute, fontSize: 11.5 }}>{periodName(point, trend.by)}</Box>
                  <b>{point.rate === null ? translate('adoption.none') : told(point)}</b>
                  {point.low !== null && point.high !== null && <Box sx={{ color: tone.mute, fontSize: 11.5 }}>{translate('adoption.headline.interval', { low: formatShare(point.low), high: formatShare(point.high) })}</Box>}
                </Box>
              );
            }}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </Box>
  );
}
