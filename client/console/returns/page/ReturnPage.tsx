import Box from '@mui/material/Box';
import { lazy, Suspense, useState } from 'react';
import { useGetOne, useTranslate } from 'react-admin';
import { PersonBadge } from '../../fields/Person.tsx';
import { StatusChip } from '../../fields/StatusChip.tsx';
import { ColumnsSkeleton } from '../../layout/ColumnsSkeleton.tsx';
import { Page } from '../../layout/Page.tsx';
import { PrintButton } from '../../layout/PrintButton.tsx';
import { usePresence } from '../../providers/presence.ts';
import { useSession } from '../../providers/session.ts';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import type { Overlay } from '../dialogs/overlay.ts';
import { useLiveParts } from '../queries.ts';
import type { ReturnRecord } from '../records.ts';
import { ReturnFlags } from '../Standing.tsx';
import { dayOf, useReturnClock } from '../today.ts';
import { ActionsBar } from './ActionsBar.tsx';
import { AttestationsPanel } from './AttestationsPanel.tsx';
import { ContradictionsPanel } from './ContradictionsPanel.tsx';
import { DevicesPanel } from './DevicesPanel.tsx';
import { EvidencePanel } from './EvidencePanel.tsx';
import { StandingPanel, WhosePanel } from './FactsPanels.tsx';
import { TimelinePanel } from './TimelinePanel.tsx';

const Overlays = lazy(() => import('../dialogs/Overlays.tsx'));

/** One return: how far it is and what shows it, what happened, and what can be done now. */
export function ReturnPage({ id }: { id: string }) {
  const translate = useTranslate();
  const { data, error, refetch } = useGetOne<ReturnRecord>('returns', { id });
  const trail = [{ label: translate('returns.title'), to: '/returns' }];
  if (data?.acts) return <Whole row={data} trail={trail} />;
  return <Page title={translate('returns.one')} trail={trail}>{error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <ColumnsSkeleton />}</Page>;
}

function Whole({ row, trail }: { row: ReturnRecord; trail: { label: string; to: string }[] }) {
  const translate = useTranslate();
  const session = useSession();
  const { today, zone } = useReturnClock();
  const [overlay, show] = useState<Overlay | null>(null);
  useLiveParts(row.id);
  const others = usePresence('returns', row.id, overlay ? 'editing' : 'viewing').filter(({ id }) => id !== session?.id);
  const reminded = row.remindedAt !== null && dayOf(row.remindedAt, zone) === today;
  const works = (row.allowed ?? []).includes('record-fact');
  return (
    <>
      <Page
        title={`${row.upgradeReference} · ${row.accountName}`} documentTitle={`${translate('returns.one')} ${row.upgradeReference} · ${row.accountName}`} trail={trail}
        beside={<><StatusChip of="return" value={row.status} /><ReturnFlags row={row} due none={false} /><PrintButton />{others.map(({ id, name, mode }) => <PersonBadge key={id} name={name} editing={mode === 'editing'} />)}</>}
      >
        <ActionsBar row={row} reminded={reminded} onShow={show} />
        <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '272px minmax(0, 1fr)', lg: '272px minmax(0, 1fr) 280px' }, gap: '14px', alignItems: 'start' }}>
          <Box sx={{ display: 'grid', gap: '14px' }}>
            <StandingPanel row={row} reminded={reminded} />
            <WhosePanel row={row} />
          </Box>
          <Box sx={{ display: 'grid', gap: '14px', minWidth: 0 }}>
            <ContradictionsPanel row={row} reminded={reminded} onShow={works ? show : undefined} />
            <DevicesPanel row={row} />
            <TimelinePanel row={row} />
          </Box>
          <Box sx={{ display: 'grid', gap: '14px', minWidth: 0, gridColumn: { md: '1 / -1', lg: 'auto' }, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))', lg: 'minmax(0, 1fr)' }, alignItems: 'start' }}>
            <AttestationsPanel row={row} />
            <EvidencePanel row={row} />
          </Box>
        </Box>
      </Page>
      {overlay && <Suspense><Overlays row={row} overlay={overlay} onClose={() => show(null)} /></Suspense>}
    </>
  );
}
