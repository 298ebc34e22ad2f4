import Link from '@mui/material/Link';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import { Nothing } from './Nothing.tsx';

/** A way to a record's own page. `to` names the path; without it, or without a text, it is plain text or a dash. */
export function RecordLink({ to, children, strong = false }: { to: string | null | undefined; children: ReactNode; strong?: boolean }) {
  if (children === null || children === undefined || children === '') return <Nothing />;
  if (!to) return <>{children}</>;
  return (
    <Link component={RouterLink} to={to} sx={strong ? { color: 'text.primary', fontWeight: 600, '&:hover': { color: 'primary.main' } } : undefined}>
      {children}
    </Link>
  );
}
