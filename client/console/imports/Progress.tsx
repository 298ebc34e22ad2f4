import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { useTranslate } from 'react-admin';
import { formatNumber } from '../fields/format.ts';
import { tone } from '../theme/palette.ts';
import type { ImportBatch } from './records.ts';

/** How far a running import is. */
export function Progress({ batch }: { batch: ImportBatch }) {
  const translate = useTranslate();
  const share = batch.total === 0 ? 100 : Math.min(100, (batch.done / batch.total) * 100);
  const text = translate('imports.progress', { done: formatNumber(batch.done), total: formatNumber(batch.total) });
  return (
    <Box sx={{ display: 'grid', gap: 0.5 }}>
      <LinearProgress variant="determinate" value={share} aria-label={translate('imports.running')} aria-valuetext={text} sx={{ height: 10, borderRadius: 5, bgcolor: tone.soft, '& .MuiLinearProgress-bar': { borderRadius: 5 } }} />
      <Box sx={{ display: 'flex', justifyContent: 'space-between', color: tone.mute }}><span>{text}</span><span>{Math.floor(share)}%</span></Box>
    </Box>
  );
}
