import Box from '@mui/material/Box';
import { useTable, type SortingState, type Updater } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { use, useCallback, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useListContext, type RaRecord } from 'react-admin';
import { useLocation, useNavigate } from 'react-router';
import { useIsPhone } from '../theme/useViewport.ts';
import { defineColumns, features, growOf, isExact, ROOMY_WIDTH, shareOut, visibilityAt, type DataColumn, type RowOf } from './columns.ts';
import { useSlots } from './geometry.ts';
import { tableLook } from './look.ts';
import { TableSettingsContext, useTableSettings, withSelect, type TableSettings } from './settings.ts';
import { SortPicker } from './SortPicker.tsx';
import { TableHead } from './TableHead.tsx';
import { TableRow } from './TableRow.tsx';
import { TableEmpty, TableFailed, TableSkeleton } from './TableStates.tsx';
import { useNaturalWidths } from './useNaturalWidths.ts';
import { useRowKeys } from './useRowKeys.ts';

export type DataTableProps<R extends RaRecord> = {
  /** Must be stable: made outside the component or in a memo. */
  columns: readonly DataColumn<R>[];
  /** What the table is to a screen reader. */
  label: string;
  /** Under this name the columns are kept in the profile. Usual: the resource. */
  settingsKey?: string;
  /** The path that a row opens. */
  rowPath?: (record: R) => string;
  /** Instead of a path. */
  onOpen?: (record: R) => void;
  /** Rows can be marked, for bulk actions. */
  selectable?: boolean;
  /** What to say, and do, where there is nothing. */
  empty?: ReactNode;
  /** j, k and x act on this table: one a page. */
  keys?: boolean;
};

const NO_ROWS: RaRecord[] = [];
const VIRTUAL_FROM = 100;
const ROW_HEIGHT = 34;
const DENSE_HEIGHT = 28;
/** A head may ask for so much more than its cells; a longer one is cut short where room is short. */
const HEAD_BEYOND = 20;

const asString = (id: RaRecord['id']) => String(id);

/** The one table: react-admin's list around it has the rows, the sort, the pages and what is selected; TanStack Table has the columns. */
export function DataTable<R extends RaRecord>(props: DataTableProps<R>) {
  const given = use(TableSettingsContext);
  return given ? <TableWith {...props} settings={given} /> : <TableWithOwn {...props} />;
}

function TableWithOwn<R extends RaRecord>(props: DataTableProps<R>) {
  const { resource } = useListContext<R>();
  const settings = useTableSettings(props.settingsKey ?? resource ?? props.label, props.columns as readonly DataColumn[]);
  return <TableWith {...props} settings={settings} />;
}

/** How wide there is room for the table; undefined before it stands. It goes while its list is empty and comes again: each time it is measured anew. */
function useWidth() {
  const container = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number>();
  const attach = useCallback((node: HTMLDivElement) => {
    container.current = node;
    setWidth(node.clientWidth);
    const observer = new ResizeObserver(() => setWidth(node.clientWidth));
    observer.observe(node);
    return () => {
      observer.disconnect();
      container.current = null;
    };
  }, []);
  return { container, attach, width };
}

