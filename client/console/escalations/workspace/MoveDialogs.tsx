import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { findCard } from '../../../../server/domain/payment-cards.ts';
import { ActDialog } from '../../forms/ActDialog.tsx';
import { PersonField, type Colleague } from '../PersonField.tsx';
import { useWork } from './work.ts';

type TextInputProps = { label: string; value: string; onChange: (text: string) => void; error?: string; hint?: string; autoFocus?: boolean; required?: boolean };

function WordsField({ label, value, onChange, error, hint, autoFocus, required }: TextInputProps) {
  const translate = useTranslate();
  const card = findCard(value);
  return (
    <TextField
      label={label} value={value} onChange={(event) => onChange(event.target.value)} multiline minRows={2} maxRows={8} fullWidth autoFocus={autoFocus} required={required} error={card !== null || error !== undefined}
      helperText={card ? translate(`composer.${card}`) : (error ?? hint)} slotProps={{ htmlInput: { maxLength: 2000 }, inputLabel: { shrink: true } }}
    />
  );
}

/** Moves that need no more than a reason. */
export function ReasonDialog({ move, onClose }: { move: 'release' | 'decline' | 'cancel'; onClose: () => void }) {
  const translate = useTranslate();
  const { run, policy } = useWork();
  const [reason, setReason] = useState('');
  const effects = [translate(`moves.${move}.effect`, { hours: policy?.declineHours ?? 24 })];
  const mine = { status: move === 'cancel' ? 'cancelled' : 'waiting' };
  return (
    <ActDialog title={translate(`moves.${move}.title`)} submitLabel={translate(`moves.${move}.button`)} keepLabel={move === 'cancel' ? translate('moves.keep') : undefined} danger={move === 'cancel'} act={() => run(move, { reason: reason.trim() }, { quiet: true, mine })} onClose={onClose} effects={effects} fields={['reason']} disabled={reason.trim() === '' || findCard(reason) !== null}>
      {(errors) => <WordsField label={translate('moves.reason')} value={reason} onChange={setReason} error={errors['reason']} hint={translate('moves.reason_hint')} autoFocus required />}
    </ActDialog>
  );
}

/** Gives it to a colleague, with what they should know. */
export function TransferDialog({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const { escalation, run } = useWork();
  const [person, setPerson] = useState<Colleague | null>(null);
  const [note, setNote] = useState('');
  const effects = person ? [translate('moves.transfer.effect', { name: person.name }), translate('moves.transfer.effect_unseen')] : [];
  const act = () => run('transfer', { toUserId: person?.id, ...(note.trim() && { note: note.trim() }) }, { quiet: true, mine: { assigneeId: person?.name } });
  return (
    <ActDialog title={translate('moves.transfer.title')} submitLabel={translate('moves.transfer.button')} act={act} onClose={onClose} effects={effects} fields={['toUserId', 'note']} disabled={!person || findCard(note) !== null}>
      {(errors) => (
        <>
          <PersonField label={translate('moves.transfer.to')} value={person} onChange={setPerson} without={[escalation.assigneeId]} error={errors['toUserId']} autoFocus />
          <WordsField label={translate('moves.transfer.note')} value={note} onChange={setNote} error={errors['note']} hint={translate('moves.transfer.note_hint')} />
        </>
      )}
    </ActDialog>
  );
}

/** The customer has called again about a journey that was handed back to them. */
export function EscalateAgainDialog({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const { escalation, run, keepLink } = useWork();
  const [text, setText] = useState('');
  const act = async () => {
    const result = await run('escalate-again', { text: text.trim() }, { quiet: true, appends: true });
    if (result.ok) keepLink(null);
    return result;
  };
  return (
    <ActDialog title={translate('moves.escalate-again.title')} submitLabel={translate('moves.escalate-again.button')} act={act} onClose={onClose} effects={[translate('moves.escalate-again.effect_queue'), translate('moves.escalate-again.effect_link'), translate('moves.escalate-again.effect_count', { count: escalation.timesEscalated + 1 })]} fields={['text']} disabled={text.trim() === '' || findCard(text) !== null}>
      {(errors) => <WordsField label={translate('moves.escalate-again.text')} value={text} onChange={setText} error={errors['text']} autoFocus required />}
    </ActDialog>
  );
}
