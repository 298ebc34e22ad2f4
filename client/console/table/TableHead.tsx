import type { Header } from '@tanstack/react-table';
import { useLayoutEffect, useRef, type RefObject } from 'react';
import { useTranslate, type RaRecord } from 'react-admin';
import { SELECT, type DataColumn, type Features, type TableOf } from './columns.ts';
import type { Slot } from './geometry.ts';

type HeadProps = { table: TableOf; columns: ReadonlyMap<string, DataColumn>; slots: readonly Slot[]; onMove: (id: string, before: string) => void; /** Before a width is pulled: the others stay as they are. */ onGrab: () => void };

const placeOf = (slots: readonly Slot[], id: string) => slots.find((slot) => slot.id === id)?.place;

function SelectAll({ table }: { table: TableOf }) {
  const translate = useTranslate();
  const all = table.getIsAllRowsSelected();
  const some = !all && table.getIsSomeRowsSelected();
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (box.current) box.current.indeterminate = some;
  }, [some]);
  return <input ref={box} type="checkbox" checked={all} onChange={table.getToggleAllRowsSelectedHandler()} aria-label={translate('table.select_page')} />;
}

function ColumnHead({ header, columns, slots, onMove, onGrab, dragged }: HeadProps & { header: Header<Features, RaRecord>; dragged: RefObject<string | null> }) {
  const translate = useTranslate();
  const { column } = header;
  const given = columns.get(column.id);
  const sorted = column.getIsSorted();
  const label = translate(given?.label ?? '', { _: given?.label ?? '' });
  const resize = header.getResizeHandler();
  return (
    <th
      role="columnheader" scope="col" aria-sort={sorted ? `${sorted}ending` : undefined} style={placeOf(slots, column.id)}
      className={`${given?.align === 'right' ? 'right' : ''}${column.getIsPinned() ? ' pinned' : ''}`}
      draggable={!column.getIsResizing()}
      onDragStart={(event) => {
        dragged.current = column.id;
        event.dataTransfer.effectAllowed = 'move';
      }}
      onDragOver={(event) => {
        if (dragged.current) event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        if (dragged.current && dragged.current !== column.id) onMove(dragged.current, column.id);
        dragged.current = null;
      }}
    >
      {column.getCanSort()
        ? <button type="button" title={label} onClick={() => column.toggleSorting(sorted === 'asc')}>{label}{sorted && <span aria-hidden="true">{sorted === 'asc' ? ' ↑' : ' ↓'}</span>}</button>
        : <span title={label}>{label}</span>}
      <span
        aria-hidden="true" className={`resize${column.getIsResizing() ? ' on' : ''}`} onPointerDown={onGrab} onMouseDown={resize} onTouchStart={resize} onDoubleClick={() => column.resetSize()} draggable
        onDragStart={(event) => {
          event.preventDefault();
          event.stopPropagation();
        }}
      />
    </th>
  );
}

/** Column heads: click to sort, drag to move, pull the edge to size. The column menu does the same for the keyboard. */
export function TableHead(props: HeadProps) {
  const { table, slots } = props;
  const dragged = useRef<string | null>(null);
  return (
    <thead role="rowgroup">
      {table.getHeaderGroups().map((group) => (
        <tr role="row" aria-rowindex={1} key={group.id}>
          {group.headers.map((header) => header.column.id === SELECT
            ? <th role="columnheader" scope="col" className="select pinned" key={header.id} style={placeOf(slots, header.column.id)}><SelectAll table={table} /></th>
            : <ColumnHead key={header.id} header={header} dragged={dragged} {...props} />)}
        </tr>
      ))}
    </thead>
  );
}
