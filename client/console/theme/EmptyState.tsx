import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { tone } from './palette.ts';

/** Nothing here: says so, and what to do next. */
export function EmptyState({ title, children, action }: { title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return (
    <Box sx={{ display: 'grid', justifyItems: 'center', gap: 0.75, padding: '36px 18px', textAlign: 'center', color: tone.mute }}>
      <Box sx={{ color: tone.ink, fontWeight: 600 }}>{title}</Box>
      {children && <Box sx={{ maxWidth: 440 }}>{children}</Box>}
      {action && <Box sx={{ marginTop: 1 }}>{action}</Box>}
    </Box>
  );
}
