import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { MouseEvent } from 'react';
import { tone } from '../theme/palette.ts';

type PillProps = { label: string; value?: string; on: boolean; pressed?: boolean; expanded?: boolean; onClick: (event: MouseEvent<HTMLElement>) => void };

/** A filter at rest: its name, and what it lets through. */
export function FilterPill({ label, value, on, pressed, expanded, onClick }: PillProps) {
  return (
    <Button
      onClick={onClick} aria-pressed={pressed} aria-haspopup={expanded === undefined ? undefined : 'dialog'} aria-expanded={expanded}
      sx={{ fontWeight: on ? 600 : 400, padding: '4px 10px', maxWidth: 260, ...(on ? { bgcolor: tone.accentSoft, color: tone.accent, borderColor: tone.accent } : { color: tone.mute }) }}
    >
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{label}{value ? `: ${value}` : ''}</Box>
    </Button>
  );
}
