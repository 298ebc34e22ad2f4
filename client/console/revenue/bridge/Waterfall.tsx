import Box from '@mui/material/Box';
import { useMemo, type MouseEvent } from 'react';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import { Bar as Bars, BarChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis, type BarShapeProps } from 'recharts';
import { formatCompactMoney, formatMoney, formatMonth } from '../../fields/format.ts';
import { useWord } from '../../fields/words.ts';
import { tone } from '../../theme/palette.ts';
import { useRoving } from '../../theme/useRoving.ts';
import { entriesWith } from '../links.ts';
import type { BridgePeriod } from '../records.ts';
import { axisOf, ticksOf, type Bar, type Weight } from './waterfall.ts';

const HEIGHT = 320;
const GAP = 0.18;
/** A cent is seen too. */
const LEAST_PX = 2;

/** Gains are filled, losses an outline: they differ without colour, and by the way the level goes. */
const LOOKS: Record<Weight, { fill: string; stroke: string }> = { gain: { fill: tone.accent, stroke: tone.accent }, loss: { fill: tone.badSoft, stroke: tone.bad }, neutral: { fill: tone.blueSoft, stroke: tone.blue } };

/** As many months as have room for a name each. */
const MOST_TICKS = 18;
/** The year is told once, and where it turns. */
const tickOf = (month: string, first: boolean) => (first || month.endsWith('-01') ? formatMonth(month, true) : (formatMonth(month, true).split(' ')[0] ?? ''));

/** A place on the axis: a bar, or a month in which nothing moved. */
type Slot = { key: string; period: string; bar: Bar | null; range: [number, number] | null };

const slotsOf = (periods: readonly BridgePeriod[], bars: readonly Bar[]): Slot[] => periods.flatMap(({ period }): Slot[] => {
  const own = bars.filter((bar) => bar.period === period);
  return own.length === 0 ? [{ key: period, period, bar: null, range: null }] : own.map((bar) => ({ key: bar.key, period, bar, range: bar.range }));
});

function useNameOf(currency: string): (bar: Bar) => { what: string; month: string; amount: string; level: string } {
  const translate = useTranslate();
  const word = useWord();
  return (bar) => {
    const [only, ...others] = bar.movements;
    return {
      what: only !== undefined && others.length === 0 ? word('movement', only) : translate(bar.filter['movement'] === undefined ? 'revenue.weight.all' : `revenue.weight.${bar.weight}`),
      month: formatMonth(bar.period), amount: formatMoney(bar.amountMinor, currency, { signed: true }), level: formatMoney(bar.toMinor, currency),
    };
  };
}

type WaterfallProps = { periods: readonly BridgePeriod[]; bars: readonly Bar[]; currency: string; closingMinor: number | null; openingMinor: number | null };

