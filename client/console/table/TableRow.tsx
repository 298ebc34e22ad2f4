import Checkbox from '@mui/material/Checkbox';
import type { MouseEvent } from 'react';
import { useTranslate } from 'react-admin';
import { SELECT, type DataColumn, type RowOf, type TableOf } from './columns.ts';
import { cellPlace, type Widths } from './geometry.ts';

type RowProps = {
  row: RowOf;
  /** 1 is the first row of the page. */
  position: number;
  table: TableOf;
  columns: ReadonlyMap<string, DataColumn>;
  widths: Widths;
  /** The one row that Tab reaches. */
  reachable: boolean;
  selectable: boolean;
  onFocus: (position: number) => void;
  onOpen?: (row: RowOf, event: MouseEvent) => void;
  measure?: (node: HTMLElement | null) => void;
  name: string;
};

const ACTIVE = 'a, button, input, label, [role=button], [role=checkbox], [role=menuitem]';

/** A click anywhere on a row opens it, unless it meant something inside it, or marked a text. */
const meansTheRow = (event: MouseEvent) => !(event.target instanceof Element && event.target.closest(ACTIVE)) && !getSelection()?.toString();

export function TableRow({ row, position, table, columns, widths, reachable, selectable, onFocus, onOpen, measure, name }: RowProps) {
  const translate = useTranslate();
  const selected = row.getIsSelected();
  return (
    <tr
      role="row" data-index={position - 1} data-row={row.id} ref={measure} tabIndex={reachable ? 0 : -1} aria-rowindex={position + 1} aria-selected={selectable ? selected : undefined}
      className={`${selected ? 'selected' : ''}${onOpen ? ' opens' : ''}`}
      onFocus={() => onFocus(position)}
      onClick={(event) => {
        if (onOpen && meansTheRow(event)) onOpen(row, event);
      }}
    >
      {row.getVisibleCells().map(({ id, column }) => {
        const place = cellPlace(table, column, widths);
        if (column.id === SELECT) {
          return (
            <td role="gridcell" className="select pinned" key={id} style={place}>
              <Checkbox checked={selected} tabIndex={-1} onChange={row.getToggleSelectedHandler()} slotProps={{ input: { 'aria-label': translate('table.select_row', { name }), tabIndex: -1 } }} />
            </td>
          );
        }
        const given = columns.get(column.id);
        return (
          <td
            role="gridcell" key={id} style={place} data-label={given?.main ? undefined : translate(given?.label ?? '', { _: given?.label ?? '' })}
            className={`${given?.align === 'right' ? 'right' : ''}${given?.main ? ' main' : ''}${column.getIsPinned() ? ' pinned' : ''}`}
          >
            {given?.render(row.original)}
          </td>
        );
      })}
    </tr>
  );
}
