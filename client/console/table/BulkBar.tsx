import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useListContext, useTranslate } from 'react-admin';
import { formatNumber } from '../fields/format.ts';
import { tone } from '../theme/palette.ts';

/** What can be done with the marked rows; there only while some are. */
export function BulkBar({ children }: { children: ReactNode }) {
  const translate = useTranslate();
  const { selectedIds, onUnselectItems } = useListContext();
  if (selectedIds.length === 0) return null;
  return (
    <Box role="toolbar" aria-label={translate('table.bulk')} sx={{ position: 'sticky', bottom: 12, zIndex: 10, width: 'fit-content', maxWidth: '100%', margin: '10px auto 0', display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, padding: '7px 8px 7px 14px', bgcolor: tone.panel, border: `1px solid ${tone.edge}`, borderRadius: '10px', boxShadow: '0 6px 24px rgb(0 0 0 / .16)' }}>
      <b>{translate('table.selected', { smart_count: selectedIds.length, count: formatNumber(selectedIds.length) })}</b>
      {children}
      <Button variant="text" onClick={() => onUnselectItems()}>{translate('table.unselect')}</Button>
    </Box>
  );
}
