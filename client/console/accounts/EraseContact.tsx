import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { ActDialog } from '../forms/ActDialog.tsx';
import { useCommand } from '../providers/useCommand.ts';
import { useMay } from '../providers/session.ts';
import type { Contact } from '../records.ts';
import { isSaid, WordsField } from '../returns/dialogs/fields.tsx';

/** A person's data leave the records for good; what they signed stays, without their name. */
export function EraseContact({ contact, onDone }: { contact: Contact; onDone: () => void }) {
  const translate = useTranslate();
  const may = useMay();
  const { run } = useCommand<Contact>('contacts');
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  if (!may('contacts:erase')) return null;
  return (
    <>
      <Button color="error" onClick={() => setOpen(true)}>{translate('accounts.erase.action')}</Button>
      {open && (
        <ActDialog
          title={translate('accounts.erase.title', { name: contact.name })} submitLabel={translate('accounts.erase.action')} danger onClose={() => setOpen(false)} onDone={onDone} fields={['reason']} disabled={!isSaid(reason)} effects={[translate('accounts.erase.effect'), translate('accounts.erase.effect_signed'), translate('accounts.erase.effect_final')]}
          act={() => run({ id: contact.id, verb: 'erase', body: { reason: reason.trim() } }, { quiet: true, success: 'accounts.erase.done' })}
        >
          {(errors) => <Box sx={{ paddingTop: '9px' }}><WordsField label={translate('returns.reason')} value={reason} onChange={setReason} error={errors['reason']} hint={translate('accounts.erase.reason_hint')} required autoFocus /></Box>}
        </ActDialog>
      )}
    </>
  );
}
