import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { tone } from './palette.ts';

export type KeyValue = { label: ReactNode; value: ReactNode; hint?: ReactNode };

/** Facts, a line each: what on the left, how much on the right, a hint under both. Lines stand apart as far as links need to be hit (WCAG 2.5.8). Entries that are `null` or `false` are left out. */
export function KeyValues({ items }: { items: readonly (KeyValue | null | false)[] }) {
  return (
    <Box component="dl" sx={{ display: 'grid', gap: '7px', margin: 0 }}>
      {items.map((item, index) => item && (
        <Box key={index} sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) fit-content(66%)', columnGap: '12px' }}>
          <Box component="dt" sx={{ color: tone.mute }}>{item.label}</Box>
          <Box component="dd" sx={{ margin: 0, textAlign: 'right', justifySelf: 'end', overflowWrap: 'break-word', minWidth: 0 }}>{item.value}</Box>
          {item.hint && <Box component="dd" sx={{ gridColumn: '1 / -1', margin: 0, color: tone.mute, fontSize: 11.5, overflowWrap: 'break-word', minWidth: 0 }}>{item.hint}</Box>}
        </Box>
      ))}
    </Box>
  );
}
