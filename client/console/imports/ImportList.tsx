import Button from '@mui/material/Button';
import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { IMPORT_KINDS, IMPORT_STATUSES } from '../../../server/domain/words.ts';
import { formatNumber } from '../fields/format.ts';
import { Person } from '../fields/Person.tsx';
import { StatusChip } from '../fields/StatusChip.tsx';
import { When } from '../fields/Times.tsx';
import { useChoices } from '../fields/words.ts';
import type { DataColumn } from '../table/columns.ts';
import type { FilterDef } from '../table/filters.ts';
import { ListPage } from '../table/ListPage.tsx';
import { EmptyState } from '../theme/EmptyState.tsx';
import { ROW_OUTCOMES, type ImportBatch } from './records.ts';

const rowPath = (batch: ImportBatch) => `/admin/imports/${batch.id}`;

function useColumns(): DataColumn<ImportBatch>[] {
  const translate = useTranslate();
  return useMemo(() => {
    const summary = (batch: ImportBatch) => {
      const words = batch.status === 'done' || batch.status === 'undone' ? 'imports.outcomes_done' : 'imports.outcomes';
      return ROW_OUTCOMES.filter((outcome) => (batch.counts[outcome] ?? 0) > 0).map((outcome) => `${formatNumber(batch.counts[outcome] ?? 0)} ${translate(`${words}.${outcome}`).toLowerCase()}`).join(', ');
    };
    return [
      { id: 'fileName', label: 'imports.file', main: true, sortable: false, render: (batch) => batch.fileName },
      { id: 'kind', label: 'imports.kind', sortable: false, width: 150, render: (batch) => translate(`imports.kinds.${batch.kind}`) },
      { id: 'status', label: 'imports.status', sortable: false, width: 110, render: (batch) => <StatusChip of="import" value={batch.status} /> },
      { id: 'total', label: 'imports.rows', align: 'right', sortable: false, width: 90, render: (batch) => formatNumber(batch.total) },
      { id: 'counts', label: 'imports.outcome', sortable: false, width: 240, render: summary },
      { id: 'createdByName', label: 'imports.by', sortable: false, width: 150, render: (batch) => <Person name={batch.createdByName} /> },
      { id: 'createdAt', label: 'imports.at', width: 120, render: (batch) => <When at={batch.createdAt} /> },
    ];
  }, [translate]);
}

export function ImportList() {
  const translate = useTranslate();
  const choices = useChoices();
  const filters: FilterDef[] = [
    { kind: 'choice', source: 'kind', label: translate('imports.kind'), choices: IMPORT_KINDS.map((id) => ({ id, name: translate(`imports.kinds.${id}`) })) },
    { kind: 'choice', source: 'status', label: translate('imports.status'), choices: choices('import', IMPORT_STATUSES) },
  ];
  const begin = <Button component={Link} to="/admin/imports/new" variant="contained" color="primary">{translate('imports.new')}</Button>;
  return (
    <ListPage<ImportBatch>
      resource="imports" title={translate('imports.title')} columns={useColumns()} filters={filters} defaultSort={{ field: 'createdAt', order: 'DESC' }} rowPath={rowPath} views={false} beside={begin}
      empty={<EmptyState title={translate('imports.empty')} action={begin}>{translate('imports.empty_hint')}</EmptyState>}
    />
  );
}
