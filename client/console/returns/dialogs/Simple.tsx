import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useGetOne, useTranslate } from 'react-admin';
import type { MismatchCode } from '../../../../server/domain/returns.ts';
import { DISPOSITIONS, type Disposition } from '../../../../server/domain/words.ts';
import { formatDay, formatMoney } from '../../fields/format.ts';
import { useChoices, useWord } from '../../fields/words.ts';
import { ActDialog } from '../../forms/ActDialog.tsx';
import { tone } from '../../theme/palette.ts';
import type { ReturnRecord, ReturnRow } from '../records.ts';
import { mayStillBeCharged } from '../stake.ts';
import { daysFrom, useReturnClock } from '../today.ts';
import { useReturnCommand } from '../useReturnCommand.ts';
import { ChoiceField, isSaid, WordsField } from './fields.tsx';

type Props = { row: ReturnRow; onClose: () => void };

const WEEK = 7;

/** A mail to the customer about what they owe. */
export function RemindDialog({ row, onClose }: Props) {
  const translate = useTranslate();
  const { run, conflict } = useReturnCommand();
  const { data } = useGetOne<ReturnRecord>('returns', { id: row.id });
  const nobody = data?.writesTo === null;
  const effects = nobody ? [translate('returns.remind.effect_nobody')] : [
    data?.writesTo ? translate('returns.remind.effect_to', data.writesTo) : translate('returns.remind.effect_one'), translate(row.labelUrl || row.trackingNumber ? 'returns.remind.effect_label' : 'returns.remind.effect_no_label'),
    ...(row.atStakeMinor > 0 && row.feeMinor === 0 ? [translate('returns.remind.effect_stake', { amount: formatMoney(row.atStakeMinor, row.currency) })] : []), translate('returns.remind.effect_once'),
  ];
  return (
    <>
      <ActDialog title={translate('returns.remind.title', { name: row.accountName })} submitLabel={translate('returns.remind.action')} disabled={nobody} act={() => run({ record: row, verb: 'remind', quiet: true, appends: true, success: 'returns.remind.done' })} onClose={onClose} effects={effects} />
      {conflict}
    </>
  );
}

/** A later day on which it is due. */
export function ExtendDialog({ row, onClose }: Props) {
  const translate = useTranslate();
  const { today } = useReturnClock();
  const { run, conflict } = useReturnCommand();
  const earliest = [daysFrom(row.dueOn, 1), today].reduce((later, day) => (day > later ? day : later));
  const [dueOn, setDueOn] = useState(() => daysFrom(row.dueOn > today ? row.dueOn : today, WEEK));
  const [reason, setReason] = useState('');
  const later = /^\d{4}-\d{2}-\d{2}$/.test(dueOn) && dueOn >= earliest;
  return (
    <>
      <ActDialog
        title={translate('returns.extend.title')} submitLabel={translate('returns.extend.action')} onClose={onClose} fields={['dueOn', 'reason']} disabled={!later || !isSaid(reason)} effects={later ? [translate('returns.extend.effect', { from: formatDay(row.dueOn), to: formatDay(dueOn) }), translate('returns.extend.effect_untold')] : undefined}
        act={() => run({ record: row, verb: 'extend', body: { dueOn, reason: reason.trim() }, mine: { dueOn }, quiet: true, success: 'returns.extend.done' })}
      >
        {(errors) => (
          <Box sx={{ display: 'grid', gap: '16px', paddingTop: '9px' }}>
            <TextField type="date" label={translate('returns.extend.until')} value={dueOn} onChange={(event) => setDueOn(event.target.value)} margin="none" autoFocus sx={{ maxWidth: 240 }} error={!later || errors['dueOn'] !== undefined} helperText={errors['dueOn'] ?? (later ? ' ' : translate('returns.extend.fault', { day: formatDay(daysFrom(earliest, -1)) }))} slotProps={{ inputLabel: { shrink: true }, htmlInput: { min: earliest } }} />
            <WordsField label={translate('returns.reason')} value={reason} onChange={setReason} error={errors['reason']} hint={translate('returns.reason_hint')} required />
          </Box>
        )}
      </ActDialog>
      {conflict}
    </>
  );
}

