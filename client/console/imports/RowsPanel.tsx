import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { IMPORT_FIELDS } from '../../../server/domain/imports/fields.ts';
import type { ImportKind } from '../../../server/domain/words.ts';
import { Nothing } from '../fields/Nothing.tsx';
import { RecordLink } from '../fields/RecordLink.tsx';
import { Wrapped } from '../fields/Wrapped.tsx';
import type { DataColumn } from '../table/columns.ts';
import { RelatedTable } from '../table/RelatedTable.tsx';
import { Chip, type ChipTone } from '../theme/Chip.tsx';
import type { ImportBatch, ImportRow } from './records.ts';
import { ReasonCode, sentenceOf, type RowFilter } from './Tally.tsx';

const LOOKS: Record<ImportRow['outcome'], [ChipTone, string]> = { pending: ['plain', '○'], create: ['good', '+'], update: ['blue', '~'], unchanged: ['plain', '='], skipped: ['warn', '–'] };

const PATHS: Partial<Record<ImportKind, string>> = { accounts: '/accounts', upgrades: '/upgrades', escalations: '/escalations', return_facts: '/returns' };

/** What the plan says of a row names the fields as the file's columns are mapped to them: people know them by their labels. */
export function inLabels(kind: ImportKind, detail: string): string {
  const labels = new Map(IMPORT_FIELDS[kind].map(({ name, label }) => [name, label]));
  return detail.replaceAll(/(^|; |, )([a-z][A-Za-z]*)(?=: | is empty|, |$)/g, (whole, before: string, name: string) => (labels.has(name) ? `${before}${labels.get(name)}` : whole));
}

/** Text that is one column wide has the rest on hovering. */
const Clipped = ({ children }: { children: string }) => <Box component="span" title={children} sx={{ display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{children}</Box>;

function useColumns(batch: ImportBatch): DataColumn<ImportRow>[] {
  const translate = useTranslate();
  const { kind, status } = batch;
  const key = batch.columns.indexOf(batch.mapping['externalId'] ?? '');
  const path = PATHS[batch.kind];
  return useMemo(() => {
    const ended = status === 'cancelled' || status === 'failed';
    const what = ({ outcome, committed }: ImportRow) => {
      if (status === 'undone' && committed && (outcome === 'create' || outcome === 'update')) return translate('imports.undone');
      if (committed || status === 'done') return translate(`imports.outcomes_done.${outcome}`);
      return translate(ended && (outcome === 'create' || outcome === 'update') ? 'imports.not_done' : `imports.outcomes.${outcome}`);
    };
    const why = (row: ImportRow) => {
      if (row.outcome === 'skipped' && row.reason) return <Wrapped>{row.detail ? inLabels(kind, row.detail) : sentenceOf(row.reason)}</Wrapped>;
      return row.outcome === 'update' && row.detail ? <Wrapped>{translate('imports.changes', { fields: inLabels(kind, row.detail) })}</Wrapped> : <Nothing />;
    };
    return [
      { id: 'line', label: 'imports.line', align: 'right', width: 70, grow: 0, render: (row) => row.line },
      { id: 'name', label: 'imports.row', main: true, sortable: false, width: 140, grow: 1, render: (row) => <RecordLink to={path && row.recordId && status !== 'undone' ? `${path}/${row.recordId}` : null}>{row.cells[key < 0 ? 0 : key]}</RecordLink> },
      { id: 'outcome', label: 'imports.what', sortable: false, width: 135, grow: 0, render: (row) => <Chip tone={LOOKS[row.outcome][0]} mark={LOOKS[row.outcome][1]}>{what(row)}</Chip> },
      { id: 'reason', label: 'imports.reason', sortable: false, width: 170, grow: 1, render: (row) => (row.outcome === 'skipped' && row.reason ? <Wrapped>{sentenceOf(row.reason)} <ReasonCode code={row.reason} /></Wrapped> : <Nothing />) },
      { id: 'detail', label: 'imports.detail', sortable: false, width: 260, grow: 3, render: why },
      { id: 'cells', label: 'imports.file', sortable: false, width: 260, grow: 3, render: (row) => <Clipped>{row.cells.join(' · ')}</Clipped> },
    ];
  }, [key, kind, path, status, translate]);
}

/** The rows of the file, each with what the plan makes of it. */
export function RowsPanel({ batch, filter }: { batch: ImportBatch; filter: RowFilter }) {
  const translate = useTranslate();
  const columns = useColumns(batch);
  const asked = useMemo(() => ({ ...(filter.outcome && { outcome: filter.outcome }), ...(filter.reason && { reason: filter.reason }) }), [filter.outcome, filter.reason]);
  return (
    <RelatedTable<ImportRow>
      key={`${filter.outcome}/${filter.reason}`} title={filter.reason ? sentenceOf(filter.reason) : (filter.outcome ? translate(`imports.outcomes.${filter.outcome}`) : translate('imports.rows_title'))} resource={`imports/${batch.id}/rows`} settingsKey="import-rows"
      filter={asked} sort={{ field: 'line', order: 'ASC' }} columns={columns} perPage={25} empty={translate('imports.no_rows')}
    />
  );
}
