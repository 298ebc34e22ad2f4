import type { Column } from '@tanstack/react-table';
import type { CSSProperties } from 'react';
import type { RaRecord } from 'react-admin';
import type { Features, TableOf } from './columns.ts';

export type Widths = ReadonlyMap<string, number>;

/** Where a cell stands: its width, and for a pinned one its distance from the edge it is pinned to. */
export function cellPlace(table: TableOf, column: Column<Features, RaRecord>, widths: Widths): CSSProperties {
  const width = widths.get(column.id) ?? column.getSize();
  if (column.getIsPinned() !== 'start') return { width };
  let left = 0;
  for (const each of table.getStartVisibleLeafColumns()) {
    if (each.id === column.id) break;
    left += widths.get(each.id) ?? each.getSize();
  }
  return { width, position: 'sticky', insetInlineStart: left };
}
