import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useState, type FocusEvent } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { formatNumber } from '../../fields/format.ts';
import { ActDialog } from '../../forms/ActDialog.tsx';
import { usePolicy } from '../../providers/policy.ts';
import { tone } from '../../theme/palette.ts';
import type { ReturnRow } from '../records.ts';
import { useReturnCommand } from '../useReturnCommand.ts';
import { isSaid, WordsField } from './fields.tsx';

const HOURS_A_DAY = 24;

/** The signing page's address, to be passed on by whoever asked; the mail has it as well. */
function LinkShown({ link, name, onClose }: { link: string; name: string; onClose: () => void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      notify('workspace.copy_failed', { type: 'warning' });
    }
  };
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="signing-link" transitionDuration={120}>
      <DialogTitle id="signing-link">{translate('returns.request.sent', { name })}</DialogTitle>
      <DialogContent>
        <Box>{translate('returns.request.link_hint')}</Box>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', marginTop: '10px' }}>
          <Box component="input" readOnly value={link} aria-label={translate('returns.request.link')} onFocus={(event: FocusEvent<HTMLInputElement>) => event.target.select()} sx={{ flex: 1, minWidth: 0, font: '12px ui-monospace, Menlo, monospace', padding: '7px 9px', borderRadius: '8px', border: `1px solid ${tone.edge}`, bgcolor: tone.panel, color: tone.ink }} />
          <Button onClick={() => void copy()} autoFocus>{translate(copied ? 'workspace.copied' : 'workspace.copy')}</Button>
        </Box>
      </DialogContent>
      <DialogActions><Button onClick={onClose}>{translate('ra.action.close')}</Button></DialogActions>
    </Dialog>
  );
}

/** Asks the customer to sign: by mail, and by a link that is shown once. */
export function RequestDialog({ row, onClose }: { row: ReturnRow; onClose: () => void }) {
  const translate = useTranslate();
  const hours = usePolicy()?.signingLinkHours;
  const { run, conflict } = useReturnCommand();
  const [message, setMessage] = useState('');
  const [link, setLink] = useState<string | null>(null);
  const act = async () => {
    const result = await run({ record: row, verb: 'request-attestation', body: message.trim() ? { message: message.trim() } : {}, quiet: true, appends: true });
    if (result.ok) setLink(result.record.link ?? '');
    return result;
  };
  if (link !== null) return <LinkShown link={link} name={row.accountName} onClose={onClose} />;
  const lasts = hours === undefined ? '…' : hours % HOURS_A_DAY === 0 ? translate('returns.days', { smart_count: hours / HOURS_A_DAY }) : translate('returns.hours', { smart_count: hours, count: formatNumber(hours) });
  return (
    <>
      <ActDialog title={translate('returns.request.title')} submitLabel={translate('returns.request.action')} act={act} onClose={onClose} onDone={() => undefined} fields={['message']} disabled={!isSaid(message, false)} effects={[translate('returns.request.effect'), translate('returns.request.effect_link', { lasts }), translate('returns.request.effect_old')]}>
        {(errors) => <Box sx={{ paddingTop: '9px' }}><WordsField label={translate('returns.request.message')} value={message} onChange={setMessage} error={errors['message']} hint={translate('returns.request.message_hint')} autoFocus lines={3} /></Box>}
      </ActDialog>
      {conflict}
    </>
  );
}
