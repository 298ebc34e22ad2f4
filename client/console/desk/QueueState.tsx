import Box from '@mui/material/Box';
import { useGetList, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { BANDS, type Band } from '../../../server/domain/words.ts';
import { useCounts } from '../escalations/queries.ts';
import { queueTabs } from '../escalations/queueTabs.ts';
import { BandChip } from '../fields/BandChip.tsx';
import { formatNumber } from '../fields/format.ts';
import { useNow } from '../fields/now.ts';
import { useSession } from '../providers/session.ts';
import type { FilterValues } from '../table/filters.ts';
import { totalText } from '../table/Pager.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';

const MINUTE_MS = 60_000;

const queueWith = (filter: FilterValues, sort: { field: string; order: string } = { field: 'queueDueAt', order: 'ASC' }) =>
  `/escalations?${new URLSearchParams({ filter: JSON.stringify(filter), sort: sort.field, order: sort.order, page: '1', perPage: '50' })}`;

function useTotal(filter: FilterValues): number | undefined {
  return useGetList('escalations', { filter, pagination: { page: 1, perPage: 1 }, sort: { field: 'queueDueAt', order: 'ASC' } }, { placeholderData: (before) => before }).total;
}

const figure = { display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 1, padding: '7px 14px', borderTop: `1px solid ${tone.line}`, color: tone.ink, textDecoration: 'none', outlineOffset: '-2px', '&:hover': { bgcolor: tone.soft } } as const;

function BandLine({ band }: { band: Band }) {
  const filter = { status: 'waiting', priority: band };
  const total = useTotal(filter);
  return <Box component={Link} to={queueWith(filter)} sx={figure}><BandChip band={band} /><b>{total === undefined ? '…' : totalText(total)}</b></Box>;
}

/** Nobody is on them, and the first response is overdue. */
function LateLine({ now }: { now: number }) {
  const translate = useTranslate();
  // To the minute, or the question would be a new one at every look.
  const filter = { status: 'waiting', firstRespondedAt_null: true, firstResponseDueAt_lte: new Date(Math.floor(now / MINUTE_MS) * MINUTE_MS).toISOString() };
  const total = useTotal(filter);
  return <Box component={Link} to={queueWith(filter)} sx={figure}><span>{translate('desk.late_unheld')}</span><Box component="b" sx={total ? { color: tone.bad } : undefined}>{total === undefined ? '…' : totalText(total)}</Box></Box>;
}

/** How the queue stands; every figure opens the rows behind it. */
export function QueueState({ wide = false }: { wide?: boolean }) {
  const translate = useTranslate();
  const session = useSession();
  const now = useNow();
  const counts = useCounts();
  const tabs = queueTabs(session?.id ?? '', now, counts);
  const lines = tabs.filter(({ id }) => ['due', 'paused', 'handed_back'].includes(id));
  return (
    <Panel flush title={translate('desk.queue')} actions={<Link to="/escalations">{translate('desk.open_queue')}</Link>}>
      <Box component={Link} to={queueWith({ status: 'waiting' })} sx={{ ...figure, borderTop: 0, paddingBlock: '2px 10px', alignItems: 'baseline', justifyContent: 'flex-start' }}>
        <Box component="span" sx={{ fontSize: wide ? 40 : 30, fontWeight: 650, letterSpacing: '-.03em', lineHeight: 1 }}>{counts ? formatNumber(counts.waiting) : '…'}</Box>
        <Box component="span" sx={{ color: tone.mute }}>{translate('desk.waiting')}</Box>
      </Box>
      <Box sx={wide ? { display: 'grid', gridTemplateColumns: { sm: '1fr 1fr' } } : undefined}>
        <Box>{BANDS.map((band) => <BandLine key={band} band={band} />)}</Box>
        <Box sx={wide ? { borderLeft: { sm: `1px solid ${tone.line}` } } : undefined}>
          <LateLine now={now} />
          {lines.map((tab) => <Box key={tab.id} component={Link} to={queueWith(tab.filter)} sx={figure}><span>{translate(tab.label)}</span><b>{tab.count === undefined ? '…' : formatNumber(tab.count)}</b></Box>)}
        </Box>
      </Box>
    </Panel>
  );
}
