import Box from '@mui/material/Box';
import { FormDataConsumer, useTranslate } from 'react-admin';
import { addWorkingMinutes, checkCalendar, type WorkingCalendar } from '../../../../server/domain/working-time.ts';
import { tone } from '../../theme/palette.ts';
import { EMPTY_WEEK } from './week.ts';

const MINUTES = 240;
const DAY_MS = 86_400_000;

/** A few beginnings that show it: now, the next Friday afternoon, the eve of the next holiday. */
function beginnings(calendar: WorkingCalendar): string[] {
  const now = new Date();
  const friday = new Date(now.getTime() + ((5 - now.getUTCDay() + 7) % 7) * DAY_MS);
  friday.setUTCHours(15, 0, 0, 0);
  const today = now.toISOString().slice(0, 10);
  const [holiday] = calendar.holidays.map(({ date }) => date).filter((date) => date > today).toSorted();
  const eve = holiday ? new Date(Date.parse(`${holiday}T15:00:00Z`) - DAY_MS).toISOString() : undefined;
  return [now.toISOString(), friday.toISOString(), ...(eve ? [eve] : [])];
}

const inZone = (instant: string, zone: string) => new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone }).format(new Date(instant));

function Lines({ calendar }: { calendar: WorkingCalendar }) {
  const translate = useTranslate();
  const rows = beginnings(calendar).map((from) => ({ from: inZone(from, calendar.zone), due: inZone(addWorkingMinutes(calendar, from, MINUTES), calendar.zone) }));
  return (
    <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {rows.map(({ from, due }) => <Box component="li" key={from} sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, padding: '2px 0' }}><span>{from}</span><b>{translate('admin.calendars.preview_due', { when: due })}</b></Box>)}
    </Box>
  );
}

/** What the hours as typed would do to a target, worked out by the same rule as the server's. */
export function CalendarPreview() {
  const translate = useTranslate();
  return (
    <Box sx={{ bgcolor: tone.soft, borderRadius: '8px', padding: '10px 12px', marginTop: 2 }}>
      <Box sx={{ fontWeight: 600, fontSize: 12 }}>{translate('admin.calendars.preview')}</Box>
      <Box sx={{ color: tone.mute, fontSize: 11.5, marginBottom: 0.5 }}>{translate('admin.calendars.preview_hint', { minutes: MINUTES })}</Box>
      <FormDataConsumer<Partial<WorkingCalendar>>>
        {({ formData }) => {
          const calendar = { zone: formData.zone ?? 'UTC', week: formData.week ?? EMPTY_WEEK, holidays: (formData.holidays ?? []).filter(({ date }) => date) } as WorkingCalendar;
          return checkCalendar(calendar).length > 0 ? <Box sx={{ color: tone.mute }}>{translate('admin.calendars.preview_bad')}</Box> : <Lines calendar={calendar} />;
        }}
      </FormDataConsumer>
    </Box>
  );
}
