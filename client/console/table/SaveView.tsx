import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent } from 'react';
import { useListContext, useNotify, useTranslate } from 'react-admin';
import { fieldErrors, problemOf } from '../providers/problem.ts';
import { tone } from '../theme/palette.ts';
import type { DataColumn } from './columns.ts';
import type { FilterValues } from './filters.ts';
import type { useSavedViews } from './savedViews.ts';
import { essence, type TableSettings } from './settings.ts';

type SaveViewProps = { saved: ReturnType<typeof useSavedViews>; table: TableSettings; columns: readonly DataColumn[] };

/** Keeps the list as it stands – filters, order, columns – under a name. */
export function SaveView({ saved, table, columns }: SaveViewProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const { filterValues, sort } = useListContext();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await saved.save({ name: name.trim(), shared, filter: filterValues as FilterValues, sort, columns: essence(columns, table.settings) });
      notify('table.view_saved', { type: 'success' });
      setOpen(false);
      setName('');
    } catch (error) {
      setFault(fieldErrors(error)?.['name'] ?? problemOf(error).detail ?? translate('shell.error.unknown'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button variant="text" onClick={() => setOpen(true)} sx={{ color: tone.mute, fontWeight: 400 }}>{translate('table.save_view')}</Button>
      <Dialog open={open} onClose={() => setOpen(false)} maxWidth="xs" fullWidth aria-labelledby="save-view">
        <form onSubmit={(event) => void submit(event)}>
          <DialogTitle id="save-view">{translate('table.save_view')}</DialogTitle>
          <DialogContent>
            <TextField label={translate('table.view_name')} value={name} onChange={(event) => setName(event.target.value)} fullWidth autoFocus required error={fault !== null} helperText={fault ?? translate('table.view_hint')} slotProps={{ htmlInput: { maxLength: 80 } }} />
            <FormControlLabel label={translate('table.view_shared')} control={<Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)} />} />
          </DialogContent>
          <DialogActions>
            <Button onClick={() => setOpen(false)}>{translate('ra.action.cancel')}</Button>
            <Button type="submit" variant="contained" color="primary" loading={busy} disabled={!name.trim()}>{translate('ra.action.save')}</Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  );
}
