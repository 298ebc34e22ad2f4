import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'react-admin';
import { DRIVERS, MOVEMENTS, type Driver, type Movement } from '../../../server/domain/words.ts';
import { useWord } from '../fields/words.ts';
import { tone } from '../theme/palette.ts';
import { withMovement, type DraftLeg } from './draft.ts';

type LegFieldsProps = {
  leg: DraftLeg; position: number; currency: string; lines: readonly string[]; lineName: (line: string) => string; fault: string | undefined; autoFocus: boolean;
  onChange: (leg: DraftLeg) => void; onRemove: (() => void) | null;
};

const asNames = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const shrunk = { inputLabel: { shrink: true } };

/** One leg: what moved, by what, how much, of which lines. */
export function LegFields({ leg, position, currency, lines, lineName, fault, autoFocus, onChange, onRemove }: LegFieldsProps) {
  const translate = useTranslate();
  const word = useWord();
  return (
    <Box
      role="group" aria-label={translate('coding.correct.leg', { position })}
      sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr 1fr 34px', sm: 'minmax(112px, 1fr) minmax(104px, 1fr) minmax(120px, 1fr) 34px' }, gap: '14px 8px', alignItems: 'start' }}
    >
      <TextField select label={translate('coding.correct.movement')} value={leg.movement} onChange={(event) => onChange(withMovement(leg, event.target.value as Movement))} margin="none" autoFocus={autoFocus} slotProps={shrunk}>
        {MOVEMENTS.map((movement) => <MenuItem key={movement} value={movement}>{word('movement', movement)}</MenuItem>)}
      </TextField>
      <TextField select label={translate('coding.correct.driver')} value={leg.driver} onChange={(event) => onChange({ ...leg, driver: event.target.value as Driver })} margin="none" slotProps={shrunk}>
        {DRIVERS.map((driver) => <MenuItem key={driver} value={driver}>{word('driver', driver)}</MenuItem>)}
      </TextField>
      <TextField
        label={translate('coding.correct.amount')} value={leg.amount} onChange={(event) => onChange({ ...leg, amount: event.target.value })} margin="none" error={fault !== undefined} helperText={fault} sx={{ gridColumn: { xs: '1 / 3', sm: 'auto' }, gridRow: { xs: 2, sm: 'auto' } }}
        slotProps={{ htmlInput: { inputMode: 'decimal', style: { textAlign: 'right' } }, input: { endAdornment: <InputAdornment position="end">{currency}</InputAdornment> }, ...shrunk }}
      />
      {onRemove ? <IconButton onClick={onRemove} aria-label={translate('coding.correct.remove_leg', { position })} sx={{ marginTop: '2px' }}><CloseIcon /></IconButton> : <span />}
      {lines.length > 1 && (
        <TextField
          select label={translate('coding.correct.lines')} value={leg.lines} onChange={(event) => onChange({ ...leg, lines: asNames(event.target.value) })} margin="none" sx={{ gridColumn: '1 / -2' }}
          slotProps={{ ...shrunk, select: { multiple: true, displayEmpty: true, renderValue: (value) => (asNames(value).length === 0 ? <Box component="span" sx={{ color: tone.mute }}>{translate('coding.correct.no_lines')}</Box> : asNames(value).map(lineName).join(', ')) } }}
        >
          {lines.map((line) => <MenuItem key={line} value={line}><Checkbox checked={leg.lines.includes(line)} />{lineName(line)}</MenuItem>)}
        </TextField>
      )}
    </Box>
  );
}
