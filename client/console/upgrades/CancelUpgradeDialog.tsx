import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { findCard } from '../../../server/domain/payment-cards.ts';
import { ActDialog } from '../forms/ActDialog.tsx';
import type { UpgradeRecord } from './records.ts';
import { useUpgradeCommand } from './useUpgradeCommand.ts';

export function CancelUpgradeDialog({ upgrade, onClose }: { upgrade: UpgradeRecord; onClose: () => void }) {
  const translate = useTranslate();
  const { run, conflict } = useUpgradeCommand(upgrade);
  const [reason, setReason] = useState('');
  const card = findCard(reason);
  const placed = upgrade.status === 'placed';
  return (
    <>
      <ActDialog
        title={translate('upgrades.cancel.title', { reference: upgrade.reference })} submitLabel={translate('upgrades.cancel.button')} keepLabel={translate('moves.keep')} danger onClose={onClose} fields={['reason']} disabled={reason.trim() === '' || card !== null}
        effects={[translate(placed ? 'upgrades.cancel.effect_placed' : 'upgrades.cancel.effect_draft'), translate('upgrades.cancel.effect_final')]}
        act={() => run({ record: upgrade, verb: 'cancel', body: { reason: reason.trim() }, mine: { status: 'cancelled' }, quiet: true, success: 'upgrades.cancel.done' })}
      >
        {(errors) => <TextField label={translate('moves.reason')} value={reason} onChange={(event) => setReason(event.target.value)} fullWidth autoFocus required error={card !== null || 'reason' in errors} helperText={card ? translate(`composer.${card}`) : (errors['reason'] ?? translate('moves.reason_hint'))} slotProps={{ htmlInput: { maxLength: 500 }, inputLabel: { shrink: true } }} />}
      </ActDialog>
      {conflict}
    </>
  );
}
