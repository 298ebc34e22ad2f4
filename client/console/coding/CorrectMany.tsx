import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import LinearProgress from '@mui/material/LinearProgress';
import MenuItem from '@mui/material/MenuItem';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useGetMany, useListContext, useNotify, useTranslate } from 'react-admin';
import { DRIVERS, MOVEMENTS, type Driver, type Movement } from '../../../server/domain/words.ts';
import { formatNumber } from '../fields/format.ts';
import { useWord } from '../fields/words.ts';
import { ActDialog } from '../forms/ActDialog.tsx';
import { useLive } from '../providers/live.ts';
import { fieldErrors } from '../providers/problem.ts';
import { useSession } from '../providers/session.ts';
import { useCommand } from '../providers/useCommand.ts';
import { Bones } from '../theme/Bones.tsx';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { tone } from '../theme/palette.ts';
import { mainLeg, mayCorrect, namedRows, planMany, progressOf, type Change } from './many.ts';
import { isNote, NoteField } from './NoteField.tsx';
import { BridgeChange } from './Preview.tsx';
import { usePreviewOfMany } from './queries.ts';
import { ReasonField } from './ReasonField.tsx';
import type { CodingRow, PreviewOfMany } from './records.ts';

type Answer = { applied: number; proposed: number; unchanged: number };

/** Corrects the marked codings together: one change, one reason, all of them or none. */
export function CorrectMany() {
  const translate = useTranslate();
  const { selectedIds, data, onUnselectItems } = useListContext<CodingRow>();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{translate('coding.many.action')}</Button>
      {open && (
        <ManyDialog
          ids={selectedIds.map(String)} first={data?.find(({ id }) => selectedIds.includes(id))} onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            onUnselectItems();
          }}
        />
      )}
    </>
  );
}

/** Those that cannot take part, by name, and the way on without them. */
function Named({ title, rows, onLeaveOut }: { title: string; rows: readonly { id: string; name: string; message?: string }[]; onLeaveOut: () => void }) {
  const translate = useTranslate();
  return (
    <Box role="alert" sx={{ border: `1px solid ${tone.warn}`, bgcolor: tone.warnSoft, borderRadius: '10px', padding: '8px 10px 8px 14px', display: 'grid', gap: '4px' }}>
      <Box sx={{ fontWeight: 600, color: tone.warn }}><span aria-hidden="true">▲ </span>{title}</Box>
      <Box component="ul" sx={{ margin: 0, paddingLeft: '18px', maxHeight: 120, overflowY: 'auto' }}>{rows.map(({ id, name, message }) => <li key={id}><b>{name}</b>{message && <>: {message}</>}</li>)}</Box>
      <Box><Button onClick={onLeaveOut}>{translate('coding.many.leave_out', { smart_count: rows.length })}</Button></Box>
    </Box>
  );
}

function Effects({ data, error, isStale, refetch }: { data: PreviewOfMany | undefined; error: unknown; isStale: boolean; refetch: () => unknown }) {
  const translate = useTranslate();
  if (error && !isStale) return <ErrorNotice error={error} onRetry={() => void refetch()} compact />;
  if (!data) return <Bones lines={6} />;
  const waits = data.items.filter(({ needsApproval }) => needsApproval).length;
  return (
    <Box aria-busy={isStale} sx={{ display: 'grid', gap: '12px', opacity: isStale ? 0.6 : 1 }}>
      <BridgeChange bridges={data} reported={data.reported} periods={data.periods} />
      <Box sx={{ color: waits > 0 ? tone.blue : tone.good, fontWeight: 600 }}>{waits > 0 ? translate('coding.many.waits', { smart_count: waits, of: formatNumber(data.items.length) }) : translate('coding.many.alone')}</Box>
    </Box>
  );
}

function useProgress() {
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null);
  useLive('codings', ({ action }) => {
    const news = progressOf(action);
    if (news) setProgress(news);
  });
  return progress;
}

/** As the first of them is coded: from there one changes what is to be other. */
function codeOf(row: CodingRow | undefined): Change {
  const leg = row?.legs[mainLeg(row.legs)];
  return { what: 'code', movement: leg?.movement ?? 'renewal', driver: leg?.driver ?? 'none' };
}

type ManyDialogProps = { ids: readonly string[]; first: CodingRow | undefined; onClose: () => void; onDone: () => void };