/** Each bar begins where the one before it ended, and opens its entries. One of them is reached by Tab; arrows go from bar to bar. */
export function Waterfall({ periods, bars, currency, openingMinor, closingMinor }: WaterfallProps) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const nameOf = useNameOf(currency);
  const roving = useRoving('a[data-bar]');
  const slots = useMemo(() => slotsOf(periods, bars), [periods, bars]);
  const axis = axisOf(bars, [openingMinor, closingMinor].filter((level) => level !== null));
  const firsts = slots.filter(({ period }, index) => slots[index - 1]?.period !== period);
  const middles = useMemo(() => new Map(periods.map(({ period }) => {
    const own = slots.filter((slot) => slot.period === period);
    return [own[Math.floor((own.length - 1) / 2)]?.key ?? period, period];
  })), [periods, slots]);
  const shape = ({ x, y, width, height, payload }: BarShapeProps) => {
    const { bar } = payload as Slot;
    if (!bar) return <g />;
    const index = bars.indexOf(bar);
    const { what, month, amount, level } = nameOf(bar);
    const path = entriesWith(bar.filter);
    const tall = Math.max(height, LEAST_PX);
    const ends = bar.toMinor > bar.fromMinor ? y : y + height;
    const open = (event: MouseEvent) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      void navigate(path);
    };
    return (
      <a href={path} data-bar tabIndex={index === 0 ? 0 : -1} aria-label={translate('revenue.bridge.bar', { what, month, amount, level })} onClick={open}>
        <rect x={x - (width * GAP) / 2} y={0} width={width * (1 + GAP)} height={HEIGHT} fill="transparent" />
        {index < bars.length - 1 && <line x1={x} x2={x + width * (1 + (2 * GAP) / (1 - 2 * GAP))} y1={ends} y2={ends} stroke={tone.edge} strokeWidth={1} />}
        <rect className="bar" x={x} y={height < LEAST_PX ? y - LEAST_PX / 2 : y} width={width} height={tall} rx={Math.min(3, width / 4, tall / 2)} strokeWidth={1.5} {...LOOKS[bar.weight]} />
      </a>
    );
  };

  return (
    <Box
      {...roving} role="group" aria-label={translate('revenue.bridge.chart')}
      sx={{ height: HEIGHT, '& a:focus': { outline: 'none' }, '& a:focus-visible .bar': { stroke: tone.ink, strokeWidth: 3 }, '& a:hover .bar': { opacity: 0.75 }, '& text': { fontSize: 11.5, fill: tone.mute }, '@media print': { '& svg': { width: '100% !important', height: 'auto !important' } } }}
    >
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={slots} barCategoryGap={`${GAP * 100}%`} accessibilityLayer={false} margin={{ top: 12, right: 8, bottom: 0, left: 4 }}>
          <CartesianGrid vertical={false} stroke={tone.line} />
          <XAxis dataKey="key" ticks={[...middles.keys()]} tickFormatter={(key: string, index: number) => tickOf(middles.get(key) ?? key, index === 0)} interval={periods.length <= MOST_TICKS ? 0 : 'preserveStart'} minTickGap={6} tickLine={false} axisLine={{ stroke: tone.line }} />
          <YAxis domain={axis} ticks={ticksOf(axis)} tickFormatter={(minor: number) => formatCompactMoney(minor, currency)} width={52} tickLine={false} axisLine={false} allowDataOverflow />
          {firsts.length < slots.length && firsts.slice(1).map(({ key }) => <ReferenceLine key={key} x={key} position="start" stroke={tone.line} />)}
          {axis[0] < 0 && <ReferenceLine y={0} stroke={tone.edge} />}
          {openingMinor !== null && <ReferenceLine y={openingMinor} stroke={tone.edge} strokeDasharray="3 4" />}
          {closingMinor !== null && <ReferenceLine y={closingMinor} stroke={tone.accent} strokeDasharray="3 4" />}
          <Tooltip
            cursor={false} isAnimationActive={false}
            content={({ active, payload }) => {
              const bar = (payload?.[0]?.payload as Slot | undefined)?.bar;
              if (!active || !bar) return null;
              const { what, month, amount, level } = nameOf(bar);
              return (
                <Box sx={{ bgcolor: tone.panel, border: `1px solid ${tone.line}`, borderRadius: '8px', padding: '7px 11px', boxShadow: '0 8px 28px rgb(0 0 0 / .14)' }}>
                  <Box sx={{ color: tone.mute, fontSize: 11.5 }}>{month}</Box>
                  <b>{what} {amount}</b>
                  <Box sx={{ color: tone.mute, fontSize: 11.5 }}>{translate('revenue.bridge.level', { level })}</Box>
                </Box>
              );
            }}
          />
          <Bars dataKey="range" shape={shape} isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </Box>
  );
}

/** What the looks of the bars say, and where the axis begins. */
export function Legend({ fromZero }: { fromZero: boolean }) {
  const translate = useTranslate();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: '4px 16px', color: tone.mute, fontSize: 11.5, paddingTop: '6px' }}>
      {(Object.keys(LOOKS) as Weight[]).map((weight) => (
        <Box component="span" key={weight} sx={{ display: 'inline-flex', alignItems: 'center', gap: '6px' }}>
          <Box component="span" aria-hidden="true" sx={{ width: 11, height: 11, borderRadius: '3px', bgcolor: LOOKS[weight].fill, border: `1.5px solid ${LOOKS[weight].stroke}`, printColorAdjust: 'exact' }} />
          {translate(`revenue.weight.${weight}`)}
        </Box>
      ))}
      {!fromZero && <span>{translate('revenue.bridge.not_from_zero')}</span>}
    </Box>
  );
}
