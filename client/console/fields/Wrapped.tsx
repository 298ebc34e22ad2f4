import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** In a table's cell: what tells one row from another is never cut short, it goes on in a second line. */
export const Wrapped = ({ children }: { children: ReactNode }) => <Box component="span" sx={{ display: 'block', whiteSpace: 'normal', overflowWrap: 'anywhere', textWrap: 'wrap', lineHeight: 1.3, paddingBlock: '4px' }}>{children}</Box>;
