import {
  columnOrderingFeature, columnPinningFeature, columnResizingFeature, columnSizingFeature, columnVisibilityFeature, rowSelectionFeature, rowSortingFeature,
  tableFeatures, type ColumnDef, type ReactTable, type Row,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';
import type { RaRecord } from 'react-admin';

/** A column as a screen gives it. */
export type DataColumn<R extends RaRecord = RaRecord> = {
  /** The server's sort key, and the column's name in saved settings. */
  id: string;
  /** Text, or the key of one. */
  label: string;
  render: (record: R) => ReactNode;
  /** The record's fields that it shows, for an export; usual: the one of its own name. */
  fields?: readonly string[];
  /** Figures stand on the right. */
  align?: 'right';
  /** Pixels at first. */
  width?: number;
  /** Never narrower: what it says grows longer as time passes, and must not push the others. */
  least?: number;
  /** Share of the room that is left over. Usual: 1, and 3 for `main`. 0: just as wide as its content, which is never cut short. */
  grow?: number;
  /** False where the server offers no such sort. */
  sortable?: boolean;
  /** Not shown until somebody asks for it. */
  hidden?: boolean;
  /** Shown where there is room; where there is not, what it says stands in another column too, or can wait. Whoever asks for it has it everywhere. */
  roomy?: boolean;
  /** Names the row: bold, never hidden, the title of the card on a telephone. Exactly one. */
  main?: boolean;
};

export const features = tableFeatures({
  columnOrderingFeature, columnPinningFeature, columnResizingFeature, columnSizingFeature, columnVisibilityFeature, rowSelectionFeature, rowSortingFeature,
});

export type Features = typeof features;
export type TableOf = ReactTable<Features, RaRecord>;
export type RowOf = Row<Features, RaRecord>;

export const SELECT = '_select';
export const SELECT_WIDTH = 34;
const USUAL_WIDTH = 120;
const MAIN_WIDTH = 190;

/** From this width on there is room for all that a table has to say. */
export const ROOMY_WIDTH = 1240;

/** What is shown of the columns, with what was asked for going before what there is room for. */
export const visibilityAt = (columns: readonly DataColumn[], asked: Record<string, boolean>, roomy: boolean): Record<string, boolean> =>
  (roomy ? asked : { ...Object.fromEntries(columns.filter((column) => column.roomy).map(({ id }) => [id, false])), ...asked });

export const growOf = (column: DataColumn) => column.grow ?? (column.main ? 3 : 1);

/** Figures, clocks, chips: half of one is worse than none, so these are never cut short to make room. */
export const isExact = (column: DataColumn) => column.align === 'right' || column.grow === 0;

/** The columns as TanStack Table knows them: what they hold is the screen's, so a definition carries only names and sizes. */
export function defineColumns(columns: readonly DataColumn[], selectable: boolean): ColumnDef<Features, RaRecord>[] {
  const defined: ColumnDef<Features, RaRecord>[] = columns.map(({ id, label, width, main, sortable }) => ({
    id,
    accessorFn: (record) => record['id'],
    header: label,
    size: width ?? (main ? MAIN_WIDTH : USUAL_WIDTH),
    minSize: 56,
    maxSize: 800,
    enableHiding: !main,
    enableSorting: sortable !== false,
  }));
  if (!selectable) return defined;
  return [{ id: SELECT, header: '', size: SELECT_WIDTH, enableHiding: false, enableSorting: false, enableResizing: false, enablePinning: true }, ...defined];
}

export type Claim = {
  id: string;
  /** What its content asks for. */
  size: number;
  /** Less than this it should not get. */
  floor: number;
  grow: number;
};

/**
 * Widths in pixels: what the content asks for; what is left of the container shared out by `grow`; what is lacking taken from the columns
 * that ask for more than they need. Once somebody has dragged a width, widths are theirs.
 */
export function shareOut(claims: readonly Claim[], container: number, dragged: boolean): Map<string, number> {
  const total = claims.reduce((sum, { size }) => sum + size, 0);
  const grows = claims.reduce((sum, { grow }) => sum + grow, 0);
  const slack = claims.reduce((sum, { size, floor }) => sum + Math.max(0, size - floor), 0);
  if (dragged || container <= 0) return new Map(claims.map(({ id, size }) => [id, size]));
  if (total <= container) return new Map(claims.map(({ id, size, grow }) => [id, size + (grows === 0 ? 0 : (grow / grows) * (container - total))]));
  const taken = slack === 0 ? 0 : Math.min(1, (total - container) / slack);
  return new Map(claims.map(({ id, size, floor }) => [id, size - Math.max(0, size - floor) * taken]));
}
