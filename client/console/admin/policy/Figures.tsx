import Box from '@mui/material/Box';
import InputAdornment from '@mui/material/InputAdornment';
import type { ReactNode } from 'react';
import { required, useTranslate } from 'react-admin';
import { formatHours } from '../../fields/format.ts';
import { NumberInput } from '../../forms/inputs.tsx';
import { tone } from '../../theme/palette.ts';

const must = required();

type FigureProps = { source: string; label: string; unit: string; hint?: string; /** Working minutes, told in hours too. */ minutes?: number; format?: (kept: number) => number; parse?: (typed: number) => number };

/** One figure with its unit, in a sentence's place. */
export function Figure({ source, label, unit, hint, minutes, format, parse }: FigureProps) {
  const translate = useTranslate();
  const inWords = minutes !== undefined && minutes >= 60 ? translate('admin.policy.equals', { age: formatHours(minutes) }) : undefined;
  return (
    <NumberInput
      source={source} label={label} validate={must} min={0} step={format ? 0.01 : 1} hint={[inWords, hint].filter(Boolean).join(' ') || undefined}
      end={<InputAdornment position="end" sx={{ '& p': { fontSize: 11.5 } }}>{unit}</InputAdornment>}
      {...(format && parse && { format: (kept: number | null) => (kept === null ? '' : format(kept)), parse: (typed: string) => (typed === '' ? null : parse(Number(typed))) })}
    />
  );
}

export function Group({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <Box component="section" sx={{ '& + &': { borderTop: `1px solid ${tone.line}`, marginTop: 2, paddingTop: 1.5 } }}>
      <Box component="h3" sx={{ fontSize: 13, fontWeight: 600, margin: 0 }}>{title}</Box>
      {hint && <Box sx={{ color: tone.mute, fontSize: 11.5, marginBottom: 0.5 }}>{hint}</Box>}
      {children}
    </Box>
  );
}