function ManyDialog({ ids, first, onClose, onDone }: ManyDialogProps) {
  const translate = useTranslate();
  const word = useWord();
  const notify = useNotify();
  const session = useSession();
  const progress = useProgress();
  const { run, pending } = useCommand('codings');
  const [out, setOut] = useState<ReadonlySet<string>>(new Set());
  const [change, setChange] = useState<Change>(() => codeOf(first));
  const [reasonCode, setReasonCode] = useState('');
  const [note, setNote] = useState('');
  const [refused, setRefused] = useState<readonly { id: string; message: string }[]>([]);
  const { data: rows = [], isPending, error } = useGetMany<CodingRow>('codings', { ids: ids.filter((id) => !out.has(id)) });
  const names = new Map(rows.map(({ id, accountName, upgradeReference }) => [id, [accountName, upgradeReference].filter(Boolean).join(', ')]));
  const withName = (each: { id: string; message?: string }) => ({ ...each, name: names.get(each.id) ?? each.id });
  const leaveOut = (gone: readonly { id: string }[]) => {
    setOut(new Set([...out, ...gone.map(({ id }) => id)]));
    setRefused([]);
  };
  const locked = session ? rows.filter((row) => !mayCorrect(row, session)) : [];
  const { items, faults, changes } = planMany(rows, change);
  const faulty = [...faults].map(([id, message]) => withName({ id, message }));
  const sound = !isPending && rows.length > 0 && locked.length === 0 && faulty.length === 0 && (change.what === 'code' || /^\d{4}-\d{2}-\d{2}$/.test(change.effectiveOn));
  const preview = usePreviewOfMany(sound && changes > 0 ? items : null);
  const inPreview = preview.error && !preview.isStale ? namedRows(fieldErrors(preview.error) ?? {}, items) : [];
  const named = (refused.length > 0 ? refused : inPreview).map(withName);

  const act = async () => {
    const result = await run({ id: null, verb: 'override-many', body: { items, reasonCode, note: note.trim() } }, { quiet: true });
    setRefused(result.ok ? [] : namedRows(result.errors ?? {}, items));
    if (result.ok) notify('coding.many.done', { type: 'success', messageArgs: result.record as unknown as Answer });
    return result;
  };
  return (
    <ActDialog title={translate('coding.many.title', { smart_count: ids.length - out.size })} submitLabel={translate('coding.many.submit', { smart_count: changes })} act={act} onClose={onClose} onDone={onDone} maxWidth="md" fields={['note', 'reasonCode']} disabled={!sound || changes === 0 || reasonCode === '' || !isNote(note)}>
      {(errors) => (
        <Box sx={{ display: 'grid', gap: '14px' }}>
          {error ? <ErrorNotice error={error} compact /> : null}
          {locked.length > 0 && <Named title={translate('coding.many.locked')} rows={locked.map(({ id, status }) => withName({ id, message: word('coding', status).toLowerCase() }))} onLeaveOut={() => leaveOut(locked)} />}
          {faulty.length > 0 && <Named title={translate('coding.many.faulty')} rows={faulty} onLeaveOut={() => leaveOut(faulty)} />}
          {named.length > 0 && <Named title={translate('coding.many.refused')} rows={named} onLeaveOut={() => leaveOut(named)} />}
          <RadioGroup row value={change.what} aria-label={translate('coding.many.what')} onChange={(event) => setChange(event.target.value === 'day' ? { what: 'day', effectiveOn: rows[0]?.effectiveOn ?? '' } : codeOf(first))}>
            <FormControlLabel value="code" control={<Radio size="small" />} label={translate('coding.many.code')} />
            <FormControlLabel value="day" control={<Radio size="small" />} label={translate('coding.many.day')} />
          </RadioGroup>
          {change.what === 'code' ? (
            <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: '14px 8px' }}>
              <TextField select label={translate('coding.correct.movement')} value={change.movement} onChange={(event) => setChange({ ...change, movement: event.target.value as Movement })} margin="none">{MOVEMENTS.map((movement) => <MenuItem key={movement} value={movement}>{word('movement', movement)}</MenuItem>)}</TextField>
              <TextField select label={translate('coding.correct.driver')} value={change.driver} onChange={(event) => setChange({ ...change, driver: event.target.value as Driver })} margin="none">{DRIVERS.map((driver) => <MenuItem key={driver} value={driver}>{word('driver', driver)}</MenuItem>)}</TextField>
            </Box>
          ) : <TextField type="date" label={translate('coding.column.effective')} value={change.effectiveOn} onChange={(event) => setChange({ what: 'day', effectiveOn: event.target.value })} margin="none" sx={{ maxWidth: 200 }} slotProps={{ inputLabel: { shrink: true } }} />}
          <ReasonField value={reasonCode} onChange={setReasonCode} error={errors['reasonCode']} />
          <NoteField label={translate('coding.note')} hint={translate('coding.many.note_hint')} value={note} onChange={setNote} error={errors['note']} />
          <Box component="section" aria-label={translate('coding.preview.title')} sx={{ borderTop: `1px solid ${tone.line}`, paddingTop: '12px' }}>
            <Box component="h3" sx={{ fontSize: 11.5, fontWeight: 600, color: tone.mute, margin: '0 0 8px' }}>{translate('coding.preview.title')}</Box>
            {!isPending && changes === 0 && <Box sx={{ color: tone.mute }}>{translate('coding.many.nothing')}</Box>}
            {changes > 0 && !sound && <Box sx={{ color: tone.mute }}>{translate('coding.many.not_yet')}</Box>}
            {changes > 0 && sound && named.length === 0 && <Effects {...preview} />}
          </Box>
          {pending && (
            <Box role="status">
              <LinearProgress variant={progress ? 'determinate' : 'indeterminate'} value={progress ? (progress.done / progress.of) * 100 : undefined} aria-label={translate('coding.many.running')} sx={{ height: 8, borderRadius: 4 }} />
              <Box sx={{ color: tone.mute, marginTop: '4px' }}>{progress ? translate('coding.many.progress', progress) : translate('coding.many.running')}</Box>
            </Box>
          )}
        </Box>
      )}
    </ActDialog>
  );
}
