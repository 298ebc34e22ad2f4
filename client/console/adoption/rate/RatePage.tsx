import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { Page } from '../../layout/Page.tsx';
import { PrintButton } from '../../layout/PrintButton.tsx';
import { Bones } from '../../theme/Bones.tsx';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { historyOf, useAsked } from '../asked.ts';
import { Controls } from '../Controls.tsx';
import { OutlookPanel } from '../outlook/OutlookPanel.tsx';
import { useGap, useOutlook, useSummary, useTrend } from '../queries.ts';
import { DefinitionsPanel, WalkPanel } from './DefinitionsPanel.tsx';
import { GapPanel } from './GapPanel.tsx';
import { Headline } from './Headline.tsx';
import { PeriodsTable, TrendPanel } from './TrendPanel.tsx';

/** The rate, its goal, how it has moved and what holds it back: everything on one page, and every figure with its rows. */
export default function RatePage() {
  const translate = useTranslate();
  const { asked, ask, param } = useAsked();
  const summary = useSummary(asked);
  const history = historyOf(asked);
  const trend = useTrend(history, { by: param('by'), dated: param('dated'), definition: param('definition') });
  const monthly = useTrend(history, {});
  const gap = useGap(asked);
  const outlook = useOutlook({ to: asked.to, cuts: asked.cuts });
  const error = summary.error ?? trend.error ?? gap.error ?? outlook.error;
  const reading = summary.isPlaceholderData || trend.isPlaceholderData || gap.isPlaceholderData;
  const retry = () => {
    for (const { error: failed, refetch } of [summary, trend, gap, outlook]) if (failed) void refetch();
  };
  return (
    <Page title={translate('adoption.title')} beside={<PrintButton />}>
      <Controls asked={asked} ask={ask} from={asked.from ?? summary.data?.window.from ?? ''} to={asked.to ?? summary.data?.window.to ?? ''} />
      <Box aria-busy={reading} sx={{ display: 'grid', gap: '14px', opacity: reading ? 0.6 : 1 }}>
        {error && <ErrorNotice error={error} onRetry={retry} />}
        {!error && <Panel>{summary.data ? <Headline summary={summary.data} outlook={outlook.data} trend={monthly.data} /> : <Bones lines={3} height={18} />}</Panel>}
        {!error && (trend.data ? <TrendPanel trend={trend.data} ask={ask} /> : <Panel><Bones lines={14} height={14} /></Panel>)}
        {!error && (
          <Box sx={{ display: 'grid', gap: '14px', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1.1fr) minmax(0, 1fr)' }, alignItems: 'start' }}>
            <Box sx={{ display: 'grid', gap: '14px' }}>
              {gap.data ? <GapPanel key={JSON.stringify(gap.data.window) + JSON.stringify(asked.cuts)} gap={gap.data} /> : <Panel><Bones lines={8} /></Panel>}
              {summary.data && <WalkPanel summary={summary.data} />}
            </Box>
            <Box sx={{ display: 'grid', gap: '14px' }}>
              {summary.data ? <DefinitionsPanel summary={summary.data} /> : <Panel><Bones lines={8} /></Panel>}
              {outlook.data ? <OutlookPanel outlook={outlook.data} /> : <Panel><Bones lines={8} /></Panel>}
            </Box>
          </Box>
        )}
        {!error && trend.data && <PeriodsTable trend={trend.data} />}
      </Box>
    </Page>
  );
}
