import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { Bones } from '../theme/Bones.tsx';
import { Panel } from '../theme/Panel.tsx';

/** Three columns on their way: a workspace, an upgrade's story. */
export function ColumnsSkeleton() {
  const translate = useTranslate();
  return (
    <Box role="status" aria-label={translate('shell.loading')} sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '272px minmax(0, 1fr)', lg: '272px minmax(0, 1fr) 256px' }, gap: '14px', alignItems: 'start' }}>
      <Panel><Bones lines={7} /></Panel>
      <Panel><Bones lines={12} /></Panel>
      <Panel><Bones lines={6} /></Panel>
    </Box>
  );
}
