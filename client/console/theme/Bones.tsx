import Box from '@mui/material/Box';
import { tone } from './palette.ts';

/** Lines of text that are on their way: nothing jumps when they come. */
export function Bones({ lines, height = 10 }: { lines: number; height?: number }) {
  return (
    <Box className="bones" aria-hidden="true" sx={{ display: 'grid', gap: '13px', paddingBlock: '4px' }}>
      {Array.from({ length: lines }, (_, line) => <Box key={line} sx={{ height, borderRadius: '5px', bgcolor: tone.soft, width: `${58 + ((line * 37) % 42)}%` }} />)}
    </Box>
  );
}
