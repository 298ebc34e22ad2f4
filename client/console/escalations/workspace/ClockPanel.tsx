import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useTranslate } from 'react-admin';
import { handleSecondsAt } from '../../../../server/domain/escalation.ts';
import { formatAge, formatExact, formatMinutes } from '../../fields/format.ts';
import { useNow } from '../../fields/now.ts';
import { Due, Duration, When } from '../../fields/Times.tsx';
import { KeyValues } from '../../theme/KeyValues.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { answeredInTime, clockOf, leftOutReasons } from '../clock.ts';
import { useClock } from '../queries.ts';
import { useWork } from './work.ts';

function Response() {
  const translate = useTranslate();
  const { escalation, policy } = useWork();
  const inTime = answeredInTime(escalation);
  const clock = clockOf(escalation, policy?.stopsClock);
  const { firstRespondedAt, firstResponseDueAt } = escalation;
  if (inTime !== null && firstRespondedAt !== null) {
    const age = formatAge((Date.parse(firstRespondedAt) - Date.parse(firstResponseDueAt)) / 1000);
    return <Box component="span" sx={{ whiteSpace: 'nowrap', color: inTime ? tone.good : tone.bad }} title={translate('clock.answered_at', { due: formatExact(firstResponseDueAt), at: formatExact(firstRespondedAt) })}>{translate(inTime ? 'clock.met' : 'clock.missed', { age })}</Box>;
  }
  return <Due at={escalation.firstResponseDueAt} stopped={clock.runs ? null : translate(`clock.still.${clock.because}`)} />;
}

/** Until when what has to be done, in whose hours, and why. */
export function ClockPanel() {
  const translate = useTranslate();
  const { escalation, policy, show } = useWork();
  const { data: explained } = useClock(escalation.id);
  const clock = clockOf(escalation, policy?.stopsClock);
  const closed = !clock.runs && clock.because === 'closed';
  const counts = escalation.firstRespondedAt === null ? 'first_response' : 'resolution';
  const target = explained && (counts === 'first_response' ? explained.firstResponse : explained.resolution);
  const handled = handleSecondsAt(escalation, new Date(useNow()).toISOString());
  const reasons = target ? leftOutReasons(target) : [];
  return (
    <Panel title={translate('clock.title')}>
      <KeyValues
        items={[
          { label: translate('clock.first_response'), value: <Response /> },
          { label: translate('clock.resolution'), value: closed ? <When at={escalation.closedAt} as="moment" /> : clock.runs || escalation.status === 'paused' ? <Due at={escalation.resolutionDueAt} stopped={clock.runs ? null : translate(`clock.still.${clock.because}`)} /> : translate('clock.still.handed_back') },
          escalation.leaseUntil !== null && { label: translate('clock.lease'), value: <When at={escalation.leaseUntil} as="moment" /> },
          { label: translate('clock.open_for'), value: <When at={escalation.openedAt} /> },
          { label: translate('clock.handled'), value: <Duration seconds={handled} /> },
        ]}
      />
      <Box sx={{ color: tone.mute, fontSize: 11.5, marginTop: '8px' }}>
        {target && explained && (
          <>
            {translate('clock.working', { target: translate(`clock.${counts}`), time: formatMinutes(target.targetMinutes), calendar: explained.calendarName })}{reasons.length > 0 && <> {translate('clock.not_counted', { reasons: reasons.join(', ') })}</>}{' '}
          </>
        )}
        <Link component="button" type="button" onClick={() => show('clock')} sx={{ font: 'inherit', verticalAlign: 'baseline' }}>{translate('clock.why')}</Link>
      </Box>
    </Panel>
  );
}
