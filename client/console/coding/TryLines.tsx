import AddIcon from '@mui/icons-material/Add';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'react-admin';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import { CURRENCY_CODES, type TryLine } from './tryCase.ts';

type TryLinesProps = {
  side: 'before' | 'after'; lines: readonly TryLine[]; before: readonly TryLine[]; reporting: string; errors: Readonly<Record<string, string>>;
  onChange: (line: TryLine) => void; onAdd: () => void; onRemove: (key: string) => void;
};

const asNames = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The lines of one side of a case. */
export function TryLines({ side, lines, before, reporting, errors, onChange, onAdd, onRemove }: TryLinesProps) {
  const translate = useTranslate();
  const shrunk = { inputLabel: { shrink: true } };
  const figure = { ...shrunk, htmlInput: { inputMode: 'decimal' as const } };
  return (
    <Panel title={translate(`coding.try.${side}`)} actions={<Button startIcon={<AddIcon />} onClick={onAdd}>{translate(`coding.try.add_${side}`)}</Button>}>
      {lines.length === 0 && <Box sx={{ color: tone.mute }}>{translate(`coding.try.none_${side}`)}</Box>}
      <Box sx={{ display: 'grid', gap: '14px', paddingTop: lines.length > 0 ? '8px' : 0 }}>
        {lines.map((line, index) => {
          const fault = (field: string) => errors[`${side}[${index}].${field}`];
          const field = (name: string) => ({ margin: 'none' as const, error: fault(name) !== undefined, helperText: fault(name) });
          return (
            <Box key={line.key} role="group" aria-label={`${translate('coding.try.line')} ${line.line}`} sx={{ display: 'grid', gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', sm: '64px minmax(110px, 1.4fr) 84px minmax(96px, 1fr) 88px 34px' }, gap: '14px 8px', alignItems: 'start' }}>
              <TextField label={translate('coding.try.line')} value={line.line} onChange={(event) => onChange({ ...line, line: event.target.value })} {...field('line')} slotProps={shrunk} />
              <TextField label={translate('coding.try.product')} value={line.product} onChange={(event) => onChange({ ...line, product: event.target.value })} {...field('product')} slotProps={{ ...shrunk, htmlInput: { maxLength: 200 } }} />
              <TextField label={translate('coding.try.quantity')} value={line.quantity} onChange={(event) => onChange({ ...line, quantity: event.target.value })} {...field('quantity')} slotProps={figure} />
              <TextField label={translate('coding.try.unit_price')} value={line.unitPrice} onChange={(event) => onChange({ ...line, unitPrice: event.target.value })} {...field('unitArrMinor')} slotProps={figure} />
              <TextField select label={translate('coding.try.currency')} value={line.currency} onChange={(event) => onChange({ ...line, currency: event.target.value })} {...field('currency')}>{CURRENCY_CODES.map((code) => <MenuItem key={code} value={code}>{code}</MenuItem>)}</TextField>
              <IconButton onClick={() => onRemove(line.key)} aria-label={translate('coding.try.remove', { name: line.line })} sx={{ justifySelf: 'end', marginTop: '2px' }}><CloseIcon /></IconButton>
              {side === 'after' && (
                <TextField
                  select label={translate('coding.try.replaces')} value={line.replaces} onChange={(event) => onChange({ ...line, replaces: asNames(event.target.value) })} {...field('replaces')} sx={{ gridColumn: { xs: '1 / -1', sm: '2 / 4' } }}
                  slotProps={{ ...shrunk, select: { multiple: true, displayEmpty: true, renderValue: (value) => (asNames(value).length === 0 ? <Box component="span" sx={{ color: tone.mute }}>{translate('coding.try.replaces_none')}</Box> : asNames(value).join(', ')) } }}
                >
                  {before.map((one) => <MenuItem key={one.key} value={one.line}><Checkbox checked={line.replaces.includes(one.line)} />{one.line}: {one.product}</MenuItem>)}
                </TextField>
              )}
              {side === 'before' && line.currency !== reporting && (
                <TextField label={`${translate('coding.try.booked')}, ${reporting}`} value={line.booked} onChange={(event) => onChange({ ...line, booked: event.target.value })} {...field('reportingArrMinor')} helperText={fault('reportingArrMinor') ?? translate('coding.try.booked_hint')} slotProps={figure} sx={{ gridColumn: { xs: '1 / -1', sm: '2 / 4' } }} />
              )}
            </Box>
          );
        })}
      </Box>
    </Panel>
  );
}
