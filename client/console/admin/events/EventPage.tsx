import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useGetOne, useNotify, useTranslate } from 'react-admin';
import { useParams } from 'react-router';
import { RecordLink } from '../../fields/RecordLink.tsx';
import { When } from '../../fields/Times.tsx';
import { ColumnsSkeleton } from '../../layout/ColumnsSkeleton.tsx';
import { Page } from '../../layout/Page.tsx';
import { useMay } from '../../providers/session.ts';
import { useCommand } from '../../providers/useCommand.ts';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { KeyValues } from '../../theme/KeyValues.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { DispositionChip } from './DispositionChip.tsx';
import { MendDialog } from './MendDialog.tsx';
import { adviceOf, asSentence } from './reasons.ts';
import { canBeTriedAgain, type IncomingEvent } from './records.ts';

/** What became of it, why, and what can be done. */
function Standing({ event }: { event: IncomingEvent }) {
  const translate = useTranslate();
  const notify = useNotify();
  const may = useMay();
  const { run, pending } = useCommand<IncomingEvent>('incoming-events');
  const [mending, setMending] = useState(false);
  const advice = adviceOf(event);
  const tell = ({ disposition, because }: IncomingEvent) => {
    const taken = disposition === 'applied' || disposition === 'late';
    notify(taken ? translate('events.taken_now') : translate('events.still', { state: translate(`events.disposition.${disposition}`), reason: asSentence(because ?? '') }), { type: taken ? 'success' : 'warning' });
  };
  const replay = async () => {
    const answered = await run({ id: event.id, verb: 'replay', body: { version: event.version } });
    if (answered.ok) tell(answered.record);
  };
  return (
    <Panel
      title={translate('events.became')}
      actions={may('events:mend') && canBeTriedAgain(event) && (
        <>
          <Button onClick={() => setMending(true)}>{translate('events.mend.button')}</Button>
          <Button onClick={() => void replay()} loading={pending === 'replay'} variant="contained" color="primary">{translate('events.replay.one')}</Button>
        </>
      )}
    >
      <Box sx={{ display: 'grid', gap: '6px', justifyItems: 'start' }}>
        <DispositionChip value={event.disposition} />
        <Box>{translate(`events.means.${event.disposition}`)}</Box>
        {event.because !== null && <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{asSentence(event.because)}</Box>}
        {advice && <Box sx={{ color: tone.mute }}>{translate(`events.advice.${advice}`)}</Box>}
        {canBeTriedAgain(event) && !may('events:mend') && <Box sx={{ color: tone.mute }}>{translate('events.admins_mend')}</Box>}
      </Box>
      {mending && <MendDialog event={event} onClose={() => setMending(false)} onMended={tell} />}
    </Panel>
  );
}

function Facts({ event }: { event: IncomingEvent }) {
  const translate = useTranslate();
  return (
    <Panel title={translate('events.facts')}>
      <KeyValues
        items={[
          { label: translate('events.type'), value: event.type },
          { label: translate('events.upgrade'), value: <RecordLink to={event.upgradeId === null ? null : `/upgrades/${event.upgradeId}`}>{event.upgradeRef}</RecordLink>, hint: event.upgradeId === null ? translate('events.upgrade_unknown') : undefined },
          { label: translate('events.occurred'), value: <When at={event.occurredAt} as="exact" /> },
          { label: translate('events.received'), value: <When at={event.receivedAt} as="exact" /> },
          { label: translate('events.source'), value: event.source },
          { label: translate('events.id'), value: event.eventId, hint: translate('events.id_hint') },
          event.handledByName !== null && { label: translate('events.handled_by'), value: event.handledByName },
        ]}
      />
    </Panel>
  );
}

/** One event: what it says, what became of it, and mending it. */
export default function EventPage() {
  const translate = useTranslate();
  const { id = '' } = useParams();
  const { data, error, refetch } = useGetOne<IncomingEvent>('incoming-events', { id });
  const trail = [{ label: translate('events.title'), to: '/admin/events' }];
  if (!data) return <Page title={translate('events.one')} trail={trail}>{error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <ColumnsSkeleton />}</Page>;
  return (
    <Page title={translate(`events.types.${data.type.replace('.', '_')}`, { _: data.type })} trail={trail}>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 340px' }, gap: '14px', alignItems: 'start' }}>
        <Box sx={{ display: 'grid', gap: '14px', minWidth: 0 }}>
          <Standing event={data} />
          <Panel title={translate('events.data')}>
            <Box component="pre" tabIndex={0} aria-label={translate('events.data')} sx={{ margin: 0, padding: '10px 12px', bgcolor: tone.soft, borderRadius: '8px', fontSize: 12.5, lineHeight: 1.55, maxHeight: '60vh', overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{JSON.stringify(data.data, null, 2)}</Box>
          </Panel>
        </Box>
        <Facts event={data} />
      </Box>
    </Page>
  );
}
