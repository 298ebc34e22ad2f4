import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { tone } from '../../theme/palette.ts';

/** A link that is shown once: to be copied, then gone. */
export function AccessLink({ name, link, onClose }: { name: string; link: string | null; onClose: () => void }) {
  const translate = useTranslate();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    if (!link) return;
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <Dialog open={link !== null} onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="access-link">
      <DialogTitle id="access-link">{translate('admin.users.link_title', { name })}</DialogTitle>
      <DialogContent>
        <Box sx={{ color: tone.mute, marginBottom: 1 }}>{translate('admin.users.link_hint')}</Box>
        <TextField value={link ?? ''} fullWidth onFocus={(event) => event.target.select()} slotProps={{ htmlInput: { readOnly: true, 'aria-label': translate('admin.users.link_title', { name }) } }} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.close')}</Button>
        <Button variant="contained" color="primary" onClick={() => void copy()}>{translate(copied ? 'admin.users.copied' : 'admin.users.copy')}</Button>
      </DialogActions>
    </Dialog>
  );
}
