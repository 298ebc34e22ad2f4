import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, useState, type ReactNode } from 'react';
import { useTranslate } from 'react-admin';

type ConfirmProps = { label: string; title: string; children: ReactNode; confirmLabel?: string; danger?: boolean; disabled?: boolean; onConfirm: () => Promise<unknown> | void };

/** A button that asks once more: says what will happen before it happens. */
export function Confirm({ label, title, children, confirmLabel = label, danger = false, disabled, onConfirm }: ConfirmProps) {
  const translate = useTranslate();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      setOpen(false);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button onClick={() => setOpen(true)} disabled={disabled} color={danger ? 'error' : 'inherit'}>{label}</Button>
      <Dialog open={open} onClose={() => setOpen(false)} maxWidth="xs" fullWidth aria-labelledby={id}>
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent>{children}</DialogContent>
        <DialogActions>
          <Button onClick={() => setOpen(false)} autoFocus>{translate('ra.action.cancel')}</Button>
          <Button variant="contained" color={danger ? 'error' : 'primary'} loading={busy} onClick={() => void confirm()}>{confirmLabel}</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
