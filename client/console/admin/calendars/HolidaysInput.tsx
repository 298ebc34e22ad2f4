import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import { useInput, useTranslate } from 'react-admin';
import type { Calendar } from '../../records.ts';
import { tone } from '../../theme/palette.ts';

type Holiday = Calendar['holidays'][number];

/** Days on which nobody works, with their names. */
export function HolidaysInput({ source }: { source: string }) {
  const translate = useTranslate();
  const { field, fieldState } = useInput<Holiday[]>({ source });
  const holidays = (field.value as Holiday[] | null) ?? [];
  const set = (index: number, part: Partial<Holiday>) => field.onChange(holidays.map((each, at) => (at === index ? { ...each, ...part } : each)));
  return (
    <Box role="group" aria-label={translate('admin.calendars.holidays')}>
      {holidays.map((holiday, index) => (
        <Box key={index} sx={{ display: 'flex', gap: 1, alignItems: 'center', padding: '3px 0' }}>
          <TextField type="date" value={holiday.date} margin="none" onChange={(event) => set(index, { date: event.target.value })} slotProps={{ htmlInput: { 'aria-label': translate('admin.calendars.holiday_date') } }} sx={{ width: 150, '& input': { padding: '4px 8px' } }} />
          <TextField value={holiday.name} margin="none" onChange={(event) => set(index, { name: event.target.value })} slotProps={{ htmlInput: { 'aria-label': translate('admin.calendars.holiday_name'), maxLength: 100 } }} sx={{ flex: 1, '& input': { padding: '4px 8px' } }} />
          <IconButton aria-label={translate('admin.calendars.remove_holiday', { name: holiday.name || holiday.date })} onClick={() => field.onChange(holidays.filter((_each, at) => at !== index))}><CloseIcon /></IconButton>
        </Box>
      ))}
      {fieldState.error?.message && <Box role="alert" sx={{ color: tone.bad }}>{fieldState.error.message}</Box>}
      <Button variant="text" onClick={() => field.onChange([...holidays, { date: '', name: '' }])}>{translate('admin.calendars.add_holiday')}</Button>
    </Box>
  );
}
