import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { tone as tones } from './palette.ts';

export type ChipTone = 'plain' | 'accent' | 'bad' | 'warn' | 'good' | 'blue';

const PAIRS: Record<ChipTone, { color: string; bgcolor: string }> = {
  plain: { color: tones.mute, bgcolor: tones.soft },
  accent: { color: tones.accent, bgcolor: tones.accentSoft },
  bad: { color: tones.bad, bgcolor: tones.badSoft },
  warn: { color: tones.warn, bgcolor: tones.warnSoft },
  good: { color: tones.good, bgcolor: tones.goodSoft },
  blue: { color: tones.blue, bgcolor: tones.blueSoft },
};

/** A word on its colour. `mark` is the sign that says the same without colour. */
export function Chip({ tone = 'plain', mark, title, children }: { tone?: ChipTone; mark?: ReactNode; title?: string; children: ReactNode }) {
  return (
    <Box component="span" title={title} sx={{ display: 'inline-flex', width: 'fit-content', alignItems: 'center', gap: '5px', borderRadius: '6px', padding: '1px 7px', fontSize: 11.5, fontWeight: 600, lineHeight: 1.5, whiteSpace: 'nowrap', ...PAIRS[tone] }}>
      {mark && <span aria-hidden="true">{mark}</span>}
      {children}
    </Box>
  );
}
