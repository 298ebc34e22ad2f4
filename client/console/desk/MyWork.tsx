import Box from '@mui/material/Box';
import { useGetList, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { heldBy } from '../../../server/domain/first-lists.ts';
import type { EscalationStatus } from '../../../server/domain/words.ts';
import { ClockCell } from '../escalations/ClockCell.tsx';
import { useCounts } from '../escalations/queries.ts';
import { useCauseName } from '../fields/rootCauses.ts';
import type { EscalationRow } from '../escalations/records.ts';
import { TakeNext } from '../escalations/TakeNext.tsx';
import { BandChip } from '../fields/BandChip.tsx';
import { formatNumber } from '../fields/format.ts';
import { When } from '../fields/Times.tsx';
import { useWord } from '../fields/words.ts';
import { EmptyState } from '../theme/EmptyState.tsx';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { Bones } from '../theme/Bones.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';

function Item({ row }: { row: EscalationRow }) {
  const translate = useTranslate();
  const word = useWord();
  const cause = useCauseName();
  const about = [row.kind && word('upgrade_kind', row.kind), row.step && translate('timeline.at_step', { step: word('step', row.step) }), cause(row.reason)].filter(Boolean).join(' · ');
  return (
    <Box
      component={Link} to={`/escalations/${row.id}`}
      sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr) auto', sm: '104px minmax(0, 1fr) auto' }, gap: '2px 12px', alignItems: 'center', padding: '9px 14px', borderTop: `1px solid ${tone.line}`, color: tone.ink, textDecoration: 'none', outlineOffset: '-2px', '&:hover': { bgcolor: tone.soft } }}
    >
      <Box sx={{ gridRow: { sm: 'span 2' } }}><BandChip band={row.priority} score={row.score} /></Box>
      <Box sx={{ fontWeight: 600, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', gridColumn: { xs: '1 / -1', sm: 'auto' }, order: { xs: 3, sm: 0 } }}>{row.accountName} <Box component="span" sx={{ fontWeight: 400 }}>{row.subject}</Box></Box>
      <Box sx={{ textAlign: 'right' }}>{row.status === 'claimed' ? <ClockCell escalation={row} /> : <Box component="span" sx={{ color: tone.mute }}>{word('escalation', row.status)}</Box>}</Box>
      <Box sx={{ color: tone.mute, fontSize: 11.5, order: { xs: 4, sm: 0 }, gridColumn: { xs: '1 / -1', sm: 2 } }}>{about}</Box>
      <Box sx={{ color: tone.mute, fontSize: 11.5, textAlign: { sm: 'right' }, order: { xs: 5, sm: 0 } }}>
        {row.status === 'claimed' && row.leaseUntil && <>{translate('desk.goes_back')} <When at={row.leaseUntil} as="moment" /></>}
        {row.status === 'paused' && <>{translate('desk.until')} <When at={row.pausedUntil} as="moment" /></>}
        {row.status === 'handed_back' && <When at={row.handedBackAt} />}
      </Box>
    </Box>
  );
}

function Mine({ me, status, title, empty, always = false }: { me: string; status: EscalationStatus; title: string; empty?: React.ReactNode; always?: boolean }) {
  const { filter, sort, perPage } = heldBy(me);
  const { data, total, error, refetch, isPending } = useGetList<EscalationRow>('escalations', { filter: { ...filter, status }, sort, pagination: { page: 1, perPage } });
  if (!always && !error && (isPending || total === 0)) return null;
  return (
    <Panel flush title={<>{title}{total ? ` · ${formatNumber(total)}` : ''}</>}>
      {error && !data && <Box sx={{ padding: '0 14px 14px' }}><ErrorNotice error={error} onRetry={() => void refetch()} compact /></Box>}
      {isPending && <Box sx={{ padding: '0 14px 14px' }}><Bones lines={4} /></Box>}
      {data?.map((row) => <Item key={row.id} row={row} />)}
      {data?.length === 0 && empty}
    </Panel>
  );
}

/** What this person holds: in work, set aside, and handed back to the customer. `quiet`: nothing where there is nothing. */
export function MyWork({ me, quiet = false }: { me: string; quiet?: boolean }) {
  const translate = useTranslate();
  const waiting = useCounts()?.waiting;
  return (
    <Box sx={{ display: 'grid', gap: '14px' }}>
      <Mine
        me={me} status="claimed" title={translate('desk.claimed')} always={!quiet}
        empty={<EmptyState title={translate('desk.nothing_claimed')} action={waiting !== 0 && <TakeNext />}>{translate(waiting === 0 ? 'desk.queue_empty' : 'desk.take_one', { count: formatNumber(waiting ?? 0) })}</EmptyState>}
      />
      <Mine me={me} status="paused" title={translate('desk.paused')} />
      <Mine me={me} status="handed_back" title={translate('desk.handed_back')} />
    </Box>
  );
}
