import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { ListBase, useListContext, useTranslate, type RaRecord, type SortPayload } from 'react-admin';
import { formatNumber } from '../fields/format.ts';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import type { DataColumn } from './columns.ts';
import { DataTable } from './DataTable.tsx';
import type { FilterValues } from './filters.ts';
import { Pager, totalText } from './Pager.tsx';

type RelatedTableProps<R extends RaRecord> = {
  title: string;
  resource: string;
  filter: FilterValues;
  sort: SortPayload;
  columns: readonly DataColumn<R>[];
  rowPath?: (record: R) => string;
  onOpen?: (record: R) => void;
  actions?: ReactNode;
  /** What to say where there is none. */
  empty: string;
  perPage?: number;
  /** Under this name the columns are kept, where the resource's own would be one of many. */
  settingsKey?: string;
};

function Body<R extends RaRecord>({ title, columns, rowPath, onOpen, actions, empty, resource, settingsKey = `related-${resource}` }: RelatedTableProps<R>) {
  const translate = useTranslate();
  const { total, perPage } = useListContext<R>();
  return (
    <Panel flush title={<>{title}{total ? <Box component="span" sx={{ fontWeight: 400 }}> · {total > 9999 ? totalText(total) : formatNumber(total)}</Box> : null}</>} actions={actions}>
      <DataTable<R> columns={columns} rowPath={rowPath} onOpen={onOpen} label={translate('table.label', { title })} settingsKey={settingsKey} keys={false} empty={<Box sx={{ color: tone.mute, padding: '0 14px 14px' }}>{empty}</Box>} />
      {total !== undefined && total > perPage && <Box sx={{ padding: '0 10px 4px', borderTop: `1px solid ${tone.line}` }}><Pager /></Box>}
    </Panel>
  );
}

/** The records of another resource that belong to the one on the page, as a panel. */
export function RelatedTable<R extends RaRecord>(props: RelatedTableProps<R>) {
  const { resource, filter, sort, perPage = 10 } = props;
  return (
    <ListBase<R> resource={resource} filter={filter} sort={sort} perPage={perPage} disableSyncWithLocation storeKey={false} disableAuthentication exporter={false} queryOptions={{ placeholderData: (before) => before }}>
      <Body {...props} />
    </ListBase>
  );
}
