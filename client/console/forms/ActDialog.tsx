import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog, { type DialogProps } from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { tone } from '../theme/palette.ts';

type ActResult = { ok: true } | { ok: false; error: unknown; errors?: Record<string, string> };

type FieldErrors = Readonly<Record<string, string>>;

type ActDialogProps = {
  title: string;
  submitLabel: string;
  /** What leaves everything as it is, where the act itself is called cancelling or closing. */
  keepLabel?: string;
  /** Does it; what is refused stays in the dialog. */
  act: () => Promise<ActResult>;
  onClose: () => void;
  onDone?: () => void;
  /** What will happen, said before it happens. */
  effects?: readonly ReactNode[];
  /** Fields shown in the dialog: a refusal that names another is shown above the buttons. */
  fields?: readonly string[];
  danger?: boolean;
  disabled?: boolean;
  maxWidth?: DialogProps['maxWidth'];
  /** Beside the buttons, on the left. */
  aside?: ReactNode;
  children?: (errors: FieldErrors) => ReactNode;
};

const NO_ERRORS: FieldErrors = {};

function Effects({ children }: { children: readonly ReactNode[] }) {
  const translate = useTranslate();
  return (
    <Box sx={{ bgcolor: tone.soft, borderRadius: '10px', padding: '9px 14px', marginTop: 1.5 }}>
      <Box component="h3" sx={{ fontSize: 11.5, fontWeight: 600, color: tone.mute, margin: '0 0 3px' }}>{translate('forms.effects')}</Box>
      <Box component="ul" sx={{ margin: 0, paddingLeft: '17px', '& li': { paddingBlock: '1px' } }}>{children.map((effect, index) => <li key={index}>{effect}</li>)}</Box>
    </Box>
  );
}

/** One act with its details: asks, says what will follow, does it. Ctrl or ⌘ and Enter send it from any field. */
export function ActDialog({ title, submitLabel, keepLabel, act, onClose, onDone, effects, fields = [], danger = false, disabled = false, maxWidth = 'sm', aside, children }: ActDialogProps) {
  const translate = useTranslate();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ error: unknown; errors: FieldErrors } | null>(null);

  const submit = async () => {
    if (busy || disabled) return;
    setBusy(true);
    setFailure(null);
    const result = await act();
    setBusy(false);
    if (result.ok) (onDone ?? onClose)();
    else setFailure({ error: result.error, errors: result.errors ?? NO_ERRORS });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  };
  const named = failure !== null && Object.keys(failure.errors).some((field) => fields.includes(field));
  return (
    <Dialog open onClose={busy ? undefined : onClose} maxWidth={maxWidth} fullWidth aria-labelledby={id} transitionDuration={120}>
      <Box
        component="form" noValidate onKeyDown={onKeyDown} sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent>
          {children?.(failure?.errors ?? NO_ERRORS)}
          {effects && effects.length > 0 && <Effects>{effects}</Effects>}
          {failure && !named && <Box sx={{ marginTop: 1.5 }}><ErrorNotice error={failure.error} compact /></Box>}
        </DialogContent>
        <DialogActions>
          {aside && <Box sx={{ marginRight: 'auto' }}>{aside}</Box>}
          <Button onClick={onClose} disabled={busy}>{keepLabel ?? translate('ra.action.cancel')}</Button>
          <Button type="submit" variant="contained" color={danger ? 'error' : 'primary'} loading={busy} disabled={disabled}>{submitLabel}</Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
