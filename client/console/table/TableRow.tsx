import { memo, type MouseEvent } from 'react';
import { useTranslate, type RaRecord } from 'react-admin';
import { SELECT, type DataColumn, type RowOf } from './columns.ts';
import type { Slot } from './geometry.ts';

type RowProps = {
  row: RowOf;
  /** 1 is the first row of the page. */
  position: number;
  slots: readonly Slot[];
  columns: ReadonlyMap<string, DataColumn>;
  selected: boolean;
  /** The one row that Tab reaches. */
  reachable: boolean;
  selectable: boolean;
  opens: boolean;
  onFocus: (position: number) => void;
  onOpen: (row: RowOf) => void;
  measure?: (node: HTMLElement | null) => void;
};

const ACTIVE = 'a, button, input, label, [role=button], [role=checkbox], [role=menuitem]';

/** A click anywhere on a row opens it, unless it meant something inside it, or marked a text. */
const meansTheRow = (event: MouseEvent) => !(event.target instanceof Element && event.target.closest(ACTIVE)) && !getSelection()?.toString();

const nameOf = (record: RaRecord) => String(record['name'] ?? record['reference'] ?? record['subject'] ?? record.id);

/** What it shows comes of its record alone: a row whose columns move does not draw its cells anew. */
const Cell = memo(function Cell({ column, record }: { column: DataColumn; record: RaRecord }) {
  return column.render(record);
});

/** Drawn again only when something of the row itself changed: scrolling past hundreds must not draw each of them anew. */
export const TableRow = memo(function TableRow({ row, position, slots, columns, selected, reachable, selectable, opens, onFocus, onOpen, measure }: RowProps) {
  const translate = useTranslate();
  const record = row.original;
  return (
    <tr
      role="row" data-index={position - 1} data-row={row.id} ref={measure} tabIndex={reachable ? 0 : -1} aria-rowindex={position + 1} aria-selected={selectable ? selected : undefined}
      className={`${selected ? 'selected' : ''}${opens ? ' opens' : ''}`}
      onFocus={() => onFocus(position)}
      onClick={(event) => {
        if (opens && meansTheRow(event)) onOpen(row);
      }}
    >
      {slots.map(({ id, place, pinned }) => {
        if (id === SELECT) {
          return (
            <td role="gridcell" className="select pinned" key={id} style={place}>
              <input type="checkbox" checked={selected} tabIndex={-1} onChange={row.getToggleSelectedHandler()} aria-label={translate('table.select_row', { name: nameOf(record) })} />
            </td>
          );
        }
        const given = columns.get(id);
        return (
          <td
            role="gridcell" key={id} style={place} data-label={given?.main ? undefined : translate(given?.label ?? '', { _: given?.label ?? '' })}
            className={`${given?.align === 'right' ? 'right' : ''}${given?.main ? ' main' : ''}${pinned ? ' pinned' : ''}`}
          >
            {given && <Cell column={given} record={record} />}
          </td>
        );
      })}
    </tr>
  );
});
