import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslate } from 'react-admin';
import { ChoicePill } from '../../table/ChoicePill.tsx';
import { WindowFields } from '../MonthField.tsx';
import { useCutChoices } from '../queries.ts';
import { CUTS } from '../records.ts';
import type { useAsked } from './asked.ts';

type ControlsProps = ReturnType<typeof useAsked> & { from: string; to: string };

/** Which months, which book, and of whom. */
export function Controls({ asked, ask, from, to }: ControlsProps) {
  const translate = useTranslate();
  const choices = useCutChoices();
  const none = Object.fromEntries(CUTS.map((cut) => [cut, undefined]));
  return (
    <Box role="search" aria-label={translate('revenue.bridge.controls')} sx={{ display: 'flex', flexWrap: 'wrap', gap: '10px', alignItems: 'center', marginBottom: '14px' }}>
      <WindowFields from={from} to={to} labels={{ from: translate('revenue.from'), to: translate('revenue.to') }} onChange={(first, last) => ask({ from: first, to: last })} />
      <ToggleButtonGroup exclusive size="small" value={asked.view} aria-label={translate('revenue.bridge.book')} onChange={(_event, view: 'corrected' | 'reported' | null) => view && ask({ view: view === 'reported' ? view : undefined })}>
        <ToggleButton value="corrected">{translate('revenue.view.corrected')}</ToggleButton>
        <ToggleButton value="reported">{translate('revenue.view.reported')}</ToggleButton>
      </ToggleButtonGroup>
      <FormControlLabel sx={{ margin: 0 }} label={translate('revenue.difference.switch')} control={<Switch checked={asked.difference} onChange={(event) => ask({ difference: event.target.checked ? 'true' : undefined })} />} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, flexBasis: '100%' }}>
        {CUTS.map((cut) => (
          <ChoicePill key={cut} single label={translate(`revenue.cut.${cut}`)} choices={choices[cut]} chosen={asked.cuts[cut] === undefined ? [] : [asked.cuts[cut]]} onToggle={(id) => ask({ [cut]: asked.cuts[cut] === id ? undefined : id })} />
        ))}
        {Object.keys(asked.cuts).length > 0 && <Button variant="text" onClick={() => ask(none)}>{translate('table.clear_filters')}</Button>}
      </Box>
    </Box>
  );
}
