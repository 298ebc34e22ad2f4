import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { ActDialog } from '../forms/ActDialog.tsx';
import { isNote, NoteField } from './NoteField.tsx';
import { ProposalPreview } from './Preview.tsx';
import type { CodingRecord } from './records.ts';
import { useCodingCommand } from './useCodingCommand.ts';

export type Decision = 'approve' | 'reject';

/** The second person's word, with its reason. */
export function DecideDialog({ coding, decision, onClose }: { coding: CodingRecord; decision: Decision; onClose: () => void }) {
  const translate = useTranslate();
  const { run, conflict } = useCodingCommand();
  const [note, setNote] = useState('');
  return (
    <>
      <ActDialog
        title={translate(`coding.decide.${decision}_title`, { name: coding.proposal?.by })} submitLabel={translate(`coding.decide.${decision}`)} onClose={onClose} fields={['note']} disabled={!isNote(note)} danger={decision === 'reject'} effects={[translate(`coding.decide.${decision}_effect`)]}
        act={() => run({ record: coding, verb: decision, body: { note: note.trim() }, mine: decision === 'approve' ? { status: 'overridden', legs: coding.proposal?.legs } : {}, quiet: true, success: `coding.decide.${decision}_done` })}
      >
        {(errors) => (
          <>
            {decision === 'approve' && <ProposalPreview coding={coding} />}
            <NoteField label={translate('coding.decide.note')} hint={translate('coding.decide.note_hint')} value={note} onChange={setNote} error={errors['note']} autoFocus />
          </>
        )}
      </ActDialog>
      {conflict}
    </>
  );
}
