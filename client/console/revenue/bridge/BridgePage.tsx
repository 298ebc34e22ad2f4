import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useId, useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { useWord } from '../../fields/words.ts';
import { Page } from '../../layout/Page.tsx';
import { PrintButton } from '../../layout/PrintButton.tsx';
import { Bones } from '../../theme/Bones.tsx';
import { EmptyState } from '../../theme/EmptyState.tsx';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { useIsPhone } from '../../theme/useViewport.ts';
import { entriesWith } from '../links.ts';
import { useBridge, useCutChoices } from '../queries.ts';
import { CUTS, type Bridge, type Cuts } from '../records.ts';
import { useAsked } from './asked.ts';
import { Controls } from './Controls.tsx';
import { Figures } from './Figures.tsx';
import { LateEntries } from './LateEntries.tsx';
import { MonthsTable } from './MonthsTable.tsx';
import { summaryOf } from './summary.ts';
import { axisOf, barsOf, grainFor, totalsOf } from './waterfall.ts';
import { Legend, Waterfall } from './Waterfall.tsx';

/** As many bars as can be told apart and hit. */
const MOST_BARS = { screen: 80, phone: 30 };

/** On paper there are no filters to see: which are in force is said in words. */
function OnPaper({ cuts }: { cuts: Cuts }) {
  const translate = useTranslate();
  const choices = useCutChoices();
  const said = CUTS.flatMap((cut) => (cuts[cut] === undefined ? [] : [`${translate(`revenue.cut.${cut}`)}: ${choices[cut].find(({ id }) => id === cuts[cut])?.name ?? cuts[cut]}`]));
  return said.length === 0 ? null : <Box sx={{ display: 'none', '@media print': { display: 'block', marginBottom: '10px' } }}>{said.join(' · ')}</Box>;
}

/** Of the whole window, in the months that the view counts by. */
const filterOf = ({ view }: Bridge, cuts: Cuts, from: string, to: string) => {
  const month = view === 'reported' ? 'postingPeriod' : 'effectivePeriod';
  return { ...cuts, [`${month}_gte`]: from, [`${month}_lte`]: to };
};

function Chart({ bridge, cuts }: { bridge: Bridge; cuts: Cuts }) {
  const translate = useTranslate();
  const word = useWord();
  const phone = useIsPhone();
  const title = useId();
  const { periods, currency } = bridge;
  const most = phone ? MOST_BARS.phone : MOST_BARS.screen;
  const grain = grainFor(periods, most);
  const bars = useMemo(() => barsOf(periods, grain), [grain, periods]);
  const totals = useMemo(() => totalsOf(periods), [periods]);
  const { openingMinor, closingMinor } = totals;
  const entriesFilter = filterOf(bridge, cuts, periods[0]?.period ?? '', periods.at(-1)?.period ?? '');
  return (
    <>
      <Panel>
        <Box component="figure" aria-labelledby={title} sx={{ margin: 0 }}>
          <OnPaper cuts={cuts} />
          <Figures bridge={bridge} totals={totals} entriesFilter={entriesFilter} />
          <Box component="figcaption" id={title} sx={{ margin: '14px 0 10px', maxWidth: 900 }}>{summaryOf(bridge, totals, translate)}</Box>
          {bars.length === 0
            ? <EmptyState title={translate('revenue.bridge.nothing')}>{translate('revenue.bridge.nothing_hint')}</EmptyState>
            : (
              <>
                <Waterfall periods={periods} bars={bars} currency={currency} openingMinor={openingMinor} closingMinor={closingMinor} />
                <Legend fromZero={axisOf(bars, []).includes(0) || openingMinor === null} />
                <Box sx={{ color: tone.mute, fontSize: 11.5 }}>{translate(`revenue.grain.${grain}`)}</Box>
              </>
            )}
        </Box>
      </Panel>
      <MonthsTable bridge={bridge} totals={totals} />
      <Box sx={{ color: tone.mute, fontSize: 11.5 }}>
        {translate('revenue.bridge.every')} {translate('revenue.bridge.worth_nothing')}{' '}
        {(['renewal', 'excluded'] as const).map((movement, index) => <span key={movement}>{index > 0 && ', '}<Link component={RouterLink} underline="always" to={entriesWith({ ...entriesFilter, movement })}>{word('movement', movement).toLowerCase()}</Link></span>)}.
      </Box>
    </>
  );
}

/** How recurring revenue came from one figure to the next, and of which entries each step is made. */
export default function BridgePage() {
  const translate = useTranslate();
  const { asked, ask } = useAsked();
  const { data, error, refetch, isPlaceholderData } = useBridge(asked);
  const from = asked.from ?? data?.periods[0]?.period ?? '';
  const to = asked.to ?? data?.periods.at(-1)?.period ?? '';
  return (
    <Page title={translate('revenue.bridge.title')} beside={<PrintButton />}>
      <Controls asked={asked} ask={ask} from={from} to={to} />
      <Box aria-busy={isPlaceholderData} sx={{ display: 'grid', gap: '14px', opacity: isPlaceholderData ? 0.6 : 1 }}>
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Panel><Bones lines={14} height={14} /></Panel>}
        {data && !error && <Chart bridge={data} cuts={asked.cuts} />}
        {asked.difference && from && <LateEntries from={from} to={to} cuts={asked.cuts} />}
      </Box>
    </Page>
  );
}
