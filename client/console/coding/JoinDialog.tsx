import Box from '@mui/material/Box';
import { useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { ActDialog } from '../forms/ActDialog.tsx';
import { tone } from '../theme/palette.ts';
import { LegRows } from './Legs.tsx';
import { isNote, NoteField } from './NoteField.tsx';
import { PreviewOfOne } from './Preview.tsx';
import { useJoinPreview } from './queries.ts';
import type { CodingRecord, OtherHalf } from './records.ts';
import { useCodingCommand } from './useCodingCommand.ts';

/** What left in one upgrade and came in another, coded as the one change that it is. */
export function JoinDialog({ coding, other, onClose }: { coding: CodingRecord; other: OtherHalf; onClose: () => void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const { run, conflict } = useCodingCommand();
  const [note, setNote] = useState('');
  const preview = useJoinPreview(coding.id, coding.version, other.id);
  const act = async () => {
    const result = await run({ record: coding, verb: 'join', body: { otherId: other.id, note: note.trim() }, mine: { status: 'overridden' }, quiet: true });
    if (result.ok) notify(result.record.status === 'proposed' ? 'coding.correct.waits' : 'coding.join.done', { type: 'success' });
    return result;
  };
  return (
    <>
      <ActDialog title={translate('coding.join.title')} submitLabel={translate('coding.join.action')} act={act} onClose={onClose} fields={['note']} disabled={!isNote(note)} effects={[translate('coding.join.effect'), translate('coding.join.effect_books'), translate('coding.join.effect_second')]}>
        {(errors) => (
          <Box sx={{ display: 'grid', gap: '14px' }}>
            {[{ name: coding.upgradeReference, legs: coding.legs }, { name: other.upgradeReference, legs: other.legs }].map(({ name, legs }, index) => (
              <Box key={index} sx={{ border: `1px solid ${tone.line}`, borderRadius: '10px', padding: '8px 12px' }}><Box sx={{ color: tone.mute, fontSize: 11.5 }}>{name}</Box><LegRows legs={legs} /></Box>
            ))}
            <Box sx={{ border: `1px solid ${tone.blue}`, borderRadius: '10px', padding: '8px 12px', display: 'grid', gap: '10px' }}>
              <Box><Box sx={{ color: tone.mute, fontSize: 11.5 }}>{translate('coding.join.as_one')}</Box>{preview.data && <LegRows legs={preview.data.legs} />}</Box>
              <PreviewOfOne preview={preview} effectiveOn={preview.data?.legs[0]?.effectiveOn ?? coding.effectiveOn} complete unchanged={false} />
            </Box>
            <NoteField label={translate('coding.note')} hint={translate('coding.join.note_hint')} value={note} onChange={setNote} error={errors['note']} autoFocus />
          </Box>
        )}
      </ActDialog>
      {conflict}
    </>
  );
}
