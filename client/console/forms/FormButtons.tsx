import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';

/** Below a form as below every dialog: on the right, the way out before the act; on the left what else can be done with the record. */
export function FormButtons({ aside, onCancel, children }: { aside?: ReactNode; onCancel?: () => void; children: ReactNode }) {
  const translate = useTranslate();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: 1, marginTop: 2, alignItems: 'center' }}>
      {aside && <Box sx={{ marginRight: 'auto' }}>{aside}</Box>}
      {onCancel && <Button onClick={onCancel}>{translate('ra.action.cancel')}</Button>}
      {children}
    </Box>
  );
}
