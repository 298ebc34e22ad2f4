import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatDay, formatMonth, formatNumber, formatShare } from '../../fields/format.ts';
import { tone } from '../../theme/palette.ts';
import { useIsPhone } from '../../theme/useViewport.ts';
import { rowsPath } from '../links.ts';
import type { Trend, TrendPeriod } from '../records.ts';

const HEIGHT = 280;
/** The axis begins at a tenth under whatever is lowest: a rate between 70 and 90% is read in tenths. */
const STEP = 0.1;

export const periodName = ({ id }: Pick<TrendPeriod, 'id'>, by: Trend['by'], short = false) => (by === 'month' ? formatMonth(id, short) : formatDay(id));

type Point = TrendPeriod & { band: [number, number] | null };

/** The rate from period to period, within what it can be expected to stay in, and the goal above it. What it shows stands in the table under it, a row a period. */
export function TrendChart({ trend }: { trend: Trend }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const phone = useIsPhone();
  const points: Point[] = trend.periods.map((period) => ({ ...period, band: period.limits && [period.limits.low, period.limits.high] }));
  const levels = points.flatMap(({ rate, limits }) => [rate, limits?.low].filter((level) => level !== null && level !== undefined));
  const lowest = Math.max(0, Math.floor(Math.min(trend.goal, ...levels) / STEP - 0.2) * STEP);
  const ticks = Array.from({ length: Math.round((1 - lowest) / STEP) + 1 }, (_tick, index) => lowest + index * STEP);
  const marks = trend.annotations.flatMap((annotation) => {
    const period = points.find(({ from, to }) => from <= annotation.day && annotation.day <= to);
    // What stands near the right edge is written to the left of its line.
    return period ? [{ ...annotation, at: period.id, side: points.indexOf(period) > points.length * 0.6 ? 'insideBottomRight' as const : 'insideBottomLeft' as const }] : [];
  });
  const open = (index: unknown) => {
    const point = points[Number(index)];
    if (point && point.denominator > 0) void navigate(rowsPath(point.rows.denominator));
  };
  return (
    <Box sx={{ height: HEIGHT, '& text': { fontSize: 11.5, fill: tone.mute }, '& .recharts-surface': { cursor: 'pointer' }, '@media print': { '& svg': { width: '100% !important', height: 'auto !important' } } }}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={points} accessibilityLayer={false} margin={{ top: 18, right: 12, bottom: 0, left: 4 }} onClick={({ activeTooltipIndex }) => open(activeTooltipIndex)}>
          <CartesianGrid vertical={false} stroke={tone.line} />
          <XAxis dataKey="id" tickFormatter={(id: string) => periodName({ id }, trend.by, true)} interval="preserveStartEnd" minTickGap={18} tickLine={false} axisLine={{ stroke: tone.line }} />
          <YAxis domain={[lowest, 1]} ticks={ticks} tickFormatter={(share: number) => formatShare(share)} width={48} tickLine={false} axisLine={false} allowDataOverflow />
          <Area dataKey="band" type="step" stroke="none" fill={tone.accentSoft} fillOpacity={1} isAnimationActive={false} connectNulls={false} />
          {marks.map(({ id, at, text, side }) => <ReferenceLine key={id} x={at} stroke={tone.mute} strokeDasharray="2 3" label={phone ? undefined : { value: text, position: side, fontSize: 11, fill: tone.mute }} />)}
          <ReferenceLine y={trend.goal} stroke={tone.bad} strokeDasharray="5 4" label={{ value: translate('adoption.trend.goal', { goal: formatShare(trend.goal) }), position: 'insideTopLeft', fontSize: 11, fill: tone.bad }} />
          <Line dataKey="rate" type="linear" stroke={tone.accent} strokeWidth={2.5} dot={{ r: 3, fill: tone.accent, stroke: tone.accent }} activeDot={{ r: 5 }} isAnimationActive={false} connectNulls />
          <Tooltip
            isAnimationActive={false} cursor={{ stroke: tone.edge }}
            content={({ active, payload }) => {
              const point = payload?.[0]?.payload as Point | undefined;
              if (!active || !point) return null;
              return (
                <Box sx={{ bgcolor: tone.panel, border: `1px solid ${tone.line}`, borderRadius: '8px', padding: '7px 11px', boxShadow: '0 8px 28px rgb(0 0 0 / .14)' }}>
                  <Box sx={{ color: tone.mute, fontSize: 11.5 }}>{periodName(point, trend.by)}</Box>
                  <b>{point.rate === null ? translate('adoption.none') : translate('adoption.trend.point', { rate: formatShare(point.rate), numerator: formatNumber(point.numerator), denominator: formatNumber(point.denominator) })}</b>
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