/** Gives the devices up. */
export function WaiveDialog({ row, onClose }: Props) {
  const translate = useTranslate();
  const { run, conflict } = useReturnCommand();
  const [reason, setReason] = useState('');
  const effects = [translate('returns.waive.effect', { smart_count: row.devices.length }), 
    ...(row.feeMinor > 0 ? [translate('returns.waive.effect_fee', { amount: formatMoney(row.feeMinor, row.currency) })] : mayStillBeCharged(row) ? [translate('returns.waive.effect_stake', { amount: formatMoney(row.atStakeMinor, row.currency) })] : []), translate('returns.waive.effect_final'),
  ];
  return (
    <>
      <ActDialog title={translate('returns.waive.title')} submitLabel={translate('returns.waive.action')} danger onClose={onClose} fields={['reason']} disabled={!isSaid(reason)} effects={effects} act={() => run({ record: row, verb: 'waive', body: { reason: reason.trim() }, mine: { status: 'waived' }, quiet: true, success: 'returns.waive.done' })}>
        {(errors) => <Box sx={{ paddingTop: '9px' }}><WordsField label={translate('returns.reason')} value={reason} onChange={setReason} error={errors['reason']} hint={translate('returns.reason_hint')} required autoFocus /></Box>}
      </ActDialog>
      {conflict}
    </>
  );
}

/** What is to become of the devices. */
export function DispositionDialog({ row, onClose }: Props) {
  const translate = useTranslate();
  const word = useWord();
  const choices = useChoices();
  const { run, conflict } = useReturnCommand();
  const others = DISPOSITIONS.filter((each) => each !== row.disposition);
  const [disposition, setDisposition] = useState<Disposition>(others[0] ?? row.disposition);
  const [reason, setReason] = useState('');
  return (
    <>
      <ActDialog
        title={translate('returns.disposition.title')} submitLabel={translate('returns.disposition.action')} onClose={onClose} fields={['disposition', 'reason']} disabled={!isSaid(reason)} effects={[translate(`returns.disposition.effect.${disposition}`), translate('returns.disposition.effect_facts')]}
        act={() => run({ record: row, verb: 'change-disposition', body: { disposition, reason: reason.trim() }, mine: { disposition }, quiet: true, success: 'returns.disposition.done' })}
      >
        {(errors) => (
          <Box sx={{ display: 'grid', gap: '16px', paddingTop: '9px' }}>
            <ChoiceField label={translate('returns.disposition.to')} value={disposition} onChange={setDisposition} choices={choices('disposition', others) as { id: Disposition; name: string }[]} error={errors['disposition']} hint={translate('returns.disposition.now', { name: word('disposition', row.disposition) })} autoFocus />
            <WordsField label={translate('returns.reason')} value={reason} onChange={setReason} error={errors['reason']} hint={translate('returns.reason_hint')} required />
          </Box>
        )}
      </ActDialog>
      {conflict}
    </>
  );
}

/** Declares a contradiction dealt with, in words. */
export function SettleDialog({ row, code, serial, onClose }: Props & { code: MismatchCode; serial: string | null }) {
  const translate = useTranslate();
  const word = useWord();
  const { run, conflict } = useReturnCommand();
  const [note, setNote] = useState('');
  return (
    <>
      <ActDialog
        title={translate('returns.settle.title')} submitLabel={translate('returns.settle.action')} onClose={onClose} fields={['note', 'serial', 'code']} disabled={!isSaid(note)} effects={[translate('returns.settle.effect'), translate('returns.settle.effect_facts')]}
        act={() => run({ record: row, verb: 'settle', body: { code, note: note.trim(), ...(serial && { serial }) }, quiet: true, success: 'returns.settle.done' })}
      >
        {(errors) => (
          <Box sx={{ display: 'grid', gap: '14px' }}>
            <Box><b>{word('mismatch', code)}</b>{serial && <> · {serial}</>}<Box sx={{ color: tone.mute }}>{translate(`returns.mismatch.${code}`, { serial: serial ?? '' })}</Box></Box>
            <WordsField label={translate('returns.settle.note')} value={note} onChange={setNote} error={errors['note'] ?? errors['serial'] ?? errors['code']} hint={translate('returns.settle.note_hint')} required autoFocus />
          </Box>
        )}
      </ActDialog>
      {conflict}
    </>
  );
}
