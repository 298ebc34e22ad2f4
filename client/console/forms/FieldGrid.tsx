import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** Fields side by side where there is room. */
export function FieldGrid({ children, columns = 2 }: { children: ReactNode; columns?: number }) {
  return <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: `repeat(${columns}, minmax(0, 1fr))` }, columnGap: 2, alignItems: 'start' }}>{children}</Box>;
}
