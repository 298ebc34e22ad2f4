import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { ListBase, useListContext, useTranslate, type RaRecord, type SortPayload } from 'react-admin';
import { formatNumber } from '../fields/format.ts';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import type { DataColumn } from './columns.ts';
import { DataTable } from './DataTable.tsx';
import { ExportList } from './ExportList.tsx';
import type { FilterValues } from './filters.ts';
import { Pager, totalText } from './Pager.tsx';
import { TableSettingsContext, useTableSettings } from './settings.ts';

type TablePanelProps<R extends RaRecord> = {
  title: string;
  columns: readonly DataColumn<R>[];
  rowPath?: (record: R) => string;
  onOpen?: (record: R) => void;
  actions?: ReactNode;
  /** What to say where there is none. */
  empty: ReactNode;
  /** Under this name the columns are kept. */
  settingsKey: string;
  /** False: how many there are says nothing. */
  counted?: boolean;
  /** All of its rows can be taken away as a file; what its filter always has. */
  exportOf?: FilterValues;
};

type RelatedTableProps<R extends RaRecord> = Omit<TablePanelProps<R>, 'settingsKey' | 'exportOf'> & {
  resource: string;
  filter: FilterValues;
  sort: SortPayload;
  perPage?: number;
  /** Under this name the columns are kept, where the resource's own would be one of many. */
  settingsKey?: string;
  exportable?: boolean;
};

/** The list around it as a panel among others of a page. */
export function TablePanel<R extends RaRecord>({ title, columns, rowPath, onOpen, actions, empty, settingsKey, counted = true, exportOf }: TablePanelProps<R>) {
  const translate = useTranslate();
  const { total, perPage } = useListContext<R>();
  const settings = useTableSettings(settingsKey, columns as readonly DataColumn[]);
  return (
    <TableSettingsContext value={settings}>
      <Panel
        flush title={<>{title}{counted && total ? <Box component="span" sx={{ fontWeight: 400 }}> · {total > 9999 ? totalText(total) : formatNumber(total)}</Box> : null}</>}
        actions={<>{actions}{exportOf && total !== undefined && total > 0 && <ExportList columns={columns as readonly DataColumn[]} table={settings} fixedFilter={exportOf} />}</>}
      >
        <DataTable<R> columns={columns} rowPath={rowPath} onOpen={onOpen} label={translate('table.label', { title })} keys={false} empty={<Box sx={{ color: tone.mute, padding: '0 14px 14px' }}>{empty}</Box>} />
        {total !== undefined && total > perPage && <Box sx={{ padding: '0 10px 4px', borderTop: `1px solid ${tone.line}` }}><Pager /></Box>}
      </Panel>
    </TableSettingsContext>
  );
}

/** The records of another resource that belong to the one on the page, as a panel. */
export function RelatedTable<R extends RaRecord>({ resource, filter, sort, perPage = 10, settingsKey = `related-${resource}`, exportable = false, ...panel }: RelatedTableProps<R>) {
  return (
    <ListBase<R> resource={resource} filter={filter} sort={sort} perPage={perPage} disableSyncWithLocation storeKey={false} disableAuthentication exporter={false} queryOptions={{ placeholderData: (before) => before }}>
      <TablePanel<R> {...panel} settingsKey={settingsKey} exportOf={exportable ? filter : undefined} />
    </ListBase>
  );
}
