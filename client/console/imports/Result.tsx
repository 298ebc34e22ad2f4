import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { formatNumber } from '../fields/format.ts';
import { When } from '../fields/Times.tsx';
import { Confirm } from '../forms/Confirm.tsx';
import { API } from '../providers/httpClient.ts';
import { useCommand } from '../providers/useCommand.ts';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import { Progress } from './Progress.tsx';
import { toWrite, wasBegun, type ImportBatch } from './records.ts';
import { Tally, type RowFilter } from './Tally.tsx';
import { UndoImport } from './UndoImport.tsx';

const LISTS = { accounts: '/accounts', subscriptions: '/accounts', upgrades: '/upgrades', escalations: '/escalations', return_facts: '/returns' } as const;

/** While the plan is carried out, and after: what went in, and what was left out. */
export function Result({ batch, filter, onFilter }: { batch: ImportBatch; filter: RowFilter; onFilter: (filter: RowFilter) => void }) {
  const translate = useTranslate();
  const { run, pending } = useCommand<ImportBatch>('imports');
  const { status, error, counts, done, total, version, id } = batch;
  const running = status === 'running';
  const title = running ? 'imports.running' : status === 'failed' ? 'imports.failed' : status === 'cancelled' ? 'words.import.cancelled' : status === 'undone' ? 'imports.undone' : 'imports.done';
  return (
    <Panel title={translate(title)}>
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {running && <Progress batch={batch} />}
        {status === 'cancelled' && <Box>{wasBegun(batch) ? translate('imports.cancelled', { done: formatNumber(done), total: formatNumber(total) }) : translate('imports.cancelled_before')}</Box>}
        {status === 'undone' && <Box>{translate('imports.undone_by', { name: batch.undoneByName })}, <When at={batch.undoneAt} as="moment" />.</Box>}
        {error && <Box role="alert" sx={{ color: tone.bad }}><span aria-hidden="true">✕ </span>{error}</Box>}
        {counts['create'] !== undefined && <div><Tally batch={batch} filter={filter} onFilter={onFilter} /></div>}
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          {running && <Confirm label={translate('imports.stop')} title={translate('imports.stop_title')} confirmLabel={translate('imports.stop')} danger onConfirm={() => run({ id, verb: 'cancel', body: { version } })}>{translate('imports.stop_hint')}</Confirm>}
          {status === 'failed' && counts['create'] !== undefined && <Button variant="contained" color="primary" loading={pending === 'commit'} onClick={() => void run({ id, verb: 'commit', body: { version } })}>{translate('imports.commit_rest')}</Button>}
          {!running && (counts['skipped'] ?? 0) > 0 && <Button component="a" href={`${API}/imports/${id}/failed.csv`} download>{translate('imports.failed_rows')}</Button>}
          {status === 'done' && <Button component={Link} to={LISTS[batch.kind]}>{translate(`imports.look.${batch.kind}`)}</Button>}
          {!running && status !== 'undone' && wasBegun(batch) && toWrite(batch) > 0 && batch.kind !== 'return_facts' && <UndoImport batch={batch} />}
          {!running && <Button component={Link} to="/admin/imports/new">{translate('imports.again')}</Button>}
        </Box>
      </Box>
    </Panel>
  );
}
