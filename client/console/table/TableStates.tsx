import type { ReactNode } from 'react';
import { useListContext, useTranslate } from 'react-admin';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { EmptyState } from '../theme/EmptyState.tsx';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { SELECT } from './columns.ts';

/** As many rows, as high, as will come: nothing jumps when they do. */
export function TableSkeleton({ columns, rows }: { columns: readonly string[]; rows: number }) {
  return (
    <tbody role="rowgroup" aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <tr key={row}>
          {columns.map((id, column) => <td key={id}>{id !== SELECT && <div className="bone" style={{ width: `${42 + ((row * 31 + column * 17) % 48)}%` }} />}</td>)}
        </tr>
      ))}
    </tbody>
  );
}

export function TableFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return <Box sx={{ padding: 1.5 }}><ErrorNotice error={error} onRetry={onRetry} /></Box>;
}

/** Nothing at all, or nothing that fits the filters: not the same thing. */
export function TableEmpty({ children }: { children?: ReactNode }) {
  const translate = useTranslate();
  const { filterValues, setFilters } = useListContext();
  const filtered = Object.keys((filterValues ?? {}) as object).length > 0;
  if (!filtered && children) return <>{children}</>;
  return (
    <EmptyState
      title={translate(filtered ? 'table.nothing_fits' : 'table.nothing')}
      action={filtered && <Button onClick={() => setFilters({}, undefined, false)}>{translate('table.clear_filters')}</Button>}
    >
      {filtered ? translate('table.nothing_fits_hint') : null}
    </EmptyState>
  );
}
