import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { ListBase, useTranslate, type RaRecord, type SortPayload } from 'react-admin';
import { Page } from '../layout/Page.tsx';
import { tone } from '../theme/palette.ts';
import { BulkBar } from './BulkBar.tsx';
import { ColumnMenu } from './ColumnMenu.tsx';
import type { DataColumn } from './columns.ts';
import { DataTable, type DataTableProps } from './DataTable.tsx';
import { ExportList } from './ExportList.tsx';
import { FilterBar } from './FilterBar.tsx';
import { tabKeys, type FilterDef, type FilterValues, type ListTab } from './filters.ts';
import { Pager } from './Pager.tsx';
import { SaveView } from './SaveView.tsx';
import { useSavedViews } from './savedViews.ts';
import { TableSettingsContext, useTableSettings } from './settings.ts';
import { ViewTabs } from './ViewTabs.tsx';

export type ListPageProps<R extends RaRecord> = Omit<DataTableProps<R>, 'label' | 'settingsKey'> & {
  resource: string;
  title: string;
  trail?: readonly { label: string; to: string }[];
  /** Right of the title: "New account", "Take next". */
  beside?: ReactNode;
  filters?: readonly FilterDef[];
  tabs?: readonly ListTab[];
  defaultSort: SortPayload;
  /** Always in force, and not shown. */
  fixedFilter?: FilterValues;
  perPage?: number;
  /** In the bar that appears once rows are marked; makes them markable. */
  bulkActions?: ReactNode;
  /** Under the list: a line of keys, a note. */
  footer?: ReactNode;
  /** Small sets have no views of their own. */
  views?: boolean;
  children?: ReactNode;
};

const NO_FILTERS: readonly FilterDef[] = [];
const NO_TABS: readonly ListTab[] = [];
const ALL: readonly ListTab[] = [{ id: 'all', label: 'table.all', filter: {}, counted: false }];

/** A list with everything around it: tabs, filters, saved views, columns, pages. */
export function ListPage<R extends RaRecord = RaRecord>(props: ListPageProps<R>) {
  const { resource, title, trail, beside, filters = NO_FILTERS, tabs = NO_TABS, defaultSort, fixedFilter, perPage = 50, columns: typed, bulkActions, selectable, footer, views = true, children, ...table } = props;
  const translate = useTranslate();
  const columns = typed as readonly DataColumn[];
  const settings = useTableSettings(resource, columns);
  const saved = useSavedViews(resource, views);
  const [first] = tabs;
  const bars = tabs.length > 0 || views;
  return (
    <ListBase<R>
      resource={resource} sort={first?.sort ?? defaultSort} filter={fixedFilter} filterDefaultValues={first?.filter} perPage={perPage} disableAuthentication exporter={false}
      queryOptions={{ placeholderData: (before) => before }}
    >
      <TableSettingsContext value={settings}>
        <Page title={title} trail={trail} beside={beside}>
          {children}
          {bars && (
            <Box sx={{ display: 'flex', alignItems: 'flex-end', gap: 1, borderBottom: `1px solid ${tone.line}`, flexWrap: { xs: 'wrap', md: 'nowrap' } }}>
              <ViewTabs tabs={tabs.length > 0 ? tabs : ALL} saved={saved} table={settings} />
              <Box sx={{ display: 'flex', flex: 'none', marginLeft: 'auto' }}>
                <ColumnMenu columns={columns} table={settings} />
                <ExportList columns={columns} table={settings} fixedFilter={fixedFilter} />
                {views && <SaveView saved={saved} table={settings} columns={columns} />}
              </Box>
            </Box>
          )}
          <Box component="section" aria-label={title} sx={{ bgcolor: tone.panel, border: `1px solid ${tone.line}`, ...(bars ? { borderTop: 0, borderRadius: '0 0 10px 10px' } : { borderRadius: '10px' }) }}>
            <FilterBar filters={filters} fixed={[...tabKeys(tabs)]} />
            <DataTable<R> {...table} columns={typed} label={translate('table.label', { title })} selectable={selectable ?? bulkActions !== undefined} />
          </Box>
          <Pager />
          {bulkActions && <BulkBar>{bulkActions}</BulkBar>}
          {footer}
        </Page>
      </TableSettingsContext>
    </ListBase>
  );
}
