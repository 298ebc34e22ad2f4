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
import type { ReturnRow } from './records.ts';

type Answer = { done: string[]; refused: { id: string; because: string }[] };
type Result = { answer: Answer; names: ReadonlyMap<string, string> };

export function RemindResult({ result: { answer, names }, onClose }: { result: Result; onClose: () => void }) {
  const translate = useTranslate();
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="reminded">
      <DialogTitle id="reminded">{answer.done.length === 0 ? translate('returns.remind.none_sent') : translate('returns.remind.result', { smart_count: answer.done.length })}</DialogTitle>
      <DialogContent>
        {answer.refused.length === 0 ? translate('returns.remind.all_done') : (
          <>
            <Box sx={{ marginBottom: 1 }}>{translate('returns.remind.some_refused', { smart_count: answer.refused.length })}</Box>
            <Box component="ul" sx={{ margin: 0, paddingLeft: '18px', '& li': { paddingBlock: '2px' } }}>{answer.refused.map(({ id, because }) => <li key={id}><b>{names.get(id) ?? id}</b>: <Box component="span" sx={{ color: tone.mute }}>{because}</Box></li>)}</Box>
          </>
        )}
      </DialogContent>
      <DialogActions><Button onClick={onClose} autoFocus>{translate('ra.action.close')}</Button></DialogActions>
    </Dialog>
  );
}

/** Reminds the customers of the marked returns; says how many mails went, and of each that did not, why. */
export function RemindMany() {
  const translate = useTranslate();
  const { selectedIds, data, onUnselectItems } = useListContext<ReturnRow>();
  const { run } = useCommand<ReturnRow>('returns');
  const [open, setOpen] = useState(false);
  const [result, setResult] = useState<Result | null>(null);
  const act = async () => {
    const answered = await run({ id: null, verb: 'remind-many', body: { ids: selectedIds } }, { quiet: true });
    if (answered.ok) setResult({ answer: answered.record as unknown as Answer, names: new Map(data?.map(({ id, accountName, upgradeReference }) => [id, `${accountName}, ${upgradeReference}`])) });
    return answered;
  };
  const close = () => {
    setResult(null);
    onUnselectItems();
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{translate('returns.remind.action')}</Button>
      {open && <ActDialog title={translate('returns.remind.many_title', { smart_count: selectedIds.length })} submitLabel={translate('returns.remind.action')} act={act} onClose={() => setOpen(false)} effects={[translate('returns.remind.effect'), translate('returns.remind.effect_once'), translate('returns.remind.effect_refused')]} />}
      {result && <RemindResult result={result} onClose={close} />}
    </>
  );
}
