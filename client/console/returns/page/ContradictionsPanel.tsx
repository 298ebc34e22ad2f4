import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { Contradiction } from '../contradictions/Contradiction.tsx';
import type { Overlay } from '../dialogs/overlay.ts';
import type { ReturnRecord } from '../records.ts';
import { tone } from '../../theme/palette.ts';

/** What does not fit together, each with what settles it; nothing where all fits. */
export function ContradictionsPanel({ row, reminded, onShow }: { row: ReturnRecord; reminded: boolean; onShow?: (overlay: Overlay) => void }) {
  const translate = useTranslate();
  if (row.mismatches.length === 0) return null;
  return (
    <Box component="section" aria-label={translate('returns.queue.title')} sx={{ border: `1px solid ${tone.warn}`, bgcolor: tone.warnSoft, borderRadius: '10px', padding: '10px 14px', display: 'grid', gap: '12px', minWidth: 0 }}>
      {row.mismatches.map((mismatch) => <Contradiction key={`${mismatch.code} ${mismatch.serial ?? ''}`} row={row} mismatch={mismatch} reminded={reminded} alone onShow={onShow} />)}
    </Box>
  );
}
