import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useTranslate } from 'react-admin';
import { Kbd } from '../theme/Kbd.tsx';
import { tone } from '../theme/palette.ts';
import { keyCap, useActiveKeys } from './registry.ts';

/** Every key that works on the page as it stands. */
export function KeysHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const translate = useTranslate();
  const bindings = useActiveKeys();
  const seen = new Set<string>();
  const shown = bindings.filter(({ key }) => !seen.has(key) && seen.add(key));
  return (
    <Dialog open={open} onClose={onClose} maxWidth="xs" fullWidth aria-labelledby="keys-help">
      <DialogTitle id="keys-help">{translate('keys.title')}</DialogTitle>
      <DialogContent>
        <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '7px 16px', margin: 0, alignItems: 'baseline' }}>
          {shown.map(({ key, label }) => (
            <Box key={key} sx={{ display: 'contents' }}>
              <Box component="dt" sx={{ textAlign: 'right' }}><Kbd>{keyCap(key)}</Kbd></Box>
              <Box component="dd" sx={{ margin: 0 }}>{label}</Box>
            </Box>
          ))}
        </Box>
        <Box sx={{ color: tone.mute, fontSize: 11.5, marginTop: 2 }}>{translate('keys.hint')}</Box>
      </DialogContent>
      <DialogActions><Button onClick={onClose} autoFocus>{translate('ra.action.close')}</Button></DialogActions>
    </Dialog>
  );
}
