import Box from '@mui/material/Box';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useGetOne, useTranslate } from 'react-admin';
import { useParams } from 'react-router';
import { StatusChip } from '../fields/StatusChip.tsx';
import { Busy } from '../layout/Busy.tsx';
import { Page } from '../layout/Page.tsx';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { Preparation } from './Preparation.tsx';
import type { ImportBatch } from './records.ts';
import { Result } from './Result.tsx';
import { RowsPanel } from './RowsPanel.tsx';
import type { RowFilter } from './Tally.tsx';

/** The live stream tells of each step too; this keeps the bar moving where it is cut off. */
const LOOK_EVERY_MS = 500;

/** One file on its way: columns and options, the plan, the commit, and what became of it. */
export function ImportPage() {
  const translate = useTranslate();
  const queryClient = useQueryClient();
  const { id = '' } = useParams();
  const [filter, setFilter] = useState<RowFilter>({ outcome: null, reason: null });
  const { data: batch, error, refetch } = useGetOne<ImportBatch>('imports', { id }, { refetchInterval: (query) => ((query.state.data as ImportBatch | undefined)?.status === 'running' ? LOOK_EVERY_MS : false) });
  const { status, version } = batch ?? {};
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: [`imports/${id}/rows`] });
  }, [id, queryClient, status, version]);

  const title = batch?.fileName ?? '';
  return (
    <Page title={title} trail={[{ label: translate('imports.title'), to: '/admin/imports' }]} beside={batch && <StatusChip of="import" value={batch.status} />}>
      {error && !batch && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!batch && !error && <Busy />}
      {batch && (
        <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '14px' }}>
          {batch.status === 'uploaded' || batch.status === 'planned' ? <Preparation key={batch.id} batch={batch} filter={filter} onFilter={setFilter} /> : <Result batch={batch} filter={filter} onFilter={setFilter} />}
          <RowsPanel batch={batch} filter={filter} />
        </Box>
      )}
    </Page>
  );
}
