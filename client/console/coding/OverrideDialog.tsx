import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { legsSum } from '../../../server/domain/coding/legs.ts';
import { formatMoney } from '../fields/format.ts';
import { ActDialog } from '../forms/ActDialog.tsx';
import { tone } from '../theme/palette.ts';
import { draftOf, faultsOf, leftMinor, legsOf, withRest } from './draft.ts';
import { LegFields } from './LegFields.tsx';
import { isNote, NoteField } from './NoteField.tsx';
import { PreviewOfOne } from './Preview.tsx';
import { usePreview } from './queries.ts';
import { ReasonField } from './ReasonField.tsx';
import type { CodingRecord } from './records.ts';
import { Trace } from './Trace.tsx';
import { useCodingCommand } from './useCodingCommand.ts';

type OverrideDialogProps = { coding: CodingRecord; lineName: (line: string) => string; onClose: () => void };

const heading = { fontSize: 11.5, fontWeight: 600, color: tone.mute, margin: 0 } as const;

/** What is still to be given out; the books balance when nothing is. */
function Left({ left, total, currency }: { left: number | null; total: number; currency: string }) {
  const translate = useTranslate();
  const done = left === 0;
  return (
    <Box role="status" sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: '2px 12px', borderRadius: '10px', padding: '7px 12px', bgcolor: done ? tone.goodSoft : tone.warnSoft, color: done ? tone.good : tone.warn, fontWeight: 600 }}>
      <span><span aria-hidden="true">{done ? '✓ ' : '▲ '}</span>{left === null ? translate('coding.correct.unreadable') : done ? translate('coding.correct.balanced') : translate('coding.correct.left', { amount: formatMoney(left, currency, { signed: true }) })}</span>
      <Box component="span" sx={{ fontWeight: 400 }}>{translate('coding.correct.total', { amount: formatMoney(total, currency, { signed: true }) })}</Box>
    </Box>
  );
}

/** Other legs for the same sum, with what they would do to the books beside them as one types. */
export function OverrideDialog({ coding, lineName, onClose }: OverrideDialogProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const { run, conflict } = useCodingCommand();
  // Whatever the stream brings while one types, the draft stays as it is being written.
  const [base] = useState(coding);
  const [draft, setDraft] = useState(() => draftOf(base));
  const [reasonCode, setReasonCode] = useState('');
  const [note, setNote] = useState('');
  const { currency } = base;
  const { fields, unchanged } = faultsOf(draft, base);
  const legs = legsOf(draft, currency);
  const complete = legs !== null && Object.keys(fields).length === 0;
  const preview = usePreview(base.id, coding.version, complete && !unchanged ? legs : null);
  const left = leftMinor(draft, base);
  const lines = [...new Set([...base.before, ...base.after].map(({ line }) => line))];
  const saidOf = (errors: Readonly<Record<string, string>>, field: string) => {
    const fault = fields[field] ?? errors[field];
    return fault === undefined ? undefined : translate(fault, { _: fault });
  };

  const act = async () => {
    const result = await run({ record: coding, verb: 'override', body: { legs, reasonCode, note: note.trim() }, mine: { status: 'overridden', legs, effectiveOn: draft.effectiveOn }, quiet: true });
    if (result.ok) notify(result.record.status === 'proposed' ? 'coding.correct.waits' : 'coding.correct.done', { type: 'success' });
    return result;
  };
  return (
    <>
      <ActDialog
        title={translate('coding.correct.title', { name: base.upgradeReference ?? base.accountName })} submitLabel={translate(preview.data?.needsApproval && complete ? 'coding.correct.propose' : 'coding.correct.save')} act={act} onClose={onClose} maxWidth="lg"
        fields={['note', 'reasonCode']} disabled={!complete || unchanged || reasonCode === '' || !isNote(note)} aside={unchanged && <Box sx={{ color: tone.mute }}>{translate('coding.correct.unchanged')}</Box>}
      >
        {(errors) => (
          <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1.1fr) minmax(0, 1fr)' }, gap: '18px 26px', alignItems: 'start', paddingTop: '6px' }}>
            <Box sx={{ display: 'grid', gap: '14px' }}>
              <Box component="fieldset" sx={{ border: 0, margin: 0, padding: 0, minWidth: 0, display: 'grid', gap: '18px' }}>
                <Box component="legend" sx={{ ...heading, padding: 0, marginBottom: '14px' }}>{translate('coding.column.legs')}</Box>
                {draft.legs.map((leg, index) => (
                  <LegFields
                    key={leg.key} leg={leg} position={index + 1} currency={currency} lines={lines} lineName={lineName} fault={saidOf(errors, `legs[${index}].amountMinor`)} autoFocus={index === 0 || index >= base.legs.length}
                    onChange={(next) => setDraft({ ...draft, legs: draft.legs.map((each) => (each.key === leg.key ? next : each)) })}
                    onRemove={draft.legs.length > 1 ? () => setDraft({ ...draft, legs: draft.legs.filter(({ key }) => key !== leg.key) }) : null}
                  />
                ))}
              </Box>
              <Box><Button startIcon={<AddIcon />} onClick={() => setDraft(withRest(draft, base))}>{translate('coding.correct.split')}</Button></Box>
              <Left left={left} total={legsSum(base.legs)} currency={currency} />
              {fields['legs'] && left === 0 && <Box sx={{ color: tone.bad }}>{translate(fields['legs'], { _: fields['legs'] })}</Box>}
              <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '170px minmax(0, 1fr)' }, gap: '14px 8px', alignItems: 'start' }}>
                <TextField
                  type="date" label={translate('coding.column.effective')} value={draft.effectiveOn} onChange={(event) => setDraft({ ...draft, effectiveOn: event.target.value })} margin="none" error={'effectiveOn' in fields}
                  helperText={saidOf(errors, 'effectiveOn') ?? translate('coding.correct.day_hint')} slotProps={{ inputLabel: { shrink: true } }}
                />
                <ReasonField value={reasonCode} onChange={setReasonCode} error={errors['reasonCode']} />
              </Box>
              <NoteField label={translate('coding.note')} hint={translate('coding.correct.note_hint')} value={note} onChange={setNote} error={errors['note']} />
            </Box>
            <Box sx={{ display: 'grid', gap: '10px', borderLeft: { md: `1px solid ${tone.line}` }, paddingLeft: { md: '26px' } }}>
              <Box component="h3" sx={heading}>{translate('coding.preview.title')}</Box>
              <PreviewOfOne preview={preview} effectiveOn={draft.effectiveOn} complete={complete} unchanged={unchanged} />
              <Box component="h3" sx={{ ...heading, marginTop: '8px' }}>{translate('coding.trace.title')}</Box>
              <Trace trace={base.trace} />
            </Box>
          </Box>
        )}
      </ActDialog>
      {conflict}
    </>
  );
}
