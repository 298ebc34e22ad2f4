import Box from '@mui/material/Box';
import type { SxProps } from '@mui/material/styles';
import { useId, type ReactNode } from 'react';
import { tone } from './palette.ts';

type PanelProps = {
  title?: ReactNode;
  /** Beside the title, at the right. */
  actions?: ReactNode;
  children?: ReactNode;
  /** No padding around the content: tables, lists. */
  flush?: boolean;
  sx?: SxProps;
};

/** A white card with a hairline: the only container the console has. */
export function Panel({ title, actions, children, flush = false, sx }: PanelProps) {
  const heading = useId();
  return (
    <Box component="section" aria-labelledby={title ? heading : undefined} sx={{ bgcolor: tone.panel, border: `1px solid ${tone.line}`, borderRadius: '10px', minWidth: 0, ...asObject(sx) }}>
      {(title || actions) && (
        <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1, padding: '9px 14px 6px', minHeight: 38 }}>
          <Box component="h2" id={heading} sx={{ fontSize: 12, fontWeight: 600, color: tone.mute, margin: 0, flex: '1 1 max-content', minWidth: 0 }}>{title}</Box>
          {actions}
        </Box>
      )}
      <Box sx={flush ? undefined : { padding: title || actions ? '2px 14px 14px' : '14px' }}>{children}</Box>
    </Box>
  );
}

const asObject = (sx: SxProps | undefined) => (typeof sx === 'object' && sx !== null && !Array.isArray(sx) ? sx : {});
