import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { addDays } from '../../../../server/domain/days.ts';
import { formatDay, formatMonth, formatNumber, formatShare } from '../../fields/format.ts';
import { useWord } from '../../fields/words.ts';
import { Page } from '../../layout/Page.tsx';
import { PrintButton } from '../../layout/PrintButton.tsx';
import { Bones } from '../../theme/Bones.tsx';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { KeyValues } from '../../theme/KeyValues.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { useAsked } from '../asked.ts';
import { Counted } from '../Counted.tsx';
import { points } from '../points.ts';
import { useWeek } from '../queries.ts';
import type { Figure, Week } from '../records.ts';

function Told({ figure: { rate, low, high, numerator, denominator, rows } }: { figure: Figure }) {
  const translate = useTranslate();
  if (rate === null || low === null || high === null) return <>{translate('adoption.none')}</>;
  return <><b>{formatShare(rate)}</b> · <Counted inText count={numerator} rows={rows.numerator} /> {translate('adoption.headline.of')} <Counted inText count={denominator} rows={rows.denominator} /> · {formatShare(low)} – {formatShare(high)}</>;
}

function Causes({ causes }: { causes: Week['causes'] }) {
  const translate = useTranslate();
  const word = useWord();
  const items = causes.map(({ name, step, escalations, worth, rows }): { label: ReactNode; value: ReactNode } => ({
    label: <>{name ?? translate('adoption.gap.no_cause')} · {word('step', step)}</>, value: <><Counted inText count={escalations} rows={rows} /> · {translate('adoption.week.worth', { points: points(worth) })}</>,
  }));
  return items.length === 0 ? <>{translate('adoption.week.none')}</> : <KeyValues items={items} />;
}

/** A week of the rate on one sheet: what goes out by mail, to look at and to print. */
export function WeekPage() {
  const translate = useTranslate();
  const { asked, ask } = useAsked();
  const { data, error, refetch, isPlaceholderData } = useWeek({ to: asked.to, cuts: asked.cuts });
  const when = (week: Week) => (week.met ? translate('adoption.outlook.met') : week.date !== null ? translate('adoption.week.likely', { month: formatMonth(week.date.slice(0, 7)) }) : translate('adoption.week.no_date', { why: week.refusal ?? translate('adoption.week.never') }));
  return (
    <Page title={data ? translate('adoption.week.title', { from: formatDay(data.from), to: formatDay(data.to) }) : translate('adoption.pages.week')} beside={<PrintButton />}>
      <Box aria-busy={isPlaceholderData} sx={{ maxWidth: 760, display: 'grid', gap: '14px', opacity: isPlaceholderData ? 0.6 : 1 }}>
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {!error && !data && <Panel><Bones lines={8} /></Panel>}
        {!error && data && (
          <>
            <Box className="not-printed" sx={{ display: 'flex', gap: 1 }}>
              <Button variant="outlined" onClick={() => ask({ to: addDays(data.from, -1) })}>{translate('adoption.week.earlier')}</Button>
              {asked.to !== undefined && <Button variant="outlined" onClick={() => ask({ to: addDays(data.to, 7) >= new Date().toISOString().slice(0, 10) ? undefined : addDays(data.to, 7) })}>{translate('adoption.week.later')}</Button>}
            </Box>
            <Panel title={translate('adoption.headline.strict')}>
              <KeyValues
                items={[
                  { label: translate('adoption.week.week'), value: <Told figure={data.week} /> }, { label: translate('adoption.week.quarter'), value: <Told figure={data.quarter} /> },
                  { label: translate('adoption.week.goal'), value: <><b>{formatShare(data.goal)}</b> · {data.needed === 0 ? translate('adoption.headline.met') : translate('adoption.headline.needed', { smart_count: data.needed, count: formatNumber(data.needed) })}</> },
                  { label: translate('adoption.headline.verdict'), value: translate(`adoption.verdict.${data.verdict}`) }, { label: translate('adoption.week.date'), value: when(data) },
                ]}
              />
            </Panel>
            <Panel title={translate('adoption.week.causes')}><Causes causes={data.causes} /></Panel>
            <Box className="not-printed" sx={{ color: tone.mute, fontSize: 11.5 }}>{translate('adoption.week.mailed')}</Box>
          </>
        )}
      </Box>
    </Page>
  );
}
