import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { tone } from '../theme/palette.ts';

/** The page before the console: one calm card in the middle. */
export function Gate({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="main" sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', padding: 2, bgcolor: tone.ground }}>
      <Box sx={{ width: '100%', maxWidth: 380 }}>
        <Box sx={{ fontSize: 17, fontWeight: 700, letterSpacing: '-.01em', marginBottom: 2, textAlign: 'center' }}>Upgrade Desk</Box>
        <Box sx={{ bgcolor: tone.panel, border: `1px solid ${tone.line}`, borderRadius: '12px', padding: '20px 22px' }}>
          <Box component="h1" sx={{ fontSize: 15, fontWeight: 650, margin: '0 0 10px' }}>{title}</Box>
          {children}
        </Box>
      </Box>
    </Box>
  );
}
