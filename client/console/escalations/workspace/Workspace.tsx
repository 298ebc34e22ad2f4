import Box from '@mui/material/Box';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useGetOne, useTranslate } from 'react-admin';
import { BandChip } from '../../fields/BandChip.tsx';
import { PersonBadge } from '../../fields/Person.tsx';
import { useWord } from '../../fields/words.ts';
import { useVersioned } from '../../forms/useVersioned.tsx';
import { Page } from '../../layout/Page.tsx';
import { usePresence } from '../../providers/presence.ts';
import { useSession } from '../../providers/session.ts';
import { Chip } from '../../theme/Chip.tsx';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import type { UpgradeRecord } from '../../upgrades/records.ts';
import { usePolicy } from '../../providers/policy.ts';
import type { EscalationRecord } from '../records.ts';
import { movesOf, standingOf } from '../standing.ts';
import { CallColumn } from './CallColumn.tsx';
import { FactsColumn } from './FactsColumn.tsx';
import { OrderColumn } from './OrderColumn.tsx';
import { StandingBar } from './StandingBar.tsx';
import { useInWords, WATCHED_FIELDS } from './stale.ts';
import { ColumnsSkeleton } from '../../layout/ColumnsSkeleton.tsx';
import { WorkContext, type Overlay, type RunMove, type Work } from './work.ts';

const Overlays = lazy(() => import('./Overlays.tsx'));
const ALONGSIDE = ['upgrades', 'accounts', 'subscriptions'] as const;

/** One escalation on one screen: what they want on the left, what was said in the middle, what matters about it on the right. */
export function Workspace({ id }: { id: string }) {
  const translate = useTranslate();
  const { data, error, refetch } = useGetOne<EscalationRecord>('escalations', { id });
  const trail = [{ label: translate('escalations.title'), to: '/escalations' }];
  if (data) return <LoadedWorkspace escalation={data} trail={trail} />;
  return (
    <Page title={translate('workspace.loading_title')} trail={trail}>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <ColumnsSkeleton />}
    </Page>
  );
}

function useWorkOn(escalation: EscalationRecord, upgrade: UpgradeRecord | null | undefined) {
  const session = useSession();
  const policy = usePolicy();
  const inWords = useInWords(escalation);
  const { run: command, pending, conflict } = useVersioned<EscalationRecord>('escalations', { fields: WATCHED_FIELDS, inWords, alongside: ALONGSIDE });
  const [overlay, show] = useState<Overlay | null>(null);
  const [link, keepLink] = useState<string | null>(null);
  const standing = standingOf(escalation, session?.id);
  const run = useCallback<RunMove>((verb, body, options) => command({ record: escalation, verb, body, ...options }), [command, escalation]);
  const work = useMemo<Work>(() => {
    const allowed = movesOf(escalation, session);
    return { escalation, upgrade, policy, standing, can: (move) => allowed.includes(move), run, pending, show, link, keepLink };
  }, [escalation, link, pending, policy, run, session, standing, upgrade]);
  return { work, overlay, conflict };
}

function LoadedWorkspace({ escalation, trail }: { escalation: EscalationRecord; trail: { label: string; to: string }[] }) {
  const translate = useTranslate();
  const word = useWord();
  const session = useSession();
  const { upgradeId } = escalation;
  const { data: loaded, error: upgradeError, refetch: refetchUpgrade } = useGetOne<UpgradeRecord>('upgrades', { id: upgradeId ?? '' }, { enabled: upgradeId !== null });
  const { work, overlay, conflict } = useWorkOn(escalation, upgradeId === null ? null : loaded);
  const people = usePresence('escalations', escalation.id, work.standing === 'mine' ? 'editing' : 'viewing').filter((person) => person.id !== session?.id);
  const title = escalation.upgradeReference ? `${escalation.upgradeReference} · ${escalation.accountName}` : escalation.accountName;
  return (
    <WorkContext value={work}>
      <Page
        title={title} trail={trail}
        beside={
          <>
            <BandChip band={escalation.priority} score={escalation.score} title={translate('escalations.score_hint')} />
            {escalation.kind && <Chip tone="blue">{word('upgrade_kind', escalation.kind)}</Chip>}
            <Box component="span" role="group" aria-label={translate('workspace.also_here')} sx={{ display: 'inline-flex', gap: 0.75 }}>
              {people.map((person) => <PersonBadge key={person.id} name={person.name} doing={translate(`escalations.presence.${person.mode}`)} editing={person.mode === 'editing'} />)}
            </Box>
          </>
        }
      >
        <StandingBar />
        <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '272px minmax(0, 1fr)', lg: '272px minmax(0, 1fr) 256px' }, gap: '14px', alignItems: 'start' }}>
          <Box sx={{ order: { xs: 2, md: 0 }, display: 'grid', gap: '14px' }}>
            {upgradeError && !loaded ? <ErrorNotice error={upgradeError} onRetry={() => void refetchUpgrade()} /> : <OrderColumn />}
          </Box>
          <CallColumn />
          <Box sx={{ order: { xs: 3, md: 0 }, gridColumn: { md: '1 / -1', lg: 'auto' }, display: 'grid', gap: '14px', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))', lg: 'minmax(0, 1fr)' }, alignItems: 'start' }}>
            <FactsColumn />
          </Box>
        </Box>
      </Page>
      {conflict}
      {overlay && <Suspense><Overlays overlay={overlay} /></Suspense>}
    </WorkContext>
  );
}
