import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import { ForAccountDialog } from '../accounts/ForAccountDialog.tsx';
import { LogCallForm } from '../accounts/LogCall.tsx';
import { usePaletteActions } from '../palette/actions.ts';
import { useMay } from '../providers/session.ts';

/** What came in by telephone or e-mail, from the queue: any account. */
export function LogByHand() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const allowed = may('escalations:work');
  usePaletteActions([{ id: 'log-call', label: translate('call.action'), run: () => setOpen(true), when: allowed }]);
  if (!allowed) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{translate('call.action')}</Button>
      {open && (
        <ForAccountDialog title={translate('log.title')} hint={translate('call.hint')} onClose={close}>
          {(account) => <LogCallForm account={account} onCancel={close} onDone={({ id }) => void navigate(`/escalations/${id}`)} />}
        </ForAccountDialog>
      )}
    </>
  );
}
