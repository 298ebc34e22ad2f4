import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useInput, useTranslate } from 'react-admin';
import type { Calendar } from '../../records.ts';
import { tone } from '../../theme/palette.ts';

type Holiday = Calendar['holidays'][number];

/** Before this year; a year that is still being typed is not the past. */
const isPast = ({ date }: Holiday) => date >= '1900' && date < String(new Date().getFullYear());

/** Days on which nobody works, with their names: this year's and later ones, and the past folded away. */
export function HolidaysInput({ source }: { source: string }) {
  const translate = useTranslate();
  const { field, fieldState } = useInput<Holiday[]>({ source });
  const holidays = (field.value as Holiday[] | null) ?? [];
  const [unfolded, setUnfolded] = useState(false);
  const past = holidays.filter(isPast).length;
  const set = (index: number, part: Partial<Holiday>) => field.onChange(holidays.map((each, at) => (at === index ? { ...each, ...part } : each)));
  return (
    <Box role="group" aria-label={translate('admin.calendars.holidays')}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button variant="text" onClick={() => field.onChange([{ date: '', name: '' }, ...holidays])}>{translate('admin.calendars.add_holiday')}</Button>
        {past > 0 && <Button variant="text" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>{translate(unfolded ? 'admin.calendars.hide_past' : 'admin.calendars.show_past', { smart_count: past })}</Button>}
      </Box>
      <Box sx={{ maxHeight: 420, overflowY: 'auto' }}>
        {holidays.map((holiday, index) => (unfolded || !isPast(holiday)) && (
          <Box key={index} sx={{ display: 'flex', gap: 1, alignItems: 'center', padding: '3px 0' }}>
            <TextField type="date" value={holiday.date} margin="none" onChange={(event) => set(index, { date: event.target.value })} slotProps={{ htmlInput: { 'aria-label': translate('admin.calendars.holiday_date') } }} sx={{ width: 150, '& input': { padding: '4px 8px' } }} />
            <TextField value={holiday.name} margin="none" onChange={(event) => set(index, { name: event.target.value })} slotProps={{ htmlInput: { 'aria-label': translate('admin.calendars.holiday_name'), maxLength: 100 } }} sx={{ flex: 1, '& input': { padding: '4px 8px' } }} />
            <IconButton aria-label={translate('admin.calendars.remove_holiday', { name: holiday.name || holiday.date })} onClick={() => field.onChange(holidays.filter((_each, at) => at !== index))}><CloseIcon /></IconButton>
          </Box>
        ))}
      </Box>
      {fieldState.error?.message && <Box role="alert" sx={{ color: tone.bad }}>{fieldState.error.message}</Box>}
    </Box>
  );
}
