import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { formatDay, formatMonth } from '../../fields/format.ts';
import { useMay } from '../../providers/session.ts';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { periodPath } from '../links.ts';
import type { Period } from '../records.ts';
import { waitingIn } from './waiting.ts';

const DAY = /\b\d{4}-\d{2}-\d{2}\b/;
const MONTH = /\b\d{4}-\d{2}\b(?!-)/;

/** The server's sentence with its days and months as people write them. */
const asSaid = (because: string) => because.replace(DAY, formatDay).replace(MONTH, (month) => formatMonth(month));

/** Where somebody goes to make a check hold. */
function wayOf({ id }: Period, { code, because }: Period['checks'][number]): string | null {
  switch (code) {
    case 'order': {
      const next = MONTH.exec(because)?.[0];
      return next === undefined ? null : periodPath({ id: next });
    }
    case 'review': return waitingIn(id);
    case 'bridge': return '/revenue/differences';
    case 'ended': return null;
  }
}

/** What has to hold before the month closes, and the way to what does not. */
export function CloseList({ period }: { period: Period }) {
  const translate = useTranslate();
  const may = useMay();
  // Of a closed month, what can still change: something in it that waits again, or books that no longer balance.
  const checks = period.checks.filter(({ code }) => period.state === 'open' || code === 'review' || code === 'bridge');
  return (
    <Panel title={translate(period.state === 'closed' ? 'revenue.close.checks_closed' : 'revenue.close.checks')}>
      <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '9px' }}>
        {checks.map((check) => {
          const way = check.holds ? null : wayOf(period, check);
          return (
            <Box component="li" key={check.code} sx={{ display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr) auto', gap: '2px 6px', alignItems: 'baseline' }}>
              <Box component="span" role="img" aria-label={translate(check.holds ? 'revenue.close.holds' : 'revenue.close.does_not_hold')} sx={{ color: check.holds ? tone.good : tone.bad, fontWeight: 700 }}>{check.holds ? '✓' : '✕'}</Box>
              <span><b>{translate(`revenue.close.check.${check.code}`)}</b> <Box component="span" sx={{ color: tone.mute }}>{asSaid(check.because)}.</Box></span>
              {way && <Link component={RouterLink} to={way}>{translate(`revenue.close.way.${check.code}`)}</Link>}
            </Box>
          );
        })}
      </Box>
      {period.allowed.includes('close') && !may('periods:close') && <Box role="note" sx={{ color: tone.mute, marginTop: '10px' }}>{translate('revenue.close.by_admin')}</Box>}
    </Panel>
  );
}
