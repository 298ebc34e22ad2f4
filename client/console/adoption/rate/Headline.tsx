import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { formatDay, formatMonth, formatNumber, formatShare } from '../../fields/format.ts';
import { tone } from '../../theme/palette.ts';
import { Counted } from '../Counted.tsx';
import type { Outlook, Summary, Trend } from '../records.ts';

function Part({ label, children, hint, large = false }: { label: string; children: ReactNode; hint?: ReactNode; large?: boolean }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box component="dt" sx={{ color: tone.mute, fontSize: 11.5 }}>{label}</Box>
      <Box component="dd" sx={{ margin: 0, fontSize: large ? 38 : 19, lineHeight: 1.2, fontWeight: 700, letterSpacing: '-.02em' }}>{children}</Box>
      {hint && <Box component="dd" sx={{ margin: '2px 0 0', color: tone.mute, fontSize: 11.5 }}>{hint}</Box>}
    </Box>
  );
}

/** The rate, its goal, and what can be said of the two. `trend`: the strict rate by months, whatever else the page shows. */
export function Headline({ summary, trend, outlook }: { summary: Summary; trend: Trend | undefined; outlook: Outlook | undefined }) {
  const translate = useTranslate();
  const { strict } = summary.definitions;
  const last = trend?.periods.findLast(({ limits, phase, whole }) => limits !== null && whole && phase === trend.periods.at(-1)?.phase)?.limits;
  return (
    <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr 1fr', md: '1.2fr 0.8fr 1.6fr 1.4fr' }, gap: '14px 24px', margin: 0, alignItems: 'start' }}>
      <Part
        large label={translate('adoption.headline.strict')}
        hint={strict.rate === null ? translate('adoption.headline.none') : <><Counted inText count={strict.numerator} rows={strict.rows.numerator} /> {translate('adoption.headline.of')} <Counted inText count={strict.denominator} rows={strict.rows.denominator} /><Box component="span" sx={{ display: 'block', whiteSpace: 'nowrap' }}>{translate('adoption.headline.interval', { low: formatShare(strict.low ?? 0), high: formatShare(strict.high ?? 0) })}</Box></>}
      >
        {strict.rate === null ? '–' : formatShare(strict.rate)}
      </Part>
      <Part label={translate(summary.goalDueOn === null ? 'adoption.headline.goal' : 'adoption.headline.goal_by', { day: summary.goalDueOn === null ? '' : formatDay(summary.goalDueOn) })} hint={summary.needed === 0 ? (strict.rate === null ? '' : translate('adoption.headline.met')) : translate('adoption.headline.needed', { smart_count: summary.needed, count: formatNumber(summary.needed) })}>{formatShare(summary.goal)}</Part>
      {trend && (
        <Part label={translate('adoption.headline.verdict')} hint={last ? translate('adoption.headline.limits', { low: formatShare(last.low), high: formatShare(last.high) }) : translate('adoption.headline.no_limits')}>{translate(`adoption.verdict.${trend.verdict}`)}</Part>
      )}
      {outlook && (
        <Part label={translate('adoption.headline.date')} hint={<>{outlook.met ? translate('adoption.outlook.met_hint') : outlook.refusal === null ? translate('adoption.headline.date_hint', { most: outlook.date80 === null ? translate('adoption.outlook.never') : formatMonth(outlook.date80.slice(0, 7)) }) : outlook.refusal}{trend?.verdict === 'below' && !outlook.met && outlook.date !== null && <Box component="span" sx={{ display: 'block' }}>{translate('adoption.headline.if_so')}</Box>}</>}>
          {outlook.met ? translate('adoption.outlook.met') : outlook.date === null ? translate('adoption.headline.no_date') : formatMonth(outlook.date.slice(0, 7))}
        </Part>
      )}
    </Box>
  );
}
