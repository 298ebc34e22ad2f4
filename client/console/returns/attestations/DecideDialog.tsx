import Box from '@mui/material/Box';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { ActDialog } from '../../forms/ActDialog.tsx';
import { isSaid, WordsField } from '../dialogs/fields.tsx';
import type { AttestationRecord } from '../records.ts';
import { useAttestationCommand } from '../useReturnCommand.ts';

export type Decision = 'verify' | 'reject';

/** Whether what was signed is as it should be. */
export function DecideDialog({ attestation, decision, onClose }: { attestation: AttestationRecord; decision: Decision; onClose: () => void }) {
  const translate = useTranslate();
  const { run, conflict } = useAttestationCommand();
  const [reason, setReason] = useState('');
  const rejects = decision === 'reject';
  const effects = [translate(`returns.attestation.${decision}.effect`), translate(`returns.attestation.${decision}.effect_return`)];
  return (
    <>
      <ActDialog
        title={translate(`returns.attestation.${decision}.title`)} submitLabel={translate(`returns.attestation.${decision}.action`)} danger={rejects} onClose={onClose} fields={['reason']} disabled={rejects && !isSaid(reason)} effects={effects}
        act={() => run({ record: attestation, verb: decision, body: rejects ? { reason: reason.trim() } : {}, mine: { status: rejects ? 'rejected' : 'verified' }, quiet: true, success: `returns.attestation.${decision}.done` })}
      >
        {(errors) => rejects && <Box sx={{ paddingTop: '9px' }}><WordsField label={translate('returns.reason')} value={reason} onChange={setReason} error={errors['reason']} hint={translate('returns.attestation.reject.reason_hint')} required autoFocus /></Box>}
      </ActDialog>
      {conflict}
    </>
  );
}
