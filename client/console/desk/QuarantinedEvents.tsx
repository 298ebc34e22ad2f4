import Box from '@mui/material/Box';
import { useGetList, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { asSentence } from '../admin/events/reasons.ts';
import { eventPath, QUARANTINE_PATH, type IncomingEvent } from '../admin/events/records.ts';
import { When } from '../fields/Times.tsx';
import { totalText } from '../table/Pager.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';

const SHOWN = 5;

/** Events that could not be taken: each is a step of a customer's journey that is missing here until somebody mends it. Nothing where there are none. */
export function QuarantinedEvents() {
  const translate = useTranslate();
  const { data, total } = useGetList<IncomingEvent>('incoming-events', { filter: { disposition: 'quarantined' }, sort: { field: 'receivedAt', order: 'DESC' }, pagination: { page: 1, perPage: SHOWN } });
  if (!data || data.length === 0) return null;
  return (
    <Panel flush title={<>{translate('events.desk.title')} · {totalText(total ?? data.length)}</>} actions={<Link to={QUARANTINE_PATH}>{translate('events.desk.all')}</Link>}>
      {data.map((event) => (
        <Box key={event.id} component={Link} to={eventPath(event)} sx={{ display: 'block', padding: '8px 14px', borderTop: `1px solid ${tone.line}`, color: tone.ink, textDecoration: 'none', outlineOffset: '-2px', '&:hover': { bgcolor: tone.soft } }}>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}><b>{translate(`events.types.${event.type.replace('.', '_')}`, { _: event.type })}</b><Box component="span" sx={{ color: tone.mute }}><When at={event.receivedAt} /></Box></Box>
          <Box sx={{ color: tone.mute, fontSize: 11.5, overflowWrap: 'anywhere' }}>{[event.upgradeRef, asSentence(event.because ?? '')].filter(Boolean).join(' · ')}</Box>
        </Box>
      ))}
    </Panel>
  );
}
