import type { CSSProperties, ReactNode } from 'react';
import { tone as tones } from './palette.ts';

export type ChipTone = 'plain' | 'accent' | 'bad' | 'warn' | 'good' | 'blue';

const PAIRS: Record<ChipTone, { color: string; backgroundColor: string }> = {
  plain: { color: tones.mute, backgroundColor: tones.soft },
  accent: { color: tones.accent, backgroundColor: tones.accentSoft },
  bad: { color: tones.bad, backgroundColor: tones.badSoft },
  warn: { color: tones.warn, backgroundColor: tones.warnSoft },
  good: { color: tones.good, backgroundColor: tones.goodSoft },
  blue: { color: tones.blue, backgroundColor: tones.blueSoft },
};

const LOOK: CSSProperties = { display: 'inline-flex', width: 'fit-content', alignItems: 'center', gap: 5, borderRadius: 6, padding: '1px 7px', fontSize: 11.5, fontWeight: 600, lineHeight: 1.5, whiteSpace: 'nowrap' };

/** A word on its colour. `mark` is the sign that says the same without colour. */
export function Chip({ tone = 'plain', mark, title, children }: { tone?: ChipTone; mark?: ReactNode; title?: string; children: ReactNode }) {
  return (
    <span title={title} style={{ ...LOOK, ...PAIRS[tone] }}>
      {mark && <span aria-hidden="true">{mark}</span>}
      {children}
    </span>
  );
}
