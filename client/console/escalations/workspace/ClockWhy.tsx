import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useTranslate } from 'react-admin';
import { formatMinutes } from '../../fields/format.ts';
import { Bones } from '../../theme/Bones.tsx';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { tone } from '../../theme/palette.ts';
import { intervalsOf } from '../clock.ts';
import { useClock } from '../queries.ts';
import type { TargetExplained } from '../records.ts';
import { useWork } from './work.ts';

/** "Mon 23 Nov 10:12", by the viewer's clock unless another zone is named. */
function wallClock(instant: string, zone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone }).format(new Date(instant)).replace(',', '');
}

const cells = { width: '100%', borderCollapse: 'collapse', '& th, & td': { textAlign: 'left', padding: '4px 10px 4px 0', borderBottom: `1px solid ${tone.line}`, verticalAlign: 'top' }, '& th': { fontSize: 11.5, fontWeight: 600, color: tone.mute }, '& .n': { textAlign: 'right', whiteSpace: 'nowrap', paddingRight: 0 } } as const;

function Target({ name, target, zone, open }: { name: string; target: TargetExplained; zone: string; open: boolean }) {
  const translate = useTranslate();
  const intervals = intervalsOf(target);
  const theirs = (instant: string) => `${wallClock(instant, zone)} ${zone}`;
  return (
    <Box component="details" open={open} sx={{ marginBottom: 2 }}>
      <Box component="summary" sx={{ fontWeight: 600, cursor: 'pointer', marginBottom: '6px' }}>
        {translate('clock.due_sentence', { name, due: wallClock(target.due), target: formatMinutes(target.targetMinutes) })}
      </Box>
      <Box component="table" sx={cells}>
        <thead><tr><th scope="col">{translate('clock.from')}</th><th scope="col">{translate('clock.to')}</th><th scope="col">{translate('clock.counted')}</th><th scope="col" className="n">{translate('clock.minutes')}</th></tr></thead>
        <tbody>
          {intervals.map((interval) => (
            <Box component="tr" key={interval.from} sx={interval.counts ? undefined : { color: tone.mute }}>
              <td title={theirs(interval.from)}>{wallClock(interval.from)}</td>
              <td title={theirs(interval.to)}>{wallClock(interval.to)}</td>
              <td>{interval.counts ? `✓ ${translate('clock.counts')}` : `– ${interval.because}`}</td>
              <td className="n">{interval.counts ? interval.minutes : ''}</td>
            </Box>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}

/** "Why is this due at 14:20?": what was counted and what was left out. */
export function ClockWhy({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const { escalation } = useWork();
  const { data, error, refetch } = useClock(escalation.id);
  const answered = escalation.firstRespondedAt !== null;
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="clock-why">
      <DialogTitle id="clock-why">{translate('clock.why_title')}</DialogTitle>
      <DialogContent>
        {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Bones lines={6} />}
        {data && (
          <>
            <Box sx={{ color: tone.mute, marginBottom: 1.5 }}>{translate('clock.in_zone', { calendar: data.calendarName, zone: data.zone })} {translate(data.running ? 'clock.is_running' : 'clock.stands_still')}</Box>
            <Target name={translate('clock.first_response')} target={data.firstResponse} zone={data.zone} open={!answered} />
            <Target name={translate('clock.resolution')} target={data.resolution} zone={data.zone} open={answered} />
            {data.lease && <Box>{translate('clock.lease_sentence', { until: wallClock(data.lease.until), because: data.lease.because })}</Box>}
          </>
        )}
      </DialogContent>
      <DialogActions><Button onClick={onClose} autoFocus>{translate('ra.action.close')}</Button></DialogActions>
    </Dialog>
  );
}
