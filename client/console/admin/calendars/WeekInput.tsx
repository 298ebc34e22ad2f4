import AddIcon from '@mui/icons-material/Add';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import { useInput, useTranslate } from 'react-admin';
import { checkCalendar } from '../../../../server/domain/working-time.ts';
import type { Weekday } from '../../records.ts';
import { tone } from '../../theme/palette.ts';
import { EMPTY_WEEK, nextRange, WEEKDAYS, WORKDAYS, type Range, type Week } from './week.ts';

type DayProps = { day: Weekday; ranges: readonly Range[]; fault?: string; onChange: (ranges: Range[]) => void };

function DayRow({ day, ranges, fault, onChange }: DayProps) {
  const translate = useTranslate();
  const name = translate(`admin.calendars.days.${day}`);
  const set = (index: number, end: 0 | 1, value: string) => onChange(ranges.map((range, at) => (at === index ? (end === 0 ? [value, range[1]] : [range[0], value]) : range)));
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '110px 1fr' }, gap: '2px 8px', padding: '5px 0', borderBottom: `1px solid ${tone.line}`, alignItems: 'center' }}>
      <Box sx={{ fontWeight: 500 }}>{name}</Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: '4px 12px', alignItems: 'center' }}>
        {ranges.length === 0 && <Box component="span" sx={{ color: tone.mute }}>{translate('admin.calendars.closed')}</Box>}
        {ranges.map(([from, to], index) => (
          <Box key={index} sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}>
            {([from, to] as const).map((value, end) => (
              <TextField
                key={end} type="time" value={value} margin="none" onChange={(event) => set(index, end === 0 ? 0 : 1, event.target.value)}
                slotProps={{ htmlInput: { 'aria-label': `${name} ${translate(end === 0 ? 'admin.calendars.from' : 'admin.calendars.to')}` } }} sx={{ width: 116, '& input': { padding: '4px 8px' } }}
              />
            ))}
            <IconButton aria-label={`${name}: ${translate('admin.calendars.remove_range', { from, to })}`} onClick={() => onChange(ranges.filter((_range, at) => at !== index))}><CloseIcon /></IconButton>
          </Box>
        ))}
        <IconButton aria-label={`${name}: ${translate('admin.calendars.add_range')}`} onClick={() => onChange([...ranges, nextRange(ranges)])}><AddIcon /></IconButton>
      </Box>
      {fault && <Box role="alert" sx={{ color: tone.bad, gridColumn: '1 / -1' }}>{fault}</Box>}
    </Box>
  );
}

/** The working hours of a week: several ranges a day. */
export function WeekInput({ source }: { source: string }) {
  const translate = useTranslate();
  const { field, fieldState } = useInput<Week>({ source });
  const week: Week = (field.value as Week | null) ?? EMPTY_WEEK;
  const monday = week['1'];
  // The server's own rule, as one types.
  const faults = checkCalendar({ zone: 'UTC', week, holidays: [] });
  const faultOf = (day: Weekday) => faults.find((fault) => fault.field.startsWith(`week.${day}.`))?.message;
  return (
    <Box role="group" aria-label={translate('admin.calendars.week')}>
      {WEEKDAYS.map((day) => <DayRow key={day} day={day} ranges={week[day]} fault={faultOf(day)} onChange={(ranges) => field.onChange({ ...week, [day]: ranges })} />)}
      {fieldState.error?.message && <Box role="alert" sx={{ color: tone.bad, marginTop: 1 }}>{fieldState.error.message}</Box>}
      <Button variant="text" onClick={() => field.onChange({ ...week, ...Object.fromEntries(WORKDAYS.map((day) => [day, monday.map(([from, to]) => [from, to])])) })}>{translate('admin.calendars.copy_monday')}</Button>
    </Box>
  );
}
