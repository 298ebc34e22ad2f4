import type { ReactNode } from 'react';
import { ListContextProvider, useList, type RaRecord, type SortPayload } from 'react-admin';
import type { DataColumn } from './columns.ts';
import { TablePanel } from './RelatedTable.tsx';

type LocalTableProps<R extends RaRecord> = {
  title: string;
  rows: R[];
  sort: SortPayload;
  columns: readonly DataColumn<R>[];
  rowPath?: (record: R) => string;
  actions?: ReactNode;
  empty: ReactNode;
  /** Under this name the columns are kept. */
  settingsKey: string;
  counted?: boolean;
};

/** Rows that a report answered all at once, in the one table. A column's id is the field that it sorts by. */
export function LocalTable<R extends RaRecord>({ rows, sort, settingsKey, ...panel }: LocalTableProps<R>) {
  const list = useList<R>({ data: rows, resource: settingsKey, sort, perPage: Math.max(1, rows.length) });
  return <ListContextProvider value={list}><TablePanel<R> {...panel} settingsKey={settingsKey} /></ListContextProvider>;
}