function TableWith<R extends RaRecord>({ columns: typed, label, rowPath, onOpen, selectable = false, empty, keys = true, settings: kept }: DataTableProps<R> & { settings: TableSettings }) {
  const columns = typed as readonly DataColumn[];
  const navigate = useNavigate();
  const phone = useIsPhone();
  const { data, isPending, isPlaceholderData, error, refetch, sort, setSort, selectedIds, onSelect, perPage, total } = useListContext<R>();
  const { settings, update, change } = kept;
  const { container, attach, width } = useWidth();
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  // A card on a telephone is as long as it needs to be.
  const roomy = phone || (width ?? 0) >= ROOMY_WIDTH;

  const table = useTable({
    features,
    columns: useMemo(() => defineColumns(columns, selectable), [columns, selectable]),
    data: (data as RaRecord[] | undefined) ?? NO_ROWS,
    getRowId: (record) => asString(record.id),
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    sortDescFirst: false,
    columnResizeMode: 'onChange',
    enableRowSelection: selectable,
    state: {
      columnVisibility: useMemo(() => visibilityAt(columns, settings.visibility, roomy), [columns, roomy, settings.visibility]),
      columnOrder: useMemo(() => withSelect(settings.order, selectable), [settings.order, selectable]),
      columnSizing: settings.sizing,
      columnPinning: useMemo(() => ({ start: withSelect(settings.pinned, selectable), end: [] }), [settings.pinned, selectable]),
      sorting: useMemo<SortingState>(() => (sort.field ? [{ id: sort.field, desc: sort.order === 'DESC' }] : []), [sort.field, sort.order]),
      rowSelection: useMemo(() => Object.fromEntries(selectedIds.map((id) => [asString(id), true as const])), [selectedIds]),
    },
    onColumnVisibilityChange: update('visibility'),
    onColumnSizingChange: update('sizing'),
    onSortingChange: (updater: Updater<SortingState>) => {
      const [next] = typeof updater === 'function' ? updater(table.state.sorting) : updater;
      if (next) setSort({ field: next.id, order: next.desc ? 'DESC' : 'ASC' });
    },
    onRowSelectionChange: (updater) => {
      const next = typeof updater === 'function' ? updater(table.state.rowSelection) : updater;
      onSelect(Object.keys(next));
    },
  });

  const move = useCallback((id: string, before: string) => {
    const order = settings.order.filter((each) => each !== id);
    order.splice(order.indexOf(before), 0, id);
    change({ order, pinned: settings.pinned.includes(before) || !settings.pinned.includes(id) ? settings.pinned : settings.pinned.filter((each) => each !== id) });
  }, [change, settings.order, settings.pinned]);

  const visible = table.getVisibleLeafColumns();
  const height = settings.dense ? DENSE_HEIGHT : ROW_HEIGHT;

  const { rows } = table.getRowModel();
  const virtual = rows.length > VIRTUAL_FROM;
  const virtualizer = useVirtualizer({
    count: rows.length, enabled: virtual, overscan: 12, estimateSize: () => (phone ? 96 : height), getScrollElement: () => container.current,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const items = virtual ? virtualizer.getVirtualItems() : [];
  const above = items[0]?.start ?? 0;
  const below = virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  // Rows come once it is known what there is room for, still before anything is painted: else each would be drawn for no width, and again.
  const standing = width === undefined ? [] : rows.map((row, index) => ({ row, index }));
  const shown = virtual ? items.map(({ index }) => ({ row: rows[index], index })) : standing;

  const natural = useNaturalWidths(container, visible.map(({ id }) => id), data, !phone && shown.length > 0);
  const widths = shareOut(visible.map((column) => {
    const asked = column.getSize();
    const own = settings.sizing[column.id];
    const given = byId.get(column.id);
    const found = natural.get(column.id);
    const least = given?.least ?? 0;
    const size = own ?? Math.max(least, found?.all ?? asked);
    return { id: column.id, size, floor: Math.min(size, own ?? Math.max(least, given && isExact(given) && found ? found.rows + HEAD_BEYOND : asked)), grow: given ? growOf(given) : 0 };
  }), width ?? 0, Object.keys(settings.sizing).length > 0);
  const tableWidth = [...widths.values()].reduce((sum, each) => sum + each, 0);
  const slots = useSlots(table, widths);

  // Screens give these as they come; a row is not drawn again for that.
  const openRecord = useRef<(record: R) => void>(() => undefined);
  useLayoutEffect(() => {
    openRecord.current = (record) => {
      if (onOpen) onOpen(record);
      else if (rowPath) void navigate(rowPath(record));
    };
  });
  const { pathname } = useLocation();
  const noteOpened = useRef<(row: RowOf) => void>(() => undefined);
  const open = useCallback((row: RowOf) => {
    noteOpened.current(row);
    openRecord.current(row.original as R);
  }, []);
  const opens = onOpen !== undefined || rowPath !== undefined;
  const rowKeys = useRowKeys({
    place: pathname, table, rows, container, selectable, enabled: keys, onOpen: opens ? open : undefined,
    reveal: (index) => {
      if (virtual) virtualizer.scrollToIndex(index);
    },
  });

  useLayoutEffect(() => {
    noteOpened.current = rowKeys.noteOpened;
  });

  if (error && !data) return <TableFailed error={error} onRetry={() => void refetch()} />;
  if (data && rows.length === 0) return <TableEmpty>{empty}</TableEmpty>;
  return (
    <Box
      ref={attach} className={settings.dense ? 'dense' : undefined} onKeyDown={rowKeys.onKeyDown} onFocus={rowKeys.onFocus} onBlur={rowKeys.onBlur}
      sx={{ ...tableLook, overflow: 'auto', position: 'relative', borderRadius: '0 0 10px 10px', ...(virtual && { maxHeight: 'calc(100vh - 210px)', minHeight: 240 }), opacity: isPlaceholderData ? 0.6 : 1 }}
    >
      {phone && keys && <SortPicker columns={columns} />}
      <table role="grid" aria-label={label} aria-busy={isPending || isPlaceholderData} aria-multiselectable={selectable || undefined} aria-rowcount={(total ?? rows.length) + 1} style={{ width: tableWidth }}>
        {(!phone || selectable) && <TableHead table={table} columns={byId} slots={slots} onMove={move} onGrab={() => table.setColumnSizing(Object.fromEntries([...widths].filter(([id]) => byId.has(id))))} />}
        {isPending
          ? <TableSkeleton columns={visible.map(({ id }) => id)} rows={Math.min(perPage, 12)} />
          : (
            <tbody role="rowgroup">
              {above > 0 && <tr className="spacer" aria-hidden="true" style={{ height: above }} />}
              {shown.map(({ row, index }) => row && (
                <TableRow
                  key={row.id} row={row} position={index + 1} slots={slots} columns={byId} selectable={selectable} selected={row.getIsSelected()} opens={opens}
                  reachable={index + 1 === (rowKeys.position || 1)} onFocus={rowKeys.setPosition} onOpen={open} measure={virtual ? virtualizer.measureElement : undefined}
                />
              ))}
              {below > 0 && <tr className="spacer" aria-hidden="true" style={{ height: below }} />}
            </tbody>
          )}
      </table>
    </Box>
  );
}
