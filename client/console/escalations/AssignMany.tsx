import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useState } from 'react';
import { useListContext, useTranslate } from 'react-admin';
import { ActDialog } from '../forms/ActDialog.tsx';
import { useCommand } from '../providers/useCommand.ts';
import { tone } from '../theme/palette.ts';
import { PersonField, type Colleague } from './PersonField.tsx';
import type { EscalationRow } from './records.ts';

type BulkAnswer = { done: string[]; refused: { id: string; because: string }[] };
type Result = { answer: BulkAnswer; person: Colleague; names: ReadonlyMap<string, string> };

function ResultDialog({ result: { answer, person, names }, onClose }: { result: Result; onClose: () => void }) {
  const translate = useTranslate();
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="assigned">
      <DialogTitle id="assigned">{translate('assign.result', { smart_count: answer.done.length, name: person.name })}</DialogTitle>
      <DialogContent>
        {answer.refused.length === 0 ? translate('assign.all_done') : (
          <>
            <Box sx={{ marginBottom: 1 }}>{translate('assign.some_refused', { smart_count: answer.refused.length })}</Box>
            <Box component="ul" sx={{ margin: 0, paddingLeft: '18px' }}>{answer.refused.map(({ id, because }) => <li key={id}><b>{names.get(id) ?? id}</b>: <Box component="span" sx={{ color: tone.mute }}>{because}</Box></li>)}</Box>
          </>
        )}
      </DialogContent>
      <DialogActions><Button onClick={onClose} autoFocus>{translate('ra.action.close')}</Button></DialogActions>
    </Dialog>
  );
}

/** Gives the marked escalations to one colleague; says of each that could not be given why not. */
export function AssignMany() {
  const translate = useTranslate();
  const { selectedIds, data, onUnselectItems } = useListContext<EscalationRow>();
  const { run } = useCommand<EscalationRow>('escalations');
  const [open, setOpen] = useState(false);
  const [person, setPerson] = useState<Colleague | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  const act = async () => {
    const answered = await run({ id: null, verb: 'bulk-transfer', body: { ids: selectedIds, toUserId: person?.id } }, { quiet: true });
    if (answered.ok && person) setResult({ answer: answered.record as unknown as BulkAnswer, person, names: new Map(data?.map(({ id, accountName }) => [id, accountName])) });
    return answered;
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{translate('assign.button')}</Button>
      {open && (
        <ActDialog title={translate('assign.title', { smart_count: selectedIds.length })} submitLabel={translate('assign.button')} act={act} onClose={() => setOpen(false)} onDone={() => setOpen(false)} fields={['toUserId']} disabled={!person} effects={person ? [translate('assign.effect', { name: person.name, smart_count: selectedIds.length })] : undefined}>
          {(errors) => <PersonField label={translate('assign.to')} value={person} onChange={setPerson} error={errors['toUserId']} autoFocus />}
        </ActDialog>
      )}
      {result && (
        <ResultDialog
          result={result}
          onClose={() => {
            setResult(null);
            onUnselectItems();
          }}
        />
      )}
    </>
  );
}
