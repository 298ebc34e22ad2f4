import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import LinearProgress from '@mui/material/LinearProgress';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useEffect, useRef, useState } from 'react';
import { useListContext, useNotify, useTranslate } from 'react-admin';
import { formatNumber } from '../fields/format.ts';
import { explain } from '../providers/problem.ts';
import { tone } from '../theme/palette.ts';
import type { DataColumn } from './columns.ts';
import { fieldsOf, fileNameOf, saveFile, takeExport, type Taken } from './exportFile.ts';
import type { FilterValues } from './filters.ts';
import type { TableSettings } from './settings.ts';

type ExportListProps = { columns: readonly DataColumn[]; table: TableSettings; fixedFilter?: FilterValues };

/** The list as it is filtered and sorted, all of its rows, as a file. */
export function ExportList({ columns, table, fixedFilter }: ExportListProps) {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="text" onClick={() => setOpen(true)} aria-haspopup="dialog" sx={{ color: tone.mute, fontWeight: 400 }}>{translate('table.export.action')}</Button>
      {open && <ExportDialog columns={columns} table={table} fixedFilter={fixedFilter} onClose={() => setOpen(false)} />}
    </>
  );
}

function ExportDialog({ columns, table, fixedFilter, onClose }: ExportListProps & { onClose: () => void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const { resource, filterValues, sort } = useListContext();
  const [which, setWhich] = useState<'all' | 'shown'>('all');
  const [taken, setTaken] = useState<Taken | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);

  const start = async () => {
    const stop = new AbortController();
    under.current = stop;
    setFault(null);
    setTaken({ rows: 0, of: null });
    try {
      const fields = which === 'shown' ? fieldsOf(columns, table.settings.order, table.settings.visibility) : undefined;
      let rows = 0;
      const blob = await takeExport({ resource, filter: { ...(filterValues as FilterValues), ...fixedFilter }, sort, fields }, stop.signal, (now) => {
        ({ rows } = now);
        setTaken(now);
      });
      saveFile(blob, fileNameOf(resource, new Date()));
      notify('table.export.done', { type: 'success', messageArgs: { rows: formatNumber(rows), smart_count: rows } });
      onClose();
    } catch (error) {
      if (stop.signal.aborted) return;
      const { title, detail } = explain(error, translate);
      setFault(detail ?? title);
      setTaken(null);
    }
  };
  return (
    <Dialog open onClose={taken ? undefined : onClose} maxWidth="xs" fullWidth aria-labelledby="export-list">
      <DialogTitle id="export-list">{translate('table.export.title')}</DialogTitle>
      <DialogContent>
        {fault && <Alert severity="error" sx={{ marginBottom: 1 }}>{fault}</Alert>}
        {taken ? <Received {...taken} /> : (
          <>
            <Box component="p" sx={{ color: tone.mute, margin: '0 0 8px' }}>{translate('table.export.hint')}</Box>
            <RadioGroup value={which} onChange={(event) => setWhich(event.target.value === 'shown' ? 'shown' : 'all')} aria-label={translate('table.export.fields')}>
              <FormControlLabel value="all" control={<Radio size="small" />} label={translate('table.export.all')} />
              <FormControlLabel value="shown" control={<Radio size="small" />} label={translate('table.export.shown')} />
            </RadioGroup>
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" color="primary" loading={taken !== null} onClick={() => void start()} autoFocus>{translate('table.export.action')}</Button>
      </DialogActions>
    </Dialog>
  );
}

function Received({ rows, of }: Taken) {
  const translate = useTranslate();
  const text = of === null ? translate('table.export.rows', { rows: formatNumber(rows), smart_count: rows }) : translate('table.export.rows_of', { rows: formatNumber(rows), total: formatNumber(of) });
  const share = of === null ? undefined : of === 0 ? 100 : Math.min(100, (rows / of) * 100);
  return (
    <Box sx={{ display: 'grid', gap: 0.5 }}>
      <LinearProgress variant={share === undefined ? 'indeterminate' : 'determinate'} value={share} aria-label={translate('table.export.running')} aria-valuetext={text} sx={{ height: 10, borderRadius: 5 }} />
      <Box sx={{ color: tone.mute }}>{text}</Box>
    </Box>
  );
}
