import type { CSSProperties } from 'react';
import { useMemo, useRef } from 'react';
import type { TableOf } from './columns.ts';

export type Widths = ReadonlyMap<string, number>;

/** A column's place in every row: its width, and for a pinned one its distance from the edge. */
export type Slot = { id: string; pinned: boolean; place: CSSProperties };

/** The same object as long as nothing in it changed: rows are drawn again only when their columns moved. */
function useSettled(widths: Widths): Widths {
  const last = useRef(widths);
  if (last.current.size !== widths.size || [...widths].some(([id, width]) => last.current.get(id) !== width)) last.current = widths;
  return last.current;
}

export function useSlots(table: TableOf, wanted: Widths): readonly Slot[] {
  const widths = useSettled(wanted);
  const visible = table.getVisibleLeafColumns();
  return useMemo(() => {
    let left = 0;
    return visible.map((column): Slot => {
      const width = widths.get(column.id) ?? column.getSize();
      if (column.getIsPinned() !== 'start') return { id: column.id, pinned: false, place: { width } };
      const place: CSSProperties = { width, position: 'sticky', insetInlineStart: left };
      left += width;
      return { id: column.id, pinned: true, place };
    });
  }, [visible, widths]);
}
