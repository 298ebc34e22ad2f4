import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { formatNumber } from '../fields/format.ts';
import { Confirm } from '../forms/Confirm.tsx';
import { useCommand } from '../providers/useCommand.ts';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import { MappingPanel } from './MappingPanel.tsx';
import { OptionsPanel } from './OptionsPanel.tsx';
import { toWrite, type ImportBatch } from './records.ts';
import { Tally, type RowFilter } from './Tally.tsx';

const NO_ERRORS: Readonly<Record<string, string>> = {};
/** In whatever order the keys stand: a column that was taken away and chosen again is no change. */
const inOrder = (given: object) => JSON.stringify(Object.entries(given).sort(([one], [other]) => one.localeCompare(other)));
const same = (one: object, other: object) => inOrder(one) === inOrder(other);

type PreparationProps = { batch: ImportBatch; filter: RowFilter; onFilter: (filter: RowFilter) => void };

/** Before anything is changed: columns, options, and the dry run, which is the plan. */
export function Preparation({ batch, filter, onFilter }: PreparationProps) {
  const translate = useTranslate();
  const { run, pending } = useCommand<ImportBatch>('imports');
  const [mapping, setMapping] = useState(batch.mapping);
  const [options, setOptions] = useState(batch.options);
  const [failure, setFailure] = useState<{ error: unknown; errors: Readonly<Record<string, string>> } | null>(null);
  const planned = batch.status === 'planned';
  const stale = planned && !(same(mapping, batch.mapping) && same(options, batch.options));
  const errors = failure?.errors ?? NO_ERRORS;

  const command = async (verb: string, body: object) => {
    setFailure(null);
    const result = await run({ id: batch.id, verb, body: { ...body, version: batch.version } }, { quiet: true });
    if (result.ok) window.scrollTo({ top: 0 });
    else setFailure({ error: result.error, errors: result.errors ?? NO_ERRORS });
  };
  const dryRun = () => {
    onFilter({ outcome: null, reason: null });
    return command('plan', { mapping, options });
  };
  return (
    <>
      {planned && (
        <Panel title={translate('imports.plan')}>
          <Tally batch={batch} filter={filter} onFilter={onFilter} />
          {batch.newProducts.length > 0 && <Box sx={{ marginTop: 1 }}>{translate('imports.new_products', { names: batch.newProducts.map(({ name }) => name).join(', ') })}</Box>}
          {toWrite(batch) === 0 && <Box sx={{ marginTop: 1, color: tone.mute }}>{translate('imports.nothing_to_do')}</Box>}
          {stale && <Box role="status" sx={{ marginTop: 1, color: tone.warn }}><span aria-hidden="true">▲ </span>{translate('imports.stale')}</Box>}
          <Box sx={{ display: 'flex', gap: 1, marginTop: 1.5, flexWrap: 'wrap' }}>
            <Button variant="contained" color="primary" disabled={toWrite(batch) === 0 || stale} loading={pending === 'commit'} onClick={() => void command('commit', {})}>
              {translate('imports.commit', { smart_count: toWrite(batch) }).replace(String(toWrite(batch)), formatNumber(toWrite(batch)))}
            </Button>
            <Confirm label={translate('imports.cancel')} title={translate('imports.cancel_title')} danger onConfirm={() => command('cancel', {})}>{translate('imports.cancel_hint')}</Confirm>
          </Box>
        </Panel>
      )}
      {failure && <ErrorNotice error={failure.error} />}
      <MappingPanel batch={batch} mapping={mapping} errors={errors} onChange={setMapping} />
      <OptionsPanel kind={batch.kind} options={options} errors={errors} onChange={setOptions} />
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Button variant={planned && !stale ? 'outlined' : 'contained'} color={planned && !stale ? 'inherit' : 'primary'} loading={pending === 'plan'} onClick={() => void dryRun()}>{translate(pending === 'plan' ? 'imports.dry_running' : planned ? 'imports.dry_run_again' : 'imports.dry_run')}</Button>
        {!planned && <Confirm label={translate('imports.cancel')} title={translate('imports.cancel_title')} danger onConfirm={() => command('cancel', {})}>{translate('imports.cancel_hint')}</Confirm>}
        <Box component="span" sx={{ color: tone.mute }}>{translate('imports.dry_run_hint')}</Box>
      </Box>
    </>
  );
}
