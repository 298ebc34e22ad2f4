import Box from '@mui/material/Box';
import { tone } from './palette.ts';
import { PHONE } from './theme.ts';

/** A key's cap. Inside a button it is decoration: the button's `aria-keyshortcuts` says it to a screen reader. */
export function Kbd({ children, decorative = false }: { children: string; decorative?: boolean }) {
  return (
    <Box component="kbd" aria-hidden={decorative || undefined} sx={{ font: '11px/1.5 ui-monospace, SFMono-Regular, Menlo, monospace', border: `1px solid ${tone.line}`, borderRadius: '4px', padding: '0 5px', bgcolor: tone.soft, color: tone.mute, whiteSpace: 'nowrap', display: 'inline-block', ...(decorative && { [PHONE]: { display: 'none' } }) }}>
      {children}
    </Box>
  );
}
